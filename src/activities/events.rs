//! Conferences, trainings, publicity, study visits.

use ocop_rules::accounts::Act;
use ocop_rules::activities::present;

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

const KINDS: [(&str, &str); 8] = [
    ("interim-review", "Hội nghị sơ kết"),
    ("final-review", "Hội nghị tổng kết"),
    ("launch", "Hội nghị triển khai"),
    ("conference", "Hội nghị, hội thảo khác"),
    ("training", "Tập huấn"),
    ("publicity", "Tuyên truyền"),
    ("study-visit", "Tham quan, học tập"),
    ("other", "Hoạt động khác"),
];

/// Conferences, trainings, publicity, study visits: who held them, who came, what was shown.
pub static EVENTS: Ledger = Ledger {
    id: "events",
    title: "Hội nghị, tập huấn, tuyên truyền",
    one: "hoạt động",
    help: "Sơ kết, tổng kết, tập huấn, tuyên truyền, tham quan: ai tổ chức, ngày nào, bao nhiêu người dự.",
    table: "events",
    columns: &[
        Column::words("title", "Tên hoạt động").needed(),
        Column::choice("kind", "Loại hoạt động", &KINDS).needed(),
        Column::span("held", "Ngày tổ chức").needed(),
        Column::words("organiser", "Đơn vị tổ chức").needed(),
        Column::words("place", "Địa điểm"),
        Column::text("covers", "Nội dung hoạt động")
            .hint("Ví dụ: sơ kết giai đoạn 2019–2023; kỹ năng bán hàng trực tuyến"),
        Column::text("invited", "Thành phần mời").hint("Mỗi cơ quan, tổ chức một dòng"),
        Column::amount("present", "Số người dự", "người"),
        Column::amount("producers_present", "Số chủ thể dự", "chủ thể"),
        Column::text("exhibits", "Trưng bày")
            .hint("Sản phẩm hoặc gian hàng được trưng bày, mỗi thứ một dòng"),
        Column::words("carries_out", "Thực hiện văn bản")
            .hint("Số và ngày của văn bản yêu cầu, ví dụ 142/KH-UBND ngày 17/4/2023"),
        Column::reference("document", "Thực hiện văn bản trong sổ", "documents")
            .hint("Số hoặc trích yếu, nếu văn bản yêu cầu đã ghi trong sổ văn bản"),
    ],
    name: "title",
    summary: &["kind", "held", "organiser", "present"],
    dated: Some("held"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: came,
};

/// Producers who came are among those who came.
fn came(row: &Row) -> Vec<Refusal> {
    match present(row.amount("present"), row.amount("producers_present")) {
        Err(_) => vec![Refusal::of("producers_present", "Số chủ thể dự nhiều hơn số người dự.")],
        Ok(()) => Vec::new(),
    }
}
