//! The overview (*tổng quan*) of a commune, a province, the country: every number opens to its
//! list.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_documents::Chart;
use ocop_rules::accounts::Act;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;
use ocop_rules::targets::calls;
use serde::Deserialize;

use super::super::composed::Table;
use super::super::facts::{Facts, Needs};
use super::super::indicator::indicator;
use super::super::pictures::ChartId;
use super::super::question::{Scope, Written};
use super::super::tables::{TableId, Tables};
use super::super::words;
use super::read::{answer_address, leading};
use super::spoken;
use crate::accounts::Login;
use crate::face::{Errors, Frame, show};
use crate::house::House;
use crate::ledgers::{self, Ledgers};
use crate::machinery::{Failure, Tx};
use crate::targets::TARGETS;

/// The numbers that stand first, in their order.
const FIRST: [&str; 6] =
    ["certified", "certified.5", "certified.4", "certified.3", "producers", "changes.new"];
/// So many years are drawn.
const YEARS: i16 = 5;

/// Which unit.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    unit: String,
}

struct Number {
    name: &'static str,
    words: String,
    address: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/overview.html")]
struct OverviewPage {
    frame: Frame,
    typed: String,
    unit: UnitId,
    name: String,
    on: Date,
    numbers: Vec<Number>,
    calls: usize,
    charts: Vec<Chart>,
    parts: Option<Table>,
    year: i16,
}

/// What an overview shows.
async fn facts(
    tx: &mut Tx<'static>,
    house: &House,
    ledgers: Ledgers,
    unit: UnitId,
) -> Result<Facts, Failure> {
    let today = house.clock.today();
    let first = Date::new(today.year() - YEARS + 1, 1, 1).unwrap_or(today);
    let period = Period::days(first, today).map_err(anyhow::Error::new)?;
    let mut needs = Needs { ways: true, ..Needs::default() };
    needs.also(TARGETS.id);
    Facts::read(tx, house, ledgers, Scope { unit, period, on: today }, &needs).await
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let office = &login.post.unit;
    let mut errors = Errors::default();
    let unit = match asked.unit.trim() {
        "" => office.clone(),
        typed => errors
            .keep("unit", ledgers::unit_typed(&house, office, typed))
            .unwrap_or_else(|| office.clone()),
    };
    ledgers::must(&house, &login, Act::SeeLedgers, &unit)?;
    let mut tx = house.db.read().await?;
    let facts = facts(&mut tx, &house, ledgers, unit.clone()).await?;
    drop(tx);
    let frame = frame.with(errors);
    let work = move || {
        let tables = Tables { facts: &facts, house: &house, ledgers, today: true };
        let drawn =
            [ChartId::Stars, ChartId::Industries, ChartId::Parts, ChartId::Targets, ChartId::Ways];
        let this_year = Period::year_of(facts.scope.on).until(facts.scope.on);
        let due = calls(Period::month_of(facts.scope.on), facts.holdings()).len();
        OverviewPage {
            typed: ledgers::unit_words(&house, &login.post.unit, &unit),
            name: house.book.full_name(&unit),
            on: facts.scope.on,
            year: facts.scope.on.year(),
            numbers: FIRST
                .iter()
                .filter_map(|it| number(&frame, &facts, (it, this_year)))
                .collect(),
            calls: due,
            charts: drawn
                .iter()
                .filter_map(|it| tables.picture(*it))
                .map(|it| spoken::chart(&frame, it))
                .collect(),
            parts: tables
                .table(TableId::Parts)
                .map(|it| spoken::table(&frame, leading(&facts.scope, it))),
            unit,
            frame,
        }
    };
    let page = tokio::task::spawn_blocking(work).await?;
    Ok(show(&page)?.into_response())
}

/// What happened is told of this year.
fn number(
    frame: &Frame,
    facts: &Facts,
    (word, this_year): (&str, Option<Period>),
) -> Option<Number> {
    let indicator = indicator(word)?;
    let period = this_year.unwrap_or(facts.scope.period);
    let scope = Scope { period, ..facts.scope.clone() };
    let value = facts.value_in(&indicator.of, &scope);
    Some(Number {
        name: &indicator.name,
        words: words::number_on(frame, value, indicator.measure),
        address: answer_address(&scope, &Written::from(&indicator.of)),
    })
}
