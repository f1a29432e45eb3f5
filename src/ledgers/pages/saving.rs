//! What an officer writes: a new entry, a change, setting aside and taking back. Each is one line of the logbook.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde_json::json;

use super::super::form::{Read, Reader, Typed};
use super::super::ledger::{Ledger, Ledgers};
use super::super::store::{self, By, Written};
use super::super::units::must;
use super::form::FormPage;
use super::{entry, must_keep};
use crate::accounts::Login;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision, Tx, logbook, new_id, submits};

fn errors(read: &Read) -> Errors {
    read.refusals.iter().map(|it| (it.field.clone(), it.sentence.clone())).collect()
}

/// Writes the line of the logbook.
pub(super) async fn note(
    tx: &mut Tx<'_>,
    (house, login): (&House, &Login),
    (ledger, id): (&Ledger, &str),
    step: &str,
    detail: serde_json::Value,
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("{}/{id}", ledger.id),
        step,
        article: "",
        detail,
    };
    logbook::write(tx, line).await
}

pub(super) async fn add(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    must_keep(&house, &login, ledger)?;
    let typed = Typed::of(pairs);
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, typed.get("key"), &login.person).await? {
        return Ok(Redirect::to(&location).into_response());
    }
    let mut reader = Reader::new(&house, ledgers, ledger, &login.post.unit);
    let mut read = reader.read(&mut tx, &typed).await?;
    let Some(row) = read.row.take() else {
        let page = FormPage::new(frame.with(errors(&read)), ledger, typed);
        return Ok(again(&page.asking(&read.several))?.into_response());
    };
    must(&house, &login, ledger.keep, &row.unit)?;
    let id = new_id();
    let written = Written { id: id.clone(), row, search: read.search };
    let by = By { person: &login.person, at: now, import: "" };
    store::add(&mut tx, ledger, &[written], by).await?;
    note(&mut tx, (&house, &login), (ledger, &id), "enter", json!({})).await?;
    let location = format!("{}/{id}", ledger.address());
    submits::keep(&mut tx, typed.get("key"), &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&location, frame.t("Đã ghi vào sổ.")))
}

pub(super) async fn change(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    let typed = Typed::of(pairs);
    let seen: Revision = typed.get("revision").parse().unwrap_or(-1);
    let mut tx = house.db.begin().await?;
    let entry = store::by_id(&mut tx, ledger, &id).await?;
    must(&house, &login, ledger.keep, &entry.row.unit)?;
    if entry.set_aside.is_some() {
        return Err(Failure::refused("Dòng này đã được bỏ ra khỏi sổ, không sửa được nữa."));
    }
    let mut reader = Reader::new(&house, ledgers, ledger, &login.post.unit);
    if entry.revision != seen {
        let saved = reader.typed(&mut tx, &entry.row).await?;
        let sentence =
            frame.t("Trong lúc bạn sửa, người khác đã lưu dòng này: hãy xem bản đã lưu.");
        let errors = Errors::one("", sentence);
        let page = FormPage::new(frame.with(errors), ledger, typed);
        let page = page.of(&id, entry.revision).beside(&saved);
        return Ok((StatusCode::CONFLICT, show(&page)?).into_response());
    }
    let mut read = reader.read(&mut tx, &typed).await?;
    let Some(row) = read.row.take() else {
        let page = FormPage::new(frame.with(errors(&read)), ledger, typed).of(&id, seen);
        return Ok(again(&page.asking(&read.several))?.into_response());
    };
    must(&house, &login, ledger.keep, &row.unit)?;
    let location = format!("{}/{id}", ledger.address());
    let changed = row.changes(&entry.row);
    if changed.is_empty() {
        return Ok(redirect_saying(&location, frame.t("Không có gì thay đổi.")));
    }
    let written = Written { id: id.clone(), row, search: read.search };
    store::change(&mut tx, &written, seen).await?;
    let detail = json!({ "changed": changed });
    note(&mut tx, (&house, &login), (ledger, &id), "change", detail).await?;
    tx.commit().await?;
    Ok(redirect_saying(&location, frame.t("Đã lưu thay đổi.")))
}

pub(super) async fn set_aside(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let of = ledgers.find(&ledger)?;
    let typed = Typed::of(pairs);
    let mut tx = house.db.begin().await?;
    let kept = store::by_id(&mut tx, of, &id).await?;
    must(&house, &login, of.keep, &kept.row.unit)?;
    let reason = typed.get("reason");
    if reason.is_empty() || 500 < reason.chars().count() {
        drop(tx);
        let sentence = "Hãy ghi lý do bỏ ra, không quá 500 ký tự.".to_owned();
        let at = (ledger.as_str(), id.as_str());
        let wrong = ("reason", sentence);
        let page = entry::refused(&house, frame, &login, ledgers, at, wrong).await?;
        return Ok(again(&page)?.into_response());
    }
    let seen: Revision = typed.get("revision").parse().unwrap_or(-1);
    store::set_aside(&mut tx, of, (&id, seen), (house.clock.now(), reason)).await?;
    note(&mut tx, (&house, &login), (of, &id), "set-aside", json!({})).await?;
    tx.commit().await?;
    Ok(redirect_saying(&of.address(), frame.t("Đã bỏ ra khỏi sổ.")))
}

pub(super) async fn take_back(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    let typed = Typed::of(pairs);
    let mut tx = house.db.begin().await?;
    let kept = store::by_id(&mut tx, ledger, &id).await?;
    must(&house, &login, ledger.keep, &kept.row.unit)?;
    let seen: Revision = typed.get("revision").parse().unwrap_or(-1);
    store::take_back(&mut tx, ledger, (&id, seen)).await?;
    note(&mut tx, (&house, &login), (ledger, &id), "take-back", json!({})).await?;
    tx.commit().await?;
    let location = format!("{}/{id}", ledger.address());
    Ok(redirect_saying(&location, frame.t("Đã đưa lại vào sổ.")))
}
