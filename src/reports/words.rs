//! How a number, a period and a question are said.

use ocop_rules::places::UnitId;
use ocop_rules::products::Milestone;
use ocop_rules::programme::Period;
use ocop_rules::records::Amount;
use ocop_rules::registry::Change;
use ocop_rules::targets::StarsAim;

use super::facts::Facts;
use super::indicator::{Measure, indicators};
use super::parts::{Part, Places};
use super::question::{Moment, Of, Products};
use crate::face::Frame;
use crate::ledgers::{self, Ledgers};
use crate::places::Book;
use crate::producers::kind_label;

/// A number in a sentence. Money says its unit; what else is counted, the sentence says.
pub(super) fn number(value: Amount, measure: Measure) -> String {
    let of = if measure == Measure::Money { "đồng" } else { "" };
    ledgers::amount_words(value, of).trim_end().to_owned()
}

/// The same, in the language of a page.
pub(super) fn number_on(frame: &Frame, value: Amount, measure: Measure) -> String {
    let of = if measure == Measure::Money { "đồng" } else { "" };
    ledgers::amount_shown(frame, value, of).trim_end().to_owned()
}

/// A period, in the language of a page.
pub(super) fn period_on(frame: &Frame, period: Period) -> String {
    match period.whole_years() {
        Some((first, last)) if first == last => frame.tf("năm {}", [first]),
        Some((first, last)) => frame.tf("giai đoạn {} – {}", [first, last]),
        None => frame.tf("từ {} đến {}", [frame.date(period.first()), frame.date(period.last())]),
    }
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

/// A number as sections and annexes bear it: `IV`.
pub(super) fn roman(number: usize) -> String {
    const LETTERS: [(usize, &str); 7] =
        [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut told) = (number, String::new());
    for (value, letters) in LETTERS {
        while value <= rest {
            told.push_str(letters);
            rest -= value;
        }
    }
    told
}

/// What is counted, in the language of a page.
pub(super) fn asked(frame: &Frame, of: &Of, ledgers: Ledgers, facts: &Facts) -> String {
    if let Some(it) = indicators().iter().find(|it| it.of == *of) {
        return frame.t(&it.name).to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    let stars = |it: StarsAim| match it {
        StarsAim::AtLeast(it) => frame.tf("từ {} sao trở lên", [it.number()]),
        StarsAim::Only(it) => frame.tf("{} sao", [it.number()]),
    };
    let of_kind = |it| frame.tf("loại hình {}", [frame.t(kind_label(it)).to_lowercase()]);
    match of {
        Of::Products(Products { moment, stars: aim, class, kind, part }) => {
            said.push(frame.t(products(*moment)).to_owned());
            said.extend(aim.map(stars));
            said.extend(class.as_ref().map(|it| frame.tf("nhóm {} của Phụ lục I", [it])));
            said.extend(kind.map(of_kind));
            said.extend(part.as_ref().map(|it| part_words(frame, it, &facts.book)));
        }
        Of::Producers { moment, kind } => {
            said.push(frame.t(producers(*moment)).to_owned());
            said.extend(kind.map(of_kind));
        }
        Of::Changes { change: it, stars: aim } => {
            said.push(frame.t(change(*it)).to_owned());
            said.extend(aim.map(stars));
        }
        Of::Reached(it) => said.push(frame.t(&come(*it)).to_owned()),
        Of::Added(aim) => {
            said.push(frame.t("Sản phẩm tăng thêm trong kỳ").to_owned());
            said.push(stars(*aim));
        }
        Of::Came(it) => {
            said.push(frame.t(&come(*it)).to_owned());
            said.push(frame.t("trong kỳ").to_owned());
        }
        Of::Stayed(from, to) => {
            said.push(frame.t(&come(*from)).to_owned());
            said.push(frame.t(&not_come(*to)).to_owned());
        }
        Of::Skipped(unknown, to) => {
            said.push(frame.t(&come(*to)).to_owned());
            said.push(frame.t(&unknown_whether(*unknown)).to_owned());
        }
        Of::Forecast(target) => {
            let title = facts.entry(target).map_or("", |it| it.row.words(it.row.ledger.name));
            said.push(frame.tf("Dự báo cho chỉ tiêu “{}”", [title]));
        }
        Of::Entries(kept) => said.push(frame.t(title(&kept.ledger, ledgers)).to_owned()),
        Of::Sum { kept, column } => {
            let found = ledgers.find(&kept.ledger).ok();
            let column = found.and_then(|it| it.column(column)).map_or("", |it| it.1.label);
            let title = frame.t(title(&kept.ledger, ledgers));
            said.push(format!("{title}: {}", frame.t(column)));
        }
    }
    if let Of::Entries(kept) | Of::Sum { kept, .. } = of {
        for (column, word) in &kept.chosen {
            said.push(choice(frame, (&kept.ledger, column, word), ledgers));
        }
    }
    said.join(", ")
}

fn products(moment: Moment) -> &'static str {
    match moment {
        Moment::Valid => "Sản phẩm còn hiệu lực",
        Moment::Ever => "Sản phẩm đã được công nhận, lũy kế",
        Moment::ValidBefore => "Sản phẩm còn hiệu lực trước kỳ báo cáo",
    }
}

fn producers(moment: Moment) -> &'static str {
    match moment {
        Moment::Valid => "Chủ thể có sản phẩm còn hiệu lực",
        Moment::Ever => "Chủ thể có sản phẩm đã được công nhận",
        Moment::ValidBefore => "Chủ thể có sản phẩm còn hiệu lực trước kỳ báo cáo",
    }
}

/// *Sản phẩm được chuẩn hóa*
fn come(to: Milestone) -> String {
    format!("Sản phẩm {}", milestone(to))
}

/// *chưa được công nhận*
fn not_come(to: Milestone) -> String {
    format!("chưa {}", milestone(to))
}

/// *không rõ được lựa chọn*
fn unknown_whether(at: Milestone) -> String {
    format!("không rõ có {}", milestone(at).trim_start_matches("có "))
}

/// *xã Tràm Xanh, theo đơn vị hiện nay*
fn part_words(frame: &Frame, part: &Part, book: &Book) -> String {
    let name = part.name(book);
    match part.places {
        Places::Today => frame.tf("{}, theo đơn vị hiện nay", [name]),
        Places::Then => frame.tf("{}, theo đơn vị khi công nhận", [name]),
    }
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

fn choice(frame: &Frame, (ledger, column, word): (&str, &str, &str), ledgers: Ledgers) -> String {
    let column = ledgers.find(ledger).ok().and_then(|it| it.column(column));
    let label = column.and_then(|(_, it)| match it.kind {
        ledgers::Kind::Choice(choices) => choices.iter().find(|(id, _)| *id == word).map(|it| it.1),
        _ => None,
    });
    let named = |label: &str| frame.t(label).to_lowercase();
    match (word, column) {
        ("+", Some((_, it))) => frame.tf("đã ghi “{}”", [named(it.label)]),
        ("-", Some((_, it))) => frame.tf("chưa ghi “{}”", [named(it.label)]),
        _ => label.map_or_else(|| word.to_owned(), named),
    }
}

#[cfg(test)]
mod tests {
    use ocop_rules::producers::ProducerKind;

    use super::super::listing;
    use super::super::outline::outline;
    use super::super::store::Kind;
    use super::*;
    use crate::face::translations::english;

    /// What a page shows through `frame.t` without a literal beside it.
    #[test]
    fn every_name_of_a_report_has_its_english_line() {
        let mut names: Vec<String> = Vec::new();
        names.extend(indicators().iter().map(|it| it.name.clone()));
        names.extend(outline().iter().map(|it| it.name.clone()));
        names.extend(listing::HEADINGS.into_iter().flatten().map(|it| (*it).to_owned()));
        names.extend(Kind::ALL.map(|it| it.label().to_owned()));
        let measures = [Measure::Products, Measure::Producers, Measure::Persons, Measure::Money];
        names.extend(measures.map(|it| it.word().to_owned()));
        names.extend(
            Milestone::ALL.into_iter().flat_map(|it| [come(it), not_come(it), unknown_whether(it)]),
        );
        names.extend(Change::ALL.map(|it| change(it).to_owned()));
        names.extend(
            Moment::ALL.into_iter().flat_map(|it| [products(it), producers(it)]).map(str::to_owned),
        );
        names.extend(ProducerKind::ALL.map(|it| kind_label(it).to_owned()));
        names.push(kind_label(ProducerKind::Unstated).to_owned());
        names.retain(|it| english(it).is_none());
        assert!(names.is_empty(), "{names:#?}");
    }
}
