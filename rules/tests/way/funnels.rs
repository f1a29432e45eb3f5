//! From an idea to a certificate: no product is lost between two numbers.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ocop_rules::products::{
    Firsts, Funnel, IdeaEvent, IdeaStage, IdeaWay, Journey, Milestone, Reached,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{config, day, days};

/// What is written of a product: when it came where, and what was said of it.
type Written = (Firsts, Vec<(Date, String)>);

fn written() -> impl Strategy<Value = Vec<Written>> {
    let one = (vec(prop::option::of(days()), 9), vec((days(), "[a-z]{1,6}"), 0..3));
    let first = |days: Vec<Option<Date>>| {
        Milestone::ALL.into_iter().zip(days).filter_map(|(it, on)| Some((it, on?))).collect()
    };
    vec(one.prop_map(move |(days, said)| (first(days), said)), 0..12)
}

fn journeys(written: &[Written]) -> impl Iterator<Item = Journey<'_>> {
    let named = NAMES.into_iter().zip(written);
    named.map(|(product, (first, reasons))| Journey { product, first: *first, reasons })
}

const NAMES: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

fn events() -> impl Strategy<Value = Vec<(i32, IdeaEvent)>> {
    let event = prop_oneof![
        Just(IdeaEvent::Registered),
        (2019_i16..2036).prop_map(IdeaEvent::ChosenFor),
        Just(IdeaEvent::Standardised),
        "[ a-z]{0,3}".prop_map(IdeaEvent::Stopped),
        Just(IdeaEvent::Resumed),
    ];
    vec((0_i32..5844, event), 0..20)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_gap_explains_the_difference_of_two_numbers(
        written in written(), on in days(), from in 0..9_usize, to in 0..9_usize,
    ) {
        let (from, to) = (Milestone::ALL[from], Milestone::ALL[to]);
        let funnel = Funnel::on(on, journeys(&written));
        let gap = funnel.between(from, to);
        prop_assert_eq!(funnel.count(from) + gap.skipped.len(), funnel.count(to) + gap.stayed.len());
        let at_first: BTreeSet<_> = funnel.at(from).collect();
        let at_second: BTreeSet<_> = funnel.at(to).collect();
        let stayed: BTreeSet<_> = gap.stayed.iter().map(|it| it.0).collect();
        prop_assert_eq!(stayed, at_first.difference(&at_second).copied().collect());
        prop_assert!(gap.unexplained().count() <= gap.stayed.len());
    }

    #[test]
    fn a_later_day_never_counts_fewer(written in written(), on in days(), by in 0_i32..2000) {
        let later = on.saturating_add(jiff::ToSpan::days(by));
        for milestone in Milestone::ALL {
            let count = |on| Funnel::on(on, journeys(&written)).count(milestone);
            prop_assert!(count(on) <= count(later));
        }
    }

    #[test]
    fn whatever_is_tried_the_days_ascend_and_nothing_goes_back(events in events(), at in days()) {
        let mut way = IdeaWay::begin(day(0), Reached::Potential);
        for (on, event) in events {
            let before = way.clone();
            if way.take(day(on), event).is_err() {
                prop_assert_eq!(&way, &before);
            }
        }
        prop_assert!(way.steps().map(|it| it.0).is_sorted());
        let reached = way.on(at).map_or(Reached::Potential, IdeaStage::reached);
        prop_assert!(reached <= way.stage().reached());
        prop_assert!(way.came_to(reached).is_some_and(|it| it <= at));
        let stopped = way.on(at).is_some_and(IdeaStage::is_stopped);
        prop_assert_eq!(way.reason_on(at).is_some(), stopped);
    }
}
