//! Where products are sold, and what they bring in a year.

use ocop_rules::accounts::Act;

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

const POINTS: [(&str, &str); 6] = [
    ("ocop-point", "Điểm giới thiệu và bán sản phẩm OCOP"),
    ("shop", "Cửa hàng của chủ thể"),
    ("supermarket", "Siêu thị, cửa hàng tiện lợi"),
    ("tourist-stop", "Điểm du lịch, trạm dừng nghỉ"),
    ("market", "Chợ"),
    ("other", "Nơi khác"),
];

/// Points of display and sale (*điểm giới thiệu và bán sản phẩm*).
pub static SALES_POINTS: Ledger = Ledger {
    id: "sales-points",
    title: "Điểm giới thiệu và bán sản phẩm",
    one: "điểm bán hàng",
    help: "Nơi trưng bày, bán sản phẩm OCOP: địa chỉ, ai quản lý, mở ngày nào, còn hoạt động không.",
    table: "sales_points",
    columns: &[
        Column::words("name", "Tên điểm bán").needed(),
        Column::choice("kind", "Loại điểm bán", &POINTS).needed(),
        Column::words("address", "Địa chỉ").needed(),
        Column::words("keeper", "Đơn vị quản lý"),
        Column::day("opened_on", "Ngày mở").needed(),
        Column::day("closed_on", "Ngày đóng").hint("Để trống nếu còn mở"),
        Column::amount("products", "Số sản phẩm bày bán", "sản phẩm"),
        Column::amount("sales", "Doanh số năm gần nhất", "đồng"),
    ],
    name: "name",
    summary: &["kind", "address", "opened_on", "closed_on"],
    dated: Some("opened_on"),
    lasts: Lasts::Until("closed_on"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: closed_after_opening,
};

/// Nothing is closed before it is opened.
fn closed_after_opening(row: &Row) -> Vec<Refusal> {
    match (row.days("opened_on"), row.days("closed_on")) {
        (Some((opened, _)), Some((closed, _))) if closed < opened => {
            vec![Refusal::of("closed_on", "Ngày đóng đứng trước ngày mở.")]
        }
        _ => Vec::new(),
    }
}

const PLATFORMS: [(&str, &str); 8] = [
    ("buudien", "Nông sản Bưu điện"),
    ("voso", "Voso"),
    ("shopee", "Shopee"),
    ("lazada", "Lazada"),
    ("tiktok", "TikTok Shop"),
    ("provincial", "Sàn của tỉnh"),
    ("own", "Trang của chủ thể"),
    ("other", "Nơi khác"),
];

const STATES: [(&str, &str); 3] =
    [("there", "Đang bán"), ("empty", "Hết hàng"), ("gone", "Không còn")];

/// A product on an e-commerce platform: where, since when, when somebody last looked.
pub static LISTINGS: Ledger = Ledger {
    id: "listings",
    title: "Sản phẩm trên sàn thương mại điện tử",
    one: "gian hàng điện tử",
    help: "Sản phẩm được bán trên sàn nào, đường dẫn, và lần cuối có người xem lại.",
    table: "listings",
    columns: &[
        Column::reference("product", "Sản phẩm", "product")
            .needed()
            .hint("Tên hoặc mã số sản phẩm"),
        Column::choice("platform", "Sàn", &PLATFORMS).needed(),
        Column::link("link", "Đường dẫn").needed(),
        Column::day("listed_on", "Lên sàn từ ngày").needed(),
        Column::day("checked_on", "Ngày xem lại gần nhất"),
        Column::choice("state", "Khi xem lại", &STATES),
    ],
    name: "product",
    summary: &["platform", "listed_on", "checked_on", "state"],
    dated: Some("listed_on"),
    lasts: Lasts::Onward,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: looked_at_after_listing,
};

/// Nobody looks at what is not there yet.
fn looked_at_after_listing(row: &Row) -> Vec<Refusal> {
    match (row.days("listed_on"), row.days("checked_on")) {
        (Some((listed, _)), Some((checked, _))) if checked < listed => {
            vec![Refusal::of("checked_on", "Ngày xem lại đứng trước ngày lên sàn.")]
        }
        _ => Vec::new(),
    }
}

/// What a product makes in a year: output, turnover, export.
pub static YEARLY_FIGURES: Ledger = Ledger {
    id: "yearly-figures",
    title: "Sản lượng, doanh thu, xuất khẩu",
    one: "số liệu năm",
    help: "Mỗi sản phẩm mỗi năm một dòng: sản lượng, doanh thu, xuất khẩu, lao động.",
    table: "yearly_figures",
    columns: &[
        Column::reference("product", "Sản phẩm", "product")
            .needed()
            .hint("Tên hoặc mã số sản phẩm"),
        Column::year("year", "Năm").needed(),
        Column::amount("output", "Sản lượng", "đơn vị sản phẩm"),
        Column::words("output_unit", "Đơn vị tính sản lượng")
            .hint("Ví dụ kg, lít, hộp, lượt khách"),
        Column::amount("turnover", "Doanh thu", "đồng"),
        Column::amount("export", "Doanh thu xuất khẩu", "đồng"),
        Column::words("export_to", "Nước nhập khẩu"),
        Column::amount("workers", "Số lao động", "người"),
    ],
    name: "product",
    summary: &["year", "output", "output_unit", "turnover", "export"],
    dated: Some("year"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: told,
};

/// A year tells something, and an output its unit.
fn told(row: &Row) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if ["output", "turnover", "export", "workers"].iter().all(|it| !row.has(it)) {
        refusals.push(Refusal::of("output", "Hãy ghi ít nhất một số liệu của năm."));
    }
    if row.has("output") && !row.has("output_unit") {
        refusals.push(Refusal::of("output_unit", "Hãy ghi đơn vị tính của sản lượng."));
    }
    refusals
}
