//! From results to the papers of a decision: submission, decision, certificates, notices.

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::demo::guide::Given;
use ocop::hall;
use ocop::house::House;
use ocop::machinery::new_id;
use ocop::records::{self, Stamp};
use ocop_documents::{Document, Format};
use ocop_rules::accounts::Role;

use crate::an_office_records_decisions::{Scored, certificates, recognise, scored};
use crate::printed::printed as text;
use crate::told::{Visitor, told};

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The office of the province.
pub(crate) async fn office(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, "99.2025").await
}

/// Lets these results come from one meeting of the province's council; answers its id.
pub(crate) async fn met(house: &House, products: &[&Scored]) -> String {
    let (council, meeting) = (new_id(), new_id());
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO councils (id, unit, name, decision, decided_on, quorum_parts, quorum_of,
             quorum_chair, spread, minima, experts_score, created_at)
         VALUES ($1, '99.2025', 'Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Rừng Tràm',
             '1/QĐ-UBND', '2026-01-05', 3, 4, 1, 10, 'average', 0, '2026-01-05T00:00:00Z')",
    )
    .bind(&council)
    .execute(&mut *tx)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO meetings (id, council, form, held_on, place, stage)
         VALUES ($1, $2, 'meeting', '2026-02-01', 'Phòng họp số 1', 'minuted')",
    )
    .bind(&meeting)
    .bind(&council)
    .execute(&mut *tx)
    .await
    .unwrap();
    for it in products {
        sqlx::query("UPDATE results SET meeting = $1 WHERE dossier = $2")
            .bind(&meeting)
            .bind(&it.dossier)
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    meeting
}

/// The draft of a kind about a thing, as it stands today.
pub(crate) async fn draft(house: &House, kind: &str, id: &str) -> Document {
    let mut tx = house.db.read().await.unwrap();
    let kind = hall::DOCUMENTS.find(kind).unwrap();
    let stamp = Stamp::draft(house.clock.today());
    records::draft(house, &mut tx, kind, id, &stamp).await.unwrap().document
}

/// What a draft says; ids of products, which are chance, are left out.
pub(crate) async fn says(house: &House, kind: &str, id: &str) -> String {
    let said = text(&draft(house, kind, id).await);
    let (mut kept, mut rest) = (String::new(), said.as_str());
    while let Some((before, after)) = rest.split_once("/registry/") {
        kept += before;
        kept += "/registry/…";
        rest = after.get(32..).unwrap_or_default();
    }
    kept + rest
}

/// The draft as the office takes it, in each format.
pub(crate) async fn is_given(office: &Visitor, kind: &str, id: &str, formats: &[Format]) {
    for format in formats {
        let ending = format.extension();
        let given = office.takes(&format!("/documents/{kind}/{id}/draft.{ending}")).await;
        assert_eq!(given.status, StatusCode::OK, "{kind}.{ending}");
        is_of(&given, *format);
    }
}

fn is_of(given: &Given, format: Format) {
    assert_eq!(given.header("content-type"), format.media_type());
    let begins: &[u8] = if format == Format::Pdf { b"%PDF" } else { b"PK" };
    assert!(given.bytes.starts_with(begins));
}

/// The id of a decision, from the address of its page.
fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// The decision that a page of certificates was read from.
pub(crate) async fn decision_of(house: &House, number: &str) -> String {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT id FROM decisions WHERE number = $1";
    sqlx::query_scalar(query).bind(number).fetch_one(&mut *tx).await.unwrap()
}

/// Four products of one meeting: four, three, two and five stars.
async fn heard(house: &House) -> ([Scored; 4], String) {
    let products = [
        scored(house, "Mật ong hoa tràm", 4, "scored", "province").await,
        scored(house, "Đường thốt nốt", 3, "scored", "province").await,
        scored(house, "Khô cá sặc", 2, "scored", "province").await,
        scored(house, "Trà sen #import \"x\"", 5, "scored", "province").await,
    ];
    let meeting = met(house, &products.each_ref()).await;
    (products, meeting)
}

#[tokio::test]
async fn a_submission_and_a_draft_are_there_before_anything_is_decided() {
    told(async |house| {
        let (products, meeting) = heard(&house).await;
        let office = office(&house).await;
        let page = office.reads("/decisions/new/recognition").await;
        let address = format!("/documents/submission/{meeting}");
        assert!(page.contains(&format!("{address}/draft.docx")) && page.contains("Tờ trình"));
        is_given(&office, "submission", &meeting, &[Format::Pdf, Format::Docx]).await;
        insta::assert_snapshot!("submission", says(&house, "submission", &meeting).await);

        let form = [("dossier", &*products[0].dossier), ("dossier", &*products[1].dossier)];
        for (name, media_type) in [("decision.pdf", "application/pdf"), ("decision.docx", WORD)] {
            let given = office.asks(&format!("/decisions/new/recognition/{name}"), &form).await;
            assert_eq!((given.status, given.header("content-type")), (StatusCode::OK, media_type));
            assert_eq!(given.header("cache-control"), "no-store");
        }
        let given = office.asks("/decisions/new/recognition/submission.pdf", &form).await;
        is_of(&given, Format::Pdf);
        let form = [("dossier", &*products[3].dossier)];
        let given = office.asks("/decisions/new/approval/decision.pdf", &form).await;
        is_of(&given, Format::Pdf);
        let nothing = office.posts("/decisions/new/recognition/decision.pdf", &[]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.page.contains("Hãy chọn ít nhất một sản phẩm."));
        let other = office.posts("/decisions/new/recognition/other.pdf", &form).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);

        let record = office.does(&address, &[("key", "tờ trình"), ("dated", "20/11/2026")]).await;
        assert!(office.reads(&record).await.contains("01/TTr-VPĐP"));
        assert!(office.reads("/decisions/new/recognition").await.contains(&record));
        assert!(office.reads("/decisions").await.contains("Chưa ghi quyết định nào."));
    })
    .await;
}

#[tokio::test]
async fn a_recognition_names_who_decides_on_what_and_lists_the_products() {
    told(async |house| {
        let (products, meeting) = heard(&house).await;
        let office = office(&house).await;
        let submitted = [("key", "tờ trình"), ("dated", "19/11/2026")];
        office.does(&format!("/documents/submission/{meeting}"), &submitted).await;
        let chosen = [&*products[0].dossier, &*products[1].dossier];
        let page = recognise(&office, "12/QĐ-UBND", "20/11/2026", &chosen).await;
        let decision = decision_of(&house, "12/QĐ-UBND").await;
        let address = format!("/documents/recognition-decision/{decision}");
        assert!(page.contains(&address) && page.contains("/documents/certificates/"), "{page}");
        assert!(!page.contains("revocation-decision"), "{page}");
        is_given(&office, "recognition-decision", &decision, &[Format::Pdf, Format::Docx]).await;
        let said = says(&house, "recognition-decision", &decision).await;
        insta::assert_snapshot!("recognition-decision", said);

        let record = office.does(&address, &[("key", "quyết định")]).await;
        let page = office.reads(&record).await;
        assert!(page.contains("12/QĐ-UBND") && page.contains("20/11/2026"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn an_approval_an_extension_and_a_revocation_have_their_decisions() {
    told(async |house| {
        let (products, _) = heard(&house).await;
        let desk = office(&house).await;
        let form =
            [("number", "3/QĐ-UBND"), ("dated", "21/11/2026"), ("dossier", &*products[3].dossier)];
        let approval = desk.does("/decisions/new/approval", &form).await;
        let approval = last(&approval);
        is_given(&desk, "approval-decision", approval, &[Format::Pdf, Format::Docx]).await;
        insta::assert_snapshot!(
            "approval-decision",
            says(&house, "approval-decision", approval).await
        );

        let chosen = [&*products[0].dossier, &*products[1].dossier];
        let page = recognise(&desk, "4/QĐ-UBND", "20/11/2026", &chosen).await;
        let [honey, sugar] = &certificates(&page)[..2] else { panic!("{page}") };
        let form = [
            ("number", "9/QĐ-UBND"),
            ("dated", "23/11/2026"),
            ("ground", "đ"),
            ("concluded_on", "21/11/2026"),
            ("reason", "Chủ thể ngừng sản xuất từ tháng 10 năm 2026."),
            ("signatory", "Trần Thị Ký Thay"),
        ];
        desk.does(&format!("{honey}/revocation"), &form).await;
        let revocation = decision_of(&house, "9/QĐ-UBND").await;
        is_given(&desk, "revocation-decision", &revocation, &[Format::Pdf, Format::Docx]).await;
        insta::assert_snapshot!(
            "revocation-decision",
            says(&house, "revocation-decision", &revocation).await
        );
        // A certificate that was revoked is no longer printed.
        let page = desk.reads(honey).await;
        assert!(!page.contains("/documents/certificate/"), "{page}");

        house.clock.move_to(date(2029, 8, 1));
        let desk = office(&house).await;
        let form =
            [("number", "77/QĐ-UBND"), ("dated", "01/08/2029"), ("reason", "Hội đồng chưa họp")];
        desk.does(&format!("{sugar}/extension"), &form).await;
        let extension = decision_of(&house, "77/QĐ-UBND").await;
        is_given(&desk, "extension-decision", &extension, &[Format::Pdf, Format::Docx]).await;
        insta::assert_snapshot!(
            "extension-decision",
            says(&house, "extension-decision", &extension).await
        );
    })
    .await;
}
