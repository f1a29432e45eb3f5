use alloc::vec::Vec;

use jiff::civil::Date;

use super::period::Period;

/// What somebody is in a board, a council or an office of the programme (*chức vụ*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// *Trưởng Ban, Chủ tịch Hội đồng, Chánh Văn phòng*: one at a time.
    Head,
    /// *Phó Trưởng Ban Thường trực.*
    StandingDeputy,
    /// *Phó Trưởng Ban, Phó Chủ tịch, Phó Chánh Văn phòng.*
    Deputy,
    /// *Thư ký.*
    Secretary,
    /// *Thành viên, ủy viên.*
    Member,
    /// *Cán bộ phụ trách OCOP.*
    Officer,
}

impl Position {
    /// Every position, the highest first.
    pub const ALL: [Self; 6] = [
        Self::Head,
        Self::StandingDeputy,
        Self::Deputy,
        Self::Secretary,
        Self::Member,
        Self::Officer,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::StandingDeputy => "standing-deputy",
            Self::Deputy => "deputy",
            Self::Secretary => "secretary",
            Self::Member => "member",
            Self::Officer => "officer",
        }
    }

    /// The position kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Whether one person holds it at a time.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Head | Self::StandingDeputy)
    }
}

/// From when until when somebody holds a position; the end is open while it is held.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::{Period, Tenure};
///
/// let tenure = Tenure::new(date(2019, 3, 1), Some(date(2021, 6, 30))).unwrap();
/// assert!(tenure.on(date(2020, 12, 18)) && !tenure.on(date(2021, 7, 1)));
/// let cycle = Period::years(2021, 2025).unwrap();
/// assert_eq!(tenure.within(cycle), Period::days(date(2021, 1, 1), date(2021, 6, 30)).ok());
/// ```
// Invariant: `from <= until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenure {
    from: Date,
    until: Option<Date>,
}

/// A tenure that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a position is not left before it is taken")]
pub struct LeftBeforeTaken;

impl Tenure {
    /// From a day to a day, both counted in, or without an end.
    pub fn new(from: Date, until: Option<Date>) -> Result<Self, LeftBeforeTaken> {
        match until {
            Some(until) if until < from => Err(LeftBeforeTaken),
            _ => Ok(Self { from, until }),
        }
    }

    /// Its first day.
    pub fn from(self) -> Date {
        self.from
    }

    /// Its last day, counted in, where there is one.
    pub fn until(self) -> Option<Date> {
        self.until
    }

    /// Whether the position is held on that day.
    pub fn on(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// The days of a period on which it is held.
    pub fn within(self, period: Period) -> Option<Period> {
        Period::days(self.from, self.until.unwrap_or(Date::MAX)).ok()?.shared(period)
    }
}

/// Who held a position in a period, with the days, in the order of taking it.
pub fn held_within<T>(
    tenures: impl IntoIterator<Item = (T, Tenure)>,
    period: Period,
) -> Vec<(T, Period)> {
    let within = |(who, tenure): (T, Tenure)| Some((who, tenure.within(period)?, tenure.from));
    let mut held: Vec<_> = tenures.into_iter().filter_map(within).collect();
    held.sort_by_key(|(_, _, from)| *from);
    held.into_iter().map(|(who, period, _)| (who, period)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_position_is_held_until_it_is_left() {
        let tenure = Tenure::new(date(2023, 3, 1), None).unwrap();
        assert!(tenure.on(date(2023, 3, 1)) && tenure.on(Date::MAX));
        assert!(!tenure.on(date(2023, 2, 28)));
        let left = Tenure::new(date(2023, 3, 1), Some(date(2023, 2, 28)));
        assert_eq!(left, Err(LeftBeforeTaken));
    }

    #[test]
    fn all_who_held_it_in_a_period_are_named_in_order() {
        let tenure = |from, until| Tenure::new(from, until).unwrap();
        let tenures = [
            ("second", tenure(date(2022, 7, 1), None)),
            ("first", tenure(date(2018, 5, 7), Some(date(2022, 6, 30)))),
            ("long before", tenure(date(2015, 1, 1), Some(date(2018, 5, 6)))),
        ];
        let held = held_within(tenures, Period::years(2021, 2025).unwrap());
        assert_eq!(held.iter().map(|it| it.0).collect::<Vec<_>>(), ["first", "second"]);
        assert_eq!(held[0].1.last(), date(2022, 6, 30));
        assert_eq!(held[1].1.last(), date(2025, 12, 31));
    }

    #[test]
    fn every_position_is_found_under_its_word() {
        assert!(Position::ALL.into_iter().all(|it| Position::from_id(it.id()) == Some(it)));
        assert!(Position::Head.is_single() && !Position::Deputy.is_single());
    }
}
