//! A sentence of a report in an officer's own words; its numbers stay alive.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::super::compose::{Composing, Lists, Passage, can_be_told, needs};
use super::super::facts::Facts;
use super::super::indicator::indicators;
use super::super::outline::{outline, outlined};
use super::super::sentence::plain;
use super::super::store::{self, Report};
use super::{must_write, note};
use crate::accounts::Login;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::{Failure, Revision, Tx, new_id};

/// Nobody reads a longer sentence.
const LONGEST: usize = 4_000;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    section: String,
    text: String,
    revision: Revision,
    /// `outline` takes back what was written.
    to: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/passage.html")]
struct PassagePage {
    frame: Frame,
    report: Report,
    passage: String,
    typed: Typed,
    heading: String,
    /// What the outline would say; empty for a sentence of one's own.
    outline: String,
    is_written: bool,
    /// The numbers that may be cited: word, name, what it is now.
    numbers: Vec<(String, String, String)>,
}

impl PassagePage {
    fn back(&self) -> String {
        format!("/reports/{}#{}", self.report.id, self.typed.section)
    }
}

async fn page(
    (house, ledgers): (&House, Ledgers),
    tx: &mut Tx<'static>,
    frame: Frame,
    report: Report,
    (passage, typed): (String, Typed),
) -> Result<PassagePage, Failure> {
    let is_written = store::passages(tx, &report.id).await?.iter().any(|it| it.id == passage);
    let facts = Facts::read(tx, house, ledgers, report.scope.clone(), &needs()).await?;
    let composing = Composing::new(&facts, house, (ledgers, report.today, Lists::Left));
    let told = |text: &str| composing.tell(text).map(|it| plain(&it)).unwrap_or_default();
    let numbers = indicators()
        .iter()
        .map(|it| (it.id.clone(), it.name.clone(), told(&format!("{{{}}}", it.id))));
    let numbers = numbers.collect();
    let section = outline().iter().find(|it| it.id == typed.section);
    Ok(PassagePage {
        heading: section.map_or_else(String::new, |it| it.name.clone()),
        outline: outlined(&passage).map(|it| told(it.0)).unwrap_or_default(),
        is_written,
        numbers,
        frame,
        report,
        passage,
        typed,
    })
}

pub(super) async fn form(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((id, passage)): Path<(String, String)>,
    Query(mut typed): Query<Typed>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let report = store::by_id(&mut tx, &id).await?;
    must_write(&house, &login, &report)?;
    let written = store::passages(&mut tx, &id).await?.into_iter().find(|it| it.id == passage);
    match (written, outlined(&passage)) {
        (Some(it), _) => (typed.text, typed.section) = (it.text, it.section),
        (None, Some((text, section))) => {
            (typed.text, typed.section) = (text.to_owned(), section.to_owned());
        }
        (None, None) if passage == "new" && outline().iter().any(|it| it.id == typed.section) => {}
        (None, None) => return Err(Failure::NotFound),
    }
    typed.revision = report.revision;
    let page = page((&house, ledgers), &mut tx, frame, report, (passage, typed)).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn write(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((id, passage)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let report = store::by_id(&mut tx, &id).await?;
    must_write(&house, &login, &report)?;
    let back = format!("/reports/{id}#{}", typed.section);
    let at = (id.as_str(), typed.revision);
    if typed.to == "outline" {
        store::unwrite(&mut tx, at, &passage).await?;
        note(&mut tx, (&house, &login), &id, "unwrite-passage", &passage).await?;
        tx.commit().await?;
        return Ok(redirect_saying(&back, frame.t("Đã trở lại câu của máy.")));
    }
    if let Some(sentence) = against(&typed) {
        drop(tx);
        let mut tx = house.db.read().await?;
        let frame = frame.with(Errors::one("text", sentence));
        let page = page((&house, ledgers), &mut tx, frame, report, (passage, typed)).await?;
        return Ok(again(&page)?.into_response());
    }
    let known = outlined(&passage).map(|it| it.1);
    let written = store::passages(&mut tx, &id).await?.into_iter().find(|it| it.id == passage);
    let (own, section) = match (known, written) {
        (Some(section), _) => (false, section.to_owned()),
        (None, Some(it)) => (true, it.section),
        (None, None) if passage == "new" => (true, typed.section.clone()),
        (None, None) => return Err(Failure::NotFound),
    };
    if outline().iter().all(|it| it.id != section) {
        return Err(Failure::NotFound);
    }
    let passage = if passage == "new" { new_id() } else { passage };
    let text = typed.text.trim().to_owned();
    let written = Passage { id: passage, section, text, is_own: own };
    store::write(&mut tx, at, &written, (&login.person, house.clock.now())).await?;
    note(&mut tx, (&house, &login), &id, "write-passage", &written.id).await?;
    tx.commit().await?;
    Ok(redirect_saying(&back, frame.t("Đã lưu câu.")))
}

/// What speaks against a sentence.
fn against(typed: &Typed) -> Option<String> {
    if LONGEST < typed.text.chars().count() {
        return Some(format!("Câu không quá {LONGEST} ký tự."));
    }
    can_be_told(&typed.text).err().map(|it| it.to_string())
}
