//! The ledgers of every room.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};

use super::super::ledger::{Ledger, Ledgers};
use super::super::store::{self, Asked};
use super::super::units;
use super::must_see;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

struct Shelf {
    title: &'static str,
    ledgers: Vec<(&'static Ledger, u64)>,
}

#[derive(askama::Template)]
#[template(path = "ledgers/pages/start.html")]
struct StartPage {
    frame: Frame,
    unit: String,
    shelves: Vec<Shelf>,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
) -> Result<Response, Failure> {
    let asked = Asked { within: units::beneath(&house, &login.post.unit), ..Asked::default() };
    let mut tx = house.db.read().await?;
    let mut shelves = Vec::new();
    for shelf in ledgers.shelves {
        let mut counted = Vec::new();
        for ledger in shelf.ledgers.iter().copied() {
            if must_see(&house, &login, ledger).is_ok() {
                counted.push((ledger, store::count(&mut tx, ledger, &asked).await?));
            }
        }
        if !counted.is_empty() {
            shelves.push(Shelf { title: shelf.title, ledgers: counted });
        }
    }
    let unit = house.book.full_name(&login.post.unit);
    Ok(show(&StartPage { frame, unit, shelves })?.into_response())
}
