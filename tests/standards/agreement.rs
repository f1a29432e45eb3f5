//! What the rules calculate with is what `standards/` prints.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use ocop::criteria::{Edition, Length, Recogniser, Standards, YearlyRound};
use ocop_rules::criteria::Stars;
use ocop_rules::programme::{
    Authority, Clock, DossierKind, Extension, Holidays, Round, RoundLevel, Window, edition_on,
    recogniser,
};

use super::now;

/// Every day from the first edition to the end of 2027.
fn days() -> impl Iterator<Item = Date> {
    date(2019, 8, 1).series(1.day()).take_while(|&day| day < date(2028, 1, 1))
}

fn in_force_on(standards: &Standards, day: Date) -> Option<&Edition> {
    standards.editions().iter().rev().find(|it| it.from <= day)
}

#[test]
fn on_who_recognises_which_stars_on_every_day() {
    let standards = Standards::load().unwrap();
    for day in days() {
        for stars in Stars::BEST_FIRST {
            let printed = in_force_on(&standards, day)
                .and_then(|it| it.recogniser(stars, day))
                .map(|it| match it {
                    Recogniser::District => Authority::District,
                    Recogniser::Province => Authority::Province,
                    Recogniser::Ministry => Authority::Ministry,
                });
            assert_eq!(recogniser(stars, day).ok(), printed, "{stars:?} on {day}");
        }
    }
}

#[test]
fn on_which_edition_a_dossier_of_every_day_falls_under_and_until_when() {
    let standards = Standards::load().unwrap();
    for day in days() {
        for kind in DossierKind::ALL {
            let edition = in_force_on(&standards, day);
            let applies = edition_on(day, kind);
            assert_eq!(applies.map(|it| it.edition), edition.map(|it| it.id), "{day}");
            let next = standards.editions().iter().find_map(|it| it.transition.as_ref());
            let last = next.filter(|it| edition.is_some_and(|here| here.id == it.before));
            let last = last.map(|it| match kind {
                DossierKind::First | DossierKind::Upgrade => it.first_and_upgrade.day,
                DossierKind::Renewal => it.renewal.day,
            });
            assert_eq!(applies.and_then(|it| it.finish_by), last, "{kind:?} on {day}");
        }
    }
}

#[test]
fn on_the_rounds_of_a_year() {
    let standards = Standards::load().unwrap();
    let printed = |it: &YearlyRound| {
        let level = match it.level {
            Recogniser::Ministry => RoundLevel::Centre,
            _ => RoundLevel::Province,
        };
        let of = |(month, day): (i8, i8)| (month, day);
        (level, it.number, of(it.proposed_before), of(it.held_before))
    };
    let ours = [RoundLevel::Province, RoundLevel::Centre].into_iter().flat_map(|level| {
        Round::of_year(level, 2026).map(|it| {
            let of = |day: Date| (day.month(), day.day());
            (level, it.number, of(it.cut_off), of(it.due))
        })
    });
    let edition = standards.edition(now()).unwrap();
    assert!(ours.eq(edition.rounds.iter().map(printed)));
}

#[test]
fn on_the_terms() {
    let standards = Standards::load().unwrap();
    let edition = standards.edition(now()).unwrap();
    let term = |id| edition.term(id).unwrap().length;
    let days = |count: i64| Length::Days(count.try_into().unwrap());
    // A Monday from which no term below ends on a day off.
    let day = date(2026, 11, 2);
    let none = Holidays::default();
    let after = |clock: Clock| i64::from((clock.due - day).get_days());
    let window = Window::before(day);
    let before = |at: Date| i64::from((day - at).get_days());
    assert_eq!(term("renewal_result"), days(after(Clock::of_renewal(day, &none))));
    assert_eq!(term("renewal_opens"), days(before(window.opens)));
    assert_eq!(term("renewal_closes"), days(before(window.closes)));
    let extension = Extension::of(day, Some("1/KH-UBND")).unwrap();
    assert_eq!(term("extension"), days(-before(extension.until)));
    assert_eq!(term("revocation"), Length::Days(15));
    assert_eq!(Clock::of_revocation(date(2026, 11, 4), &none).due, date(2026, 11, 19));
    assert_eq!(term("commune"), Length::WorkingDays(15));
    assert_eq!(Clock::of_commune(day, &none).due, date(2026, 11, 23));
    assert_eq!(term("certificate"), Length::Months(36));
}
