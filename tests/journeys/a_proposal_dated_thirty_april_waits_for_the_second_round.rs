//! The province's half of the way: round, receipt, completion, advisers (Art. 5, 7.3).

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::house::House;
use ocop_rules::accounts::Role;
use ocop_rules::dossiers::DossierKind;

use crate::filed::{
    COMMUNE, checks, does, filed, filed_as, hidden, of_commune, of_province, proposes, sends,
};
use crate::told::{TODAY, Visitor, told};

/// A dossier that the commune has proposed with a letter of that day, at the end of April 2026.
async fn proposed(house: &House, dated: &str) -> String {
    let id = filed(house, COMMUNE, date(2026, 4, 20)).await;
    house.clock.move_to(date(2026, 5, 4));
    let officer = of_commune(house, COMMUNE).await;
    checks(&officer, &id).await;
    proposes(&officer, &id, dated).await;
    id
}

#[tokio::test]
async fn and_one_dated_a_day_earlier_does_not() {
    told(async |house| {
        let (early, late) =
            (proposed(&house, "29/4/2026").await, proposed(&house, "30/4/2026").await);
        let office = of_province(&house).await;
        for (id, round) in [(&early, "Đợt 1 năm 2026"), (&late, "Đợt 2 năm 2026")] {
            let page = office.reads(&format!("/dossiers/{id}")).await;
            assert!(page.contains(round), "{round}: {page}");
            does(&office, id, "reception", &[]).await;
            does(&office, id, "acceptance", &[]).await;
            let page = office.reads(&format!("/dossiers/{id}")).await;
            assert!(page.contains("Tỉnh đã tiếp nhận"));
        }
        let first = office.reads("/province?round=2026-1").await;
        assert!(first.contains(&early) && !first.contains(&late));
        let second = office.reads("/province?round=2026-2&stage=accepted").await;
        assert!(second.contains(&late) && !second.contains(&early));
        assert!(second.contains("PĐK-99-99001-2026"), "{second}");
    })
    .await;
}

#[tokio::test]
async fn unless_the_province_has_planned_a_round_that_closes_before() {
    told(async |house| {
        house.clock.move_to(date(2026, 4, 1));
        let office = of_province(&house).await;
        let page = office.reads("/rounds").await;
        let key = hidden(&page, "/rounds", "key");
        let mut form = vec![
            ("key", key.as_str()),
            ("year", "2026"),
            ("cut_off", "15/7/2026"),
            ("due", "15/7/2026"),
            ("plan", ""),
            ("plan_date", "1/4/2026"),
        ];
        let answer = office.posts("/rounds", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Hãy ghi số kế hoạch mở đợt này (Điều 5)."));
        form[4].1 = "85/KH-UBND";
        let answer = office.posts("/rounds", &form).await;
        assert!(answer.page.contains("phải sau hạn nhận đề nghị (Điều 5)."));
        form[3].1 = "15/8/2026";
        office.does("/rounds", &form).await;
        assert_eq!(office.does("/rounds", &form).await, "/rounds?year=2026", "sent twice");
        let page = office.reads("/rounds?year=2026").await;
        assert_eq!(page.matches("85/KH-UBND ngày 01/04/2026").count(), 1);

        let id = proposed(&house, "30/4/2026").await;
        let page = office.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("Đợt 3 năm 2026"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_province_asks_for_completion_once_and_by_a_day() {
    told(async |house| {
        let id = proposed(&house, "29/4/2026").await;
        let office = of_province(&house).await;
        let line = ("sentence-1", "Thiếu phiếu kiểm nghiệm định kỳ.");
        let answer = sends(&office, &id, "request", &[line, ("answer_by", "4/5/2026")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Hạn bổ sung phải sau hôm nay."));
        does(&office, &id, "request", &[line, ("answer_by", "14/5/2026")]).await;
        for visitor in [&office, &of_commune(&house, COMMUNE).await] {
            let page = visitor.reads(&format!("/dossiers/{id}")).await;
            assert!(page.contains("Thiếu phiếu kiểm nghiệm định kỳ."));
            assert!(page.contains("14/05/2026"));
        }
        let answer = sends(&office, &id, "acceptance", &[]).await;
        assert_ne!(answer.status, StatusCode::SEE_OTHER, "it waits for its completion");
    })
    .await;
}

#[tokio::test]
async fn the_advisers_report_and_the_dossier_waits_for_the_council() {
    told(async |house| {
        let id = proposed(&house, "29/4/2026").await;
        let office = of_province(&house).await;
        does(&office, &id, "acceptance", &[]).await;
        let answer =
            sends(&office, &id, "advice", &[("choice", "report"), ("dated", "4/5/2026")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Hãy ghi nội dung."));
        does(&office, &id, "advice", &[("choice", "hand-to-advisers"), ("dated", "4/5/2026")])
            .await;
        let report = [
            ("choice", "report"),
            ("dated", "4/5/2026"),
            ("words", "Đủ điều kiện trình Hội đồng."),
        ];
        does(&office, &id, "advice", &report).await;
        let page = office.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("Chờ Hội đồng") && page.contains("Đủ điều kiện trình Hội đồng."));
    })
    .await;
}

#[tokio::test]
async fn a_forged_dossier_is_rejected_by_its_ground_and_has_no_points() {
    told(async |house| {
        let id = proposed(&house, "29/4/2026").await;
        let office = of_province(&house).await;
        let words = [("dated", "4/5/2026"), ("words", "Giấy kiểm nghiệm bị sửa số liệu.")];
        let answer = sends(&office, &id, "rejection", &words).await;
        assert!(answer.page.contains("Hãy chọn căn cứ loại hồ sơ (Phụ lục II)."));
        let forged = [("choice", "forged"), words[0], words[1]];
        does(&office, &id, "rejection", &forged).await;
        let page = office.reads(&format!("/dossiers/{id}")).await;
        assert!(page.contains("Hồ sơ bị loại") && page.contains("Hồ sơ giả mạo"), "{page}");
        assert!(!page.contains("/rejection\""));
    })
    .await;
}

#[tokio::test]
async fn a_renewal_has_forty_five_days() {
    told(async |house| {
        let id = filed_as(&house, COMMUNE, TODAY, DossierKind::Renewal).await;
        let commune = of_commune(&house, COMMUNE).await;
        does(&commune, &id, "check", &[]).await;
        let mut parts = crate::filed::WHOLE.to_vec();
        parts.push(("parts", "updates"));
        does(&commune, &id, "composition", &parts).await;
        does(&commune, &id, "findings", &crate::filed::FOUND).await;
        proposes(&commune, &id, "23/11/2026").await;
        let office = of_province(&house).await;
        does(&office, &id, "acceptance", &[]).await;
        let page = office.reads("/province").await;
        // Forty-five days after 23 November 2026.
        assert!(page.contains("Hạn 07/01/2027"), "{page}");
        let advice = office.reads(&format!("/dossiers/{id}/advice")).await;
        assert!(advice.contains("Hội đồng cho ý kiến bằng văn bản"));
    })
    .await;
}

#[tokio::test]
async fn another_province_and_a_producer_are_told_nothing() {
    told(async |house| {
        let id = proposed(&house, "29/4/2026").await;
        let elsewhere = Visitor::in_role(&house, Role::Province, "20.2025").await;
        assert!(!elsewhere.reads("/province").await.contains(&id));
        for action in ["reception", "acceptance", "request", "advice", "rejection"] {
            let form = [("revision", "9"), ("key", "k")];
            let answer = elsewhere.posts(&format!("/dossiers/{id}/{action}"), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
        }
        let ministry = Visitor::in_role(&house, Role::Ministry, "vn").await;
        assert!(!ministry.reads("/ministry").await.contains(&id), "it has not been sent there");
    })
    .await;
}
