//! The ledgers of the programme: plans, the boards and offices, who holds which position in them.

use jiff::civil::Date;
use ocop_rules::accounts::Act;

use super::CYCLES;
use crate::face::date_typed;
use crate::ledgers::{Column, Lasts, Ledger, Row, Shelf, out_of_order};
use crate::machinery::Refusal;

/// The ledgers of this room.
pub const LEDGERS: Shelf =
    Shelf { title: "Chỉ đạo, điều hành", ledgers: &[&PLANS, &BOARDS, &POSITIONS] };

const PLAN_KINDS: [(&str, &str); 5] = [
    ("resolution", "Nghị quyết"),
    ("cycle-plan", "Kế hoạch giai đoạn"),
    ("yearly-plan", "Kế hoạch năm"),
    ("direction", "Văn bản chỉ đạo, hướng dẫn"),
    ("other", "Văn bản khác"),
];

/// Plans of a unit and what they rest on (*kế hoạch, văn bản chỉ đạo*).
pub static PLANS: Ledger = Ledger {
    id: "plans",
    title: "Kế hoạch, văn bản chỉ đạo",
    one: "kế hoạch",
    help: "Nghị quyết, kế hoạch giai đoạn, kế hoạch năm của đơn vị, và văn bản mà nó thực hiện.",
    table: "plans",
    columns: &[
        Column::words("title", "Tên, trích yếu").needed(),
        Column::choice("kind", "Loại văn bản", &PLAN_KINDS).needed(),
        Column::words("number", "Số, ký hiệu").hint("Ví dụ 142/KH-UBND"),
        Column::day("signed_on", "Ngày ban hành").needed(),
        Column::words("issuer", "Cơ quan ban hành").needed(),
        Column::span("period", "Giai đoạn")
            .needed()
            .offering(&CYCLES)
            .hint("Ví dụ 2026; 2026 – 2030; từ 01/01/2026 đến 30/6/2026"),
        Column::words("carries_out", "Thực hiện văn bản")
            .hint("Số và ngày của văn bản yêu cầu, ví dụ 142/KH-UBND ngày 17/4/2023"),
        Column::reference("document", "Thực hiện văn bản trong sổ", "documents")
            .dated_by("signed_on")
            .hint("Số hoặc trích yếu, nếu văn bản yêu cầu đã ghi trong sổ văn bản"),
        Column::words("replaces", "Thay thế văn bản"),
        Column::text("content", "Nội dung chính"),
        Column::amount("money", "Kinh phí dự kiến", "đồng"),
    ],
    name: "title",
    summary: &["number", "kind", "issuer", "signed_on", "period"],
    dated: Some("period"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: after_what_it_cites,
};

/// Nothing carries out or replaces what came after it, as far as its words name the day.
fn after_what_it_cites(row: &Row) -> Vec<Refusal> {
    let Some((_, own)) = row.days("signed_on") else { return Vec::new() };
    let later = |column: &'static str| {
        let day = named_days(row.words(column)).find(|it| own < *it)?;
        Some(Refusal::of(column, out_of_order(own, day)))
    };
    ["carries_out", "replaces"].into_iter().filter_map(later).collect()
}

/// The days in *142/KH-UBND ngày 17/4/2023*.
fn named_days(words: &str) -> impl Iterator<Item = Date> {
    let named = words.split("ngày ").skip(1);
    named.filter_map(|it| date_typed(it.split([' ', ';', ',', ')']).next()?).ok())
}

const BOARD_KINDS: [(&str, &str); 5] = [
    ("steering", "Ban Chỉ đạo, Ban Điều hành"),
    ("office", "Văn phòng điều phối, cơ quan tham mưu"),
    ("council", "Hội đồng đánh giá, phân hạng"),
    ("group", "Tổ giúp việc, tổ tư vấn"),
    ("other", "Tổ chức khác"),
];

/// The boards and offices that lead the programme in a unit.
pub static BOARDS: Ledger = Ledger {
    id: "boards",
    title: "Ban, văn phòng, hội đồng",
    one: "ban, văn phòng",
    help: "Tổ chức chỉ đạo và giúp việc của Chương trình ở từng cấp, theo quyết định nào, từ ngày nào.",
    table: "boards",
    columns: &[
        Column::words("name", "Tên tổ chức").needed(),
        Column::choice("kind", "Loại tổ chức", &BOARD_KINDS).needed(),
        Column::words("decision", "Quyết định thành lập").hint("Số, ký hiệu, ví dụ 512/QĐ-UBND"),
        Column::day("formed_on", "Ngày thành lập").hint("Để trống nếu không rõ"),
        Column::day("ended_on", "Ngày kết thúc").hint("Để trống nếu còn hoạt động"),
        Column::text("mandate", "Nhiệm vụ"),
    ],
    name: "name",
    summary: &["kind", "decision", "formed_on", "ended_on"],
    dated: Some("formed_on"),
    lasts: Lasts::Until("ended_on"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: |row| in_order(row, "formed_on", "ended_on"),
};

const POSITION_KINDS: [(&str, &str); 6] = [
    ("head", "Trưởng Ban, Chủ tịch, Chánh Văn phòng"),
    ("standing-deputy", "Phó thường trực"),
    ("deputy", "Phó Trưởng Ban, Phó Chủ tịch, Phó Chánh Văn phòng"),
    ("secretary", "Thư ký"),
    ("member", "Thành viên, ủy viên"),
    ("officer", "Cán bộ phụ trách OCOP"),
];

/// Who holds which position in a board or office, from day to day.
pub static POSITIONS: Ledger = Ledger {
    id: "positions",
    title: "Chức vụ trong ban, văn phòng",
    one: "chức vụ",
    help: "Ai giữ chức vụ gì trong ban, văn phòng, hội đồng, từ ngày nào đến ngày nào.",
    table: "positions",
    columns: &[
        Column::words("person", "Họ tên").needed(),
        Column::reference("board", "Ban, văn phòng", "boards")
            .needed()
            .hint("Tên như trong sổ ban, văn phòng"),
        Column::choice("position", "Chức vụ trong ban", &POSITION_KINDS).needed(),
        Column::words("post", "Chức danh chính quyền")
            .hint("Ví dụ Phó Giám đốc Sở Nông nghiệp và Môi trường"),
        Column::day("since", "Từ ngày").hint("Để trống nếu không rõ"),
        Column::day("until", "Đến ngày").hint("Để trống nếu còn giữ chức vụ"),
        Column::words("decision", "Theo quyết định"),
    ],
    name: "person",
    summary: &["position", "board", "since", "until"],
    dated: Some("since"),
    lasts: Lasts::Until("until"),
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: |row| in_order(row, "since", "until"),
};

/// Nothing ends before it begins.
fn in_order(row: &Row, first: &'static str, last: &'static str) -> Vec<Refusal> {
    match (row.days(first), row.days(last)) {
        (Some((first, _)), Some((ended, _))) if ended < first => {
            vec![Refusal::of(last, "Ngày kết thúc đứng trước ngày bắt đầu.")]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use ocop_rules::programme::Position;

    use super::POSITION_KINDS;

    #[test]
    fn the_positions_are_those_of_the_rules() {
        let ids: Vec<&str> = Position::ALL.into_iter().map(Position::id).collect();
        assert_eq!(ids, POSITION_KINDS.map(|(id, _)| id));
    }
}
