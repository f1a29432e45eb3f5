//! Everything of a dossier as one file: bound with bookmarks, and as the archive for the ministry
//! (Art. 6.3).

use std::io::{Cursor, Read as _};

use axum::http::StatusCode;
use bytes::Bytes;
use lopdf::Document as Read;
use ocop::demo::people::Cast;
use ocop::dossiers::{Frozen, FrozenPaper, store, whole};
use ocop::house::House;
use ocop::machinery::files::Looked;
use ocop::machinery::{jobs, new_id};
use ocop::{chores, demo};
use ocop_documents::{Block, Official};
use ocop_rules::accounts::Role;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

use crate::filed::{COMMUNE, filed, of_commune};
use crate::told::{TODAY, Visitor, told};

const DOT: &[u8] = include_bytes!("../../documents/tests/paper/dot.jpg");
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

fn printed(line: &str) -> Vec<u8> {
    Official { body: vec![Block::paragraph(line)], ..Official::default() }.pdf().unwrap()
}

/// The dossier and the id of its last request, of that product in the demo.
async fn of_product(house: &House, name: &str) -> String {
    let mut tx = house.db.read().await.unwrap();
    sqlx::query_scalar(
        "SELECT d.id FROM dossiers d JOIN products p ON p.id = d.product WHERE p.name = $1
         ORDER BY d.id DESC LIMIT 1",
    )
    .bind(name)
    .fetch_one(&mut *tx)
    .await
    .unwrap()
}

/// Asks for a file and waits until it is made; answers its bytes.
async fn makes(house: &House, person: &Visitor, dossier: &str, what: &str) -> Bytes {
    let address = format!("/dossiers/{dossier}/files/{what}");
    let led = person.opens(&format!("{address}/file")).await;
    assert_eq!((led.status, led.location.as_str()), (StatusCode::SEE_OTHER, address.as_str()));
    let key = new_id();
    person.does(&address, &[("key", &key)]).await;
    person.does(&address, &[("key", &key)]).await;
    assert!(person.reads(&address).await.contains("Đang tạo tệp"));
    while chores::work(house).await.unwrap() {}
    let page = person.reads(&address).await;
    let sha256 = page.split("<code>").nth(1).unwrap_or_else(|| panic!("{page}"));
    let given = person.opens(&format!("{address}/file")).await;
    assert_eq!(given.status, StatusCode::OK);
    house.files.bytes(sha256.split('<').next().unwrap()).await.unwrap()
}

/// How often this kind of work was asked for.
async fn asked(house: &House) -> i64 {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT COUNT(*) AS count FROM jobs WHERE kind = $1";
    let row = sqlx::query(query).bind(whole::MAKING).fetch_one(&mut *tx).await.unwrap();
    row.get("count")
}

/// The marks of a PDF: level, title, page.
fn marks(pdf: &[u8]) -> Vec<(usize, String, usize)> {
    let toc = Read::load_mem(pdf).unwrap().get_toc().unwrap().toc;
    toc.into_iter().map(|it| (it.level, it.title, it.page)).collect()
}

#[tokio::test]
async fn bound_with_bookmarks_whatever_was_uploaded() {
    told(async |house| {
        let id = filed(&house, COMMUNE, TODAY).await;
        let mut tx = house.db.begin().await.unwrap();
        let last = store::submissions(&mut tx, &id).await.unwrap().remove(0);
        let mut content = Frozen::read(&last.content).unwrap();
        for (criterion, kind, title, bytes, media_type) in [
            ("1.1", "material-origin", "Hợp đồng", printed("Hợp đồng số 1"), "application/pdf"),
            ("1.1", "awards", "Ảnh giải thưởng", DOT.to_vec(), "image/jpeg"),
            ("1.2", "growth", "Bảng tính", b"PK word".to_vec(), WORD),
            ("2.1", "market", "Bản quét hỏng", b"%PDF-1.4 cut".to_vec(), "application/pdf"),
            ("3.3", "local-labour", "Danh sách lao động", printed("Tên"), "application/pdf"),
        ] {
            let looked = Looked { bytes: bytes.into(), media_type };
            let kept = house.files.keep(&mut tx, looked, house.clock.now()).await.unwrap();
            content.papers.push(FrozenPaper {
                criterion: criterion.to_owned(),
                paper: title.to_owned(),
                kind: kind.to_owned(),
                title: title.to_owned(),
                number: String::new(),
                issuer: String::new(),
                issued_on: None,
                valid_until: None,
                sha256: kept.sha256,
            });
        }
        store::freeze(&mut tx, &id, &content.text().unwrap(), house.clock.now()).await.unwrap();
        tx.commit().await.unwrap();

        let commune = of_commune(&house, COMMUNE).await;
        let pdf = makes(&house, &commune, &id, "bound").await;
        assert_eq!(asked(&house).await, 1, "sent twice, asked once");
        let titles: Vec<(usize, String)> =
            marks(&pdf).into_iter().map(|(level, title, _)| (level, title)).collect();
        let expected = [
            (1, "Mục lục"),
            (1, "Phiếu đăng ký, báo cáo tự đánh giá"),
            (2, "Phiếu đăng ký (Mẫu 01)"),
            (2, "Báo cáo tự đánh giá (Mẫu 02)"),
            (1, "Tài liệu minh chứng"),
            (2, "1.1 Hợp đồng"),
            (2, "1.1 Ảnh giải thưởng"),
            (2, "1.2 Bảng tính"),
            (2, "2.1 Bản quét hỏng"),
            (2, "3.3 Danh sách lao động"),
        ];
        assert_eq!(titles, expected.map(|(level, title)| (level, title.to_owned())));
        let pages = Read::load_mem(&pdf).unwrap().get_pages().len();
        let page = commune.reads(&format!("/dossiers/{id}/files/bound")).await;
        assert!(page.contains(&format!("<dd>{pages}</dd>")), "{pages}: {page}");

        let refused = commune.opens(&format!("/dossiers/{id}/files/proposal")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let english = commune.in_english().reads(&format!("/dossiers/{id}/files/bound")).await;
        assert!(english.contains("Make the file") && !english.contains("Tạo tệp"));
        is_dropped_after_some_days(&house, &commune, &id).await;
        a_node_that_died_is_followed_by_another(&house, &id, &commune).await;
    })
    .await;
}

/// What was made lies there for a while only, and is made again.
async fn is_dropped_after_some_days(house: &House, person: &Visitor, id: &str) {
    let address = format!("/dossiers/{id}/files/bound");
    whole::drop_old(house).await.unwrap();
    assert_eq!(person.opens(&format!("{address}/file")).await.status, StatusCode::OK);
    house.clock.move_to(TODAY.saturating_add(jiff::Span::new().days(4)));
    whole::drop_old(house).await.unwrap();
    assert_eq!(person.opens(&format!("{address}/file")).await.status, StatusCode::SEE_OTHER);
    assert!(!person.reads(&address).await.contains("<code>"));
}

/// The work of a node that died is done by the next one.
async fn a_node_that_died_is_followed_by_another(house: &House, id: &str, person: &Visitor) {
    let address = format!("/dossiers/{id}/files/bound");
    person.does(&address, &[("key", "lần sau")]).await;
    let mut tx = house.db.begin().await.unwrap();
    assert!(jobs::claim(&mut tx, house.clock.now()).await.unwrap().is_some());
    tx.commit().await.unwrap();
    assert!(!chores::work(house).await.unwrap(), "somebody is at it");
    house.clock.move_to(TODAY.saturating_add(jiff::Span::new().days(5)));
    assert!(chores::work(house).await.unwrap());
    assert!(person.reads(&address).await.contains("<code>"));
}

#[tokio::test]
async fn what_goes_to_the_ministry_is_one_archive() {
    told(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        let cast = Cast::read().unwrap();
        let oil = of_product(&house, "Tinh dầu tràm gió").await;
        let province = Visitor::logged_in(&house, "tinh", &cast.password).await;
        let report = format!("/documents/evaluation-report/{oil}");
        let signed = [("key", "báo cáo"), ("dated", "23/11/2026"), ("signer", "0")];
        province.does(&report, &signed).await;
        let letter = format!("/documents/ministry-letter/{oil}");
        let record = province.does(&letter, &[("key", "công văn"), ("signer", "0")]).await;
        let scan = printed("Bản quét đã ký");
        let file = ("file", "cong-van.pdf", scan.as_slice());
        let answer = province.uploads(&format!("{record}/scans"), &[("key", "quét")], file).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.page);

        let zip = makes(&house, &province, &oil, "proposal").await;
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
        let mut files = std::collections::BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            files.insert(file.name().unwrap().into_owned(), bytes);
        }
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        insta::assert_snapshot!("proposal-archive", names.join("\n"));
        assert!(files["01-cong-van/01-ministry-letter-3.pdf"] == scan, "the signed one goes");
        hashes_are_true(&files);

        let ministry = Visitor::logged_in(&house, "bo", &cast.password).await;
        makes(&house, &ministry, &oil, "proposal").await;
        let commune = Visitor::in_role(&house, Role::Commune, COMMUNE).await;
        let refused = commune.opens(&format!("/dossiers/{oil}/files/proposal")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    })
    .await;
}

/// The index names every file with its hash.
fn hashes_are_true(files: &std::collections::BTreeMap<String, Vec<u8>>) {
    use calamine::Reader as _;

    let index = Cursor::new(files["00-muc-luc.xlsx"].clone());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(index).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let mut named = 0;
    for row in sheet.rows().skip(1) {
        let (path, sha256) = (row[4].to_string(), row[6].to_string());
        assert_eq!(hex::encode(Sha256::digest(&files[&path])), sha256, "{path}");
        named += 1;
    }
    assert_eq!(named + 2, files.len());
}
