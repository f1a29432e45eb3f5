//! What was declared: checks and readings that hold for any figures.

use std::collections::BTreeSet;

use ocop_rules::criteria::Stars;
use ocop_rules::records::{Agreement, Amount};
use ocop_rules::registry::Count;
use ocop_rules::reports::{Answer, Difference, Entry, range};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::config;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_entry_that_fits_has_no_fault(four in 0_i64..9, three in 0_i64..9) {
        let names = |count: i64| (0..count).map(|_| "Hồng").collect::<Vec<_>>();
        let entry = Entry {
            total: Some(Amount::exactly(four + three)),
            by_stars: [(Stars::Four, four), (Stars::Three, three)].map(|(stars, it)| (stars, Amount::exactly(it))).into(),
            names: [(Stars::Four, names(four)), (Stars::Three, names(three))].into(),
            days: vec![],
        };
        prop_assert_eq!(entry.faults(), vec![]);
        let total = Some(Amount::exactly(four + three + 1));
        prop_assert_eq!(Entry { total, ..entry }.faults().len(), 1);
    }

    #[test]
    fn a_figure_that_was_true_on_one_of_its_days_never_differs(
        counts in vec((0_u64..30, 0_u64..5), 1..6), day in any::<prop::sample::Index>(), more in 0_u64..6,
    ) {
        let counts: Vec<_> = counts.into_iter().map(|(certain, possible)| Count { certain, possible }).collect();
        let on = counts[day.index(counts.len())];
        let was = on.certain + more.min(on.possible);
        let counted = range(counts).unwrap();
        let agreement = Amount::exactly(i64::try_from(was).unwrap_or(0)).beside_any(counted);
        let differs = matches!(agreement, Agreement::Differs { .. });
        prop_assert!(!differs);
    }

    #[test]
    fn a_difference_leads_from_one_answer_to_the_other(
        then in prop::collection::btree_set("[a-f]", 0..6), now in prop::collection::btree_set("[a-f]", 0..6),
    ) {
        let answer = |list: &BTreeSet<String>| Answer { value: list.len(), list: list.clone() };
        let (then, now) = (answer(&then), answer(&now));
        match then.until(&now) {
            Difference::Unchanged => prop_assert_eq!(then, now),
            Difference::Changed { from, to, entered, left } => {
                prop_assert_eq!(from + entered.len(), to + left.len());
                let mut list: BTreeSet<_> = then.list.difference(&left).cloned().collect();
                list.extend(entered);
                prop_assert_eq!(list, now.list);
            }
        }
    }
}
