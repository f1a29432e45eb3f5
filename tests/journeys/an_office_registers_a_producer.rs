//! A commune or its province registers a producer, once, and gives it a login.

use axum::http::StatusCode;
use ocop::house::House;
use ocop::machinery::logbook;
use ocop_rules::accounts::Role;

use crate::filed::{COMMUNE, NEIGHBOUR, PROVINCE};
use crate::told::{Visitor, told};

const MUSHROOMS: [(&str, &str); 6] = [
    ("key", "khóa 1"),
    ("name", "HTX Nấm Tràm"),
    ("kind", "cooperative"),
    ("commune", COMMUNE),
    ("phone", "0296 385 1234"),
    ("representative", "Lê Thị Út"),
];

async fn commune(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Commune, COMMUNE).await
}

/// The same form with these fields instead.
fn but<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = MUSHROOMS.into_iter().filter(|(name, _)| fields.iter().all(|it| it.0 != *name));
    kept.chain(fields.iter().copied()).collect()
}

/// The first password, as the page shows it once.
fn password(page: &str) -> &str {
    page.split_once("<code>").and_then(|(_, it)| it.split_once("</code>")).expect("a password").0
}

async fn steps(house: &House, producer: &str) -> Vec<String> {
    let mut tx = house.db.read().await.unwrap();
    let lines = logbook::of(&mut tx, &format!("producer/{producer}")).await.unwrap();
    assert!(lines.iter().all(|it| !it.detail.contains("Út")), "{lines:?}");
    lines.into_iter().map(|it| it.step).collect()
}

#[tokio::test]
async fn a_commune_registers_a_producer_who_logs_in() {
    told(async |house| {
        let officer = commune(&house).await;
        assert!(officer.reads("/producers/new").await.contains("xã Tràm Xanh"));
        let producer = officer.does("/producers", &MUSHROOMS).await;
        assert_eq!(officer.does("/producers", &MUSHROOMS).await, producer, "sent twice");
        assert!(officer.reads("/producers?q=nam+tram").await.contains(&producer));

        let form = [("key", "khóa 2"), ("login", "Ut.Nam"), ("name", "Lê Thị Út")];
        let logins = format!("{producer}/logins");
        let given = officer.posts(&logins, &form).await;
        assert_eq!(given.status, StatusCode::OK, "{}", given.page);
        let first = password(&given.page);
        let again = officer.posts(&logins, &form).await;
        assert_eq!((again.status, again.location), (StatusCode::SEE_OTHER, producer.clone()));
        let page = officer.reads(&producer).await;
        assert!(page.contains("ut.nam") && !page.contains(first), "{page}");

        let herself = Visitor::logged_in(&house, "ut.nam", first).await;
        assert!(herself.reads("/my/producer").await.contains("HTX Nấm Tràm"));
        assert_eq!(herself.opens(&producer).await.status, StatusCode::NOT_FOUND);
        let id = producer.trim_start_matches("/producers/");
        assert_eq!(steps(&house, id).await, ["register-producer", "give-login"]);
    })
    .await;
}

#[tokio::test]
async fn who_takes_no_part_is_not_registered() {
    told(async |house| {
        let officer = commune(&house).await;
        for (form, said) in [
            (but(&[("kind", "large-enterprise")]), "Doanh nghiệp lớn không thuộc đối tượng"),
            (but(&[("kind", "household")]), "cần có đăng ký kinh doanh"),
            (but(&[("kind", "")]), "Hãy chọn loại hình tổ chức"),
            (but(&[("name", " ")]), "Hãy ghi tên chủ thể"),
            (but(&[("representative", "")]), "Hãy ghi người đại diện"),
            (but(&[("commune", "")]), "Hãy chọn xã, phường"),
            (but(&[("commune", PROVINCE)]), "Hãy chọn xã, phường"),
            (but(&[("phone", "12")]), "từ 8 đến 15 chữ số"),
        ] {
            let answer = officer.posts("/producers", &form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(answer.page.contains(said), "{said}: {}", answer.page);
            assert!(answer.page.contains("0296 385 1234") || said.contains("chữ số"));
        }
        officer
            .does(
                "/producers",
                &but(&[("kind", "household"), ("registration_number", "51A8001234")]),
            )
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_name_that_is_nearly_known_asks_a_person() {
    told(async |house| {
        let officer = commune(&house).await;
        officer.does("/producers", &but(&[("registration_number", "1800")])).await;
        let near = [("key", "khóa 3"), ("name", "HTX Nam Tram")];
        let same_number =
            [("key", "khóa 3"), ("name", "Công ty Ba Khía"), ("registration_number", "1800")];
        for form in [but(&near), but(&same_number)] {
            let asked = officer.posts("/producers", &form).await;
            assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.page);
            assert!(asked.page.contains("Chủ thể gần giống trong tỉnh"), "{}", asked.page);
            assert!(asked.page.contains("HTX Nấm Tràm"));
        }
        let other = [("key", "khóa 3"), ("name", "HTX Nam Tram"), ("other", "yes")];
        officer.does("/producers", &but(&other)).await;
        let list = officer.reads("/producers?q=nam+tram").await;
        assert!(list.contains("2 chủ thể"), "{list}");
    })
    .await;
}

#[tokio::test]
async fn an_office_registers_in_its_own_unit_alone() {
    told(async |house| {
        let (officer, province) =
            (commune(&house).await, Visitor::in_role(&house, Role::Province, PROVINCE).await);
        let elsewhere = but(&[("commune", NEIGHBOUR), ("key", "khóa 4")]);
        assert_eq!(officer.posts("/producers", &elsewhere).await.status, StatusCode::NOT_FOUND);
        let producer = province.does("/producers", &elsewhere).await;
        let abroad = but(&[("commune", "06040.2025"), ("key", "khóa 5")]);
        assert_eq!(province.posts("/producers", &abroad).await.status, StatusCode::NOT_FOUND);

        let form = [("key", "khóa 6"), ("login", "nguoi.la"), ("name", "Người Lạ")];
        let other_province = Visitor::in_role(&house, Role::Province, "20.2025").await;
        for stranger in [officer, other_province] {
            assert_eq!(stranger.opens(&producer).await.status, StatusCode::NOT_FOUND);
            let answer = stranger.posts(&format!("{producer}/logins"), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            assert!(!stranger.reads("/producers").await.contains("HTX Nấm Tràm"));
        }
        assert!(province.reads("/producers").await.contains("1 chủ thể"));
    })
    .await;
}

#[tokio::test]
async fn somebody_who_stands_for_a_producer_may_stand_for_another() {
    told(async |house| {
        let officer = commune(&house).await;
        let one = officer.does("/producers", &MUSHROOMS).await;
        let honey = but(&[("key", "khóa 7"), ("name", "Trại ong Gáo Vàng")]);
        let two = officer.does("/producers", &honey).await;
        let form = [("key", "khóa 8"), ("login", "ut.nam"), ("name", "Lê Thị Út")];
        let given = officer.posts(&format!("{one}/logins"), &form).await;
        let first = password(&given.page).to_owned();

        let logins = format!("{two}/logins");
        // An office's own account is no producer's, and is not told of.
        for nobody in ["khong.co", "xa.tramxanh"] {
            let answer = officer.posts(&logins, &[("key", "k"), ("existing", nobody)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.page.contains("Không có tài khoản chủ thể nào"), "{}", answer.page);
        }
        officer.does(&logins, &[("key", "khóa 9"), ("existing", "ut.nam")]).await;
        let again = officer.posts(&logins, &[("key", "khóa 10"), ("existing", "ut.nam")]).await;
        assert!(again.page.contains("đã đăng nhập được cho chủ thể này"), "{}", again.page);
        let herself = Visitor::logged_in(&house, "ut.nam", &first).await;
        assert!(herself.reads("/me").await.matches("Chủ thể OCOP").count() >= 2);
        let id = two.trim_start_matches("/producers/");
        assert_eq!(steps(&house, id).await, ["register-producer", "link-login"]);
    })
    .await;
}
