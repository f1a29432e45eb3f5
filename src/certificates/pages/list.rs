//! The list of the office.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Role;
use ocop_rules::certificates::{RevocationGround, Standing};
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Window;
use serde::Deserialize;

use super::super::labels;
use super::super::store::{self, Line, Wanted};
use super::list;
use crate::accounts::Login;
use crate::face::{Choice, Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;

/// How many stand on one page.
const PAGE: u64 = 50;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Question {
    #[serde(default)]
    q: String,
    #[serde(default)]
    stars: String,
    #[serde(default)]
    state: String,
    /// Where those who must be called were once listed here.
    #[serde(default)]
    warning: String,
    #[serde(default)]
    page: u64,
}

#[derive(askama::Template)]
#[template(path = "certificates/list.html")]
struct ListPage {
    frame: Frame,
    question: Question,
    lines: Vec<(Line, String)>,
    stars: Vec<Choice>,
    states: Vec<Choice>,
    pages: Pages,
}

impl ListPage {
    fn window(line: &Line) -> Window {
        Window::before(line.valid_to)
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let today = house.clock.today();
    let within = within(&house, &login);
    if !question.warning.is_empty() {
        let state = serde_urlencoded::to_string([("state", &question.warning)]);
        let address = format!("/reports/calls?{}", state.unwrap_or_default());
        return Ok(Redirect::to(&address).into_response());
    }
    let stars = question.stars.parse().ok().and_then(Stars::from_number);
    let wanted = Wanted {
        within: &within,
        producer: "",
        q: &question.q,
        stars,
        standing: &question.state,
        ending: None,
        day: today,
    };
    let mut tx = house.db.read().await?;
    let page = question.page.max(1);
    let skip = i64::try_from(PAGE.saturating_mul(page - 1)).unwrap_or(0);
    let (lines, total) = store::list(&mut tx, &wanted, (skip, PAGE.cast_signed())).await?;
    let address = serde_urlencoded::to_string([
        ("q", question.q.as_str()),
        ("stars", &question.stars),
        ("state", &question.state),
    ]);
    let address = format!("/certificates?{}", address.unwrap_or_default());
    let page = ListPage {
        lines: lines
            .into_iter()
            .map(|it| (place(&house, &it), it))
            .map(|(at, it)| (it, at))
            .collect(),
        stars: [3, 4, 5].map(|it| Choice::new(it.to_string(), frame.tf("{} sao", [it]))).into(),
        states: STANDINGS
            .map(|(id, it)| Choice::new(id, frame.t(labels::standing_label(it))))
            .into(),
        pages: Pages::new(page, PAGE, total, address),
        frame,
        question,
    };
    Ok(show(&page)?.into_response())
}

/// The words of [`Wanted::standing`], and what each means.
const STANDINGS: [(&str, Standing); 6] = [
    ("valid", Standing::Valid),
    ("extended", Standing::Extended),
    ("expired", Standing::Expired),
    ("superseded", Standing::Superseded),
    ("revoked", Standing::Revoked(RevocationGround::Other)),
    ("not-yet", Standing::NotYet),
];

/// What a word of [`Wanted::standing`] means.
pub(super) fn standing(word: &str) -> Standing {
    STANDINGS.iter().find(|(id, _)| *id == word).map_or(Standing::Expired, |(_, it)| *it)
}

fn place(house: &House, line: &Line) -> String {
    house.book.name(&line.commune)
}

/// The units whose certificates a person sees: what was recorded there, and what lies there today.
fn within(house: &House, login: &Login) -> Vec<UnitId> {
    if login.role() == Role::Ministry {
        return vec![UnitId::country()];
    }
    house.units_within(&login.post.unit)
}
