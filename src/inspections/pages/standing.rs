//! Certified products, as the exceptions from good standing.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::super::labels;
use super::super::standing::{Exception, Stood, standing};
use super::typed::typed_day;
use super::{within, within_or_refused};
use crate::accounts::Login;
use crate::evidence;
use crate::face::{Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::sheet::written::{self, Ending};

/// How many stand on one page.
const PAGE: usize = 50;

/// The word for products against which nothing stands.
const IN_ORDER: &str = "in-order";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    unit: String,
    /// Which of the lists; empty for every product against which something stands.
    list: String,
    page: u64,
}

impl Question {
    fn address(&self, list: &str) -> String {
        let pairs = [("unit", self.unit.as_str()), ("list", list)];
        let pairs: Vec<_> = pairs.into_iter().filter(|(_, it)| !it.is_empty()).collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    }

    fn wants(&self, it: &Stood) -> bool {
        match self.list.as_str() {
            IN_ORDER => it.is_in_order(),
            "all" => true,
            word => match Exception::ALL.into_iter().find(|it| it.id() == word) {
                Some(exception) => it.is(exception),
                None => !it.is_in_order(),
            },
        }
    }
}

/// A number and the list behind it.
struct Tile {
    label: &'static str,
    count: usize,
    address: String,
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/standing.html")]
struct StandingPage {
    frame: Frame,
    house: House,
    question: Question,
    whole: usize,
    tiles: Vec<Tile>,
    title: &'static str,
    products: Vec<Stood>,
    pages: Pages,
    address: String,
}

impl StandingPage {
    fn says(&self, it: &Stood) -> Vec<String> {
        sentences(&self.frame, it)
    }
}

/// What stands against a product, a sentence each.
fn sentences(frame: &Frame, it: &Stood) -> Vec<String> {
    let mut said = Vec::new();
    for (kind, ended) in &it.papers {
        let kind = frame.t(evidence::kind_label(*kind));
        said.push(frame.tf("{} hết hạn từ {}", (kind, &frame.date(ended))));
    }
    if let Some((mark, seen)) = it.label {
        let mark = frame.t(labels::mark(mark));
        said.push(frame.tf("Biểu trưng, nhãn: {} (kiểm tra ngày {})", (mark, &frame.date(seen))));
    }
    for (_, state) in &it.breaches {
        said.push(frame.tf("Vi phạm: {}", [labels::state(frame, *state)]));
    }
    if it.in_window {
        let window = ocop_rules::programme::Window::before(it.line.valid_to);
        said.push(frame.tf("Nộp hồ sơ đánh giá lại đến hết ngày {}", [frame.date(window.closes)]));
    }
    said
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let (units, errors) = within(&house, &login, &question.unit);
    let mut tx = house.db.read().await?;
    let stood = standing(&house, &mut tx, &units, house.clock.today()).await?;
    drop(tx);
    let tile = |label, id: &str, count| Tile { label, count, address: question.address(id) };
    let mut tiles: Vec<Tile> = Exception::ALL
        .into_iter()
        .map(|it| tile(it.label(), it.id(), stood.iter().filter(|stood| stood.is(it)).count()))
        .collect();
    let in_order = stood.iter().filter(|it| it.is_in_order()).count();
    tiles.push(tile("Không có gì phải chú ý", IN_ORDER, in_order));
    let whole = stood.len();
    let heading = match question.list.as_str() {
        IN_ORDER => "Không có gì phải chú ý",
        "all" => "Mọi sản phẩm đang được chứng nhận",
        word => Exception::ALL
            .into_iter()
            .find(|it| it.id() == word)
            .map_or("Sản phẩm cần chú ý", Exception::label),
    };
    let wanted: Vec<Stood> = stood.into_iter().filter(|it| question.wants(it)).collect();
    let now = question.page.max(1);
    let total = u64::try_from(wanted.len()).unwrap_or(0);
    let skip = PAGE.saturating_mul(usize::try_from(now - 1).unwrap_or(0));
    let address = question.address(&question.list);
    let size = u64::try_from(PAGE).unwrap_or(1);
    let page = StandingPage {
        pages: Pages::new(now, size, total, format!("/inspections/standing?{address}")),
        products: wanted.into_iter().skip(skip).take(PAGE).collect(),
        whole,
        tiles,
        title: heading,
        address,
        question,
        house: house.clone(),
        frame: frame.with(errors),
    };
    Ok(show(&page)?.into_response())
}

const HEADINGS: [&str; 7] =
    ["Sản phẩm", "Chủ thể", "Xã, phường", "Hạng sao", "Số", "Hiệu lực đến", "Cần chú ý"];

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    Query(question): Query<Question>,
    ending: Ending,
) -> Result<Response, Failure> {
    let units = within_or_refused(&house, &login, &question.unit)?;
    let mut tx = house.db.read().await?;
    let stood = standing(&house, &mut tx, &units, house.clock.today()).await?;
    drop(tx);
    let vi = Frame::default();
    let row = |it: Stood| {
        let said = sentences(&vi, &it).join("; ");
        vec![
            it.line.name,
            it.line.producer,
            house.book.full_name(&it.line.commune),
            it.line.stars.to_string(),
            it.line.number,
            typed_day(it.line.valid_to),
            said,
        ]
    };
    let rows: Vec<Vec<String>> =
        stood.into_iter().filter(|it| question.wants(it)).map(row).collect();
    let name = format!("san-pham-can-chu-y-{}", house.clock.today());
    written::list(ending, &name, || (HEADINGS.into(), rows)).await
}
