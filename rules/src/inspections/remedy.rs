use jiff::civil::Date;

/// What a producer must put right (*khắc phục*), and by when.
///
/// The decision prescribes no remedy and no deadline for one: who inspects sets them.
// Invariant: `ordered_on <= due`, and nothing is done before it is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedy {
    ordered_on: Date,
    due: Date,
    done_on: Option<Date>,
}

/// Why a remedy cannot be set down so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RemedyRefusal {
    /// Its deadline had passed when it was ordered.
    #[error("the deadline lies before the day of the order")]
    DueBeforeOrdered,
    /// It would be done before it was ordered.
    #[error("a remedy is not done before it is ordered")]
    DoneBeforeOrdered,
}

/// How a remedy stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemedyState {
    /// So many days are left, the last one counted in.
    Open {
        /// Zero on the last day.
        days_left: i32,
    },
    /// Its last day was so many days ago.
    Overdue {
        /// From one.
        days: i32,
    },
    /// It is done, in time or late.
    Done {
        /// When.
        on: Date,
    },
}

impl Remedy {
    /// A remedy ordered on a day, due on a day.
    pub fn order(ordered_on: Date, due: Date) -> Result<Self, RemedyRefusal> {
        if due < ordered_on {
            return Err(RemedyRefusal::DueBeforeOrdered);
        }
        Ok(Self { ordered_on, due, done_on: None })
    }

    /// The same, confirmed as done on a day.
    pub fn done(self, on: Date) -> Result<Self, RemedyRefusal> {
        if on < self.ordered_on {
            return Err(RemedyRefusal::DoneBeforeOrdered);
        }
        Ok(Self { done_on: Some(on), ..self })
    }

    /// Its last day.
    pub fn due(self) -> Date {
        self.due
    }

    /// When it was done.
    pub fn done_on(self) -> Option<Date> {
        self.done_on
    }

    /// How it stands on a day; what is done later is not done yet.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::inspections::{Remedy, RemedyState};
    ///
    /// let remedy = Remedy::order(date(2026, 10, 1), date(2026, 10, 31)).unwrap();
    /// assert_eq!(remedy.on(date(2026, 10, 21)), RemedyState::Open { days_left: 10 });
    /// assert_eq!(remedy.on(date(2026, 11, 3)), RemedyState::Overdue { days: 3 });
    /// let done = remedy.done(date(2026, 11, 3)).unwrap();
    /// assert_eq!(done.on(date(2026, 11, 2)), RemedyState::Overdue { days: 2 });
    /// assert_eq!(done.on(date(2026, 11, 3)), RemedyState::Done { on: date(2026, 11, 3) });
    /// ```
    pub fn on(self, day: Date) -> RemedyState {
        match self.done_on {
            Some(on) if on <= day => RemedyState::Done { on },
            _ if day <= self.due => RemedyState::Open { days_left: (self.due - day).get_days() },
            _ => RemedyState::Overdue { days: (day - self.due).get_days() },
        }
    }

    /// Whether it was done after its deadline.
    pub fn was_late(self) -> bool {
        self.done_on.is_some_and(|on| self.due < on)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_day_is_in_time() {
        let remedy = Remedy::order(date(2026, 10, 1), date(2026, 10, 31)).unwrap();
        assert_eq!(remedy.on(date(2026, 10, 31)), RemedyState::Open { days_left: 0 });
        assert_eq!(remedy.on(date(2026, 11, 1)), RemedyState::Overdue { days: 1 });
        assert!(!remedy.done(date(2026, 10, 31)).unwrap().was_late());
        assert!(remedy.done(date(2026, 11, 1)).unwrap().was_late());
    }

    #[test]
    fn the_days_are_in_order() {
        let backward = Remedy::order(date(2026, 10, 2), date(2026, 10, 1));
        assert_eq!(backward, Err(RemedyRefusal::DueBeforeOrdered));
        let remedy = Remedy::order(date(2026, 10, 1), date(2026, 10, 31)).unwrap();
        assert_eq!(remedy.done(date(2026, 9, 30)), Err(RemedyRefusal::DoneBeforeOrdered));
    }
}
