use jiff::civil::Date;

use crate::programme::Period;

/// What a report carries on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatterKind {
    /// *Khó khăn, vướng mắc, hạn chế.*
    Difficulty,
    /// *Nhiệm vụ, giải pháp.*
    Task,
    /// *Đề xuất, kiến nghị.*
    Proposal,
}

impl MatterKind {
    /// The three kinds, in the order of a report.
    pub const ALL: [Self; 3] = [Self::Difficulty, Self::Task, Self::Proposal];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Difficulty => "difficulty",
            Self::Task => "task",
            Self::Proposal => "proposal",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// The life of a difficulty, a task or a proposal: open from the day on which it is raised until
/// the day on which it is closed, however many reports that takes.
// Invariant: `raised_on <= closed_on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matter {
    kind: MatterKind,
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
    pub fn raise(kind: MatterKind, raised_on: Date) -> Self {
        Self { kind, raised_on, closed_on: None }
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

    /// What it is.
    pub fn kind(self) -> MatterKind {
        self.kind
    }

    /// When it was raised.
    pub fn raised_on(self) -> Date {
        self.raised_on
    }

    /// When it was closed.
    pub fn closed_on(self) -> Option<Date> {
        self.closed_on
    }

    /// Whether it is open at the end of a day.
    pub fn is_open_on(self, day: Date) -> bool {
        self.raised_on <= day && self.closed_on.is_none_or(|on| day < on)
    }

    /// How it stands in the report of a period; none where it is not of it.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::activities::{Matter, MatterIn, MatterKind};
    /// use ocop_rules::programme::Period;
    ///
    /// let scale = Matter::raise(MatterKind::Difficulty, date(2023, 4, 28));
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
        Matter::raise(MatterKind::Task, date(2023, 5, 29))
    }

    #[test]
    fn it_is_open_until_the_day_it_is_closed() {
        let closed = task().close(date(2023, 12, 31)).unwrap();
        assert!(!closed.is_open_on(date(2023, 5, 28)) && closed.is_open_on(date(2023, 5, 29)));
        assert!(closed.is_open_on(date(2023, 12, 30)) && !closed.is_open_on(date(2023, 12, 31)));
        let year = Period::years(2023, 2023).unwrap();
        assert_eq!(closed.within(year), Some(MatterIn::RaisedAndClosed));
        assert!(task().is_open_on(Date::MAX));
    }

    #[test]
    fn it_is_closed_once_and_not_before_it_is_raised() {
        let early = task().close(date(2023, 5, 28));
        assert_eq!(early, Err(CloseRefusal::BeforeRaised { raised_on: date(2023, 5, 29) }));
        let closed = task().close(date(2023, 6, 1)).unwrap();
        let again = closed.close(date(2023, 7, 1));
        assert_eq!(again, Err(CloseRefusal::Closed { on: date(2023, 6, 1) }));
    }

    #[test]
    fn every_kind_is_found_under_its_word() {
        assert!(MatterKind::ALL.into_iter().all(|it| MatterKind::from_id(it.id()) == Some(it)));
    }
}
