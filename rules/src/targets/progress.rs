use core::cmp::Ordering;
use core::fmt;

use jiff::civil::Date;

use super::target::Target;
use crate::programme::Period;
use crate::registry::Count;

/// A part of a whole, as two whole numbers: compared exactly, and rounded down where it is shown.
///
/// ```
/// use ocop_rules::targets::Share;
///
/// let share = Share { part: 10, whole: 15 };
/// assert_eq!(share.percent(), 66);
/// assert!(share == Share { part: 2, whole: 3 } && share < Share { part: 7, whole: 10 });
/// ```
// Kept between 0 and 1 by who makes it; a whole of none is all there.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    /// How much of it.
    pub part: i64,
    /// Of how much.
    pub whole: i64,
}

impl Share {
    /// In hundredths, rounded down: "99 %" is not all of it.
    pub fn percent(self) -> i64 {
        let hundredths = i128::from(self.part) * 100;
        let percent = hundredths.checked_div(i128::from(self.whole)).unwrap_or(100);
        i64::try_from(percent).unwrap_or(i64::MAX)
    }

    /// How much of a period has passed at the end of a day.
    pub fn elapsed(period: Period, day: Date) -> Self {
        let passed = period.until(day).map_or(0, Period::length);
        Self { part: i64::from(passed), whole: i64::from(period.length()) }
    }
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        let scaled = |it: &Self, by: &Self| i128::from(it.part) * i128::from(by.whole);
        scaled(self, other).cmp(&scaled(other, self))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Share {}

/// As a fraction: `10/15`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.part, self.whole)
    }
}

/// How far a target has come on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What was counted, as [`Target::counting`] asks.
    pub counted: i64,
    /// How many are missing; none where it is reached.
    pub missing: i64,
    /// Of *từ … đến …*, how many are missing from the second number.
    pub missing_from_second: Option<i64>,
    /// How much of its period, or of its year, has passed.
    pub elapsed: Share,
    floor: i64,
}

impl Progress {
    /// How far a target has come on a day on which so many were counted.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::programme::Period;
    /// use ocop_rules::records::Amount;
    /// use ocop_rules::targets::{Measure, Progress, Reckoning, StarsAim, Target};
    ///
    /// let measure = Measure::Certified(StarsAim::AtLeast(Stars::Three));
    /// let target = Target::new(
    ///     measure,
    ///     "186.2024".parse().unwrap(),
    ///     Period::years(2021, 2025).unwrap(),
    ///     Amount::at_least(15),
    ///     Reckoning::Total,
    /// )
    /// .unwrap();
    /// let progress = Progress::on(&target, date(2023, 12, 31), 10);
    /// assert!(!progress.is_reached());
    /// assert_eq!((progress.missing, progress.share().percent()), (5, 66));
    /// assert_eq!((progress.elapsed.part, progress.elapsed.whole), (1095, 1826));
    /// assert!(progress.keeps_pace());
    /// ```
    pub fn on(target: &Target, day: Date, counted: i64) -> Self {
        let missing = |from: i64| from.saturating_sub(counted).max(0);
        let floor = target.floor();
        Self {
            counted,
            missing: missing(floor),
            missing_from_second: target.aim().second().map(missing),
            elapsed: Share::elapsed(target.stretch(day), day),
            floor,
        }
    }

    /// Whether nothing is missing.
    pub fn is_reached(&self) -> bool {
        self.missing == 0
    }

    /// How much of the target is there; at most all of it.
    pub fn share(&self) -> Share {
        Share { part: self.counted.clamp(0, self.floor), whole: self.floor }
    }

    /// Whether at least as much of it is there as of its time has passed.
    pub fn keeps_pace(&self) -> bool {
        self.elapsed <= self.share()
    }
}

/// Whether a target will be reached, by a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// With what is certain alone.
    Certain,
    /// If so many of the possible ones come true.
    Possible {
        /// How many of them it needs.
        needed: i64,
    },
    /// Not even if all of them do.
    OutOfReach {
        /// How many more there must be.
        missing: i64,
    },
}

impl Target {
    /// Whether it will be reached, if so many are forecast for its end.
    ///
    /// ```
    /// # use ocop_rules::criteria::Stars;
    /// # use ocop_rules::programme::Period;
    /// # use ocop_rules::records::Amount;
    /// # use ocop_rules::targets::{Measure, Reckoning, StarsAim, Target};
    /// use ocop_rules::registry::Count;
    /// use ocop_rules::targets::Prospect;
    ///
    /// # let measure = Measure::Certified(StarsAim::AtLeast(Stars::Three));
    /// # let unit = "186.2024".parse().unwrap();
    /// # let period = Period::years(2021, 2025).unwrap();
    /// # let aim = Amount::at_least(15);
    /// # let target = Target::new(measure, unit, period, aim, Reckoning::Total).unwrap();
    /// // At least fifteen.
    /// let prospect = |certain, possible| target.prospect(Count { certain, possible });
    /// assert_eq!(prospect(15, 0), Prospect::Certain);
    /// assert_eq!(prospect(10, 7), Prospect::Possible { needed: 5 });
    /// assert_eq!(prospect(10, 3), Prospect::OutOfReach { missing: 2 });
    /// ```
    pub fn prospect(&self, forecast: Count) -> Prospect {
        let whole = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        let needed = self.floor().saturating_sub(whole(forecast.certain));
        let missing = needed.saturating_sub(whole(forecast.possible));
        if needed <= 0 {
            Prospect::Certain
        } else if missing <= 0 {
            Prospect::Possible { needed }
        } else {
            Prospect::OutOfReach { missing }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::criteria::Stars;
    use crate::records::Amount;
    use crate::targets::{Measure, Reckoning, StarsAim};

    fn yearly() -> Target {
        let measure = Measure::NewlyCertified(StarsAim::AtLeast(Stars::Three));
        let (unit, period) = ("182.2024".parse().unwrap(), Period::years(2023, 2025).unwrap());
        let aim = Amount::between(1, 2).unwrap();
        Target::new(measure, unit, period, aim, Reckoning::EachYear).unwrap()
    }

    #[test]
    fn one_to_two_is_reached_with_one_and_one_is_missing_from_two() {
        let progress = Progress::on(&yearly(), date(2024, 6, 30), 1);
        assert!(progress.is_reached());
        assert_eq!(progress.missing_from_second, Some(1));
        assert_eq!((progress.elapsed.part, progress.elapsed.whole), (182, 366));
        let none = Progress::on(&yearly(), date(2024, 6, 30), 0);
        assert_eq!((none.missing, none.missing_from_second), (1, Some(2)));
        assert!(!none.keeps_pace());
    }

    #[test]
    fn before_a_period_nothing_has_passed_and_after_it_all() {
        let elapsed = |day| Progress::on(&yearly(), day, 0).elapsed;
        assert_eq!(elapsed(date(2022, 12, 31)), Share { part: 0, whole: 365 });
        assert_eq!(elapsed(date(2023, 1, 1)), Share { part: 1, whole: 365 });
        assert_eq!(elapsed(date(2026, 3, 1)), Share { part: 1, whole: 1 });
    }

    #[test]
    fn more_than_the_target_is_all_of_it() {
        let progress = Progress::on(&yearly(), date(2023, 1, 1), 7);
        assert_eq!(progress.share().percent(), 100);
        assert_eq!((progress.missing, progress.missing_from_second), (0, Some(0)));
        assert!(progress.keeps_pace());
    }

    #[test]
    fn all_of_nothing_is_all() {
        assert_eq!(Share { part: 0, whole: 0 }.percent(), 100);
        assert_eq!(Share { part: 999, whole: 1000 }.percent(), 99);
    }
}
