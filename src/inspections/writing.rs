//! What this room writes into its ledgers by its own pages: an entry as a form of the ledger would
//! write it, with its line of the logbook.

use jiff::civil::Date;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;
use serde_json::json;

use super::case::Case;
use crate::accounts::Login;
use crate::house::House;
use crate::ledgers::store::{self, By, Written};
use crate::ledgers::{Ledger, Row, Source, Value};
use crate::machinery::{Failure, Revision, Tx, logbook, new_id};

/// The article that inspections rest on.
const ARTICLE: &str = "9";

/// An entry of a product's unit, whose other columns are empty.
pub(super) fn row(ledger: &'static Ledger, unit: &UnitId, values: Vec<(&str, Value)>) -> Row {
    let mut row = Row {
        ledger,
        unit: unit.clone(),
        values: vec![Value::None; ledger.columns.len()],
        source: Source::default(),
    };
    for (column, value) in values {
        set(&mut row, column, value);
    }
    row
}

/// Puts a value into a column.
pub(super) fn set(row: &mut Row, column: &str, value: Value) {
    if let Some((at, _)) = row.ledger.column(column)
        && let Some(place) = row.values.get_mut(at)
    {
        *place = value;
    }
}

/// Words, or nothing where there are none.
pub(super) fn words(typed: &str) -> Value {
    if typed.is_empty() { Value::None } else { Value::Words(typed.to_owned()) }
}

/// A choice, or nothing where none was made.
pub(super) fn choice(id: &str) -> Value {
    if id.is_empty() { Value::None } else { Value::Choice(id.to_owned()) }
}

/// What is referred to, or nothing.
pub(super) fn reference(id: &str) -> Value {
    if id.is_empty() { Value::None } else { Value::Reference(id.to_owned()) }
}

/// A day, or nothing.
pub(super) fn day(day: Option<Date>) -> Value {
    day.map_or(Value::None, Value::Day)
}

/// What an entry is found by: its words, its days, its product and producer, its unit.
fn search(house: &House, case: &Case, row: &Row) -> String {
    let mut said = vec![
        case.product.data.name.clone(),
        case.producer.data.name.clone(),
        house.book.full_name(&row.unit),
        row.source.number.clone(),
        row.source.words.clone(),
    ];
    for value in &row.values {
        match value {
            Value::Words(it) => said.push(it.clone()),
            Value::Day(it) => said.push(it.strftime("%d/%m/%Y").to_string()),
            _ => {}
        }
    }
    fold(&said.join(" "))
}

async fn note(
    tx: &mut Tx<'_>,
    (house, login): (&House, &Login),
    (ledger, id): (&Ledger, &str),
    step: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("{}/{id}", ledger.id),
        step,
        article: ARTICLE,
        detail,
    };
    logbook::write(tx, line).await
}

/// Writes a new entry; answers its id.
pub(super) async fn enter(
    tx: &mut Tx<'_>,
    who: (&House, &Login),
    case: &Case,
    row: Row,
) -> Result<String, Failure> {
    let (house, login) = who;
    let (ledger, id) = (row.ledger, new_id());
    let search = search(house, case, &row);
    let written = Written { id: id.clone(), row, search };
    let by = By { person: &login.person, at: house.clock.now(), import: "" };
    store::add(tx, ledger, &[written], by).await?;
    note(tx, who, (ledger, &id), "enter", json!({})).await?;
    Ok(id)
}

/// Writes an entry anew that was read at revision `seen`, with a line that says which columns.
pub(super) async fn change(
    tx: &mut Tx<'_>,
    who: (&House, &Login),
    case: &Case,
    (id, row, seen): (&str, Row, Revision),
    changed: &[&str],
) -> Result<(), Failure> {
    let (house, ledger) = (who.0, row.ledger);
    let search = search(house, case, &row);
    store::change(tx, &Written { id: id.to_owned(), row, search }, seen).await?;
    note(tx, who, (ledger, id), "change", json!({ "changed": changed })).await
}
