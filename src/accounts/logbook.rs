//! The pages of the logbook, for the administrator: the chain, the latest first; and out of it who
//! opened a producer's personal data.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use ocop_rules::places::UnitId;
use serde::Deserialize;

use super::{SEES_PERSONAL_DATA, store};
use crate::face::{Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::logbook::{self, Written};

const LINES_A_PAGE: u64 = 50;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    page: u64,
}

#[derive(askama::Template)]
#[template(path = "accounts/logbook.html")]
struct LogbookPage {
    frame: Frame,
    lines: Vec<Written>,
    pages: Pages,
}

impl LogbookPage {
    fn moment(&self, at: &str) -> String {
        at.parse::<Timestamp>().map_or_else(|_| at.to_owned(), |it| self.frame.moment(it))
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let total = logbook::count(&mut tx).await?;
    let pages = Pages::new(wanted.page, LINES_A_PAGE, total, "/logbook");
    let newest = total.saturating_sub(LINES_A_PAGE * (pages.now - 1));
    let lines = logbook::before(&mut tx, newest, LINES_A_PAGE).await?;
    Ok(show(&LogbookPage { frame, lines, pages })?.into_response())
}

/// Somebody opened a producer's personal data.
struct Lookup {
    at: Timestamp,
    person: String,
    unit: String,
    /// Of which dossier; what stands there is not the administrator's to see.
    dossier: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/lookups.html")]
struct LookupsPage {
    frame: Frame,
    lookups: Vec<Lookup>,
    pages: Pages,
}

pub(super) async fn lookups(
    State(house): State<House>,
    frame: Frame,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let page = wanted.page.max(1);
    let skip = i64::try_from(LINES_A_PAGE.saturating_mul(page - 1)).unwrap_or(0);
    let mut tx = house.db.read().await?;
    let cut = (skip, LINES_A_PAGE.cast_signed());
    let (lines, total) = logbook::of_step(&mut tx, SEES_PERSONAL_DATA, cut).await?;
    let mut lookups = Vec::new();
    for line in lines {
        let unit = UnitId::new(&line.unit).map_err(anyhow::Error::new)?;
        lookups.push(Lookup {
            at: line.at.parse()?,
            person: store::name(&mut tx, &line.person).await?,
            unit: house.book.full_name(&unit),
            dossier: line.subject.trim_start_matches("dossier/").to_owned(),
        });
    }
    let pages = Pages::new(page, LINES_A_PAGE, total, "/lookups");
    Ok(show(&LookupsPage { frame, lookups, pages })?.into_response())
}
