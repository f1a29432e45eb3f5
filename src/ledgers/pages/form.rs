//! The form of an entry, new or to be changed.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};

use super::super::form::{Reader, Typed};
use super::super::ledger::{Column, Kind, Ledger, Ledgers};
use super::super::reference::Found;
use super::super::store;
use super::super::units::{self, must};
use super::must_keep;
use crate::accounts::Login;
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Revision, new_id};

/// A field of the form.
pub(super) struct Field {
    name: &'static str,
    label: String,
    hint: String,
    needed: bool,
    shape: &'static str,
    value: String,
    choices: Vec<Choice>,
    /// What is offered to be chosen, where one may also type.
    offers: &'static [&'static str],
    /// What was picked of several that are called so.
    pick: String,
}

#[derive(askama::Template)]
#[template(path = "ledgers/pages/form.html")]
pub(super) struct FormPage {
    frame: Frame,
    ledger: &'static Ledger,
    /// The entry that is changed; empty for a new one.
    id: String,
    revision: Revision,
    key: String,
    typed: Typed,
    fields: Vec<Field>,
    /// What somebody else saved meanwhile: field and words.
    saved: Vec<(String, String)>,
}

impl FormPage {
    /// The form of a new entry.
    pub(super) fn new(frame: Frame, ledger: &'static Ledger, typed: Typed) -> Self {
        let fields = fields(&frame, ledger, &typed, &HashMap::new());
        let key = match typed.get("key") {
            "" => new_id(),
            key => key.to_owned(),
        };
        Self {
            frame,
            ledger,
            id: String::new(),
            revision: 0,
            key,
            typed,
            fields,
            saved: Vec::new(),
        }
    }

    /// The same, where a word may mean several things.
    pub(super) fn asking(self, several: &HashMap<&'static str, Vec<Found>>) -> Self {
        Self { fields: fields(&self.frame, self.ledger, &self.typed, several), ..self }
    }

    /// The same, for an entry that was read at this revision.
    pub(super) fn of(self, id: &str, revision: Revision) -> Self {
        Self { id: id.to_owned(), revision, ..self }
    }

    /// The same, beside what somebody else saved meanwhile.
    pub(super) fn beside(self, saved: &Typed) -> Self {
        let mut differing = Vec::new();
        for (name, label) in labels(self.ledger) {
            if saved.get(name) != self.typed.get(name) {
                let words = match saved.get(name) {
                    "" => "—".to_owned(),
                    words => self.chosen(name, words),
                };
                differing.push((self.frame.t(label).to_owned(), words));
            }
        }
        Self { saved: differing, ..self }
    }

    fn chosen(&self, name: &str, words: &str) -> String {
        let choices = self.fields.iter().find(|it| it.name == name).map(|it| &it.choices);
        let choice = choices.and_then(|it| it.iter().find(|it| it.is(words)));
        choice.map_or_else(|| words.to_owned(), |it| it.label.clone())
    }
}

/// Every field with its label, in the order of the form.
fn labels(ledger: &'static Ledger) -> impl Iterator<Item = (&'static str, &'static str)> {
    let columns = ledger.columns.iter().map(|it| (it.name, it.label));
    std::iter::once(("unit", "Đơn vị")).chain(columns).chain([
        ("source_number", "Số văn bản nguồn"),
        ("source_day", "Ngày văn bản nguồn"),
        ("source_words", "Trích nguyên văn"),
    ])
}

fn fields(
    frame: &Frame,
    ledger: &'static Ledger,
    typed: &Typed,
    several: &HashMap<&'static str, Vec<Found>>,
) -> Vec<Field> {
    let field = |column: &'static Column| {
        let mut choices = Vec::new();
        let mut label = frame.t(column.label).to_owned();
        let shape = match column.kind {
            Kind::Text => "text",
            Kind::Day => "day",
            Kind::Year | Kind::Days => "number",
            Kind::Amount(it) => {
                if !it.is_empty() {
                    label = format!("{label} ({})", frame.t(it));
                }
                "amount"
            }
            Kind::Choice(its) => {
                choices = its.iter().map(|(id, label)| Choice::new(*id, frame.t(label))).collect();
                if its.len() <= 4 { "radios" } else { "select" }
            }
            Kind::Link => "link",
            Kind::Reference(_) => {
                let found = several.get(column.name).map(Vec::as_slice).unwrap_or_default();
                choices = found.iter().map(|it| Choice::new(&it.id, it.label())).collect();
                "reference"
            }
            Kind::Words | Kind::Span | Kind::Unit if !column.offers.is_empty() => "offered",
            Kind::Words | Kind::Span | Kind::Unit => "words",
        };
        let guide = column.guide();
        Field {
            name: column.name,
            label,
            hint: if guide.is_empty() { String::new() } else { frame.t(guide).to_owned() },
            needed: column.needed,
            shape,
            value: typed.get(column.name).to_owned(),
            choices,
            offers: column.offers,
            pick: typed.get(&format!("pick-{}", column.name)).to_owned(),
        }
    };
    ledger.columns.iter().map(field).collect()
}

pub(super) async fn new(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(ledger): Path<String>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    must_keep(&house, &login, ledger)?;
    let mut typed = Typed::default();
    let office = &login.post.unit;
    typed.set("unit", units::words(&house, office, office));
    Ok(show(&FormPage::new(frame, ledger, typed))?.into_response())
}

pub(super) async fn edit(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    let mut tx = house.db.read().await?;
    let entry = store::by_id(&mut tx, ledger, &id).await?;
    must(&house, &login, ledger.keep, &entry.row.unit)?;
    if entry.set_aside.is_some() {
        return Err(Failure::refused("Dòng này đã được bỏ ra khỏi sổ, không sửa được nữa."));
    }
    let reader = Reader::new(&house, ledgers, ledger, &login.post.unit);
    let typed = reader.typed(&mut tx, &entry.row).await?;
    Ok(show(&FormPage::new(frame, ledger, typed).of(&id, entry.revision))?.into_response())
}
