//! The time, as an argument: a handler asks the house's clock once and hands the answer on.

use std::sync::{Arc, RwLock};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// The clock of the house. Tests and the demo may set it.
#[derive(Debug, Clone)]
pub enum Clock {
    /// The machine's own.
    Machine,
    /// Stands still until it is set.
    Set(Arc<RwLock<Timestamp>>),
    /// The machine's own, so much later or earlier: the demo goes on from a day of its own.
    Shifted(SignedDuration),
}

impl Clock {
    /// A clock that stands at `instant`.
    pub fn at(instant: Timestamp) -> Self {
        Self::Set(Arc::new(RwLock::new(instant)))
    }

    /// A clock that stands at eight in the morning of `day`, in Vietnam.
    pub fn on(day: Date) -> Self {
        Self::at(morning(day))
    }

    /// A clock that goes on from `instant`.
    pub fn going_on_from(instant: Timestamp) -> Self {
        Self::Shifted(instant.duration_since(Self::Machine.now()))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the clock")]
            Self::Machine => Timestamp::now(),
            Self::Shifted(shift) => Self::Machine.now().saturating_add(*shift).unwrap_or_default(),
            Self::Set(instant) => {
                *instant.read().unwrap_or_else(std::sync::PoisonError::into_inner)
            }
        }
    }

    /// The calendar day in Vietnam, which is what every deadline counts in.
    pub fn today(&self) -> Date {
        vietnamese_day(self.now())
    }

    /// When that day began.
    pub fn day_began(&self) -> Timestamp {
        let midnight = self.today().at(0, 0, 0, 0).to_zoned(vietnam());
        midnight.map(|it| it.timestamp()).unwrap_or_default()
    }

    /// Moves a set clock to the morning of `day`; one that goes by itself is not moved.
    pub fn move_to(&self, day: Date) {
        if let Self::Set(instant) = self {
            *instant.write().unwrap_or_else(std::sync::PoisonError::into_inner) = morning(day);
        }
    }
}

fn vietnam() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(7))
}

fn morning(day: Date) -> Timestamp {
    day.at(8, 0, 0, 0).to_zoned(vietnam()).map(|it| it.timestamp()).unwrap_or_default()
}

/// The calendar day in Vietnam (UTC+7, no daylight saving) at an instant.
pub fn vietnamese_day(instant: Timestamp) -> Date {
    instant.to_zoned(vietnam()).date()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_begins_in_vietnam_seven_hours_before_greenwich() {
        let evening: Timestamp = "2026-11-22T17:30:00Z".parse().unwrap();
        assert_eq!(vietnamese_day(evening), date(2026, 11, 23));
        let began = Clock::at(evening).day_began();
        assert_eq!(began, "2026-11-22T17:00:00Z".parse().unwrap());
    }

    #[test]
    fn a_set_clock_stands_until_it_is_moved() {
        let clock = Clock::on(date(2026, 4, 29));
        assert_eq!(clock.today(), date(2026, 4, 29));
        clock.move_to(date(2026, 4, 30));
        assert_eq!(clock.today(), date(2026, 4, 30));
    }
    #[test]
    fn a_shifted_clock_goes_on_by_itself() {
        let evening: Timestamp = "2027-01-31T16:59:59Z".parse().unwrap();
        let clock = Clock::going_on_from(evening);
        let now = clock.now();
        assert!(evening <= now && now < evening + SignedDuration::from_mins(1));
        clock.move_to(date(2026, 4, 30));
        assert!(evening <= clock.now());
    }
}
