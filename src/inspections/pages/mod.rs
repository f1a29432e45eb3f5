//! The pages of this room, by noun.

mod breach;
mod breaches;
mod findings;
mod mine;
mod overview;
mod product;
mod recording;
mod standing;
mod typed;
mod visit;

use ocop_rules::accounts::{Act, Place, Role, may};
use ocop_rules::places::{Level, UnitId};

use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::Errors;
use crate::house::House;
use crate::machinery::Failure;

/// The addresses of this room.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    Doors::new()
        .get("/inspections", OFFICE, overview::page)
        .get("/inspections/list.xlsx", OFFICE, overview::file)
        .get("/inspections/list.csv", OFFICE, overview::file)
        .get("/inspections/standing", OFFICE, standing::page)
        .get("/inspections/standing/list.xlsx", OFFICE, standing::file)
        .get("/inspections/standing/list.csv", OFFICE, standing::file)
        .get("/inspections/breaches", OFFICE, breaches::page)
        .get("/inspections/breaches/list.xlsx", OFFICE, breaches::file)
        .get("/inspections/breaches/list.csv", OFFICE, breaches::file)
        .get("/inspections/breaches/{breach}", OFFICE, breach::page)
        .post("/inspections/breaches/{breach}/remedy", OFFICE, breach::remedied)
        .get("/inspections/products/{product}", OFFICE, product::page)
        .get("/inspections/products/{product}/visits", OFFICE, recording::page)
        .post("/inspections/products/{product}/visits", OFFICE, recording::record)
        .get("/inspections/{visit}", OFFICE, visit::page)
        .get("/inspections/{visit}/findings", OFFICE, findings::page)
        .post("/inspections/{visit}/findings", OFFICE, findings::save)
        .get("/inspections/{visit}/breaches", OFFICE, breach::new)
        .post("/inspections/{visit}/breaches", OFFICE, breach::add)
        .get("/my/inspections", PRODUCER, mine::page)
}

/// The units that are asked about: the one that is typed, if it is the officer's to see; else the
/// own. And what of the question is not understood.
fn within(house: &House, login: &Login, typed: &str) -> (Vec<UnitId>, Errors) {
    let mut errors = Errors::default();
    let own = &login.post.unit;
    let unit = match typed.trim() {
        "" => own.clone(),
        typed => errors.keep("unit", unit(house, login, typed)).unwrap_or_else(|| own.clone()),
    };
    if unit == UnitId::country() {
        return (vec![unit], errors);
    }
    // A district is known by what lay in it.
    if house.book.unit(&unit).is_some_and(|it| it.level == Level::District) {
        let reach = house.book.reach(&unit);
        return (reach.surely.into_iter().chain(reach.perhaps).collect(), errors);
    }
    (house.units_within(&unit), errors)
}

/// The units that a file is asked about; a file says nothing of what was not understood.
fn within_or_refused(house: &House, login: &Login, typed: &str) -> Result<Vec<UnitId>, Failure> {
    let (units, errors) = within(house, login, typed);
    match errors.iter().next() {
        Some((field, sentence)) => Err(Failure::refused_of(field, sentence)),
        None => Ok(units),
    }
}

fn unit(house: &House, login: &Login, typed: &str) -> Result<UnitId, String> {
    let unit = match house.book.unit_of(typed) {
        Some(unit) => unit.id.clone(),
        None => house.unit_typed(typed)?,
    };
    if may(&login.post, Act::SeeInspections, &Place::within(&house.units_of(&unit))) {
        Ok(unit)
    } else {
        Err(format!("“{typed}” không thuộc đơn vị của bạn."))
    }
}
