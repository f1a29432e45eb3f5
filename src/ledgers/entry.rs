//! An entry of a ledger.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::records::Amount;

use super::ledger::Ledger;
use super::value::Value;
use crate::machinery::Revision;

/// Where an entry comes from: the document that says it, and its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// `142/KH-UBND`
    pub number: String,
    /// Its day.
    pub day: Option<Date>,
    /// What it says, word for word.
    pub words: String,
}

/// What an entry says: its unit, a value for each column, its source.
#[derive(Debug, Clone)]
pub struct Row {
    /// Of which ledger.
    pub ledger: &'static Ledger,
    /// The unit it tells of.
    pub unit: UnitId,
    /// A value for each column of the ledger.
    pub values: Vec<Value>,
    /// Where it comes from.
    pub source: Source,
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.ledger.id == other.ledger.id
            && self.unit == other.unit
            && self.values == other.values
            && self.source == other.source
    }
}

impl Row {
    /// What stands in this column.
    pub fn value(&self, name: &str) -> &Value {
        let at = self.ledger.column(name).map(|(at, _)| at);
        at.and_then(|it| self.values.get(it)).unwrap_or(&Value::None)
    }

    /// Whether something stands in this column.
    pub fn has(&self, name: &str) -> bool {
        !self.value(name).is_none()
    }

    /// Words, a link, the word of a choice, the id of what it refers to; empty where there is none.
    pub fn words(&self, name: &str) -> &str {
        match self.value(name) {
            Value::Words(it) | Value::Link(it) | Value::Choice(it) | Value::Reference(it) => it,
            _ => "",
        }
    }

    /// A number as it is stated.
    pub fn amount(&self, name: &str) -> Option<Amount> {
        match self.value(name) {
            Value::Amount(it) => Some(*it),
            _ => None,
        }
    }

    /// A year, or a number of days.
    pub fn number(&self, name: &str) -> Option<i64> {
        match self.value(name) {
            Value::Year(it) | Value::Days(it) => Some(*it),
            _ => None,
        }
    }

    /// The first and the last day that may be meant; of a day, a span or a year.
    pub fn days(&self, name: &str) -> Option<(Date, Date)> {
        match self.value(name) {
            Value::Day(it) => Some((*it, *it)),
            Value::Span(earliest, latest) => Some((*earliest, *latest)),
            Value::Year(it) => {
                let year = i16::try_from(*it).ok()?;
                Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
            }
            _ => None,
        }
    }

    /// A unit.
    pub fn unit_in(&self, name: &str) -> Option<&UnitId> {
        match self.value(name) {
            Value::Unit(it) => Some(it),
            _ => None,
        }
    }

    /// The names of the columns in which it differs from an older one.
    pub fn changes(&self, older: &Self) -> Vec<&'static str> {
        let mut changed = Vec::new();
        if self.unit != older.unit {
            changed.push("unit");
        }
        for (column, (new, old)) in
            self.ledger.columns.iter().zip(self.values.iter().zip(&older.values))
        {
            if new != old {
                changed.push(column.name);
            }
        }
        if self.source != older.source {
            changed.push("source");
        }
        changed
    }
}

/// An entry, as kept.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// What it says.
    pub row: Row,
    /// Who entered it: a person's id.
    pub created_by: String,
    /// When.
    pub created_at: Timestamp,
    /// The list it was taken in with; empty for one that was typed.
    pub import: String,
    /// When it was set aside, and why.
    pub set_aside: Option<(Timestamp, String)>,
    /// How often it was changed.
    pub revision: Revision,
}
