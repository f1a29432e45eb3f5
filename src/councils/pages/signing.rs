//! What a member does once on a sheet: sign it, or step back from it; and how it is given back.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{SheetStage, SheetStep};
use serde_json::json;

use super::hearing::seat_at;
use super::marks::{is_open, owns, set_of};
use super::sheet::SheetPage;
use super::{note, sits};
use crate::accounts::Login;
use crate::councils::filling::{Fields, field, unready};
use crate::councils::proceedings::Proceedings;
use crate::councils::store::{self, Filled, KeptSheet};
use crate::face::{Errors, Frame, again, redirect_saying};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// `POST /sheets/{id}/signature`.
pub(super) async fn sign(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    owns(&login, &sheet)?;
    is_open(&sheet)?;
    seen(&sheet, &fields)?;
    let set = set_of(&house, &sheet)?;
    let opinion = field(&fields, "opinion").to_owned();
    let filled = Filled { opinion, ..sheet.filled.clone() };
    let hearing = store::place(&mut tx, &sheet.meeting, &sheet.dossier).await?;
    let unready = unready(set, &filled, &hearing.dismissed);
    let mut errors: Errors = unready.into_iter().map(|it| (it.field, it.sentence)).collect();
    if field(&fields, "true") != "yes" {
        errors.push("true", "Hãy đánh dấu xác nhận trước khi ký.");
    }
    if errors.any() {
        return refused(&house, tx, frame.with(errors), &sheet, filled, "all").await;
    }

    running(&mut tx, &sheet).await?;
    store::save_sheet(&mut tx, &id, &filled, sheet.revision).await?;
    let now = house.clock.now();
    store::sign_sheet(&mut tx, &id, sheet.revision + 1, now).await?;
    let detail =
        json!({ "meeting": sheet.meeting, "dossier": sheet.dossier, "ballot": sheet.ballot });
    note(&mut tx, &login, format!("sheet/{id}"), ("sign", "Phụ lục II"), detail, now).await?;
    tx.commit().await?;
    Ok(redirect_saying("/sheets", frame.t("Đã ký phiếu đánh giá.")))
}

/// The page again, where the fields in trouble stand: the whole sheet, or its overview.
async fn refused(
    house: &House,
    mut tx: Tx<'_>,
    frame: Frame,
    sheet: &KeptSheet,
    filled: Filled,
    at: &str,
) -> Result<Response, Failure> {
    let it = Proceedings::read(house, &mut tx, &sheet.meeting, &sheet.dossier).await?;
    let at = (at.to_owned(), true);
    let page = SheetPage::read(&mut tx, frame, &it, sheet, filled, at).await?;
    Ok(again(&page)?.into_response())
}

/// Refuses what was decided on an older look at the sheet.
fn seen(sheet: &KeptSheet, fields: &Fields) -> Result<(), Failure> {
    let same = field(fields, "revision") == sheet.revision.to_string();
    if same { Ok(()) } else { Err(Failure::Stale) }
}

/// Keeps the ballot open until this is written.
async fn running(tx: &mut Tx<'_>, sheet: &KeptSheet) -> Result<(), Failure> {
    match store::touch(tx, &sheet.meeting, &sheet.dossier, sheet.ballot).await {
        Err(Failure::NotFound) => {
            Err(Failure::refused("Lượt chấm này vừa được chốt; phiếu không sửa được nữa."))
        }
        other => other,
    }
}

/// `POST /sheets/{id}/conflict`: the member is out of this product.
pub(super) async fn declare(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    owns(&login, &sheet)?;
    let stage = sheet.stage();
    if stage != SheetStage::Signed || stage.after(SheetStep::Excuse).is_err() {
        is_open(&sheet)?;
    }
    let reason = field(&fields, "reason");
    if reason.is_empty() {
        let filled = sheet.filled.clone();
        let error = Errors::one("reason", "Hãy ghi bạn có lợi ích gì ở sản phẩm này.");
        return refused(&house, tx, frame.with(error), &sheet, filled, "").await;
    }
    running(&mut tx, &sheet).await?;
    let now = house.clock.now();
    store::add_conflict(&mut tx, &sheet, reason, now).await?;
    let detail = json!({ "meeting": sheet.meeting, "dossier": sheet.dossier });
    note(&mut tx, &login, format!("sheet/{id}"), ("conflict", ""), detail, now).await?;
    tx.commit().await?;
    let said = frame.t("Đã ghi nhận xung đột lợi ích; bạn không chấm sản phẩm này.");
    Ok(redirect_saying("/sheets", said))
}

/// `POST /sheets/{id}/reopening`: the chair gives a signed sheet back, with a reason.
pub(super) async fn reopen(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    let it = Proceedings::read(&house, &mut tx, &sheet.meeting, &sheet.dossier).await?;
    sits(&login, &it.council, seat_at(&login, &it), Act::ChairMeeting)?;
    if sheet.stage().after(SheetStep::Reopen).is_err() {
        return Err(Failure::refused("Chỉ trả lại được phiếu đã ký, trong lúc lượt chấm còn mở."));
    }
    let reason = field(&fields, "reason");
    if reason.is_empty() {
        return Err(Failure::refused("Hãy ghi lý do trả lại phiếu."));
    }
    running(&mut tx, &sheet).await?;
    store::reopen(&mut tx, &id, sheet.revision).await?;
    let detail = json!({ "reason": reason, "ballot": sheet.ballot });
    let now = house.clock.now();
    note(&mut tx, &login, format!("sheet/{id}"), ("reopen", ""), detail, now).await?;
    tx.commit().await?;
    let place = format!("/meetings/{}/dossiers/{}", sheet.meeting, sheet.dossier);
    Ok(redirect_saying(&place, frame.t("Đã trả lại phiếu cho thành viên.")))
}
