//! A report that was frozen: it says what it said, shows what changed since, and is issued.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _};
use ocop::house::House;
use ocop::records::store;

use crate::an_office_writes_a_report::{REPORT, is_sound};
use crate::an_officer_keeps_a_ledger::{of_rung_tram, of_tram_xanh, with};
use crate::fixture::{Fact, recognised, revoke};
use crate::printed::printed;
use crate::the_five_places_answer::text_of;
use crate::told::{Visitor, told};

const TASK: [(&str, &str); 4] =
    [("key", "một"), ("what", "Nâng hạng mật ong"), ("field", "dossier"), ("period", "2026")];

const BUDGET: [(&str, &str); 6] = [
    ("key", "hai"),
    ("what", "Kinh phí thực hiện Chương trình"),
    ("period", "2026"),
    ("phase", "spent"),
    ("funding", "mixed"),
    ("amount", "25 triệu"),
];

/// A report of the province with two products, a task and a budget, frozen: its address, and the
/// product that may be revoked.
async fn frozen(house: &House, officer: &Visitor) -> (String, String) {
    let honey = recognised(house, Fact::default()).await;
    recognised(house, Fact { name: "Trà hoa tràm", stars: 3, ..Fact::default() }).await;
    officer.does("/ledgers/tasks", &TASK).await;
    officer.does("/ledgers/budgets", &BUDGET).await;
    let report = officer.does("/reports", &with(&REPORT, &[("unit", "99.2025")])).await;
    officer.does(&format!("{report}/freezing"), &[("revision", "0")]).await;
    (report, honey)
}

#[tokio::test]
async fn and_it_stays_while_the_records_change() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, honey) = frozen(&house, &officer).await;
        let page = officer.reads(&report).await;
        assert!(text_of(&page).contains("có 2 sản phẩm OCOP còn hiệu lực"), "{page}");
        let differences = officer.reads(&format!("{report}/differences")).await;
        assert!(differences.contains("vẫn như khi chốt"), "{differences}");

        revoke(&house, &honey, "2026-11-20").await;
        recognised(&house, Fact { name: "Gạo nếp tràm", ..Fact::default() }).await;
        recognised(&house, Fact { name: "Cá lóc khô", stars: 3, ..Fact::default() }).await;
        let list = officer.reads("/ledgers/tasks").await;
        let task = list.split("href=\"").find(|it| it.starts_with("/ledgers/tasks/0"));
        let task = task.unwrap().split('"').next().unwrap();
        let closed = with(&TASK, &[("revision", "0"), ("closed_on", "20/11/2026")]);
        officer.does(task, &closed).await;
        officer.does("/ledgers/budgets", &with(&BUDGET, &[("key", "ba")])).await;

        assert_eq!(officer.reads(&report).await, page);
        let text = text_of(&officer.reads(&format!("{report}/differences")).await);
        for words in [
            "Sản phẩm còn hiệu lực 2 3 Cá lóc khô Gạo nếp tràm Mật ong hoa tràm",
            "Sản phẩm 4 sao còn hiệu lực 1 1 Gạo nếp tràm Mật ong hoa tràm",
            "Kinh phí đã thực hiện 25 triệu đồng 50 triệu đồng",
            "Nhiệm vụ, giải pháp 1 0 — Nâng hạng mật ong (Ngày hoàn thành: 20/11/2026)",
            "Chủ thể có sản phẩm còn hiệu lực 2 3 HTX Mật ong Rừng Tràm HTX Mật ong Rừng Tràm",
            "con số nay đã khác",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        is_sound(&house).await;
    })
    .await;
}

/// The address of the only entry of a ledger.
async fn only(officer: &Visitor, ledger: &str) -> String {
    let list = officer.reads(&format!("/ledgers/{ledger}")).await;
    let begins = format!("/ledgers/{ledger}/0");
    let entry = list.split("href=\"").find(|it| it.starts_with(&begins));
    entry.unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn and_what_left_it_is_set_aside_or_moved_or_gone() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, _) = frozen(&house, &officer).await;
        let (task, budget) = (only(&officer, "tasks").await, only(&officer, "budgets").await);
        let aside = [("revision", "0"), ("reason", "Ghi hai lần")];
        officer.does(&format!("{task}/setting-aside"), &aside).await;
        officer.does(&budget, &with(&BUDGET, &[("revision", "0"), ("period", "2025")])).await;
        let differences = format!("{report}/differences");
        let page = officer.reads(&differences).await;
        let text = text_of(&page);
        for words in [
            "Nâng hạng mật ong (đã bỏ ra khỏi sổ “Nhiệm vụ, giải pháp” 23/11/2026: Ghi hai lần)",
            "Kinh phí thực hiện Chương trình (nay ghi từ 01/01/2025 đến 31/12/2025, ngoài kỳ báo cáo)",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("không còn thấy"), "{text}");
        for entry in [&task, &budget] {
            assert!(page.contains(&format!("href=\"{entry}\"")), "{page}");
        }
        assert!(officer.reads(&task).await.contains("/taking-back"));
        let english = text_of(&officer.in_english().reads(&differences).await);
        assert!(english.contains("set aside from the ledger"), "{english}");

        officer.does(&budget, &with(&BUDGET, &[("revision", "1"), ("phase", "planned")])).await;
        let mut tx = house.db.begin().await.unwrap();
        sqlx::query("DELETE FROM tasks").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let text = text_of(&officer.reads(&differences).await);
        let other = "Kinh phí thực hiện Chương trình (nay ghi khác, không còn thuộc số này)";
        for words in ["Nhiệm vụ, giải pháp 1 0 — không còn thấy", other] {
            assert!(text.contains(words), "{words}: {text}");
        }
    })
    .await;
}

#[tokio::test]
async fn and_what_another_commune_keeps_now_is_said_to_be_there() {
    told(async |house| {
        let province = of_rung_tram(&house).await;
        let task = with(&TASK, &[("unit", "99001.2025")]);
        province.does("/ledgers/tasks", &task).await;
        let commune = of_tram_xanh(&house).await;
        let report = commune.does("/reports", &REPORT).await;
        commune.does(&format!("{report}/freezing"), &[("revision", "0")]).await;
        let moved = with(&task, &[("revision", "0"), ("unit", "99007.2025")]);
        province.does(&only(&province, "tasks").await, &moved).await;
        let text = text_of(&commune.reads(&format!("{report}/differences")).await);
        assert!(text.contains("Nhiệm vụ, giải pháp 1 0 — nay ghi ở xã Suối Mơ"), "{text}");
        assert!(!text.contains("Nâng hạng mật ong"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn and_it_is_edited_no_more() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, _) = frozen(&house, &officer).await;
        assert!(!officer.reads(&report).await.contains("/passages/"));
        let passage = format!("{report}/passages/results.certified");
        assert_eq!(officer.opens(&passage).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let typed = [("text", "Có {certified} sản phẩm."), ("revision", "1")];
        let back = [("to", "outline"), ("revision", "1")];
        for (at, form) in [(&passage, &typed[..]), (&passage, &back[..])] {
            let answer = officer.posts(at, form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.page.contains("đã chốt số liệu, không sửa được nữa"));
        }
        let answer = officer.posts(&format!("{report}/freezing"), &[("revision", "1")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Whoever read it before somebody else changed it does not freeze what they did not read.
        let open = [("unit", "99.2025"), ("key", "khóa 2")];
        let report = officer.does("/reports", &with(&REPORT, &open)).await;
        officer.does(&format!("{report}/passages/results.certified"), &[("revision", "0")]).await;
        let answer = officer.posts(&format!("{report}/freezing"), &[("revision", "0")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let unfrozen = officer.opens(&format!("{report}/differences")).await;
        assert_eq!(unfrozen.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn and_it_is_issued_with_the_numbers_that_were_frozen() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, honey) = frozen(&house, &officer).await;
        revoke(&house, &honey, "2026-11-20").await;
        let id = report.trim_start_matches("/reports/");
        let form = format!("/documents/programme-report/{id}");
        assert!(officer.reads(&report).await.contains(&form));
        assert!(officer.reads(&format!("{form}/draft.pdf")).await.starts_with("%PDF"));
        assert!(officer.reads(&format!("{form}/draft.docx")).await.starts_with("PK"));
        let issuing = [("key", "a"), ("dated", "23/11/2026"), ("signer", "0")];
        let record = officer.does(&form, &issuing).await;
        assert!(officer.reads(&record).await.contains("01/BC-"));
        for ending in ["pdf", "docx"] {
            let file = officer.takes(&format!("{record}/programme-report.{ending}")).await;
            assert_eq!(file.status, StatusCode::OK, "{ending}");
        }
        let mut tx = house.db.read().await.unwrap();
        let kept = store::content(&mut tx, record.rsplit('/').next().unwrap()).await.unwrap();
        let text = printed(&kept);
        for words in [
            "có 2 sản phẩm OCOP còn hiệu lực, gồm 1 sản phẩm 4 sao, 1 sản phẩm 3 sao.",
            "Tổng kinh phí đã thực hiện: 25 triệu đồng.",
            "số liệu tính đến ngày 23/11/2026",
            "Căn cứ Quyết định số 148/QĐ-TTg ngày 24 tháng 02 năm 2023",
            "được sửa đổi, bổ sung bởi Quyết định số 1489/QĐ-TTg ngày 06 tháng 7 năm 2025",
            "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026",
            "Ủy ban nhân dân tỉnh Rừng Tràm báo cáo kết quả",
            "Danh mục sản phẩm còn hiệu lực: chi tiết tại Phụ lục kèm theo.",
            "(Kèm theo Báo cáo số 01/BC-UBND ngày 23 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh Rừng Tràm)",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        drop(tx);

        // Before it is frozen there is nothing to issue.
        let open = [("unit", "99.2025"), ("key", "khóa 2")];
        let report = officer.does("/reports", &with(&REPORT, &open)).await;
        let form = report.replace("/reports/", "/documents/programme-report/");
        for at in [form.clone(), format!("{form}/draft.pdf")] {
            assert_eq!(officer.opens(&at).await.status, StatusCode::NOT_FOUND, "{at}");
        }
    })
    .await;
}

#[tokio::test]
async fn and_its_tables_are_a_workbook_of_numbers() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, _) = frozen(&house, &officer).await;
        let file = officer.takes(&format!("{report}/annex.xlsx")).await;
        assert_eq!(file.status, StatusCode::OK);
        let mut book: calamine::Xlsx<_> =
            calamine::open_workbook_from_rs(Cursor::new(file.bytes.clone())).unwrap();
        let names = book.sheet_names();
        assert_eq!(names[0], "Báo cáo");
        let stars = names.iter().find(|it| it.contains("Sản phẩm theo hạng sao")).unwrap().clone();
        let sheet = book.worksheet_range(&stars).unwrap();
        let last: Vec<Data> = sheet.rows().next_back().unwrap().to_vec();
        assert_eq!(last[0], Data::String("Tất cả".to_owned()));
        assert_eq!(last[1..], [0.0, 2.0, 2.0].map(Data::Float));
    })
    .await;
}

#[tokio::test]
async fn and_what_was_altered_behind_its_back_is_found() {
    told(async |house| {
        let officer = of_rung_tram(&house).await;
        let (report, _) = frozen(&house, &officer).await;
        let open = [("unit", "99.2025"), ("key", "khóa 2")];
        let other = officer.does("/reports", &with(&REPORT, &open)).await;
        officer.does(&format!("{other}/passages/results.certified"), &[("revision", "0")]).await;
        is_sound(&house).await;
        let mut tx = house.db.begin().await.unwrap();
        for (sql, id) in [
            ("UPDATE reports SET content = '{' WHERE id = $1", &report),
            ("UPDATE reports SET unit = '00000.2025' WHERE id = $1", &other),
            ("UPDATE report_passages SET text = 'Có {x} sản phẩm' WHERE report = $1", &other),
        ] {
            let id = id.trim_start_matches("/reports/");
            sqlx::query(sql).bind(id).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut tx = house.db.read().await.unwrap();
        let checks = ocop::reports::checks::ask(&mut tx, &house).await.unwrap();
        let against: Vec<usize> = checks.iter().map(|it| it.against.len()).collect();
        assert_eq!(against, [1, 1, 1], "{checks:?}");
    })
    .await;
}
