//! A report with days known only as ranges, held against the history that really was.

use jiff::ToSpan;
use jiff::civil::Date;
use ocop_rules::certificates::{Certificate, Event, RevocationGround, Span, valid_to};
use ocop_rules::criteria::Stars;
use ocop_rules::registry::{Basis, Certainty, Counted, counted, tally};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{config, days};

/// One certificate of a product's history, and how well its first day is known.
#[derive(Debug, Clone)]
struct Chapter {
    after_days: i32,
    stars: Stars,
    days_before: i32,
    days_behind: i32,
    revoked_after: Option<i32>,
    /// How long after the end of its term an extension has its result.
    extended: Option<i32>,
}

fn chapters() -> impl Strategy<Value = Vec<Chapter>> {
    let stars = prop_oneof![Just(Stars::Three), Just(Stars::Four), Just(Stars::Five)];
    let extended = prop::option::of(-60..240_i32);
    let chapter =
        (1..1500_i32, stars, 0..200_i32, 0..200_i32, prop::option::of(0..1200_i32), extended);
    let chapter = chapter.prop_map(
        |(after_days, stars, days_before, days_behind, revoked_after, extended)| Chapter {
            after_days,
            stars,
            days_before,
            days_behind,
            revoked_after,
            extended,
        },
    );
    vec(chapter, 0..4)
}

/// The certificates as they were, or as they are known.
fn product(
    start: Date,
    chapters: &[Chapter],
    first_day: impl Fn(Date, &Chapter) -> Span,
) -> Vec<Certificate> {
    let mut product = Vec::<Certificate>::new();
    let mut from = start;
    for it in chapters {
        from = from.saturating_add(it.after_days.days());
        let span = first_day(from, it);
        // What was revoked is not superseded as well.
        if let Some(previous) = product.last_mut().filter(|it| it.revoked().is_none()) {
            previous.events.push(Event::Superseded { on: span });
        }
        let mut certificate = Certificate::issue(it.stars, span);
        if let Some(after) = it.revoked_after {
            let on = from.saturating_add((it.days_behind + after).days());
            certificate.events.push(Event::Revoked { on, ground: RevocationGround::Other });
        } else if let Some(result_after) = it.extended {
            let last = from.saturating_add(it.days_behind.days());
            let until = valid_to(last).saturating_add(180.days());
            certificate.events.push(Event::Extended { until });
            let on = valid_to(last).saturating_add(result_after.days());
            certificate.events.push(Event::ExtensionEnded { on });
        }
        product.push(certificate);
    }
    product
}

fn as_it_was(start: Date, chapters: &[Chapter]) -> Vec<Certificate> {
    product(start, chapters, |from, _| Span::on(from))
}

#[expect(clippy::unwrap_used, reason = "a test may fail")]
fn as_it_is_known(start: Date, chapters: &[Chapter]) -> Vec<Certificate> {
    product(start, chapters, |from, it| {
        let earliest = from.saturating_sub(it.days_before.days());
        Span::between(earliest, from.saturating_add(it.days_behind.days())).unwrap()
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_valid_was_ever_recognised(start in days(), chapters in chapters(), day in days()) {
        for product in [as_it_was(start, &chapters), as_it_is_known(start, &chapters)] {
            let sure = |basis| counted(&product, basis).map_or(Certainty::No, Counted::at_all);
            prop_assert!(sure(Basis::ValidOn(day)) <= sure(Basis::EverUntil(day)));
        }
    }

    #[test]
    fn an_extension_lasts_until_its_result_and_at_most_180_days(start in days(), result_after in -60..240_i32, after in -60..240_i32) {
        let term = valid_to(start);
        let (result, day) =
            (term.saturating_add(result_after.days()), term.saturating_add(after.days()));
        let mut it = Certificate::issue(Stars::Three, Span::on(start));
        it.events.push(Event::Extended { until: term.saturating_add(180.days()) });
        it.events.push(Event::ExtensionEnded { on: result });
        let stands = day <= term || (day <= result && after <= 180);
        prop_assert_eq!(it.on(day).is_certified(), stands);
        prop_assert_eq!(it.counts(Basis::ValidOn(day)) == Certainty::Certainly, stands);
    }

    #[test]
    fn ever_recognised_is_never_taken_back(start in days(), chapters in chapters(), day in days(), by in 0..2000_i32) {
        let product = as_it_is_known(start, &chapters);
        let sure = |day| counted(&product, Basis::EverUntil(day)).map_or(Certainty::No, Counted::at_all);
        prop_assert!(sure(day) <= sure(day.saturating_add(by.days())));
    }

    #[test]
    fn known_days_leave_no_doubt_and_count_a_product_once(start in days(), chapters in chapters(), day in days()) {
        let product = as_it_was(start, &chapters);
        for basis in [Basis::ValidOn(day), Basis::EverUntil(day)] {
            let tally = tally(counted(&product, basis));
            let by_stars: u64 = tally.by_stars.values().map(|it| it.certain).sum();
            prop_assert!(tally.all.certain <= 1 && tally.all.possible == 0);
            prop_assert_eq!(by_stars, tally.all.certain);
            prop_assert!(tally.by_stars.values().all(|it| it.possible == 0));
        }
    }

    #[test]
    fn what_is_certain_was_so_and_what_was_so_is_possible(start in days(), chapters in chapters(), day in days()) {
        let (was, known) = (as_it_was(start, &chapters), as_it_is_known(start, &chapters));
        for basis in [Basis::ValidOn(day), Basis::EverUntil(day)] {
            let was = tally(counted(&was, basis));
            let known = tally(counted(&known, basis));
            let within = |was: u64, certain, possible| certain <= was && was <= certain + possible;
            prop_assert!(within(was.all.certain, known.all.certain, known.all.possible));
            for stars in [Stars::Three, Stars::Four, Stars::Five] {
                let was = was.by_stars.get(&stars).copied().unwrap_or_default();
                let known = known.by_stars.get(&stars).copied().unwrap_or_default();
                prop_assert!(within(was.certain, known.certain, known.possible), "{:?}", stars);
            }
        }
    }
}
