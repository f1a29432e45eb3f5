use jiff::civil::Date;

use super::measure::Measure;
use crate::places::UnitId;
use crate::programme::Period;
use crate::records::{Amount, Relation};

/// How a target is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reckoning {
    /// *Đến hết giai đoạn có …*: as many as there are on the day.
    Total,
    /// *Trong giai đoạn có thêm …*: as many as were added since its first day.
    Addition,
    /// *Hàng năm có thêm …*: as many as were added since the first day of the year.
    EachYear,
}

impl Reckoning {
    /// The three ways.
    pub const ALL: [Self; 3] = [Self::Total, Self::Addition, Self::EachYear];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Addition => "addition",
            Self::EachYear => "each-year",
        }
    }

    /// The way kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What a unit has set itself for a period (*chỉ tiêu*).
///
/// *Ít nhất 1 đến 2 sản phẩm mỗi năm* is no single number: it is reached with one, and how far it
/// is from two is told as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    measure: Measure,
    unit: UnitId,
    period: Period,
    aim: Amount,
    reckoning: Reckoning,
}

/// Why something is no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetRefusal {
    /// Nothing is aimed at.
    #[error("a target aims at something")]
    Nothing,
    /// What is new is new within a period.
    #[error("new products are counted within the period or each year, not as a total")]
    NewAsTotal,
}

/// What must be counted to know how far a target has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// What there is on this day.
    On(Date),
    /// What was added on these days.
    During(Period),
}

impl Target {
    /// A target of a unit.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::programme::Period;
    /// use ocop_rules::records::Amount;
    /// use ocop_rules::targets::{Counting, Measure, Reckoning, StarsAim, Target};
    ///
    /// let measure = Measure::NewlyCertified(StarsAim::AtLeast(Stars::Three));
    /// let target = Target::new(
    ///     measure,
    ///     "182.2024".parse().unwrap(),
    ///     Period::years(2023, 2025).unwrap(),
    ///     Amount::between(1, 2).unwrap(),
    ///     Reckoning::EachYear,
    /// )
    /// .unwrap();
    /// let this_year = Period::days(date(2024, 1, 1), date(2024, 5, 29)).unwrap();
    /// assert_eq!(target.counting(date(2024, 5, 29)), Some(Counting::During(this_year)));
    /// assert_eq!(target.floor(), 1);
    /// ```
    pub fn new(
        measure: Measure,
        unit: UnitId,
        period: Period,
        aim: Amount,
        reckoning: Reckoning,
    ) -> Result<Self, TargetRefusal> {
        let target = Self { measure, unit, period, aim, reckoning };
        match (measure, reckoning) {
            _ if target.floor() == 0 => Err(TargetRefusal::Nothing),
            (Measure::NewlyCertified(_), Reckoning::Total) => Err(TargetRefusal::NewAsTotal),
            _ => Ok(target),
        }
    }

    /// What is counted.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Whose target it is.
    pub fn unit(&self) -> &UnitId {
        &self.unit
    }

    /// For when.
    pub fn period(&self) -> Period {
        self.period
    }

    /// How many, as the document says it.
    pub fn aim(&self) -> Amount {
        self.aim
    }

    /// How it is counted.
    pub fn reckoning(&self) -> Reckoning {
        self.reckoning
    }

    /// The least with which it is reached. *Khoảng 145* is reached with 145: with how many fewer it
    /// would be is not said.
    pub fn floor(&self) -> i64 {
        match self.aim.relation() {
            Relation::MoreThan => self.aim.value().saturating_add(1),
            _ => self.aim.value(),
        }
    }

    /// The days for which it stands on a day: its period, or the year of it in which the day lies.
    ///
    /// Before the first year it is the first, after the last the last.
    pub fn stretch(&self, day: Date) -> Period {
        match self.reckoning {
            Reckoning::Total | Reckoning::Addition => self.period,
            Reckoning::EachYear => {
                let day = day.clamp(self.period.first(), self.period.last());
                Period::year_of(day).shared(self.period).unwrap_or(self.period)
            }
        }
    }

    /// What must be counted to know how far it has come on a day; after its period, as of the last
    /// day. None where nothing can have been added yet.
    pub fn counting(&self, day: Date) -> Option<Counting> {
        match self.reckoning {
            Reckoning::Total => Some(Counting::On(day.min(self.period.last()))),
            Reckoning::Addition | Reckoning::EachYear => {
                self.stretch(day).until(day).map(Counting::During)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::criteria::Stars;
    use crate::targets::StarsAim;

    fn target(
        measure: Measure,
        aim: Amount,
        reckoning: Reckoning,
    ) -> Result<Target, TargetRefusal> {
        let unit = "45.2024".parse().unwrap();
        Target::new(measure, unit, Period::years(2021, 2025).unwrap(), aim, reckoning)
    }

    #[test]
    fn a_total_is_counted_on_the_day_and_at_last_on_the_last() {
        let it = target(Measure::Standardised, Amount::about(145), Reckoning::Total).unwrap();
        let on = |day| it.counting(day);
        assert_eq!(on(date(2020, 12, 18)), Some(Counting::On(date(2020, 12, 18))));
        assert_eq!(on(date(2023, 6, 1)), Some(Counting::On(date(2023, 6, 1))));
        assert_eq!(on(date(2027, 1, 1)), Some(Counting::On(date(2025, 12, 31))));
    }

    #[test]
    fn an_addition_is_counted_from_the_first_day() {
        let it = target(Measure::Standardised, Amount::about(145), Reckoning::Addition).unwrap();
        assert_eq!(it.counting(date(2020, 12, 31)), None);
        let until = Period::days(date(2021, 1, 1), date(2023, 6, 1)).unwrap();
        assert_eq!(it.counting(date(2023, 6, 1)), Some(Counting::During(until)));
        assert_eq!(it.counting(date(2027, 1, 1)), Some(Counting::During(it.period())));
    }

    #[test]
    fn what_is_new_has_no_total() {
        let new = Measure::NewlyCertified(StarsAim::Only(Stars::Four));
        let refused = target(new, Amount::exactly(15), Reckoning::Total);
        assert_eq!(refused, Err(TargetRefusal::NewAsTotal));
        let nothing = target(Measure::Money, Amount::exactly(0), Reckoning::Total);
        assert_eq!(nothing, Err(TargetRefusal::Nothing));
        assert!(target(Measure::Money, Amount::more_than(0), Reckoning::Total).is_ok());
    }

    #[test]
    fn every_reckoning_is_found_under_its_word() {
        assert!(Reckoning::ALL.into_iter().all(|it| Reckoning::from_id(it.id()) == Some(it)));
    }
}
