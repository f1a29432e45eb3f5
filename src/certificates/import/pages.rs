use std::collections::{HashMap, HashSet};

use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;
use bytes::Bytes;
use jiff::Timestamp;
use ocop_rules::accounts::{Act, Place, Role};
use serde::Deserialize;

use super::jobs::{self as work, Read};
use super::review::{Finding, Wanted};
use super::sheet::XLSX;
use super::store::{self, Import};
use super::template;
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Errors, Frame, Pages, again, show};
use crate::house::House;
use crate::machinery::files::Looked;
use crate::machinery::jobs::{self, Job};
use crate::machinery::uploads::{Upload, with_file};
use crate::machinery::{Failure, new_id, submits};

/// So many rows of one kind are shown at once.
const SHOWN: usize = 300;
const PAGE: usize = 50;

/// The addresses of importing.
pub fn doors() -> Doors {
    const PROVINCE: Who = Who::Only(&[Role::Province]);
    const SEEING: Who = Who::Only(&[Role::Province, Role::Ministry]);
    Doors::new()
        .get("/imports", PROVINCE, imports)
        .door(Method::POST, "/imports", PROVINCE, with_file(post(upload)))
        .get("/imports/template.xlsx", PROVINCE, template_xlsx)
        .get("/imports/template.csv", PROVINCE, template_csv)
        .get("/imports/{id}", SEEING, look)
        .post("/imports/{id}/entries", PROVINCE, enter)
}

fn must(house: &House, login: &Login) -> Result<(), Failure> {
    let units = house.units_above(&login.post.unit);
    login.must(Act::ImportProducts, &Place::within(&units))
}

#[derive(askama::Template)]
#[template(path = "certificates/import/imports.html")]
struct ImportsPage {
    frame: Frame,
    key: String,
    lists: Vec<Import>,
}

async fn imports(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    must(&house, &login)?;
    Ok(show(&imports_page(&house, frame, &login, new_id()).await?)?.into_response())
}

async fn imports_page(
    house: &House,
    frame: Frame,
    login: &Login,
    key: String,
) -> Result<ImportsPage, Failure> {
    let mut tx = house.db.read().await?;
    let lists = store::of_unit(&mut tx, &login.post.unit).await?;
    Ok(ImportsPage { frame, key, lists })
}

async fn upload(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    form: Multipart,
) -> Result<Response, Failure> {
    must(&house, &login)?;
    let read = Upload::read(form).await;
    let key = read.as_ref().map_or_else(|_| new_id(), |it| it.field("key").to_owned());
    let file = read.and_then(|it| Ok(it.raw("file")?));
    let (name, bytes) = match file.and_then(listed) {
        Ok(file) => file,
        Err(Failure::Refused(refusals)) => {
            let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
            let page = imports_page(&house, frame.with(errors), &login, key).await?;
            return Ok(again(&page)?.into_response());
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
    let wanted = Wanted { file, file_name: name, ..Wanted::default() };
    let input = serde_json::to_string(&wanted)?;
    let unit = login.post.unit.as_str();
    let job = jobs::ask(&mut tx, work::READING, &login.person, unit, &input, now).await?;
    let location = format!("/imports/{job}");
    submits::keep(&mut tx, &key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&location).into_response())
}

/// A file that may be a list: what it is inside is for the reading to say.
fn listed((name, bytes): (String, Bytes)) -> Result<(String, Bytes), Failure> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let said = match ending.as_str() {
        _ if bytes.is_empty() => format!("Tệp “{name}” trống: hãy chọn lại tệp."),
        "xlsx" | "csv" | "tsv" | "txt" => return Ok((name, bytes)),
        "xls" => format!("Tệp “{name}” là Excel đời cũ; hãy lưu lại dưới dạng .xlsx."),
        _ => format!("Tệp “{name}” không phải .xlsx hoặc .csv; hãy dùng tệp mẫu."),
    };
    Err(Failure::refused_of("file", said))
}

async fn template_xlsx(State(house): State<House>, login: Login) -> Result<Response, Failure> {
    must(&house, &login)?;
    let bytes = template::xlsx(&house.standards).map_err(anyhow::Error::new)?;
    Ok(given(bytes, XLSX, "attachment; filename=\"mau-nhap-ocop.xlsx\""))
}

async fn template_csv(State(house): State<House>, login: Login) -> Result<Response, Failure> {
    must(&house, &login)?;
    let bytes = template::csv().into_bytes();
    Ok(given(bytes, "text/csv; charset=utf-8", "attachment; filename=\"mau-nhap-ocop.csv\""))
}

fn given(bytes: Vec<u8>, kind: &'static str, place: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, place)];
    (headers, bytes).into_response()
}

#[derive(Debug, Default, Deserialize)]
struct Turn {
    #[serde(default)]
    page: u64,
}

#[derive(askama::Template)]
#[template(path = "certificates/import/work.html")]
struct WorkPage {
    frame: Frame,
    file_name: String,
    taking: bool,
    done: i64,
    failed: String,
    back: String,
}

#[derive(askama::Template)]
#[template(path = "certificates/import/taken.html")]
struct TakenPage {
    frame: Frame,
    import: Import,
    /// Whether the person takes lists in here too.
    is_ours: bool,
}

#[derive(askama::Template)]
#[template(path = "certificates/import/review.html")]
struct ReviewPage {
    frame: Frame,
    id: String,
    key: String,
    file_name: String,
    read: Read,
    again: Option<Timestamp>,
    wrong: Vec<Asked>,
    more_wrong: usize,
    remarked: Vec<Asked>,
    right: Vec<Finding>,
    pages: Pages,
    leave_out_wrong: bool,
}

/// A row of the review, and what a person has said of it so far.
struct Asked {
    finding: Finding,
    ticked: bool,
    choices: Vec<Choice>,
    answer: String,
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Query(turn): Query<Turn>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    // What was taken in is no longer one officer's: certificates lead here for every office.
    if let Some(import) = store::by_id(&mut tx, &id).await? {
        let units = house.units_above(&import.unit);
        login.must(Act::SeeResult, &Place::within(&units))?;
        let is_ours = must(&house, &login).is_ok();
        return Ok(show(&TakenPage { frame, import, is_ours })?.into_response());
    }
    must(&house, &login)?;
    let job = own(jobs::of(&mut tx, &id, &login.person).await?, &login)?;
    drop(tx);
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    if job.state == "done" && job.kind == work::READING {
        let page = review_page(&house, frame, &job, wanted, turn.page).await?;
        return Ok(show(&page)?.into_response());
    }
    let is_over = job.is_over();
    let page = WorkPage {
        frame,
        taking: job.kind == work::TAKING,
        done: job.done,
        failed: if job.state == "failed" { job.outcome } else { String::new() },
        back: if wanted.reading.is_empty() {
            "/imports".to_owned()
        } else {
            format!("/imports/{}", wanted.reading)
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

/// A piece of work of this room, for the unit in which the person acts now.
fn own(job: Job, login: &Login) -> Result<Job, Failure> {
    let is_ours = job.kind == work::READING || job.kind == work::TAKING;
    if is_ours && job.unit == login.post.unit.as_str() { Ok(job) } else { Err(Failure::NotFound) }
}

async fn review_page(
    house: &House,
    frame: Frame,
    job: &Job,
    wanted: Wanted,
    page: u64,
) -> Result<ReviewPage, Failure> {
    let read: Read = serde_json::from_str(&job.outcome)?;
    let findings = work::findings(house, &read).await?;
    let (wrong, others): (Vec<_>, Vec<_>) = findings.into_iter().partition(Finding::is_wrong);
    let (remarked, right): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|it| !it.remarks.is_empty());
    let total = u64::try_from(right.len()).unwrap_or(u64::MAX);
    let pages = Pages::new(page.max(1), PAGE as u64, total, format!("/imports/{}", job.id));
    let first = usize::try_from(pages.now - 1).unwrap_or(0).saturating_mul(PAGE);
    let asked = |finding: Finding| Asked {
        ticked: wanted.leave_out.contains(&finding.row),
        answer: wanted.places.get(&finding.row).unwrap_or(&finding.proposed).clone(),
        choices: finding.choices.iter().map(|(id, name)| Choice::new(id, name)).collect(),
        finding,
    };
    Ok(ReviewPage {
        frame,
        id: job.id.clone(),
        key: new_id(),
        again: read.again.as_ref().and_then(|it| it.parse().ok()),
        more_wrong: wrong.len().saturating_sub(SHOWN),
        wrong: wrong.into_iter().take(SHOWN).map(asked).collect(),
        remarked: remarked.into_iter().take(SHOWN).map(asked).collect(),
        right: right.into_iter().skip(first).take(PAGE).collect(),
        pages,
        leave_out_wrong: wanted.leave_out_wrong,
        file_name: wanted.file_name,
        read,
    })
}

async fn enter(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    must(&house, &login)?;
    let mut tx = house.db.read().await?;
    let job = own(jobs::of(&mut tx, &id, &login.person).await?, &login)?;
    drop(tx);
    if job.state != "done" || job.kind != work::READING {
        return Err(Failure::Stale);
    }
    let mut wanted: Wanted = serde_json::from_str(&job.input)?;
    let key = said(&mut wanted, form);
    wanted.reading.clone_from(&job.id);
    let read: Read = serde_json::from_str(&job.outcome)?;
    let open = open_rows(&work::findings(&house, &read).await?, &wanted);
    if open != 0 {
        let sentence = frame.tf(
            "Còn {} dòng sai: hãy đánh dấu bỏ ra, chọn xã, hoặc sửa tệp rồi tải lên lại.",
            [open],
        );
        let frame = frame.with(Errors::one("wrong", sentence));
        let page = review_page(&house, frame, &job, wanted, 1).await?;
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
    let location = format!("/imports/{taking}");
    submits::keep(&mut tx, &key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&location).into_response())
}

/// What the person has said of the rows; answers the key of the form.
fn said(wanted: &mut Wanted, form: Vec<(String, String)>) -> String {
    let mut key = String::new();
    wanted.leave_out = HashSet::new();
    wanted.places = HashMap::new();
    wanted.leave_out_wrong = false;
    for (name, value) in form {
        match (name.as_str(), name.strip_prefix("place-")) {
            ("key", _) => key = value,
            ("leave-out-wrong", _) => wanted.leave_out_wrong = true,
            ("leave-out", _) => wanted.leave_out.extend(value.parse::<u32>()),
            (_, Some(row)) if !value.is_empty() => {
                wanted.places.extend(row.parse().map(|row: u32| (row, value)));
            }
            _ => {}
        }
    }
    key
}

/// How many rows still stand in the way.
fn open_rows(findings: &[Finding], wanted: &Wanted) -> usize {
    if wanted.leave_out_wrong {
        return 0;
    }
    let open = |it: &&Finding| {
        let answered = it.question.is_empty() || wanted.places.contains_key(&it.row);
        !wanted.leave_out.contains(&it.row) && (!it.faults.is_empty() || !answered)
    };
    findings.iter().filter(open).count()
}
