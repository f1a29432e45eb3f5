//! Targets (*chỉ tiêu*): what a unit has set itself for a period, as its document says it.
//!
//! A ledger. Offers downstream: the ledger itself, and [`target_of`], which makes the rules' target
//! of an entry; progress and forecast are reckoned there.

use ocop_rules::accounts::Act;
use ocop_rules::programme::Period;
use ocop_rules::targets::{Measure, Reckoning, StarsAim, Target, TargetRefusal};

use crate::ledgers::{Column, Lasts, Ledger, Row, Shelf};
use crate::machinery::Refusal;
use crate::programme::CYCLES;

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Chỉ tiêu", ledgers: &[&TARGETS] };

const MEASURES: [(&str, &str); 7] = [
    ("certified", "Sản phẩm được công nhận"),
    ("newly-certified", "Sản phẩm được công nhận mới"),
    ("standardised", "Sản phẩm được chuẩn hóa"),
    ("producers", "Chủ thể tham gia"),
    ("sales-points", "Điểm giới thiệu và bán sản phẩm"),
    ("tourism-villages", "Làng, điểm du lịch cộng đồng"),
    ("money", "Kinh phí (đồng)"),
];

const STARS: [(&str, &str); 6] = [
    ("3", "Đúng 3 sao"),
    ("3+", "Từ 3 sao trở lên"),
    ("4", "Đúng 4 sao"),
    ("4+", "Từ 4 sao trở lên"),
    ("5", "Đúng 5 sao"),
    ("5+", "Từ 5 sao trở lên"),
];

const RECKONINGS: [(&str, &str); 3] = [
    ("total", "Tổng số có đến hết giai đoạn"),
    ("addition", "Tăng thêm trong giai đoạn"),
    ("each-year", "Tăng thêm mỗi năm"),
];

/// What a unit has set itself for a period.
pub static TARGETS: Ledger = Ledger {
    id: "targets",
    title: "Chỉ tiêu của Chương trình",
    one: "chỉ tiêu",
    help: "Nghị quyết, kế hoạch đặt ra bao nhiêu, cho giai đoạn nào; tiến độ được tính từ sổ và danh mục.",
    table: "targets",
    columns: &[
        Column::words("title", "Tên chỉ tiêu").needed().hint("Như văn bản ghi"),
        Column::choice("measure", "Tính cái gì", &MEASURES).needed(),
        Column::choice("stars", "Hạng sao cần đạt", &STARS)
            .hint("Chỉ khi tính sản phẩm được công nhận"),
        Column::amount("aim", "Mức phải đạt", "").needed(),
        Column::choice("reckoning", "Cách tính", &RECKONINGS).needed(),
        Column::span("period", "Giai đoạn")
            .needed()
            .offering(&CYCLES)
            .hint("Ví dụ 2026; 2026 – 2030; từ 01/01/2026 đến 30/6/2026"),
        Column::unit("place", "Nơi thực hiện").hint("Nếu chỉ tiêu gắn với một xã của đơn vị"),
        Column::reference("document", "Văn bản giao chỉ tiêu", "documents")
            .hint("Số hoặc trích yếu như trong sổ văn bản"),
        Column::text("doubt", "Điều còn ngờ")
            .hint("Ví dụ: văn bản không nói là tổng số hay tăng thêm"),
    ],
    name: "title",
    summary: &["measure", "stars", "aim", "reckoning", "period"],
    dated: Some("period"),
    lasts: Lasts::Moment,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check: |row| read(row).err().unwrap_or_default(),
};

/// The target that an entry tells of; none where it says none.
pub fn target_of(row: &Row) -> Option<Target> {
    read(row).ok()
}

/// The target, or what must be said otherwise. Of what is missing at all the columns speak.
fn read(row: &Row) -> Result<Target, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let stars: Option<StarsAim> = row.words("stars").parse().ok();
    let measure = Measure::from_id(row.words("measure"), stars);
    if measure.is_none() && row.has("measure") {
        refusals.push(Refusal::of(
            "stars",
            if stars.is_none() {
                "Hãy chọn hạng sao: chỉ tiêu này tính sản phẩm được công nhận."
            } else {
                "Chỉ tiêu này không tính theo hạng sao: hãy để trống."
            },
        ));
    }
    let period = row.days("period").and_then(|(first, last)| Period::days(first, last).ok());
    let reckoning = Reckoning::from_id(row.words("reckoning"));
    let (Some(measure), Some(period), Some(aim), Some(reckoning)) =
        (measure, period, row.amount("aim"), reckoning)
    else {
        return Err(refusals);
    };
    Target::new(measure, row.unit.clone(), period, aim, reckoning).map_err(|it| {
        vec![match it {
            TargetRefusal::Nothing => Refusal::of("aim", "Mức phải đạt lớn hơn 0."),
            TargetRefusal::NewAsTotal => Refusal::of(
                "reckoning",
                "Sản phẩm được công nhận mới là số tăng thêm trong giai đoạn hoặc mỗi năm, không phải tổng số.",
            ),
        }]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choices_are_those_of_the_rules() {
        for (id, _) in STARS {
            assert_eq!(id.parse::<StarsAim>().unwrap().to_string(), id);
        }
        let three = "3+".parse().ok();
        for (id, _) in MEASURES {
            let measure = Measure::from_id(id, three).or_else(|| Measure::from_id(id, None));
            assert_eq!(measure.map(Measure::id), Some(id));
        }
        assert_eq!(Reckoning::ALL.map(Reckoning::id), RECKONINGS.map(|(id, _)| id));
    }
}
