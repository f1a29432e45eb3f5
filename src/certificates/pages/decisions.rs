//! What waits for a decision, what was decided, and one decision.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place};

use super::super::labels;
use super::super::store::{self, Decision, DecisionKind, Settled};
use super::super::work::Work;
use super::recording::waiting_for;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::records::store::Record;
use crate::records::{self, About, Kinds, Offer};

#[derive(askama::Template)]
#[template(path = "certificates/decisions.html")]
struct OverviewPage {
    frame: Frame,
    /// Each work of this office, and how many dossiers wait for it.
    works: Vec<(Work, usize)>,
    decisions: Vec<Decision>,
}

pub(super) async fn overview(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let mut works = Vec::new();
    for work in Work::ALL {
        if !work.stages(login.role()).is_empty() {
            works.push((work, waiting_for(&mut tx, &login, work).await?.len()));
        }
    }
    let decisions = store::decisions(&mut tx, &login.post.unit).await?;
    Ok(show(&OverviewPage { frame, works, decisions })?.into_response())
}

#[derive(askama::Template)]
#[template(path = "certificates/decision.html")]
struct DecisionPage {
    frame: Frame,
    decision: Decision,
    unit: String,
    settled: Vec<Settled>,
    /// The notice in force of each dossier that has one.
    notices: BTreeMap<String, Record>,
    offers: Vec<Offer>,
    /// Whether it was made for this office, on dossiers.
    is_ours: bool,
}

impl DecisionPage {
    /// The notice of what was settled.
    fn notice(&self, it: &Settled) -> Option<&Record> {
        self.notices.get(it.dossier.as_deref()?)
    }
}

pub(super) async fn one(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    kinds: Kinds,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let decision = store::decision(&mut tx, &id).await?;
    login.must(Act::RecordDecision, &Place::within(&house.units_above(&decision.unit)))?;
    let settled = store::settled_by(&mut tx, &id).await?;
    let unit = house.book.name(&decision.unit);
    let offers = records::offers(&house, &mut tx, kinds, &login, About::Decision, &id).await?;
    let is_ours = decision.unit == login.post.unit && settled.iter().any(|it| it.dossier.is_some());
    let mut notices = BTreeMap::new();
    for dossier in settled.iter().filter_map(|it| it.dossier.as_ref()) {
        let issued = records::store::of_thing(&mut tx, "result-notice", dossier).await?.pop();
        notices.extend(issued.map(|it| (dossier.clone(), it)));
    }
    let page = DecisionPage { frame, decision, unit, settled, notices, offers, is_ours };
    Ok(show(&page)?.into_response())
}
