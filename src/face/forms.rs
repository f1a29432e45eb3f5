//! What a form needs besides its template.

use std::fmt::Display;

use jiff::civil::Date;

/// Why a form is not accepted: for each field in trouble, one sentence.
///
/// In the order in which the fields stand on the page, since the summary lists them so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors {
    sentences: Vec<(String, String)>,
}

impl Errors {
    /// A form with one error.
    pub fn one(field: impl Into<String>, sentence: impl Into<String>) -> Self {
        let mut errors = Self::default();
        errors.push(field, sentence);
        errors
    }

    /// Adds the sentence of a field; an empty field name stands for the form as a whole.
    pub fn push(&mut self, field: impl Into<String>, sentence: impl Into<String>) {
        self.sentences.push((field.into(), sentence.into()));
    }

    /// What was typed, if it could be read; otherwise its sentence is added.
    pub fn keep<T>(&mut self, field: &str, read: Result<T, String>) -> Option<T> {
        read.map_err(|sentence| self.push(field, sentence)).ok()
    }

    /// The sentence of a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence)
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        !self.sentences.is_empty()
    }

    /// Field and sentence, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.sentences.iter().map(|(field, sentence)| (field.as_str(), sentence.as_str()))
    }
}

impl FromIterator<(String, String)> for Errors {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(sentences: I) -> Self {
        Self { sentences: sentences.into_iter().collect() }
    }
}

/// One of several answers: in a list, a group of radios or of check boxes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line below the label.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// The same, explained.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Whether it is the one.
    pub fn is(&self, value: impl Display) -> bool {
        self.value == value.to_string()
    }

    /// Whether it is one of them.
    pub fn among(&self, values: impl IntoIterator<Item: Display>) -> bool {
        values.into_iter().any(|value| self.is(value))
    }
}

/// A date as people type it: `2/11/2026`, `02-11-2026`, `02.11.2026`, or `2026-11-02`.
///
/// # Errors
///
/// A Vietnamese sentence that quotes what was typed.
pub fn date_typed(typed: &str) -> Result<Date, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("Hãy nhập ngày, ví dụ 02/11/2026.".to_owned());
    }
    let unclear = || format!("“{typed}” không phải là ngày; hãy viết như 02/11/2026.");
    let pieces: Vec<&str> = typed.split(['/', '-', '.']).map(str::trim).collect();
    let [first, month, last] = pieces[..] else { return Err(unclear()) };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    if year.len() != 4 {
        return Err(unclear());
    }
    let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse()) else {
        return Err(unclear());
    };
    Date::new(year, month, day).map_err(|_| format!("Lịch không có ngày {typed}."))
}

/// A time of the day as people type it: `8:00`, `8h30`, `8 giờ 30`, `8h`. Answers `08:30`.
///
/// # Errors
///
/// A Vietnamese sentence that quotes what was typed.
pub fn time_typed(typed: &str) -> Result<String, String> {
    let unclear = || format!("“{}” không phải là giờ; hãy viết như 8:00.", typed.trim());
    let plain = typed.trim().to_lowercase().replace("giờ", ":").replace(['h', '.'], ":");
    let (hour, minute) = plain.split_once(':').ok_or_else(unclear)?;
    let minute = if minute.trim().is_empty() { "0" } else { minute.trim().trim_end_matches('p') };
    match (hour.trim().parse::<u8>(), minute.parse::<u8>()) {
        (Ok(hour), Ok(minute)) if hour < 24 && minute < 60 => Ok(format!("{hour:02}:{minute:02}")),
        _ => Err(unclear()),
    }
}

/// A whole number as people type it: `18243`, `18.243`, `18 243`.
///
/// # Errors
///
/// A Vietnamese sentence that quotes what was typed.
pub fn number_typed(typed: &str) -> Result<i64, String> {
    let digits: String = typed.chars().filter(|it| !matches!(it, '.' | ' ' | '\u{a0}')).collect();
    if digits.is_empty() {
        return Err("Hãy nhập một số.".to_owned());
    }
    digits.parse().map_err(|_| format!("“{}” không phải là số nguyên.", typed.trim()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        for typed in ["2/11/2026", "02/11/2026", " 02-11-2026 ", "2.11.2026", "2026-11-02"] {
            assert_eq!(date_typed(typed), Ok(date(2026, 11, 2)), "{typed}");
        }
    }

    #[test]
    fn a_date_that_is_not_says_so() {
        assert_eq!(date_typed("31/02/2026").unwrap_err(), "Lịch không có ngày 31/02/2026.");
        for typed in ["", "hôm nay", "11/2026", "1/2/3/2026", "02/11/26", "٢/11/2026"] {
            assert!(date_typed(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for typed in ["8:05", "08:05", "8h05", "8 giờ 05", "8.05", "8H05p"] {
            assert_eq!(time_typed(typed).as_deref(), Ok("08:05"), "{typed}");
        }
        assert_eq!(time_typed("14h").as_deref(), Ok("14:00"));
        for typed in ["", "sáng", "25:00", "8:60", "8"] {
            assert!(time_typed(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_number_may_be_grouped() {
        assert_eq!(number_typed("18.243"), Ok(18_243));
        assert_eq!(number_typed("-5"), Ok(-5));
        assert!(number_typed("5,5").is_err());
    }

    #[test]
    fn errors_stand_in_order_and_answer_by_field() {
        let mut errors = Errors::one("name", "Hãy nhập tên.");
        errors.keep("date", date_typed("31/02/2026"));
        assert_eq!(errors.of("date"), Some("Lịch không có ngày 31/02/2026."));
        assert_eq!(errors.of("phone"), None);
        assert_eq!(errors.iter().count(), 2);
    }
}
