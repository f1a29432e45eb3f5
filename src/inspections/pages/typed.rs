//! What was typed into a form of this room.

use jiff::civil::Date;
use serde::Deserialize;

use crate::face::{Errors, date_typed};
use crate::machinery::{Failure, Refusal, new_id};

/// The longest line, and the longest text.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 10_000;

/// What was typed, field by field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The same with a key of its own, when it has none.
    pub(super) fn keyed(self) -> Self {
        self.or("key", new_id())
    }

    /// The same with this in a field in which nothing stands.
    pub(super) fn or(mut self, field: &str, value: impl Into<String>) -> Self {
        if self.one(field).is_empty() {
            self.0.retain(|(name, _)| name != field);
            self.0.push((field.to_owned(), value.into()));
        }
        self
    }

    /// What stands in a field.
    pub(super) fn one(&self, field: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value.trim())
    }
}

/// Reads fields, and gathers why some are refused.
pub(super) struct Reader<'a> {
    typed: &'a Typed,
    pub(super) refusals: Vec<Refusal>,
}

impl<'a> Reader<'a> {
    pub(super) fn of(typed: &'a Typed) -> Self {
        Self { typed, refusals: Vec::new() }
    }

    pub(super) fn refuse(&mut self, field: &str, sentence: impl Into<String>) {
        self.refusals.push(Refusal::of(field, sentence));
    }

    /// One line; `missing` is said where it must not be empty.
    pub(super) fn line(&mut self, field: &str, missing: &str) -> String {
        let line = self.typed.one(field).split_whitespace().collect::<Vec<_>>().join(" ");
        self.fits(field, &line, missing, LONGEST_LINE);
        line
    }

    /// Several lines; `missing` is said where they must not be empty.
    pub(super) fn text(&mut self, field: &str, missing: &str) -> String {
        let text = self.typed.one(field).replace("\r\n", "\n");
        self.fits(field, &text, missing, LONGEST_TEXT);
        text
    }

    fn fits(&mut self, field: &str, written: &str, missing: &str, longest: usize) {
        if written.is_empty() && !missing.is_empty() {
            self.refuse(field, missing);
        } else if longest < written.chars().count() {
            self.refuse(field, format!("Dài quá {longest} ký tự: hãy ghi ngắn hơn."));
        }
    }

    /// One of these; empty where nothing is chosen. `missing` is said where something must be.
    pub(super) fn choice(
        &mut self,
        field: &str,
        of: &[(&'static str, &'static str)],
        missing: &str,
    ) -> &'static str {
        let chosen = self.typed.one(field);
        let found = of.iter().find(|(id, _)| *id == chosen).map(|(id, _)| *id);
        if found.is_none() && !(chosen.is_empty() && missing.is_empty()) {
            let sentence =
                if missing.is_empty() { "Hãy chọn một trong các mức." } else { missing };
            self.refuse(field, sentence);
        }
        found.unwrap_or_default()
    }

    /// A day that is not after `today`.
    pub(super) fn past(&mut self, field: &str, today: Date) -> Option<Date> {
        match date_typed(self.typed.one(field)) {
            Ok(day) if today < day => {
                self.refuse(field, "Ngày này chưa đến.");
                None
            }
            Ok(day) => Some(day),
            Err(sentence) => {
                self.refuse(field, sentence);
                None
            }
        }
    }

    /// A day, or none where nothing is typed.
    pub(super) fn maybe_day(&mut self, field: &str) -> Option<Date> {
        if self.typed.one(field).is_empty() {
            return None;
        }
        let day = date_typed(self.typed.one(field));
        day.map_err(|sentence| self.refuse(field, sentence)).ok()
    }

    /// Passes when nothing is refused.
    pub(super) fn passed(self) -> Result<(), Failure> {
        if self.refusals.is_empty() { Ok(()) } else { Err(Failure::Refused(self.refusals)) }
    }
}

/// The sentences of a refused form, each beside its field.
pub(super) fn errors(refusals: Vec<Refusal>) -> Errors {
    refusals.into_iter().map(|it| (it.field, it.sentence)).collect()
}

/// `29/05/2023`, as it is typed.
pub(super) fn typed_day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}
