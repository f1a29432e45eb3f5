//! Mẫu 01: the registration slip.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use serde::Deserialize;

use super::{open, own};
use crate::accounts::Login;
use crate::dossiers::kind_label;
use crate::dossiers::store::{self, Dossier};
use crate::dossiers::written::Slip;
use crate::face::{Errors, Frame, again, number_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision};
use crate::products;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SlipForm {
    producer: String,
    representative: String,
    position: String,
    address: String,
    phone: String,
    email: String,
    samples: String,
    revision: Revision,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/slip.html")]
struct SlipPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    product: String,
    class: String,
    samples: u8,
    form: SlipForm,
}

impl SlipPage {
    fn new(
        house: &House,
        frame: Frame,
        dossier: &Dossier,
        form: SlipForm,
    ) -> Result<Self, Failure> {
        let slip = &dossier.slip;
        let product = match slip.specification.as_str() {
            "" => slip.product.clone(),
            specification => format!("{}, {specification}", slip.product),
        };
        Ok(Self {
            id: dossier.id.clone(),
            kind: kind_label(dossier.kind),
            product,
            class: products::class_label(&house.standards, &slip.class),
            samples: super::sheet(house, dossier)?.samples,
            frame,
            form,
        })
    }
}

pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
    let slip = dossier.slip.clone();
    let form = SlipForm {
        producer: slip.producer,
        representative: slip.representative,
        position: slip.position,
        address: slip.address,
        phone: slip.phone,
        email: slip.email,
        samples: slip.samples,
        revision: dossier.revision,
    };
    Ok(show(&SlipPage::new(&house, frame, &dossier, form)?)?.into_response())
}

pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<SlipForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = open(&house, &mut tx, &login, &id).await?;
    let mut errors = Errors::default();
    if !form.samples.trim().is_empty() {
        errors.keep("samples", number_typed(&form.samples));
    }
    if errors.any() {
        let page = SlipPage::new(&house, frame.with(errors), &dossier, form)?;
        return Ok(again(&page)?.into_response());
    }
    // The product may have been renamed meanwhile; its class is fixed with the sheet.
    let product = products::store::by_id(&mut tx, &dossier.product).await?;
    let kept = |typed: &str| typed.trim().to_owned();
    let slip = Slip {
        producer: kept(&form.producer),
        representative: kept(&form.representative),
        position: kept(&form.position),
        address: kept(&form.address),
        phone: kept(&form.phone),
        email: kept(&form.email),
        product: product.data.name,
        specification: product.data.specification,
        class: dossier.slip.class,
        samples: kept(&form.samples),
    };
    store::save_slip(&mut tx, &id, &slip, form.revision).await?;
    tx.commit().await?;
    let said = frame.t("Đã lưu phiếu đăng ký.");
    Ok(redirect_saying(&format!("/dossiers/{id}"), said))
}
