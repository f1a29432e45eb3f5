use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, Place};
use ocop_rules::councils::{Minima, Quorum, Regulation, Role, Seat};
use ocop_rules::places::UnitId;

use super::councils::minima_choices;
use super::note;
use crate::accounts::Login;
use crate::councils::filling::{Fields, field};
use crate::councils::store::{self, NewCouncil, NewSeat};
use crate::councils::{proceedings, words};
use crate::face::{Choice, Errors, Frame, again, date_typed, number_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, new_id, submits};

/// Somebody who may be given a seat, and what was typed for them.
struct Candidate {
    person: String,
    name: String,
    login: String,
    role: String,
    agency: String,
    scores: bool,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/forming.html")]
struct FormingPage {
    frame: Frame,
    key: String,
    fields: Fields,
    candidates: Vec<Candidate>,
    roles: Vec<Choice>,
    minima: Vec<Choice>,
}

impl FormingPage {
    fn typed(&self, name: &str) -> &str {
        field(&self.fields, name)
    }
}

/// What is typed before anybody types: the presets of most provinces.
fn presets() -> Fields {
    let presets = [
        ("part", "3"),
        ("of", "4"),
        ("with_chair", "yes"),
        ("spread", "10"),
        ("minima", Minima::Average.id()),
    ];
    presets.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
}

async fn page(
    house: &House,
    tx: &mut Tx<'_>,
    frame: Frame,
    unit: &UnitId,
    fields: Fields,
    is_blank: bool,
) -> Result<FormingPage, Failure> {
    let people = store::candidates(tx, unit, house.clock.today()).await?;
    let candidates = people.into_iter().map(|(person, name, login)| Candidate {
        role: field(&fields, &format!("role.{person}")).to_owned(),
        agency: field(&fields, &format!("agency.{person}")).to_owned(),
        scores: is_blank || field(&fields, &format!("scores.{person}")) == "yes",
        person,
        name,
        login,
    });
    Ok(FormingPage {
        key: new_id(),
        candidates: candidates.collect(),
        roles: Role::ALL.map(|it| Choice::new(it.id(), words::role(frame.lang, it))).into(),
        minima: minima_choices(&frame),
        fields,
        frame,
    })
}

/// `/councils/new`.
pub(super) async fn blank(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    login.must(Act::FormCouncil, &Place::within(std::slice::from_ref(&login.post.unit)))?;
    let mut tx = house.db.read().await?;
    let page = page(&house, &mut tx, frame, &login.post.unit, presets(), true).await?;
    Ok(show(&page)?.into_response())
}

/// `POST /councils`.
pub(super) async fn form(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let unit = &login.post.unit;
    login.must(Act::FormCouncil, &Place::within(std::slice::from_ref(unit)))?;
    let mut tx = house.db.begin().await?;
    let key = field(&fields, "_key");
    if let Some(place) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(Redirect::to(&place).into_response());
    }
    let people = store::candidates(&mut tx, unit, house.clock.today()).await?;
    let people: Vec<String> = people.into_iter().map(|(id, ..)| id).collect();
    let wanted = match read(&fields, &people, house.clock.today()) {
        Ok(wanted) => wanted,
        Err(errors) => {
            let frame = frame.with(errors);
            let page = page(&house, &mut tx, frame, unit, fields, false).await?;
            return Ok(again(&page)?.into_response());
        }
    };
    let new = NewCouncil {
        unit,
        name: field(&fields, "name"),
        decision: field(&fields, "decision"),
        decided_on: wanted.decided_on,
        signatory: field(&fields, "signatory"),
        regulation: &wanted.regulation,
    };
    let now = house.clock.now();
    let id = store::add_council(&mut tx, &new, &wanted.seats, now).await?;
    let article = if *unit == UnitId::country() { "7.4.b" } else { "7.3.b" };
    let detail = serde_json::json!({ "decision": new.decision, "seats": wanted.seats.len() });
    note(&mut tx, &login, format!("council/{id}"), ("form-council", article), detail, now).await?;
    let place = format!("/councils/{id}");
    submits::keep(&mut tx, key, &login.person, &place, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&place, frame.t("Đã thành lập Hội đồng.")))
}

struct NewOne {
    decided_on: Date,
    regulation: Regulation,
    seats: Vec<NewSeat>,
}

fn read(fields: &Fields, people: &[String], today: Date) -> Result<NewOne, Errors> {
    let mut errors = Errors::default();
    for (name, sentence) in [
        ("name", "Hãy nhập tên Hội đồng."),
        ("decision", "Hãy nhập số quyết định thành lập Hội đồng."),
        ("signatory", "Hãy nhập người ký quyết định."),
        ("regulation", "Hãy nhập số của Quy chế hoạt động (Điều 7.3.b)."),
    ] {
        if field(fields, name).is_empty() {
            errors.push(name, sentence);
        }
    }
    let decided_on = errors.keep("decided_on", date_typed(field(fields, "decided_on")));
    if decided_on.is_some_and(|it| today < it) {
        errors.push("decided_on", "Ngày quyết định chưa đến.");
    }
    let regulation = regulation(fields, &mut errors);
    let seats = seats(fields, people, &mut errors);
    match (decided_on, regulation) {
        (Some(decided_on), Some(regulation)) if !errors.any() => {
            Ok(NewOne { decided_on, regulation, seats })
        }
        _ => Err(errors),
    }
}

fn regulation(fields: &Fields, errors: &mut Errors) -> Option<Regulation> {
    let mut number = |name: &str, least: u32| {
        let typed = number_typed(field(fields, name)).and_then(|it| {
            let in_range = u32::try_from(it).ok().filter(|it| (least..=100).contains(it));
            in_range.ok_or_else(|| format!("Hãy nhập một số từ {least} đến 100."))
        });
        errors.keep(name, typed)
    };
    let (part, of, spread) = (number("part", 1), number("of", 1), number("spread", 0));
    let minima = Minima::from_id(field(fields, "minima"))
        .ok_or_else(|| "Hãy chọn cách áp dụng yêu cầu tối thiểu (dấu sao).".to_owned());
    let minima = errors.keep("minima", minima);
    let (part, of, spread, minima) = (part?, of?, spread?, minima?);
    if of < part {
        errors.push("part", "Túc số không thể lớn hơn toàn bộ thành viên.");
    }
    let is_yes = |name| field(fields, name) == "yes";
    let preset = Regulation::preset(field(fields, "regulation").to_owned());
    let quorum = Quorum { part, of, with_chair: is_yes("with_chair") };
    Some(Regulation { quorum, spread, minima, experts_score: is_yes("experts_score"), ..preset })
}

fn seats(fields: &Fields, people: &[String], errors: &mut Errors) -> Vec<NewSeat> {
    let mut seats = Vec::new();
    for person in people {
        let Some(role) = Role::from_id(field(fields, &format!("role.{person}"))) else { continue };
        let agency = field(fields, &format!("agency.{person}"));
        if agency.is_empty() {
            let sentence = "Hãy nhập cơ quan mà thành viên này đại diện.";
            errors.push(format!("agency.{person}"), sentence);
        }
        let scores = field(fields, &format!("scores.{person}")) == "yes";
        let (person, agency) = (person.clone(), agency.to_owned());
        seats.push(NewSeat { person, agency, seat: Seat { role, scores } });
    }
    let held: Vec<Seat> = seats.iter().map(|it| it.seat).collect();
    if !proceedings::is_alone(&held, Role::Chair) {
        errors.push("seats", "Hội đồng có đúng một Chủ tịch; hãy chọn vai trò cho từng người.");
    }
    if !held.iter().any(|it| it.scores) {
        errors.push("seats", "Hội đồng cần ít nhất một thành viên chấm điểm.");
    }
    seats
}
