use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use jiff::civil::Date;

use crate::criteria::Stars;
use crate::records::{Agreement, Amount};

/// The figures of one document that must fit together, as they are entered.
///
/// What the document leaves out is left out here, and is not checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// How many in all.
    pub total: Option<Amount>,
    /// How many of each rank.
    pub by_stars: BTreeMap<Stars, Amount>,
    /// The names, of each rank.
    pub names: BTreeMap<Stars, Vec<&'a str>>,
    /// The days, in the order in which things are told to have happened.
    pub days: Vec<Date>,
}

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryFault {
    /// The ranks do not add up to the total.
    StarsDoNotAddUp {
        /// So many more, or fewer, are in the ranks.
        by: i64,
    },
    /// There are not as many names as products of a rank.
    NamesDiffer {
        /// Of which rank.
        stars: Stars,
        /// So many more, or fewer, are named.
        by: i64,
    },
    /// There are names of a rank that is not counted.
    NamesUncounted {
        /// Of which rank.
        stars: Stars,
    },
    /// A day lies before the one told before it.
    DaysOutOfOrder {
        /// Which, from zero.
        at: usize,
    },
}

impl Entry<'_> {
    /// Everything that does not fit.
    ///
    /// ```
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::records::Amount;
    /// use ocop_rules::reports::{Entry, EntryFault};
    ///
    /// let mut entry = Entry { total: Some(Amount::exactly(9)), ..Entry::default() };
    /// entry.by_stars.insert(Stars::Four, Amount::exactly(2));
    /// entry.by_stars.insert(Stars::Three, Amount::exactly(7));
    /// assert_eq!(entry.faults(), []);
    ///
    /// // Six commas' worth of names: two of them run together.
    /// let six = vec!["Dầu lạc", "Lạp sườn", "Gạo", "Thạch", "Bún gấc", "Rượu Mật ong"];
    /// entry.names.insert(Stars::Three, six);
    /// assert_eq!(entry.faults(), [EntryFault::NamesDiffer { stars: Stars::Three, by: -1 }]);
    /// ```
    pub fn faults(&self) -> Vec<EntryFault> {
        let mut faults = Vec::new();
        if let Some(total) = self.total.filter(|_| !self.by_stars.is_empty())
            && let Agreement::Differs { by } = total.beside_parts(self.by_stars.values().copied())
        {
            faults.push(EntryFault::StarsDoNotAddUp { by });
        }
        for (&stars, names) in &self.names {
            let named = names.iter().filter(|it| !it.trim().is_empty()).count();
            let named = i64::try_from(named).unwrap_or(i64::MAX);
            match self.by_stars.get(&stars).map(|it| it.beside(named)) {
                Some(Agreement::Differs { by }) => {
                    faults.push(EntryFault::NamesDiffer { stars, by });
                }
                None if 0 < named => faults.push(EntryFault::NamesUncounted { stars }),
                _ => {}
            }
        }
        let pairs = self.days.iter().zip(self.days.iter().skip(1)).zip(1..);
        let backward = pairs.filter(|((before, after), _)| after < before);
        faults.extend(backward.map(|(_, at)| EntryFault::DaysOutOfOrder { at }));
        faults
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use jiff::civil::date;

    use super::*;

    fn counted(total: i64, four: i64, three: i64) -> Entry<'static> {
        let ranks = [(Stars::Four, four), (Stars::Three, three)];
        Entry {
            total: Some(Amount::exactly(total)),
            by_stars: ranks.map(|(stars, count)| (stars, Amount::exactly(count))).into(),
            ..Entry::default()
        }
    }

    #[test]
    fn the_stars_add_up_to_the_total() {
        for (total, four, three) in [(9, 2, 7), (12, 3, 9), (19, 2, 17), (10, 2, 8)] {
            assert_eq!(counted(total, four, three).faults(), []);
        }
        assert_eq!(counted(9, 2, 6).faults(), [EntryFault::StarsDoNotAddUp { by: -1 }]);
        assert_eq!(Entry { total: None, ..counted(9, 2, 6) }.faults(), []);
    }

    #[test]
    fn a_vague_total_is_contradicted_only_by_what_it_says() {
        let entry = |total| Entry { total: Some(total), ..counted(0, 3, 97) };
        assert_eq!(entry(Amount::about(145)).faults(), []);
        assert_eq!(entry(Amount::at_least(100)).faults(), []);
        let more = entry(Amount::more_than(100)).faults();
        assert_eq!(more, [EntryFault::StarsDoNotAddUp { by: -1 }]);
    }

    #[test]
    fn two_products_of_one_name_are_two() {
        let mut entry = counted(9, 2, 7);
        entry.names.insert(Stars::Four, vec!["Hồng vành khuyên", "Hồng vành khuyên", " "]);
        assert_eq!(entry.faults(), []);
        entry.names.insert(Stars::Five, vec!["Hồng"]);
        assert_eq!(entry.faults(), [EntryFault::NamesUncounted { stars: Stars::Five }]);
    }

    #[test]
    fn the_days_are_in_the_order_in_which_they_are_told() {
        let (ordered, planned, held) = (date(2023, 3, 24), date(2023, 4, 17), date(2023, 4, 28));
        let entry = |days: &[Date]| Entry { days: days.into(), ..Entry::default() };
        assert_eq!(entry(&[ordered, planned, held]).faults(), []);
        assert_eq!(entry(&[ordered, ordered]).faults(), []);
        let backward = entry(&[planned, ordered, held]).faults();
        assert_eq!(backward, [EntryFault::DaysOutOfOrder { at: 1 }]);
    }
}
