//! The notice of a result (*thông báo kết quả*), as a page to print (Art. 7.3.g).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place};
use ocop_rules::dossiers::{Outcome as End, Stage};

use super::super::labels;
use super::super::store::{self, Issued, Outcome};
use super::units_of;
use crate::accounts::Login;
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
    let units = units_of(&house, &dossier.commune);
    login.must(Act::SeeResult, &Place::within(&units).of_producer(&dossier.producer))?;
    if !is_decided(dossier.stage) {
        return Err(Failure::NotFound);
    }
    let product = products::store::by_id(&mut tx, &dossier.product).await?;
    let producer = producers::store::by_id(&mut tx, &dossier.producer).await?;
    let outcome = store::outcome_of(&mut tx, &id).await?;
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
            | Stage::CentralScored
            | Stage::HandedBack
            | Stage::Notified(End::Recognised | End::NotRecognised | End::Rejected)
    )
}
