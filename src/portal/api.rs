//! The portal for programs: the same questions, answered as JSON. Described in
//! `docs/api/openapi.json`.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::IntoResponse;
use ocop_rules::certificates::{Span, Standing};
use ocop_rules::places::UnitId;
use serde::Serialize;

use crate::house::House;
use crate::machinery::Failure;
use crate::registry::{Decision, Held, Snapshot};

use super::asked::Asked;
use super::pages::{A_PAGE, find};

const DESCRIPTION: &str = include_str!("../../docs/api/openapi.json");

/// A list of products.
#[derive(Debug, Serialize)]
pub struct List<'a> {
    /// The day of which it is true.
    day: String,
    /// How many there are.
    total: u64,
    /// The page, the first is 1.
    page: u64,
    /// The products of the page.
    products: Vec<Summary<'a>>,
}

/// A product in a list.
#[derive(Debug, Serialize)]
pub struct Summary<'a> {
    id: &'a str,
    name: &'a str,
    specification: &'a str,
    group: &'a str,
    stars: u8,
    state: &'static str,
    producer: &'a str,
    unit: &'a str,
}

/// A product, its producer and its certificates.
#[derive(Debug, Serialize)]
pub struct Whole<'a> {
    #[serde(flatten)]
    summary: Summary<'a>,
    day: String,
    codes: &'a [Box<str>],
    /// Its unit then, and the units it became.
    units_today: Vec<&'a str>,
    story: &'a str,
    certificates: Vec<Certified<'a>>,
}

/// A certificate.
#[derive(Debug, Serialize)]
pub struct Certified<'a> {
    number: &'a str,
    stars: u8,
    edition: &'a str,
    standing: &'static str,
    valid_from: Days,
    valid_to: Days,
    extended_until: Option<String>,
    decision: Option<Decided<'a>>,
}

/// A day; known only as a range, its two ends differ.
#[derive(Debug, Serialize)]
pub struct Days {
    earliest: String,
    latest: String,
}

/// A decision.
#[derive(Debug, Serialize)]
pub struct Decided<'a> {
    number: &'a str,
    on: String,
    authority: &'static str,
}

/// `GET /api/registry`
pub(super) async fn list(
    State(house): State<House>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Failure> {
    let snapshot = house.registry.on(house.clock.today());
    let size = usize::from(A_PAGE);
    let first = usize::try_from(asked.page() - 1).unwrap_or_default().saturating_mul(size);
    let found = snapshot.ask(&asked.question(), &house.book, first, size)?;
    let products = found.products.iter().filter_map(|&it| summary(&snapshot, it)).collect();
    let (day, total, page) = (snapshot.day.to_string(), found.total, asked.page());
    Ok(Json(&List { day, total, page, products }).into_response())
}

/// `GET /api/registry/{product}`
pub(super) async fn product(
    State(house): State<House>,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, Failure> {
    let (snapshot, at) = find(&house, &id)?;
    let product = snapshot.kept.product(at).ok_or(Failure::NotFound)?;
    let place = snapshot.kept.places.get(product.place);
    let whole = Whole {
        summary: summary(&snapshot, at).ok_or(Failure::NotFound)?,
        day: snapshot.day.to_string(),
        codes: &product.codes,
        units_today: place
            .map_or_else(Vec::new, |it| it.communes.iter().map(UnitId::as_str).collect()),
        story: &product.story,
        certificates: product.held.iter().map(|it| certified(it, &snapshot)).collect(),
    };
    Ok(Json(&whole).into_response())
}

/// `GET /api/openapi.json`
pub(super) async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION)
}

fn summary(snapshot: &Snapshot, at: u32) -> Option<Summary<'_>> {
    let product = snapshot.kept.product(at)?;
    let now = snapshot.now(at);
    Some(Summary {
        id: &product.id,
        name: &product.name,
        specification: &product.specification,
        group: &product.class,
        stars: now.stars.number(),
        state: now.state.id(),
        producer: snapshot.kept.producer(product).map_or("", |it| &it.name),
        unit: snapshot.kept.places.get(product.place).map_or("", |it| it.unit.as_str()),
    })
}

fn certified<'a>(held: &'a Held, snapshot: &Snapshot) -> Certified<'a> {
    let certificate = &held.certificate;
    Certified {
        number: &held.number,
        stars: certificate.stars.number(),
        edition: &held.edition,
        standing: match certificate.on(snapshot.day) {
            Standing::NotYet => "not-yet",
            Standing::Valid => "valid",
            Standing::Extended => "extended",
            Standing::Expired => "expired",
            Standing::Superseded => "superseded",
            Standing::Revoked(_) => "revoked",
        },
        valid_from: days(certificate.valid_from),
        valid_to: days(certificate.valid_to),
        extended_until: certificate.extended_until().map(|it| it.to_string()),
        decision: held.decision.as_deref().map(decided),
    }
}

fn decided(decision: &Decision) -> Decided<'_> {
    Decided {
        number: &decision.number,
        on: decision.decided_on.to_string(),
        authority: decision.authority.id(),
    }
}

fn days(span: Span) -> Days {
    Days { earliest: span.earliest().to_string(), latest: span.latest().to_string() }
}
