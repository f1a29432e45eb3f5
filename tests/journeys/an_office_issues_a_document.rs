//! Documents: drafted, numbered, frozen, kept, found again.

use axum::http::StatusCode;
use futures::future::join_all;
use ocop::hall;
use ocop::house::House;
use ocop::records::{self, Issuing, Wanted, store};
use ocop_documents::{Document, Official};
use ocop_rules::accounts::Role;

use crate::an_office_records_decisions::scored;
use crate::told::{TODAY, Visitor, told};

const PROVINCE: &str = "99.2025";

/// A dossier that was not recognised: there is a result to tell.
async fn told_of(house: &House, name: &str) -> String {
    let it = scored(house, name, 2, "scored", "province").await;
    let mut tx = house.db.begin().await.unwrap();
    sqlx::query("UPDATE dossiers SET stage = 'not-recognised' WHERE id = $1")
        .bind(&it.dossier)
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    it.dossier
}

async fn office(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, PROVINCE).await
}

fn form_of(dossier: &str) -> String {
    format!("/documents/result-notice/{dossier}")
}

/// Issues the notice; answers the address of the record.
async fn issues(office: &Visitor, dossier: &str, key: &str, dated: &str) -> String {
    office.does(&form_of(dossier), &[("key", key), ("dated", dated), ("signer", "0")]).await
}

/// What a record says, as it was frozen.
async fn said(house: &House, address: &str) -> Official {
    let mut tx = house.db.read().await.unwrap();
    let id = address.rsplit('/').next().unwrap();
    match store::content(&mut tx, id).await.unwrap() {
        Document::Official(it) => *it,
        other => panic!("{other:?}"),
    }
}

/// Nothing stands against what must always be true of records.
async fn is_sound(house: &House) {
    let mut tx = house.db.read().await.unwrap();
    for check in records::checks::ask(&mut tx, house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

/// The numbers of the series, in order.
async fn numbers(house: &House) -> Vec<i64> {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT number FROM records WHERE number IS NOT NULL ORDER BY number";
    sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
}

#[tokio::test]
async fn a_document_is_previewed_issued_once_and_kept() {
    told(async |house| {
        let dossier = told_of(&house, "Mật ong hoa tràm").await;
        let office = office(&house).await;
        let form = form_of(&dossier);

        let page = office.reads(&format!("/dossiers/{dossier}")).await;
        assert!(page.contains(&format!("{form}/draft.docx")) && page.contains(&form), "{page}");
        assert!(office.reads(&format!("{form}/draft.pdf")).await.starts_with("%PDF"));
        assert!(office.reads(&format!("{form}/draft.docx")).await.starts_with("PK"));
        let answer = office.opens(&format!("{form}/draft.xlsx")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(numbers(&house).await.is_empty());

        let record = issues(&office, &dossier, "khóa 1", "23/11/2026").await;
        assert_eq!(issues(&office, &dossier, "khóa 1", "23/11/2026").await, record);
        assert_eq!(numbers(&house).await, [1]);
        let page = office.reads(&record).await;
        assert!(page.contains("01/TB-VPĐP") && page.contains("Mật ong hoa tràm"), "{page}");
        assert!(office.reads(&format!("{record}/result-notice.pdf")).await.starts_with("%PDF"));
        assert!(office.reads(&format!("{record}/result-notice.docx")).await.starts_with("PK"));
        let page = office.reads(&format!("/dossiers/{dossier}")).await;
        assert!(page.contains(&record) && !page.contains(&format!("href=\"{form}\"")), "{page}");

        let again = [("key", "khóa 2"), ("dated", "23/11/2026")];
        let answer = office.posts(&form, &again).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("đã được ban hành (01/TB-VPĐP, ngày 23/11/2026)"));
        let english = office.in_english().reads(&record).await;
        assert!(english.contains("Issued") && !english.contains("Ban hành"), "{english}");
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn a_day_to_come_is_refused_and_one_out_of_order_is_pointed_out() {
    told(async |house| {
        let (one, other) = (told_of(&house, "Mật ong").await, told_of(&house, "Trà sen").await);
        let office = office(&house).await;
        let late = [("key", "a"), ("dated", "24/11/2026")];
        let answer = office.posts(&form_of(&one), &late).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.page.contains("Ngày văn bản không thể sau hôm nay."), "{}", answer.page);
        let first = issues(&office, &one, "b", "23/11/2026").await;
        let second = issues(&office, &other, "c", "20/11/2026").await;
        let warned = "trước ngày của số liền trước trong sổ (01/TB-VPĐP ngày 23/11/2026)";
        assert!(office.reads(&second).await.contains(warned));
        assert!(!office.reads(&first).await.contains("liền trước"));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn a_document_is_only_ever_replaced_by_one_that_says_so() {
    told(async |house| {
        let dossier = told_of(&house, "Mật ong").await;
        let office = office(&house).await;
        let old = issues(&office, &dossier, "a", "20/11/2026").await;
        let before = said(&house, &old).await;
        let id = old.rsplit('/').next().unwrap();

        let page = office.reads(&format!("{}?replaces={id}", form_of(&dossier))).await;
        assert!(page.contains("Ban hành văn bản thay thế"), "{page}");
        let form = [("key", "b"), ("dated", "23/11/2026"), ("replaces", id)];
        let new = office.does(&form_of(&dossier), &form).await;
        let page = office.reads(&old).await;
        assert!(page.contains("Đã được thay thế bởi") && page.contains(&new), "{page}");
        assert!(office.reads(&new).await.contains(&old));
        let last = serde_json::to_string(said(&house, &new).await.body.last().unwrap()).unwrap();
        let says = "thay thế văn bản số 01/TB-VPĐP ngày 20 tháng 11 năm 2026";
        assert!(last.contains(says), "{last}");
        assert_eq!(said(&house, &old).await, before);

        let form = [("key", "c"), ("dated", "23/11/2026"), ("replaces", id)];
        let answer = office.posts(&form_of(&dossier), &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(numbers(&house).await, [1, 2]);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn scans_are_added_and_none_is_lost() {
    told(async |house| {
        let dossier = told_of(&house, "Mật ong").await;
        let office = office(&house).await;
        let record = issues(&office, &dossier, "a", "23/11/2026").await;
        let scans = format!("{record}/scans");
        let pdf = |text: &str| format!("%PDF-1.4\n{text}\n").into_bytes();

        let answer = office.uploads(&scans, &[("key", "1")], ("file", "a.docx", b"PK")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for (key, text) in [("2", "một"), ("3", "hai"), ("3", "hai")] {
            let answer =
                office.uploads(&scans, &[("key", key)], ("file", "a.pdf", &pdf(text))).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
        }
        assert!(office.reads(&format!("{record}/scan-3.pdf")).await.contains("một"));
        assert!(office.reads(&format!("{record}/scan-4.pdf")).await.contains("hai"));
        let answer = office.opens(&format!("{record}/scan-5.pdf")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let mut tx = house.db.read().await.unwrap();
        let subject = format!("record/{}", record.rsplit('/').next().unwrap());
        let lines = ocop::machinery::logbook::of(&mut tx, &subject).await.unwrap();
        let steps: Vec<&str> = lines.iter().map(|it| it.step.as_str()).collect();
        assert_eq!(steps, ["issue-document", "attach-scan", "attach-scan"]);
        drop(tx);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_of_another_unit_is_told_of_it() {
    told(async |house| {
        let dossier = told_of(&house, "Mật ong").await;
        let office = office(&house).await;
        let record = issues(&office, &dossier, "a", "23/11/2026").await;
        let form = form_of(&dossier);
        let seen = [
            form.clone(),
            format!("{form}/draft.pdf"),
            record.clone(),
            format!("{record}/result-notice.pdf"),
        ];
        let elsewhere = [(Role::Province, "20.2025"), (Role::Commune, "06040.2025")];
        for (role, unit) in elsewhere {
            let stranger = Visitor::in_role(&house, role, unit).await;
            for address in &seen {
                let answer = stranger.opens(address).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role:?} {address}");
            }
            assert!(!stranger.reads("/records").await.contains("01/TB"));
        }
        // The commune and the ministry read it; the register is not theirs to write in.
        for (role, unit) in [(Role::Commune, "99001.2025"), (Role::Ministry, "vn")] {
            let reader = Visitor::in_role(&house, role, unit).await;
            for address in &seen {
                reader.reads(address).await;
            }
            let id = record.rsplit('/').next().unwrap();
            let again = [("key", "b"), ("dated", "23/11/2026"), ("replaces", id)];
            let answer = reader.posts(&form, &again).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
            let scan = ("file", "a.pdf", b"%PDF-1.4\n".as_slice());
            let answer = reader.uploads(&format!("{record}/scans"), &[("key", "c")], scan).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
        let answer = Visitor::guest(&house).opens(&record).await;
        assert!(answer.location.starts_with("/login"), "{}", answer.location);
    })
    .await;
}

#[tokio::test]
async fn what_an_office_sets_shows_in_its_next_document_and_in_no_earlier() {
    told(async |house| {
        let (one, other) = (told_of(&house, "Mật ong").await, told_of(&house, "Trà sen").await);
        let office = office(&house).await;
        let old = issues(&office, &one, "a", "23/11/2026").await;
        let before = said(&house, &old).await;
        assert_eq!(before.recipients, ["Như trên", "Lưu: VT, OCOP"]);

        assert!(office.reads("/office").await.contains("Văn phòng Điều phối nông thôn mới"));
        assert!(office.reads("/office/office/sample.pdf").await.starts_with("%PDF"));
        let answer = office.posts("/office/office", &[("name", ""), ("revision", "-1")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let letterhead = [
            ("superior", "Sở Nông nghiệp và Môi trường Rừng Tràm"),
            ("name", "Chi cục Phát triển nông thôn"),
            ("sign", "CCPTNT"),
            ("place", "Trảng Sậy"),
            ("posts1", "CHI CỤC TRƯỞNG"),
            ("name1", "Phạm Thị Ký"),
            ("numbers", "own"),
            ("revision", "-1"),
        ];
        office.does("/office/office", &letterhead).await;
        let answer = office.posts("/office/office", &letterhead).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let preset = [
            ("grounds", "Căn cứ Quyết định số 7/QĐ-UBND;"),
            ("recipients", "- Như trên;\n- Báo Rừng Tràm;\n- Lưu: VT."),
            ("revision", "-1"),
        ];
        office.does("/presets/result-notice", &preset).await;
        assert!(office.reads("/presets/result-notice").await.contains("Báo Rừng Tràm"));

        let new = said(&house, &issues(&office, &other, "b", "23/11/2026").await).await;
        let head = serde_json::to_string(&new.head).unwrap();
        for set in ["Chi cục Phát triển nông thôn", "02/TB-CCPTNT", "Trảng Sậy, ngày 23"]
        {
            assert!(head.contains(set), "{head}");
        }
        assert_eq!(new.grounds, ["Căn cứ Quyết định số 7/QĐ-UBND"]);
        assert_eq!(new.recipients, ["Như trên", "Báo Rừng Tràm", "Lưu: VT"]);
        assert_eq!(new.signatures[0].name, "Phạm Thị Ký");
        assert_eq!(said(&house, &old).await, before);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn numbers_of_the_van_thu_are_typed_and_ours_go_on_after_them() {
    told(async |house| {
        let office = office(&house).await;
        let set = |numbers, revision| {
            [
                ("name", "Văn phòng Điều phối"),
                ("sign", "VPĐP"),
                ("place", "Rừng Tràm"),
                ("posts1", "CHÁNH VĂN PHÒNG"),
                ("numbers", numbers),
                ("revision", revision),
            ]
        };
        office.does("/office/office", &set("typed", "-1")).await;
        let one = told_of(&house, "Mật ong").await;
        let typed = |number, key| [("number", number), ("dated", "23/11/2026"), ("key", key)];
        let answer = office.posts(&form_of(&one), &typed("", "a")).await;
        assert!(answer.page.contains("Hãy nhập số do văn thư cấp"), "{}", answer.page);
        let record = office.does(&form_of(&one), &typed("57", "b")).await;
        assert!(office.reads(&record).await.contains("57/TB-VPĐP"));
        let two = told_of(&house, "Trà sen").await;
        let answer = office.posts(&form_of(&two), &typed("57/TB-VPĐP", "c")).await;
        assert!(answer.page.contains("Số 57 đã có trong sổ năm 2026."), "{}", answer.page);
        office.does("/office/office", &set("own", "0")).await;
        issues(&office, &two, "d", "23/11/2026").await;
        assert_eq!(numbers(&house).await, [57, 58]);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn the_register_is_searched_and_taken_away() {
    told(async |house| {
        let (one, other) = (told_of(&house, "Mật ong").await, told_of(&house, "Trà sen").await);
        let office = office(&house).await;
        issues(&office, &one, "a", "23/11/2026").await;
        issues(&office, &other, "b", "23/11/2026").await;
        let page = office.reads("/records?year=2026&kind=result-notice").await;
        assert!(page.contains("01/TB-VPĐP") && page.contains("02/TB-VPĐP"), "{page}");
        let page = office.reads("/records?q=tra+sen").await;
        assert!(page.contains("02/TB-VPĐP") && !page.contains("01/TB-VPĐP"), "{page}");
        let page = office.reads("/records?q=01/TB").await;
        assert!(page.contains("01/TB-VPĐP") && !page.contains("02/TB-VPĐP"), "{page}");
        assert!(office.reads("/records?year=2025").await.contains("Không có văn bản nào như vậy."));
        assert!(office.reads("/records/register.xlsx?q=tra").await.starts_with("PK"));
    })
    .await;
}

#[tokio::test]
async fn many_clerks_at_once_neither_double_a_number_nor_skip_one() {
    told(async |house| {
        const CLERKS: usize = 6;
        let mut clerks = Vec::new();
        for at in 0..CLERKS {
            clerks.push((told_of(&house, &format!("Sản phẩm {at}")).await, office(&house).await));
        }
        // Each notice is sent twice at once, by two forms: one of the two has to fail, and gives its
        // number back.
        let sent = clerks.iter().flat_map(|(dossier, clerk)| {
            ["một", "hai"].map(|form| async move {
                let key = format!("{dossier} {form}");
                let form = [("key", key.as_str()), ("dated", "23/11/2026")];
                clerk.posts(&form_of(dossier), &form).await.status
            })
        });
        let statuses = join_all(sent).await;
        let issued = statuses.iter().filter(|it| **it == StatusCode::SEE_OTHER).count();
        let failed = statuses.iter().filter(|it| it.is_client_error()).count();
        assert_eq!((issued, failed), (CLERKS, CLERKS), "{statuses:?}");
        assert_eq!(numbers(&house).await, (1..=6).collect::<Vec<i64>>());

        // What is not committed leaves no gap.
        let dossier = told_of(&house, "Trà sen").await;
        let kind = hall::DOCUMENTS.find("result-notice").unwrap();
        let unit = PROVINCE.parse().unwrap();
        let at = house.clock.now();
        let it = Issuing { kind, id: &dossier, person: "<thử>", unit: &unit, at };
        let mut tx = house.db.begin().await.unwrap();
        let record = records::issue(&house, &mut tx, it, &Wanted::on(TODAY)).await.unwrap();
        assert_eq!(record.full_number, "07/TB-VPĐP");
        tx.rollback().await.unwrap();
        let record = issues(&clerks[0].1, &dossier, "cuối", "23/11/2026").await;
        assert!(clerks[0].1.reads(&record).await.contains("07/TB-VPĐP"));
        is_sound(&house).await;
    })
    .await;
}
