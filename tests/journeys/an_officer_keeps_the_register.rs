//! Documents in and out: which carries out which, read from both ends.

use axum::http::StatusCode;
use ocop_rules::accounts::Role;

use crate::an_officer_keeps_a_ledger::{EVENT, nothing_against, of_rung_tram, of_tram_xanh, with};
use crate::kept::{Case, entered, refused};
use crate::told::{Visitor, told};

const ORDER: [(&str, &str); 7] = [
    ("direction", "in"),
    ("subject", "Tổ chức hội nghị sơ kết Đề án Chương trình OCOP"),
    ("kind", "letter"),
    ("number", "622/SNN-PTNT"),
    ("signed_on", "24/3/2023"),
    ("issuer", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("received_on", "27/3/2023"),
];

const PLAN: [(&str, &str); 7] = [
    ("direction", "out"),
    ("subject", "Kế hoạch tổ chức hội nghị sơ kết"),
    ("kind", "plan"),
    ("number", "142/KH-UBND"),
    ("signed_on", "17/4/2023"),
    ("issuer", "UBND xã"),
    ("carries_out", "622/SNN-PTNT"),
];

const YEARLY: [(&str, &str); 6] = [
    ("title", "Kế hoạch năm"),
    ("kind", "yearly-plan"),
    ("signed_on", "2/5/2023"),
    ("issuer", "UBND xã"),
    ("period", "2023"),
    ("document", "622/SNN-PTNT"),
];

#[tokio::test]
async fn in_a_form_and_from_a_list() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let order = officer.does("/ledgers/documents", &ORDER).await;
        // The order is found by its number though the plan is found by it too.
        for (at, number) in ["142/KH-UBND", "143/KH-UBND", "144/KH-UBND"].into_iter().enumerate() {
            let form = with(&PLAN, &[("number", number)]);
            let entry = officer.does("/ledgers/documents", &form).await;
            let page = officer.reads(&entry).await;
            assert!(page.contains(&format!("href=\"{order}\"")), "{at}: {page}");
        }
        let csv = officer.reads("/ledgers/documents/list.csv").await;
        assert!(csv.contains("Chương trình OCOP (622/SNN-PTNT)"), "{csv}");
        let page = officer.reads(&order).await;
        let title = "Sổ văn bản đến, đi: Thực hiện văn bản";
        assert!(page.contains(title) && page.contains("hội nghị sơ kết (144/KH-UBND)"), "{page}");
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn and_taken_in_again_from_its_own_list() {
    told(async |house| {
        let (_, page) = entered(&house, "documents", &ORDER).await;
        assert!(page.contains("622/SNN-PTNT") && page.contains("24/03/2023"), "{page}");
        let old = [
            ("direction", "in"),
            ("subject", "Nghị quyết của Huyện ủy về xây dựng nông thôn mới"),
            ("kind", "resolution"),
            ("issuer", "Huyện ủy"),
        ];
        let officer = of_tram_xanh(&house).await;
        let entry = officer.does("/ledgers/documents", &old).await;
        assert!(officer.reads(&entry).await.contains("Huyện ủy"));
        let register = officer.reads("/records").await;
        assert!(register.contains("href=\"/ledgers/documents\""), "{register}");
    })
    .await;
}

#[tokio::test]
async fn and_not_what_is_out_of_order() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let cases: [Case<'_>; 6] = [
            (&[("number", "622 của Sở")], "number", "“622 của Sở” không phải là số, ký hiệu"),
            (&[("number", ""), ("subject", "Nghị quyết")], "subject", "Văn bản không có số"),
            (&[("subject", "")], "subject", "Hãy ghi “Trích yếu”."),
            (&[("received_on", "23/3/2023")], "received_on", "Ngày đến đứng trước ngày văn bản."),
            (&[("direction", "out")], "received_on", "Văn bản đi không có ngày đến."),
            (&[("carries_out", "1/QĐ-UBND")], "carries_out", "Không tìm thấy “1/QĐ-UBND”"),
        ];
        for case in cases {
            refused(&officer, "documents", &ORDER, case).await;
        }
    })
    .await;
}

#[tokio::test]
async fn and_nothing_that_carries_out_what_came_after_it() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        officer.does("/ledgers/documents", &ORDER).await;
        let sentence = "Văn bản này ngày 23/03/2023, mà văn bản được dẫn ngày 24/03/2023: \
                        không văn bản nào thực hiện hay thay thế văn bản ra sau nó.";
        for column in ["carries_out", "replaces"] {
            let early = [("carries_out", ""), (column, "622/SNN-PTNT"), ("signed_on", "23/3/2023")];
            refused(&officer, "documents", &PLAN, (&early, column, sentence)).await;
            let same_day = with(&PLAN, &[("key", column), (column, "622/SNN-PTNT")]);
            let same_day = with(&same_day, &[("signed_on", "24/3/2023")]);
            officer.does("/ledgers/documents", &same_day).await;
        }
        let early: Case<'_> = (&[("signed_on", "23/3/2023")], "document", sentence);
        refused(&officer, "plans", &YEARLY, early).await;
        let words = "622/SNN-PTNT ngày 24/3/2023";
        let early = [("document", ""), ("signed_on", "23/3/2023"), ("carries_out", words)];
        refused(&officer, "plans", &YEARLY, (&early, "carries_out", sentence)).await;

        let list = "Đến hay đi,Trích yếu,Loại văn bản,Ngày văn bản,Cơ quan ban hành,Thực hiện văn bản\n\
                    Văn bản đi,Kế hoạch tổ chức hội nghị sơ kết,Kế hoạch,23/3/2023,UBND xã,622/SNN-PTNT\n";
        let file = ("file", "so.csv", list.as_bytes());
        let reading = officer.uploads("/ledgers/documents/readings", &[], file).await.location;
        assert!(ocop::chores::work(&house).await.unwrap());
        let page = officer.reads(&reading).await;
        let said = format!("Dòng 2, cột Thực hiện văn bản: {sentence}");
        assert!(page.contains(&said), "{page}");
    })
    .await;
}

#[tokio::test]
async fn whose_conference_says_what_ordered_it() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        officer.does("/ledgers/documents", &ORDER).await;
        let plan = officer.does("/ledgers/documents", &PLAN).await;
        let form = with(&EVENT, &[("document", "142/KH-UBND")]);
        let event = officer.does("/ledgers/events", &form).await;
        assert!(officer.reads(&event).await.contains(&format!("href=\"{plan}\"")));
        let page = officer.reads(&plan).await;
        assert!(page.contains(&format!("href=\"{event}\"")), "{page}");
        let document = "Kế hoạch tổ chức hội nghị sơ kết (142/KH-UBND)";
        let yearly = with(&YEARLY, &[("document", document)]);
        let yearly = officer.does("/ledgers/plans", &yearly).await;
        assert!(officer.reads(&plan).await.contains(&yearly));

        // Who sees the document from above sees what refers to it; who keeps another register has
        // none of it.
        let page = of_rung_tram(&house).await.reads(&plan).await;
        assert!(page.contains(&event) && page.contains(&yearly), "{page}");
        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        let answer = beside.posts("/ledgers/documents", &PLAN).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Không tìm thấy “622/SNN-PTNT”"), "{}", answer.page);
        nothing_against(&house).await;
    })
    .await;
}

#[tokio::test]
async fn with_its_scan_which_nobody_beside_takes() {
    told(async |house| {
        let officer = of_tram_xanh(&house).await;
        let order = officer.does("/ledgers/documents", &ORDER).await;
        let scans = format!("{order}/scans");
        let file = ("file", "622.pdf", b"%PDF-1.4\n".as_slice());
        let answer = officer.uploads(&scans, &[], file).await;
        assert_eq!(answer.location, order, "{}", answer.page);
        officer.uploads(&scans, &[], file).await;
        let page = officer.reads(&order).await;
        assert_eq!(page.matches(&format!("href=\"{scans}/")).count(), 1, "{page}");
        assert!(page.contains("Kèm theo tệp 622.pdf"), "{page}");
        let (_, after) = page.split_once(&format!("href=\"{scans}/")).unwrap();
        let scan = format!("{scans}/{}", after.split('"').next().unwrap());
        assert_eq!(officer.takes(&scan).await.status, StatusCode::OK);

        let answer = officer.uploads(&scans, &[], ("file", "622.exe", b"MZ")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Tệp “622.exe” không thuộc loại"), "{}", answer.page);
        let beside = Visitor::in_role(&house, Role::Commune, "99007.2025").await;
        assert_eq!(beside.takes(&scan).await.status, StatusCode::NOT_FOUND);
        assert_eq!(beside.uploads(&scans, &[], file).await.status, StatusCode::NOT_FOUND);
        nothing_against(&house).await;
    })
    .await;
}
