//! The officers who do the work of the programme, and what they were trained in.

use ocop_rules::accounts::Act;

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

/// Who does the work of the programme in a unit (*cán bộ phụ trách OCOP*), from day to day.
pub static OFFICERS: Ledger = Ledger {
    id: "officers",
    title: "Cán bộ phụ trách OCOP",
    one: "cán bộ",
    help: "Ai phụ trách OCOP ở từng xã, từng cấp, từ ngày nào đến ngày nào.",
    table: "officers",
    columns: &[
        Column::words("name", "Họ tên").needed(),
        Column::words("position", "Chức vụ").needed(),
        Column::words("office", "Cơ quan, phòng ban"),
        Column::day("since", "Phụ trách từ ngày").needed(),
        Column::day("until", "Đến ngày").hint("Để trống nếu còn phụ trách"),
        Column::words("phone", "Điện thoại cơ quan"),
    ],
    name: "name",
    summary: &["position", "since", "until"],
    dated: Some("since"),
    lasts: Lasts::Until("until"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: ends_after_it_began,
};

const FORMS: [(&str, &str); 3] =
    [("in-person", "Trực tiếp"), ("online", "Trực tuyến"), ("mixed", "Kết hợp")];

/// What an officer was trained in, and when.
pub static TRAININGS: Ledger = Ledger {
    id: "trainings",
    title: "Đào tạo, bồi dưỡng cán bộ",
    one: "lượt đào tạo",
    help: "Mỗi cán bộ đã học gì về OCOP, bao lâu, do ai tổ chức.",
    table: "trainings",
    columns: &[
        Column::reference("officer", "Cán bộ", "officers")
            .needed()
            .hint("Họ tên như trong sổ cán bộ"),
        Column::words("subject", "Nội dung đào tạo").needed(),
        Column::span("held", "Thời gian").needed(),
        Column::days("days", "Số ngày học"),
        Column::choice("form", "Hình thức", &FORMS),
        Column::words("organiser", "Đơn vị tổ chức"),
        Column::reference("event", "Hoạt động", "events")
            .hint("Nếu lớp này đã ghi trong sổ hội nghị, tập huấn"),
    ],
    name: "subject",
    summary: &["officer", "held", "days"],
    dated: Some("held"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: Ledger::UNCHECKED,
};

/// Nobody leaves before they came.
fn ends_after_it_began(row: &Row) -> Vec<Refusal> {
    match (row.days("since"), row.days("until")) {
        (Some((since, _)), Some((until, _))) if until < since => {
            vec![Refusal::of("until", "“Đến ngày” đứng trước ngày bắt đầu phụ trách.")]
        }
        _ => Vec::new(),
    }
}
