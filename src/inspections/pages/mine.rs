//! What inspections found of a producer's own products, and what she must put right by when.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::super::labels;
use super::super::store::{self, Asked, Breach, State as Stands, Visit};
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

/// More visits than a producer ever has.
const ALL: i64 = 1_000;

#[derive(askama::Template)]
#[template(path = "inspections/pages/mine.html")]
struct MinePage {
    frame: Frame,
    breaches: Vec<(Breach, Stands)>,
    visits: Vec<Visit>,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let today = house.clock.today();
    let asked = Asked { producer: login.producer()?, ..Asked::default() };
    let mut tx = house.db.read().await?;
    let (visits, _) = store::visits(&mut tx, &asked, (0, ALL)).await?;
    let breaches = store::breaches(&mut tx, &asked).await?.into_iter();
    let stated = breaches.map(|it| {
        let state = it.state(today, &house.calendar.holidays);
        (it, state)
    });
    let mut breaches: Vec<(Breach, Stands)> = stated.collect();
    // What is still to be put right comes first.
    breaches.sort_by_key(|(_, it)| !it.is_unsettled());
    Ok(show(&MinePage { frame, breaches, visits })?.into_response())
}
