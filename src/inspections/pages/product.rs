//! A product before its inspectors: its certificate, its papers, its visits and breaches.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, may};
use ocop_rules::certificates::Standing;

use super::super::case::Case;
use super::super::labels;
use super::super::store::{self, Asked, Breach, State as Stands, Visit};
use crate::accounts::Login;
use crate::certificates;
use crate::evidence;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use jiff::civil::Date;

/// More visits than a product has.
const ALL: i64 = 1_000;

/// A paper of the producer that has an end, and how it stands on a day.
pub(super) struct Held {
    /// `Phiếu kiểm nghiệm`
    pub(super) kind: &'static str,
    pub(super) number: String,
    pub(super) standing: evidence::Standing,
}

/// The producer's papers that have an end, as they stand on a day. What names persons is left out.
pub(super) async fn papers(
    tx: &mut Tx<'_>,
    frame: &Frame,
    producer: &str,
    day: Date,
) -> Result<Vec<Held>, Failure> {
    let papers = evidence::store::of_producer(tx, producer).await?;
    let ends = |it: &evidence::Paper| {
        !it.set_aside && it.data.term.valid_until.is_some() && !it.data.kind.names_persons()
    };
    let held = |it: evidence::Paper| Held {
        kind: evidence::kind_label(it.data.kind),
        standing: evidence::standing(frame, it.data.term, day),
        number: it.data.number,
    };
    Ok(papers.into_iter().filter(ends).map(held).collect())
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/product.html")]
struct ProductPage {
    frame: Frame,
    case: Case,
    place: String,
    standing: Option<Standing>,
    papers: Vec<Held>,
    visits: Vec<Visit>,
    breaches: Vec<(Breach, Stands)>,
    inspects: bool,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(product): Path<String>,
) -> Result<Response, Failure> {
    let today = house.clock.today();
    let mut tx = house.db.read().await?;
    let case = Case::of(&house, &mut tx, &product, today).await?;
    login.must(Act::SeeInspections, &case.place())?;
    let asked = Asked { product: &product, ..Asked::default() };
    let (visits, _) = store::visits(&mut tx, &asked, (0, ALL)).await?;
    let breaches = store::breaches(&mut tx, &asked).await?.into_iter();
    let stated = breaches.map(|it| {
        let state = it.state(today, &house.calendar.holidays);
        (it, state)
    });
    let page = ProductPage {
        standing: case.certificate.as_ref().map(|it| it.terms.on(today)),
        papers: papers(&mut tx, &frame, &case.producer.id, today).await?,
        breaches: stated.collect(),
        inspects: case.certificate.is_some() && may(&login.post, Act::Inspect, &case.place()),
        place: house.book.full_name(&case.product.commune),
        frame,
        case,
        visits,
    };
    Ok(show(&page)?.into_response())
}
