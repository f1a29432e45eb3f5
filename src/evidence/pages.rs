use axum::extract::{Form, Multipart, Path, State};
use axum::http::Method;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use ocop_rules::accounts::{Act, Place, Role};
use serde::Deserialize;

use super::form::{self, PaperForm};
use super::labels::{Standing, kind_label, standing};
use super::store::{self, Paper};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::uploads::{Upload, with_file};
use crate::machinery::{Failure, Revision, Tx};

/// The addresses of this room.
pub fn doors() -> Doors {
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    Doors::new()
        .get("/my/papers", PRODUCER, list)
        .get("/my/papers/new", PRODUCER, new)
        .door(Method::POST, "/my/papers", PRODUCER, with_file(post(add)))
        .get("/my/papers/{id}/file", PRODUCER, file)
        .post("/my/papers/{id}/setting-aside", PRODUCER, set_aside)
}

/// A paper of the producer who asks.
async fn own(tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Paper, Failure> {
    let paper = store::by_id(tx, id).await?;
    login.must(Act::KeepPapers, &Place::within(&[]).of_producer(&paper.producer))?;
    Ok(paper)
}

struct Row {
    paper: Paper,
    kind: &'static str,
    standing: Standing,
}

#[derive(askama::Template)]
#[template(path = "evidence/list.html")]
struct ListPage {
    frame: Frame,
    papers: Vec<Row>,
    aside: Vec<Row>,
}

async fn list(State(house): State<House>, frame: Frame, login: Login) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let today = house.clock.today();
    let papers = store::of_producer(&mut tx, login.producer()?).await?;
    let row = |paper: Paper| Row {
        kind: kind_label(paper.data.kind),
        standing: standing(&frame, paper.data.term, today),
        paper,
    };
    let (aside, papers) = papers.into_iter().map(row).partition(|it| it.paper.set_aside);
    Ok(show(&ListPage { frame, papers, aside })?.into_response())
}

#[derive(askama::Template)]
#[template(path = "evidence/new.html")]
struct NewPage {
    frame: Frame,
    kinds: Vec<Choice>,
    form: PaperForm,
}

async fn new(State(house): State<House>, frame: Frame) -> Result<Response, Failure> {
    let kinds = PaperForm::kinds(&house, &frame);
    Ok(show(&NewPage { frame, kinds, form: PaperForm::default() })?.into_response())
}

async fn add(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    form: Multipart,
) -> Result<Response, Failure> {
    let upload = Upload::read(form).await;
    let typed = upload.as_ref().map(PaperForm::of).unwrap_or_default();
    let added = match &upload {
        Ok(upload) => keep(&house, &login, upload).await,
        Err(failure) => Err(failure.clone()),
    };
    match added {
        Ok(()) => Ok(redirect_saying("/my/papers", frame.t("Đã lưu giấy tờ."))),
        Err(Failure::Refused(refusals)) => {
            let kinds = PaperForm::kinds(&house, &frame);
            let frame = frame.with(form::beside(refusals));
            Ok(again(&NewPage { frame, kinds, form: typed })?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn keep(house: &House, login: &Login, upload: &Upload) -> Result<(), Failure> {
    let mut tx = house.db.begin().await?;
    form::take(house, &mut tx, login.producer()?, upload).await?;
    Ok(tx.commit().await?)
}

async fn file(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let paper = own(&mut tx, &login, &id).await?;
    let kept = Files::kept(&mut tx, &paper.file).await?;
    drop(tx);
    house.files.give(&kept, &paper.file_name).await
}

#[derive(Deserialize)]
struct Seen {
    revision: Revision,
}

async fn set_aside(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    own(&mut tx, &login, &id).await?;
    store::set_aside(&mut tx, &id, seen.revision, house.clock.now()).await?;
    tx.commit().await?;
    let said = frame.t("Đã cất giấy tờ đi. Hồ sơ nào đã dùng vẫn giữ nguyên.");
    Ok(redirect_saying("/my/papers", said))
}
