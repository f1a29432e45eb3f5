//! What was promised, and what will come of it.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use ocop_rules::certificates::{Certificate, Span};
use ocop_rules::criteria::Stars;
use ocop_rules::programme::Period;
use ocop_rules::records::Amount;
use ocop_rules::registry::{Basis, Certainty, counted};
use ocop_rules::targets::{
    Forecast, Holding, Measure, Progress, Prospect, Reckoning, Renewal, StarsAim, Target, calls,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::{config, days};

const THREE_UP: StarsAim = StarsAim::AtLeast(Stars::Three);

fn target(aim: i64, reckoning: Reckoning) -> Option<Target> {
    let (unit, period) = ("45.2024".parse().ok()?, Period::years(2021, 2025).ok()?);
    Target::new(Measure::Standardised, unit, period, Amount::at_least(aim), reckoning).ok()
}

fn certificates() -> impl Strategy<Value = Vec<Certificate>> {
    let stars = prop_oneof![Just(Stars::Three), Just(Stars::Four), Just(Stars::Five)];
    let certificate =
        (stars, days()).prop_map(|(stars, on)| Certificate::issue(stars, Span::on(on)));
    vec(certificate, 0..12)
}

fn holdings<'a>(
    names: &'a [String],
    certificates: &'a [Certificate],
    renewal: Renewal,
) -> Vec<Holding<'a>> {
    let pairs = names.iter().zip(certificates);
    pairs
        .map(|(product, certificate)| Holding {
            product,
            certificate,
            renewal,
            lies: Certainty::Certainly,
        })
        .collect()
}

fn names() -> Vec<String> {
    (0..12).map(|it| format!("p{it:02}")).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn time_only_passes(aim in 1_i64..500, counted in 0_i64..600, on in days(), by in 0_i32..2000) {
        for reckoning in [Reckoning::Total, Reckoning::Addition] {
            let target = target(aim, reckoning).unwrap();
            let progress = |on: Date| Progress::on(&target, on, counted);
            let (before, after) = (progress(on), progress(on.saturating_add(by.days())));
            prop_assert!(before.elapsed <= after.elapsed);
            prop_assert!((0..=before.elapsed.whole).contains(&before.elapsed.part));
            prop_assert_eq!(before.missing, (aim - counted).max(0));
            prop_assert_eq!(before.is_reached(), before.share().percent() == 100);
            prop_assert!(!after.keeps_pace() || before.keeps_pace());
        }
    }

    #[test]
    fn the_certain_part_of_a_forecast_comes_true(certificates in certificates(), today in days(), by in 0_i32..1500) {
        let (names, end) = (names(), today.saturating_add(by.days()));
        let holdings = holdings(&names, &certificates, Renewal::NotFiled);
        let forecast = Forecast::of_total(THREE_UP, today, end, holdings, []);
        // Nothing is done until the end: what stood today and still stands is what was certain.
        let stands = certificates.iter().filter(|it| {
            let on = |day| counted([*it], Basis::ValidOn(day)).is_some();
            on(today) && on(end)
        });
        prop_assert_eq!(forecast.count.certain, u64::try_from(stands.count()).unwrap_or(0));
        let valid = certificates.iter().filter(|it| it.on(today).is_certified()).count();
        prop_assert_eq!(forecast.products.len(), valid);
    }

    #[test]
    fn to_file_never_lowers_a_forecast(certificates in certificates(), today in days(), by in 0_i32..1500) {
        let (names, end) = (names(), today.saturating_add(by.days()));
        let count = |renewal| {
            let holdings = holdings(&names, &certificates, renewal);
            Forecast::of_total(THREE_UP, today, end, holdings, []).count
        };
        let (unfiled, filed) = (count(Renewal::NotFiled), count(Renewal::Filed));
        prop_assert_eq!(unfiled.certain, filed.certain);
        prop_assert!(unfiled.possible <= filed.possible);
    }

    #[test]
    fn everyone_is_called_twice(certificates in certificates()) {
        let names = names();
        let holdings = holdings(&names, &certificates, Renewal::NotFiled);
        let year = |at: i32| Period::year_of(date(2019, 1, 1).saturating_add(at.years()));
        let called: usize = (0..22).map(|at| calls(year(at), holdings.clone()).len()).sum();
        prop_assert_eq!(called, 2 * certificates.len());
    }

    #[test]
    fn more_is_never_a_worse_prospect(aim in 1_i64..100, certain in 0_u64..120, possible in 0_u64..120, by in 0_u64..20) {
        let target = target(aim, Reckoning::Total).unwrap();
        let place = |certain, possible| match target.prospect(ocop_rules::registry::Count { certain, possible }) {
            Prospect::OutOfReach { missing } => (0, -missing),
            Prospect::Possible { needed } => (1, -needed),
            Prospect::Certain => (2, 0),
        };
        prop_assert!(place(certain, possible) <= place(certain + by, possible));
        prop_assert!(place(certain, possible) <= place(certain, possible + by));
    }
}
