//! The pages of the reports: a number and its list, a report, its sentences.

mod answer;
mod begin;
mod calls;
mod differences;
mod freezing;
mod list;
mod ministry;
mod overview;
mod passage;
mod read;
mod spoken;

use ocop_rules::accounts::{Act, Role};
use ocop_rules::places::UnitId;
use serde_json::json;

use super::store::{self, Report};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::house::House;
use crate::ledgers;
use crate::machinery::{Failure, Tx, logbook};

/// The addresses of the reports.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new()
        .get("/reports", OFFICE, list::page)
        .get("/reports/answer", OFFICE, answer::page)
        .get("/reports/answer.xlsx", OFFICE, answer::file)
        .get("/reports/answer.csv", OFFICE, answer::file)
        .get("/overview", OFFICE, overview::page)
        .get("/reports/calls", OFFICE, calls::page)
        .get("/reports/calls.xlsx", OFFICE, calls::file)
        .get("/reports/calls.csv", OFFICE, calls::file)
        .get("/reports/ptnt-ocop.xlsx", OFFICE, ministry::file)
        .get("/reports/ptnt-ocop.csv", OFFICE, ministry::file)
        .get("/reports/new", OFFICE, begin::form)
        .post("/reports", OFFICE, begin::begin)
        .get("/reports/{report}", OFFICE, read::page)
        .get("/reports/{report}/annex.xlsx", OFFICE, read::annex)
        .get("/reports/{report}/differences", OFFICE, differences::page)
        .post("/reports/{report}/freezing", OFFICE, freezing::freeze)
        .get("/reports/{report}/passages/{passage}", OFFICE, passage::form)
        .post("/reports/{report}/passages/{passage}", OFFICE, passage::write)
}

/// This report, for an officer who sees those of its unit.
async fn seen(
    tx: &mut Tx<'_>,
    (house, login): (&House, &Login),
    id: &str,
) -> Result<Report, Failure> {
    let report = store::by_id(tx, id).await?;
    ledgers::must(house, login, Act::SeeLedgers, &report.scope.unit)?;
    Ok(report)
}

/// The unit that an address names, otherwise the officer's own; one whose numbers the officer sees.
fn unit_of(house: &House, login: &Login, named: &str) -> Result<UnitId, Failure> {
    let unit = match named {
        "" => login.post.unit.clone(),
        id => UnitId::new(id).map_err(|_| Failure::NotFound)?,
    };
    house.book.unit(&unit).ok_or(Failure::NotFound)?;
    ledgers::must(house, login, Act::SeeLedgers, &unit)?;
    Ok(unit)
}

/// Whether this officer writes reports of this unit.
fn keeps(house: &House, login: &Login, report: &Report) -> bool {
    ledgers::must(house, login, Act::KeepLedgers, &report.scope.unit).is_ok()
}

/// Passes when this officer writes this report, and it is not frozen.
fn must_write(house: &House, login: &Login, report: &Report) -> Result<(), Failure> {
    ledgers::must(house, login, Act::KeepLedgers, &report.scope.unit)?;
    match report.frozen {
        None => Ok(()),
        Some(_) => Err(Failure::refused("Báo cáo đã chốt số liệu, không sửa được nữa.")),
    }
}

/// The line of the logbook.
async fn note(
    tx: &mut Tx<'_>,
    (house, login): (&House, &Login),
    report: &str,
    step: &str,
    passage: &str,
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("reports/{report}"),
        step,
        article: "",
        detail: if passage.is_empty() { json!({}) } else { json!({ "passage": passage }) },
    };
    logbook::write(tx, line).await
}
