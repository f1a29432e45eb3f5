//! The page of the logbook, for the administrator: the chain, the latest first.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

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
