use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place, Role};
use ocop_rules::producers::ProducerKind;
use serde::Deserialize;

use super::kind_label;
use super::store::{self, Persons, Producer, ProducerData};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Errors, Frame, again, date_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision};

/// The addresses of this room.
pub fn doors() -> Doors {
    const PRODUCER: Who = Who::Only(&[Role::Producer]);
    Doors::new().get("/my/producer", PRODUCER, look).post("/my/producer", PRODUCER, save)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ProducerForm {
    name: String,
    kind: String,
    address: String,
    phone: String,
    email: String,
    registration_number: String,
    registered_on: String,
    representative: String,
    representative_post: String,
    sex: String,
    ethnic_group: String,
    residence: String,
    disability: String,
    revision: Revision,
}

impl ProducerForm {
    fn of(producer: &Producer, persons: Persons, frame: &Frame) -> Self {
        let data = producer.data.clone();
        Self {
            name: data.name,
            kind: data.kind.id().to_owned(),
            address: data.address,
            phone: data.phone,
            email: data.email,
            registration_number: data.registration_number,
            registered_on: data.registered_on.map_or_else(String::new, |it| frame.date(it)),
            representative: data.representative,
            representative_post: data.representative_post,
            sex: persons.sex,
            ethnic_group: persons.ethnic_group,
            residence: persons.residence,
            disability: persons.disability,
            revision: producer.revision,
        }
    }

    /// What was typed, over what was known.
    fn read(&self, known: &ProducerData, errors: &mut Errors) -> ProducerData {
        let kept = |typed: &str| typed.trim().to_owned();
        if self.name.trim().is_empty() {
            errors.push("name", "Hãy ghi tên chủ thể.");
        }
        let kind = ProducerKind::from_id(&self.kind);
        if kind.is_none() {
            errors.push("kind", "Hãy chọn loại hình tổ chức.");
        }
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        if !self.phone.trim().is_empty() && !(8..=15).contains(&digits) {
            errors.push("phone", "Số điện thoại cần từ 8 đến 15 chữ số.");
        }
        if !self.email.trim().is_empty() && !self.email.contains('@') {
            errors.push("email", "Thư điện tử cần có dấu @, ví dụ htx@vidu.vn.");
        }
        let typed = self.registered_on.trim();
        let registered_on = match typed {
            "" => None,
            typed => errors.keep("registered_on", date_typed(typed)),
        };
        ProducerData {
            name: kept(&self.name),
            kind: kind.unwrap_or(known.kind),
            commune: known.commune.clone(),
            province: known.province.clone(),
            address: kept(&self.address),
            phone: kept(&self.phone),
            email: kept(&self.email),
            registration_number: kept(&self.registration_number),
            registered_on,
            representative: kept(&self.representative),
            representative_post: kept(&self.representative_post),
        }
    }

    fn persons(&self) -> Persons {
        let kept = |typed: &str| typed.trim().to_owned();
        Persons {
            sex: kept(&self.sex),
            ethnic_group: kept(&self.ethnic_group),
            residence: kept(&self.residence),
            disability: kept(&self.disability),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "producers/producer.html")]
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

async fn look(State(house): State<House>, frame: Frame, login: Login) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let producer = store::by_id(&mut tx, login.producer()?).await?;
    login.must(Act::SeePersonalData, &Place::within(&[]).of_producer(&producer.id))?;
    let persons = store::persons(&mut tx, &producer.id).await?;
    let form = ProducerForm::of(&producer, persons, &frame);
    Ok(show(&ProducerPage::new(&house, frame, &producer, form))?.into_response())
}

async fn save(
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
