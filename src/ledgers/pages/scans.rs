//! The files that an entry carries: the scan of a document, a list of those present.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::super::ledger::Ledgers;
use super::super::store;
use super::super::units::must;
use super::entry;
use super::saving::note;
use crate::accounts::Login;
use crate::face::{Frame, again, redirect_saying};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::Files;
use crate::machinery::uploads::Upload;

/// The longest name that is kept of a file.
const LONGEST_NAME: usize = 200;

pub(super) async fn attach(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Failure> {
    let of = ledgers.find(&ledger)?;
    let mut tx = house.db.read().await?;
    let kept = store::by_id(&mut tx, of, &id).await?;
    drop(tx);
    must(&house, &login, of.keep, &kept.row.unit)?;
    if kept.set_aside.is_some() {
        return Err(Failure::refused("Dòng này đã được bỏ ra khỏi sổ, không sửa được nữa."));
    }
    let read = Upload::read(form).await;
    let (name, looked) = match read.and_then(|it| Ok(it.file("file")?)) {
        Ok(file) => file,
        Err(Failure::Refused(refusals)) => {
            let sentence = refusals.into_iter().map(|it| it.sentence).collect::<Vec<_>>().join(" ");
            let at = (ledger.as_str(), id.as_str());
            let wrong = ("file", sentence);
            let page = entry::refused(&house, frame, &login, ledgers, at, wrong).await?;
            return Ok(again(&page)?.into_response());
        }
        Err(failure) => return Err(failure),
    };
    let name: String = name.chars().take(LONGEST_NAME).collect();
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    let file = house.files.keep(&mut tx, looked, now).await?.sha256;
    let at = (of.id, id.as_str());
    let location = format!("{}/{id}", of.address());
    if !store::attach(&mut tx, at, (&file, &name), (&login.person, now)).await? {
        return Ok(redirect_saying(&location, frame.t("Tệp này đã kèm theo rồi.")));
    }
    let detail = json!({ "name": name, "sha256": file });
    note(&mut tx, (&house, &login), (of, &id), "attach", detail).await?;
    tx.commit().await?;
    Ok(redirect_saying(&location, frame.t("Đã kèm theo tệp.")))
}

pub(super) async fn give(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    Path((ledger, id, scan)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let ledger = ledgers.find(&ledger)?;
    let mut tx = house.db.read().await?;
    let kept = store::by_id(&mut tx, ledger, &id).await?;
    must(&house, &login, ledger.see, &kept.row.unit)?;
    let scans = store::scans(&mut tx, (ledger.id, &id)).await?;
    let scan = scans.into_iter().find(|it| it.id == scan).ok_or(Failure::NotFound)?;
    let file = Files::kept(&mut tx, &scan.sha256).await?;
    drop(tx);
    house.files.give(&file, &scan.name).await
}
