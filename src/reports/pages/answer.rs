//! The answer to a question: the number, and the list behind it.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::accounts::Role;
use ocop_rules::programme::Period;
use serde::Deserialize;

use super::super::facts::{Facts, Needs};
use super::super::indicator::{Measure, indicators};
use super::super::listing::Listing;
use super::super::question::{Of, Question, Scope, Written};
use super::super::words;
use super::{spoken, unit_of};
use crate::accounts::Login;
use crate::face::{Frame, Pages, show};
use crate::house::House;
use crate::ledgers::{self, Ledgers};
use crate::machinery::Failure;
use crate::machinery::sheet::written::{self, Ending};

/// So many stand on a page.
const PAGE: usize = 100;

/// Where, when and which page, as an address says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    unit: String,
    from: String,
    to: String,
    on: String,
    page: usize,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/answer.html")]
struct AnswerPage {
    frame: Frame,
    name: String,
    unit: String,
    period: String,
    on: Date,
    asked_at: Timestamp,
    number: String,
    listing: Listing,
    unsure: usize,
    unsure_because: &'static str,
    pages: Pages,
    /// The question as it stands in an address.
    address: String,
}

/// What an address asks, of a unit that this officer may ask about.
fn question(
    house: &House,
    login: &Login,
    asked: &Asked,
    written: &Written,
) -> Result<Question, Failure> {
    let today = house.clock.today();
    let day = |text: &str, otherwise: Date| match text {
        "" => Ok(otherwise),
        text => text.parse::<Date>().map_err(|_| Failure::NotFound),
    };
    let on = day(&asked.on, today)?;
    let first = day(&asked.from, Date::new(on.year(), 1, 1).unwrap_or(on))?;
    let last = day(&asked.to, on.max(first))?;
    let unit = unit_of(house, login, &asked.unit)?;
    let period = Period::days(first, last).map_err(|_| Failure::NotFound)?;
    // Who asks nothing is told how many products are certified.
    let of = match written.of.as_str() {
        "" => Of::valid(None),
        _ => written.read().map_err(|_| Failure::NotFound)?,
    };
    Ok(Question { of, scope: Scope { unit, period, on } })
}

/// What the number is a number of.
fn measure(of: &Of, ledgers: Ledgers) -> Measure {
    if let Some(it) = indicators().iter().find(|it| it.of == *of) {
        return it.measure;
    }
    match of {
        Of::Sum { kept, column } => {
            let column = ledgers.find(&kept.ledger).ok().and_then(|it| it.column(column));
            match column.map(|it| it.1.kind) {
                Some(ledgers::Kind::Amount("đồng")) => Measure::Money,
                _ => Measure::Entries,
            }
        }
        Of::Entries(_) => Measure::Entries,
        Of::Producers { .. } => Measure::Producers,
        _ => Measure::Products,
    }
}

/// Passes when there is an answer: of a target that there is not, nothing is forecast.
fn must_be_asked(facts: &Facts, of: &Of) -> Result<(), Failure> {
    match of {
        Of::Forecast(target) if !facts.is_forecast(target) => Err(Failure::NotFound),
        _ => Ok(()),
    }
}

/// Why so many lines of a list may or may not count.
fn unsure_because(of: &Of) -> &'static str {
    match of {
        Of::Forecast(_) => {
            "{} dòng chưa chắc: còn tùy hồ sơ ghi ở dòng ấy, hoặc ngày, địa phương chỉ biết trong một khoảng."
        }
        _ => "{} dòng chưa chắc thuộc số này: ngày hoặc địa phương chỉ biết trong một khoảng.",
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
    Query(written): Query<Written>,
) -> Result<Response, Failure> {
    let Question { of, scope } = question(&house, &login, &asked, &written)?;
    let mut tx = house.db.read().await?;
    let facts = Facts::read(&mut tx, &house, ledgers, scope, &Needs::of([&of])).await?;
    drop(tx);
    must_be_asked(&facts, &of)?;
    let answering = move || {
        let answer = facts.answer(&of);
        (facts, of, answer)
    };
    let (facts, of, mut answer) = tokio::task::spawn_blocking(answering).await?;
    let measure = measure(&of, ledgers);
    let word = frame.t(measure.word()).to_owned();
    let number = match measure {
        Measure::Money => words::number_on(&frame, answer.value, measure),
        _ => format!("{} {word}", words::number_on(&frame, answer.value, measure)),
    };
    let all = answer.found.len();
    let sure = |it: &super::super::answer::Found| {
        it.certainty == ocop_rules::registry::Certainty::Certainly
    };
    let unsure = all - answer.found.iter().filter(|it| sure(it)).count();
    let now = asked.page.max(1);
    answer.found =
        answer.found.into_iter().skip((now - 1).saturating_mul(PAGE)).take(PAGE).collect();
    let address = super::read::answer_address(&facts.scope, &Written::from(&of));
    let address = address.trim_start_matches("/reports/answer?").to_owned();
    let mut listing = Listing::of(&facts, &house, ledgers, &of, &answer);
    spoken::reasons(&frame, &of, &mut listing);
    if login.role() == Role::Ministry && matches!(of, Of::Producers { .. }) {
        // The page of a producer is that of the office which registers it.
        for row in &mut listing.rows {
            row.address.clear();
        }
    }
    let page = AnswerPage {
        name: words::asked(&frame, &of, ledgers, &facts),
        unit: house.book.full_name(&facts.scope.unit),
        period: words::period_on(&frame, facts.scope.period),
        on: facts.scope.on,
        asked_at: house.clock.now(),
        number,
        listing,
        unsure,
        unsure_because: unsure_because(&of),
        pages: Pages::new(
            u64::try_from(now).unwrap_or(1),
            u64::try_from(PAGE).unwrap_or(100),
            u64::try_from(all).unwrap_or(0),
            format!("/reports/answer?{address}"),
        ),
        address,
        frame,
    };
    Ok(show(&page)?.into_response())
}

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
    Query(asks): Query<Written>,
    ending: Ending,
) -> Result<Response, Failure> {
    let Question { of, scope } = question(&house, &login, &asked, &asks)?;
    let mut tx = house.db.read().await?;
    let facts = Facts::read(&mut tx, &house, ledgers, scope, &Needs::of([&of])).await?;
    drop(tx);
    must_be_asked(&facts, &of)?;
    let name = format!("ocop-{}-{}-{}", asks.of, facts.scope.unit, facts.scope.on);
    let work = move || {
        let listing = Listing::of(&facts, &house, ledgers, &of, &facts.answer(&of));
        let headings: Vec<&str> = listing.headings.iter().copied().chain(["Chắc chắn"]).collect();
        let rows: Vec<Vec<String>> = listing
            .rows
            .into_iter()
            .map(|it| {
                let sure = if it.is_sure { "có" } else { "có thể" };
                it.cells.into_iter().chain([sure.to_owned()]).collect()
            })
            .collect();
        (headings, rows)
    };
    written::list(ending, &name, work).await
}
