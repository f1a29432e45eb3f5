//! Certificates and notices: one by one, all of a decision, all that end soon.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;
use std::time::Duration;

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::chores;
use ocop::house::House;
use ocop::machinery::new_id;
use ocop_documents::{Block, Document, Format};
use ocop_rules::accounts::{Post, Role};
use sqlx::Row as _;
use zip::ZipArchive;

use crate::an_office_draws_up_decisions::{decision_of, draft, is_given, met, office, says};
use crate::an_office_records_decisions::{Scored, certificates, recognise, scored};
use crate::fixture::{self, Fact};
use crate::told::{Visitor, told};

/// Longer than any name that a person types.
const LONG: &str = "Bánh tét lá cẩm nhân đậu xanh thịt mỡ trứng muối gói lá chuối hột của bà con xóm Rạch Tràm nấu bằng bếp củi tràm suốt mười hai tiếng, hút chân không, dán nhãn truy xuất nguồn gốc, loại thượng hạng số 1";

/// So many products, recognised by one decision: the decision, and a page that names it.
async fn recognised(house: &House, desk: &Visitor, many: usize) -> (Vec<Scored>, String) {
    let mut products = Vec::new();
    for at in 0..many {
        let name = if at == 0 { LONG.to_owned() } else { format!("Sản phẩm {at:03}") };
        products.push(
            scored(house, &name, if at % 2 == 0 { 3 } else { 4 }, "scored", "province").await,
        );
    }
    let dossiers: Vec<&str> = products.iter().map(|it| it.dossier.as_str()).collect();
    met(house, &products.iter().collect::<Vec<_>>()).await;
    recognise(desk, "12/QĐ-UBND", "20/11/2026", &dossiers).await;
    (products, decision_of(house, "12/QĐ-UBND").await)
}

/// Asks for a batch of a decision; answers its page.
async fn asks(desk: &Visitor, kind: &str, decision: &str) -> String {
    let page = desk.reads(&format!("/batches/new?kind={kind}&decision={decision}")).await;
    assert!(page.contains("Ban hành tất cả"), "{page}");
    let form = [
        ("key", kind),
        ("kind", kind),
        ("decision", decision),
        ("dated", "23/11/2026"),
        ("signatory", "Lê Văn Ký"),
    ];
    desk.does("/batches", &form).await
}

async fn counted(house: &House, kind: &str) -> i64 {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT CAST(COUNT(*) AS BIGINT) FROM records WHERE kind = $1";
    sqlx::query_scalar(query).bind(kind).fetch_one(&mut *tx).await.unwrap()
}

/// The numbers that notices were given, in order.
async fn numbers(house: &House) -> Vec<i64> {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT number FROM records WHERE number IS NOT NULL ORDER BY number";
    sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
}

async fn is_sound(house: &House) {
    for check in ocop::checkup::ask(house).await.unwrap() {
        assert!(check.against.is_empty(), "{}: {:?}", check.name, check.against);
    }
}

/// The archive of a batch: the name and the size of each file.
async fn archive(desk: &Visitor, batch: &str) -> Vec<(String, usize)> {
    let given = desk.takes(&format!("{batch}/files.zip")).await;
    assert_eq!((given.status, given.header("content-type")), (StatusCode::OK, "application/zip"));
    let mut archive = ZipArchive::new(Cursor::new(given.bytes)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes.len()));
    }
    files
}

#[tokio::test]
async fn a_certificate_is_printed_in_one_language_or_in_two() {
    told(async |house| {
        let desk = office(&house).await;
        let (products, decision) = recognised(&house, &desk, 3).await;
        let page = desk.reads(&format!("/decisions/{decision}")).await;
        let address = certificates(&page).remove(1);
        let id = address.rsplit('/').next().unwrap();
        let page = desk.reads(&address).await;
        assert!(page.contains(&format!("/documents/certificate-bilingual/{id}")), "{page}");
        for kind in ["certificate", "certificate-bilingual"] {
            is_given(&desk, kind, id, &[Format::Pdf]).await;
        }
        for kind in ["certificates", "certificates-bilingual"] {
            is_given(&desk, kind, &decision, &[Format::Pdf]).await;
        }
        insta::assert_snapshot!("certificate", says(&house, "certificate-bilingual", id).await);

        let record = desk.does(&format!("/documents/certificate/{id}"), &[("key", "a")]).await;
        assert!(desk.reads(&record).await.contains("GCN-OCOP-99"));
        let page = desk.reads(&address).await;
        assert!(page.contains(&record) && !page.contains("certificate-bilingual"), "{page}");
        let Document::Certificates { certificates } =
            draft(&house, "certificates", &decision).await
        else {
            panic!("certificates have a form of their own")
        };
        let issued = certificates.iter().filter(|it| !it.is_draft).count();
        assert_eq!((certificates.len(), issued), (3, 1));

        let post = Post {
            role: Role::Producer,
            unit: "99001.2025".parse().unwrap(),
            producer: Some(products[1].producer.clone()),
        };
        let owner = Visitor::with_post(&house, post).await;
        assert!(owner.reads(&address).await.contains(&record));
        assert!(owner.reads(&format!("{record}/certificate.pdf")).await.starts_with("%PDF"));
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn a_whole_decision_is_issued_in_one_go_and_downloaded() {
    told(async |house| {
        let desk = office(&house).await;
        let (products, decision) = recognised(&house, &desk, 24).await;
        let page = desk.reads(&format!("/decisions/{decision}")).await;
        assert!(page.contains("/batches/new?kind=certificate&amp;decision="), "{page}");
        is_given(&desk, "recognition-decision", &decision, &[Format::Pdf, Format::Docx]).await;

        let batch = asks(&desk, "certificate", &decision).await;
        assert!(desk.reads(&batch).await.contains("Đã xong 0 trong 24 văn bản."));
        assert!(chores::work(&house).await.unwrap());
        let page = desk.reads(&batch).await;
        assert!(page.contains("Đã ban hành 24 trong 24 văn bản."), "{page}");
        assert!(page.contains(&format!("/documents/certificates/{decision}/draft.pdf")), "{page}");
        let files = archive(&desk, &batch).await;
        assert_eq!(files.len(), 24);
        assert!(files.iter().all(|(name, size)| name.contains("-GCN-OCOP-99.") && *size > 1000));

        // One that has nothing to tell is said so, and the others are issued.
        let mut tx = house.db.begin().await.unwrap();
        sqlx::query("UPDATE dossiers SET stage = 'scored' WHERE id = $1")
            .bind(&products[7].dossier)
            .execute(&mut *tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let batch = asks(&desk, "result-notice", &decision).await;
        assert!(chores::work(&house).await.unwrap());
        let page = desk.reads(&batch).await;
        assert!(page.contains("Đã ban hành 23 trong 24 văn bản."), "{page}");
        assert!(page.contains("Sản phẩm 007</b>: Không có gì để lập văn bản này."), "{page}");
        assert_eq!(numbers(&house).await, (1..=23).collect::<Vec<i64>>());
        assert_eq!(archive(&desk, &batch).await.len(), 46);
        assert!(desk.reads("/batches").await.contains(&batch));
        let stranger = office(&house).await;
        assert_eq!(stranger.opens(&batch).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_was_stopped_goes_on_and_issues_nothing_twice() {
    told(async |house| {
        let desk = office(&house).await;
        let (_, decision) = recognised(&house, &desk, 12).await;
        let batch = asks(&desk, "result-notice", &decision).await;
        stopped_after(&house, "result-notice", 3).await;
        let before = counted(&house, "result-notice").await;
        assert!((3..12).contains(&before), "{before}");
        // Nobody else takes it while the node may still be there.
        assert!(!chores::work(&house).await.unwrap());
        assert!(desk.reads(&batch).await.contains("Đã xong"));

        house.clock.move_to(date(2026, 11, 24));
        assert!(chores::work(&house).await.unwrap());
        let desk_again = desk.opens(&batch).await;
        assert!(
            desk_again.page.contains("Đã ban hành 12 trong 12 văn bản."),
            "{}",
            desk_again.page
        );
        assert_eq!(numbers(&house).await, (1..=12).collect::<Vec<i64>>());
        let names: BTreeSet<String> =
            archive(&desk, &batch).await.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), 24);
        is_sound(&house).await;
    })
    .await;
}

/// Works until so many documents of a kind are there; what is being done then is cut off.
async fn stopped_after(house: &House, kind: &str, many: i64) {
    let working = tokio::spawn({
        let house = house.clone();
        async move { chores::work(&house).await }
    });
    while counted(house, kind).await < many {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    working.abort();
    assert!(working.await.is_err());
}

/// What the pages of a PDF say.
fn text(pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let text = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output().unwrap();
    String::from_utf8(text.stdout).unwrap()
}

#[tokio::test]
async fn three_hundred_products_of_one_decision_have_their_documents() {
    told(async |house| {
        let desk = office(&house).await;
        let (_, decision) = recognised(&house, &desk, 300).await;
        is_given(&desk, "recognition-decision", &decision, &[Format::Pdf, Format::Docx]).await;
        let Document::Official(it) = draft(&house, "recognition-decision", &decision).await else {
            panic!("a decision has the form of Decree 30")
        };
        let Block::Table(table) = &it.annexes[0].body[0] else { panic!("no list") };
        // Three hundred products, and a line for each of the two ranks.
        assert_eq!(table.rows.len(), 302);
        let path = format!("/documents/recognition-decision/{decision}/draft.pdf");
        let printed = text(&desk.takes(&path).await.bytes);
        assert_eq!(["55,50", "74,00"].map(|it| printed.matches(it).count()), [150, 150]);

        let certificates = asks(&desk, "certificate", &decision).await;
        stopped_after(&house, "certificate", 100).await;
        let page = desk.reads(&certificates).await;
        let done = counted(&house, "certificate").await;
        assert!((100..300).contains(&done), "{done}");
        assert!(page.contains(&format!("Đã xong {done} trong 300 văn bản.")), "{done}: {page}");
        house.clock.move_to(date(2026, 11, 24));
        assert!(chores::work(&house).await.unwrap());
        assert!(desk.reads(&certificates).await.contains("Đã ban hành 300 trong 300 văn bản."));

        let notices = asks(&desk, "result-notice", &decision).await;
        stopped_after(&house, "result-notice", 150).await;
        house.clock.move_to(date(2026, 11, 25));
        assert!(chores::work(&house).await.unwrap());
        assert!(desk.reads(&notices).await.contains("Đã ban hành 300 trong 300 văn bản."));
        assert_eq!(numbers(&house).await, (1..=300).collect::<Vec<i64>>());

        let mut names = BTreeSet::new();
        for (batch, files) in [(certificates, 300), (notices, 600)] {
            let archive = archive(&desk, &batch).await;
            assert_eq!(archive.len(), files);
            assert!(archive.iter().all(|(_, size)| *size > 1000));
            names.extend(archive.into_iter().map(|(name, _)| name));
        }
        assert_eq!(names.len(), 900);
        is_sound(&house).await;
    })
    .await;
}

#[tokio::test]
async fn producers_are_told_before_their_certificates_end() {
    told(async |house| {
        let desk = office(&house).await;
        let (_, decision) = recognised(&house, &desk, 5).await;
        let page = desk.reads(&format!("/decisions/{decision}")).await;
        let all = certificates(&page);
        let id = |at: usize| all[at].rsplit('/').next().unwrap();
        // Nobody is told three years before.
        assert!(!desk.reads(&all[0]).await.contains("expiry-notice"));

        house.clock.move_to(date(2029, 6, 1));
        house.registry.refresh(&house.db).await.unwrap();
        let desk = office(&house).await;
        let page = desk.reads("/reports/calls?state=open").await;
        assert!(page.contains("Lập thông báo sắp hết giá trị") && page.contains(id(4)), "{page}");
        assert!(!page.contains(" checked"), "{page}");
        let page = desk.reads("/reports/calls?state=open&tick=all").await;
        assert_eq!(page.matches(" checked").count(), 5, "{page}");
        assert!(!desk.reads("/certificates").await.contains("Lập thông báo"));
        assert!(desk.reads(&all[1]).await.contains(&format!("/documents/expiry-notice/{}", id(1))));
        is_given(&desk, "expiry-notice", id(1), &[Format::Pdf, Format::Docx]).await;
        insta::assert_snapshot!("expiry-notice", says(&house, "expiry-notice", id(1)).await);

        let chosen = format!("/batches/new?certificate={}&certificate={}", id(0), id(2));
        assert!(desk.reads(&chosen).await.contains("2 văn bản"));
        let form =
            [("key", "b"), ("certificate", id(0)), ("certificate", id(2)), ("dated", "01/06/2029")];
        let batch = desk.does("/batches", &form).await;
        assert!(chores::work(&house).await.unwrap());
        assert!(desk.reads(&batch).await.contains("Đã ban hành 2 trong 2 văn bản."));
        let nothing = desk.posts("/batches", &[("dated", "01/06/2029")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.page.contains("Chưa chọn mục nào."), "{}", nothing.page);
        let other = Visitor::in_role(&house, Role::Province, "20.2025").await;
        let answer = other.posts("/batches", &form[1..]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);

        // After the last day to file, the notice says so.
        house.clock.move_to(date(2029, 8, 1));
        let late = says(&house, "expiry-notice", id(1)).await;
        assert!(late.contains("đã kết thúc vào ngày 23 tháng 7 năm 2029"), "{late}");
        is_sound(&house).await;
    })
    .await;
}

/// Xã Bàu Súng went to three communes, and nobody has said in which of them the product is made.
#[tokio::test]
async fn a_notice_goes_to_every_heir_of_a_divided_commune() {
    told(async |house| {
        let (from, to) = (("2024-01-10", "2024-01-10"), ("2027-01-10", "2027-01-10"));
        let fact = Fact { commune: "99040.2024", from, to, ..Fact::default() };
        let product = fixture::recognised(&house, fact).await;
        let mut tx = house.db.begin().await.unwrap();
        let province = "UPDATE products SET province = '99.2024' WHERE id = $1";
        sqlx::query(province).bind(&product).execute(&mut *tx).await.unwrap();
        let certificate: String = sqlx::query("SELECT id FROM certificates WHERE product = $1")
            .bind(&product)
            .fetch_one(&mut *tx)
            .await
            .unwrap()
            .get("id");
        tx.commit().await.unwrap();
        let notice = says(&house, "expiry-notice", &certificate).await;
        for heir in ["xã Giồng Sỏi", "phường Cầu Dừa", "xã Cồn Gió"] {
            assert!(notice.contains(&format!("Ủy ban nhân dân {heir}")), "{notice}");
        }
        assert!(notice.contains(" hoặc "), "{notice}");
    })
    .await;
}

#[tokio::test]
async fn everyone_reads_the_decision_on_the_page_of_the_product() {
    told(async |house| {
        let desk = office(&house).await;
        let (products, decision) = recognised(&house, &desk, 2).await;
        house.registry.catch_up(&house.db).await.unwrap();
        let everyone = Visitor::guest(&house);
        let page = format!("/registry/{}", products[1].product);
        let address = format!("{page}/decisions/{decision}");
        assert!(!everyone.reads(&page).await.contains(&address));
        assert_eq!(everyone.opens(&address).await.status, StatusCode::NOT_FOUND);

        let form = format!("/documents/recognition-decision/{decision}");
        let record = desk.does(&form, &[("key", "a")]).await;
        house.registry.catch_up(&house.db).await.unwrap();
        assert!(everyone.reads(&page).await.contains(&address));
        let given = everyone.takes(&address).await;
        assert_eq!(given.status, StatusCode::OK);
        assert_eq!(given.header("content-type"), "application/pdf");
        assert_eq!(given.header("x-content-type-options"), "nosniff");
        assert!(given.header("content-security-policy").starts_with("sandbox"));
        let issued = given.bytes;
        // As it was signed, once it was scanned.
        let scan = ("file", "12.pdf", b"%PDF-1.4\n1 0 obj\n".as_slice());
        let key = new_id();
        let answer = desk.uploads(&format!("{record}/scans"), &[("key", &key)], scan).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);
        assert_ne!(everyone.takes(&address).await.bytes, issued);
        // What is not public stays so, and a decision is read only from its own products.
        assert_eq!(everyone.opens(&record).await.status, StatusCode::SEE_OTHER);
        let other = scored(&house, "Trà sen", 4, "scored", "province").await;
        let elsewhere = format!("/registry/{}/decisions/{decision}", other.product);
        assert_eq!(everyone.opens(&elsewhere).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
