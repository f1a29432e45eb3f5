use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::Act;
use ocop_rules::councils::MeetingForm;

use super::councils::CouncilPage;
use super::{keeps, note};
use crate::accounts::Login;
use crate::councils::filling::{Fields, all, field};
use crate::councils::store::{self, Council, Heard, NewMeeting};
use crate::dossiers::kind_label;
use crate::face::{Errors, Frame, again, date_typed, redirect_saying, time_typed};
use crate::house::House;
use crate::machinery::{Failure, Tx, submits};

/// A dossier that a meeting may hear.
pub(super) struct Wanted {
    pub(super) heard: Heard,
    pub(super) kind: &'static str,
    pub(super) is_chosen: bool,
}

/// What was typed to plan a meeting.
#[derive(Debug, Default)]
pub(super) struct MeetingFields {
    pub(super) form: String,
    pub(super) held_on: String,
    pub(super) begins_at: String,
    pub(super) place: String,
    pub(super) dossiers: Vec<String>,
}

struct Plan {
    form: MeetingForm,
    held_on: Date,
    begins_at: String,
    dossiers: Vec<String>,
}

/// `POST /councils/{id}/meetings`.
pub(super) async fn plan(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let council = store::council(&mut tx, &id).await?;
    keeps(&login, &council, Act::PlanMeeting)?;
    let key = field(&fields, "_key");
    if let Some(place) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(axum::response::Redirect::to(&place).into_response());
    }
    let typed = MeetingFields {
        form: field(&fields, "form").to_owned(),
        held_on: field(&fields, "held_on").to_owned(),
        begins_at: field(&fields, "begins_at").to_owned(),
        place: field(&fields, "place").to_owned(),
        dossiers: all(&fields, "dossier").map(str::to_owned).collect(),
    };
    let plan = match read(&mut tx, &council, &typed).await? {
        Ok(plan) => plan,
        Err(errors) => {
            let page = CouncilPage::read(&mut tx, frame.with(errors), council, typed).await?;
            return Ok(again(&page)?.into_response());
        }
    };
    let new = NewMeeting {
        council: &council.id,
        form: plan.form,
        held_on: plan.held_on,
        begins_at: &plan.begins_at,
        place: &typed.place,
    };
    let meeting = store::add_meeting(&mut tx, &new, &plan.dossiers).await?;
    let now = house.clock.now();
    let detail = serde_json::json!({ "council": council.id, "dossiers": plan.dossiers });
    let step = ("plan", council.article());
    note(&mut tx, &login, format!("meeting/{meeting}"), step, detail, now).await?;
    let place = format!("/meetings/{meeting}");
    submits::keep(&mut tx, key, &login.person, &place, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&place, frame.t("Đã lên lịch phiên họp.")))
}

async fn read(
    tx: &mut Tx<'_>,
    council: &Council,
    typed: &MeetingFields,
) -> Result<Result<Plan, Errors>, Failure> {
    let mut errors = Errors::default();
    let form = MeetingForm::from_id(&typed.form)
        .ok_or_else(|| "Hãy chọn họp Hội đồng hay lấy ý kiến bằng văn bản.".to_owned());
    let form = errors.keep("form", form);
    let held_on = errors.keep("held_on", date_typed(&typed.held_on));
    if held_on.is_some_and(|it| it < council.decided_on) {
        errors.push("held_on", "Ngày họp không thể trước ngày thành lập Hội đồng.");
    }
    let begins_at = match typed.begins_at.as_str() {
        "" => Some(String::new()),
        begins_at => errors.keep("begins_at", time_typed(begins_at)),
    };
    let may = store::hearable(tx, council.level(), &council.unit).await?;
    let mut dossiers = Vec::new();
    for id in &typed.dossiers {
        match may.iter().find(|it| it.dossier == *id) {
            None => errors.push("dossier", "Có hồ sơ không còn chờ Hội đồng này; hãy chọn lại."),
            Some(it) if form.is_some_and(|form| !form.hears(it.kind)) => {
                errors.push("dossier", format!(
                    "“{}” là hồ sơ {}: Hội đồng phải họp; chỉ đánh giá lại mới lấy ý kiến bằng văn bản (Điều 7.6.d).",
                    it.product,
                    kind_label(it.kind).to_lowercase()
                ));
            }
            Some(it) if !dossiers.contains(&it.dossier) => dossiers.push(it.dossier.clone()),
            Some(_) => {}
        }
    }
    if typed.dossiers.is_empty() {
        errors.push("dossier", "Hãy chọn ít nhất một hồ sơ đưa ra phiên họp.");
    }
    Ok(match (form, held_on, begins_at) {
        (Some(form), Some(held_on), Some(begins_at)) if !errors.any() => {
            Ok(Plan { form, held_on, begins_at, dossiers })
        }
        _ => Err(errors),
    })
}
