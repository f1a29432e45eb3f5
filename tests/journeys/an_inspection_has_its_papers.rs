//! A visit has its minutes, and the letter that asks for a remedy (Art. 9; Decree 30/2020).

use axum::http::StatusCode;
use ocop::demo;
use ocop::house::House;
use ocop::machinery::Failure;
use ocop::records::{self, Draft, Stamp};
use ocop_rules::accounts::Role;

use crate::an_office_records_decisions::{office, recognise, scored};
use crate::printed::printed;
use crate::told::{TODAY, Visitor, told};

const MINUTES: &str = "visit-minutes";
const LETTER: &str = "remedy-request";

async fn drafted(house: &House, kind: &str, visit: &str) -> Result<Draft, Failure> {
    let kind = ocop::hall::DOCUMENTS.find(kind).unwrap();
    let id = visit.rsplit('/').next().unwrap();
    let mut tx = house.db.read().await.unwrap();
    records::draft(house, &mut tx, kind, id, &Stamp::draft(TODAY)).await
}

/// Opens each draft of a visit, which begins as its format does.
async fn opens(officer: &Visitor, kind: &str, visit: &str) {
    let id = visit.rsplit('/').next().unwrap();
    for (format, start) in [("pdf", "%PDF"), ("docx", "PK")] {
        let bytes = officer.takes(&format!("/documents/{kind}/{id}/draft.{format}")).await;
        assert_eq!(bytes.status, StatusCode::OK);
        assert!(bytes.bytes.starts_with(start.as_bytes()), "{kind}.{format}");
    }
}

#[tokio::test]
async fn as_they_are_in_the_demo() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        let mut tx = house.db.read().await.unwrap();
        let query = "SELECT id FROM visits ORDER BY visited_on";
        let visits: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap();
        drop(tx);
        for (at, visit) in visits.iter().enumerate() {
            for kind in [MINUTES, LETTER] {
                let draft = drafted(&house, kind, visit).await.unwrap();
                insta::assert_snapshot!(format!("{kind}-{at}"), printed(&draft.document));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn of_the_least_that_a_visit_says_and_of_the_most() {
    told(async |house| {
        let honey = scored(&house, "Mật ong hoa tràm", 4, "scored", "province").await;
        let desk = office(&house).await;
        recognise(&desk, "1/QĐ-UBND", "10/03/2026", &[&honey.dossier]).await;
        let commune = Visitor::in_role(&house, Role::Commune, "99001.2025").await;
        let visits = format!("/inspections/products/{}/visits", honey.product);
        let least =
            [("key", "1"), ("visited_on", "12/10/2026"), ("kind", "ad-hoc"), ("bodies", "UBND xã")];
        let visit = commune.does(&visits, &least).await;
        let page = commune.reads(&visit).await;
        assert!(page.contains("Biên bản kiểm tra sản phẩm OCOP"), "{page}");
        // Nothing must be put right, so no letter asks for it.
        assert!(!page.contains("Công văn yêu cầu khắc phục"), "{page}");
        assert!(matches!(drafted(&house, LETTER, &visit).await, Err(Failure::Refused(_))));
        opens(&commune, MINUTES, &visit).await;
        let draft = drafted(&house, MINUTES, &visit).await.unwrap();
        assert_eq!(draft.unit.as_str(), "99001.2025");
        insta::assert_snapshot!("least", printed(&draft.document));
        // It stands in the register of the office that made the visit.
        let above = desk.reads(&visit).await;
        assert!(above.contains("draft.docx") && !above.contains(">Ban hành<"), "{above}");

        let long = "Liên hiệp hợp tác xã nông nghiệp ".repeat(6);
        let bodies = vec!["Chi cục Quản lý chất lượng"; 15].join("; ");
        let most = [
            ("key", "2"),
            ("visited_on", "13/10/2026"),
            ("kind", "follow-up"),
            ("bodies", bodies.as_str()),
            ("minutes", "05/BB-ĐKT"),
            ("represented", "Nguyễn Thị Một Cái Tên Rất Dài Để Xem Nó Xuống Dòng"),
            ("mark", "no-right"),
            ("papers", "missing"),
            ("note", &long),
            ("conclusion", "Câu một.\nCâu hai."),
        ];
        let visit = desk.does(&visits, &most).await;
        let findings =
            [("revision", "0"), ("others", "kept"), ("f.1.1", "below"), ("n.1.1", &long)];
        desk.does(&format!("{visit}/findings"), &findings).await;
        for at in 0..40 {
            let key = format!("vi phạm {at}");
            let breach = [
                ("key", key.as_str()),
                ("kind", "mark-misused"),
                ("what", &long),
                ("concluded_on", "14/10/2026"),
                ("remedy", if at == 0 { "" } else { &long }),
                ("due_on", if at == 0 { "" } else { "14/12/2026" }),
            ];
            desk.does(&format!("{visit}/breaches"), &breach).await;
        }
        for kind in [MINUTES, LETTER] {
            opens(&desk, kind, &visit).await;
            let text = printed(&drafted(&house, kind, &visit).await.unwrap().document);
            let rows = if kind == MINUTES { 40 } else { 39 };
            assert!(rows * 6 < text.matches("Liên hiệp hợp tác xã").count(), "{text}");
            assert!(text.contains(&format!("| {rows} | ")), "{text}");
        }

        // The ledger leads to the page of the visit, and back.
        let id = visit.rsplit('/').next().unwrap();
        let ledger = format!("/ledgers/visits/{id}");
        assert!(desk.reads(&ledger).await.contains(&format!("href=\"{visit}\"")));
        assert!(desk.reads(&visit).await.contains(&format!("href=\"{ledger}\"")));
        let stranger = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let paper = format!("/documents/{MINUTES}/{id}/draft.pdf");
        assert_eq!(stranger.opens(&paper).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn which_are_issued_by_the_office_that_came() {
    told(async |house| {
        let honey = scored(&house, "Mật ong hoa tràm", 4, "scored", "province").await;
        let desk = office(&house).await;
        recognise(&desk, "1/QĐ-UBND", "10/03/2026", &[&honey.dossier]).await;
        let visits = format!("/inspections/products/{}/visits", honey.product);
        let visit = [
            ("key", "1"),
            ("visited_on", "12/10/2026"),
            ("kind", "planned"),
            ("bodies", "Văn phòng điều phối; Sở Y tế"),
            ("minutes", "05/BB-ĐKT"),
        ];
        let visit = desk.does(&visits, &visit).await;
        let breach = [
            ("key", "2"),
            ("kind", "mark-misused"),
            ("what", "Dán tem OCOP lên mật ong pha."),
            ("concluded_on", "14/10/2026"),
            ("remedy", "Gỡ tem."),
            ("due_on", "14/12/2026"),
        ];
        let breach = desk.does(&format!("{visit}/breaches"), &breach).await;
        let id = visit.rsplit('/').next().unwrap();
        let mut issued = Vec::new();
        for kind in [MINUTES, LETTER] {
            let form = desk.reads(&format!("/documents/{kind}/{id}")).await;
            assert!(form.contains("Ban hành"), "{form}");
            let fields = [("dated", "23/11/2026")];
            issued.push(desk.does(&format!("/documents/{kind}/{id}"), &fields).await);
        }
        let page = desk.reads(&visit).await;
        assert!(issued.iter().all(|it| page.contains(&format!("href=\"{it}\""))), "{page}");
        // What is put right is asked for no more; what was issued stays.
        let done = [("revision", "0"), ("done_on", "20/11/2026"), ("how", "Đã gỡ tem.")];
        desk.does(&format!("{breach}/remedy"), &done).await;
        assert!(matches!(drafted(&house, LETTER, &visit).await, Err(Failure::Refused(_))));
        assert!(desk.reads(&visit).await.contains(&issued[1]));
    })
    .await;
}
