//! The rounds of a province or of the centre: the two of the law, and those of a plan (Art. 5).

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, Place, Role, may};
use ocop_rules::places::UnitId;
use ocop_rules::programme::{Round, RoundRefusal};
use serde::Deserialize;
use serde_json::json;

use super::store::{self, PlannedRound, level_of};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Errors, Frame, again, date_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx, logbook, new_id, submits};

/// The first and the last year for which rounds are counted.
const YEARS: std::ops::RangeInclusive<i16> = 2026..=2099;

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new().get("/rounds", Who::Anyone, rounds).post(
        "/rounds",
        Who::Only(&[Role::Province, Role::Ministry]),
        plan,
    )
}

#[derive(Debug, Default, Deserialize)]
struct Wanted {
    year: Option<i16>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlanForm {
    key: String,
    year: i16,
    cut_off: String,
    due: String,
    plan: String,
    plan_date: String,
}

/// One line of the table.
struct Line {
    round: Round,
    plan: Option<(String, Date)>,
    takes_proposals: bool,
}

#[derive(askama::Template)]
#[template(path = "programme/rounds.html")]
struct RoundsPage {
    frame: Frame,
    unit: String,
    year: i16,
    lines: Vec<Line>,
    may_plan: bool,
    office: &'static str,
    form: PlanForm,
}

/// The unit whose rounds concern a person: the own province, or the centre.
fn organiser(house: &House, login: &Login) -> UnitId {
    let province = house.book.province_of(&login.post.unit);
    province.map_or_else(UnitId::country, |it| it.id.clone())
}

async fn page(
    house: &House,
    frame: Frame,
    login: &Login,
    form: PlanForm,
) -> Result<RoundsPage, Failure> {
    let unit = organiser(house, login);
    let mut tx = house.db.read().await?;
    let now = store::round_on(&mut tx, &unit, house.clock.today()).await?;
    let planned = store::planned_rounds(&mut tx, &unit).await?;
    let year = form.year;
    let fixed = Round::of_year(level_of(&unit), year).map(|round| (round, None));
    let further = planned
        .into_iter()
        .filter(|it| it.round.year == year)
        .map(|it| (it.round, Some((it.plan, it.plan_date))));
    let lines = fixed.into_iter().chain(further);
    let units = house.units_above(&unit);
    Ok(RoundsPage {
        unit: house.book.name(&unit),
        year,
        lines: lines
            .map(|(round, plan)| Line { takes_proposals: round == now, round, plan })
            .collect(),
        may_plan: may(&login.post, Act::PlanMeeting, &Place::within(&units)),
        office: match login.role() {
            Role::Province => "/province",
            Role::Ministry => "/ministry",
            _ => "",
        },
        form,
        frame,
    })
}

async fn rounds(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let year = if let Some(year) = wanted.year {
        year
    } else {
        let mut tx = house.db.read().await?;
        let unit = organiser(&house, &login);
        store::round_on(&mut tx, &unit, house.clock.today()).await?.year
    };
    if !YEARS.contains(&year) {
        return Err(Failure::NotFound);
    }
    let form = PlanForm { key: new_id(), year, ..PlanForm::default() };
    Ok(show(&page(&house, frame, &login, form).await?)?.into_response())
}

async fn plan(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(form): Form<PlanForm>,
) -> Result<Response, Failure> {
    if !YEARS.contains(&form.year) {
        return Err(Failure::NotFound);
    }
    match plan_round(&house, &login, &form).await {
        Ok(address) => Ok(redirect_saying(&address, frame.t("Đã thêm đợt đánh giá."))),
        Err(Failure::Refused(refusals)) => {
            let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
            Ok(again(&page(&house, frame.with(errors), &login, form).await?)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn plan_round(house: &House, login: &Login, form: &PlanForm) -> Result<String, Failure> {
    let unit = organiser(house, login);
    login.must(Act::PlanMeeting, &Place::within(&house.units_above(&unit)))?;
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(address) = submits::answered(&mut tx, &form.key, &login.person).await? {
        return Ok(address);
    }
    let planned = read(&mut tx, &unit, form, house.clock.today()).await?;
    let id = store::plan_round(&mut tx, &unit, &planned).await?;
    let line = logbook::Line {
        at: now,
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("round/{id}"),
        step: "plan-round",
        article: "5",
        detail: json!({
            "year": planned.round.year,
            "number": planned.round.number,
            "cut_off": planned.round.cut_off.to_string(),
            "due": planned.round.due.to_string(),
            "plan": planned.plan,
        }),
    };
    logbook::write(&mut tx, line).await?;
    let address = format!("/rounds?year={}", planned.round.year);
    submits::keep(&mut tx, &form.key, &login.person, &address, now).await?;
    tx.commit().await?;
    Ok(address)
}

/// What was typed, as a round of the next free number.
async fn read(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    form: &PlanForm,
    today: Date,
) -> Result<PlannedRound, Failure> {
    let mut refusals = Vec::new();
    let mut day = |field: &str, typed: &str| {
        let read = date_typed(typed);
        read.map_err(|sentence| refusals.push(Refusal::of(field, sentence))).ok()
    };
    let cut_off = day("cut_off", &form.cut_off);
    let due = day("due", &form.due);
    let plan_date = day("plan_date", &form.plan_date);
    if form.plan.trim().is_empty() {
        refusals.push(Refusal::of("plan", "Hãy ghi số kế hoạch mở đợt này (Điều 5)."));
    }
    if plan_date.is_some_and(|it| today < it) {
        refusals.push(Refusal::of("plan_date", "Ngày kế hoạch không thể sau hôm nay."));
    }
    let (Some(cut_off), Some(due), Some(plan_date), true) =
        (cut_off, due, plan_date, refusals.is_empty())
    else {
        return Err(Failure::Refused(refusals));
    };
    let given = store::planned_rounds(tx, unit).await?;
    let last = given.iter().map(|it| it.round).filter(|it| it.year == form.year);
    let number = last.map(|it| it.number).max().unwrap_or(2).saturating_add(1);
    let round = Round::further(level_of(unit), form.year, number, cut_off, due);
    let round = round.map_err(refusal)?;
    Ok(PlannedRound { round, plan: form.plan.trim().to_owned(), plan_date })
}

fn refusal(refusal: RoundRefusal) -> Failure {
    match refusal {
        RoundRefusal::Fixed => Failure::refused("Hai đợt đầu của mỗi năm do Điều 5 ấn định."),
        RoundRefusal::OutsideYear { year } => Failure::refused_of(
            "cut_off",
            format!("Hạn nhận đề nghị của một đợt năm {year} phải nằm trong năm đó (Điều 5)."),
        ),
        RoundRefusal::DueBeforeCutOff => {
            Failure::refused_of("due", "Hạn tổ chức đánh giá phải sau hạn nhận đề nghị (Điều 5).")
        }
    }
}
