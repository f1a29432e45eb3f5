//! What holds for any marks at all. The seed is fixed, so that a failure today fails tomorrow.

use std::num::NonZeroU32;

use ocop_rules::councils::{Binding, Sheets, Signed};
use ocop_rules::criteria::{Averages, CriteriaSet, Marks, Mean, Rank, Stars};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

use crate::sample::set;

pub(crate) fn config() -> Config {
    let rng_algorithm = RngAlgorithm::ChaCha;
    Config {
        rng_seed: RngSeed::Fixed(26_2026),
        rng_algorithm,
        failure_persistence: None,
        ..Config::default()
    }
}

/// A number for each criterion, from which an option or no option follows.
fn ticks() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), set().len())
}

pub(crate) fn marks(set: &CriteriaSet, ticks: &[u8]) -> Marks {
    let mut marks = Marks::new(set);
    for (criterion, &tick) in set.criteria().zip(ticks) {
        // One more than there are options: none may be ticked, too.
        let option = usize::from(tick) % (criterion.options.len() + 1);
        if option < criterion.options.len() {
            marks.choose(set, criterion.code, option).unwrap();
        }
    }
    marks
}

fn averages(set: &CriteriaSet, council: &[Marks], binding: Binding<'_>) -> Averages {
    let names: Vec<String> = (0..council.len()).map(|it| it.to_string()).collect();
    let signed = names.iter().zip(council).map(|(member, marks)| Signed { member, marks });
    Sheets::new(set, signed.collect()).unwrap().averages(binding)
}

fn bindings(settled: &Marks) -> [Binding<'_>; 3] {
    [Binding::Average, Binding::EveryMember, Binding::Settled(settled)]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn more_points_are_never_fewer_stars(
        council in vec(ticks(), 1..6), who in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(), by in 1_usize..4,
    ) {
        let set = set();
        let before: Vec<_> = council.iter().map(|it| marks(&set, it)).collect();
        let mut after = before.clone();
        let (who, at) = (who.index(after.len()), at.index(set.len()));
        let criterion = set.at(at).unwrap();
        let points = after[who].chosen(at).map_or(0, |it| it.points);
        let better = criterion.options.iter().position(|it| points < it.points);
        if let Some(option) = better {
            let option = (option + by - 1).min(criterion.options.len() - 1);
            let worth = criterion.options[option].points;
            prop_assume!(points < worth);
            after[who].choose(&set, criterion.code, option).unwrap();
        }
        for binding in bindings(&before[0]) {
            let rank = |sheets| Rank::of(&set, &averages(&set, sheets, binding));
            prop_assert!(rank(&before).stars <= rank(&after).stars);
            prop_assert!(rank(&before).band <= rank(&after).band);
        }
    }

    #[test]
    fn a_sheet_equal_to_the_average_changes_nothing(sheet in ticks(), count in 1_usize..6) {
        let set = set();
        let council = vec![marks(&set, &sheet); count + 1];
        for binding in bindings(&council[0]) {
            let averages = |count| averages(&set, &council[..count], binding);
            prop_assert_eq!(averages(count), averages(count + 1));
        }
    }

    #[test]
    fn the_order_of_the_sheets_does_not_matter(
        council in vec(ticks(), 2..7).prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
    ) {
        let set = set();
        let (one, other) = council;
        let read = |sheets: Vec<Vec<u8>>| sheets.iter().map(|it| marks(&set, it)).collect::<Vec<_>>();
        let (one, other) = (read(one), read(other));
        for binding in bindings(&one[0]) {
            prop_assert_eq!(averages(&set, &one, binding), averages(&set, &other, binding));
        }
    }

    #[test]
    fn the_rank_is_never_above_the_band_and_what_is_missed_explains_it(council in vec(ticks(), 1..6)) {
        let set = set();
        let council: Vec<_> = council.iter().map(|it| marks(&set, it)).collect();
        let averages = averages(&set, &council, Binding::Average);
        let rank = Rank::of(&set, &averages);
        prop_assert!(rank.stars <= rank.band);
        let missed: Vec<_> = rank.missed(&set, &averages).collect();
        prop_assert_eq!(missed.is_empty(), rank.stars == rank.band);
        for it in missed {
            prop_assert!(rank.stars < it.stars && it.stars <= rank.band && !it.got.reaches(it.needs));
        }
    }

    #[test]
    fn just_under_ninety_is_below_ninety(count in 1_u32..) {
        let mean = Mean::new(u64::from(count) * 90 - 1, NonZeroU32::new(count).unwrap());
        prop_assert!(!mean.reaches(90));
        prop_assert_eq!(set().bands().band(mean), Stars::Four);
    }

    #[test]
    fn averages_compare_like_fractions(
        (a, b) in (0_u64..1000, 0_u64..1000), (m, n) in (1_u32..50, 1_u32..50),
    ) {
        let mean = |sum, count| Mean::new(sum, NonZeroU32::new(count).unwrap());
        let exact = (a * u64::from(n)).cmp(&(b * u64::from(m)));
        prop_assert_eq!(mean(a, m).cmp(&mean(b, n)), exact);
    }
}

#[test]
fn minima_never_fall_from_star_to_star() {
    for criterion in set().criteria() {
        let ranks = [Stars::One, Stars::Two, Stars::Three, Stars::Four, Stars::Five];
        assert!(ranks.map(|it| criterion.minimum(it)).is_sorted());
    }
}

#[test]
fn everything_best_but_one_marked_option_is_never_that_star() {
    let set = set();
    let mut tried = 0;
    for stars in [Stars::Three, Stars::Four, Stars::Five] {
        for (position, code, _) in set.minima(stars) {
            let mut sheet = Marks::new(&set);
            for criterion in set.criteria() {
                sheet.mark(&set, criterion.code, criterion.max).unwrap();
            }
            match set.at(position).unwrap().best_below(stars) {
                Some(option) => sheet.choose(&set, code, option).unwrap(),
                None => sheet.clear(&set, code).unwrap(),
            }
            assert!(Stars::earned(&set, &sheet.averages(&set)) < stars, "{code}");
            tried += 1;
        }
    }
    assert_eq!(tried, 2 + 3 + 4);
}
