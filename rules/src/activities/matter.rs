use jiff::civil::Date;

use crate::programme::Period;

/// The life of a difficulty or a task: open from the day on which it is raised until
/// the day on which it is closed, however many reports that takes.
// Invariant: `raised_on <= closed_on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    raised_on: Date,
    closed_on: Option<Date>,
}

/// Why a matter is not closed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CloseRefusal {
    /// It would be closed before it was raised.
    #[error("it was raised only on {raised_on}")]
    BeforeRaised {
        /// When it was raised.
        raised_on: Date,
    },
    /// It is closed already.
    #[error("it was closed on {on}")]
    Closed {
        /// When.
        on: Date,
    },
}

/// How a matter stands in the report of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatterIn {
    /// Carried in from before, and carried on.
    CarriedOn,
    /// Carried in from before, and closed.
    CarriedAndClosed,
    /// Raised, and carried into the next.
    Raised,
    /// Raised and closed.
    RaisedAndClosed,
}

impl MatterIn {
    /// Whether the next period has it too.
    pub fn goes_on(self) -> bool {
        matches!(self, Self::CarriedOn | Self::Raised)
    }

    /// Whether the period before had it.
    pub fn came_from_before(self) -> bool {
        matches!(self, Self::CarriedOn | Self::CarriedAndClosed)
    }
}

impl Matter {
    /// A matter raised on a day.
    pub fn raise(raised_on: Date) -> Self {
        Self { raised_on, closed_on: None }
    }

    /// The same, closed on a day.
    pub fn close(self, on: Date) -> Result<Self, CloseRefusal> {
        if let Some(on) = self.closed_on {
            return Err(CloseRefusal::Closed { on });
        }
        if on < self.raised_on {
            return Err(CloseRefusal::BeforeRaised { raised_on: self.raised_on });
        }
        Ok(Self { closed_on: Some(on), ..self })
    }

    /// When it was raised.
    pub fn raised_on(self) -> Date {
        self.raised_on
    }

    /// When it was closed.
    pub fn closed_on(self) -> Option<Date> {
        self.closed_on
    }

    /// How it stands in the report of a period; none where it is not of it.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::activities::{Matter, MatterIn};
    /// use ocop_rules::programme::Period;
    ///
    /// let scale = Matter::raise(date(2023, 4, 28));
    /// let scale = scale.close(date(2025, 3, 1)).unwrap();
    /// let in_year = |year| scale.within(Period::years(year, year).unwrap());
    /// assert_eq!(in_year(2022), None);
    /// assert_eq!(in_year(2023), Some(MatterIn::Raised));
    /// assert_eq!(in_year(2024), Some(MatterIn::CarriedOn));
    /// assert_eq!(in_year(2025), Some(MatterIn::CarriedAndClosed));
    /// assert_eq!(in_year(2026), None);
    /// ```
    pub fn within(self, period: Period) -> Option<MatterIn> {
        let raised_before = self.raised_on < period.first();
        let closed = self.closed_on.filter(|on| *on <= period.last());
        match (raised_before, closed) {
            _ if period.last() < self.raised_on => None,
            (true, Some(on)) if on < period.first() => None,
            (true, Some(_)) => Some(MatterIn::CarriedAndClosed),
            (true, None) => Some(MatterIn::CarriedOn),
            (false, Some(_)) => Some(MatterIn::RaisedAndClosed),
            (false, None) => Some(MatterIn::Raised),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn task() -> Matter {
        Matter::raise(date(2023, 5, 29))
    }

    #[test]
    fn it_is_told_once_more_in_the_period_in_which_it_is_closed() {
        let closed = task().close(date(2023, 12, 31)).unwrap();
        let of_year = |it: Matter, year| it.within(Period::years(year, year).unwrap());
        assert_eq!(of_year(closed, 2023), Some(MatterIn::RaisedAndClosed));
        assert_eq!(of_year(closed, 2024), None);
        assert_eq!(of_year(task(), 9999), Some(MatterIn::CarriedOn));
    }

    #[test]
    fn it_is_closed_once_and_not_before_it_is_raised() {
        let early = task().close(date(2023, 5, 28));
        assert_eq!(early, Err(CloseRefusal::BeforeRaised { raised_on: date(2023, 5, 29) }));
        let closed = task().close(date(2023, 6, 1)).unwrap();
        let again = closed.close(date(2023, 7, 1));
        assert_eq!(again, Err(CloseRefusal::Closed { on: date(2023, 6, 1) }));
    }
}
