//! How many stars some sheets earn.

use ocop_rules::councils::{Binding, Evaluation, Sheets, Signed};
use ocop_rules::criteria::{CriteriaSet, Marks, Points, Stars};

use crate::sample::{code, set};

/// A sheet with every best option but these.
fn best_but(set: &CriteriaSet, other: &[(&str, Points)]) -> Marks {
    let mut marks = Marks::new(set);
    for criterion in set.criteria() {
        marks.mark(set, criterion.code, criterion.max).unwrap();
    }
    for &(at, points) in other {
        marks.mark(set, code(at), points).unwrap();
    }
    marks
}

fn evaluated(set: &CriteriaSet, sheets: &[Marks], binding: Binding<'_>) -> Evaluation {
    let names: Vec<String> = (0..sheets.len()).map(|it| format!("M{it}")).collect();
    let signed = names.iter().zip(sheets).map(|(member, marks)| Signed { member, marks });
    let sheets = Sheets::new(set, signed.collect()).unwrap();
    Evaluation::of(set, &sheets, binding)
}

/// Each sheet is the best one but for some criteria.
fn check(sheets: &[&[(&str, Points)]], mean: &str, band: Stars, stars: Stars) {
    let set = set();
    let sheets: Vec<_> = sheets.iter().map(|it| best_but(&set, it)).collect();
    let found = evaluated(&set, &sheets, Binding::Average);
    assert_eq!((found.mean.to_string().as_str(), found.rank.band), (mean, band));
    assert_eq!(found.rank.stars, stars);
}

#[test]
fn everything_best_is_five_stars() {
    check(&[&[]], "100,00", Stars::Five, Stars::Five);
}

#[test]
fn ninety_points_are_five_stars() {
    check(&[&[("4.1.2", 0)]], "90,00", Stars::Five, Stars::Five);
}

#[test]
fn an_average_just_under_ninety_is_not_rounded_up() {
    let ninety: &[_] = &[("4.1.2", 0)];
    check(&[ninety, ninety, &[("4.1.2", 0), ("1.3", 0)]], "89,67", Stars::Four, Stars::Four);
}

#[test]
fn a_missed_minimum_costs_the_fifth_star() {
    check(&[&[("1.1", 25)]], "95,00", Stars::Five, Stars::Four);
}

#[test]
fn whoever_misses_the_minima_of_three_stars_has_two() {
    check(&[&[("1.1", 10)]], "80,00", Stars::Four, Stars::Two);
}

#[test]
fn what_is_missed_is_said_for_every_star_up_to_the_band() {
    let set = set();
    let found = evaluated(&set, &[best_but(&set, &[("2", 1)])], Binding::Average);
    let missed: Vec<_> =
        found.missed().map(|it| (it.stars, it.criterion, it.needs, it.got.to_string())).collect();
    // 86 points: four stars by the band, three by the minima; five are beyond the band.
    assert_eq!(missed, [(Stars::Four, code("2"), 15, "1,00".to_owned())]);
    assert!(!found.rank.is_exception());
}

#[test]
fn ninety_points_without_five_stars_are_an_exception() {
    let set = set();
    let found = evaluated(&set, &[best_but(&set, &[("1.1", 25)])], Binding::Average);
    assert!(found.rank.is_exception());
}

#[test]
fn minima_bind_as_the_regulation_says() {
    let set = set();
    let sheets = [best_but(&set, &[]), best_but(&set, &[("1.2", 0)])];
    let stars = |binding| evaluated(&set, &sheets, binding).rank.stars;
    assert_eq!(stars(Binding::Average), Stars::Five, "an average of 4,5 reaches 3");
    assert_eq!(stars(Binding::EveryMember), Stars::Three, "one member gives 0");
    assert_eq!(stars(Binding::Settled(&sheets[0])), Stars::Five);
    assert_eq!(stars(Binding::Settled(&sheets[1])), Stars::Three);
}

#[test]
fn who_fell_short_is_named_even_where_the_minimum_is_met() {
    let set = set();
    let sheets = [best_but(&set, &[]), best_but(&set, &[("1.2", 0)])];
    let found = evaluated(&set, &sheets, Binding::Average);
    let at = |it: &&ocop_rules::councils::Minimum| it.criterion == code("1.2");
    let minimum = found.minima.iter().find(at).unwrap();
    assert!(minimum.is_met());
    assert_eq!(minimum.short, ["M1"]);
}
