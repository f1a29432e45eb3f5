//! How a number, a period and a question are said.

use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::Milestone;
use ocop_rules::programme::Period;
use ocop_rules::records::Amount;
use ocop_rules::registry::Change;
use ocop_rules::targets::StarsAim;

use super::indicator::{Measure, indicators};
use super::question::{Moment, Of};
use crate::ledgers::{self, Ledgers};
use crate::places::Book;
use crate::producers::kind_label;

/// A number in a sentence. Money says its unit; what else is counted, the sentence says.
pub(super) fn number(value: Amount, measure: Measure) -> String {
    let of = if measure == Measure::Money { "đồng" } else { "" };
    ledgers::amount_words(value, of).trim_end().to_owned()
}

/// *Giai đoạn 2019 – 2023*, *năm 2026*, or from one day to another.
pub(super) fn period(period: Period) -> String {
    let day = ocop_documents::words::short_date;
    match period.whole_years() {
        Some((first, last)) if first == last => format!("năm {first}"),
        Some((first, last)) => format!("giai đoạn {first} – {last}"),
        None => format!("từ {} đến {}", day(period.first()), day(period.last())),
    }
}

/// How a unit is called in a running sentence.
pub(super) fn unit(book: &Book, id: &UnitId) -> String {
    if *id == UnitId::country() { "cả nước".to_owned() } else { book.name(id) }
}

/// With a capital letter, at the beginning of a sentence.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}

/// What is counted, in words.
pub(super) fn asked(of: &Of, ledgers: Ledgers) -> String {
    if let Some(it) = indicators().iter().find(|it| it.of == *of) {
        return it.name.clone();
    }
    let mut said: Vec<String> = Vec::new();
    match of {
        Of::Products { moment: when, stars: aim, class, kind } => {
            said.push(format!("Sản phẩm {}", moment(*when)));
            said.extend(aim.map(stars));
            said.extend(class.as_ref().map(|it| format!("nhóm {it} của Phụ lục I")));
            said.extend(kind.map(of_kind));
        }
        Of::Producers { moment: when, kind } => {
            said.push(format!("Chủ thể có sản phẩm {}", moment(*when)));
            said.extend(kind.map(of_kind));
        }
        Of::Changes { change: it, stars: aim } => {
            said.push(change(*it).to_owned());
            said.extend(aim.map(stars));
        }
        Of::Reached(it) => said.push(format!("Sản phẩm {}", milestone(*it))),
        Of::Added(aim) => {
            said.push("Sản phẩm tăng thêm trong kỳ".to_owned());
            said.push(stars(*aim));
        }
        Of::Came(it) => said.push(format!("Sản phẩm {} trong kỳ", milestone(*it))),
        Of::Stayed(from, to) => {
            said.push(format!("Sản phẩm {}", milestone(*from)));
            said.push(format!("chưa {}", milestone(*to)));
        }
        Of::Entries(kept) => said.push(title(&kept.ledger, ledgers).to_owned()),
        Of::Sum { kept, column } => {
            let found = ledgers.find(&kept.ledger).ok();
            let column = found.and_then(|it| it.column(column)).map_or("", |it| it.1.label);
            said.push(format!("{}: {column}", title(&kept.ledger, ledgers)));
        }
    }
    if let Of::Entries(kept) | Of::Sum { kept, .. } = of {
        for (column, word) in &kept.chosen {
            said.push(choice(&kept.ledger, column, word, ledgers));
        }
    }
    said.join(", ")
}

fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Valid => "còn hiệu lực",
        Moment::Ever => "đã được công nhận, lũy kế",
        Moment::ValidBefore => "còn hiệu lực trước kỳ báo cáo",
    }
}

fn stars(aim: StarsAim) -> String {
    match aim {
        StarsAim::AtLeast(it) => format!("từ {} sao trở lên", it.number()),
        StarsAim::Only(it) => format!("{} sao", it.number()),
    }
}

fn of_kind(kind: ProducerKind) -> String {
    format!("loại hình {}", kind_label(kind).to_lowercase())
}

/// What befell a product.
pub(super) fn change(change: Change) -> &'static str {
    match change {
        Change::New => "Công nhận mới",
        Change::Upgraded => "Nâng hạng",
        Change::Renewed => "Công nhận lại",
        Change::Downgraded => "Xuống hạng",
        Change::Lapsed => "Hết hạn",
        Change::Revoked => "Bị thu hồi",
    }
}

/// What a product that came so far is.
pub(super) fn milestone(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Idea => "có ý tưởng",
        Milestone::Chosen => "được lựa chọn",
        Milestone::Standardised => "được chuẩn hóa",
        Milestone::Filed => "nộp hồ sơ",
        Milestone::EvaluatedByDistrict => "được đánh giá ở cấp huyện",
        Milestone::EvaluatedByProvince => "được đánh giá ở cấp tỉnh",
        Milestone::EvaluatedByCentre => "được đánh giá ở Trung ương",
        Milestone::Proposed => "được đề nghị công nhận",
        Milestone::Certified => "được công nhận",
    }
}

fn title(ledger: &str, ledgers: Ledgers) -> &'static str {
    ledgers.find(ledger).map_or("", |it| it.title)
}

fn choice(ledger: &str, column: &str, word: &str, ledgers: Ledgers) -> String {
    let column = ledgers.find(ledger).ok().and_then(|it| it.column(column));
    let label = column.and_then(|(_, it)| match it.kind {
        ledgers::Kind::Choice(choices) => choices.iter().find(|(id, _)| *id == word).map(|it| it.1),
        _ => None,
    });
    match (word, column) {
        ("+", Some((_, it))) => format!("đã ghi “{}”", it.label.to_lowercase()),
        ("-", Some((_, it))) => format!("chưa ghi “{}”", it.label.to_lowercase()),
        _ => label.unwrap_or(word).to_lowercase(),
    }
}
