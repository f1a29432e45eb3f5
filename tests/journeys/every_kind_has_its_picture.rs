//! Whoever wants to know how a document looks finds its first page in `docs/pictures/papers/`, and
//! all of them on a page of the handbook. They are drawn anew, page and all, with
//! `OCOP_TEST_PICTURES=docs cargo test --test journeys pictures`, by pdftoppm and `ImageMagick`; each
//! whole document then lies in `target/papers/`, as PDF and as Word.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use ocop::demo;
use ocop::hall::DOCUMENTS;
use ocop::house::House;
use ocop::records::{self, About, DocumentKind, Issuer, Issuing, Numbering, Stamp, Wanted};
use ocop_documents::{Document, Format};
use ocop_rules::dossiers::DossierKind;
use tokio::sync::Mutex;

use crate::an_office_draws_up_decisions::{met, office};
use crate::an_office_records_decisions::{certificates, recognise, scored};
use crate::filed::{COMMUNE, FOUND, WHOLE, does, filed_as, of_commune, of_province, proposes};
use crate::told::{TODAY, told_on_sqlite};

/// So many bytes a picture may have.
const LARGEST: u64 = 60_000;

/// The sheet that everyone may print from the page of its set.
const BLANK: (&str, &str) = ("blank-sheet", "Phiếu đánh giá để trống của một bộ tiêu chí");

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The page of the handbook that shows them.
fn page() -> String {
    let mut page = "# Các văn bản, trông như thế nào\n\n".to_owned();
    page += "Trang đầu của từng loại văn bản, lập từ tỉnh Rừng Tràm, một tỉnh không có thật.\n";
    page += "Tên loại trong lệnh `ocop paper` đứng sau tên gọi.\n";
    for (issuer, name) in [
        (Issuer::Producer, "Chủ thể"),
        (Issuer::Office, "Cơ quan OCOP, ở xã hoặc ở tỉnh"),
        (Issuer::Committee, "Ủy ban nhân dân, Bộ"),
        (Issuer::Group, "Tổ tư vấn"),
        (Issuer::Council, "Hội đồng"),
    ] {
        let _ = write!(page, "\n## {name}\n");
        for it in DOCUMENTS.all().filter(|it| it.issuer == issuer) {
            shown(&mut page, it.id, it.title, numbered(it));
        }
    }
    page += "\n## Không của ai\n";
    shown(&mut page, BLANK.0, BLANK.1, "In từ trang của bộ tiêu chí.");
    page
}

fn shown(page: &mut String, id: &str, title: &str, said: &str) {
    let picture = format!("![Trang đầu: {title}](../pictures/papers/{id}.png)");
    let _ = write!(page, "\n### {title} (`{id}`)\n\n{said}\n\n{picture}\n");
}

fn numbered(it: &DocumentKind) -> &'static str {
    match (it.issues, it.numbering) {
        (None, _) => "Chỉ tải về, không vào sổ.",
        (_, Numbering::Unnumbered) => "Vào sổ, không có số.",
        (_, Numbering::Series) => "Số kế tiếp của sổ.",
        (_, Numbering::OfRecord) => "Mang số đã ghi ở chỗ khác.",
    }
}

#[test]
fn the_handbook_shows_each_of_them() {
    let kept = fs::read_to_string(folder("docs/handbook/mau-van-ban.md")).unwrap();
    assert_eq!(kept, page(), "draw the pictures anew, as the head of this file says");
    for id in DOCUMENTS.all().map(|it| it.id).chain([BLANK.0]) {
        let picture = folder(&format!("docs/pictures/papers/{id}.png"));
        let size = fs::metadata(picture).map(|it| it.len()).unwrap_or_default();
        assert!((1_000..LARGEST).contains(&size), "{id}: {size} bytes");
    }
}

#[tokio::test]
async fn pictures_are_drawn_anew() {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    if std::env::var("OCOP_TEST_PICTURES").is_err() {
        eprintln!("nothing is drawn: OCOP_TEST_PICTURES is not set");
        return;
    }
    let drawn = Mutex::new(BTreeMap::new());
    told_on_sqlite(async |house| {
        demo::furnish(&house, |_| {}).await.unwrap();
        drawn_today(&house, &drawn).await;
        ended(&house).await;
        drawn_today(&house, &drawn).await;
        let set = house.standards.set("26-2026/04".parse().unwrap()).unwrap();
        let sheet = ocop::criteria::printed_sheet(&house.standards, set, |_| None, false);
        let blank = Document::Sheets { sheets: vec![sheet], dated: None };
        drawn.lock().await.insert(BLANK.0, blank);
    })
    .await;
    told_on_sqlite(async |house| {
        renewed(&house).await;
        drawn_today(&house, &drawn).await;
        extended(&house).await;
        drawn_today(&house, &drawn).await;
    })
    .await;
    let drawn = drawn.into_inner();
    for it in DOCUMENTS.all() {
        assert!(drawn.contains_key(it.id), "nothing in the demo makes a {}", it.id);
    }
    for (id, document) in drawn {
        draws(id, &document);
    }
    fs::write(folder("docs/handbook/mau-van-ban.md"), page()).unwrap();
}

/// A renewal that the office has received.
async fn renewed(house: &House) {
    let id = filed_as(house, COMMUNE, TODAY, DossierKind::Renewal).await;
    let commune = of_commune(house, COMMUNE).await;
    does(&commune, &id, "check", &[]).await;
    let mut parts = WHOLE.to_vec();
    parts.push(("parts", "updates"));
    does(&commune, &id, "composition", &parts).await;
    does(&commune, &id, "findings", &FOUND).await;
    proposes(&commune, &id, "23/11/2026").await;
    does(&of_province(house).await, &id, "acceptance", &[]).await;
}

async fn ended(house: &House) {
    let mut tx = house.db.read().await.unwrap();
    let query = "SELECT id FROM certificates WHERE dossier IS NOT NULL ORDER BY number LIMIT 1";
    let id: String = sqlx::query_scalar(query).fetch_one(&mut *tx).await.unwrap();
    drop(tx);
    let form = [
        ("number", "901/QĐ-UBND"),
        ("dated", "23/11/2026"),
        ("ground", "đ"),
        ("concluded_on", "21/11/2026"),
        ("reason", "Chủ thể ngừng sản xuất từ tháng 10 năm 2026."),
        ("signatory", "Nguyễn Văn An"),
    ];
    office(house).await.does(&format!("/certificates/{id}/revocation"), &form).await;
}

/// A certificate that goes on being valid while its product is evaluated again.
async fn extended(house: &House) {
    let sugar = scored(house, "Đường thốt nốt", 3, "scored", "province").await;
    met(house, &[&sugar]).await;
    let page = recognise(&office(house).await, "4/QĐ-UBND", "20/11/2026", &[&sugar.dossier]).await;
    let certificate = certificates(&page).remove(0);
    house.clock.move_to(date(2029, 8, 1));
    let form = [("number", "77/QĐ-UBND"), ("dated", "01/08/2029"), ("reason", "Hội đồng chưa họp")];
    office(house).await.does(&format!("{certificate}/extension"), &form).await;
}

/// What can be drawn up today and was not drawn yet.
async fn drawn_today(house: &House, drawn: &Mutex<BTreeMap<&'static str, Document>>) {
    let mut drawn = drawn.lock().await;
    for kind in DOCUMENTS.all() {
        if drawn.contains_key(kind.id) {
            continue;
        }
        for id in things(house, kind.about).await {
            if let Some(document) = issued(house, kind, &id).await {
                drawn.insert(kind.id, document);
                break;
            }
        }
    }
}

async fn things(house: &House, about: About) -> Vec<String> {
    let query = match about {
        About::Dossier => "SELECT id FROM dossiers ORDER BY id",
        About::Request => "SELECT id FROM requests ORDER BY id",
        About::Council => "SELECT id FROM councils ORDER BY id",
        About::Meeting => "SELECT id FROM meetings ORDER BY id",
        About::Hearing => "SELECT meeting || '.' || dossier FROM agenda ORDER BY 1",
        About::Sheet => "SELECT id FROM sheets WHERE state = 'signed' ORDER BY id",
        About::Decision => "SELECT id FROM decisions ORDER BY id",
        About::Certificate => "SELECT id FROM certificates ORDER BY id",
        About::Visit => "SELECT id FROM visits ORDER BY id",
        About::Report => "SELECT id FROM reports WHERE frozen_at IS NOT NULL ORDER BY id",
    };
    let mut tx = house.db.read().await.unwrap();
    sqlx::query_scalar(query).fetch_all(&mut *tx).await.unwrap()
}

/// What it says once it is issued; nothing of it is kept.
async fn issued(house: &House, kind: &'static DocumentKind, id: &str) -> Option<Document> {
    let mut tx = house.db.begin().await.unwrap();
    let stamp = Stamp { is_draft: false, ..Stamp::draft(house.clock.today()) };
    if let Some(last) = records::store::of_thing(&mut tx, kind.id, id).await.unwrap().pop() {
        return records::store::content(&mut tx, &last.id).await.ok();
    }
    let draft = records::draft(house, &mut tx, kind, id, &stamp).await.ok()?;
    let by = Issuing { kind, id, person: "<hình>", unit: &draft.unit, at: house.clock.now() };
    let wanted = Wanted { number: "12".to_owned(), ..Wanted::on(house.clock.today()) };
    match records::issue(house, &mut tx, by, &wanted).await {
        Ok(record) => records::store::content(&mut tx, &record.id).await.ok(),
        Err(_) => Some(draft.document),
    }
}

/// Keeps it whole below `target/`, and its first page as a picture.
fn draws(id: &str, document: &Document) {
    let whole = folder("target/papers");
    let pictures = folder("docs/pictures/papers");
    fs::create_dir_all(&whole).unwrap();
    fs::create_dir_all(&pictures).unwrap();
    for format in document.formats() {
        let file = whole.join(format!("{id}.{}", format.extension()));
        fs::write(file, document.bytes(*format).unwrap()).unwrap();
    }
    let pdf = whole.join(id).with_extension(Format::Pdf.extension());
    runs(
        Command::new("pdftoppm")
            .args(["-r", "60", "-gray", "-png", "-l", "1", "-singlefile"])
            .arg(&pdf)
            .arg(whole.join(id)),
    );
    runs(
        Command::new("convert")
            .arg(whole.join(id).with_extension("png"))
            .args(["-colors", "16", "-strip", "-define", "png:exclude-chunks=date,time"])
            .arg(format!("PNG8:{}", pictures.join(id).with_extension("png").display())),
    );
}

fn runs(command: &mut Command) {
    assert!(command.status().unwrap().success(), "{command:?}");
}
