//! The pages of a dossier, by noun: those of its producer, those of the offices on its journey, and
//! the one page that all of them share.

mod advice;
mod composition;
mod desk;
mod dossier;
mod findings;
mod list;
mod lookup;
mod marks;
mod note;
mod office;
mod offices;
mod papers;
mod proposal;
mod province;
mod report;
mod request;
mod slip;
mod submit;

use axum::http::Method;
use axum::routing::post;
use ocop_rules::accounts::{Act, Place, Role, Seat};
use ocop_rules::dossiers::Stage;

pub use advice::ground_label;
pub(super) use composition::component_label;
pub use findings::subject_label;
pub(super) use proposal::group;

use super::Downstream;
use super::store::{self, Dossier};
use crate::accounts::Login;
use crate::criteria::ProductSet;
use crate::doors::{Doors, Who};
use crate::house::House;
use crate::machinery::uploads::with_file;
use crate::machinery::{Failure, Tx};

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new().and(of_producer()).and(of_everyone()).and(of_offices())
}

fn of_producer() -> Doors {
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    Doors::new()
        .get("/my/dossiers", PRODUCER, list::list)
        .get("/my/products/{id}/dossiers", PRODUCER, list::choose)
        .post("/my/products/{id}/dossiers", PRODUCER, list::start)
        .get("/dossiers/{id}/slip", PRODUCER, slip::look)
        .post("/dossiers/{id}/slip", PRODUCER, slip::save)
        .get("/dossiers/{id}/report/{part}", PRODUCER, report::look)
        .post("/dossiers/{id}/report/{part}", PRODUCER, report::save)
        .get("/dossiers/{id}/marks", PRODUCER, marks::look)
        .post("/dossiers/{id}/marks", PRODUCER, marks::save)
        .get("/dossiers/{id}/evidence", PRODUCER, papers::list)
        .get("/dossiers/{id}/evidence/{criterion}", PRODUCER, papers::choose)
        .post("/dossiers/{id}/evidence/{criterion}", PRODUCER, papers::attach)
        .door(
            Method::POST,
            "/dossiers/{id}/evidence/{criterion}/papers",
            PRODUCER,
            with_file(post(papers::upload)),
        )
        .get("/dossiers/{id}/submission", PRODUCER, submit::check)
        .post("/dossiers/{id}/submission", PRODUCER, submit::submit)
        .post("/dossiers/{id}/completion", PRODUCER, submit::complete)
        .get("/dossiers/{id}/withdrawal", PRODUCER, submit::ask_withdrawal)
        .post("/dossiers/{id}/withdrawal", PRODUCER, submit::withdraw)
}

fn of_everyone() -> Doors {
    const SEEING: Who =
        Who::Only(&[Role::Producer, Role::Commune, Role::Province, Role::Member, Role::Ministry]);
    Doors::new()
        .get("/dossiers/{id}", SEEING, dossier::look)
        .get("/dossiers/{id}/receipt", SEEING, submit::receipt)
        .get("/dossiers/{id}/submissions/{number}", SEEING, dossier::submitted)
        .get("/dossiers/{id}/papers/{paper}", SEEING, papers::file)
}

fn of_offices() -> Doors {
    Doors::new()
        .and(offices::doors())
        .and(composition::doors())
        .and(findings::doors())
        .and(proposal::doors())
        .and(request::doors())
        .and(province::doors())
        .and(advice::doors())
}

/// Passes when the person may do this with this dossier, from where they sit at it.
///
/// # Errors
///
/// [`Failure::NotFound`] otherwise.
pub fn must(
    house: &House,
    login: &Login,
    act: Act,
    dossier: &Dossier,
    seat: Seat,
) -> Result<(), Failure> {
    let units = house.units_above(&dossier.commune);
    login.must(act, &Place::within(&units).of_producer(&dossier.producer).from_seat(seat))
}

/// A dossier that the person may see, and where they sit at it.
async fn seen(
    house: &House,
    tx: &mut Tx<'static>,
    downstream: Downstream,
    login: &Login,
    id: &str,
) -> Result<(Dossier, Seat), Failure> {
    let dossier = store::by_id(tx, id).await?;
    let seat = match login.role() {
        Role::Member => (downstream.seat_at)(tx, id, &login.person).await?,
        _ => Seat::None,
    };
    must(house, login, Act::SeeDossier, &dossier, seat)?;
    // What is not handed in yet is nobody's but the producer's.
    if dossier.receipt.is_none() && login.role() != Role::Producer {
        return Err(Failure::NotFound);
    }
    Ok((dossier, seat))
}

/// A dossier of the producer who asks.
async fn own(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    act: Act,
    id: &str,
) -> Result<Dossier, Failure> {
    let dossier = store::by_id(tx, id).await?;
    must(house, login, act, &dossier, Seat::None)?;
    Ok(dossier)
}

/// A dossier that the producer who asks may write in now.
async fn open(house: &House, tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Dossier, Failure> {
    let dossier = own(house, tx, login, Act::FillDossier, id).await?;
    if is_writable(dossier.stage) {
        return Ok(dossier);
    }
    Err(Failure::refused(
        "Hồ sơ đã nộp nên không sửa được nữa. Khi xã, tỉnh hoặc Bộ yêu cầu bổ sung, hồ sơ sẽ mở lại.",
    ))
}

/// Whether the producer may write: while she drafts, and while somebody waits for her answer.
fn is_writable(stage: Stage) -> bool {
    stage.is_open_to_producer() || awaits_answer(stage)
}

/// Whether an office waits for what it has asked the producer for.
fn awaits_answer(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::CompletionRequested | Stage::EvidenceRequested | Stage::CentralCompletionRequested
    )
}

/// The sheet that a dossier is scored on.
///
/// # Errors
///
/// A fault when its edition has no such sheet.
pub fn sheet<'a>(house: &'a House, dossier: &Dossier) -> Result<&'a ProductSet, Failure> {
    let set = house.standards.set(dossier.set);
    Ok(set.ok_or_else(|| anyhow::anyhow!("there is no sheet {}", dossier.set))?)
}
