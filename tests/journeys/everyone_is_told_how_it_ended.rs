//! However it ended, producer and commune are told, and what was missing for the next star
//! (Art. 7.3.g).

use ocop::demo::aims;
use ocop::house::House;
use ocop_documents::Format;
use ocop_rules::accounts::Role;
use ocop_rules::criteria::{Criterion, Stars};
use ocop_rules::dossiers::{Outcome, Stage};

use crate::an_office_draws_up_decisions::{decision_of as decided, is_given, met, office, says};
use crate::an_office_records_decisions::{Scored, again, is_sound, recognise, scored};
use crate::sitting::{HONEY, Sitting};
use crate::told::{Visitor, told};

const BOTH: [Format; 2] = [Format::Pdf, Format::Docx];

/// What every member ticks to reach these stars; `spoilt` is one criterion on which they give
/// nothing.
fn ticked(aim: Stars, spoilt: Option<&str>) -> Vec<(String, String)> {
    HONEY.with(|set| {
        let wanted = aims::marks(set, aim);
        let option = |it: &Criterion| {
            let code = it.code.to_string();
            let points = if spoilt == Some(code.as_str()) { 0 } else { wanted[&code] };
            let at = it.options.iter().position(|option| option.points == points);
            (format!("m.{code}"), at.unwrap_or(0).to_string())
        };
        set.criteria().map(option).collect()
    })
}

/// A council that gave this; answers the dossier.
async fn given(house: &House, aim: Stars, spoilt: Option<&str>) -> String {
    let it = Sitting::convened(house, &[]).await;
    for at in 0..4 {
        it.fills(at, "all", &ticked(aim, spoilt)).await;
        it.signs(at).await;
    }
    it.closes("Hội đồng đã thảo luận.").await;
    it.dossier
}

/// A criterion of which four stars demand points.
fn demanded() -> String {
    HONEY.with(|set| {
        let demands = |it: &&Criterion| 0 < it.minimum(Stars::Four);
        set.criteria().find(demands).unwrap().code.to_string()
    })
}

async fn tells(house: &House, desk: &Visitor, dossier: &str, name: &str) {
    is_given(desk, "result-notice", dossier, &BOTH).await;
    insta::assert_snapshot!(name, says(house, "result-notice", dossier).await);
}

#[tokio::test]
async fn what_a_council_gave_is_told_with_what_was_missing() {
    told(async |house| {
        let desk = office(&house).await;
        let honey = given(&house, Stars::Four, None).await;
        let plain = given(&house, Stars::Three, None).await;
        let spoilt = given(&house, Stars::Five, Some(&demanded())).await;
        let all = [honey.as_str(), plain.as_str(), spoilt.as_str()];
        recognise(&desk, "12/QĐ-UBND", "23/11/2026", &all).await;
        tells(&house, &desk, &honey, "four-stars").await;
        tells(&house, &desk, &plain, "three-stars").await;
        tells(&house, &desk, &spoilt, "stars-lost-by-a-minimum").await;

        let weak = given(&house, Stars::Two, None).await;
        desk.does("/decisions/new/declining", &[("dossier", &*weak)]).await;
        tells(&house, &desk, &weak, "below-fifty").await;

        let best = given(&house, Stars::Five, None).await;
        let form = [("number", "3/QĐ-UBND"), ("dated", "23/11/2026"), ("dossier", &*best)];
        desk.does("/decisions/new/approval", &form).await;
        tells(&house, &desk, &best, "potential-five-stars").await;
    })
    .await;
}

/// A dossier that a council rejected on this ground, without a point.
async fn rejected(house: &House, ground: &str) -> String {
    let it = scored(house, "Khô cá sặc", 1, "rejected", "province").await;
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query(
        "UPDATE results SET sum = 0, count = 0, band = 0, stars = 0, rejected = $1
         WHERE dossier = $2",
    )
    .bind(ground)
    .bind(&it.dossier)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    it.dossier
}

#[tokio::test]
async fn so_are_a_rejection_and_what_the_centre_decided() {
    told(async |house| {
        let desk = office(&house).await;
        for (ground, name) in [("forged", "forged"), ("certificate-missing", "no-licence")] {
            tells(&house, &desk, &rejected(&house, ground).await, name).await;
        }

        let tea: Scored = scored(&house, "Trà sen", 5, "central-scored", "ministry").await;
        let oil: Scored = scored(&house, "Tinh dầu tràm", 4, "handed-back", "ministry").await;
        met(&house, &[&tea, &oil]).await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        recognise(&ministry, "88/QĐ-BNNMT", "20/11/2026", &[&tea.dossier]).await;
        tells(&house, &desk, &tea.dossier, "five-stars").await;
        tells(&house, &desk, &oil.dossier, "handed-back").await;
        let waiting = again(&house, &tea, ("renewal", 5), "sent-to-ministry", "province").await;
        tells(&house, &desk, &waiting, "before-the-centre").await;
    })
    .await;
}

#[tokio::test]
async fn a_notice_that_is_issued_is_recorded_as_sent() {
    told(async |house| {
        let desk = office(&house).await;
        let honey = given(&house, Stars::Four, None).await;
        recognise(&desk, "12/QĐ-UBND", "23/11/2026", &[&honey]).await;
        assert!(desk.reads("/decisions/new/notice").await.contains(&honey));
        let form = [("key", "a"), ("dated", "23/11/2026"), ("signer", "0")];
        let record = desk.does(&format!("/documents/result-notice/{honey}"), &form).await;
        assert!(!desk.reads("/decisions/new/notice").await.contains(&honey));
        let mut tx = house.db.read().await.unwrap();
        let stage = ocop::dossiers::store::by_id(&mut tx, &honey).await.unwrap().stage;
        drop(tx);
        assert_eq!(stage, Stage::Notified(Outcome::Recognised));
        let decision = desk.reads(&decision_of(&house).await).await;
        let told = format!("<a href=\"{record}\">01/TB-VPĐP</a>, 23/11/2026");
        assert!(decision.contains(&told), "{decision}");

        // Another in its place tells nothing new.
        let replaces = record.rsplit('/').next().unwrap();
        let form = [("key", "b"), ("dated", "23/11/2026"), ("signer", "0"), ("replaces", replaces)];
        let other = desk.does(&format!("/documents/result-notice/{honey}"), &form).await;
        let decision = desk.reads(&decision_of(&house).await).await;
        assert!(decision.contains(&other) && !decision.contains(&record), "{decision}");
        is_sound(&house).await;
    })
    .await;
}

async fn decision_of(house: &House) -> String {
    format!("/decisions/{}", decided(house, "12/QĐ-UBND").await)
}

#[tokio::test]
async fn nothing_is_told_before_it_is_decided() {
    told(async |house| {
        let desk = office(&house).await;
        let it = scored(&house, "Trà sen", 4, "scored", "province").await;
        let page = desk.reads(&format!("/dossiers/{}", it.dossier)).await;
        assert!(!page.contains("result-notice"), "{page}");
        let address = format!("/documents/result-notice/{}/draft.pdf", it.dossier);
        assert_eq!(desk.opens(&address).await.status, 404);
    })
    .await;
}
