//! What is typed into a form or stands in a row of a list, and what is meant by it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;

use super::entry::{Row, Source};
use super::ledger::{Column, Kind, Ledger, Ledgers};
use super::reference::{Found, MOST};
use super::value::Value;
use super::{amount, day, store, units};
use crate::face::number_typed;
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx};

/// The longest line of words, and the longest text.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 10_000;

/// What is typed, by field. Every field is one text, in a form as in a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(BTreeMap<String, String>);

impl Typed {
    pub(super) fn of(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// Without blanks around it; empty where nothing is typed.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |it| it.trim())
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }
}

/// What was made of something typed.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// What it says; `None` when it is refused.
    pub(super) row: Option<Row>,
    /// What it is found by.
    pub(super) search: String,
    /// Why it is refused.
    pub(super) refusals: Vec<Refusal>,
    /// For a field that may mean several things: those.
    pub(super) several: HashMap<&'static str, Vec<Found>>,
}

/// Reads what officers of one unit type into one ledger.
pub(super) struct Reader<'a> {
    house: &'a House,
    ledgers: Ledgers,
    ledger: &'static Ledger,
    office: &'a UnitId,
    beneath: Vec<UnitId>,
    /// What was looked up already: a list says the same many times.
    found: HashMap<(&'static str, String), Vec<Found>>,
    /// The first day that what is referred to may have; of entries of ledgers alone.
    dated: HashMap<(&'static str, String), Option<Date>>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        house: &'a House,
        ledgers: Ledgers,
        ledger: &'static Ledger,
        office: &'a UnitId,
    ) -> Self {
        let beneath = units::beneath(house, office);
        Self {
            house,
            ledgers,
            ledger,
            office,
            beneath,
            found: HashMap::new(),
            dated: HashMap::new(),
        }
    }

    /// Reads one entry. Where no unit is typed, it is the office's own.
    pub(super) async fn read(
        &mut self,
        tx: &mut Tx<'static>,
        typed: &Typed,
    ) -> Result<Read, Failure> {
        let mut read = Read::default();
        let mut search = Vec::new();
        let unit = match typed.get("unit") {
            "" => Some(self.office.clone()),
            written => kept(&mut read, "unit", units::read(self.house, self.office, written)),
        };
        let mut values = Vec::with_capacity(self.ledger.columns.len());
        for column in self.ledger.columns {
            let written = typed.get(column.name);
            let value = if let (Kind::Reference(to), false) = (column.kind, written.is_empty()) {
                self.referred(tx, column, to, typed, &mut read).await?
            } else {
                kept(&mut read, column.name, self.value(column, written)).unwrap_or_default()
            };
            search.push(match &value {
                Value::Reference(_) => written.to_owned(),
                Value::Unit(unit) => self.house.book.full_name(unit),
                value => words(column, value),
            });
            values.push(value);
        }
        let source = Source {
            number: kept(&mut read, "source_number", line(typed.get("source_number")))
                .unwrap_or_default(),
            day: match typed.get("source_day") {
                "" => None,
                written => kept(&mut read, "source_day", day::day(written)),
            },
            words: kept(&mut read, "source_words", text(typed.get("source_words")))
                .unwrap_or_default(),
        };
        let Some(unit) = unit else { return Ok(read) };
        search.push(self.house.book.full_name(&unit));
        search.extend([source.number.clone(), source.words.clone()]);
        search.extend(source.day.map(day::words));
        read.search = fold(&search.join(" "));
        let row = Row { ledger: self.ledger, unit, values, source };
        for refusal in (self.ledger.check)(&row) {
            // What the room misses in a field that is refused already is not said twice.
            if read.refusals.iter().all(|it| it.field != refusal.field) {
                read.refusals.push(refusal);
            }
        }
        self.in_order(tx, &row, &mut read).await?;
        let order = |field: &str| {
            self.ledger.column(field).map_or(usize::MAX, |(at, _)| at + 1)
                * usize::from(field != "unit")
        };
        read.refusals.sort_by_key(|it| order(&it.field));
        if read.refusals.is_empty() {
            read.row = Some(row);
        }
        Ok(read)
    }

    fn value(&self, column: &Column, written: &str) -> Result<Value, String> {
        if written.is_empty() {
            let verb = if let Kind::Choice(_) = column.kind { "chọn" } else { "ghi" };
            let missing = || format!("Hãy {verb} “{}”.", column.label);
            return if column.needed { Err(missing()) } else { Ok(Value::None) };
        }
        Ok(match column.kind {
            Kind::Words => Value::Words(line(written)?),
            Kind::Text => Value::Words(text(written)?),
            Kind::Day => Value::Day(day::day(written)?),
            Kind::Span => {
                let (earliest, latest) = day::span(written)?;
                Value::Span(earliest, latest)
            }
            Kind::Year => Value::Year(day::year(written)?),
            Kind::Amount(_) => Value::Amount(amount::read(written)?),
            Kind::Choice(choices) => Value::Choice(choice(choices, written)?),
            Kind::Unit => Value::Unit(units::read(self.house, self.office, written)?),
            Kind::Link => Value::Link(link(written)?),
            Kind::Days => match number_typed(written)? {
                days if (0..=36_500).contains(&days) => Value::Days(days),
                _ => return Err(format!("“{written}” không phải là số ngày.")),
            },
            Kind::Reference(_) => Value::None,
        })
    }

    /// What is referred to: what was picked, while it is still called what is typed; else the one
    /// that is called so.
    async fn referred(
        &mut self,
        tx: &mut Tx<'static>,
        column: &'static Column,
        to: &'static str,
        typed: &Typed,
        read: &mut Read,
    ) -> Result<Value, Failure> {
        let written = typed.get(column.name);
        let picked = typed.get(&format!("pick-{}", column.name));
        if !picked.is_empty()
            && let Some(found) = self.ledgers.referred(tx, to, picked).await?
            && fold(&found.label()).contains(&fold(written))
        {
            return Ok(Value::Reference(found.id));
        }
        let key = (to, written.to_owned());
        if !self.found.contains_key(&key) {
            let found = self.ledgers.find_referred(tx, to, &self.beneath, written).await?;
            self.found.insert(key.clone(), found);
        }
        let found = self.found.get(&key).map(Vec::as_slice).unwrap_or_default();
        match found {
            [] => {
                let sentence = format!("Không tìm thấy “{written}” trong đơn vị của bạn.");
                read.refusals.push(Refusal::of(column.name, sentence));
            }
            [one] => return Ok(Value::Reference(one.id.clone())),
            several => {
                let most = usize::try_from(MOST).unwrap_or(usize::MAX);
                let labels: Vec<String> = several.iter().take(most).map(Found::label).collect();
                let more = if most < several.len() { "; và nữa" } else { "" };
                let sentence = format!(
                    "“{written}” có thể là {}{more}: hãy chọn một, hoặc ghi mã.",
                    labels.join("; ")
                );
                read.refusals.push(Refusal::of(column.name, sentence));
                read.several.insert(column.name, several.iter().take(most).cloned().collect());
            }
        }
        Ok(Value::None)
    }

    /// Nothing carries out or replaces what came after it.
    async fn in_order(
        &mut self,
        tx: &mut Tx<'static>,
        row: &Row,
        read: &mut Read,
    ) -> Result<(), Failure> {
        for (column, value) in self.ledger.columns.iter().zip(&row.values) {
            let (Kind::Reference(to), Value::Reference(id), Some(own)) =
                (column.kind, value, column.not_before)
            else {
                continue;
            };
            let Some((_, own)) = row.days(own) else { continue };
            let key = (to, id.clone());
            let dated = if let Some(known) = self.dated.get(&key) {
                *known
            } else {
                let of = store::by_id(tx, self.ledgers.find(to)?, id).await?.row;
                let dated = of.ledger.dated.and_then(|it| of.days(it)).map(|it| it.0);
                self.dated.insert(key, dated);
                dated
            };
            if let Some(dated) = dated.filter(|it| own < *it) {
                let sentence = day::out_of_order(own, dated);
                read.refusals.push(Refusal::of(column.name, sentence));
            }
        }
        Ok(())
    }

    /// An entry as it would be typed.
    pub(super) async fn typed(&self, tx: &mut Tx<'static>, row: &Row) -> Result<Typed, Failure> {
        let mut typed = Typed::default();
        typed.set("unit", units::words(self.house, self.office, &row.unit));
        for (column, value) in self.ledger.columns.iter().zip(&row.values) {
            if let (Kind::Reference(to), Value::Reference(id)) = (column.kind, value) {
                let found = self.ledgers.referred(tx, to, id).await?;
                typed.set(column.name, found.map_or_else(|| id.clone(), |it| it.label()));
                typed.set(format!("pick-{}", column.name), id.clone());
            } else if let Value::Unit(unit) = value {
                typed.set(column.name, units::words(self.house, self.office, unit));
            } else if let Value::Choice(choice) = value {
                typed.set(column.name, choice.clone());
            } else {
                typed.set(column.name, words(column, value));
            }
        }
        typed.set("source_number", row.source.number.clone());
        typed.set("source_day", row.source.day.map_or_else(String::new, day::words));
        typed.set("source_words", row.source.words.clone());
        Ok(typed)
    }
}

/// A value in words that are read back as it; of a reference its id.
pub(super) fn words(column: &Column, value: &Value) -> String {
    match (value, column.kind) {
        (Value::None, _) => String::new(),
        (Value::Choice(id), Kind::Choice(choices)) => label(choices, id).to_owned(),
        (Value::Words(it) | Value::Choice(it) | Value::Reference(it) | Value::Link(it), _) => {
            it.clone()
        }
        (Value::Day(it), _) => day::words(*it),
        (Value::Span(earliest, latest), _) => day::span_words((*earliest, *latest)),
        (Value::Year(it) | Value::Days(it), _) => it.to_string(),
        (Value::Amount(it), Kind::Amount(measure)) => amount::words(*it, measure),
        (Value::Amount(it), _) => amount::words(*it, ""),
        (Value::Unit(it), _) => it.to_string(),
    }
}

/// How a choice is called.
pub(super) fn label(choices: &[(&'static str, &'static str)], id: &str) -> &'static str {
    choices.iter().find(|(it, _)| *it == id).map_or("", |(_, label)| label)
}

fn kept<T>(read: &mut Read, field: &str, value: Result<T, String>) -> Option<T> {
    value.map_err(|sentence| read.refusals.push(Refusal::of(field, sentence))).ok()
}

fn line(written: &str) -> Result<String, String> {
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    if LONGEST_LINE < words.chars().count() {
        return Err(format!("Dài quá {LONGEST_LINE} ký tự: hãy ghi ngắn hơn."));
    }
    Ok(words)
}

fn text(written: &str) -> Result<String, String> {
    if LONGEST_TEXT < written.chars().count() {
        return Err(format!("Dài quá {LONGEST_TEXT} ký tự: hãy ghi ngắn hơn."));
    }
    Ok(written.replace("\r\n", "\n"))
}

fn choice(choices: &[(&'static str, &'static str)], written: &str) -> Result<String, String> {
    let wanted = fold(written);
    let found = choices.iter().find(|(id, label)| *id == written || fold(label) == wanted);
    found.map(|(id, _)| (*id).to_owned()).ok_or_else(|| {
        let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
        format!("Không có lựa chọn “{written}”; hãy chọn: {}.", labels.join("; "))
    })
}

fn link(written: &str) -> Result<String, String> {
    let host = written.strip_prefix("https://").and_then(|it| it.split(['/', '?', '#']).next());
    let is_name = |it: &str| {
        it.contains('.')
            && it.split('.').all(|part| !part.is_empty())
            && it.chars().all(|it| it.is_alphanumeric() || matches!(it, '.' | '-' | ':'))
    };
    let is_plain = !written.contains(|it: char| it.is_whitespace() || it.is_control() || it == '"');
    if host.is_some_and(is_name) && is_plain && written.chars().count() <= 2_000 {
        Ok(written.to_owned())
    } else {
        Err(format!(
            "“{written}” không phải là địa chỉ; hãy chép cả địa chỉ, bắt đầu bằng https://"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_the_shape_of_one() {
        assert!(link("https://sanxuat.vidu.vn/gian-hang?x=1").is_ok());
        for typed in [
            "http://vidu.vn",
            "vidu.vn",
            "https://",
            "https://vidu",
            "https://a b.vn",
            "javascript:1",
        ] {
            assert!(link(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_choice_is_known_by_its_word_and_its_label() {
        const KINDS: [(&str, &str); 2] = [("review", "Sơ kết"), ("training", "Tập huấn")];
        assert_eq!(choice(&KINDS, "tap huan"), Ok("training".to_owned()));
        assert_eq!(choice(&KINDS, "review"), Ok("review".to_owned()));
        assert!(choice(&KINDS, "hội chợ").unwrap_err().contains("Sơ kết; Tập huấn"));
    }
}
