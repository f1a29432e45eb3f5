use jiff::ToSpan;
use jiff::civil::{Date, date};
use ocop_rules::certificates::valid_to;
use ocop_rules::programme::{
    Cycle, DossierKind, E26_2026, Holidays, Period, RoundLevel, Window, days_after, edition_on,
    round_for, working_days_after,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{config, day, days};

fn holidays() -> impl Strategy<Value = Holidays> {
    let some = || vec((0..5844).prop_map(day), 0..200);
    (some(), some()).prop_map(|(off, compensating)| Holidays::new(off, compensating))
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_longer_term_never_ends_earlier(start in days(), count in 0_u16..60, by in 1_u16..30, holidays in holidays()) {
        let short = working_days_after(start, count, &holidays);
        prop_assert!(short < working_days_after(start, count + by, &holidays));
        prop_assert!(days_after(start, count, &holidays) <= days_after(start, count + by, &holidays));
    }

    #[test]
    fn who_starts_later_never_ends_earlier(start in days(), by in 1_i32..30, count in 1_u16..60, holidays in holidays()) {
        let later = start.saturating_add(by.days());
        prop_assert!(working_days_after(start, count, &holidays) <= working_days_after(later, count, &holidays));
    }

    #[test]
    fn a_term_ends_on_a_working_day(start in days(), count in 1_u16..60, holidays in holidays()) {
        prop_assert!(holidays.works_on(working_days_after(start, count, &holidays)));
        prop_assert!(holidays.works_on(days_after(start, count, &holidays)));
    }

    #[test]
    fn one_more_holiday_never_shortens_a_term(start in days(), count in 1_u16..60, off in days()) {
        let none = working_days_after(start, count, &Holidays::default());
        let one = working_days_after(start, count, &Holidays::new(vec![off], vec![]));
        prop_assert!(none <= one);
    }

    #[test]
    fn the_window_lies_within_the_certificate(from in days()) {
        let to = valid_to(from);
        let window = Window::before(to);
        prop_assert!(from < window.opens && window.opens < window.closes && window.closes < to);
    }

    #[test]
    fn a_certificate_lasts_three_years(from in days()) {
        let to = valid_to(from);
        prop_assert_eq!((to.year() - from.year(), to.month()), (3, from.month()));
        prop_assert!(to.day() == from.day() || (from.month(), from.day(), to.day()) == (2, 29, 28));
    }

    #[test]
    fn a_proposal_falls_into_the_first_round_that_is_still_open(on in days()) {
        for level in [RoundLevel::Province, RoundLevel::Centre] {
            let round = round_for(level, on);
            prop_assert!(on < round.cut_off && round.cut_off < round.due);
            let just_late = round_for(level, round.cut_off);
            prop_assert!((round.year, round.number) < (just_late.year, just_late.number));
            prop_assert!(round.cut_off <= on.saturating_add(184.days()));
        }
    }

    #[test]
    fn what_is_filed_today_is_judged_by_the_decision_in_force(after in 0_i32..4000) {
        let on = date(2026, 5, 22).saturating_add(after.days());
        for kind in DossierKind::ALL {
            prop_assert_eq!(edition_on(on, kind).map(|it| it.finished_on(on)), Some(E26_2026));
        }
    }

    #[test]
    fn what_two_periods_share_lies_in_both(a in days(), b in days(), c in days(), d in days(), day in days()) {
        let period = |one: Date, other: Date| Period::days(one.min(other), one.max(other)).unwrap();
        let (one, other) = (period(a, b), period(c, d));
        let shared = one.shared(other);
        prop_assert_eq!(shared, other.shared(one));
        prop_assert_eq!(shared.is_some(), one.overlaps(other));
        let in_both = one.contains(day) && other.contains(day);
        prop_assert_eq!(shared.is_some_and(|it| it.contains(day)), in_both);
        prop_assert!(shared.is_none_or(|it| one.covers(it) && other.covers(it)));
    }

    #[test]
    fn the_years_of_a_period_make_it_up(a in days(), by in 0_i32..2000) {
        let period = Period::days(a, a.saturating_add(by.days())).unwrap();
        let length: i32 = period.by_year().map(Period::length).sum();
        prop_assert_eq!(length, period.length());
        prop_assert_eq!(period.length(), by + 1);
        prop_assert_eq!(period.by_year().next().map(Period::first), Some(a));
        let before = period.before().map(Period::last);
        prop_assert_eq!(before, a.yesterday().ok());
    }

    #[test]
    fn a_day_lies_in_the_cycle_of_its_year(on in days()) {
        let found = Cycle::ALL.into_iter().filter(|it| it.period().contains(on)).count();
        prop_assert_eq!(found, usize::from((2018..=2030).contains(&on.year())));
        prop_assert_eq!(Cycle::on(on).is_some(), found == 1);
    }
}
