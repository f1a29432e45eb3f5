//! What a producer says of itself, once for all its dossiers.

use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place};
use ocop_rules::producers::ProducerKind;

use super::super::kind_label;
use super::super::store::{self, Producer};
use super::form::ProducerForm;
use crate::accounts::Login;
use crate::face::{Choice, Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::Failure;

#[derive(askama::Template)]
#[template(path = "producers/pages/own.html")]
struct ProducerPage {
    frame: Frame,
    place: String,
    kinds: Vec<Choice>,
    sexes: Vec<Choice>,
    form: ProducerForm,
}

impl ProducerPage {
    fn new(house: &House, frame: Frame, producer: &Producer, form: ProducerForm) -> Self {
        let kinds = ProducerKind::ALL.map(|it| Choice::new(it.id(), frame.t(kind_label(it))));
        let sexes = [("Nữ", frame.t("Nữ")), ("Nam", frame.t("Nam"))];
        Self {
            place: house.book.full_name(&producer.data.commune),
            kinds: kinds.into(),
            sexes: sexes.map(|(value, label)| Choice::new(value, label)).into(),
            frame,
            form,
        }
    }
}

pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let producer = store::by_id(&mut tx, login.producer()?).await?;
    login.must(Act::SeePersonalData, &Place::within(&[]).of_producer(&producer.id))?;
    let persons = store::persons(&mut tx, &producer.id).await?;
    let form = ProducerForm::of(&producer, persons, &frame);
    Ok(show(&ProducerPage::new(&house, frame, &producer, form))?.into_response())
}

pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(form): Form<ProducerForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let producer = store::by_id(&mut tx, login.producer()?).await?;
    let mut errors = Errors::default();
    let data = form.read(&producer.data, &mut errors);
    if errors.any() {
        let page = ProducerPage::new(&house, frame.with(errors), &producer, form);
        return Ok(again(&page)?.into_response());
    }
    store::save(&mut tx, &producer.id, &data, form.revision).await?;
    store::save_persons(&mut tx, &producer.id, &form.persons()).await?;
    tx.commit().await?;
    house.registry.nudge();
    Ok(redirect_saying("/my/producer", frame.t("Đã lưu hồ sơ chủ thể.")))
}
