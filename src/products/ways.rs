//! The way of a product from an idea on, also of those that have no dossier here.

use jiff::civil::Date;
use ocop_rules::accounts::Act;
use ocop_rules::products::{
    Firsts, IdeaEvent, IdeaRefusal, IdeaStep, IdeaWay, Milestone, Reached, WayRefusal,
};

use crate::ledgers::{Column, Lasts, Ledger, Row};
use crate::machinery::Refusal;

const BEGUN: [(&str, &str); 4] = [
    ("potential", "Sản phẩm tiềm năng"),
    ("idea", "Ý tưởng đã đăng ký"),
    ("chosen", "Đã được lựa chọn"),
    ("standardised", "Đã được chuẩn hóa"),
];

/// What comes after the way before the dossier, in the order of the days.
const LATER: [(&str, Milestone); 5] = [
    ("filed_on", Milestone::Filed),
    ("district_on", Milestone::EvaluatedByDistrict),
    ("province_on", Milestone::EvaluatedByProvince),
    ("proposed_on", Milestone::Proposed),
    ("certified_on", Milestone::Certified),
];

/// Which of these days may not stand before which other. A district proposes before the province
/// evaluates, a province after.
const ORDER: [(&str, &[&str]); 5] = [
    ("filed_on", &[]),
    ("district_on", &["filed_on"]),
    ("province_on", &["filed_on", "district_on"]),
    ("proposed_on", &["filed_on"]),
    ("certified_on", &["filed_on", "district_on", "province_on", "proposed_on"]),
];

/// Products from where they are first known to what became of them (*sản phẩm từ ý tưởng*).
pub static WAYS: Ledger = Ledger {
    id: "ways",
    title: "Sản phẩm từ ý tưởng",
    one: "sản phẩm",
    help: "Sản phẩm tiềm năng, ý tưởng, được lựa chọn, được chuẩn hóa: mỗi bước một ngày, dừng thì ghi lý do. Sản phẩm cũ không có hồ sơ ở đây thì ghi đến hết.",
    table: "ways",
    columns: &[
        Column::words("name", "Tên sản phẩm").needed(),
        Column::reference("producer", "Chủ thể", "producer").hint("Nếu đã đăng ký chủ thể"),
        Column::words("household", "Hộ, cơ sở làm ra sản phẩm")
            .hint("Nếu chưa là chủ thể: hộ có sản phẩm tiềm năng"),
        Column::words("group_words", "Nhóm, bộ sản phẩm").hint("Như văn bản ghi, ví dụ đồ uống"),
        Column::choice("begun", "Được biết đến từ bước", &BEGUN).needed(),
        Column::day("known_on", "Ngày được biết đến").needed(),
        Column::day("registered_on", "Ngày đăng ký ý tưởng"),
        Column::day("chosen_on", "Ngày được lựa chọn"),
        Column::year("chosen_for", "Được lựa chọn cho năm"),
        Column::day("standardised_on", "Ngày được chuẩn hóa"),
        Column::day("filed_on", "Ngày nộp hồ sơ"),
        Column::day("district_on", "Ngày cấp huyện đánh giá").hint("Trước ngày 01/7/2025"),
        Column::day("province_on", "Ngày cấp tỉnh đánh giá"),
        Column::day("proposed_on", "Ngày đề nghị công nhận"),
        Column::day("certified_on", "Ngày được công nhận"),
        Column::day("stopped_on", "Ngày dừng"),
        Column::text("reason", "Lý do").hint("Vì sao dừng, hoặc vì sao không được công nhận"),
        Column::reference("product", "Đã thành sản phẩm", "product")
            .hint("Tên hoặc mã số sản phẩm, khi đã có hồ sơ"),
        Column::text("notes", "Ghi chú"),
    ],
    name: "name",
    summary: &["begun", "known_on", "chosen_for", "standardised_on", "certified_on", "stopped_on"],
    dated: Some("known_on"),
    lasts: Lasts::Onward,
    see: Act::SeeLedgers,
    keep: Act::KeepLedgers,
    check,
};

/// A single day of an entry.
fn day(row: &Row, column: &str) -> Option<Date> {
    row.days(column).map(|(day, _)| day)
}

fn begun(row: &Row) -> Option<Reached> {
    match row.words("begun") {
        "potential" => Some(Reached::Potential),
        "idea" => Some(Reached::Idea),
        "chosen" => Some(Reached::Chosen),
        "standardised" => Some(Reached::Standardised),
        _ => None,
    }
}

/// The steps that an entry tells of: the field, the day, what happened.
fn steps(row: &Row) -> Vec<(&'static str, Date, IdeaEvent)> {
    let mut steps = Vec::new();
    if let Some(on) = day(row, "registered_on") {
        steps.push(("registered_on", on, IdeaEvent::Registered));
    }
    let year = row.number("chosen_for").and_then(|it| i16::try_from(it).ok());
    // What was first known as chosen was chosen by that day.
    let known_as_chosen = day(row, "known_on").filter(|_| begun(row) == Some(Reached::Chosen));
    match (day(row, "chosen_on"), year) {
        (Some(on), year) => {
            steps.push(("chosen_on", on, IdeaEvent::ChosenFor(year.unwrap_or(on.year()))));
        }
        (None, Some(year)) => {
            let on = known_as_chosen.map(|on| ("chosen_for", on, IdeaEvent::ChosenFor(year)));
            steps.extend(on);
        }
        (None, None) => {}
    }
    if let Some(on) = day(row, "standardised_on") {
        steps.push(("standardised_on", on, IdeaEvent::Standardised));
    }
    if let Some(on) = day(row, "stopped_on") {
        steps.push(("stopped_on", on, IdeaEvent::Stopped(row.words("reason").to_owned())));
    }
    steps
}

/// The way before the dossier that an entry tells of, and what is not taken of it.
fn walked(row: &Row) -> Option<(IdeaWay, Vec<(&'static str, WayRefusal)>)> {
    let mut way = IdeaWay::begin(day(row, "known_on")?, begun(row)?);
    let mut refused = Vec::new();
    for (field, on, event) in steps(row) {
        if let Err(refusal) = way.take(on, event) {
            refused.push((field, refusal));
        }
    }
    Some((way, refused))
}

/// The way before the first dossier; none of an entry that tells of no possible one.
pub fn way_of(row: &Row) -> Option<IdeaWay> {
    walked(row).filter(|(_, refused)| refused.is_empty()).map(|(way, _)| way)
}

/// The first days of an entry at each milestone.
pub fn firsts_of(row: &Row) -> Firsts {
    let mut firsts = Firsts::default();
    if let (Some(way), Some(begun)) = (way_of(row), begun(row)) {
        let early = [
            (Reached::Idea, Milestone::Idea),
            (Reached::Chosen, Milestone::Chosen),
            (Reached::Standardised, Milestone::Standardised),
        ];
        for (stage, milestone) in early.into_iter().filter(|(stage, _)| begun <= *stage) {
            if let Some(on) = way.came_to(stage) {
                firsts.note(milestone, on);
            }
        }
    }
    for (column, milestone) in LATER {
        if let Some(on) = day(row, column) {
            firsts.note(milestone, on);
        }
    }
    firsts
}

/// Why an entry went no further, and when that was so.
pub fn reason_of(row: &Row) -> Option<(Date, String)> {
    let last = || firsts_of(row).iter().map(|it| it.1).max().or_else(|| day(row, "known_on"));
    let on = day(row, "stopped_on").or_else(last)?;
    row.has("reason").then(|| (on, row.words("reason").to_owned()))
}

fn check(row: &Row) -> Vec<Refusal> {
    let Some((_, refused)) = walked(row) else { return Vec::new() };
    let mut refusals: Vec<Refusal> =
        refused.into_iter().map(|(field, it)| sentence(field, &it)).collect();
    if row.has("chosen_for") && !row.has("chosen_on") && begun(row) != Some(Reached::Chosen) {
        refusals.push(Refusal::of("chosen_on", "Hãy ghi ngày được lựa chọn cho năm đó."));
    }
    for (field, before) in ORDER {
        let Some(on) = day(row, field) else { continue };
        let early = ["known_on", "registered_on", "chosen_on", "standardised_on"];
        let earlier = early.iter().chain(before).find(|it| day(row, it).is_some_and(|it| on < it));
        if let Some((_, column)) = earlier.and_then(|it| row.ledger.column(it)) {
            let sentence = format!("Ngày này đứng trước “{}”.", column.label);
            refusals.push(Refusal::of(field, sentence));
        }
    }
    let ended = LATER.iter().filter_map(|(it, _)| day(row, it)).max();
    match (day(row, "stopped_on"), ended) {
        (Some(_), _) if row.has("certified_on") => {
            let sentence = "Sản phẩm đã được công nhận thì không ghi là dừng.";
            refusals.push(Refusal::of("stopped_on", sentence));
        }
        (Some(stopped), Some(ended)) if stopped < ended => {
            let sentence = "Ngày dừng đứng trước một bước đã ghi.";
            refusals.push(Refusal::of("stopped_on", sentence));
        }
        _ => {}
    }
    refusals
}

/// What a step is refused with, beside the field that can mend it.
fn sentence(field: &'static str, refusal: &WayRefusal) -> Refusal {
    let words = |it: Date| it.strftime("%d/%m/%Y").to_string();
    match refusal {
        WayRefusal::Earlier { last } => Refusal::of(
            field,
            format!("Bước trước đó là ngày {}: ngày này đứng trước.", words(*last)),
        ),
        WayRefusal::NoReason => Refusal::of("reason", "Hãy ghi lý do dừng."),
        WayRefusal::YearPassed { year } => {
            Refusal::of("chosen_for", format!("Năm {year} đã qua khi sản phẩm được lựa chọn."))
        }
        WayRefusal::Step(IdeaRefusal { step, .. }) => Refusal::of(
            field,
            match step {
                IdeaStep::Register => {
                    "Bước được biết đến không đứng trước ý tưởng: hãy để trống, hoặc chọn lại bước đó."
                }
                IdeaStep::Choose => {
                    "Sản phẩm tiềm năng phải đăng ký ý tưởng trước: hãy ghi ngày đăng ký ý tưởng."
                }
                IdeaStep::Standardise => {
                    "Sản phẩm phải được lựa chọn trước khi chuẩn hóa và chỉ chuẩn hóa một lần: hãy xem lại các bước trước."
                }
                IdeaStep::Stop | IdeaStep::Resume => "Sản phẩm đã dừng.",
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::ledgers::{Source, Value};

    fn row(values: &[(&str, Value)]) -> Row {
        let value = |name: &str| {
            values.iter().find(|(it, _)| *it == name).map_or(Value::None, |(_, it)| it.clone())
        };
        Row {
            ledger: &WAYS,
            unit: "99.2025".parse().unwrap(),
            values: WAYS.columns.iter().map(|it| value(it.name)).collect(),
            source: Source::default(),
        }
    }

    fn choice(word: &str) -> Value {
        Value::Choice(word.to_owned())
    }

    #[test]
    fn what_was_first_known_as_standardised_is_no_idea_of_the_funnel() {
        let (evaluated, reason) = (date(2021, 12, 31), "dưới 50 điểm");
        let it = row(&[
            ("name", Value::Words("Áo lanh".into())),
            ("begun", choice("standardised")),
            ("known_on", Value::Day(evaluated)),
            ("district_on", Value::Day(evaluated)),
            ("reason", Value::Words(reason.into())),
        ]);
        assert!(check(&it).is_empty());
        let first: Vec<Milestone> = firsts_of(&it).iter().map(|it| it.0).collect();
        assert_eq!(first, [Milestone::Standardised, Milestone::EvaluatedByDistrict]);
        assert_eq!(reason_of(&it), Some((evaluated, reason.to_owned())));
        assert_eq!(way_of(&it).unwrap().on(date(2021, 12, 30)), None);
    }

    #[test]
    fn what_was_first_known_as_chosen_stands_in_the_plan_of_its_year() {
        let it = row(&[
            ("begun", choice("chosen")),
            ("known_on", Value::Day(date(2023, 1, 10))),
            ("chosen_for", Value::Year(2023)),
        ]);
        assert!(check(&it).is_empty());
        assert!(way_of(&it).unwrap().is_chosen_for(2023));
    }

    #[test]
    fn an_impossible_way_is_none() {
        let it = row(&[
            ("begun", choice("potential")),
            ("known_on", Value::Day(date(2023, 1, 10))),
            ("standardised_on", Value::Day(date(2023, 2, 10))),
            ("stopped_on", Value::Day(date(2023, 3, 10))),
        ]);
        let fields: Vec<String> = check(&it).into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["standardised_on", "reason"]);
        assert_eq!(way_of(&it), None);
    }
}
