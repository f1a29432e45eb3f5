//! The ledgers of inspections: the yearly plan, the visits, what was concluded.

use ocop_rules::accounts::Act;
use ocop_rules::inspections::{BreachKind, Remedy};

use crate::ledgers::{Column, Lasts, Ledger, Row, Shelf};
use crate::machinery::Refusal;

/// The ledgers of this room.
pub const LEDGERS: Shelf =
    Shelf { title: "Kiểm tra, giám sát", ledgers: &[&PLANS, &VISITS, &BREACHES] };

/// Where this room's own pages of visits and breaches are.
pub const PAGES: [(&str, &str); 2] =
    [("visits", "/inspections"), ("breaches", "/inspections/breaches")];

/// What is to be inspected in a year (*kế hoạch kiểm tra*).
pub static PLANS: Ledger = Ledger {
    id: "inspection-plans",
    title: "Kế hoạch kiểm tra",
    one: "kế hoạch kiểm tra",
    help: "Kế hoạch kiểm tra hằng năm của đơn vị: cơ quan nào tham gia, kiểm tra bao nhiêu chủ thể, bao nhiêu sản phẩm.",
    table: "inspection_plans",
    columns: &[
        Column::words("title", "Tên kế hoạch").needed(),
        Column::year("year", "Năm").needed(),
        Column::words("bodies", "Cơ quan tham gia").needed(),
        Column::text("scope", "Phạm vi, nội dung"),
        Column::amount("producers", "Số chủ thể dự kiến", "chủ thể"),
        Column::amount("products", "Số sản phẩm dự kiến", "sản phẩm"),
        Column::words("number", "Số, ký hiệu").hint("Ví dụ 142/KH-UBND"),
        Column::day("signed_on", "Ngày ban hành"),
        Column::text("note", "Ghi chú"),
    ],
    name: "title",
    summary: &["year", "number", "bodies", "producers", "products"],
    dated: Some("year"),
    lasts: Lasts::Moment,
    see: Act::SeeInspections,
    keep: Act::Inspect,
    check: |row| {
        if row.has("producers") || row.has("products") {
            return Vec::new();
        }
        let sentence = "Hãy ghi số chủ thể hoặc số sản phẩm dự kiến kiểm tra.";
        vec![Refusal::of("products", sentence)]
    },
};

/// How a visit came about.
pub(super) const VISIT_KINDS: [(&str, &str); 3] =
    [("planned", "Theo kế hoạch"), ("ad-hoc", "Đột xuất"), ("follow-up", "Kiểm tra lại")];

/// What a visit found of the criteria as a whole.
pub(super) const UPKEEPS: [(&str, &str); 3] = [
    ("kept", "Duy trì như khi đánh giá"),
    ("below", "Có tiêu chí giảm"),
    ("not-looked-at", "Không kiểm tra"),
];

/// What a visit found of mark, label and advertising.
pub(super) const MARKS: [(&str, &str); 4] = [
    ("right", "Đúng"),
    ("wrong-edition", "Sai mẫu đang có hiệu lực"),
    ("no-right", "Không được phép dùng"),
    ("expired", "Giấy chứng nhận đã hết hạn"),
];

/// What a visit found of licences and tests.
pub(super) const PAPERS: [(&str, &str); 3] =
    [("in-force", "Còn hiệu lực"), ("lapsed", "Có giấy hết hạn"), ("missing", "Thiếu giấy")];

/// A visit to a product (*lần kiểm tra*).
pub static VISITS: Ledger = Ledger {
    id: "visits",
    title: "Các lần kiểm tra",
    one: "lần kiểm tra",
    help: "Mỗi dòng là một lần kiểm tra một sản phẩm. Kết quả từng tiêu chí, vi phạm và khắc phục ghi ở trang của lần kiểm tra, mục Kiểm tra.",
    table: "visits",
    columns: &[
        Column::words("minutes", "Biên bản, tên lần kiểm tra")
            .needed()
            .hint("Ví dụ 05/BB-KT; chưa có số thì ghi: Kiểm tra ngày 18/11/2026"),
        Column::reference("product", "Sản phẩm", "product")
            .needed()
            .hint("Tên hoặc mã số sản phẩm"),
        Column::day("visited_on", "Ngày kiểm tra").needed(),
        Column::choice("kind", "Loại kiểm tra", &VISIT_KINDS).needed(),
        Column::words("bodies", "Cơ quan kiểm tra")
            .needed()
            .hint("Nhiều cơ quan thì cách nhau bằng dấu chấm phẩy"),
        Column::words("represented", "Người đại diện chủ thể"),
        Column::reference("plan", "Theo kế hoạch nào", "inspection-plans"),
        Column::choice("upkeep", "Duy trì tiêu chí", &UPKEEPS),
        Column::choice("mark", "Sử dụng biểu trưng, nhãn", &MARKS)
            .hint("Để trống nếu không kiểm tra"),
        Column::choice("papers", "Giấy phép, kiểm nghiệm", &PAPERS)
            .hint("Để trống nếu không kiểm tra"),
        Column::text("note", "Ghi chú về nhãn, giấy tờ"),
        Column::text("conclusion", "Kết luận"),
    ],
    name: "minutes",
    summary: &["product", "visited_on", "kind", "upkeep", "mark"],
    dated: Some("visited_on"),
    lasts: Lasts::Moment,
    see: Act::SeeInspections,
    keep: Act::Inspect,
    check: Ledger::UNCHECKED,
};

/// What is concluded, in the order of Art. 8.1.
pub(super) const BREACH_KINDS: [(&str, &str); 6] = [
    ("untrue-information", "Thông tin không trung thực, hồ sơ giả mạo"),
    ("criteria-lost", "Không còn đạt tiêu chí của hạng sao"),
    ("law-broken", "Vi phạm pháp luật về chất lượng, an toàn, nhãn, môi trường"),
    ("mark-misused", "Dùng sai biểu trưng, hạng sao, quảng cáo"),
    ("production-stopped", "Ngừng sản xuất"),
    ("other-conclusion", "Trường hợp khác, theo cơ quan nhà nước"),
];

/// What was concluded against a product, and what followed (*vi phạm, khắc phục*).
pub static BREACHES: Ledger = Ledger {
    id: "breaches",
    title: "Vi phạm, khắc phục",
    one: "vi phạm",
    help: "Vi phạm đã kết luận, phải khắc phục gì, hạn nào, đã xong chưa. Quá hạn thì phần mềm đề nghị thu hồi theo Điều 8.",
    table: "breaches",
    columns: &[
        Column::text("what", "Vi phạm").needed(),
        Column::reference("product", "Sản phẩm", "product")
            .needed()
            .hint("Tên hoặc mã số sản phẩm"),
        Column::reference("visit", "Lần kiểm tra", "visits")
            .hint("Biên bản, như trong sổ các lần kiểm tra"),
        Column::choice("kind", "Loại vi phạm", &BREACH_KINDS).needed(),
        Column::day("concluded_on", "Ngày kết luận").needed(),
        Column::text("remedy", "Phải khắc phục"),
        Column::day("due_on", "Hạn khắc phục"),
        Column::day("done_on", "Ngày khắc phục xong").hint("Để trống nếu chưa xong"),
        Column::text("how", "Khắc phục thế nào"),
    ],
    name: "what",
    summary: &["product", "kind", "concluded_on", "due_on", "done_on"],
    dated: Some("concluded_on"),
    lasts: Lasts::Moment,
    see: Act::SeeInspections,
    keep: Act::Inspect,
    check: remedied_in_order,
};

/// A remedy has its words and its deadline, and its days are in order.
fn remedied_in_order(row: &Row) -> Vec<Refusal> {
    let day = |column| row.days(column).map(|(day, _)| day);
    let kind = BreachKind::from_id(row.words("kind"));
    let (Some(kind), Some(concluded_on)) = (kind, day("concluded_on")) else { return Vec::new() };
    let one = |field: &str, sentence: &str| vec![Refusal::of(field, sentence)];
    match (row.has("remedy"), day("due_on"), day("done_on")) {
        (false, None, None) => Vec::new(),
        _ if !kind.can_be_remedied() => one(
            "remedy",
            "Vi phạm loại này không có hạn khắc phục: hãy để trống nội dung, hạn và ngày khắc phục (Điều 8).",
        ),
        (true, None, _) => one("due_on", "Hãy ghi hạn khắc phục."),
        (false, ..) => one("remedy", "Hãy ghi phải khắc phục gì."),
        (true, Some(due), done) => match Remedy::order(concluded_on, due) {
            Err(_) => one("due_on", "Hạn khắc phục đứng trước ngày kết luận."),
            Ok(remedy) if done.is_some_and(|it| remedy.done(it).is_err()) => {
                one("done_on", "Ngày khắc phục xong đứng trước ngày kết luận.")
            }
            Ok(_) => Vec::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use ocop_rules::inspections::{BreachKind, MarkUse};

    use super::{BREACH_KINDS, MARKS};

    #[test]
    fn the_choices_are_those_of_the_rules() {
        assert_eq!(BreachKind::ALL.map(BreachKind::id), BREACH_KINDS.map(|(id, _)| id));
        assert_eq!(MarkUse::ALL.map(MarkUse::id), MARKS.map(|(id, _)| id));
    }
}
