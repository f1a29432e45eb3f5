//! The register of an office (*sổ văn bản đi*): by year and kind, and as a workbook.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_documents::Format;
use rust_xlsxwriter::Workbook;
use serde::Deserialize;

use crate::accounts::Login;
use crate::face::{Choice, Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::shown;
use crate::places::fold;
use crate::records::kind::Kinds;
use crate::records::store::Record;
use crate::records::store::register::{self, Sought};

/// How many records a page shows.
const A_PAGE: u64 = 50;
/// More than an office issues in a year.
const ALL: i64 = 100_000;

/// What an address asks, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Question {
    q: String,
    year: String,
    kind: String,
    page: String,
}

#[derive(askama::Template)]
#[template(path = "records/pages/register.html")]
struct RegisterPage {
    frame: Frame,
    question: Question,
    /// Each record with what its kind is called.
    lines: Vec<(Record, &'static str)>,
    years: Vec<Choice>,
    kinds: Vec<Choice>,
    pages: Pages,
    export: String,
}

fn title(kinds: Kinds, id: &str) -> &'static str {
    kinds.find(id).map_or("Văn bản", |it| it.title)
}

pub(super) async fn page(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let words = fold(&question.q);
    let sought = sought(&login, &question, &words);
    let mut tx = house.db.read().await?;
    let total = register::count(&mut tx, &sought).await?;
    let address = serde_urlencoded::to_string([
        ("q", question.q.as_str()),
        ("year", &question.year),
        ("kind", &question.kind),
    ]);
    let address = address.unwrap_or_default();
    let asked = question.page.parse().unwrap_or(1);
    let pages = Pages::new(asked, A_PAGE, total, format!("/records?{address}"));
    let skip = (A_PAGE * (pages.now - 1)).cast_signed();
    let lines = register::list(&mut tx, &sought, (skip, A_PAGE.cast_signed())).await?;
    let years = register::years(&mut tx, &login.post.unit).await?;
    let page = RegisterPage {
        lines: lines
            .into_iter()
            .map(|it| (title(kinds, &it.kind), it))
            .map(|(at, it)| (it, at))
            .collect(),
        years: years.into_iter().map(|it| Choice::new(it.to_string(), it.to_string())).collect(),
        kinds: kinds
            .all()
            .filter(|it| it.issues.is_some())
            .map(|it| Choice::new(it.id, frame.t(it.title)))
            .collect(),
        export: format!("/records/register.xlsx?{address}"),
        pages,
        frame,
        question,
    };
    Ok(show(&page)?.into_response())
}

fn sought<'a>(login: &'a Login, question: &'a Question, words: &'a str) -> Sought<'a> {
    let year = question.year.parse().unwrap_or(0);
    Sought { unit: &login.post.unit, year, kind: &question.kind, words }
}

const HEADINGS: [&str; 7] = [
    "Số và ký hiệu",
    "Ngày văn bản",
    "Loại văn bản",
    "Trích yếu",
    "Người ký",
    "Ban hành lúc",
    "Tình trạng",
];

/// The same as a workbook.
pub(super) async fn xlsx(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Query(question): Query<Question>,
) -> Result<Response, Failure> {
    let words = fold(&question.q);
    let mut tx = house.db.read().await?;
    let lines = register::list(&mut tx, &sought(&login, &question, &words), (0, ALL)).await?;
    drop(tx);
    let fault = |error| Failure::from(anyhow::Error::new(error));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).map_err(fault)?;
    for (row, it) in (1..).zip(&lines) {
        let cells = [
            it.full_number.clone(),
            it.dated.strftime("%d/%m/%Y").to_string(),
            title(kinds, &it.kind).to_owned(),
            it.subject.clone(),
            it.signatory.clone(),
            frame.moment(it.issued_at),
            if it.replaced_by.is_some() { "đã được thay thế" } else { "" }.to_owned(),
        ];
        sheet.write_row(row, 0, cells).map_err(fault)?;
    }
    let bytes = workbook.save_to_buffer().map_err(fault)?;
    let year = if question.year.is_empty() { String::new() } else { format!("-{}", question.year) };
    let name = format!("so-van-ban-di{year}.xlsx");
    Ok(shown(bytes.into(), Format::Xlsx.media_type(), &name))
}
