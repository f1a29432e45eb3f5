//! The notice of a result (*thông báo kết quả*), as a page to print (Art. 7.3.g).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Place};

use super::super::labels;
use super::super::notice::{Ending, Notice};
use crate::accounts::Login;
use crate::dossiers;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

#[derive(askama::Template)]
#[template(path = "certificates/notice.html")]
struct NoticePage {
    frame: Frame,
    house: House,
    notice: Notice,
}

impl NoticePage {
    fn address(&self) -> String {
        format!("/dossiers/{}", self.notice.dossier.id)
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let notice = Notice::of(&house, &mut tx, &id).await?;
    let place = Place::within(&notice.units).of_producer(&notice.producer.id);
    login.must(Act::SeeResult, &place)?;
    Ok(show(&NoticePage { frame, house: house.clone(), notice })?.into_response())
}
