//! The breaches of the office's unit, by how they stand.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::inspections::Remedy;
use ocop_rules::programme::Period;
use serde::Deserialize;

use super::super::labels;
use super::super::store::{self, Asked, Breach, State as Stands};
use super::typed::typed_day;
use super::{within, within_or_refused};
use crate::accounts::Login;
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::sheet::written::{self, Ending};
use crate::machinery::{Failure, Tx};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    unit: String,
    year: String,
    q: String,
    state: String,
}

impl Question {
    fn address(&self) -> String {
        let pairs =
            [("unit", &self.unit), ("year", &self.year), ("q", &self.q), ("state", &self.state)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, it)| !it.is_empty()).collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/breaches.html")]
struct BreachesPage {
    frame: Frame,
    house: House,
    question: Question,
    states: Vec<Choice>,
    breaches: Vec<(Breach, Stands)>,
    address: String,
}

/// The breaches that are asked for, with how each stands today.
async fn asked_for(
    house: &House,
    tx: &mut Tx<'_>,
    units: &[ocop_rules::places::UnitId],
    question: &Question,
) -> Result<Vec<(Breach, Stands)>, Failure> {
    let year = question.year.trim().parse().ok().and_then(|it: i16| Period::years(it, it).ok());
    let asked = Asked {
        within: units,
        q: &question.q,
        from: year.map(Period::first),
        until: year.map(Period::last),
        ..Asked::default()
    };
    let today = house.clock.today();
    let breaches = store::breaches(tx, &asked).await?.into_iter();
    let stated = breaches.map(|it| {
        let state = it.state(today, &house.calendar.holidays);
        (it, state)
    });
    Ok(stated.filter(|(_, it)| labels::is_asked(*it, &question.state)).collect())
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let (units, errors) = within(&house, &login, &question.unit);
    let mut tx = house.db.read().await?;
    let page = BreachesPage {
        breaches: asked_for(&house, &mut tx, &units, &question).await?,
        states: labels::choices(&frame, &labels::STATES),
        address: question.address(),
        question,
        house: house.clone(),
        frame: frame.with(errors),
    };
    Ok(show(&page)?.into_response())
}

const HEADINGS: [&str; 11] = [
    "Sản phẩm",
    "Chủ thể",
    "Xã, phường",
    "Loại vi phạm",
    "Vi phạm",
    "Ngày kết luận",
    "Phải khắc phục",
    "Hạn khắc phục",
    "Ngày khắc phục xong",
    "Khắc phục thế nào",
    "Tình trạng hôm nay",
];

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    Query(question): Query<Question>,
    ending: Ending,
) -> Result<Response, Failure> {
    let units = within_or_refused(&house, &login, &question.unit)?;
    let mut tx = house.db.read().await?;
    let breaches = asked_for(&house, &mut tx, &units, &question).await?;
    drop(tx);
    let vi = Frame::default();
    let row = |(it, state): (Breach, Stands)| {
        let remedy = it.rules.remedy;
        vec![
            it.of.name,
            it.of.producer_name,
            house.book.full_name(&it.of.commune),
            labels::breach_kind(it.rules.kind).to_owned(),
            it.what,
            typed_day(it.rules.concluded_on),
            it.remedy,
            remedy.map_or_else(String::new, |it| typed_day(it.due())),
            remedy.and_then(Remedy::done_on).map_or_else(String::new, typed_day),
            it.how,
            labels::state(&vi, state),
        ]
    };
    let rows: Vec<Vec<String>> = breaches.into_iter().map(row).collect();
    let name = format!("vi-pham-{}", house.clock.today());
    written::list(ending, &name, || (HEADINGS.into(), rows)).await
}
