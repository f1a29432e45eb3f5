use alloc::collections::BTreeMap;

use super::kind::{FundingSource, SupportKind};
use crate::programme::Period;
use crate::records::Amount;

/// How far money has come; the two are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyStage {
    /// *Dự toán, được giao*: set aside.
    Budgeted,
    /// *Đã thực hiện, giải ngân*: spent.
    Spent,
}

impl MoneyStage {
    /// The two.
    pub const ALL: [Self; 2] = [Self::Budgeted, Self::Spent];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Budgeted => "budgeted",
            Self::Spent => "spent",
        }
    }

    /// The one kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Money for the programme, as a record or a document states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlay {
    /// Set aside or spent.
    pub stage: MoneyStage,
    /// When: a year, or several that the document does not tell apart.
    pub period: Period,
    /// From where.
    pub source: FundingSource,
    /// For what.
    pub kind: SupportKind,
    /// How much, in whole đồng.
    pub amount: Amount,
}

/// Sums of money, each as honest as its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// In all.
    pub all: Amount,
    /// By source.
    pub by_source: BTreeMap<FundingSource, Amount>,
    /// By kind.
    pub by_kind: BTreeMap<SupportKind, Amount>,
    /// By year; what was stated for several years is in none of them.
    pub by_year: BTreeMap<i16, Amount>,
    /// What was stated for several years together.
    pub of_several_years: BTreeMap<Period, Amount>,
}

/// Adds up what was set aside, or what was spent.
///
/// ```
/// use ocop_rules::programme::Period;
/// use ocop_rules::records::Amount;
/// use ocop_rules::support::{FundingSource, MoneyStage, Outlay, SupportKind, totals};
///
/// let outlay = |first, last, source, amount| Outlay {
///     stage: MoneyStage::Spent,
///     period: Period::years(first, last).unwrap(),
///     source,
///     kind: SupportKind::Unstated,
///     amount,
/// };
/// let told = outlay(2019, 2023, FundingSource::Unstated, Amount::more_than(1_300_000_000));
/// let later = outlay(2024, 2024, FundingSource::Commune, Amount::exactly(50_000_000));
///
/// let sums = totals(MoneyStage::Spent, &[told, later]);
/// assert_eq!(sums.all, Amount::more_than(1_350_000_000));
/// assert_eq!(sums.by_year[&2024], Amount::exactly(50_000_000));
/// assert_eq!(sums.of_several_years[&told.period], told.amount);
/// assert_eq!(totals(MoneyStage::Budgeted, &[told]).all, Amount::ZERO);
/// ```
pub fn totals<'a>(stage: MoneyStage, outlays: impl IntoIterator<Item = &'a Outlay>) -> Totals {
    let mut totals = Totals {
        all: Amount::ZERO,
        by_source: BTreeMap::new(),
        by_kind: BTreeMap::new(),
        by_year: BTreeMap::new(),
        of_several_years: BTreeMap::new(),
    };
    for it in outlays.into_iter().filter(|it| it.stage == stage) {
        totals.all = totals.all + it.amount;
        add(&mut totals.by_source, it.source, it.amount);
        add(&mut totals.by_kind, it.kind, it.amount);
        let (first, last) = (it.period.first().year(), it.period.last().year());
        if first == last {
            add(&mut totals.by_year, first, it.amount);
        } else {
            add(&mut totals.of_several_years, it.period, it.amount);
        }
    }
    totals
}

fn add<K: Ord>(sums: &mut BTreeMap<K, Amount>, key: K, amount: Amount) {
    let sum = sums.entry(key).or_insert(Amount::ZERO);
    *sum = *sum + amount;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(year: i16, source: FundingSource, kind: SupportKind, amount: Amount) -> Outlay {
        let period = Period::years(year, year).unwrap();
        Outlay { stage: MoneyStage::Spent, period, source, kind, amount }
    }

    #[test]
    fn one_vague_part_makes_only_its_own_sums_vague() {
        let (packaging, training) = (SupportKind::Packaging, SupportKind::Training);
        let outlays = [
            spent(2023, FundingSource::Central, packaging, Amount::exactly(100)),
            spent(2023, FundingSource::Province, training, Amount::about(200)),
            spent(2024, FundingSource::Central, training, Amount::exactly(300)),
        ];
        let sums = totals(MoneyStage::Spent, &outlays);
        assert_eq!(sums.all, Amount::about(600));
        assert_eq!(sums.by_source[&FundingSource::Central], Amount::exactly(400));
        assert_eq!(sums.by_year[&2023], Amount::about(300));
        assert_eq!(sums.by_year[&2024], Amount::exactly(300));
        assert_eq!(sums.by_kind[&training], Amount::about(500));
        assert!(sums.of_several_years.is_empty());
    }

    #[test]
    fn what_is_set_aside_is_not_added_to_what_is_spent() {
        let it = spent(2023, FundingSource::Central, SupportKind::Other, Amount::exactly(100));
        let set_aside = Outlay { stage: MoneyStage::Budgeted, ..it };
        assert_eq!(totals(MoneyStage::Spent, &[it, set_aside]).all, Amount::exactly(100));
        assert!(MoneyStage::ALL.into_iter().all(|it| MoneyStage::from_id(it.id()) == Some(it)));
    }
}
