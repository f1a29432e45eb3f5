//! The visits of the office's unit in a year, and what they came to.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::programme::Period;
use serde::Deserialize;

use super::super::labels;
use super::super::store::{self, Asked, Visit};
use super::super::{Figures, figures};
use super::typed::typed_day;
use super::{within, within_or_refused};
use crate::accounts::Login;
use crate::face::{Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::sheet::written::{self, Ending};

/// How many stand on one page.
const PAGE: u64 = 50;
/// How many stand in one file.
const FILE: i64 = 100_000;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    unit: String,
    year: String,
    q: String,
    page: u64,
}

impl Question {
    /// The year that is asked about; today's without one.
    fn period(&self, house: &House) -> Period {
        let today = house.clock.today();
        let typed = self.year.trim().parse().ok();
        let year = typed.and_then(|it: i16| Period::years(it, it).ok());
        year.unwrap_or_else(|| Period::year_of(today))
    }

    fn address(&self) -> String {
        let pairs = [("unit", &self.unit), ("year", &self.year), ("q", &self.q)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, it)| !it.is_empty()).collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/overview.html")]
struct OverviewPage {
    frame: Frame,
    house: House,
    question: Question,
    year: i16,
    figures: Figures,
    visits: Vec<Visit>,
    pages: Pages,
    address: String,
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let (units, errors) = within(&house, &login, &question.unit);
    let period = question.period(&house);
    let asked = asked(&units, period, &question.q);
    let now = question.page.max(1);
    let skip = i64::try_from(PAGE.saturating_mul(now - 1)).unwrap_or(0);
    let mut tx = house.db.read().await?;
    let (visits, total) = store::visits(&mut tx, &asked, (skip, PAGE.cast_signed())).await?;
    let figures = figures(&house, &mut tx, &units, (period, house.clock.today())).await?;
    let address = question.address();
    let page = OverviewPage {
        year: period.first().year(),
        figures,
        visits,
        pages: Pages::new(now, PAGE, total, format!("/inspections?{address}")),
        address,
        question,
        house: house.clone(),
        frame: frame.with(errors),
    };
    Ok(show(&page)?.into_response())
}

fn asked<'a>(units: &'a [ocop_rules::places::UnitId], period: Period, q: &'a str) -> Asked<'a> {
    Asked {
        within: units,
        q,
        from: Some(period.first()),
        until: Some(period.last()),
        ..Asked::default()
    }
}

const HEADINGS: [&str; 11] = [
    "Ngày kiểm tra",
    "Sản phẩm",
    "Chủ thể",
    "Xã, phường",
    "Biên bản",
    "Loại kiểm tra",
    "Cơ quan kiểm tra",
    "Duy trì tiêu chí",
    "Biểu trưng, nhãn",
    "Giấy phép, kiểm nghiệm",
    "Kết luận",
];

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    Query(question): Query<Question>,
    ending: Ending,
) -> Result<Response, Failure> {
    let units = within_or_refused(&house, &login, &question.unit)?;
    let asked = asked(&units, question.period(&house), &question.q);
    let mut tx = house.db.read().await?;
    let (visits, _) = store::visits(&mut tx, &asked, (0, FILE)).await?;
    drop(tx);
    let row = |it: Visit| {
        vec![
            typed_day(it.visited_on),
            it.of.name,
            it.of.producer_name,
            house.book.full_name(&it.of.commune),
            it.minutes,
            labels::visit_kind(&it.kind).to_owned(),
            it.bodies,
            labels::upkeep(&it.upkeep).to_owned(),
            it.mark.map_or("", labels::mark).to_owned(),
            labels::papers(&it.papers).to_owned(),
            it.conclusion,
        ]
    };
    let rows: Vec<Vec<String>> = visits.into_iter().map(row).collect();
    let name = format!("kiem-tra-{}", house.clock.today());
    written::list(ending, &name, || (HEADINGS.into(), rows)).await
}
