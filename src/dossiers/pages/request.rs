//! One consolidated list of defects: the commune returns a dossier with it (Art. 7.2.a); the
//! province, its advisory group and the ministry ask for completion with it (Art. 7.3.a, c, 7.4.a).

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::Role;
use ocop_rules::dossiers::{Component, Stage, Step, composition};
use serde_json::json;

use super::super::Downstream;
use super::super::store::{self, Dossier, Wanted};
use super::composition::component_label;
use super::office::{Body, Head, Typed, answer, begin, finish, open};
use super::proposal::group;
use super::province;
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, date_typed, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal};

/// How many lines a form begins with, and how many more it grows by.
const LINES: usize = 5;
const MOST_LINES: usize = 60;

pub(super) fn doors() -> Doors {
    const OFFICES: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new().get("/dossiers/{id}/request", OFFICES, look).post(
        "/dossiers/{id}/request",
        OFFICES,
        ask,
    )
}

/// The step by which this office asks from that stage. Whether it may is for the rules.
fn step_of(role: Role, stage: Stage) -> Step {
    match (role, stage) {
        (Role::Commune, _) => Step::Return,
        (Role::Ministry, _) => Step::AskCompletionCentrally,
        (_, Stage::Advising) => Step::AskEvidence,
        _ => Step::AskCompletion,
    }
}

#[derive(Debug, Default)]
struct Line {
    part: String,
    sentence: String,
}

/// The names of the fields of a line, counted from one.
fn fields(at: usize) -> (String, String) {
    (format!("part-{at}"), format!("sentence-{at}"))
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/request.html")]
struct RequestPage {
    frame: Frame,
    head: Head,
    is_return: bool,
    parts: Vec<Choice>,
    lines: Vec<((String, String), Line)>,
    answer_by: String,
}

async fn page(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<RequestPage, Failure> {
    let mut tx = house.db.read().await?;
    let act = step_of(login.role(), Stage::ProvinceChecking).act();
    let dossier = open(&mut tx, house, login, (id, act)).await?;
    let is_return = step_of(login.role(), dossier.stage) == Step::Return;
    let mut lines = if typed.is_sent() {
        typed_lines(typed)
    } else if is_return {
        let ticked = store::ticked(&mut tx, &dossier.id).await?;
        missing_parts(house, &frame, &dossier, &ticked)?
    } else {
        Vec::new()
    };
    let empty = if typed.get("more").is_empty() { 2 } else { LINES };
    let count = (lines.len() + empty).clamp(LINES, MOST_LINES);
    lines.resize_with(count, Line::default);
    Ok(RequestPage {
        head: Head::of(&mut tx, &dossier, typed).await?,
        is_return,
        parts: parts(house, &frame, &dossier),
        lines: lines.into_iter().enumerate().map(|(at, it)| (fields(at + 1), it)).collect(),
        answer_by: typed.get("answer_by").to_owned(),
        frame,
    })
}

/// The lines that have something in them.
fn typed_lines(typed: &Typed) -> Vec<Line> {
    let line = |at: usize| {
        let (part, sentence) = fields(at);
        Line { part: typed.get(&part).to_owned(), sentence: typed.get(&sentence).to_owned() }
    };
    (1..=MOST_LINES)
        .map(line)
        .filter(|it| !(it.part.is_empty() && it.sentence.is_empty()))
        .collect()
}

/// What the check of the composition has not ticked off, as the first lines of a return.
fn missing_parts(
    house: &House,
    frame: &Frame,
    dossier: &Dossier,
    ticked: &[Component],
) -> Result<Vec<Line>, Failure> {
    let parts = composition(dossier.kind, group(house, dossier)?).into_iter();
    let missing = parts.filter(|it| !ticked.contains(it)).map(|it| {
        let (label, part) = component_label(it);
        let sentence = frame.tf("Chưa có hoặc chưa đúng: {}", [frame.t(label)]);
        Line { part: part.to_owned(), sentence }
    });
    // Nothing ticked is a check not made yet.
    Ok(if ticked.is_empty() { Vec::new() } else { missing.collect() })
}

/// The parts of a dossier that a line may point at.
fn parts(house: &House, frame: &Frame, dossier: &Dossier) -> Vec<Choice> {
    let mut parts = vec![
        Choice::new("slip", frame.t("Phiếu đăng ký (Mẫu 01)")),
        Choice::new("report", frame.t("Báo cáo tự đánh giá (Mẫu 02)")),
        Choice::new("evidence", frame.t("Tài liệu minh chứng")),
    ];
    let set = house.standards.set(dossier.set).into_iter();
    let criteria = set.flat_map(|it| it.criteria.criteria());
    parts.extend(criteria.map(|it| {
        let code = it.code.to_string();
        Choice::new(code.clone(), format!("{code} {}", it.name))
    }));
    parts
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&page(&house, frame, &login, (&id, &Typed::default())).await?)?.into_response())
}

async fn ask(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    if !typed.get("more").is_empty() {
        return Ok(show(&page(&house, frame, &login, (&id, &typed)).await?)?.into_response());
    }
    let form = (id.as_str(), &typed);
    let said = frame.t("Đã gửi một danh sách yêu cầu bổ sung.");
    let tried = send(&house, downstream, &login, form).await;
    answer(&id, (frame, said), tried, |frame| page(&house, frame, &login, form)).await
}

async fn send(
    house: &House,
    downstream: Downstream,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<(), Failure> {
    let act = step_of(login.role(), Stage::ProvinceChecking).act();
    let Some((mut tx, dossier)) = begin(house, login, typed, (id, act)).await? else {
        return Ok(());
    };
    let step = step_of(login.role(), dossier.stage);
    let today = house.clock.today();
    let (items, answer_by) = read(house, &dossier, typed, (step != Step::Return, today))?;
    let dossier = if step == Step::AskCompletion {
        province::receive(&mut tx, house, login, dossier).await?
    } else {
        dossier
    };
    // What lies before a council is the council's until it has a result.
    if step == Step::AskCompletionCentrally && (downstream.is_heard)(&mut tx, id).await? {
        return Err(Failure::refused(
            "Hồ sơ đã được đưa vào một phiên họp của Hội đồng nên không yêu cầu bổ sung được nữa (Điều 7.4).",
        ));
    }
    let level = match step {
        Step::Return => "commune",
        Step::AskCompletionCentrally => "ministry",
        _ => "province",
    };
    store::open_request(&mut tx, id, level, &items, (today, answer_by)).await?;
    let detail = json!({ "lines": items.len(), "answer_by": answer_by.map(|it| it.to_string()) });
    store::move_on(&mut tx, dossier, step, login, detail, house.clock.now()).await?;
    finish(tx, house, login, typed, id).await
}

/// The lines as they are meant, and by when the answer is asked for.
fn read(
    house: &House,
    dossier: &Dossier,
    typed: &Typed,
    (asks_date, today): (bool, Date),
) -> Result<(Vec<Wanted>, Option<Date>), Failure> {
    let lines = typed_lines(typed);
    let mut refusals = Vec::new();
    if lines.is_empty() {
        refusals.push(Refusal::of(
            "sentence-1",
            "Hãy ghi ít nhất một nội dung cần bổ sung: mọi thiếu sót được nêu trong một lần (Điều 7.2.a).",
        ));
    }
    let known = parts(house, &Frame::default(), dossier);
    for (at, line) in lines.iter().enumerate() {
        if line.sentence.is_empty() {
            let sentence = format!("Dòng {}: hãy ghi cần bổ sung điều gì.", at + 1);
            refusals.push(Refusal::of(format!("sentence-{}", at + 1), sentence));
        }
        if !line.part.is_empty() && !known.iter().any(|it| it.is(&line.part)) {
            let sentence = format!("Dòng {}: hồ sơ không có phần “{}”.", at + 1, line.part);
            refusals.push(Refusal::of(format!("part-{}", at + 1), sentence));
        }
    }
    let answer_by = if asks_date {
        match date_typed(typed.get("answer_by")) {
            Ok(day) if today < day => Some(day),
            Ok(_) => {
                refusals.push(Refusal::of("answer_by", "Hạn bổ sung phải sau hôm nay."));
                None
            }
            Err(sentence) => {
                refusals.push(Refusal::of("answer_by", sentence));
                None
            }
        }
    } else {
        None
    };
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    let wanted = |it: Line| Wanted { part: it.part, sentence: it.sentence };
    Ok((lines.into_iter().map(wanted).collect(), answer_by))
}
