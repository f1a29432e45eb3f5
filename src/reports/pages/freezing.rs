//! Freezing a report, and what has changed since.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::records::Amount;
use ocop_rules::reports::{Answer, Difference};
use serde::Deserialize;

use super::super::answer::What;
use super::super::compose::{Lists, compose, needs};
use super::super::composed::Answered;
use super::super::facts::Facts;
use super::super::indicator::{Indicator, indicator};
use super::super::question::Written;
use super::super::store::{self, Report};
use super::super::words;
use super::read::answer_address;
use super::{must_see, must_write, note};
use crate::accounts::Login;
use crate::face::{Frame, redirect_saying, show};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::{Failure, Revision};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    revision: Revision,
}

pub(super) async fn freeze(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let report = store::by_id(&mut tx, &id).await?;
    must_write(&house, &login, &report)?;
    let passages = store::passages(&mut tx, &id).await?;
    let scope = (report.scope.clone(), report.today);
    let content = compose(&mut tx, &house, ledgers, scope, (&passages, Lists::Kept)).await?;
    let by = (login.person.as_str(), house.clock.now());
    store::freeze(&mut tx, (&id, seen.revision), &content, by).await?;
    note(&mut tx, (&house, &login), &id, "freeze-report", "").await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/reports/{id}"), frame.t("Đã chốt số liệu.")))
}

/// A number that is another now, or counts other things.
struct Changed {
    name: String,
    from: String,
    to: String,
    entered: Vec<String>,
    left: Vec<String>,
    address: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/differences.html")]
struct DifferencesPage {
    frame: Frame,
    report: Report,
    changed: Vec<Changed>,
    count: usize,
}

impl DifferencesPage {
    fn back(&self) -> String {
        format!("/reports/{}", self.report.id)
    }
}

pub(super) async fn differences(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let report = store::by_id(&mut tx, &id).await?;
    must_see(&house, &login, &report)?;
    let content = store::content(&mut tx, &id).await?.ok_or(Failure::NotFound)?;
    let facts = Facts::read(&mut tx, &house, ledgers, report.scope.clone(), &needs()).await?;
    let named = |it: &Answered| Some((it.clone(), indicator(&it.indicator)?));
    let asked: Vec<_> = content.answers.iter().filter_map(named).collect();
    let changed =
        asked.iter().filter_map(|(then, now)| changed(&frame, &facts, (then, now))).collect();
    let page = DifferencesPage { frame, count: asked.len(), changed, report };
    Ok(show(&page)?.into_response())
}

fn changed(
    frame: &Frame,
    facts: &Facts,
    (then, indicator): (&Answered, &Indicator),
) -> Option<Changed> {
    let answer = facts.answer(&indicator.of);
    let value: Amount = then.value.parse().ok()?;
    let kept = Answer { value, list: then.list.iter().cloned().collect() };
    let Difference::Changed { from, to, entered, left } = kept.until(&answer.kept(facts)) else {
        return None;
    };
    let names: BTreeMap<String, String> =
        answer.found.iter().map(|it| (facts.id(&it.what), facts.name(&it.what))).collect();
    let called = |id: String| {
        let known = names.get(&id).cloned().or_else(|| facts.name_of(&id));
        known.unwrap_or_else(|| frame.t("không còn thấy").to_owned())
    };
    let listed = |ids: BTreeSet<String>| {
        let mut list: Vec<String> = ids.into_iter().map(called).collect();
        ocop_documents::words::sort_by_name(&mut list, String::as_str);
        list
    };
    Some(Changed {
        name: indicator.name.clone(),
        from: words::number_on(frame, from, indicator.measure),
        to: words::number_on(frame, to, indicator.measure),
        entered: listed(entered),
        left: listed(left),
        address: answer_address(&facts.scope, &Written::from(&indicator.of)),
    })
}

impl Facts {
    /// What a counted thing is called.
    fn name(&self, what: &What) -> String {
        let kept = &self.snapshot.kept;
        match what {
            What::Product(at) => {
                kept.product(*at).map_or_else(String::new, |it| it.name.to_string())
            }
            What::Producer(at) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                kept.producers.get(at).map_or_else(String::new, |it| it.name.to_string())
            }
            What::Way(at) => {
                let way = self.ways.all.get(*at);
                way.map_or_else(String::new, |it| self.way_name(it).to_owned())
            }
            What::Entry(ledger, at) => self
                .all(ledger)
                .get(*at)
                .map_or_else(String::new, |it| it.row.words(it.row.ledger.name).to_owned()),
        }
    }

    /// What something is called that is counted no longer, as far as it is still known.
    fn name_of(&self, id: &str) -> Option<String> {
        let kept = &self.snapshot.kept;
        let product = kept.at(id).and_then(|it| kept.product(it)).map(|it| it.name.to_string());
        let producer = || kept.producers.iter().find(|it| *it.id == *id);
        let way = || self.ways.all.iter().find(|it| self.way_id(it) == id);
        let entry = || self.entry(id).map(|it| it.row.words(it.row.ledger.name).to_owned());
        product
            .or_else(|| producer().map(|it| it.name.to_string()))
            .or_else(|| way().map(|it| self.way_name(it).to_owned()))
            .or_else(entry)
    }
}
