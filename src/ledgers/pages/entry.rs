//! One entry: what it says, where it comes from, what happened to it.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;

use super::super::entry::Entry;
use super::super::ledger::{Ledger, Ledgers};
use super::super::reference::{Found, of_ledger};
use super::super::store::{self, Scan};
use super::super::units::{self, may_act, must};
use super::must_see;
use super::shown::{Names, Shown};
use crate::accounts::{self, Login};
use crate::face::{Errors, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook};

/// A step of its history.
struct Step {
    at: Timestamp,
    /// What was done.
    what: String,
    person: String,
    unit: String,
}

/// So many entries that refer to one are shown under each heading; its list has the others.
const MOST: i64 = 50;

/// The entries that refer to one by one column.
struct Referring {
    /// Their ledger and the column: `Hội nghị, tập huấn, tuyên truyền: Văn bản yêu cầu`.
    title: String,
    entries: Vec<Found>,
}

#[derive(askama::Template)]
#[template(path = "ledgers/pages/entry.html")]
pub(super) struct EntryPage {
    frame: Frame,
    ledger: &'static Ledger,
    entry: Entry,
    name: String,
    unit: String,
    facts: Vec<Shown>,
    scans: Vec<Scan>,
    /// What refers to it, of what the officer sees.
    referring: Vec<Referring>,
    history: Vec<Step>,
    /// The page that its room has for it.
    own_page: Option<String>,
    /// Whether the officer may change it.
    keeps: bool,
    /// Whether the officer may take it back, where it is set aside.
    takes_back: bool,
    /// Why it is set aside, as typed.
    reason: String,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let page = drawn(&house, frame, &login, ledgers, (&ledger, &id), String::new()).await?;
    Ok(show(&page)?.into_response())
}

/// The page again, with a reason or a file that is not accepted.
pub(super) async fn refused(
    house: &House,
    frame: Frame,
    login: &Login,
    ledgers: Ledgers,
    (ledger, id): (&str, &str),
    (field, sentence): (&str, String),
) -> Result<EntryPage, Failure> {
    let frame = frame.with(Errors::one(field, sentence));
    drawn(house, frame, login, ledgers, (ledger, id), String::new()).await
}

async fn drawn(
    house: &House,
    frame: Frame,
    login: &Login,
    ledgers: Ledgers,
    (ledger, id): (&str, &str),
    reason: String,
) -> Result<EntryPage, Failure> {
    let ledger = ledgers.find(ledger)?;
    let mut tx = house.db.read().await?;
    let entry = store::by_id(&mut tx, ledger, id).await?;
    must(house, login, ledger.see, &entry.row.unit)?;
    let names = Names::of(ledgers, &mut tx, std::iter::once(&entry.row)).await?;
    let facts = ledger.columns.iter().zip(&entry.row.values).filter(|(_, it)| !it.is_none());
    let facts: Vec<Shown> = facts.map(|it| names.shown(&frame, house, it)).collect();
    let name = ledger
        .column(ledger.name)
        .map(|(at, column)| names.shown(&frame, house, (column, &entry.row.values[at])).text);
    let history = history(house, &mut tx, &frame, &entry).await?;
    let referring = referring(house, &mut tx, (&frame, login), ledgers, &entry).await?;
    let scans = store::scans(&mut tx, (ledger.id, id)).await?;
    let may_keep = may_act(house, login, ledger.keep, &entry.row.unit);
    let is_open = entry.set_aside.is_none();
    Ok(EntryPage {
        name: name.filter(|it| !it.is_empty()).unwrap_or_else(|| frame.t(ledger.one).to_owned()),
        unit: house.book.full_name(&entry.row.unit),
        keeps: is_open && may_keep,
        takes_back: !is_open && may_keep,
        own_page: ledgers.own_page(ledger, id).filter(|_| is_open),
        frame,
        ledger,
        entry,
        facts,
        scans,
        referring,
        history,
        reason,
    })
}

/// What refers to an entry, in every ledger that the officer sees.
async fn referring(
    house: &House,
    tx: &mut Tx<'static>,
    (frame, login): (&Frame, &Login),
    ledgers: Ledgers,
    entry: &Entry,
) -> Result<Vec<Referring>, Failure> {
    let within = units::beneath(house, &login.post.unit);
    let mut referring = Vec::new();
    for ledger in ledgers.all().filter(|it| must_see(house, login, it).is_ok()) {
        for column in ledger.referring_to(entry.row.ledger.id) {
            let asked = (column, entry.id.as_str());
            let called = store::referring(tx, ledger, asked, &within, MOST).await?;
            if !called.is_empty() {
                referring.push(Referring {
                    title: format!("{}: {}", frame.t(ledger.title), frame.t(column.label)),
                    entries: called.into_iter().map(|it| of_ledger(ledger, it)).collect(),
                });
            }
        }
    }
    Ok(referring)
}

/// What the logbook says of an entry, and of the list it came with; the latest first.
async fn history(
    house: &House,
    tx: &mut Tx<'static>,
    frame: &Frame,
    entry: &Entry,
) -> Result<Vec<Step>, Failure> {
    let ledger = entry.row.ledger;
    let mut lines = Vec::new();
    if !entry.import.is_empty() {
        lines.extend(logbook::of(tx, &super::super::import::subject(ledger, &entry.import)).await?);
    }
    lines.extend(logbook::of(tx, &format!("{}/{}", ledger.id, entry.id)).await?);
    let mut steps = Vec::new();
    for line in lines.into_iter().rev() {
        let detail: serde_json::Value = serde_json::from_str(&line.detail)?;
        let what = match line.step.as_str() {
            "import" => {
                let file = detail["file_name"].as_str().unwrap_or_default();
                frame.tf("Nhập từ tệp {}", [file])
            }
            "change" => {
                let changed = detail["changed"].as_array().map(Vec::as_slice).unwrap_or_default();
                let labels = changed.iter().filter_map(|it| it.as_str());
                let labels: Vec<&str> = labels.map(|it| frame.t(label(ledger, it))).collect();
                frame.tf("Sửa: {}", [labels.join(", ")])
            }
            "set-aside" => frame.t("Bỏ ra khỏi sổ").to_owned(),
            "attach" => frame.tf("Kèm theo tệp {}", [detail["name"].as_str().unwrap_or_default()]),
            "take-back" => frame.t("Đưa lại vào sổ").to_owned(),
            _ => frame.t("Ghi vào sổ").to_owned(),
        };
        let unit = line.unit.parse().map(|it| house.book.full_name(&it)).unwrap_or_default();
        let person = accounts::store::name(tx, &line.person).await?;
        steps.push(Step { at: line.at.parse()?, what, person, unit });
    }
    Ok(steps)
}

/// What a field of an entry is called.
fn label(ledger: &Ledger, name: &str) -> &'static str {
    match name {
        "unit" => "Đơn vị",
        "source" => "Nguồn",
        name => ledger.column(name).map_or("", |(_, it)| it.label),
    }
}
