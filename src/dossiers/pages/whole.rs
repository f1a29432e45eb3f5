//! Everything of a dossier as one file: what is in it, how far its making is, and the file itself.

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::Step;
use serde::Deserialize;

use super::lookup::{Opened, note_opened};
use super::{must, seen};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::dossiers::Downstream;
use crate::dossiers::store::Dossier;
use crate::dossiers::whole::{Chapter, Contents, MAKING, Made, Wanted, What};
use crate::face::{Frame, redirect_saying, show};
use crate::house::House;
use crate::machinery::files::Kept;
use crate::machinery::jobs::{self, Job};
use crate::machinery::{Failure, Tx, new_id, submits};
use crate::records::Kinds;

pub(super) fn doors() -> Doors {
    const SEEING: Who =
        Who::Only(&[Role::Producer, Role::Commune, Role::Province, Role::Member, Role::Ministry]);
    Doors::new()
        .get("/dossiers/{id}/files/{what}", SEEING, look)
        .post("/dossiers/{id}/files/{what}", SEEING, ask)
        .get("/dossiers/{id}/files/{what}/file", SEEING, file)
}

/// Which of them a person may have of a dossier.
pub(super) fn offered(login: &Login, dossier: &Dossier) -> Vec<What> {
    let is_proposed = dossier.sent_to_ministry_on.is_some()
        || dossier.stage.after(Step::SendToMinistry, dossier.kind).is_ok();
    let is_office = matches!(login.role(), Role::Province | Role::Ministry);
    let may_have = |it: &What| *it == What::Bound || (is_proposed && is_office);
    What::ALL.into_iter().filter(may_have).collect()
}

/// A dossier, what is wanted of it, and whether what is personal may be in it.
async fn wanted(
    house: &House,
    tx: &mut Tx<'static>,
    downstream: Downstream,
    login: &Login,
    (id, what): (&str, &str),
) -> Result<(Dossier, Wanted), Failure> {
    let (dossier, seat) = seen(house, tx, downstream, login, id).await?;
    let what = What::from_id(what).ok_or(Failure::NotFound)?;
    if !offered(login, &dossier).contains(&what) {
        return Err(Failure::NotFound);
    }
    let with_persons = must(house, login, Act::SeePersonalData, &dossier, seat).is_ok();
    Ok((dossier, Wanted { dossier: id.to_owned(), what, with_persons }))
}

/// The last work on it that this person asked for, as one who sees what they see now.
async fn last(tx: &mut Tx<'_>, login: &Login, wanted: &Wanted) -> Result<Option<Job>, Failure> {
    let jobs = jobs::of_owner(tx, MAKING, &login.person).await?;
    let is_it = |it: &Job| {
        it.unit == login.post.unit.as_str()
            && serde_json::from_str::<Wanted>(&it.input).is_ok_and(|it| it == *wanted)
    };
    Ok(jobs.into_iter().find(is_it))
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/whole.html")]
struct WholePage {
    frame: Frame,
    id: String,
    product: String,
    what: What,
    key: String,
    with_persons: bool,
    chapters: Vec<Chapter>,
    back: String,
    job: Option<Job>,
    is_under_way: bool,
    made: Option<Made>,
}

async fn look(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, wanted) = wanted(&house, &mut tx, downstream, &login, (&id, &what)).await?;
    let contents = Contents::of(&house, &mut tx, (downstream, kinds), &wanted).await?;
    let job = last(&mut tx, &login, &wanted).await?;
    drop(tx);
    let made = job.as_ref().filter(|it| it.state == "done");
    let made = made.and_then(|it| serde_json::from_str(&it.outcome).ok());
    let is_under_way = job.as_ref().is_some_and(|it| !it.is_over());
    let page = WholePage {
        product: dossier.slip.product,
        what: wanted.what,
        key: new_id(),
        with_persons: wanted.with_persons,
        chapters: contents.chapters,
        back: format!("/dossiers/{id}"),
        is_under_way,
        frame,
        id,
        job,
        made,
    };
    let mut response = show(&page)?.into_response();
    if is_under_way {
        // A browser without scripts looks again by itself.
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("1"));
    }
    Ok(response)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Key {
    key: String,
}

async fn ask(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path((id, what)): Path<(String, String)>,
    Form(Key { key }): Form<Key>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, wanted) = wanted(&house, &mut tx, downstream, &login, (&id, &what)).await?;
    drop(tx);
    if wanted.with_persons {
        note_opened(&house, &login, &dossier, Opened::Whole).await?;
    }
    let (address, now) = (address(&wanted), house.clock.now());
    let mut tx = house.db.begin().await?;
    if submits::answered(&mut tx, &key, &login.person).await?.is_none() {
        // One at a time: whoever asks again meanwhile gets the same.
        if last(&mut tx, &login, &wanted).await?.is_none_or(|it| it.is_over()) {
            let input = serde_json::to_string(&wanted)?;
            let unit = login.post.unit.as_str();
            jobs::ask(&mut tx, MAKING, &login.person, unit, &input, now).await?;
        }
        submits::keep(&mut tx, &key, &login.person, &address, now).await?;
        tx.commit().await?;
    }
    Ok(redirect_saying(&address, frame.t("Đã nhận yêu cầu: tệp đang được tạo.")))
}

async fn file(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    login: Login,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, wanted) = wanted(&house, &mut tx, downstream, &login, (&id, &what)).await?;
    let job = last(&mut tx, &login, &wanted).await?;
    drop(tx);
    let made: Option<Made> = job.and_then(|it| serde_json::from_str(&it.outcome).ok());
    let Some(made) = made else { return Ok(Redirect::to(&address(&wanted)).into_response()) };
    if wanted.with_persons {
        note_opened(&house, &login, &dossier, Opened::Whole).await?;
    }
    let kept = Kept { sha256: made.sha256, bytes: made.bytes, media_type: made.media_type };
    match house.files.give_made(&kept, &made.name).await {
        Err(Failure::NotFound) => Ok(Redirect::to(&address(&wanted)).into_response()),
        given => given,
    }
}

fn address(wanted: &Wanted) -> String {
    format!("/dossiers/{}/files/{}", wanted.dossier, wanted.what.id())
}
