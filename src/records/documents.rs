//! The register of documents in and out: what came, what was sent, what carries out what.
//!
//! What the program itself issues stands in the register of issued documents; this one is of the
//! others, on paper or from before.

use ocop_rules::accounts::Act;
use ocop_rules::records::DocumentNumber;

use crate::ledgers::{Column, Lasts, Ledger, Row, Shelf};
use crate::machinery::Refusal;

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Văn bản", ledgers: &[&REGISTER] };

/// So few words do not tell which document it is that has no number.
const TOO_FEW_WORDS: usize = 4;

const DIRECTIONS: [(&str, &str); 2] = [("in", "Văn bản đến"), ("out", "Văn bản đi")];

const KINDS: [(&str, &str); 7] = [
    ("decision", "Quyết định"),
    ("plan", "Kế hoạch"),
    ("letter", "Công văn"),
    ("resolution", "Nghị quyết"),
    ("report", "Báo cáo"),
    ("notice", "Thông báo"),
    ("other", "Văn bản khác"),
];

/// The register of documents in and out (*sổ văn bản đến, đi*).
pub static REGISTER: Ledger = Ledger {
    id: "documents",
    title: "Sổ văn bản đến, đi",
    one: "văn bản",
    help: "Văn bản nhận được và gửi đi, văn bản nào thực hiện hay thay thế văn bản nào. Văn bản ban hành từ phần mềm có sẵn ở mục Văn bản, không ghi lại.",
    table: "documents",
    columns: &[
        Column::choice("direction", "Đến hay đi", &DIRECTIONS).needed(),
        Column::words("subject", "Trích yếu").needed().hint("Về việc gì; đủ để nhận ra văn bản"),
        Column::choice("kind", "Loại văn bản", &KINDS).needed(),
        Column::words("number", "Số, ký hiệu")
            .code()
            .hint("Ví dụ 142/KH-UBND; 622/SNN-PTNT. Để trống nếu không rõ"),
        Column::day("signed_on", "Ngày văn bản").hint("Để trống nếu không rõ"),
        Column::words("issuer", "Cơ quan ban hành").needed(),
        Column::day("received_on", "Ngày đến").hint("Chỉ với văn bản đến"),
        Column::link("link", "Đường dẫn tới tệp"),
        Column::reference("carries_out", "Thực hiện văn bản", "documents")
            .dated_by("signed_on")
            .hint("Số hoặc trích yếu như trong sổ này"),
        Column::reference("replaces", "Thay thế văn bản", "documents")
            .dated_by("signed_on")
            .hint("Số hoặc trích yếu như trong sổ này"),
    ],
    name: "subject",
    summary: &["number", "direction", "kind", "issuer", "signed_on", "carries_out"],
    dated: Some("signed_on"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check,
};

fn check(row: &Row) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let number = row.words("number");
    if !number.is_empty() && number.parse::<DocumentNumber>().is_err() {
        let sentence = format!(
            "“{number}” không phải là số, ký hiệu văn bản; hãy ghi như 142/KH-UBND, 26/2026/QĐ-TTg, hoặc để trống."
        );
        refusals.push(Refusal::of("number", sentence));
    }
    let words = row.words("subject").split_whitespace().count();
    if number.is_empty() && row.has("subject") && words < TOO_FEW_WORDS {
        let sentence = "Văn bản không có số: trích yếu phải nói rõ đó là văn bản nào.";
        refusals.push(Refusal::of("subject", sentence));
    }
    if row.has("received_on") && row.words("direction") == "out" {
        refusals.push(Refusal::of("received_on", "Văn bản đi không có ngày đến."));
    }
    if let (Some((signed, _)), Some((received, _))) =
        (row.days("signed_on"), row.days("received_on"))
        && received < signed
    {
        refusals.push(Refusal::of("received_on", "Ngày đến đứng trước ngày văn bản."));
    }
    refusals
}
