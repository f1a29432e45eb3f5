use alloc::vec::Vec;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The days on which offices rest or work against the week (*ngày nghỉ lễ, ngày làm bù*).
///
/// Data, not law: Tết and the swapped days are fixed anew every year.
// Invariant: both lists ascend.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    off: Vec<Date>,
    compensating: Vec<Date>,
}

impl Holidays {
    /// Weekdays off, and weekend days worked instead.
    pub fn new(mut off: Vec<Date>, mut compensating: Vec<Date>) -> Self {
        off.sort_unstable();
        compensating.sort_unstable();
        Self { off, compensating }
    }

    /// Whether offices work on that day.
    pub fn works_on(&self, day: Date) -> bool {
        if self.compensating.binary_search(&day).is_ok() {
            return true;
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && self.off.binary_search(&day).is_err()
    }

    /// The day itself when offices work on it, otherwise the next on which they do (Civil Code
    /// 2015, Art. 148.5).
    pub fn working_day_from(&self, day: Date) -> Date {
        day.series(1.day()).find(|&it| self.works_on(it)).unwrap_or(Date::MAX)
    }
}

/// The last day of a term of `count` working days; the first day is not counted (Civil Code 2015,
/// Art. 147.2).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::{Holidays, working_days_after};
///
/// // Received on Friday 28 August 2026, before the National Day holiday of 1 and 2 September.
/// let holidays = Holidays::new(vec![date(2026, 9, 1), date(2026, 9, 2)], vec![]);
/// let due = working_days_after(date(2026, 8, 28), 15, &holidays);
/// assert_eq!(due, date(2026, 9, 22));
/// ```
pub fn working_days_after(start: Date, count: u16, holidays: &Holidays) -> Date {
    match usize::from(count).checked_sub(1) {
        None => start,
        Some(before) => start
            .series(1.day())
            .skip(1)
            .filter(|&it| holidays.works_on(it))
            .nth(before)
            .unwrap_or(Date::MAX),
    }
}

/// The last day of a term of `count` calendar days (*ngày*): the first is not counted, and a term
/// that would end on a day off ends on the next working day (Civil Code 2015, Art. 147.2, 148.5).
pub fn days_after(start: Date, count: u16, holidays: &Holidays) -> Date {
    holidays.working_day_from(start.saturating_add(i32::from(count).days()))
}

/// A legal clock that started on one day and is due on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The day that started it; not counted.
    pub started: Date,
    /// The last day in time.
    pub due: Date,
}

/// What a clock says on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// So many working days are left, today not counted; zero on the last day.
    Left(u32),
    /// The last day was so many working days ago.
    Late(u32),
}

impl Clock {
    /// The commune's clock: fifteen working days from receipt (Art. 7.2).
    pub fn of_commune(received: Date, holidays: &Holidays) -> Self {
        Self { started: received, due: working_days_after(received, 15, holidays) }
    }

    /// The clock of a renewal: forty-five days from the complete dossier (Art. 7.6.g).
    pub fn of_renewal(complete: Date, holidays: &Holidays) -> Self {
        Self { started: complete, due: days_after(complete, 45, holidays) }
    }

    /// The clock of a revocation: fifteen days from the conclusion, or from the commune's word that
    /// production stopped (Art. 8.4).
    pub fn of_revocation(concluded: Date, holidays: &Holidays) -> Self {
        Self { started: concluded, due: days_after(concluded, 15, holidays) }
    }

    /// What it says today.
    pub fn read(self, today: Date, holidays: &Holidays) -> Reading {
        if today <= self.due {
            Reading::Left(working_days_between(today, self.due, holidays))
        } else {
            Reading::Late(working_days_between(self.due, today, holidays))
        }
    }
}

/// The working days after `from`, up to and with `to`.
fn working_days_between(from: Date, to: Date, holidays: &Holidays) -> u32 {
    let days = from.series(1.day()).skip(1).take_while(|&it| it <= to);
    days.filter(|&it| holidays.works_on(it)).fold(0, |sum, _| sum + 1)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use jiff::civil::date;

    use super::*;

    /// Tết 2026 as it might be ordered: the week of 16 February off, Saturday 28 February worked.
    fn tet() -> Holidays {
        Holidays::new(
            vec![
                date(2026, 2, 20),
                date(2026, 2, 16),
                date(2026, 2, 17),
                date(2026, 2, 18),
                date(2026, 2, 19),
            ],
            vec![date(2026, 2, 28)],
        )
    }

    #[test]
    fn weekends_are_not_worked() {
        let none = Holidays::default();
        assert!(none.works_on(date(2026, 11, 23)));
        assert!(!none.works_on(date(2026, 11, 21)));
        assert!(!none.works_on(date(2026, 11, 22)));
    }

    #[test]
    fn a_compensating_saturday_is_worked() {
        assert!(tet().works_on(date(2026, 2, 28)));
        assert!(!tet().works_on(date(2026, 2, 27 - 6)));
    }

    #[test]
    fn the_first_day_is_not_counted() {
        let due = working_days_after(date(2026, 11, 23), 1, &Holidays::default());
        assert_eq!(due, date(2026, 11, 24));
        let none = working_days_after(date(2026, 11, 23), 0, &Holidays::default());
        assert_eq!(none, date(2026, 11, 23));
    }

    #[test]
    fn fifteen_working_days_from_the_friday_before_tet_skip_the_holidays() {
        let clock = Clock::of_commune(date(2026, 2, 13), &tet());
        // 23–28 February are six days, 2–6 March five, 9–12 March four.
        assert_eq!(clock.due, date(2026, 3, 12));
    }

    #[test]
    fn a_term_of_days_that_ends_on_a_sunday_ends_on_monday() {
        let clock = Clock::of_revocation(date(2026, 11, 7), &Holidays::default());
        assert_eq!(clock.due, date(2026, 11, 23));
        let clock = Clock::of_renewal(date(2026, 11, 2), &Holidays::default());
        assert_eq!(clock.due, date(2026, 12, 17));
    }

    #[test]
    fn the_clock_counts_down_and_then_up() {
        let none = Holidays::default();
        let clock = Clock::of_commune(date(2026, 11, 2), &none);
        assert_eq!(clock.due, date(2026, 11, 23));
        assert_eq!(clock.read(date(2026, 11, 2), &none), Reading::Left(15));
        assert_eq!(clock.read(date(2026, 11, 20), &none), Reading::Left(1));
        assert_eq!(clock.read(date(2026, 11, 23), &none), Reading::Left(0));
        assert_eq!(clock.read(date(2026, 11, 24), &none), Reading::Late(1));
        assert_eq!(clock.read(date(2026, 11, 30), &none), Reading::Late(5));
    }

    #[test]
    fn the_end_of_time_is_not_an_endless_loop() {
        assert_eq!(working_days_after(Date::MAX, 15, &Holidays::default()), Date::MAX);
        assert_eq!(days_after(Date::MAX, 45, &Holidays::default()), Date::MAX);
    }
}
