//! Difficulties and tasks: told with their period, carried on until they are closed.

use ocop_rules::accounts::Act;
use ocop_rules::activities::{CloseRefusal, Matter};

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

const FIELDS: [(&str, &str); 9] = [
    ("production", "Sản xuất, quy mô"),
    ("quality", "Chất lượng, an toàn thực phẩm"),
    ("dossier", "Hồ sơ, đánh giá, phân hạng"),
    ("producer", "Chủ thể"),
    ("market", "Thị trường, xúc tiến"),
    ("money", "Kinh phí, cơ chế hỗ trợ"),
    ("officers", "Cán bộ, chỉ đạo"),
    ("publicity", "Tuyên truyền, nhận thức"),
    ("other", "Khác"),
];

const CARRIED: [(&str, &str); 2] = [("no", "Mới"), ("yes", "Chuyển từ kỳ trước")];

/// What stood in the way, and why (*khó khăn, vướng mắc*).
pub static DIFFICULTIES: Ledger = Ledger {
    id: "difficulties",
    title: "Khó khăn, vướng mắc",
    one: "khó khăn",
    help: "Điều còn vướng và nguyên nhân, trong kỳ nào; chưa giải quyết thì còn được nêu trong báo cáo sau.",
    table: "difficulties",
    columns: &[
        Column::text("what", "Khó khăn, vướng mắc").needed(),
        Column::choice("field", "Lĩnh vực", &FIELDS).needed(),
        Column::text("cause", "Nguyên nhân"),
        Column::span("period", "Kỳ báo cáo")
            .needed()
            .hint("Ví dụ 2026; 2019 – 2023; từ 01/01/2026 đến 30/6/2026"),
        Column::choice("carried", "Mới hay chuyển tiếp", &CARRIED),
        Column::day("closed_on", "Ngày giải quyết xong").hint("Để trống nếu chưa xong"),
        Column::text("outcome", "Đã giải quyết thế nào"),
    ],
    name: "what",
    summary: &["field", "period", "closed_on"],
    dated: Some("period"),
    lasts: Lasts::Until("closed_on"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: closed_after_it_began,
};

/// What is to be done (*nhiệm vụ, giải pháp*).
pub static TASKS: Ledger = Ledger {
    id: "tasks",
    title: "Nhiệm vụ, giải pháp",
    one: "nhiệm vụ",
    help: "Việc phải làm trong kỳ, ai làm, hạn nào; chưa xong thì chuyển sang kỳ sau.",
    table: "tasks",
    columns: &[
        Column::text("what", "Nhiệm vụ, giải pháp").needed(),
        Column::choice("field", "Lĩnh vực", &FIELDS).needed(),
        Column::span("period", "Kỳ báo cáo")
            .needed()
            .hint("Ví dụ 2026; 2019 – 2023; từ 01/01/2026 đến 30/6/2026"),
        Column::words("who", "Cơ quan thực hiện"),
        Column::day("due_on", "Hạn hoàn thành"),
        Column::choice("carried", "Mới hay chuyển tiếp", &CARRIED),
        Column::day("closed_on", "Ngày hoàn thành").hint("Để trống nếu chưa xong"),
        Column::text("outcome", "Kết quả"),
    ],
    name: "what",
    summary: &["who", "period", "due_on", "closed_on"],
    dated: Some("period"),
    lasts: Lasts::Until("closed_on"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: closed_after_it_began,
};

/// The life of a difficulty or a task: raised when its period begins, or before where it is said to
/// be carried on from an earlier one.
///
/// # Errors
///
/// [`CloseRefusal`] when it is closed before it is raised.
pub fn matter(row: &Row) -> Option<Result<Matter, CloseRefusal>> {
    let (first, _) = row.days("period")?;
    let before = first.yesterday().ok().filter(|_| row.words("carried") == "yes");
    let matter = Matter::raise(before.unwrap_or(first));
    Some(match row.days("closed_on") {
        Some((closed, _)) => matter.close(closed),
        None => Ok(matter),
    })
}

/// Nothing is closed before it is raised.
fn closed_after_it_began(row: &Row) -> Vec<Refusal> {
    match matter(row) {
        Some(Err(_)) => vec![Refusal::of("closed_on", "Ngày xong đứng trước kỳ báo cáo.")],
        _ => Vec::new(),
    }
}
