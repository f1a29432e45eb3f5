//! What the programme gives (*hỗ trợ, kinh phí*): money planned and spent, by source and for what;
//! support to a producer or a product.
//!
//! Each is a ledger. Offers downstream: the ledgers themselves, which a report asks; the words of
//! money and [`outlay`], by which it is added up.

use ocop_rules::accounts::Act;
use ocop_rules::programme::Period;
use ocop_rules::support::{FundingSource, MoneyStage, Outlay, SupportKind};

use crate::ledgers::{Column, Lasts, Ledger, Row, Shelf};
use crate::machinery::Refusal;
use crate::programme::CYCLES;

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Kinh phí, hỗ trợ", ledgers: &[&BUDGETS, &GRANTS] };

/// How far money has come.
pub const PHASES: [(&str, &str); 3] =
    [("planned", "Kế hoạch"), ("allocated", "Đã giao, đã cấp"), ("spent", "Đã thực hiện")];

/// Where money comes from.
pub const SOURCES: [(&str, &str); 9] = [
    ("central", "Ngân sách trung ương"),
    ("province", "Ngân sách tỉnh"),
    ("district", "Ngân sách huyện (trước 1/7/2025)"),
    ("commune", "Ngân sách xã"),
    ("producer", "Vốn của chủ thể"),
    ("credit", "Vốn tín dụng"),
    ("other-programmes", "Lồng ghép chương trình khác"),
    ("other", "Nguồn khác"),
    ("mixed", "Nhiều nguồn, không tách"),
];

/// What money and support are for.
pub const PURPOSES: [(&str, &str); 15] = [
    ("technology", "Công nghệ, máy móc"),
    ("declaration", "Công bố chất lượng, chứng nhận"),
    ("packaging", "Bao bì, nhãn mác"),
    ("materials", "Vùng nguyên liệu"),
    ("linkage", "Liên kết sản xuất, tiêu thụ"),
    ("training", "Đào tạo, tập huấn"),
    ("trade-marks", "Nhãn hiệu, sở hữu trí tuệ"),
    ("traceability", "Truy xuất nguồn gốc, tem"),
    ("promotion", "Xúc tiến thương mại"),
    ("sales-point", "Điểm trưng bày, bán sản phẩm"),
    ("advice", "Tư vấn, hoàn thiện hồ sơ"),
    ("evaluation", "Đánh giá, phân hạng"),
    ("reward", "Khen thưởng sản phẩm được công nhận"),
    ("publicity", "Tuyên truyền"),
    ("other", "Khác, chung"),
];

/// Money of the programme, planned and spent: of which period, from which source, for what.
pub static BUDGETS: Ledger = Ledger {
    id: "budgets",
    title: "Kinh phí của Chương trình",
    one: "khoản kinh phí",
    help: "Tiền đã bố trí và đã chi, theo năm, nguồn và việc; ghi đúng như văn bản nêu, kể cả “trên 1,3 tỷ đồng”.",
    table: "budgets",
    columns: &[
        Column::words("what", "Nội dung")
            .needed()
            .hint("Ví dụ: kinh phí thực hiện Chương trình năm 2026"),
        Column::span("period", "Năm hoặc giai đoạn")
            .needed()
            .offering(&CYCLES)
            .hint("Ví dụ 2026; 2019 – 2023; từ 01/01/2026 đến 30/6/2026"),
        Column::choice("phase", "Kế hoạch hay thực hiện", &PHASES).needed(),
        Column::choice("funding", "Nguồn vốn", &SOURCES).needed(),
        Column::choice("purpose", "Chi cho việc gì", &PURPOSES),
        Column::amount("amount", "Số tiền", "đồng").needed(),
        Column::text("note", "Ghi chú"),
    ],
    name: "what",
    summary: &["period", "phase", "funding", "amount"],
    dated: Some("period"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: Ledger::UNCHECKED,
};

/// Support to a producer or a product, in money or in kind.
pub static GRANTS: Ledger = Ledger {
    id: "grants",
    title: "Hỗ trợ chủ thể, sản phẩm",
    one: "khoản hỗ trợ",
    help: "Ai được hỗ trợ gì, bao nhiêu, từ nguồn nào: máy móc, công bố, bao bì, vùng nguyên liệu, nhãn hiệu, xúc tiến.",
    table: "grants",
    columns: &[
        Column::words("what", "Hỗ trợ gì").needed().hint("Ví dụ: máy đóng gói hút chân không"),
        Column::choice("purpose", "Loại hỗ trợ", &PURPOSES).needed(),
        Column::reference("producer", "Chủ thể được hỗ trợ", "producer")
            .hint("Tên hoặc số đăng ký kinh doanh"),
        Column::reference("product", "Sản phẩm được hỗ trợ", "product")
            .hint("Tên hoặc mã số sản phẩm"),
        Column::span("granted", "Thời gian hỗ trợ").needed(),
        Column::choice("funding", "Nguồn vốn", &SOURCES),
        Column::amount("amount", "Số tiền hỗ trợ", "đồng"),
        Column::amount("own_share", "Chủ thể đối ứng", "đồng"),
        Column::words("in_kind", "Hỗ trợ bằng hiện vật, công sức"),
        Column::words("giver", "Đơn vị hỗ trợ"),
        Column::text("result", "Kết quả hỗ trợ"),
    ],
    name: "what",
    summary: &["purpose", "producer", "product", "granted", "amount"],
    dated: Some("granted"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: somebodys,
};

/// An entry of [`BUDGETS`] as the rules add it up.
pub fn outlay(row: &Row) -> Option<Outlay> {
    let (first, last) = row.days("period")?;
    Some(Outlay {
        stage: MoneyStage::from_id(row.words("phase"))?,
        period: Period::days(first, last).ok()?,
        source: FundingSource::from_id(row.words("funding"))?,
        kind: SupportKind::from_id(row.words("purpose")),
        amount: row.amount("amount")?,
    })
}

/// Support is somebody's, and it is something. Where a document names nobody, its words stand for
/// them.
fn somebodys(row: &Row) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    if !row.has("producer") && !row.has("product") && row.source.words.trim().is_empty() {
        let sentence = "Hãy ghi chủ thể hoặc sản phẩm được hỗ trợ; nếu văn bản nguồn không nêu ai, hãy trích nguyên văn.";
        refusals.push(Refusal::of("producer", sentence));
    }
    if !row.has("amount") && !row.has("in_kind") {
        refusals.push(Refusal::of("amount", "Hãy ghi số tiền, hoặc hỗ trợ bằng hiện vật gì."));
    }
    refusals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_are_those_of_the_rules() {
        assert_eq!(MoneyStage::ALL.map(MoneyStage::id), PHASES.map(|(id, _)| id));
        assert_eq!(FundingSource::ALL.map(FundingSource::id), SOURCES.map(|(id, _)| id));
        assert_eq!(SupportKind::ALL.map(SupportKind::id), PURPOSES.map(|(id, _)| id));
    }
}
