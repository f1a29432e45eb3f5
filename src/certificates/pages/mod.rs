//! The pages of this room, by noun.

mod certificate;
mod decisions;
mod ending;
mod list;
mod mine;
mod notice;
mod proposals;
mod recording;
mod typed;

pub(super) use typed::{Typed, errors};

use ocop_rules::accounts::{Place, Role};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Authority;

use super::store::Issued;
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::{producers, products};

/// The addresses of this room.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Province, Role::Ministry]);
    const READERS: Who = Who::Only(&[Role::Province, Role::Ministry, Role::Commune]);
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    const CONCERNED: Who =
        Who::Only(&[Role::Province, Role::Ministry, Role::Commune, Role::Producer]);
    Doors::new()
        .get("/decisions", OFFICE, decisions::overview)
        .get("/decisions/{id}", OFFICE, decisions::one)
        .get("/decisions/new/{work}", OFFICE, recording::page)
        .post("/decisions/new/{work}", OFFICE, recording::record)
        .post("/decisions/new/{work}/{proposal}", OFFICE, proposals::given)
        .get("/notices/{dossier}", CONCERNED, notice::page)
        .get("/certificates", READERS, list::page)
        .get("/certificates/{id}", CONCERNED, certificate::page)
        .get("/certificates/{id}/{ending}", OFFICE, ending::page)
        .post("/certificates/{id}/{ending}", OFFICE, ending::record)
        .get("/my/certificates", PRODUCER, mine::page)
        .and(super::batch::doors())
}

/// The authority that an office records for.
fn authority(login: &Login) -> Result<Authority, Failure> {
    match login.role() {
        Role::Province => Ok(Authority::Province),
        Role::Ministry => Ok(Authority::Ministry),
        _ => Err(Failure::NotFound),
    }
}

/// A certificate with the product and the producer it is about.
pub(super) struct Held {
    issued: Issued,
    product: products::store::Product,
    producer: producers::Producer,
    /// The units it lies in, as recorded and of today.
    units: Vec<UnitId>,
}

impl Held {
    pub(super) async fn of(house: &House, tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let issued = super::store::by_id(tx, id).await?;
        let product = products::store::by_id(tx, &issued.product).await?;
        let producer = producers::store::by_id(tx, &product.producer).await?;
        let units = house.units_of(&product.commune);
        Ok(Self { issued, product, producer, units })
    }

    fn address(&self) -> String {
        format!("/certificates/{}", self.issued.id)
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place::within(&self.units).of_producer(&self.producer.id)
    }
}
