//! From results that stand to certificates, and what becomes of these.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use ocop::house::House;
use ocop::machinery::{logbook, new_id};
use ocop_rules::accounts::{Post, Role};
use ocop_rules::dossiers::Step;
use ocop_rules::products::fold;

use crate::told::{Visitor, told};

/// A dossier on which a council has a result.
pub(crate) struct Scored {
    pub(crate) producer: String,
    pub(crate) product: String,
    pub(crate) dossier: String,
}

/// Puts a product, its dossier at this stage and its result into the tables.
pub(crate) async fn scored(
    house: &House,
    name: &str,
    stars: i64,
    stage: &str,
    level: &str,
) -> Scored {
    let (producer, product) = (new_id(), new_id());
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO producers (id, name, search, kind, commune, province, created_at)
         VALUES ($1, 'HTX Rừng Tràm', 'htx rung tram', 'cooperative', '99001.2025', '99.2025',
                 '2026-01-01T00:00:00Z')",
    )
    .bind(&producer)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO products (id, producer, name, search, set_number, class, commune, province,
                               created_at)
         VALUES ($1, $2, $3, $4, 4, 'I.2.b', '99001.2025', '99.2025', '2026-01-01T00:00:00Z')",
    )
    .bind(&product)
    .bind(&producer)
    .bind(name)
    .bind(fold(name))
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let it = Scored { producer, product, dossier: String::new() };
    Scored { dossier: again(house, &it, ("first", stars), stage, level).await, ..it }
}

/// Puts one more dossier of the product there, with its result.
pub(crate) async fn again(
    house: &House,
    of: &Scored,
    (kind, stars): (&str, i64),
    stage: &str,
    level: &str,
) -> String {
    let dossier = new_id();
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
                               province, product_code, receipt, created_at)
         VALUES ($1, $2, $3, $4, '26-2026', 4, $5, '99001.2025', '99.2025', '99-99001-1-2026', $6,
                 '2026-01-01T00:00:00Z')",
    )
    .bind(&dossier)
    .bind(&of.product)
    .bind(&of.producer)
    .bind(kind)
    .bind(stage)
    .bind(&dossier)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO results (id, meeting, dossier, level, edition, set_number, minima, ballot, sum,
                              count, band, stars, closed_at)
         VALUES ($1, 'a meeting', $2, $3, '26-2026', 4, 'average', 1, $4, 2, $5, $5,
                 '2026-02-01T03:00:00Z')",
    )
    .bind(new_id())
    .bind(&dossier)
    .bind(level)
    .bind(stars * 37)
    .bind(stars)
    .execute(&mut *tx)
    .await
    .unwrap();
    for step in way_to(stage) {
        let line = logbook::Line {
            at: house.clock.now(),
            person: "<kể chuyện>",
            unit: "99.2025",
            subject: format!("dossier/{dossier}"),
            step: step.id(),
            article: step.article(),
            detail: serde_json::Value::Null,
        };
        logbook::write(&mut tx, line).await.unwrap();
    }
    tx.commit().await.unwrap();
    dossier
}

/// What the logbook tells of a dossier at this stage.
fn way_to(stage: &str) -> Vec<Step> {
    let mut way = vec![
        Step::Submit,
        Step::TakeUp,
        Step::Propose,
        Step::Accept,
        Step::HandToAdvisers,
        Step::Report,
        Step::Score,
    ];
    if stage == "central-scored" {
        way.extend([Step::ApproveResult, Step::SendToMinistry, Step::ScoreCentrally]);
    }
    way
}

pub(crate) async fn office(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "99.2025").await
}

/// Records a recognition of that day; answers the page of the decision.
pub(crate) async fn recognise(
    office: &Visitor,
    number: &str,
    dated: &str,
    dossiers: &[&str],
) -> String {
    let mut form = vec![("number", number), ("dated", dated), ("signatory", "Lê Văn Ký")];
    form.extend(dossiers.iter().map(|it| ("dossier", *it)));
    let location = office.does("/decisions/new/recognition", &form).await;
    office.reads(&location).await
}

/// The addresses of the certificates that a page names.
pub(crate) fn certificates(page: &str) -> Vec<String> {
    let parts = page.split("href=\"/certificates/").skip(1);
    parts.map(|it| format!("/certificates/{}", it.split('"').next().unwrap())).collect()
}

/// Nothing stands against what must always be true.
pub(crate) async fn is_sound(house: &House) {
    for check in ocop::checkup::ask(house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

pub(crate) async fn stands(visitor: &Visitor, certificate: &str, on: Date, how: &str) {
    let day = on.strftime("%d/%m/%Y").to_string();
    let page = visitor.reads(&format!("{certificate}?on={day}")).await;
    assert!(page.contains(&format!("<h2>{how}</h2>")), "{day}: {page}");
}

#[tokio::test]
async fn one_decision_brings_a_certificate_to_each_of_many_products() {
    told(async |house| {
        let honey = scored(&house, "Mật ong hoa tràm", 4, "scored", "province").await;
        let tea = scored(&house, "Trà sen", 3, "scored", "province").await;
        let office = office(&house).await;
        let form = office.reads("/decisions/new/recognition").await;
        assert!(form.contains("Mật ong hoa tràm") && form.contains("74,00 điểm"), "{form}");
        let page =
            recognise(&office, "12/QĐ-UBND", "20/11/2026", &[&honey.dossier, &tea.dossier]).await;
        assert!(page.contains("1/2026/GCN-OCOP-99") && page.contains("2/2026/GCN-OCOP-99"));
        let [first, ..] = &certificates(&page)[..] else { panic!("{page}") };
        stands(&office, first, date(2029, 11, 20), "Còn hiệu lực").await;
        stands(&office, first, date(2029, 11, 21), "Hết hạn").await;
        assert!(office.reads("/decisions/new/recognition").await.contains("Không có hồ sơ nào"));
        assert!(office.reads("/certificates?state=valid").await.contains("Trà sen"));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn an_upgrade_takes_the_place_of_the_older_certificate_from_its_day() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 3, "scored", "province").await;
        let office = office(&house).await;
        let page = recognise(&office, "1/QĐ-UBND", "10/03/2026", &[&honey.dossier]).await;
        let old = certificates(&page).remove(0);
        let upgrade = again(&house, &honey, ("upgrade", 4), "scored", "province").await;
        let page = recognise(&office, "2/QĐ-UBND", "20/11/2026", &[&upgrade]).await;
        let new = certificates(&page).remove(0);
        stands(&office, &old, date(2026, 11, 19), "Còn hiệu lực").await;
        stands(&office, &old, date(2026, 11, 20), "Đã được thay thế").await;
        stands(&office, &new, date(2026, 11, 20), "Còn hiệu lực").await;
        assert!(office.reads(&old).await.contains(&new));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn revoked_today_it_stood_yesterday() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 4, "scored", "province").await;
        let office = office(&house).await;
        let page = recognise(&office, "1/QĐ-UBND", "10/03/2026", &[&honey.dossier]).await;
        let certificate = certificates(&page).remove(0);
        let address = format!("{certificate}/revocation");
        let clock = office.reads(&format!("{address}?key=k&concluded_on=10/11/2026")).await;
        assert!(clock.contains("25/11/2026, còn 2 ngày"), "{clock}");
        let answer = office.posts(&address, &[("number", "9/QĐ-UBND"), ("dated", "23/11/2026")]);
        let page = answer.await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.page.contains("một trong sáu trường hợp"), "{}", page.page);
        let form = [
            ("number", "9/QĐ-UBND"),
            ("dated", "23/11/2026"),
            ("ground", "đ"),
            ("concluded_on", "10/11/2026"),
            ("reason", "Chủ thể ngừng sản xuất"),
        ];
        office.does(&address, &form).await;
        stands(&office, &certificate, date(2026, 11, 22), "Còn hiệu lực").await;
        stands(&office, &certificate, date(2026, 11, 23), "Đã bị thu hồi").await;
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn five_stars_are_not_the_provinces_to_give_or_take() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 5, "scored", "province").await;
        let (office, ministry) =
            (office(&house).await, Visitor::in_role(&house, Role::Ministry, "vn").await);
        let form = [("number", "1/QĐ"), ("dated", "20/11/2026"), ("dossier", &*honey.dossier)];
        let answer = office.posts("/decisions/new/recognition", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Điều 7 khoản 4 điểm e"), "{}", answer.page);

        office.does("/decisions/new/approval", &form).await;
        let letter = [("number", "8/UBND"), ("dated", "21/11/2026"), ("dossier", &*honey.dossier)];
        office.does("/decisions/new/proposal", &letter).await;
        assert_eq!(ministry.opens("/decisions/new/approval").await.status, StatusCode::NOT_FOUND);

        let other = scored(&house, "Trà sen", 5, "central-scored", "ministry").await;
        let page = recognise(&ministry, "77/QĐ-BNNMT", "22/11/2026", &[&other.dossier]).await;
        let certificate = certificates(&page).remove(0);
        let form = [("number", "2/QĐ"), ("dated", "23/11/2026")];
        let answer = office.posts(&format!("{certificate}/revocation"), &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Điều 8 khoản 2"), "{}", answer.page);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn below_ninety_at_the_centre_the_province_recognises_on_that_result() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 4, "central-scored", "ministry").await;
        let tea = scored(&house, "Trà sen", 4, "central-scored", "ministry").await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        let letter = [
            ("number", "5/BNNMT"),
            ("dated", "20/11/2026"),
            ("dossier", &*honey.dossier),
            ("dossier", &*tea.dossier),
        ];
        ministry.does("/decisions/new/return", &letter).await;
        let office = office(&house).await;
        assert!(office.reads("/decisions").await.contains("2 hồ sơ đang chờ"));
        office.does("/decisions/new/evaluation", &[("dossier", &tea.dossier)]).await;
        let page = recognise(&office, "3/QĐ-UBND", "22/11/2026", &[&honey.dossier]).await;
        assert!(page.contains("1/2026/GCN-OCOP-99"), "{page}");
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn two_stars_are_told_so_and_have_no_certificate() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 2, "scored", "province").await;
        let office = office(&house).await;
        office.does("/decisions/new/declining", &[("dossier", &honey.dossier)]).await;
        let notice = office.reads(&format!("/notices/{}", honey.dossier)).await;
        assert!(notice.contains("không có giấy chứng nhận"), "{notice}");
        let sent = [("number", "4/TB"), ("dated", "23/11/2026"), ("dossier", &*honey.dossier)];
        office.does("/decisions/new/notice", &sent).await;
        assert!(office.reads("/certificates").await.contains("Không có giấy chứng nhận nào"));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn the_same_decision_is_recorded_once() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 4, "scored", "province").await;
        let tea = scored(&house, "Trà sen", 3, "scored", "province").await;
        let office = office(&house).await;
        let form = |dossier| {
            [("key", "one"), ("number", "1/QĐ"), ("dated", "20/11/2026"), ("dossier", dossier)]
        };
        let first = office.does("/decisions/new/recognition", &form(&*honey.dossier)).await;
        let second = office.does("/decisions/new/recognition", &form(&*honey.dossier)).await;
        assert_eq!(first, second);
        let other = &form(&*tea.dossier)[1..];
        let answer = office.posts("/decisions/new/recognition", other).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("ngày 20/11/2026 đã được ghi"), "{}", answer.page);
        assert!(office.reads("/decisions/new/recognition").await.contains("Trà sen"));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn what_begins_on_29_february_ends_on_the_28th() {
    told(async |house| {
        house.clock.move_to(date(2028, 3, 1));
        let honey = scored(&house, "Mật ong", 4, "scored", "province").await;
        let office = office(&house).await;
        let page = recognise(&office, "1/QĐ-UBND", "29/02/2028", &[&honey.dossier]).await;
        let certificate = certificates(&page).remove(0);
        stands(&office, &certificate, date(2031, 2, 28), "Còn hiệu lực").await;
        stands(&office, &certificate, date(2031, 3, 1), "Hết hạn").await;
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn a_renewal_is_offered_only_in_its_window_and_later_by_a_document() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 4, "scored", "province").await;
        let desk = office(&house).await;
        let page = recognise(&desk, "1/QĐ-UBND", "05/08/2026", &[&honey.dossier]).await;
        let certificate = certificates(&page).remove(0);
        let post = Post {
            role: Role::Producer,
            unit: "99001.2025".parse().unwrap(),
            producer: Some(honey.producer.clone()),
        };
        let producer = Visitor::with_post(&house, post.clone()).await;
        let page = producer.reads("/my/certificates").await;
        assert!(page.contains("từ ngày 06/02/2029") && !page.contains("kind=renewal"), "{page}");
        let start = format!("/my/products/{}/dossiers", honey.product);
        let answer = producer.posts(&start, &[("kind", "renewal")]).await;
        assert!(answer.page.contains("06/02/2029"), "{}", answer.page);

        house.clock.move_to(date(2029, 2, 6));
        let producer = Visitor::with_post(&house, post.clone()).await;
        assert!(producer.reads("/my/certificates").await.contains("kind=renewal"));
        house.clock.move_to(date(2029, 4, 8));
        let producer = Visitor::with_post(&house, post).await;
        assert!(!producer.reads("/my/certificates").await.contains("kind=renewal"));

        let desk = office(&house).await;
        let form = [("number", "12/KH-UBND"), ("dated", "08/04/2029")];
        desk.does(&format!("{certificate}/extension"), &form).await;
        stands(&desk, &certificate, date(2029, 8, 6), "Được kéo dài hiệu lực").await;
        stands(&desk, &certificate, date(2030, 2, 2), "Hết hạn").await;
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn another_province_is_not_told_that_it_exists() {
    told(async |house| {
        let honey = scored(&house, "Mật ong", 4, "scored", "province").await;
        let desk = office(&house).await;
        let page = recognise(&desk, "1/QĐ-UBND", "20/11/2026", &[&honey.dossier]).await;
        let certificate = certificates(&page).remove(0);
        let tea = scored(&house, "Trà sen", 4, "scored", "province").await;
        let other = Visitor::in_role(&house, Role::Province, "20.2025").await;
        for address in [
            certificate.clone(),
            format!("{certificate}/revocation"),
            format!("/notices/{}", honey.dossier),
        ] {
            assert_eq!(other.opens(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        let form = [("number", "1/QĐ"), ("dated", "20/11/2026"), ("dossier", &*tea.dossier)];
        let answer = other.posts("/decisions/new/recognition", &form).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!other.reads("/certificates").await.contains("Mật ong"));
        let commune = Visitor::in_role(&house, Role::Commune, "99001.2025").await;
        assert!(commune.reads("/certificates").await.contains("Mật ong"));
        commune.reads(&certificate).await;
    })
    .await;
}
