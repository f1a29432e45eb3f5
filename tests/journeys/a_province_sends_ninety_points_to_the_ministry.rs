//! Five stars: the province sends, the ministry has its list and hands back (Art. 5.2, 7.3.e, 7.4).

use axum::http::StatusCode;
use ocop::accounts::Login;
use ocop::dossiers::store;
use ocop::house::House;
use ocop_rules::accounts::{Post, Role};
use ocop_rules::dossiers::Step;
use ocop_rules::places::UnitId;
use serde_json::json;

use crate::filed::{COMMUNE, checks, does, filed, of_commune, of_province, proposes, sends};
use crate::told::{TODAY, Visitor, told};

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

        let letter = [("letter", "301/UBND-NN"), ("dated", "23/11/2026")];
        let early = sends(&office, &id, "sending", &letter).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.page.contains("hồ sơ đang ở trạng thái “Tỉnh đã tiếp nhận”"));

        let scored = [Step::HandToAdvisers, Step::Report, Step::Score, Step::ApproveResult];
        steps(&house, &id, &scored).await;
        does(&office, &id, "sending", &letter).await;

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
