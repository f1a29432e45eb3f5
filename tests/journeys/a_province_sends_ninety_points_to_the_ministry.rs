//! Five stars: the province sends, the ministry has its list, asks for completion and hands back
//! (Art. 5.2, 7.3.e, 7.4).

use axum::http::StatusCode;
use ocop::accounts::Login;
use ocop::dossiers::store;
use ocop::house::House;
use ocop_rules::accounts::{Post, Role};
use ocop_rules::dossiers::Step;
use ocop_rules::places::UnitId;
use serde_json::json;

use crate::filed::{
    COMMUNE, checks, does, filed, hidden, of_commune, of_province, proposes, sends,
};
use crate::sitting::Sitting;
use crate::told::{TODAY, Visitor, told};

const SENDING: &str = "/decisions/new/proposal";

/// What councils do is another journey: here their steps are only taken.
async fn steps(house: &House, id: &str, steps: &[Step]) {
    let mut tx = house.db.begin().await.unwrap();
    let post = Post { role: Role::Province, unit: UnitId::country(), producer: None };
    let login =
        Login { person: "<thử>".to_owned(), name: String::new(), post, posts: Vec::new() };
    for &step in steps {
        let dossier = store::by_id(&mut tx, id).await.unwrap();
        let now = house.clock.now();
        store::move_on(&mut tx, dossier, step, &login, json!({}), now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn and_below_ninety_at_the_centre_it_comes_back() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let commune = of_commune(&house, COMMUNE).await;
        checks(&commune, &id).await;
        proposes(&commune, &id, "23/11/2026").await;
        let office = of_province(&house).await;
        does(&office, &id, "acceptance", &[]).await;

        let letter = [("number", "301/UBND-NN"), ("dated", "23/11/2026"), ("dossier", &*id)];
        let early = office.posts(SENDING, &letter).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.page.contains("không chờ việc này"), "{}", early.page);

        let scored = [Step::HandToAdvisers, Step::Report, Step::Score, Step::ApproveResult];
        steps(&house, &id, &scored).await;
        let page = office.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains(&format!("href=\"{SENDING}?dossier={id}\"")), "{page}");
        let form = office.reads(&format!("{SENDING}?dossier={id}")).await;
        assert!(form.contains("Đợt 2 năm 2026 của Trung ương") && form.contains(" checked"));
        let before = [("number", "301/UBND-NN"), ("dated", "22/11/2026"), ("dossier", &*id)];
        let refused = office.posts(SENDING, &before).await;
        assert!(refused.page.contains("trước ngày tiếp nhận hồ sơ"), "{}", refused.page);
        office.does(SENDING, &letter).await;
        assert!(office.reads(&format!("/dossiers/{id}")).await.contains("301/UBND-NN"));

        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        let list = ministry.reads("/ministry?round=2026-2").await;
        assert!(list.contains(&id), "the centre's second round closes on 30 January: {list}");
        assert!(!ministry.reads("/ministry?round=2026-1").await.contains(&id));

        steps(&house, &id, &[Step::ScoreCentrally]).await;
        let back = [("letter", "77/BNNMT"), ("dated", "23/11/2026"), ("words", "88 điểm.")];
        let refused = sends(&ministry, &id, "handing-back", &back[..2]).await;
        assert!(refused.page.contains("Hãy ghi nội dung."));
        does(&ministry, &id, "handing-back", &back).await;
        let page = office.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("Bộ chuyển lại tỉnh") && page.contains("88 điểm."), "{page}");
    })
    .await;
}

/// A dossier that the ministry has: proposed today, scored by the province, sent.
async fn at_the_ministry(house: &House) -> (String, Visitor) {
    let id = filed(house, COMMUNE, TODAY).await;
    let commune = of_commune(house, COMMUNE).await;
    checks(&commune, &id).await;
    proposes(&commune, &id, "23/11/2026").await;
    let office = of_province(house).await;
    does(&office, &id, "acceptance", &[]).await;
    let scored = [Step::HandToAdvisers, Step::Report, Step::Score, Step::ApproveResult];
    steps(house, &id, &scored).await;
    let letter = [("number", "301/UBND-NN"), ("dated", "23/11/2026"), ("dossier", &*id)];
    office.does(SENDING, &letter).await;
    (id, office)
}

async fn producer_of(house: &House, id: &str) -> Visitor {
    let mut tx = house.db.read().await.unwrap();
    let dossier = store::by_id(&mut tx, id).await.unwrap();
    drop(tx);
    let (role, unit) = (Role::Producer, dossier.commune);
    Visitor::with_post(house, Post { role, unit, producer: Some(dossier.producer) }).await
}

const WANTED: [(&str, &str); 3] = [
    ("part-1", "evidence"),
    ("sentence-1", "Bổ sung phiếu kiểm nghiệm năm 2026."),
    ("answer_by", "10/12/2026"),
];

#[tokio::test]
async fn what_the_ministry_asks_for_the_producer_completes() {
    told(async |house| {
        let (id, office) = at_the_ministry(&house).await;
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        let early = [("sentence-1", "Thiếu phiếu."), ("answer_by", "23/11/2026")];
        let refused = sends(&ministry, &id, "request", &early).await;
        assert!(refused.page.contains("Hạn bổ sung phải sau hôm nay."), "{}", refused.page);
        does(&ministry, &id, "request", &WANTED).await;

        let producer = producer_of(&house, &id).await;
        for reader in [&producer, &office, &ministry] {
            let page = reader.reads(&format!("/dossiers/{id}")).await;
            assert!(page.contains("Bộ yêu cầu bổ sung"), "{page}");
            assert!(page.contains("phiếu kiểm nghiệm năm 2026"), "{page}");
            assert!(page.contains("Bộ yêu cầu hoàn thiện") && page.contains("Điều 7.4.a"));
        }
        let again = sends(&ministry, &id, "request", &WANTED).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

        let page = producer.reads(&format!("/dossiers/{id}")).await;
        let address = format!("/dossiers/{id}/completion");
        let revision = hidden(&page, &address, "revision");
        producer.does(&address, &[("revision", &revision)]).await;
        let page = ministry.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("Đã hoàn thiện theo yêu cầu của Bộ"), "{page}");
        assert!(!page.contains("Bộ yêu cầu bổ sung"), "the request has its answer: {page}");
        assert!(page.contains("Đã gửi Bộ"));
    })
    .await;
}

#[tokio::test]
async fn or_the_province_answers_with_its_letter() {
    told(async |house| {
        let (id, office) = at_the_ministry(&house).await;
        let answer =
            [("letter", "320/UBND-NN"), ("dated", "23/11/2026"), ("words", "Gửi kèm phiếu.")];
        let early = sends(&office, &id, "answer", &answer).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing was asked");
        assert_eq!(sends(&office, &id, "request", &WANTED).await.status, 422, "not the province's");

        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        does(&ministry, &id, "request", &WANTED).await;
        let stranger = Visitor::in_role(&house, Role::Province, "20.2025").await;
        for other in [&stranger, &ministry, &of_commune(&house, COMMUNE).await] {
            let answer = other.posts(&format!("/dossiers/{id}/answer"), &answer).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
        does(&office, &id, "answer", &answer).await;
        let page = ministry.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("320/UBND-NN") && page.contains("Gửi kèm phiếu."), "{page}");
        steps(&house, &id, &[Step::ScoreCentrally]).await;
    })
    .await;
}

#[tokio::test]
async fn nor_is_anything_asked_of_what_lies_before_the_council() {
    told(async |house| {
        let it = Sitting::of(&house, Role::Ministry, &[], "first").await;
        let asked = sends(&it.office, &it.dossier, "request", &WANTED).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.page);
        assert!(asked.page.contains("đã được đưa vào một phiên họp"), "{}", asked.page);
    })
    .await;
}
