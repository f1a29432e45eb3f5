//! What reports keep of what they have read is never older than what was written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ocop::demo;
use ocop::hall::LEDGERS;
use ocop::house::House;
use ocop::machinery::changes::{TEXTS, raise};
use ocop::reports::{Facts, Needs, Of, Scope, indicators};
use ocop_rules::programme::Period;

use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::an_officer_keeps_the_way_of_an_idea::WAY;
use crate::fixture::{Fact, recognised};
use crate::the_five_places_answer::with_places;
use crate::told::{TODAY, told};

const UNITS: [&str; 4] = ["99001.2025", "99.2025", "20.2025", "vn"];

/// Everything that may be asked of a unit, out of what is kept, and out of what another house reads
/// anew from the same view of the database; how many units were asked.
async fn compared(house: &House) -> usize {
    house.registry.catch_up(&house.db).await.unwrap();
    let anew = house.clone().with_book(Arc::clone(&house.book)).unwrap();
    anew.registry.refresh(&house.db).await.unwrap();
    let needs = Needs { ways: true, ledgers: LEDGERS.all().map(|it| it.id.to_owned()).collect() };
    let mut asked = 0;
    for unit in UNITS {
        let period = Period::years(2018, 2026).unwrap();
        let scope = Scope { unit: unit.parse().unwrap(), period, on: TODAY };
        let mut tx = house.db.read().await.unwrap();
        let kept = Facts::read(&mut tx, house, LEDGERS, scope.clone(), &needs).await.unwrap();
        let read = Facts::read(&mut tx, &anew, LEDGERS, scope, &needs).await.unwrap();
        if kept.snapshot.kept.version != read.snapshot.kept.version {
            // Something was certified between the two.
            continue;
        }
        for ledger in LEDGERS.all() {
            let rows = |facts: &Facts| -> Vec<String> {
                facts.all(ledger.id).iter().map(|it| format!("{it:?}")).collect()
            };
            assert_eq!(rows(&kept), rows(&read), "{} of {unit}", ledger.title);
        }
        let targets = kept.all("targets").iter().map(|it| Of::Forecast(it.id.clone()));
        for of in indicators().iter().map(|it| it.of.clone()).chain(targets) {
            let (one, other) = (kept.answer(&of), read.answer(&of));
            assert_eq!(one.kept(&kept), other.kept(&read), "{of:?} of {unit}");
            assert_eq!(kept.value(&of), other.value, "{of:?} of {unit}");
        }
        asked += 1;
    }
    asked
}

/// Compares again and again, while something is done.
async fn while_doing(house: &House, doing: impl Future<Output = ()>) {
    let is_done = AtomicBool::new(false);
    let doing = async {
        doing.await;
        is_done.store(true, Ordering::Relaxed);
    };
    let comparing = async {
        let mut asked = 0;
        while !is_done.load(Ordering::Relaxed) {
            asked += compared(house).await;
        }
        asked
    };
    let ((), asked) = futures::join!(doing, comparing);
    assert!(UNITS.len() < asked, "asked {asked} times");
    assert_eq!(compared(house).await, UNITS.len());
}

#[tokio::test]
async fn while_dossiers_go_the_whole_way() {
    told(async |house| {
        while_doing(&house, Box::pin(async { demo::furnish(&house, |_| {}).await.unwrap() })).await;
    })
    .await;
}

#[tokio::test]
async fn while_five_places_bring_their_records() {
    told(async |house| {
        while_doing(&house, Box::pin(with_places(&house))).await;
    })
    .await;
}

#[tokio::test]
async fn after_an_officer_has_corrected_an_idea() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let is_true = async || assert_eq!(compared(&house).await, UNITS.len());
        is_true().await;
        let entry = officer.does("/ledgers/ways", &WAY).await;
        is_true().await;
        let changed = with(&WAY, &[("revision", "0"), ("registered_on", "1/10/2022")]);
        officer.does(&entry, &changed).await;
        is_true().await;
        let aside = [("revision", "1"), ("reason", "Ghi trùng")];
        officer.does(&format!("{entry}/setting-aside"), &aside).await;
        is_true().await;
    })
    .await;
}

/// The commune has one idea before and one after, and it is another one.
#[tokio::test]
async fn after_an_idea_went_to_another_commune_and_another_came() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let here = with(&WAY, &[("unit", "99001.2025")]);
        let entry = province.does("/ledgers/ways", &here).await;
        assert_eq!(compared(&house).await, UNITS.len());
        let there = with(&WAY, &[("unit", "99007.2025"), ("revision", "0")]);
        province.does(&entry, &there).await;
        let other =
            with(&here, &[("key", "khác"), ("name", "Rượu sim"), ("registered_on", "1/11/2022")]);
        province.does("/ledgers/ways", &other).await;
        assert_eq!(compared(&house).await, UNITS.len());
    })
    .await;
}

#[tokio::test]
async fn after_a_text_or_a_certificate_has_changed() {
    told(async |house| {
        for name in ["Chè", "Mật ong"] {
            recognised(&house, Fact { name, producer: name, ..Fact::default() }).await;
        }
        compared(&house).await;
        let since = || house.registry.on(TODAY).kept.certified_since();
        let mut before = since();
        for (sql, counts_anew) in [
            ("UPDATE producers SET address = 'Ấp 1'", false),
            ("UPDATE products SET story = 'Ong hút mật hoa tràm'", false),
            ("UPDATE products SET name = 'Bánh' WHERE name = 'Mật ong'", true),
            ("UPDATE products SET set_number = 12 WHERE name = 'Bánh'", true),
            ("UPDATE producers SET kind = 'household' WHERE name = 'Chè'", true),
            ("UPDATE products SET commune = '99007.2025' WHERE name = 'Chè'", true),
            ("UPDATE certificates SET stars = 3", true),
        ] {
            let mut tx = house.db.begin().await.unwrap();
            sqlx::query(sql).execute(&mut *tx).await.unwrap();
            raise(&mut tx, TEXTS).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(compared(&house).await, UNITS.len());
            assert_eq!(since() != before, counts_anew, "{sql}");
            before = since();
        }
    })
    .await;
}
