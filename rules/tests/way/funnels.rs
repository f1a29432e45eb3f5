//! From an idea to a certificate: no product is lost between two numbers.

use jiff::civil::Date;
use ocop_rules::products::{Firsts, IdeaEvent, IdeaStage, IdeaWay, Milestone, Reached, reason};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{config, day, days};

/// When each of some products came where.
fn firsts() -> impl Strategy<Value = Vec<Firsts>> {
    let first = |days: Vec<Option<Date>>| {
        Milestone::ALL.into_iter().zip(days).filter_map(|(it, on)| Some((it, on?))).collect()
    };
    vec(vec(prop::option::of(days()), 9).prop_map(first), 0..12)
}

/// How many of them are so.
fn count(all: &[Firsts], is_so: impl Fn(&Firsts) -> bool) -> usize {
    all.iter().filter(|it| is_so(it)).count()
}

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
    fn what_stayed_and_what_skipped_explain_the_difference_of_two_numbers(
        all in firsts(), on in days(), from in 0..9_usize, to in 0..9_usize,
    ) {
        let (from, to) = (Milestone::ALL[from], Milestone::ALL[to]);
        let at = |milestone| count(&all, |it| it.passed(milestone, on));
        let stayed = count(&all, |it| it.stayed(from, to, on));
        let skipped = count(&all, |it| it.skipped(from, to, on));
        prop_assert_eq!(at(from) + skipped, at(to) + stayed);
        prop_assert!(stayed <= at(from) && skipped <= at(to));
    }

    #[test]
    fn a_later_day_never_counts_fewer(all in firsts(), on in days(), by in 0_i32..2000) {
        let later = on.saturating_add(jiff::ToSpan::days(by));
        for milestone in Milestone::ALL {
            let at = |day| count(&all, |it| it.passed(milestone, day));
            prop_assert!(at(on) <= at(later));
        }
    }

    #[test]
    fn a_reason_is_given_as_soon_as_anything_was_said(
        said in vec((days(), "[a-z]{1,6}"), 0..4), on in days(),
    ) {
        let known = said.iter().filter(|it| it.0 <= on);
        let last = known.map(|it| it.0).max();
        let told = reason(&said, on);
        prop_assert_eq!(told.is_some(), last.is_some());
        prop_assert!(told.is_none_or(|it| said.iter().any(|(day, why)| Some(*day) == last && why == it)));
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
