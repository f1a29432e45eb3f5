//! The demo walks the whole way of the law, and everyone sees of it what is theirs.

use std::collections::BTreeMap;

use ocop::demo::people::{Cast, Until};
use ocop::house::House;
use ocop::machinery::backup;
use ocop::{checkup, demo};
use sqlx::Row as _;

use crate::told::{Visitor, other_house, told};

/// Where a dossier stands once the demo is furnished.
fn stage(until: Until) -> &'static str {
    match until {
        Until::Draft => "draft",
        Until::Filed => "filed",
        Until::Checking => "commune-checking",
        Until::Returned => "returned",
        Until::Proposed => "province-checking",
        Until::Completion => "completion-requested",
        Until::Accepted => "accepted",
        Until::Ready | Until::Scoring | Until::Held => "ready",
        Until::Declined => "notified-not-recognised",
        Until::Recognised => "notified-recognised",
        Until::PotentialFive => "sent-to-ministry",
        Until::FiveStars => "recognised",
    }
}

async fn furnished(house: &House) -> Cast {
    demo::furnish(house, |_| {}).await.unwrap();
    house.registry.catch_up(&house.db).await.unwrap();
    Cast::read().unwrap()
}

#[tokio::test]
async fn from_the_desk_to_the_star() {
    told(async |house| {
        let cast = furnished(&house).await;
        every_dossier_is_where_it_should_be(&house, &cast).await;
        everyone_sees_what_is_theirs(&house, &cast).await;
        everyone_sees_the_stars(&house).await;
        nothing_stands_against(&house).await;

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("demo.zip");
        backup::save(&house.db, &house.files, &file).await.unwrap();
        let other = other_house(&house, &folder).await;
        backup::restore(&other.db, &other.files, &file).await.unwrap();
        nothing_stands_against(&other).await;
        everyone_sees_the_stars(&other).await;
    })
    .await;
}

async fn every_dossier_is_where_it_should_be(house: &House, cast: &Cast) {
    let mut tx = house.db.read().await.unwrap();
    let rows =
        sqlx::query("SELECT p.name, d.stage FROM dossiers d JOIN products p ON p.id = d.product");
    let rows = rows.fetch_all(&mut *tx).await.unwrap();
    let found: BTreeMap<String, String> =
        rows.iter().map(|row| (row.get("name"), row.get("stage"))).collect();
    let made = cast.producer.iter().flat_map(|it| &it.product);
    let expected = made.map(|it| (it.name.clone(), stage(it.until).to_owned()));
    assert_eq!(found, expected.collect());
}

async fn everyone_sees_what_is_theirs(house: &House, cast: &Cast) {
    for (login, page, sees) in [
        ("sen", "/my/certificates", "Mật ong hoa tràm kết tinh"),
        ("detchieu", "/my/certificates", "Đánh giá lại"),
        ("traicay", "/my/dossiers", "Xoài cát Cồn Gió"),
        ("xa.suoimo", "/commune", "Một ngày theo xuồng gác kèo ong"),
        ("tinh", "/province", "Giỏ lác đi chợ"),
        ("tinh", "/certificates?state=extended", "Cơm cháy nếp than"),
        ("tinh", "/certificates?state=revoked", "Mật ong ruồi nguyên sáp"),
        ("tinh", "/certificates?state=superseded", "Mật ong hoa tràm"),
        ("tinh", "/decisions", "2188/QĐ-UBND"),
        ("tinh", "/imports", "rung-tram.csv"),
        ("tu", "/sheets", "Mắm cá lóc Rạch Ong"),
        ("bo", "/ministry", "Tinh dầu tràm gió"),
        ("tw.ha", "/sheets", "Tinh dầu tràm gió"),
        ("quantri", "/logbook", "freeze-report"),
    ] {
        let visitor = Visitor::logged_in(house, login, &cast.password).await;
        let text = visitor.reads(page).await;
        assert!(text.contains(sees), "{login} does not see {sees} on {page}: {text}");
    }
    let other = Visitor::logged_in(house, "banam", &cast.password).await;
    let text = other.reads("/my/certificates").await;
    assert!(!text.contains("Mật ong"), "a producer sees another's: {text}");
}

async fn everyone_sees_the_stars(house: &House) {
    house.registry.catch_up(&house.db).await.unwrap();
    let guest = Visitor::guest(house);
    for (page, sees) in [
        ("/registry?q=mat%20ong", "Mật ong hoa tràm kết tinh"),
        ("/registry?q=bun%20gao", "Bún gạo khô Suối Mơ"),
        ("/registry?state=revoked", "Mật ong ruồi nguyên sáp"),
        ("/registry?stars=5", "Mật ong hoa tràm kết tinh"),
    ] {
        let text = guest.reads(page).await;
        assert!(text.contains(sees), "{page} does not show {sees}: {text}");
    }
    let text = guest.reads("/registry?q=tinh%20dau%20tram").await;
    assert!(!text.contains("Tinh dầu tràm gió"), "no certificate while the ministry decides");
}

async fn nothing_stands_against(house: &House) {
    for check in checkup::ask(house).await.unwrap() {
        assert_eq!(check.against, Vec::<String>::new(), "{}", check.name);
    }
}
