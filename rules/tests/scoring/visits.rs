//! A visit held against the evaluation that earned the stars.

use core::num::NonZeroU32;

use ocop_rules::criteria::{Averages, Marks, Mean, Stars};
use ocop_rules::inspections::{Kept, OtherSheet, Upkeep, reached};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::properties::{config, marks};
use crate::sample::{code, draft, set};

/// Everything at its best.
fn best() -> Marks {
    let set = set();
    let mut sheet = Marks::new(&set);
    for criterion in set.criteria() {
        sheet.mark(&set, criterion.code, criterion.max).unwrap();
    }
    sheet
}

#[test]
fn what_nobody_looked_at_is_as_it_was() {
    let set = set();
    let upkeep = Upkeep::of(&set, Stars::Five, &best(), &Marks::new(&set)).unwrap();
    assert!(upkeep.holds());
    assert_eq!(upkeep.total, 100);
    assert_eq!(upkeep.that_are(Kept::NotLookedAt).count(), set.len());
}

#[test]
fn a_fallen_option_below_its_minimum_is_named() {
    let set = set();
    let mut visit = Marks::new(&set);
    visit.mark(&set, code("1.1"), 25).unwrap();
    visit.mark(&set, code("4.1.2"), 10).unwrap();
    let at = |stars| Upkeep::of(&set, stars, &best(), &visit).unwrap();

    let five = at(Stars::Five);
    assert!(!five.keeps_minima() && !five.holds());
    assert_eq!(five.missed.iter().map(|it| it.criterion).collect::<Vec<_>>(), [code("1.1")]);
    assert_eq!(five.that_are(Kept::Below).count(), 1);
    assert_eq!(five.that_are(Kept::Kept).count(), 1);
    assert!(at(Stars::Four).holds());
}

#[test]
fn the_band_may_be_lost_while_every_minimum_holds() {
    let set = set();
    let mut visit = Marks::new(&set);
    for (at, points) in [("1.2", 0), ("1.3", 0), ("4.1.2", 0)] {
        visit.mark(&set, code(at), points).unwrap();
    }
    let upkeep = Upkeep::of(&set, Stars::Five, &best(), &visit).unwrap();
    assert!(upkeep.total < upkeep.floor, "{}", upkeep.total);
    assert_eq!(upkeep.keeps_minima(), upkeep.missed.is_empty());
    assert!(!upkeep.holds());
}

#[test]
fn a_mean_moves_as_far_as_the_sheet_does() {
    let set = set();
    let three = NonZeroU32::new(3).unwrap();
    let mut visit = Marks::new(&set);
    visit.mark(&set, code("4.1.2"), 0).unwrap();
    let upkeep = Upkeep::of(&set, Stars::Five, &best(), &visit).unwrap();
    let lost = u64::from(100 - upkeep.total);
    let mean = Mean::new(290, three);
    assert_eq!(upkeep.mean_now(mean), Mean::new(290 - 3 * lost, three));
    assert_eq!(upkeep.keeps_band(mean), 3 * 90 <= 290 - 3 * lost);
    let same = Upkeep::of(&set, Stars::Five, &best(), &best()).unwrap();
    assert_eq!(same.mean_now(mean), mean);
    assert!(same.keeps_band(mean) && !same.keeps_band(Mean::new(269, three)));
}

#[test]
fn an_average_reaches_the_option_that_is_worth_no_more() {
    let set = set();
    let two = NonZeroU32::new(2).unwrap();
    let just_below = |max| Mean::new(2 * u64::from(max) - 1, two);
    let each = set.criteria().map(|it| just_below(it.max)).collect();
    let reached = reached(&set, &Averages::new(Mean::one(90), each));
    for (at, criterion) in set.criteria().enumerate() {
        let below = criterion.options.iter().map(|it| it.points).filter(|it| *it < criterion.max);
        assert_eq!(reached.chosen(at).map(|it| it.points), below.max());
    }
}

#[test]
fn a_story_that_is_gone_takes_what_leans_on_it() {
    let set = set();
    let mut visit = Marks::new(&set);
    visit.mark(&set, code("3.1"), 0).unwrap();
    visit.mark(&set, code("3.2"), 5).unwrap();
    let upkeep = Upkeep::of(&set, Stars::Three, &best(), &visit).unwrap();
    assert_eq!(upkeep.total, 90);
    assert_eq!(upkeep.that_are(Kept::Below).count(), 2);
}

#[test]
fn another_sheet_is_refused() {
    let other = ocop_rules::criteria::CriteriaSet::prove(ocop_rules::criteria::SetDraft {
        id: "26-2026/98".parse().unwrap(),
        ..draft()
    });
    let other = other.unwrap();
    let refused = Upkeep::of(&set(), Stars::Three, &best(), &Marks::new(&other));
    assert_eq!(refused, Err(OtherSheet));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_visit_that_finds_everything_as_it_was_changes_nothing(ticks in vec(any::<u8>(), set().len())) {
        let set = set();
        let evaluated = marks(&set, &ticks);
        let stars = Stars::earned(&set, &evaluated.averages(&set));
        let upkeep = Upkeep::of(&set, stars, &evaluated, &evaluated).unwrap();
        prop_assert!(upkeep.holds());
        prop_assert_eq!(upkeep.that_are(Kept::Below).count() + upkeep.that_are(Kept::Better).count(), 0);
    }

    #[test]
    fn stars_hold_as_long_as_they_would_be_earned(
        before in vec(any::<u8>(), set().len()), found in vec(any::<u8>(), set().len()),
    ) {
        let set = set();
        let (evaluated, visit) = (marks(&set, &before), marks(&set, &found));
        for stars in Stars::BEST_FIRST {
            let upkeep = Upkeep::of(&set, stars, &evaluated, &visit).unwrap();
            let mut now = evaluated.clone();
            for (code, found) in visit.iter(&set) {
                now.choose(&set, code, found.option).unwrap();
            }
            let averages = now.averages(&set);
            prop_assert_eq!(upkeep.holds(), set.bands().of(stars) <= now.total(&set) && averages.meets(&set, stars));
            prop_assert!(!upkeep.holds() || stars <= Stars::earned(&set, &averages));
        }
    }
}
