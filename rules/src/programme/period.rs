use core::fmt;

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The days from one to another, both counted in (*giai đoạn, kỳ*).
///
/// Documents speak of whole years, *giai đoạn 2019–2023*, and mean less: a period with years in its
/// name may be told of in the middle of the last. What it covers is what it says.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::Period;
///
/// let period = Period::years(2019, 2023).unwrap();
/// assert!(period.contains(date(2023, 5, 29)) && !period.contains(date(2024, 1, 1)));
/// assert!(period.overlaps(Period::years(2021, 2025).unwrap()));
/// assert_eq!(period.to_string(), "2019–2023");
/// ```
// Invariant: `first <= last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    last: Date,
}

/// Why two days or years make no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodRefusal {
    /// It would end before it begins.
    #[error("a period does not end before it begins")]
    Backward,
    /// There is no such year.
    #[error("a year has four digits")]
    Year,
}

impl Period {
    /// From a day to a day.
    pub fn days(first: Date, last: Date) -> Result<Self, PeriodRefusal> {
        if first <= last { Ok(Self { first, last }) } else { Err(PeriodRefusal::Backward) }
    }

    /// From the first day of a year to the last of another.
    pub fn years(first: i16, last: i16) -> Result<Self, PeriodRefusal> {
        if !(1000..=9999).contains(&first) || !(1000..=9999).contains(&last) {
            return Err(PeriodRefusal::Year);
        }
        if first <= last { Ok(Self::of_years(first, last)) } else { Err(PeriodRefusal::Backward) }
    }

    /// Years in order, of four digits.
    pub(super) const fn of_years(first: i16, last: i16) -> Self {
        Self { first: date(first, 1, 1), last: date(last, 12, 31) }
    }

    /// The year in which a day lies.
    pub fn year_of(day: Date) -> Self {
        Self { first: day.first_of_year(), last: day.last_of_year() }
    }

    /// The month in which a day lies.
    pub fn month_of(day: Date) -> Self {
        Self { first: day.first_of_month(), last: day.last_of_month() }
    }

    /// Its first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day, counted in.
    pub fn last(self) -> Date {
        self.last
    }

    /// Whether the day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether all of the other lies in it.
    pub fn covers(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether they share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.shared(other).is_some()
    }

    /// The days that both have.
    pub fn shared(self, other: Self) -> Option<Self> {
        Self::days(self.first.max(other.first), self.last.min(other.last)).ok()
    }

    /// The part of it up to a day; none before it begins.
    pub fn until(self, day: Date) -> Option<Self> {
        Self::days(self.first, self.last.min(day)).ok()
    }

    /// How many days it has.
    pub fn length(self) -> i32 {
        (self.last - self.first).get_days() + 1
    }

    /// First and last year, where it is made of whole years.
    pub fn whole_years(self) -> Option<(i16, i16)> {
        let whole =
            self.first == self.first.first_of_year() && self.last == self.last.last_of_year();
        whole.then_some((self.first.year(), self.last.year()))
    }

    /// The part of it in each year, the earliest first.
    pub fn by_year(self) -> impl Iterator<Item = Self> {
        (self.first.year()..=self.last.year())
            .filter_map(move |year| Self::years(year, year).ok()?.shared(self))
    }

    /// As many days as it has, right before it: the period that a report compares with.
    ///
    /// Of whole years so many whole years.
    pub fn before(self) -> Option<Self> {
        if let Some((first, last)) = self.whole_years() {
            let count = last - first + 1;
            return Self::years(first - count, first - 1).ok();
        }
        let last = self.first.checked_sub(1.day()).ok()?;
        Self::days(last.checked_sub((self.length() - 1).days()).ok()?, last).ok()
    }
}

/// As documents name it: `2023`, `2019–2023`, otherwise `01/07/2025–31/12/2025`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |it: Date| (it.day(), it.month(), it.year());
        match self.whole_years() {
            Some((first, last)) if first == last => write!(f, "{first}"),
            Some((first, last)) => write!(f, "{first}–{last}"),
            None => {
                let ((d, m, y), (to_d, to_m, to_y)) = (day(self.first), day(self.last));
                write!(f, "{d:02}/{m:02}/{y}–{to_d:02}/{to_m:02}/{to_y}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::*;

    fn days(first: Date, last: Date) -> Period {
        Period::days(first, last).unwrap()
    }

    #[test]
    fn both_ends_count() {
        let half = days(date(2025, 7, 1), date(2025, 12, 31));
        assert!(half.contains(date(2025, 7, 1)) && half.contains(date(2025, 12, 31)));
        assert!(!half.contains(date(2025, 6, 30)) && !half.contains(date(2026, 1, 1)));
        assert_eq!(half.length(), 184);
        assert_eq!(days(date(2025, 7, 1), date(2025, 7, 1)).length(), 1);
    }

    #[test]
    fn a_period_is_named_as_documents_name_it() {
        assert_eq!(Period::years(2023, 2023).unwrap().to_string(), "2023");
        assert_eq!(Period::years(2018, 2020).unwrap().to_string(), "2018–2020");
        let half = days(date(2025, 7, 1), date(2025, 12, 31));
        assert_eq!(half.to_string(), "01/07/2025–31/12/2025");
    }

    #[test]
    fn what_ends_before_it_begins_is_none() {
        assert_eq!(Period::years(2023, 2019), Err(PeriodRefusal::Backward));
        assert_eq!(Period::years(19, 2019), Err(PeriodRefusal::Year));
        let backward = Period::days(date(2023, 5, 2), date(2023, 5, 1));
        assert_eq!(backward, Err(PeriodRefusal::Backward));
    }

    #[test]
    fn it_falls_into_years_and_has_one_before_it() {
        let years: Vec<_> = days(date(2023, 5, 29), date(2025, 2, 1)).by_year().collect();
        assert_eq!(years[0], days(date(2023, 5, 29), date(2023, 12, 31)));
        assert_eq!(years[1], Period::years(2024, 2024).unwrap());
        assert_eq!(years[2], days(date(2025, 1, 1), date(2025, 2, 1)));
        assert_eq!(years.len(), 3);
        assert_eq!(Period::years(2021, 2025).unwrap().before(), Period::years(2016, 2020).ok());
        let july = Period::month_of(date(2025, 7, 9));
        assert_eq!(july.before(), Period::days(date(2025, 5, 31), date(2025, 6, 30)).ok());
    }
}
