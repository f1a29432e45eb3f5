//! A report as it is read, and its tables as a workbook.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;

use super::super::compose::{Lists, compose};
use super::super::composed::{Author, Block, Cell, Composed, Table};
use super::super::indicator::indicator;
use super::super::question::{Scope, Written};
use super::super::store::{self, Report};
use super::super::tables::TableId;
use super::super::{words, workbook};
use super::{keeps, seen, spoken};
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::sheet::written;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Kinds, Offer, offers};

#[derive(askama::Template)]
#[template(path = "reports/pages/read.html")]
struct ReadPage {
    frame: Frame,
    report: Report,
    unit: String,
    period: String,
    composed: Composed,
    writes: bool,
    offers: Vec<Offer>,
}

impl ReadPage {
    /// Where the list behind a number is.
    fn address(&self, asks: &Written) -> String {
        answer_address(&self.report.scope, asks)
    }

    /// The same, of an indicator in a sentence.
    fn number(&self, word: &str) -> String {
        indicator(word).map_or_else(String::new, |it| self.address(&Written::from(&it.of)))
    }

    fn link(&self, cell: &Cell) -> String {
        cell_address(&self.report.scope, cell)
    }

    fn whole(&self, table: &Table) -> String {
        table.asks.as_ref().map_or_else(String::new, |it| self.address(it))
    }

    /// Whether a phone has room for it: a name and a few figures.
    fn is_slim(table: &Table) -> bool {
        table.headings.len() <= 5 && Self::is_figure(table, &1)
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the template lends it")]
    fn is_figure(table: &Table, at: &usize) -> bool {
        0 < *at
            && table.asks.is_none()
            && ![TableId::Targets, TableId::TargetsNext, TableId::Figures]
                .iter()
                .any(|it| it.id() == table.id)
    }
}

/// Where a cell leads: to the list behind its number, or to its page; empty where nowhere.
fn cell_address(whole: &Scope, cell: &Cell) -> String {
    let Some(asks) = &cell.asks else { return cell.address.clone() };
    let mut scope = whole.clone();
    if let Some(it) = cell.within {
        scope.on = it.on;
        scope.period = Period::days(it.from, it.to).unwrap_or(scope.period);
    }
    answer_address(&scope, asks)
}

/// A table whose cells say themselves where they lead.
pub(super) fn leading(whole: &Scope, mut table: Table) -> Table {
    for cell in table.rows.iter_mut().flatten() {
        cell.address = cell_address(whole, cell);
    }
    table
}

/// Where the answer to a question is.
pub(super) fn answer_address(scope: &Scope, asks: &Written) -> String {
    let where_and_when = [
        ("unit", scope.unit.to_string()),
        ("from", scope.period.first().to_string()),
        ("to", scope.period.last().to_string()),
        ("on", scope.on.to_string()),
    ];
    let where_and_when = serde_urlencoded::to_string(where_and_when).unwrap_or_default();
    format!("/reports/answer?{}&{where_and_when}", asks.address())
}

/// The report as it stands: frozen, or composed anew.
pub(in super::super) async fn composed(
    tx: &mut Tx<'static>,
    house: &House,
    ledgers: Ledgers,
    report: &Report,
) -> Result<Composed, Failure> {
    if report.frozen.is_some()
        && let Some(content) = store::content(tx, &report.id).await?
    {
        return Ok(content);
    }
    let passages = store::passages(tx, &report.id).await?;
    compose(tx, house, ledgers, (report.scope.clone(), report.today), (&passages, Lists::Left))
        .await
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    kinds: Kinds,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let report = seen(&mut tx, (&house, &login), &id).await?;
    let composed = composed(&mut tx, &house, ledgers, &report).await?;
    let offers = if report.frozen.is_some() {
        offers(&house, &mut tx, kinds, &login, About::Report, &id).await?
    } else {
        Vec::new()
    };
    let unit: &UnitId = &report.scope.unit;
    let page = ReadPage {
        unit: house.book.full_name(unit),
        period: words::period_on(&frame, report.scope.period),
        writes: keeps(&house, &login, &report) && report.frozen.is_none(),
        composed: spoken::report(&frame, composed),
        offers,
        report,
        frame,
    };
    Ok(show(&page)?.into_response())
}

/// Every table of the report, each on a sheet of its own.
pub(super) async fn annex(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let report = seen(&mut tx, (&house, &login), &id).await?;
    let composed = composed(&mut tx, &house, ledgers, &report).await?;
    drop(tx);
    let name = format!("bao-cao-{}-{}.xlsx", report.scope.unit, report.scope.on);
    let bytes = tokio::task::spawn_blocking(move || workbook::of(&report, &composed)).await??;
    Ok(written::saved(&name, written::Ending::Xlsx.media_type(), bytes))
}
