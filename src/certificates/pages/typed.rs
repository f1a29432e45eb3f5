//! What was typed into a form of this room.

use jiff::civil::Date;
use serde::Deserialize;

use crate::face::{Errors, date_typed};
use crate::machinery::{Failure, Refusal, new_id};

/// What was typed, field by field; a box that is ticked several times comes several times.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The same with a key of its own, when it has none: a form that is opened, and not sent.
    pub(in super::super) fn keyed(self) -> Self {
        self.or("key", new_id())
    }

    /// The same with this in a field in which nothing stands.
    pub(in super::super) fn or(mut self, field: &str, value: String) -> Self {
        if self.one(field).is_empty() {
            self.0.retain(|(name, _)| name != field);
            self.0.push((field.to_owned(), value));
        }
        self
    }

    /// What stands in a field.
    pub(in super::super) fn one(&self, field: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Everything that stands in a field.
    pub(in super::super) fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked with this value.
    pub(in super::super) fn has(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|it| it == value)
    }
}

/// The head of a document: its number, its day, who signed.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) number: String,
    pub(super) dated: Date,
    pub(super) signatory: String,
}

impl Head {
    /// Reads the fields `number`, `dated`, `signatory`. Nothing is dated after today.
    pub(super) fn read(typed: &Typed, today: Date) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let number = typed.one("number").to_owned();
        if number.is_empty() {
            refusals.push(Refusal::of("number", "Hãy nhập số văn bản, ví dụ 1234/QĐ-UBND."));
        }
        let dated = match date_typed(typed.one("dated")) {
            Ok(day) if today < day => {
                refusals.push(Refusal::of("dated", "Ngày văn bản không thể sau hôm nay."));
                None
            }
            Ok(day) => Some(day),
            Err(sentence) => {
                refusals.push(Refusal::of("dated", sentence));
                None
            }
        };
        match dated {
            Some(dated) if refusals.is_empty() => {
                Ok(Self { number, dated, signatory: typed.one("signatory").to_owned() })
            }
            _ => Err(refusals),
        }
    }
}

/// The sentences of a refused form, each beside its field.
pub(in super::super) fn errors(refusals: Vec<Refusal>) -> Errors {
    refusals.into_iter().map(|it| (it.field, it.sentence)).collect()
}

impl From<Vec<Refusal>> for Failure {
    fn from(refusals: Vec<Refusal>) -> Self {
        Self::Refused(refusals)
    }
}
