//! What stands in one column of an entry.

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::records::Amount;

/// What stands in one column of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    None,
    /// Words, of one line or several.
    Words(String),
    /// A day.
    Day(Date),
    /// A day that is known to lie between these two.
    Span(Date, Date),
    /// A year.
    Year(i64),
    /// A number as it is stated.
    Amount(Amount),
    /// One of the choices of its column.
    Choice(String),
    /// A unit.
    Unit(UnitId),
    /// What it refers to, by id.
    Reference(String),
    /// An address on the web.
    Link(String),
    /// A number of days.
    Days(i64),
}

impl Value {
    /// Whether nothing stands there.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }
}
