//! Who must be called: certificates whose window for a renewal opens or closes in a month.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::ToSpan as _;
use jiff::civil::Date;
use ocop_rules::accounts::Act;
use ocop_rules::certificates::WarningKind;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;
use ocop_rules::targets::{Call, calls};
use serde::Deserialize;

use super::super::facts::{Facts, Needs};
use super::super::question::Scope;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::ledgers::{self, Ledgers};
use crate::machinery::Failure;

/// A month, and a unit.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    month: String,
    unit: String,
}

struct Line {
    on: Date,
    what: &'static str,
    tone: &'static str,
    product: String,
    address: String,
    producer: String,
    phone: String,
    place: String,
    ends: Date,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/calls.html")]
struct CallsPage {
    frame: Frame,
    unit: UnitId,
    name: String,
    month: Date,
    before: Date,
    after: Date,
    lines: Vec<Line>,
}

/// The month that is asked for, otherwise that of today.
fn month(asked: &str, today: Date) -> Date {
    format!("{asked}-01").parse().unwrap_or(today).first_of_month()
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let unit = match asked.unit.as_str() {
        "" => login.post.unit.clone(),
        id => UnitId::new(id).map_err(|_| Failure::NotFound)?,
    };
    house.book.unit(&unit).ok_or(Failure::NotFound)?;
    ledgers::must(&house, &login, Act::SeeLedgers, &unit)?;
    let today = house.clock.today();
    let month = month(&asked.month, today);
    let days = Period::month_of(month);
    let scope = Scope { unit: unit.clone(), period: days, on: today };
    let needs = Needs { ways: true, ..Needs::default() };
    let mut tx = house.db.read().await?;
    let facts = Facts::read(&mut tx, &house, ledgers, scope, &needs).await?;
    let due = calls(days, facts.holdings());
    let page = CallsPage {
        name: house.book.full_name(&unit),
        lines: due.iter().filter_map(|it| line(&facts, it)).collect(),
        before: month.saturating_sub(1.month()),
        after: month.saturating_add(1.month()),
        month,
        unit,
        frame,
    };
    Ok(show(&page)?.into_response())
}

fn line(facts: &Facts, call: &Call<'_>) -> Option<Line> {
    let kept = &facts.snapshot.kept;
    let product = kept.product(kept.at(call.product)?)?;
    let producer = kept.producer(product)?;
    let (what, tone) = match call.kind {
        WarningKind::WindowOpens => ("Bắt đầu được nộp hồ sơ công nhận lại", "info"),
        _ => ("Ngày cuối nộp hồ sơ công nhận lại", "wait"),
    };
    let place = kept.places.get(product.place);
    Some(Line {
        on: call.on,
        what,
        tone,
        product: product.name.to_string(),
        address: format!("/registry/{}", product.id),
        producer: producer.name.to_string(),
        phone: producer.phone.to_string(),
        place: place.map_or_else(String::new, |it| facts.book.name(&it.unit)),
        ends: call.valid_to,
    })
}
