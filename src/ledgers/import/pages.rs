//! The pages of taking a list in: ask for the file, show what was found in each row, take it.

use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::review::{Finding, Wanted};
use super::template;
use crate::accounts::Login;
use crate::face::{Errors, Frame, Pages, again, show};
use crate::house::House;
use crate::ledgers::jobs::{self as work, Outcome};
use crate::ledgers::ledger::{Ledger, Ledgers};
use crate::ledgers::pages::must_keep;
use crate::machinery::files::Looked;
use crate::machinery::jobs::{self, Job};
use crate::machinery::sheet::written::{self, Ending};
use crate::machinery::sheet::{XLSX, listed};
use crate::machinery::uploads::Upload;
use crate::machinery::{Failure, new_id, submits};

/// So many wrong rows are shown at once, and so many right ones on a page.
const SHOWN: usize = 300;
const PAGE: usize = 50;

fn kept(
    house: &House,
    login: &Login,
    ledgers: Ledgers,
    ledger: &str,
) -> Result<&'static Ledger, Failure> {
    let ledger = ledgers.find(ledger)?;
    must_keep(house, login, ledger)?;
    Ok(ledger)
}

pub(in crate::ledgers) async fn template(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    ending: Ending,
    Path(ledger): Path<String>,
) -> Result<Response, Failure> {
    let ledger = kept(&house, &login, ledgers, &ledger)?;
    let bytes = match ending {
        Ending::Xlsx => template::xlsx(ledger).map_err(anyhow::Error::new)?,
        Ending::Csv => template::csv(ledger)?,
    };
    let name = format!("mau-{}.{}", ledger.id, ending.word());
    Ok(written::saved(&name, ending.media_type(), bytes))
}

#[derive(askama::Template)]
#[template(path = "ledgers/import/ask.html")]
struct AskPage {
    frame: Frame,
    ledger: &'static Ledger,
    key: String,
}

pub(in crate::ledgers) async fn ask(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
) -> Result<Response, Failure> {
    let ledger = kept(&house, &login, ledgers, &ledger)?;
    Ok(show(&AskPage { frame, ledger, key: new_id() })?.into_response())
}

pub(in crate::ledgers) async fn upload(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
    form: Multipart,
) -> Result<Response, Failure> {
    let ledger = kept(&house, &login, ledgers, &ledger)?;
    let read = Upload::read(form).await;
    let key = read.as_ref().map_or_else(|_| new_id(), |it| it.field("key").to_owned());
    let (name, bytes) = match read.and_then(|it| Ok(it.raw("file")?)).and_then(listed) {
        Ok(file) => file,
        Err(Failure::Refused(refusals)) => {
            let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
            return Ok(again(&AskPage { frame: frame.with(errors), ledger, key })?.into_response());
        }
        Err(failure) => return Err(failure),
    };
    let media_type = if bytes.starts_with(b"PK") { XLSX } else { "text/csv" };
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, &key, &login.person).await? {
        return Ok(Redirect::to(&location).into_response());
    }
    let file = house.files.keep(&mut tx, Looked { bytes, media_type }, now).await?.sha256;
    let wanted =
        Wanted { ledger: ledger.id.to_owned(), file, file_name: name, ..Wanted::default() };
    let input = serde_json::to_string(&wanted)?;
    let unit = login.post.unit.as_str();
    let job = jobs::ask(&mut tx, work::READING, &login.person, unit, &input, now).await?;
    let location = format!("{}/readings/{job}", ledger.address());
    submits::keep(&mut tx, &key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&location).into_response())
}

#[derive(Debug, Default, Deserialize)]
pub(in crate::ledgers) struct Turn {
    #[serde(default)]
    page: u64,
}

#[derive(askama::Template)]
#[template(path = "ledgers/import/work.html")]
struct WorkPage {
    frame: Frame,
    ledger: &'static Ledger,
    file_name: String,
    taking: bool,
    done: i64,
    failed: String,
    /// How many rows were taken in; empty while it is not over.
    taken: String,
    back: String,
}

#[derive(askama::Template)]
#[template(path = "ledgers/import/review.html")]
struct ReviewPage {
    frame: Frame,
    ledger: &'static Ledger,
    id: String,
    key: String,
    wanted: Wanted,
    outcome: Outcome,
    wrong: Vec<Finding>,
    more_wrong: usize,
    right: Vec<Finding>,
    pages: Pages,
}

/// A piece of work on this ledger, for the unit in which the person acts now.
async fn own(
    house: &House,
    login: &Login,
    (ledger, id): (&Ledger, &str),
) -> Result<(Job, Wanted), Failure> {
    let mut tx = house.db.read().await?;
    let job = jobs::of(&mut tx, id, &login.person).await?;
    let is_ours = job.kind == work::READING || job.kind == work::TAKING;
    if !is_ours || job.unit != login.post.unit.as_str() {
        return Err(Failure::NotFound);
    }
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    if wanted.ledger == ledger.id { Ok((job, wanted)) } else { Err(Failure::NotFound) }
}

pub(in crate::ledgers) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    Query(turn): Query<Turn>,
) -> Result<Response, Failure> {
    let ledger = kept(&house, &login, ledgers, &ledger)?;
    let (job, wanted) = own(&house, &login, (ledger, &id)).await?;
    if job.state == "done" && job.kind == work::READING {
        let page = review_page(&house, frame, ledger, (&job, wanted), turn.page).await?;
        return Ok(show(&page)?.into_response());
    }
    let is_over = job.is_over();
    let address = format!("{}/readings", ledger.address());
    let outcome =
        |state: &str| if job.state == state { job.outcome.clone() } else { String::new() };
    let page = WorkPage {
        frame,
        ledger,
        taking: job.kind == work::TAKING,
        done: job.done,
        failed: outcome("failed"),
        taken: outcome("done"),
        back: if wanted.reading.is_empty() {
            address
        } else {
            format!("{address}/{}", wanted.reading)
        },
        file_name: wanted.file_name,
    };
    let mut response = show(&page)?.into_response();
    if !is_over {
        // A browser without scripts looks again by itself.
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("1"));
    }
    Ok(response)
}

async fn review_page(
    house: &House,
    frame: Frame,
    ledger: &'static Ledger,
    (job, wanted): (&Job, Wanted),
    page: u64,
) -> Result<ReviewPage, Failure> {
    let outcome: Outcome = serde_json::from_str(&job.outcome)?;
    let findings = work::findings(house, &outcome).await?;
    let (wrong, right): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|it| !it.faults.is_empty());
    let total = u64::try_from(right.len()).unwrap_or(u64::MAX);
    let address = format!("{}/readings/{}", ledger.address(), job.id);
    let pages = Pages::new(page.max(1), PAGE as u64, total, address);
    let first = usize::try_from(pages.now - 1).unwrap_or(0).saturating_mul(PAGE);
    Ok(ReviewPage {
        frame,
        ledger,
        id: job.id.clone(),
        key: new_id(),
        wanted,
        outcome,
        more_wrong: wrong.len().saturating_sub(SHOWN),
        wrong: wrong.into_iter().take(SHOWN).collect(),
        right: right.into_iter().skip(first).take(PAGE).collect(),
        pages,
    })
}

pub(in crate::ledgers) async fn enter(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ledger = kept(&house, &login, ledgers, &ledger)?;
    let (job, mut wanted) = own(&house, &login, (ledger, &id)).await?;
    if job.state != "done" || job.kind != work::READING {
        return Err(Failure::Stale);
    }
    let mut key = String::new();
    for (name, value) in form {
        match name.as_str() {
            "key" => key = value,
            "leave-out-wrong" => wanted.leave_out_wrong = true,
            "leave-out" => wanted.leave_out.extend(value.parse::<u32>()),
            _ => {}
        }
    }
    wanted.reading.clone_from(&job.id);
    let outcome: Outcome = serde_json::from_str(&job.outcome)?;
    let findings = work::findings(&house, &outcome).await?;
    let open = |it: &&Finding| !it.faults.is_empty() && !wanted.leave_out.contains(&it.row);
    let open = findings.iter().filter(open).count();
    if open != 0 && !wanted.leave_out_wrong {
        let sentence =
            frame.tf("Còn {} dòng sai: hãy đánh dấu bỏ ra, hoặc sửa tệp rồi tải lên lại.", [open]);
        let frame = frame.with(Errors::one("wrong", sentence));
        let page = review_page(&house, frame, ledger, (&job, wanted), 1).await?;
        return Ok(again(&page)?.into_response());
    }
    let input = serde_json::to_string(&wanted)?;
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, &key, &login.person).await? {
        return Ok(Redirect::to(&location).into_response());
    }
    let unit = login.post.unit.as_str();
    let taking = jobs::ask(&mut tx, work::TAKING, &login.person, unit, &input, now).await?;
    let location = format!("{}/readings/{taking}", ledger.address());
    submits::keep(&mut tx, &key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&location).into_response())
}
