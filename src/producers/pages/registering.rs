//! An office registers a producer of its unit: who it is, and that it is nobody known already.

use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Role;
use ocop_rules::places::{Level, UnitId};
use ocop_rules::producers::{ProducerKind, takes_part};
use serde_json::json;

use super::super::store::{self, Producer, ProducerData};
use super::super::{kind_label, refusal_sentence};
use super::form::ProducerForm;
use super::must_register;
use crate::accounts::Login;
use crate::face::{Choice, Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook, new_id, submits};

/// No more of those with nearly the same name are shown.
const MOST_SHOWN: usize = 10;

#[derive(askama::Template)]
#[template(path = "producers/pages/registering.html")]
struct RegisteringPage {
    frame: Frame,
    kinds: Vec<Choice>,
    communes: Vec<Choice>,
    form: ProducerForm,
    /// Those with nearly the same name or the same registration: name and place.
    near: Vec<(String, String)>,
}

impl RegisteringPage {
    fn new(house: &House, frame: Frame, login: &Login, form: ProducerForm) -> Self {
        let kinds = ProducerKind::ALL.map(|it| Choice::new(it.id(), frame.t(kind_label(it))));
        Self {
            kinds: kinds.into(),
            communes: communes(house, login),
            near: Vec::new(),
            frame,
            form,
        }
    }
}

/// The communes of the office, as they are today.
fn communes(house: &House, login: &Login) -> Vec<Choice> {
    let unit = &login.post.unit;
    let units = match login.role() {
        Role::Province => house.book.communes_of(unit),
        _ => house.book.unit(unit).into_iter().collect(),
    };
    units.into_iter().map(|it| Choice::new(it.id.to_string(), house.book.name(&it.id))).collect()
}

pub(super) async fn ask(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let commune = match login.role() {
        Role::Commune => login.post.unit.to_string(),
        _ => String::new(),
    };
    let form = ProducerForm { key: new_id(), commune, ..ProducerForm::default() };
    Ok(show(&RegisteringPage::new(&house, frame, &login, form))?.into_response())
}

pub(super) async fn register(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(form): Form<ProducerForm>,
) -> Result<Response, Failure> {
    let mut errors = Errors::default();
    let Some(data) = read(&house, &login, &form, &mut errors)? else {
        let page = RegisteringPage::new(&house, frame.with(errors), &login, form);
        return Ok(again(&page)?.into_response());
    };
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, &form.key, &login.person).await? {
        return Ok(Redirect::to(&location).into_response());
    }
    let near = if form.other.is_empty() { near(&mut tx, &data).await? } else { Vec::new() };
    if !near.is_empty() {
        drop(tx);
        let sentence = frame.t("Đã có chủ thể gần giống: hãy xem danh sách trước khi đăng ký.");
        let frame = frame.with(Errors::one("other", sentence));
        let place = |it: &Producer| house.book.full_name(&it.data.commune);
        let near = near.into_iter().map(|it| (it.data.name.clone(), place(&it))).collect();
        let page = RegisteringPage { near, ..RegisteringPage::new(&house, frame, &login, form) };
        return Ok(again(&page)?.into_response());
    }
    let id = store::add(&mut tx, &data, now).await?;
    let line = logbook::Line {
        at: now,
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("producer/{id}"),
        step: "register-producer",
        article: "2.3",
        detail: json!({ "kind": data.kind.id(), "commune": data.commune.as_str() }),
    };
    logbook::write(&mut tx, line).await?;
    let location = format!("/producers/{id}");
    submits::keep(&mut tx, &form.key, &login.person, &location, now).await?;
    tx.commit().await?;
    let sentence = frame.t("Đã đăng ký chủ thể. Hãy cấp tài khoản đăng nhập.");
    Ok(redirect_saying(&location, sentence))
}

/// Who is meant, if such a producer takes part (Art. 2.3) and lies in a commune of this office;
/// otherwise the sentences are added.
fn read(
    house: &House,
    login: &Login,
    form: &ProducerForm,
    errors: &mut Errors,
) -> Result<Option<ProducerData>, Failure> {
    let Some((commune, province)) = place(house, &form.commune) else {
        errors.push("commune", "Hãy chọn xã, phường nơi chủ thể đăng ký.");
        return Ok(None);
    };
    must_register(house, login, &commune)?;
    let known = ProducerData::named("", ProducerKind::Unstated, commune, province);
    let data = form.read(&known, errors);
    if data.representative.is_empty() {
        errors.push("representative", "Hãy ghi người đại diện pháp lý.");
    }
    if let Err(refusal) = takes_part(data.kind, data.registration())
        && errors.of("kind").is_none()
    {
        errors.push("kind", refusal_sentence(refusal));
    }
    Ok(Some(data).filter(|_| !errors.any()))
}

/// A commune of today, and its province.
fn place(house: &House, typed: &str) -> Option<(UnitId, UnitId)> {
    let unit = house.book.unit_of(typed.trim())?;
    let is_commune = unit.level == Level::Commune && unit.exists_on(house.clock.today());
    let province = house.book.province_of(&unit.id).filter(|_| is_commune)?;
    Some((unit.id.clone(), province.id.clone()))
}

/// The producers of the province that may be this very one.
async fn near(tx: &mut Tx<'_>, data: &ProducerData) -> Result<Vec<Producer>, Failure> {
    let named = store::find_near(tx, &data.name, &data.province).await?;
    let mut near: Vec<Producer> = named.into_iter().map(|(_, it)| it).collect();
    let number = &data.registration_number;
    for it in store::with_registration(tx, number, &data.province).await? {
        if near.iter().all(|other| other.id != it.id) {
            near.push(it);
        }
    }
    near.truncate(MOST_SHOWN);
    Ok(near)
}
