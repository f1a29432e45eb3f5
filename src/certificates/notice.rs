//! What is told to a producer and her commune of a result (*thông báo kết quả*, Art. 7.3.g): the
//! page and the document say the same.

use ocop_rules::councils::{Evaluation, Minimum};
use ocop_rules::criteria::{CriteriaSet, Points};
use ocop_rules::dossiers::{Outcome as End, Stage};
use ocop_rules::places::UnitId;

use super::store::{self, Issued, Outcome};
use crate::councils;
use crate::dossiers::{self, Dossier};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::producers::{self, Producer};
use crate::products::{self, Product};

/// What there is to tell.
pub(super) struct Notice {
    pub(super) dossier: Dossier,
    pub(super) product: Product,
    pub(super) producer: Producer,
    /// The units it lies in, as recorded and of today.
    pub(super) units: Vec<UnitId>,
    pub(super) outcome: Option<Outcome>,
    pub(super) certificate: Option<Issued>,
    pub(super) missing: Option<Missing>,
    /// Why it was rejected without points; empty where it was not.
    pub(super) rejection: String,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// One or two stars.
    NotRecognised,
    /// A ground of the sheet.
    Rejected,
    /// Below ninety points at the centre: it is the province's again.
    HandedBack,
    /// Recognised, or waiting for the centre.
    Other,
}

impl Notice {
    /// Gathers it; the caller asks whether the person may see it.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] while there is nothing to tell.
    pub(super) async fn of(house: &House, tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let dossier = dossiers::store::by_id(tx, id).await?;
        if !is_decided(dossier.stage) {
            return Err(Failure::NotFound);
        }
        let outcome = store::outcome_of(tx, id).await?;
        let rejection = match &outcome {
            Some(outcome) => councils::rejection(house, tx, &outcome.result).await?,
            None => String::new(),
        };
        let evaluation = match &outcome {
            Some(outcome) => councils::evaluation(house, tx, &outcome.result).await?,
            None => None,
        };
        let missing = evaluation.and_then(|it| {
            let set = house.standards.set(dossier.set)?;
            Missing::of(&set.criteria, &it)
        });
        let certificates = store::of_product(tx, &dossier.product).await?;
        Ok(Self {
            product: products::store::by_id(tx, &dossier.product).await?,
            producer: producers::store::by_id(tx, &dossier.producer).await?,
            units: house.units_of(&dossier.commune),
            outcome,
            certificate: certificates.into_iter().find(|it| it.dossier.as_deref() == Some(id)),
            missing,
            rejection,
            dossier,
        })
    }

    /// How it ended.
    pub(super) fn ending(&self) -> Ending {
        match self.dossier.stage {
            Stage::NotRecognised | Stage::Notified(End::NotRecognised) => Ending::NotRecognised,
            Stage::Rejected | Stage::Notified(End::Rejected) => Ending::Rejected,
            Stage::HandedBack => Ending::HandedBack,
            _ => Ending::Other,
        }
    }
}

/// What stands between a product and its next star.
pub(super) struct Missing {
    pub(super) stars: u8,
    /// The points that the mean should reach, where it does not.
    pub(super) points: Option<Points>,
    /// Each minimum that is not met: criterion, its name, what it needs, what it got.
    pub(super) minima: Vec<(String, String, Points, String)>,
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

/// Whether there is something to tell.
fn is_decided(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Recognised
            | Stage::NotRecognised
            | Stage::Rejected
            | Stage::PotentialFive
            | Stage::SentToMinistry
            | Stage::CentralScored
            | Stage::HandedBack
            | Stage::Notified(End::Recognised | End::NotRecognised | End::Rejected)
    )
}
