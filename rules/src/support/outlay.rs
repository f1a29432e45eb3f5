use alloc::collections::BTreeMap;

use super::kind::{FundingSource, MoneyStage, SupportKind};
use crate::programme::Period;
use crate::records::Amount;

/// Money for the programme, as a record or a document states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outlay {
    /// Planned, set aside or spent.
    pub stage: MoneyStage,
    /// When: a year, or several that the document does not tell apart.
    pub period: Period,
    /// From where.
    pub source: FundingSource,
    /// For what; none where it is not said.
    pub kind: Option<SupportKind>,
    /// How much, in whole đồng.
    pub amount: Amount,
}

impl Outlay {
    /// The first and the last year that it is stated for.
    pub fn years(&self) -> (i16, i16) {
        (self.period.first().year(), self.period.last().year())
    }
}

/// Sums of money, each as honest as its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// In all.
    pub all: Amount,
    /// By source.
    pub by_source: BTreeMap<FundingSource, Amount>,
    /// By kind; under none what is not said to be for anything.
    pub by_kind: BTreeMap<Option<SupportKind>, Amount>,
    /// By the first and the last year; what was stated for several years together is in none of
    /// them.
    pub by_years: BTreeMap<(i16, i16), Amount>,
}

/// Adds up what stands at a stage.
///
/// ```
/// use ocop_rules::programme::Period;
/// use ocop_rules::records::Amount;
/// use ocop_rules::support::{FundingSource, MoneyStage, Outlay, totals};
///
/// let outlay = |first, last, source, amount| Outlay {
///     stage: MoneyStage::Spent,
///     period: Period::years(first, last).unwrap(),
///     source,
///     kind: None,
///     amount,
/// };
/// let told = outlay(2019, 2023, FundingSource::Mixed, Amount::more_than(1_300_000_000));
/// let later = outlay(2024, 2024, FundingSource::Commune, Amount::exactly(50_000_000));
///
/// let sums = totals(MoneyStage::Spent, &[told, later]);
/// assert_eq!(sums.all, Amount::more_than(1_350_000_000));
/// assert_eq!(sums.by_years[&(2024, 2024)], Amount::exactly(50_000_000));
/// assert_eq!(sums.by_years[&(2019, 2023)], told.amount);
/// assert_eq!(totals(MoneyStage::Planned, &[told]).all, Amount::ZERO);
/// ```
pub fn totals<'a>(stage: MoneyStage, outlays: impl IntoIterator<Item = &'a Outlay>) -> Totals {
    let mut totals = Totals {
        all: Amount::ZERO,
        by_source: BTreeMap::new(),
        by_kind: BTreeMap::new(),
        by_years: BTreeMap::new(),
    };
    for it in outlays.into_iter().filter(|it| it.stage == stage) {
        totals.all = totals.all + it.amount;
        add(&mut totals.by_source, it.source, it.amount);
        add(&mut totals.by_kind, it.kind, it.amount);
        add(&mut totals.by_years, it.years(), it.amount);
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
        Outlay { stage: MoneyStage::Spent, period, source, kind: Some(kind), amount }
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
        assert_eq!(sums.by_years[&(2023, 2023)], Amount::about(300));
        assert_eq!(sums.by_years[&(2024, 2024)], Amount::exactly(300));
        assert_eq!(sums.by_kind[&Some(training)], Amount::about(500));
        assert_eq!(sums.by_years.len(), 2);
    }

    #[test]
    fn what_is_planned_is_not_added_to_what_is_spent() {
        let it = spent(2023, FundingSource::Central, SupportKind::Other, Amount::exactly(100));
        let planned = Outlay { stage: MoneyStage::Planned, ..it };
        let set_aside = Outlay { stage: MoneyStage::Allocated, ..it };
        let sums = totals(MoneyStage::Spent, &[it, planned, set_aside]);
        assert_eq!(sums.all, Amount::exactly(100));
    }
}
