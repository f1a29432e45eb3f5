//! The entries of a ledger, and the same list as a file.

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};

use super::super::day;
use super::super::entry::Entry;
use super::super::form::Typed;
use super::super::ledger::{Kind, Ledger, Ledgers};
use super::super::store::{self, Asked};
use super::super::units;
use super::shown::{Names, Shown};
use super::{keeps, must_see};
use crate::accounts::Login;
use crate::face::{Choice, Errors, Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::sheet::written::{self, Ending};

/// How many stand on one page.
const PAGE: u64 = 50;
/// How many stand in one file.
const FILE: i64 = 100_000;

struct Line {
    address: String,
    name: String,
    cells: Vec<Shown>,
    unit: String,
}

struct Filter {
    name: &'static str,
    label: String,
    choices: Vec<Choice>,
    value: String,
}

#[derive(askama::Template)]
#[template(path = "ledgers/pages/list.html")]
struct ListPage {
    frame: Frame,
    ledger: &'static Ledger,
    typed: Typed,
    filters: Vec<Filter>,
    is_asked: bool,
    headings: Vec<String>,
    lines: Vec<Line>,
    pages: Pages,
    keeps: bool,
    /// The question as it stands in an address.
    question: String,
}

/// What is asked of a list, and what in the question is not understood.
fn asked(house: &House, login: &Login, ledger: &'static Ledger, typed: &Typed) -> (Asked, Errors) {
    let office = &login.post.unit;
    let mut errors = Errors::default();
    let mut asked = Asked {
        within: units::beneath(house, office),
        words: typed.get("q").to_owned(),
        set_aside: !typed.get("aside").is_empty(),
        ..Asked::default()
    };
    if !typed.get("unit").is_empty()
        && let Some(unit) = errors.keep("unit", units::read(house, office, typed.get("unit")))
    {
        asked.within = units::beneath(house, &unit);
    }
    if !typed.get("period").is_empty()
        && let Some((from, until)) = errors.keep("period", day::span(typed.get("period")))
    {
        (asked.from, asked.until) = (Some(from), Some(until));
    }
    for column in ledger.columns {
        if let (Kind::Choice(choices), wanted) = (column.kind, typed.get(column.name))
            && choices.iter().any(|(id, _)| *id == wanted)
        {
            asked.chosen.push((column.name, wanted.to_owned()));
        }
    }
    (asked, errors)
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
    Query(question): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    must_see(&house, &login, ledger)?;
    let typed = Typed::of(question);
    let (asked, errors) = asked(&house, &login, ledger, &typed);
    let frame = frame.with(errors);
    let now = typed.get("page").parse::<u64>().unwrap_or(1).max(1);
    let skip = i64::try_from(PAGE.saturating_mul(now - 1)).unwrap_or(0);
    let mut tx = house.db.read().await?;
    let (entries, total) = store::list(&mut tx, ledger, &asked, (skip, PAGE.cast_signed())).await?;
    let names = Names::of(ledgers, &mut tx, entries.iter().map(|it| &it.row)).await?;
    let question = question_of(ledger, &typed);
    let line = |entry: &Entry| {
        let mut shown = ledger.shown().map(|(at, column)| {
            let mut shown = names.shown(&frame, &house, (column, &entry.row.values[at]));
            if shown.text.is_empty() {
                shown.text.push('—');
            }
            shown
        });
        Line {
            address: format!("{}/{}", ledger.address(), entry.id),
            name: shown.next().map_or_else(String::new, |it| it.text),
            cells: shown.collect(),
            unit: house.book.name(&entry.row.unit),
        }
    };
    let page = ListPage {
        ledger,
        filters: filters(&frame, ledger, &typed),
        is_asked: !question.is_empty(),
        headings: ledger.shown().map(|(_, it)| frame.t(it.label).to_owned()).collect(),
        lines: entries.iter().map(line).collect(),
        pages: Pages::new(now, PAGE, total, format!("{}?{question}", ledger.address())),
        keeps: keeps(&house, &login, ledger),
        question,
        typed,
        frame,
    };
    Ok(show(&page)?.into_response())
}

/// A choice for each column of the summary that has choices.
fn filters(frame: &Frame, ledger: &'static Ledger, typed: &Typed) -> Vec<Filter> {
    let filter = |(_, column): (usize, &'static super::super::ledger::Column)| {
        let Kind::Choice(choices) = column.kind else { return None };
        Some(Filter {
            name: column.name,
            label: frame.t(column.label).to_owned(),
            choices: choices.iter().map(|(id, label)| Choice::new(*id, frame.t(label))).collect(),
            value: typed.get(column.name).to_owned(),
        })
    };
    ledger.shown().filter_map(filter).collect()
}

/// What is asked, without its page.
fn question_of(ledger: &'static Ledger, typed: &Typed) -> String {
    let choices = ledger.columns.iter().filter(|it| matches!(it.kind, Kind::Choice(_)));
    let fields = ["q", "unit", "period", "aside"].into_iter().chain(choices.map(|it| it.name));
    let pairs: Vec<(&str, &str)> =
        fields.map(|it| (it, typed.get(it))).filter(|(_, it)| !it.is_empty()).collect();
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// The list as a file with the headings of the template, so that it can be taken in again.
pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
    Query(question): Query<Vec<(String, String)>>,
    ending: Ending,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    must_see(&house, &login, ledger)?;
    let (asked, errors) = asked(&house, &login, ledger, &Typed::of(question));
    if let Some((field, sentence)) = errors.iter().next() {
        return Err(Failure::refused_of(field, sentence));
    }
    let mut tx = house.db.read().await?;
    let (entries, _) = store::list(&mut tx, ledger, &asked, (0, FILE)).await?;
    let names = Names::of(ledgers, &mut tx, entries.iter().map(|it| &it.row)).await?;
    drop(tx);
    let office = login.post.unit;
    let name = format!("{}-{}", ledger.id, house.clock.today());
    let work = move || {
        let headings = super::super::import::headings(ledger);
        let rows: Vec<Vec<String>> = entries
            .iter()
            .map(|entry| {
                let row = &entry.row;
                let mut cells = vec![units::words(&house, &office, &row.unit)];
                for (column, value) in ledger.columns.iter().zip(&row.values) {
                    cells.push(names.words(&house, column, value));
                }
                cells.push(row.source.number.clone());
                cells.push(row.source.day.map_or_else(String::new, day::words));
                cells.push(row.source.words.clone());
                cells
            })
            .collect();
        (headings, rows)
    };
    written::list(ending, &name, work).await
}
