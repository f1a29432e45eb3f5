//! The producers of an office's unit.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::super::labels;
use super::super::store::{self, Producer};
use crate::accounts::Login;
use crate::face::{Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;

/// How many stand on one page.
const PAGE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    q: String,
    page: u64,
}

#[derive(askama::Template)]
#[template(path = "producers/pages/list.html")]
struct ListPage {
    frame: Frame,
    q: String,
    producers: Vec<(Producer, String)>,
    pages: Pages,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(Question { q, page }): Query<Question>,
) -> Result<Response, Failure> {
    let within = house.units_within(&login.post.unit);
    let page = page.max(1);
    let skip = i64::try_from(PAGE.saturating_mul(page - 1)).unwrap_or(0);
    let mut tx = house.db.read().await?;
    let (found, total) = store::list(&mut tx, &within, &q, (skip, PAGE.cast_signed())).await?;
    let question = serde_urlencoded::to_string([("q", &q)]).unwrap_or_default();
    let page = ListPage {
        producers: found
            .into_iter()
            .map(|it| {
                let place = house.book.name(&it.data.commune);
                (it, place)
            })
            .collect(),
        pages: Pages::new(page, PAGE, total, format!("/producers?{question}")),
        frame,
        q,
    };
    Ok(show(&page)?.into_response())
}
