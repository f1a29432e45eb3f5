//! The documents of a meeting, on a page of their own: to draw up a matrix of many products takes
//! its time, and the page of the meeting is the busiest of the day.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;

use super::keying::keys;
use super::{keeps, seat_in, sits};
use crate::accounts::Login;
use crate::councils::store::{self, Council, Meeting};
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Kinds, Offer, offers};

#[derive(askama::Template)]
#[template(path = "councils/pages/papers.html")]
struct PapersPage {
    frame: Frame,
    council: Council,
    meeting: Meeting,
    offers: Vec<Offer>,
    keys: bool,
}

/// `/meetings/{id}/documents`: for the office that keeps it and for those who sit in it.
pub(super) async fn look(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let meeting = store::meeting(&mut tx, &id).await?;
    let council = store::council(&mut tx, &meeting.council).await?;
    let seats = store::seats(&mut tx, &council.id).await?;
    if keeps(&login, &council, Act::PlanMeeting).is_err() {
        sits(&login, &council, seat_in(&login, &seats), Act::SeeDossier)?;
    }
    let offers = offers(&house, &mut tx, kinds, &login, About::Meeting, &id).await?;
    let keys = keys(&login, &council, seat_in(&login, &seats)).is_ok();
    Ok(show(&PapersPage { frame, council, meeting, offers, keys })?.into_response())
}
