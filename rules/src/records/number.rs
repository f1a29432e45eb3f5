use alloc::string::{String, ToString};
use core::fmt;
use core::str::FromStr;

use crate::names::fold;

/// The number of a document with its sign (*số, ký hiệu văn bản*): `622/SNN-PTNT`, or with the year
/// `26/2026/QĐ-TTg`.
///
/// Laws and what has the force of law carry the year, letters and plans do not (Decree 30/2020,
/// Annex I). A document of the Party has its number before a hyphen: `19-NQ/TW`.
///
/// ```
/// use ocop_rules::records::DocumentNumber;
///
/// let order: DocumentNumber = "Số: 622 / SNN – PTNT".parse().unwrap();
/// assert_eq!((order.number(), order.year(), order.sign()), (622, None, "SNN-PTNT"));
/// let decision: DocumentNumber = "26/2026/QĐ-TTg".parse().unwrap();
/// assert_eq!((decision.number(), decision.year()), (26, Some(2026)));
/// assert_eq!(decision.to_string(), "26/2026/QĐ-TTg");
/// ```
// Invariant: `1 <= number`; `sign` has letters and digits, and between them hyphens, points and, of
// the Party, a stroke; none of it is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber {
    year: Option<i16>,
    number: u32,
    sign: String,
}

/// Why a text is no number of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberRefusal {
    /// It does not begin with a number from one.
    #[error("a document has a number, from one")]
    Number,
    /// The year is none of four digits from 1945 to 2099.
    #[error("the year has four digits")]
    Year,
    /// The sign is missing, or not letters between hyphens.
    #[error("after the number stands the sign, as in 142/KH-UBND")]
    Sign,
}

impl DocumentNumber {
    /// Its number, without the noughts before it.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The year, where the number carries one.
    pub fn year(&self) -> Option<i16> {
        self.year
    }

    /// The letters of kind and issuer.
    pub fn sign(&self) -> &str {
        &self.sign
    }

    /// Whether it is of the Party: its sign alone has a stroke.
    fn is_of_party(&self) -> bool {
        self.sign.contains('/')
    }

    /// What it is found by, however its letters were typed.
    ///
    /// ```
    /// use ocop_rules::records::DocumentNumber;
    ///
    /// let number = |text: &str| text.parse::<DocumentNumber>().unwrap();
    /// assert_eq!(number("7/qd-ubnd").key(), number("07/QĐ-UBND").key());
    /// ```
    pub fn key(&self) -> String {
        fold(&self.to_string())
    }
}

impl FromStr for DocumentNumber {
    type Err = NumberRefusal;

    fn from_str(text: &str) -> Result<Self, NumberRefusal> {
        let text = tidied(text);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        let number = number.parse().ok().filter(|it| 0 < *it).ok_or(NumberRefusal::Number)?;
        if let Some(sign) = rest.strip_prefix('-') {
            return Ok(Self { year: None, number, sign: of_party(sign)? });
        }
        let rest = rest.strip_prefix('/').ok_or(NumberRefusal::Sign)?;
        match rest.split_once('/') {
            Some((year, sign)) => {
                Ok(Self { year: Some(four_digits(year)?), number, sign: signed(sign)? })
            }
            None => Ok(Self { year: None, number, sign: signed(rest)? }),
        }
    }
}

/// As printed: below ten with a nought before it (Decree 30/2020, Annex I).
impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = if self.is_of_party() { '-' } else { '/' };
        write!(f, "{:02}", self.number)?;
        self.year.map_or(Ok(()), |year| write!(f, "/{year}"))?;
        write!(f, "{join}{}", self.sign)
    }
}

/// Without blanks, with plain hyphens, and without the word *số* before it.
fn tidied(text: &str) -> String {
    let text = text.trim();
    let bare = ["Số", "số", "SỐ"].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    let bare = bare.trim_start().strip_prefix(':').unwrap_or(bare);
    let plain = bare.chars().filter(|it| !it.is_whitespace());
    plain.map(|it| if ('\u{2010}'..='\u{2015}').contains(&it) { '-' } else { it }).collect()
}

fn four_digits(year: &str) -> Result<i16, NumberRefusal> {
    let plain = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
    let year = year.parse().ok().filter(|_| plain);
    year.filter(|it| (1945..2100).contains(it)).ok_or(NumberRefusal::Year)
}

/// Letters and digits, and one mark between them; at least one letter.
fn signed(sign: &str) -> Result<String, NumberRefusal> {
    let word = |it: &str| !it.is_empty() && it.chars().all(char::is_alphanumeric);
    let plain = sign.split(['-', '.']).all(word) && sign.chars().any(char::is_alphabetic);
    if plain { Ok(sign.into()) } else { Err(NumberRefusal::Sign) }
}

/// `NQ/TW`: kind and issuer with a stroke between.
fn of_party(sign: &str) -> Result<String, NumberRefusal> {
    let (kind, issuer) = sign.split_once('/').ok_or(NumberRefusal::Sign)?;
    signed(kind)?;
    signed(issuer)?;
    Ok(sign.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: (u32, Option<i16>, &str)) {
        let it: DocumentNumber = text.parse().unwrap();
        assert_eq!((it.number(), it.year(), it.sign()), expected, "{text}");
    }

    #[test]
    fn both_shapes_are_read() {
        check("622/SNN-PTNT", (622, None, "SNN-PTNT"));
        check("142/KH-UBND", (142, None, "KH-UBND"));
        check("2101/QĐ-UBND", (2101, None, "QĐ-UBND"));
        check("48/UBND-KT", (48, None, "UBND-KT"));
        check("15/BC-VPĐP.NTM", (15, None, "BC-VPĐP.NTM"));
        check("26/2026/QĐ-TTg", (26, Some(2026), "QĐ-TTg"));
        check("257/2025/QH15", (257, Some(2025), "QH15"));
        check("07/2021/NQ-HĐND", (7, Some(2021), "NQ-HĐND"));
        check("19-NQ/TW", (19, None, "NQ/TW"));
    }

    #[test]
    fn blanks_and_dashes_of_a_word_processor_do_not_matter() {
        for text in ["142 / KH – UBND", "số 142/KH—UBND", " Số: 142/KH\u{2011}UBND\u{a0}"] {
            check(text, (142, None, "KH-UBND"));
        }
    }

    #[test]
    fn a_number_below_ten_is_printed_with_a_nought() {
        let it: DocumentNumber = "7/2021/NQ-HĐND".parse().unwrap();
        assert_eq!(it.to_string(), "07/2021/NQ-HĐND");
        assert_eq!("05-NQ/HU".parse::<DocumentNumber>().unwrap().to_string(), "05-NQ/HU");
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        let refused = |text: &str| text.parse::<DocumentNumber>().unwrap_err();
        for text in ["", "KH-UBND", "0/KH-UBND", "/KH-UBND", "99999999999/KH-UBND"] {
            assert_eq!(refused(text), NumberRefusal::Number, "{text}");
        }
        for text in ["26/26/QĐ-TTg", "26/1900/QĐ-TTg", "26/+026/QĐ-TTg", "1/a/b/c"] {
            assert_eq!(refused(text), NumberRefusal::Year, "{text}");
        }
        for text in
            ["142", "142/", "142/KH--UBND", "142/-", "142/2023", "26/2026/", "19-NQ", "142KH"]
        {
            assert_eq!(refused(text), NumberRefusal::Sign, "{text}");
        }
    }
}
