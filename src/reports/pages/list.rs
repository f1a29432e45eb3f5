//! The reports of a unit and of those beneath it.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;

use super::super::store::{self, Report};
use super::super::words;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::ledgers;
use crate::machinery::Failure;

/// So many are shown.
const MOST: i64 = 200;

struct Line {
    report: Report,
    unit: String,
    period: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/list.html")]
struct ListPage {
    frame: Frame,
    unit: String,
    lines: Vec<Line>,
    keeps: bool,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let office = &login.post.unit;
    ledgers::must(&house, &login, Act::SeeLedgers, office)?;
    let mut tx = house.db.read().await?;
    let reports = store::list(&mut tx, &ledgers::beneath(&house, office), MOST).await?;
    let line = |report: Report| Line {
        unit: words::unit(&house.book, &report.scope.unit),
        period: words::period_on(&frame, report.scope.period),
        report,
    };
    let page = ListPage {
        unit: house.book.full_name(office),
        lines: reports.into_iter().map(line).collect(),
        keeps: ledgers::must(&house, &login, Act::KeepLedgers, office).is_ok(),
        frame,
    };
    Ok(show(&page)?.into_response())
}
