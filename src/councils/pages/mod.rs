//! The pages of the councils, by noun; here their addresses, and who may do what at them.

mod advisers;
mod councils;
mod forming;
mod hearing;
mod keying;
mod keying_list;
mod marks;
mod meeting;
mod minutes;
mod papers;
mod planning;
mod result;
mod sheet;
mod sheets;
mod signing;
mod steps;

pub(super) use result::agrees;

use axum::http::Method;
use axum::routing::post;
use jiff::Timestamp;
use ocop_rules::accounts::{Act, Place, Role, Seat};

use super::seat_of;
use super::store::{Council, HeldSeat};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::machinery::uploads::with_file;
use crate::machinery::{Failure, Tx, logbook};

/// The addresses of this room.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Province, Role::Ministry]);
    const MEMBER: Who = Who::Only(&[Role::Member]);
    const COUNCIL: Who = Who::Only(&[Role::Province, Role::Ministry, Role::Member]);
    const CONCERNED: Who =
        Who::Only(&[Role::Producer, Role::Commune, Role::Province, Role::Member, Role::Ministry]);
    Doors::new()
        .get("/councils", OFFICE, councils::list)
        .get("/councils/new", OFFICE, forming::blank)
        .post("/councils", OFFICE, forming::form)
        .get("/councils/{id}", OFFICE, councils::look)
        .post("/councils/{id}/meetings", OFFICE, planning::plan)
        .post("/councils/{id}/advisers", OFFICE, advisers::add)
        .post("/councils/{id}/advisers/{adviser}/removal", OFFICE, advisers::remove)
        .get("/meetings/{id}", COUNCIL, meeting::look)
        .get("/meetings/{id}/documents", COUNCIL, papers::look)
        .get("/meetings/{id}/keying", COUNCIL, keying_list::look)
        .post("/meetings/{id}/attendance", COUNCIL, meeting::attend)
        .post("/meetings/{id}/opening", COUNCIL, meeting::open)
        .post("/meetings/{id}/cancellation", OFFICE, meeting::cancel)
        .get("/meetings/{id}/minutes", COUNCIL, minutes::look)
        .post("/meetings/{id}/minutes", COUNCIL, minutes::sign)
        .get("/meetings/{id}/dossiers/{dossier}", COUNCIL, hearing::look)
        .post("/meetings/{id}/dossiers/{dossier}/closing", MEMBER, steps::take::<steps::Closing>)
        .post(
            "/meetings/{id}/dossiers/{dossier}/discussion",
            MEMBER,
            steps::take::<steps::Discussing>,
        )
        .post(
            "/meetings/{id}/dossiers/{dossier}/settlement",
            MEMBER,
            steps::take::<steps::Settling>,
        )
        .post(
            "/meetings/{id}/dossiers/{dossier}/dismissal",
            MEMBER,
            steps::take::<steps::Dismissing>,
        )
        .post(
            "/meetings/{id}/dossiers/{dossier}/rejection",
            MEMBER,
            steps::take::<steps::Rejecting>,
        )
        .post(
            "/meetings/{id}/dossiers/{dossier}/postponement",
            MEMBER,
            steps::take::<steps::Postponing>,
        )
        .get("/meetings/{id}/dossiers/{dossier}/keying/{seat}", COUNCIL, keying::look)
        .post("/meetings/{id}/dossiers/{dossier}/keying/{seat}", COUNCIL, keying::key_in)
        .door(
            Method::POST,
            "/meetings/{id}/dossiers/{dossier}/keying/{seat}/scan",
            COUNCIL,
            with_file(post(keying::attach)),
        )
        .get("/sheets", MEMBER, sheets::list)
        .get("/sheets/{id}", COUNCIL, sheet::look)
        .get("/sheets/{id}/scan", COUNCIL, sheet::scan)
        .post("/sheets/{id}/marks", MEMBER, marks::save)
        .post("/sheets/{id}/signature", MEMBER, signing::sign)
        .post("/sheets/{id}/conflict", MEMBER, signing::declare)
        .post("/sheets/{id}/reopening", MEMBER, signing::reopen)
        .get("/results/{id}", CONCERNED, result::look)
        .get("/results/{id}/sheets.jsonl", CONCERNED, result::download)
        .get("/dossiers/{id}/results", CONCERNED, result::of_dossier)
}

/// Passes when the person's office keeps this council: nobody acts in another's.
fn keeps(login: &Login, council: &Council, act: Act) -> Result<(), Failure> {
    login.must(act, &Place::within(std::slice::from_ref(&council.unit)))
}

/// Passes when the person, with this seat, may do this in the council.
fn sits(login: &Login, council: &Council, seat: Seat, act: Act) -> Result<(), Failure> {
    login.must(act, &Place::within(std::slice::from_ref(&council.unit)).from_seat(seat))
}

/// The person's seat in a council, away from any one product.
fn seat_in(login: &Login, seats: &[HeldSeat]) -> Seat {
    let held = seats.iter().find(|it| it.person == login.person);
    held.map_or(Seat::None, |it| seat_of(it.seat.role))
}

/// Whether the person leads the council, or its office keeps it.
fn directs(login: &Login, council: &Council, seats: &[HeldSeat]) -> bool {
    keeps(login, council, Act::PlanMeeting).is_ok()
        || sits(login, council, seat_in(login, seats), Act::ChairMeeting).is_ok()
}

/// Writes a line of this room in the logbook.
async fn note(
    tx: &mut Tx<'_>,
    login: &Login,
    subject: String,
    (step, article): (&str, &str),
    detail: serde_json::Value,
    at: Timestamp,
) -> Result<(), Failure> {
    let (person, unit) = (login.person.as_str(), login.post.unit.as_str());
    logbook::write(tx, logbook::Line { at, person, unit, subject, step, article, detail }).await
}
