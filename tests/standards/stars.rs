//! What the real sheets can earn.

use ocop::criteria::Standards;
use ocop_rules::criteria::{CriteriaSet, Marks, Stars};

use super::now;

/// A sheet with the best option of every criterion.
fn all_best(set: &CriteriaSet) -> Marks {
    let mut marks = Marks::new(set);
    for it in set.criteria() {
        marks.mark(set, it.code, it.max).unwrap();
    }
    marks
}

fn earned(set: &CriteriaSet, marks: &Marks) -> Stars {
    Stars::earned(set, &marks.averages(set))
}

#[test]
fn the_best_of_every_sheet_is_a_hundred_points_and_five_stars() {
    let standards = Standards::load().unwrap();
    for set in standards.edition(now()).unwrap().sets.iter().map(|it| &it.criteria) {
        let marks = all_best(set);
        assert_eq!((marks.total(set), earned(set, &marks)), (100, Stars::Five), "{}", set.id());
    }
}

#[test]
fn whoever_misses_one_minimum_of_a_rank_never_has_that_rank() {
    let standards = Standards::load().unwrap();
    let mut missed = 0;
    for set in standards.edition(now()).unwrap().sets.iter().map(|it| &it.criteria) {
        for stars in Stars::BEST_FIRST {
            for (position, code, _) in set.minima(stars) {
                let mut marks = all_best(set);
                match set.at(position).unwrap().best_below(stars) {
                    Some(option) => marks.choose(set, code, option).unwrap(),
                    None => marks.clear(set, code).unwrap(),
                }
                assert!(earned(set, &marks) < stars, "{} without {code}", set.id());
                missed += 1;
            }
        }
    }
    assert!(26 < missed);
}

#[test]
fn a_higher_rank_never_asks_for_less() {
    let standards = Standards::load().unwrap();
    for set in &standards.edition(now()).unwrap().sets {
        for it in set.criteria.criteria() {
            let asks = Stars::BEST_FIRST.map(|stars| it.minimum(stars));
            assert!(asks.is_sorted_by(|higher, lower| lower <= higher), "{}", it.code);
        }
    }
}
