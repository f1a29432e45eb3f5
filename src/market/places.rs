//! Places of community tourism.

use ocop_rules::accounts::Act;

use crate::ledgers::{Column, Lasts, Ledger};

const KINDS: [(&str, &str); 4] = [
    ("village", "Làng du lịch cộng đồng"),
    ("eco", "Du lịch sinh thái"),
    ("site", "Điểm du lịch"),
    ("other", "Loại khác"),
];

const STATES: [(&str, &str); 4] = [
    ("planned", "Dự kiến"),
    ("building", "Đang xây dựng"),
    ("open", "Đang đón khách"),
    ("closed", "Đã ngừng"),
];

/// Villages and places of community tourism (*du lịch cộng đồng, sinh thái*).
pub static TOURISM_PLACES: Ledger = Ledger {
    id: "tourism-places",
    title: "Điểm du lịch cộng đồng, sinh thái",
    one: "điểm du lịch",
    help: "Làng, điểm du lịch gắn với OCOP: ở đâu, bao nhiêu hộ, bao nhiêu khách, đang ở bước nào.",
    table: "tourism_places",
    columns: &[
        Column::words("name", "Tên điểm du lịch").needed(),
        Column::choice("kind", "Loại điểm du lịch", &KINDS).needed(),
        Column::choice("state", "Hiện trạng", &STATES).needed(),
        Column::span("since", "Từ khi nào").needed(),
        Column::words("place", "Địa điểm"),
        Column::reference("producer", "Chủ thể", "producer").hint("Tên hoặc số đăng ký kinh doanh"),
        Column::reference("product", "Sản phẩm du lịch", "product").hint("Tên hoặc mã số sản phẩm"),
        Column::amount("households", "Số hộ tham gia", "hộ"),
        Column::amount("visitors", "Lượt khách một năm", "lượt khách"),
        Column::amount("turnover", "Doanh thu một năm", "đồng"),
    ],
    name: "name",
    summary: &["kind", "state", "since", "households", "visitors"],
    dated: Some("since"),
    lasts: Lasts::Onward,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: Ledger::UNCHECKED,
};
