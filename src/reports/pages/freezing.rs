//! Freezing a report.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::compose::{Lists, compose};
use super::super::store;
use super::{must_write, note};
use crate::accounts::Login;
use crate::face::{Frame, redirect_saying};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::{Failure, Revision};

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen {
    revision: Revision,
}

pub(super) async fn freeze(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(id): Path<String>,
    Form(seen): Form<Seen>,
) -> Result<Response, Failure> {
    // What is frozen is read from one view of the database, while others go on writing.
    let mut tx = house.db.read().await?;
    let report = store::by_id(&mut tx, &id).await?;
    must_write(&house, &login, &report)?;
    let passages = store::passages(&mut tx, &id).await?;
    let scope = (report.scope.clone(), report.today);
    let content = compose(&mut tx, &house, ledgers, scope, (&passages, Lists::Kept)).await?;
    drop(tx);
    let mut tx = house.db.begin().await?;
    let by = (login.person.as_str(), house.clock.now());
    store::freeze(&mut tx, (&id, seen.revision), &content, by).await?;
    note(&mut tx, (&house, &login), &id, "freeze-report", "").await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/reports/{id}"), frame.t("Đã chốt số liệu.")))
}
