//! The pages of this room: what a producer says of itself, and how an office registers one.

mod form;
mod list;
mod logins;
mod own;
mod registering;

use ocop_rules::accounts::{Act, Place, Role};
use ocop_rules::places::UnitId;

use super::store::{self, Producer};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// The addresses of this room.
pub fn doors() -> Doors {
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    const OFFICE: Who = Who::Only(&[Role::Commune, Role::Province]);
    Doors::new()
        .get("/my/producer", PRODUCER, own::look)
        .post("/my/producer", PRODUCER, own::save)
        .get("/producers", OFFICE, list::page)
        .get("/producers/new", OFFICE, registering::ask)
        .post("/producers", OFFICE, registering::register)
        .get("/producers/{id}", OFFICE, logins::page)
        .post("/producers/{id}/logins", OFFICE, logins::give)
}

/// Passes when the office registers the producers of that commune.
fn must_register(house: &House, login: &Login, commune: &UnitId) -> Result<(), Failure> {
    login.must(Act::RegisterProducer, &Place::within(&house.units_of(commune)))
}

/// A producer in the unit of the office that asks.
async fn registered(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    id: &str,
) -> Result<Producer, Failure> {
    let producer = store::by_id(tx, id).await?;
    must_register(house, login, &producer.data.commune)?;
    Ok(producer)
}
