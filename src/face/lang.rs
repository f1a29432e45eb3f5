//! The language of a page, its sentences, its dates and its numbers.

use std::fmt::Display;

use axum::http::HeaderMap;
use axum_extra::extract::cookie::CookieJar;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::translations;

/// The cookie that remembers a person's choice.
pub(super) const COOKIE: &str = "lang";

/// Vietnamese, in which the programme works; or English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language that this browser chose on an earlier page; Vietnamese until it chooses.
    pub fn chosen(headers: &HeaderMap) -> Self {
        CookieJar::from_headers(headers)
            .get(COOKIE)
            .and_then(|cookie| Self::from_code(cookie.value()))
            .unwrap_or_default()
    }

    /// From `vi` or `en`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "vi" => Some(Self::Vi),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// `vi` or `en`, as in `<html lang>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// A sentence in this language; the Vietnamese sentence is its own key.
    pub fn t(self, vi: &str) -> &str {
        match self {
            Self::Vi => vi,
            Self::En => translations::english(vi).unwrap_or(vi),
        }
    }

    /// A sentence with `{}` filled in, in order.
    pub fn tf(self, vi: &str, words: impl Words) -> String {
        let mut words = words.words().into_iter();
        let mut sentence = String::new();
        for (at, piece) in self.t(vi).split("{}").enumerate() {
            if 0 < at {
                sentence.push_str(&words.next().unwrap_or_default());
            }
            sentence.push_str(piece);
        }
        sentence
    }

    /// `02/11/2026`; in English `2 Nov 2026`, since English readers disagree on which is the month.
    pub fn date(self, date: Date) -> String {
        match self {
            Self::Vi => date.strftime("%d/%m/%Y").to_string(),
            Self::En => date.strftime("%-d %b %Y").to_string(),
        }
    }

    /// As official papers write it: `ngày 02 tháng 11 năm 2026`, and from March on without the
    /// leading nought of the month: `ngày 02 tháng 3 năm 2026`.
    ///
    /// Decree 30/2020 asks for the nought before days under ten and months one and two only, where
    /// a digit could be added.
    pub fn long_date(self, date: Date) -> String {
        match self {
            Self::Vi if date.month() < 3 => date.strftime("ngày %d tháng %m năm %Y").to_string(),
            Self::Vi => date.strftime("ngày %d tháng %-m năm %Y").to_string(),
            Self::En => date.strftime("%-d %B %Y").to_string(),
        }
    }

    /// An instant by the clock in Việt Nam: `14:05 02/11/2026`.
    pub fn moment(self, instant: Timestamp) -> String {
        let there = instant.to_zoned(TimeZone::fixed(Offset::constant(7)));
        format!("{} {}", there.strftime("%H:%M"), self.date(there.date()))
    }

    /// A whole number in groups of three: `18.243`, in English `18,243`.
    pub fn number(self, number: impl Display) -> String {
        let digits = number.to_string();
        let (sign, digits) = digits.strip_prefix('-').map_or(("", digits.as_str()), |it| ("−", it));
        let separator = match self {
            Self::Vi => '.',
            Self::En => ',',
        };
        let mut grouped = sign.to_owned();
        for (at, digit) in digits.chars().enumerate() {
            if 0 < at && (digits.len() - at).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// What fills the `{}` of a sentence: `[days]`, or `(name, days)` where the kinds differ.
pub trait Words {
    /// As they are printed.
    fn words(&self) -> Vec<String>;
}

impl<W: Display, const N: usize> Words for [W; N] {
    fn words(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }
}

impl<W: Words> Words for &W {
    fn words(&self) -> Vec<String> {
        (**self).words()
    }
}

macro_rules! words_of_a_tuple {
    ($($word:ident)+) => {
        impl<$($word: Display),+> Words for ($($word,)+) {
            #[expect(non_snake_case, reason = "a type parameter names its value")]
            fn words(&self) -> Vec<String> {
                let ($($word,)+) = self;
                vec![$($word.to_string()),+]
            }
        }
    };
}

words_of_a_tuple!(A);
words_of_a_tuple!(A B);
words_of_a_tuple!(A B C);
words_of_a_tuple!(A B C D);
words_of_a_tuple!(A B C D E);

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(Lang::Vi.number(18_243), "18.243");
        assert_eq!(Lang::En.number(1_018_243), "1,018,243");
        assert_eq!(Lang::Vi.number(-1_000), "−1.000");
        assert_eq!(Lang::Vi.number(999), "999");
        assert_eq!(Lang::Vi.number(0), "0");
    }

    #[test]
    fn dates_are_written_as_on_official_papers() {
        assert_eq!(Lang::Vi.date(date(2026, 11, 2)), "02/11/2026");
        assert_eq!(Lang::Vi.long_date(date(2026, 11, 2)), "ngày 02 tháng 11 năm 2026");
        assert_eq!(Lang::Vi.long_date(date(2026, 2, 12)), "ngày 12 tháng 02 năm 2026");
        assert_eq!(Lang::Vi.long_date(date(2026, 5, 22)), "ngày 22 tháng 5 năm 2026");
        assert_eq!(Lang::En.long_date(date(2026, 11, 2)), "2 November 2026");
    }

    #[test]
    fn midnight_in_london_is_morning_in_ha_noi() {
        let midnight: Timestamp = "2026-11-21T23:30:00Z".parse().unwrap();
        assert_eq!(Lang::Vi.moment(midnight), "06:30 22/11/2026");
    }

    #[test]
    fn words_fill_a_sentence_in_order() {
        assert_eq!(Lang::Vi.tf("Còn {} ngày, {} hồ sơ", (3, "hai")), "Còn 3 ngày, hai hồ sơ");
        assert_eq!(Lang::Vi.tf("Trang {} trên {}", [1, 9]), "Trang 1 trên 9");
    }
}
