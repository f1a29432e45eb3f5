//! What holds on each of the 26 sheets of the decision.

use ocop_rules::criteria::{CriteriaSet, Marks, Rank, Stars};

use crate::STANDARDS;

fn sets() -> impl Iterator<Item = &'static CriteriaSet> {
    STANDARDS.editions().iter().flat_map(|it| &it.sets).map(|it| &it.criteria)
}

fn best(set: &CriteriaSet) -> Marks {
    let mut marks = Marks::new(set);
    for criterion in set.criteria() {
        marks.mark(set, criterion.code, criterion.max).unwrap();
    }
    marks
}

#[test]
fn everything_best_is_a_hundred_points_and_five_stars() {
    assert_eq!(sets().count(), 26);
    for set in sets() {
        let averages = best(set).averages(set);
        let five = Rank { band: Stars::Five, stars: Stars::Five };
        assert_eq!((best(set).total(set), Rank::of(set, &averages)), (100, five), "{}", set.id());
    }
}

#[test]
fn everything_best_but_one_marked_option_is_never_that_star() {
    for set in sets() {
        for stars in [Stars::Three, Stars::Four, Stars::Five] {
            for (position, code, _) in set.minima(stars) {
                let mut marks = best(set);
                match set.at(position).and_then(|it| it.best_below(stars)) {
                    Some(option) => marks.choose(set, code, option).unwrap(),
                    None => marks.clear(set, code).unwrap(),
                }
                let earned = Stars::earned(set, &marks.averages(set));
                assert!(earned < stars, "{}: {code}, {stars:?}", set.id());
            }
        }
    }
}

#[test]
fn minima_never_fall_from_star_to_star() {
    for criterion in sets().flat_map(CriteriaSet::criteria) {
        let ranks = [Stars::One, Stars::Two, Stars::Three, Stars::Four, Stars::Five];
        assert!(ranks.map(|it| criterion.minimum(it)).is_sorted(), "{}", criterion.code);
    }
}

#[test]
fn minima_alone_never_reach_their_band() {
    for set in sets() {
        for stars in [Stars::Three, Stars::Four, Stars::Five] {
            let forced: u32 = set.minima(stars).map(|(_, _, needs)| needs).sum();
            assert!(forced < set.bands().of(stars), "{}", set.id());
        }
    }
}
