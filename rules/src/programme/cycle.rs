use core::fmt;

use jiff::civil::Date;

use super::period::Period;

/// A span of years for which the programme is planned (*giai đoạn của Chương trình*).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::Cycle;
///
/// assert_eq!(Cycle::on(date(2020, 12, 18)), Some(Cycle::From2018));
/// assert_eq!(Cycle::on(date(2026, 11, 23)).map(Cycle::id), Some("2026-2030"));
/// assert_eq!(Cycle::on(date(2017, 12, 31)), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cycle {
    /// 2018–2020 (Decision 490/2018).
    From2018,
    /// 2021–2025 (Decision 919/2022).
    From2021,
    /// 2026–2030, within the merged national target programme.
    From2026,
}

impl Cycle {
    /// The three cycles, in order.
    pub const ALL: [Self; 3] = [Self::From2018, Self::From2021, Self::From2026];

    /// The cycle in which a day lies.
    pub fn on(day: Date) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.period().contains(day))
    }

    /// Its years.
    pub fn period(self) -> Period {
        match self {
            Self::From2018 => Period::of_years(2018, 2020),
            Self::From2021 => Period::of_years(2021, 2025),
            Self::From2026 => Period::of_years(2026, 2030),
        }
    }

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::From2018 => "2018-2020",
            Self::From2021 => "2021-2025",
            Self::From2026 => "2026-2030",
        }
    }

    /// The cycle kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.period().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_cycle_follows_the_other() {
        for pair in Cycle::ALL.windows(2) {
            assert_eq!(pair[0].period().last().tomorrow().unwrap(), pair[1].period().first());
        }
        assert_eq!(Cycle::on(date(2025, 12, 31)), Some(Cycle::From2021));
        assert_eq!(Cycle::on(date(2026, 1, 1)), Some(Cycle::From2026));
        assert_eq!(Cycle::on(date(2031, 1, 1)), None);
    }

    #[test]
    fn every_cycle_is_found_under_its_word_and_named_by_its_years() {
        assert!(Cycle::ALL.into_iter().all(|it| Cycle::from_id(it.id()) == Some(it)));
        assert!(Cycle::ALL.into_iter().all(|it| it.to_string().replace('–', "-") == it.id()));
    }
}
