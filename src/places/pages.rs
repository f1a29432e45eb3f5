//! Units as everyone may look them up: what a unit is, when it was, what it became.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use ocop_rules::places::{Era, Level, Unit};
use serde::Deserialize;

use crate::doors::{Doors, Who};
use crate::face::{Frame, show};
use crate::machinery::Failure;

use super::{Book, Share};

/// The most units that one search shows.
const FOUND: usize = 50;

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new().get("/units", Who::Everyone, find).get("/units/{id}", Who::Everyone, look)
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "places/units.html")]
struct UnitsPage {
    frame: Frame,
    book: Arc<Book>,
    typed: String,
    found: Vec<Unit>,
}

async fn find(
    State(book): State<Arc<Book>>,
    frame: Frame,
    Query(search): Query<Search>,
) -> Result<Html<String>, Failure> {
    let found = book.search(&search.q, FOUND).into_iter().cloned().collect();
    Ok(show(&UnitsPage { frame, book, typed: search.q, found })?)
}

#[derive(Template)]
#[template(path = "places/unit.html")]
struct UnitPage<'a> {
    frame: Frame,
    book: &'a Book,
    unit: &'a Unit,
    above: Vec<&'a Unit>,
    parts: Vec<&'a Unit>,
    shares: Vec<Share<'a>>,
}

async fn look(
    State(book): State<Arc<Book>>,
    frame: Frame,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let unit = book.unit_of(&id).ok_or(Failure::NotFound)?;
    let mut parts = book.parts(&unit.id);
    // The country lists the provinces of today; those of before are found under them.
    parts.retain(|it| it.id.era() == unit.id.era());
    let above = book.chain(&unit.id).into_iter().skip(1).collect();
    let shares = book.shares(&unit.id);
    Ok(show(&UnitPage { frame, book: &book, unit, above, parts, shares })?)
}

fn level_word(frame: &Frame, level: Level) -> &str {
    match level {
        Level::Country => frame.t("Cả nước"),
        Level::Province => frame.t("Cấp tỉnh"),
        Level::District => frame.t("Cấp huyện"),
        Level::Commune => frame.t("Cấp xã"),
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn reads(address: &str) -> (StatusCode, String) {
        let routes = Router::new()
            .route("/units", get(find))
            .route("/units/{id}", get(look))
            .with_state(Book::load().unwrap());
        let request = Request::get(address).body(Body::empty()).unwrap();
        let response = routes.oneshot(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_district_that_ended_shows_what_its_communes_became() {
        let (status, page) = reads("/units/182.2024").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("huyện Văn Lãng"));
        assert!(page.contains("30/06/2025"));
        assert!(page.contains("href=\"/units/06172.2025\""));
        assert!(page.contains("href=\"/registry?unit=182.2024\""));
    }

    #[tokio::test]
    async fn a_divided_ward_says_that_it_went_in_part() {
        let (_, page) = reads("/units/00007.2024").await;
        assert!(page.contains("phường Giảng Võ") && page.contains("phường Ngọc Hà"));
    }

    #[tokio::test]
    async fn a_search_without_tones_finds_the_old_and_the_new() {
        let (status, page) = reads("/units?q=van%20lang").await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("/units/182.2024") && page.contains("/units/06154.2025"));
    }

    #[tokio::test]
    async fn what_is_typed_is_shown_as_text() {
        let (_, page) = reads("/units?q=%3Cscript%3E").await;
        assert!(!page.contains("<script>"));
    }

    #[tokio::test]
    async fn there_is_no_unit_without_an_era() {
        for address in ["/units/06172", "/units/06172.2023", "/units/98.2025", "/units/%20"] {
            assert_eq!(reads(address).await.0, StatusCode::NOT_FOUND, "{address}");
        }
    }

    #[tokio::test]
    async fn the_country_lists_the_provinces_of_today() {
        let (_, page) = reads("/units/vn").await;
        assert!(page.contains("/units/20.2025\""));
        assert!(!page.contains("/units/20.2024\""), "{page}");
    }
}
