//! The notice of a result (*thông báo kết quả*), as a page to print (Art. 7.3.g).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place};
use ocop_rules::councils::{Evaluation, Minimum};
use ocop_rules::criteria::{CriteriaSet, Points};
use ocop_rules::dossiers::{Outcome as End, Stage};

use super::super::labels;
use super::super::store::{self, Issued, Outcome};
use crate::accounts::Login;
use crate::councils;
use crate::dossiers::{self, Dossier};
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::producers::{self, Producer};
use crate::products::{self, Product};

#[derive(askama::Template)]
#[template(path = "certificates/notice.html")]
struct NoticePage {
    frame: Frame,
    house: House,
    dossier: Dossier,
    product: Product,
    producer: Producer,
    outcome: Option<Outcome>,
    certificate: Option<Issued>,
    missing: Option<Missing>,
}

/// What stands between a product and its next star.
struct Missing {
    stars: u8,
    /// The points that the mean should reach, where it does not.
    points: Option<Points>,
    /// Each minimum that is not met: criterion, its name, what it needs, what it got.
    minima: Vec<(String, String, Points, String)>,
}

impl Missing {
    fn of(set: &CriteriaSet, evaluation: &Evaluation) -> Option<Self> {
        let next = evaluation.rank.stars.next()?;
        let floor = set.bands().of(next);
        let missed = evaluation.minima.iter().filter(|it| it.stars <= next && !it.is_met());
        let minimum = |it: &Minimum| {
            let name = set.criterion(it.criterion).map_or("", |it| &it.name);
            (it.criterion.to_string(), name.to_owned(), it.needs, it.got.to_string())
        };
        Some(Self {
            stars: next.number(),
            points: (!evaluation.mean.reaches(floor)).then_some(floor),
            minima: missed.map(minimum).collect(),
        })
    }
}

impl NoticePage {
    fn address(&self) -> String {
        format!("/dossiers/{}", self.dossier.id)
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = dossiers::store::by_id(&mut tx, &id).await?;
    let units = house.units_of(&dossier.commune);
    login.must(Act::SeeResult, &Place::within(&units).of_producer(&dossier.producer))?;
    if !is_decided(dossier.stage) {
        return Err(Failure::NotFound);
    }
    let product = products::store::by_id(&mut tx, &dossier.product).await?;
    let producer = producers::store::by_id(&mut tx, &dossier.producer).await?;
    let outcome = store::outcome_of(&mut tx, &id).await?;
    let missing = match &outcome {
        Some(outcome) => councils::evaluation(&house, &mut tx, &outcome.result).await?,
        None => None,
    };
    let missing = missing.and_then(|it| {
        let set = house.standards.set(dossier.set)?;
        Missing::of(&set.criteria, &it)
    });
    let certificates = store::of_product(&mut tx, &dossier.product).await?;
    let certificate = certificates.into_iter().find(|it| it.dossier.as_ref() == Some(&id));
    let page = NoticePage {
        frame,
        house: house.clone(),
        dossier,
        product,
        producer,
        outcome,
        certificate,
        missing,
    };
    Ok(show(&page)?.into_response())
}

/// Whether there is something to tell.
fn is_decided(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Recognised
            | Stage::NotRecognised
            | Stage::Rejected
            | Stage::PotentialFive
            | Stage::SentToMinistry
            | Stage::CentralCompletionRequested
            | Stage::CentralScored
            | Stage::HandedBack
            | Stage::Notified(End::Recognised | End::NotRecognised | End::Rejected)
    )
}
