//! A list as a file, for officers: what is public of each product, and nothing more.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use ocop_rules::registry::Certainty;
use rust_xlsxwriter::Workbook;

use crate::machinery::Failure;
use crate::places::Book;
use crate::producers::kind_label;

use super::count::{Ask, Listed};
use super::snapshot::Snapshot;

const HEADINGS: [&str; 13] = [
    "Sản phẩm",
    "Quy cách",
    "Nhóm",
    "Chủ thể",
    "Loại hình chủ thể",
    "Địa phương",
    "Hạng sao",
    "Chắc chắn",
    "Giấy chứng nhận",
    "Quyết định",
    "Hiệu lực từ (sớm nhất)",
    "Hiệu lực từ (muộn nhất)",
    "Hiệu lực đến",
];

const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Text that a spreadsheet opens with its tones.
pub(super) fn csv(
    snapshot: &Snapshot,
    book: &Book,
    ask: &Ask,
    listed: &[Listed<'_>],
) -> Result<Response, Failure> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let fault = |error| Failure::from(anyhow::Error::new(error));
    writer.write_record(HEADINGS).map_err(fault)?;
    for it in listed {
        let cells = cells(snapshot, book, ask, it).map(|it| harmless(&it));
        writer.write_record(cells).map_err(fault)?;
    }
    let bytes = writer.into_inner().map_err(|it| anyhow::anyhow!("csv: {it}"))?;
    Ok(file("text/csv; charset=utf-8", "csv", ask, bytes))
}

/// A workbook of one sheet.
pub(super) fn xlsx(
    snapshot: &Snapshot,
    book: &Book,
    ask: &Ask,
    listed: &[Listed<'_>],
) -> Result<Response, Failure> {
    let fault = |error| Failure::from(anyhow::Error::new(error));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).map_err(fault)?;
    for (row, it) in (1..).zip(listed) {
        sheet.write_row(row, 0, cells(snapshot, book, ask, it)).map_err(fault)?;
    }
    let bytes = workbook.save_to_buffer().map_err(fault)?;
    Ok(file(EXCEL, "xlsx", ask, bytes))
}

fn cells(snapshot: &Snapshot, book: &Book, ask: &Ask, listed: &Listed<'_>) -> [String; 13] {
    let product = listed.product;
    let producer = snapshot.kept.producer(product);
    let kind = producer.and_then(|it| it.kind).map_or("", kind_label);
    let place = snapshot.kept.places.get(product.place);
    let held = product.speaks(ask.basis.day()).map(|(held, _)| held);
    let day = |day: jiff::civil::Date| day.strftime("%d/%m/%Y").to_string();
    let decision = held.and_then(|it| it.decision.as_ref());
    let of = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        product.name.to_string(),
        product.specification.to_string(),
        product.class.to_string(),
        of(producer.map(|it| &*it.name)),
        kind.to_owned(),
        place.map_or_else(String::new, |it| book.full_name(&it.unit)),
        listed.counted.stars().number().to_string(),
        if listed.certainty == Certainty::Certainly { "có" } else { "có thể" }.to_owned(),
        of(held.map(|it| &*it.number)),
        decision
            .map_or_else(String::new, |it| format!("{} ngày {}", it.number, day(it.decided_on))),
        held.map_or_else(String::new, |it| day(it.certificate.valid_from.earliest())),
        held.map_or_else(String::new, |it| day(it.certificate.valid_from.latest())),
        held.map_or_else(String::new, |it| day(it.certificate.valid_to.latest())),
    ]
}

/// A cell that a spreadsheet would take for a formula is given as text.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn file(kind: &'static str, ending: &str, ask: &Ask, bytes: Vec<u8>) -> Response {
    let name = format!("ocop-{}-{}.{ending}", ask.unit, ask.basis.day());
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
