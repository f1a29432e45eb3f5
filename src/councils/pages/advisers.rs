//! The advisory group of a council: who is added and taken out, until its decision is issued.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::AdviserRole;
use serde_json::json;

use super::councils::CouncilPage;
use super::planning::MeetingFields;
use super::{keeps, note};
use crate::accounts::Login;
use crate::councils::filling::{Fields, field};
use crate::councils::store::{self, Adviser, Council};
use crate::face::{Errors, Frame, again, redirect_saying};
use crate::house::House;
use crate::machinery::{Failure, Tx, submits};
use crate::records;

/// What was typed of somebody to add.
#[derive(Debug, Default)]
pub(super) struct AdviserFields {
    pub(super) name: String,
    pub(super) post: String,
    pub(super) agency: String,
    pub(super) role: String,
}

/// Whether the decision that forms the group is issued: then its list stands.
pub(super) async fn is_formed(tx: &mut Tx<'_>, council: &str) -> Result<bool, Failure> {
    Ok(!records::store::of_thing(tx, "group-decision", council).await?.is_empty())
}

/// The council, while its group may be changed by this person.
async fn changeable(tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Council, Failure> {
    let council = store::council(tx, id).await?;
    keeps(login, &council, Act::FormCouncil)?;
    if is_formed(tx, id).await? {
        return Err(Failure::refused(
            "Quyết định thành lập Tổ tư vấn đã ban hành; danh sách không sửa được nữa.",
        ));
    }
    Ok(council)
}

/// `POST /councils/{id}/advisers`.
pub(super) async fn add(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let council = changeable(&mut tx, &login, &id).await?;
    let key = field(&fields, "_key");
    if let Some(place) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(Redirect::to(&place).into_response());
    }
    let of = |name| field(&fields, name).to_owned();
    let typed = AdviserFields {
        name: of("adviser_name"),
        post: of("adviser_post"),
        agency: of("adviser_agency"),
        role: of("adviser_role"),
    };
    let mut errors = Errors::default();
    if typed.name.is_empty() {
        errors.push("adviser_name", "Hãy nhập họ tên thành viên Tổ tư vấn.");
    }
    if typed.agency.is_empty() {
        errors.push("adviser_agency", "Hãy nhập cơ quan của thành viên.");
    }
    let role = AdviserRole::from_id(&typed.role)
        .ok_or_else(|| "Hãy chọn vai trò trong Tổ tư vấn.".to_owned());
    let role = errors.keep("adviser_role", role);
    let others = store::advisers(&mut tx, &id).await?;
    let leads = |it: &Adviser| it.role == AdviserRole::Leader;
    if role == Some(AdviserRole::Leader) && others.iter().any(leads) {
        errors.push("adviser_role", "Tổ tư vấn đã có Tổ trưởng.");
    }
    let (Some(role), false) = (role, errors.any()) else {
        let fields = MeetingFields::default();
        let mut page = CouncilPage::read(&mut tx, frame.with(errors), council, fields).await?;
        page.adviser = typed;
        return Ok(again(&page)?.into_response());
    };
    let AdviserFields { name, post, agency, .. } = typed;
    let new = Adviser { id: String::new(), name, post, agency, role };
    let now = house.clock.now();
    let adviser = store::add_adviser(&mut tx, &id, &new, now).await?;
    let detail = json!({ "adviser": adviser, "role": role.id() });
    let step = ("add-adviser", council.article());
    note(&mut tx, &login, format!("council/{id}"), step, detail, now).await?;
    let place = format!("/councils/{id}");
    submits::keep(&mut tx, key, &login.person, &place, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&place, frame.t("Đã thêm thành viên Tổ tư vấn.")))
}

/// `POST /councils/{id}/advisers/{adviser}/removal`.
pub(super) async fn remove(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, adviser)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let council = changeable(&mut tx, &login, &id).await?;
    store::remove_adviser(&mut tx, &id, &adviser).await?;
    let step = ("remove-adviser", council.article());
    let (detail, now) = (json!({ "adviser": adviser }), house.clock.now());
    note(&mut tx, &login, format!("council/{id}"), step, detail, now).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/councils/{id}"), frame.t("Đã bỏ thành viên khỏi Tổ tư vấn.")))
}
