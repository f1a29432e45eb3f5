//! A visit is recorded: who came, who stood for the producer, what of mark and papers was found.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Act;

use super::super::case::Case;
use super::super::labels;
use super::super::ledgers::{MARKS, PAPERS, VISIT_KINDS, VISITS};
use super::super::store;
use super::super::writing::{self, choice, day, reference, row, words};
use super::product::{Held, papers};
use super::typed::{Reader, Typed, errors, typed_day};
use crate::accounts::Login;
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::ledgers::Row;
use crate::machinery::{Failure, Tx, submits};

#[derive(askama::Template)]
#[template(path = "inspections/pages/recording.html")]
struct RecordingPage {
    frame: Frame,
    case: Case,
    kinds: Vec<Choice>,
    marks: Vec<Choice>,
    states: Vec<Choice>,
    plans: Vec<Choice>,
    papers: Vec<Held>,
    typed: Typed,
}

impl RecordingPage {
    async fn of(
        house: &House,
        tx: &mut Tx<'_>,
        (frame, login): (Frame, &Login),
        case: Case,
        typed: Typed,
    ) -> Result<Self, Failure> {
        let plans = store::plans(tx, &login.post.unit).await?;
        let papers = papers(tx, &frame, &case.producer.id, house.clock.today()).await?;
        Ok(Self {
            kinds: labels::choices(&frame, &VISIT_KINDS),
            marks: labels::choices(&frame, &MARKS),
            states: labels::choices(&frame, &PAPERS),
            plans: plans.into_iter().map(|(id, title)| Choice::new(id, title)).collect(),
            papers,
            frame,
            case,
            typed,
        })
    }
}

/// The product, if this officer inspects it and it was ever certified.
async fn case(house: &House, tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Case, Failure> {
    let case = Case::of(house, tx, id, house.clock.today()).await?;
    login.must(Act::Inspect, &case.place())?;
    if case.certificate.is_none() {
        let sentence = "Sản phẩm này chưa được công nhận, nên chưa có gì để kiểm tra (Điều 9).";
        return Err(Failure::refused(sentence));
    }
    Ok(case)
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(product): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let case = case(&house, &mut tx, &login, &product).await?;
    let typed = typed
        .keyed()
        .or("visited_on", typed_day(house.clock.today()))
        .or("represented", case.producer.data.representative.as_str());
    let page = RecordingPage::of(&house, &mut tx, (frame, &login), case, typed).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn record(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(product): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    match enter(&house, &login, &product, &typed).await {
        Ok(Entered::Now(location)) => {
            let said =
                frame.t("Đã ghi lần kiểm tra. Hãy ghi tiếp từng tiêu chí và vi phạm, nếu có.");
            Ok(redirect_saying(&location, said))
        }
        Ok(Entered::Before(location)) => Ok(Redirect::to(&location).into_response()),
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let case = case(&house, &mut tx, &login, &product).await?;
            let frame = frame.with(errors(refusals));
            let page = RecordingPage::of(&house, &mut tx, (frame, &login), case, typed).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Where a visit is, written now or by the same form sent before.
enum Entered {
    Now(String),
    Before(String),
}

async fn enter(
    house: &House,
    login: &Login,
    product: &str,
    typed: &Typed,
) -> Result<Entered, Failure> {
    let mut tx = house.db.begin().await?;
    let case = case(house, &mut tx, login, product).await?;
    let key = typed.one("key");
    if let Some(location) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(Entered::Before(location));
    }
    let plans = store::plans(&mut tx, &login.post.unit).await?;
    let visit = read(house, &case, typed, &plans)?;
    let id = writing::enter(&mut tx, (house, login), &case, visit).await?;
    let location = format!("/inspections/{id}");
    submits::keep(&mut tx, key, &login.person, &location, house.clock.now()).await?;
    tx.commit().await?;
    Ok(Entered::Now(location))
}

/// The visit that was typed.
fn read(
    house: &House,
    case: &Case,
    typed: &Typed,
    plans: &[(String, String)],
) -> Result<Row, Failure> {
    let mut reader = Reader::of(typed);
    let visited_on = reader.past("visited_on", house.clock.today());
    let kind = reader.choice("kind", &VISIT_KINDS, "Hãy chọn loại kiểm tra.");
    let plan = typed.one("plan");
    if !plan.is_empty() && plans.iter().all(|(id, _)| id != plan) {
        reader.refuse("plan", "Kế hoạch này không phải của đơn vị bạn.");
    }
    let minutes = reader.line("minutes", "");
    let bodies = reader.line("bodies", "Hãy ghi cơ quan nào kiểm tra.");
    let represented = reader.line("represented", "");
    let mark = reader.choice("mark", &MARKS, "");
    let papers = reader.choice("papers", &PAPERS, "");
    let note = reader.text("note", "");
    let conclusion = reader.text("conclusion", "");
    reader.passed()?;
    let on = visited_on.map(typed_day).unwrap_or_default();
    let minutes = if minutes.is_empty() { format!("Kiểm tra ngày {on}") } else { minutes };
    Ok(row(
        &VISITS,
        &case.product.commune,
        vec![
            ("minutes", words(&minutes)),
            ("product", reference(&case.product.id)),
            ("visited_on", day(visited_on)),
            ("kind", choice(kind)),
            ("bodies", words(&bodies)),
            ("represented", words(&represented)),
            ("plan", reference(plan)),
            ("upkeep", choice("not-looked-at")),
            ("mark", choice(mark)),
            ("papers", choice(papers)),
            ("note", words(&note)),
            ("conclusion", words(&conclusion)),
        ],
    ))
}
