//! What documents declare, beside what the records count.

use jiff::ToSpan as _;
use jiff::civil::Date;
use ocop_rules::certificates::Span;
use ocop_rules::records::Amount;
use ocop_rules::registry::Count;
use ocop_rules::reports::{Comparison, Declared, FigureBasis, FigureOf};
use ocop_rules::targets::StarsAim;

use super::facts::Facts;
use super::figures::{FIGURES, declared_of};
use super::question::{Moment, Of, Products, Scope};
use crate::ledgers::Entry;

/// Between two days the records are asked at most so often.
const MOST_DAYS: i32 = 60;

/// A declared figure, and what the records count.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Where its entry is.
    pub address: String,
    /// The figure.
    pub declared: Declared,
    /// How a sentence is read to say it; empty where it can be read in one way.
    pub reading: String,
    /// Of how many in all, where the document says so.
    pub out_of: Option<Amount>,
    /// What makes one doubt it.
    pub doubt: String,
    /// What was counted, on each basis that it may have; nothing where the records cannot tell.
    pub counted: Vec<Comparison>,
}

impl Facts {
    /// The figures that documents declare of the unit in the period, each beside what is counted.
    pub fn beside(&self) -> Vec<Beside> {
        let own = self.noted(FIGURES.id, &self.scope);
        let own = own.filter(|it| it.entry.row.unit == self.scope.unit);
        own.rev().flat_map(|it| self.each(it.entry)).collect()
    }

    fn each(&self, entry: &Entry) -> Vec<Beside> {
        let row = &entry.row;
        let beside = |declared: Declared| Beside {
            address: format!("{}/{}", row.ledger.address(), entry.id),
            reading: row.words("reading").to_owned(),
            out_of: row.amount("out_of"),
            doubt: row.words("doubt").to_owned(),
            counted: self.compare(&declared),
            declared,
        };
        declared_of(row).into_iter().map(beside).collect()
    }

    /// Of a group in the words of an old document nothing is counted: its groups are none of
    /// today's.
    fn compare(&self, declared: &Declared) -> Vec<Comparison> {
        if declared.figure().group.is_some() {
            return Vec::new();
        }
        let days = days(declared.when());
        declared.beside(|basis| {
            days.iter()
                .filter_map(|&day| self.counted_on(&declared.figure().of, basis, day))
                .collect::<Vec<_>>()
        })
    }

    fn counted_on(&self, of: &FigureOf, basis: FigureBasis, day: Date) -> Option<Count> {
        let scope = Scope { on: day, ..self.scope.clone() };
        Some(self.value_in(&asked(of, basis)?, &scope).into())
    }
}

impl Beside {
    /// The question behind a number that is counted on a basis, and when it is asked; nothing where
    /// the day is known only between two.
    pub(super) fn behind(&self, basis: FigureBasis, whole: &Scope) -> Option<(Of, Scope)> {
        let when = self.declared.when();
        let of = asked(&self.declared.figure().of, basis).filter(|_| when.is_known())?;
        Some((of, Scope { on: when.latest(), ..whole.clone() }))
    }
}

/// What the records are asked for a figure on a basis; nothing where they cannot tell.
fn asked(of: &FigureOf, basis: FigureBasis) -> Option<Of> {
    let moment = match basis {
        FigureBasis::Valid => Some(Moment::Valid),
        FigureBasis::Ever => Some(Moment::Ever),
        _ => None,
    };
    match (of, moment, basis.milestone()) {
        (FigureOf::Products(stars), Some(moment), _) => {
            Some(Of::Products(Products { stars: *stars, ..Products::at(moment) }))
        }
        (FigureOf::Producers(kind), Some(moment), _) => Some(Of::Producers { moment, kind: *kind }),
        (FigureOf::Products(None), None, Some(milestone)) => Some(Of::Reached(milestone)),
        _ => None,
    }
}

/// The days on which the records are asked: both ends, and some between.
fn days(when: Span) -> Vec<Date> {
    let (first, last) = (when.earliest(), when.latest());
    let length = (last - first).get_days().max(0);
    let step = length.div_euclid(MOST_DAYS).max(1);
    let mut days: Vec<Date> = Vec::new();
    let mut day = first;
    while day < last {
        days.push(day);
        day = day.saturating_add(step.days());
    }
    days.push(last);
    days
}

/// What a figure tells of, in words.
pub(super) fn told(declared: &Declared) -> String {
    let figure = declared.figure();
    let stars = |it: &StarsAim| match it {
        StarsAim::AtLeast(it) => format!(" từ {} sao", it.number()),
        StarsAim::Only(it) => format!(" {} sao", it.number()),
    };
    let what = match &figure.of {
        FigureOf::Products(None) => "Sản phẩm".to_owned(),
        FigureOf::Products(Some(it)) => format!("Sản phẩm{}", stars(it)),
        FigureOf::Producers(None) => "Chủ thể".to_owned(),
        FigureOf::Producers(Some(it)) => crate::producers::kind_label(*it).to_owned(),
        FigureOf::Persons => quoted("Số người", &figure.source.words),
        FigureOf::Money => quoted("Số tiền", &figure.source.words),
        FigureOf::Communes => quoted("Số xã", &figure.source.words),
        FigureOf::Years => quoted("Số năm", &figure.source.words),
        FigureOf::Other(words) => words.clone(),
    };
    let basis = basis(figure.basis);
    let group = figure.group.as_deref().map_or_else(String::new, |it| format!(", nhóm “{it}”"));
    if basis.is_empty() { format!("{what}{group}") } else { format!("{what} {basis}{group}") }
}

/// What is counted, in the words of its document: *Số năm: “Qua 03 năm triển khai thực hiện”*
fn quoted(what: &str, words: &str) -> String {
    match words.split_whitespace().collect::<Vec<_>>().join(" ") {
        it if it.is_empty() => what.to_owned(),
        it => format!("{what}: “{}”", it.trim_matches(['“', '”', '"', '.'])),
    }
}

/// A basis, in words.
pub(super) fn basis(basis: FigureBasis) -> &'static str {
    match basis {
        FigureBasis::Valid => "còn hiệu lực",
        FigureBasis::Ever => "lũy kế",
        FigureBasis::Unstated => "được công nhận (không nói còn hiệu lực hay lũy kế)",
        FigureBasis::Proposed => "được đề nghị công nhận",
        FigureBasis::EvaluatedByDistrict => "được cấp huyện đánh giá",
        FigureBasis::EvaluatedByProvince => "được cấp tỉnh đánh giá",
        FigureBasis::Standardised => "được chuẩn hóa",
        FigureBasis::Chosen => "được lựa chọn",
        FigureBasis::None => "",
    }
}
