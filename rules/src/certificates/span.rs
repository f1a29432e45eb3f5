use jiff::civil::Date;

/// A day that is known, or known to lie between two days ("recognised between A and B").
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::Span;
///
/// let day = Span::on(date(2023, 5, 29));
/// assert!(day.is_known());
/// assert!(Span::between(date(2024, 1, 1), date(2023, 1, 1)).is_err());
/// ```
// Invariant: `earliest <= latest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    earliest: Date,
    latest: Date,
}

/// A span that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the later day lies before the earlier")]
pub struct BackwardSpan;

impl Span {
    /// A known day.
    pub fn on(day: Date) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Some day from `earliest` to `latest`.
    pub fn between(earliest: Date, latest: Date) -> Result<Self, BackwardSpan> {
        if earliest <= latest { Ok(Self { earliest, latest }) } else { Err(BackwardSpan) }
    }

    /// The first day it may be.
    pub fn earliest(self) -> Date {
        self.earliest
    }

    /// The last day it may be.
    pub fn latest(self) -> Date {
        self.latest
    }

    /// Whether it is one known day.
    pub fn is_known(self) -> bool {
        self.earliest == self.latest
    }

    /// Each end, moved by the same rule; a rule that keeps the order of days keeps it here.
    pub(crate) fn map(self, rule: impl Fn(Date) -> Date) -> Self {
        Self { earliest: rule(self.earliest), latest: rule(self.latest) }
    }
}
