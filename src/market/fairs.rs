//! Fairs and exhibitions, and the products that took part.

use ocop_rules::accounts::Act;

use crate::ledgers::{Column, Lasts, Ledger};

const KINDS: [(&str, &str); 6] = [
    ("fair", "Hội chợ"),
    ("exhibition", "Triển lãm, trưng bày"),
    ("connection", "Kết nối cung cầu"),
    ("week", "Tuần hàng, lễ hội"),
    ("online", "Bán hàng trực tuyến, phát trực tiếp"),
    ("other", "Hình thức khác"),
];

/// Fairs, exhibitions, meetings of supply and demand.
pub static FAIRS: Ledger = Ledger {
    id: "fairs",
    title: "Hội chợ, triển lãm, kết nối cung cầu",
    one: "hội chợ",
    help: "Hoạt động xúc tiến thương mại: ở đâu, ngày nào, bao nhiêu gian hàng, hợp đồng, doanh số.",
    table: "fairs",
    columns: &[
        Column::words("title", "Tên hoạt động xúc tiến").needed(),
        Column::choice("kind", "Hình thức xúc tiến", &KINDS).needed(),
        Column::span("held", "Ngày tổ chức").needed(),
        Column::words("organiser", "Đơn vị tổ chức"),
        Column::words("place", "Địa điểm"),
        Column::amount("stalls", "Số gian hàng", "gian hàng"),
        Column::amount("producers", "Số chủ thể tham gia", "chủ thể"),
        Column::amount("products", "Số sản phẩm tham gia", "sản phẩm"),
        Column::amount("contracts", "Số hợp đồng, ghi nhớ", "hợp đồng"),
        Column::amount("contract_value", "Giá trị hợp đồng", "đồng"),
        Column::amount("sales", "Doanh số tại chỗ", "đồng"),
        Column::text("note", "Ghi chú"),
    ],
    name: "title",
    summary: &["kind", "held", "place", "products", "sales"],
    dated: Some("held"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: Ledger::UNCHECKED,
};

/// A product at a fair, and what came of it.
pub static PARTICIPATIONS: Ledger = Ledger {
    id: "participations",
    title: "Sản phẩm tham gia hội chợ",
    one: "lượt tham gia",
    help: "Sản phẩm nào đã dự hội chợ nào, bán được bao nhiêu, ký được gì.",
    table: "participations",
    columns: &[
        Column::reference("product", "Sản phẩm", "product")
            .needed()
            .hint("Tên hoặc mã số sản phẩm"),
        Column::reference("fair", "Hội chợ", "fairs").needed().hint("Tên như trong sổ hội chợ"),
        Column::day("from_day", "Dự từ ngày"),
        Column::amount("contracts", "Số hợp đồng, ghi nhớ", "hợp đồng"),
        Column::amount("contract_value", "Giá trị hợp đồng", "đồng"),
        Column::amount("sales", "Doanh số tại chỗ", "đồng"),
        Column::words("award", "Giải thưởng"),
    ],
    name: "product",
    summary: &["fair", "contracts", "sales"],
    dated: Some("from_day"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: Ledger::UNCHECKED,
};
