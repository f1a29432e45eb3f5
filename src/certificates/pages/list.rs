//! The list of the office, with what it should be warned of.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::ToSpan as _;
use jiff::civil::Date;
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
use crate::machinery::{Failure, Tx};

/// More certificates than end within some months.
const MOST_WARNED: i64 = 10_000;
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
    #[serde(default)]
    warning: String,
    #[serde(default)]
    page: u64,
}

/// What an office is warned of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Warned {
    /// The window of a renewal is open.
    Open,
    /// It opens within thirty days.
    Opening,
    /// It has closed, and the certificate ends.
    Lapsing,
}

impl Warned {
    const ALL: [Self; 3] = [Self::Open, Self::Opening, Self::Lapsing];

    fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Opening => "opening",
            Self::Lapsing => "lapsing",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Open => "Đang trong thời gian nộp hồ sơ đánh giá lại",
            Self::Opening => "Sắp đến thời gian nộp, trong 30 ngày tới",
            Self::Lapsing => "Đã qua thời gian nộp, sắp hết hạn",
        }
    }

    /// The last days of the certificates that it is about (Art. 7.6.a).
    fn ending(self, today: Date) -> (Date, Date) {
        let after = |days: i32| today.saturating_add(days.days());
        match self {
            Self::Open => (after(120), after(180)),
            Self::Opening => (after(181), after(210)),
            Self::Lapsing => (today, after(119)),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "certificates/list.html")]
struct ListPage {
    frame: Frame,
    question: Question,
    warnings: Vec<(Warned, u64)>,
    lines: Vec<(Line, String)>,
    stars: Vec<Choice>,
    states: Vec<Choice>,
    pages: Pages,
    /// Whether notices are to be issued from here.
    can_notify: bool,
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
    let warned = Warned::ALL.into_iter().find(|it| it.id() == question.warning);
    let stars = question.stars.parse().ok().and_then(Stars::from_number);
    let wanted = Wanted {
        within: &within,
        producer: "",
        q: &question.q,
        stars,
        standing: if warned.is_some() { "valid" } else { &question.state },
        ending: warned.map(|it| it.ending(today)),
        day: today,
    };
    let mut tx = house.db.read().await?;
    let page = question.page.max(1);
    let skip = i64::try_from(PAGE.saturating_mul(page - 1)).unwrap_or(0);
    let (lines, total) = store::list(&mut tx, &wanted, (skip, PAGE.cast_signed())).await?;
    let warnings = warnings(&mut tx, &within, today).await?;
    let address = serde_urlencoded::to_string([
        ("q", question.q.as_str()),
        ("stars", &question.stars),
        ("state", &question.state),
        ("warning", &question.warning),
    ]);
    let address = format!("/certificates?{}", address.unwrap_or_default());
    let page = ListPage {
        warnings,
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
        can_notify: warned.is_some() && login.role() == Role::Province,
        frame,
        question,
    };
    Ok(show(&page)?.into_response())
}

/// The certificates of which the office is warned by this word.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such word.
pub(in super::super) async fn warned(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    word: &str,
) -> Result<Vec<String>, Failure> {
    let today = house.clock.today();
    let warned = Warned::ALL.into_iter().find(|it| it.id() == word).ok_or(Failure::NotFound)?;
    let within = within(house, login);
    let wanted = Wanted {
        within: &within,
        producer: "",
        q: "",
        stars: None,
        standing: "valid",
        ending: Some(warned.ending(today)),
        day: today,
    };
    let (lines, _) = store::list(tx, &wanted, (0, MOST_WARNED)).await?;
    Ok(lines.into_iter().map(|it| it.id).collect())
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

/// How many certificates each warning is about.
async fn warnings(
    tx: &mut Tx<'_>,
    within: &[UnitId],
    today: Date,
) -> Result<Vec<(Warned, u64)>, Failure> {
    let mut warnings = Vec::new();
    for it in Warned::ALL {
        let wanted = Wanted {
            within,
            producer: "",
            q: "",
            stars: None,
            standing: "valid",
            ending: Some(it.ending(today)),
            day: today,
        };
        let (_, count) = store::list(tx, &wanted, (0, 1)).await?;
        warnings.push((it, count));
    }
    Ok(warnings)
}
