//! The submission and the draft of the decision, before anything is recorded (Art. 7.3.đ).

use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::super::documents::Proposed;
use super::super::store;
use super::super::work::Work;
use super::recording::{RecordingPage, chosen, first_day, work_of};
use super::typed::{Typed, errors};
use crate::accounts::Login;
use crate::face::{Frame, again, date_typed};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::shown;
use crate::records::{self, Stamp};

pub(super) async fn given(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((asked, name)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let work = work_of(&login, &asked)?;
    match drawn_up(&house, &login, work, &name, &typed).await {
        Err(Failure::Refused(refusals)) => {
            let frame = frame.with(errors(refusals));
            let page = RecordingPage::of(&house, frame, &login, work, typed).await?;
            Ok(again(&page)?.into_response())
        }
        answer => answer,
    }
}

/// The document with this file name, for the products that were chosen. What was not typed yet is
/// left open.
async fn drawn_up(
    house: &House,
    login: &Login,
    work: Work,
    name: &str,
    typed: &Typed,
) -> Result<Response, Failure> {
    let kind = work.decision().ok_or(Failure::NotFound)?;
    let mut tx = house.db.read().await?;
    let mut items = Vec::new();
    for it in chosen(house, &mut tx, login, work, typed).await? {
        if let Some(outcome) = &it.outcome {
            items.push(store::item_of_result(&mut tx, &outcome.result).await?);
        }
    }
    let dated = match typed.one("dated") {
        "" => house.clock.today(),
        day => date_typed(day).map_err(|it| Failure::refused_of("dated", it))?,
    };
    let stamp = Stamp {
        number: typed.one("number").to_owned(),
        signatory: typed.one("signatory").to_owned(),
        ..Stamp::draft(dated)
    };
    let proposed = Proposed {
        kind,
        unit: &login.post.unit,
        items,
        stamp,
        subject: typed.one("subject"),
        valid_from: first_day(typed, dated)?,
    };
    let (document, format) = proposed.document(house, &mut tx, name).await?;
    drop(tx);
    let bytes = records::bytes(document, format).await?;
    let mut response = shown(bytes.into(), format.media_type(), name);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
