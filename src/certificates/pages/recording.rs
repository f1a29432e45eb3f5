//! One form, many dossiers, one transaction: what an office records on results that stand.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::Place;
use ocop_rules::certificates::{Certificate, Span, grants};
use ocop_rules::criteria::Stars;
use ocop_rules::dossiers::Step;
use ocop_rules::places::UnitId;
use serde_json::json;

use super::super::documents::{PROPOSALS, SUBMISSIONS};
use super::super::store::{self, By, NewCertificate, NewDecision, Numbering, Waiting};
use super::super::work::Work;
use super::super::{after_result, labels};
use super::authority;
use super::typed::{Head, Typed, errors};
use crate::accounts::Login;
use crate::face::{Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::clock::vietnamese_day;
use crate::machinery::{Failure, Refusal, Tx, submits};
use crate::records::{self, About, Offer};
use crate::{dossiers, programme};

/// The dossiers of one meeting.
struct Group {
    meeting: String,
    held_on: Option<Date>,
    waiting: Vec<Waiting>,
}

#[derive(askama::Template)]
#[template(path = "certificates/recording.html")]
pub(super) struct RecordingPage {
    frame: Frame,
    house: House,
    work: Work,
    groups: Vec<Group>,
    /// Which round of the centre what is sent today falls into (Art. 5.2).
    round: Option<String>,
    /// What is laid before the chairman about each meeting: its name, its day, the submission.
    submissions: Vec<(String, Option<Date>, Offer)>,
    typed: Typed,
}

impl RecordingPage {
    pub(super) async fn of(
        house: &House,
        frame: Frame,
        login: &Login,
        work: Work,
        typed: Typed,
    ) -> Result<Self, Failure> {
        let mut tx = house.db.read().await?;
        let mut groups: Vec<Group> = Vec::new();
        for it in waiting_for(&mut tx, login, work).await? {
            let (meeting, held_on) =
                it.outcome.as_ref().map(|it| (it.meeting.clone(), it.held_on)).unwrap_or_default();
            match groups.last_mut() {
                Some(group) if (&group.meeting, group.held_on) == (&meeting, held_on) => {
                    group.waiting.push(it);
                }
                _ => groups.push(Group { meeting, held_on, waiting: vec![it] }),
            }
        }
        let round = match work {
            Work::Propose => Some(central_round(house, &frame, &mut tx).await?),
            _ => None,
        };
        let submissions = match work.decision() {
            Some(_) => submissions(house, &mut tx, login, &groups).await?,
            None => Vec::new(),
        };
        Ok(Self { frame, house: house.clone(), work, groups, round, submissions, typed })
    }
}

async fn central_round(house: &House, frame: &Frame, tx: &mut Tx<'_>) -> Result<String, Failure> {
    let round = programme::round_on(tx, &UnitId::country(), house.clock.today()).await?;
    Ok(frame.tf(
        "Gửi hôm nay thì thuộc Đợt {} năm {} của Trung ương. Chưa cấp giấy chứng nhận trong thời gian chờ (Điều 7.3.e).",
        (i64::from(round.number), i64::from(round.year)),
    ))
}

/// The submission of each meeting that what waits comes from.
async fn submissions(
    house: &House,
    tx: &mut Tx<'static>,
    login: &Login,
    groups: &[Group],
) -> Result<Vec<(String, Option<Date>, Offer)>, Failure> {
    let mut submissions = Vec::new();
    for group in groups {
        let outcome = group.waiting.first().and_then(|it| it.outcome.as_ref());
        let Some(id) = outcome.map(|it| &it.meeting_id) else { continue };
        let offers = records::offers(house, tx, SUBMISSIONS, login, About::Meeting, id).await?;
        let named = offers.into_iter().map(|it| (group.meeting.clone(), group.held_on, it));
        submissions.extend(named);
    }
    Ok(submissions)
}

/// The dossiers that wait for this work of this office.
pub(super) async fn waiting_for(
    tx: &mut Tx<'_>,
    login: &Login,
    work: Work,
) -> Result<Vec<Waiting>, Failure> {
    let mut waiting = Vec::new();
    for stage in work.stages(login.role()) {
        waiting.extend(store::waiting(tx, &login.post.unit, *stage).await?);
    }
    waiting.retain(|it| work.awaits(it));
    Ok(waiting)
}

/// The work of an address, where it is this office's.
pub(super) fn work_of(login: &Login, asked: &str) -> Result<Work, Failure> {
    let work = Work::from_id(asked).ok_or(Failure::NotFound)?;
    if work.stages(login.role()).is_empty() { Err(Failure::NotFound) } else { Ok(work) }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let work = work_of(&login, &asked)?;
    let page = RecordingPage::of(&house, frame, &login, work, typed.keyed()).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn record(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let work = work_of(&login, &asked)?;
    let done = do_it(&house, &login, work, &typed).await;
    match done {
        Ok(location) => Ok(redirect_saying(&location, frame.t("Đã ghi."))),
        Err(Failure::Refused(refusals)) => {
            let frame = frame.with(errors(refusals));
            let page = RecordingPage::of(&house, frame, &login, work, typed).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Does the work for every dossier that was chosen, or for none; answers where to look.
async fn do_it(house: &House, login: &Login, work: Work, typed: &Typed) -> Result<String, Failure> {
    let key = typed.one("key");
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(location);
    }
    let has_head = work.decision().is_some() || work.has_letter();
    let head = has_head.then(|| Head::read(typed, house.clock.today())).transpose()?;
    let chosen = chosen(house, &mut tx, login, work, typed).await?;
    let location = match (work.decision(), head) {
        (Some(_), Some(head)) => decide(house, &mut tx, login, work, &head, typed, &chosen).await?,
        (_, head) => {
            for it in &chosen {
                move_on(house, &mut tx, login, work, it, head.as_ref(), "").await?;
            }
            "/decisions".to_owned()
        }
    };
    submits::keep(&mut tx, key, &login.person, &location, now).await?;
    tx.commit().await?;
    house.registry.nudge();
    Ok(location)
}

/// The dossiers that were chosen, if each of them waits for an office like this one.
pub(super) async fn chosen(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    work: Work,
    typed: &Typed,
) -> Result<Vec<Waiting>, Failure> {
    let mut waiting = Vec::new();
    for stage in work.stages(login.role()) {
        waiting.extend(store::waiting(tx, &login.post.unit, *stage).await?);
    }
    let mut chosen: Vec<Waiting> = Vec::new();
    for id in typed.all("dossier") {
        if let Some(it) = waiting.iter().find(|it| it.dossier == id) {
            if chosen.iter().all(|other| other.dossier != id) {
                chosen.push(it.clone());
            }
            continue;
        }
        let dossier = dossiers::store::by_id(tx, id).await?;
        let units = house.units_of(&dossier.commune);
        login.must(work.step(dossier.stage).act(), &Place::within(&units))?;
        return Err(Failure::refused_of(
            "dossier",
            "Có hồ sơ không còn chờ việc này: đã được ghi trước đó. Hãy tải lại trang.",
        ));
    }
    if chosen.is_empty() {
        return Err(Failure::refused_of("dossier", "Hãy chọn ít nhất một sản phẩm."));
    }
    Ok(chosen)
}

/// Records a decision for the chosen dossiers; answers where it can be seen.
async fn decide(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    work: Work,
    head: &Head,
    typed: &Typed,
    chosen: &[Waiting],
) -> Result<String, Failure> {
    let kind = work.decision().ok_or(Failure::NotFound)?;
    let now = house.clock.now();
    let valid_from = first_day(typed, head.dated)?;
    for it in chosen {
        may_be_decided(login, work, it, head.dated, valid_from)?;
    }
    let decision = NewDecision {
        kind,
        authority: authority(login)?,
        unit: &login.post.unit,
        number: &head.number,
        decided_on: head.dated,
        signatory: &head.signatory,
        subject: typed.one("subject"),
    };
    let decision = store::add_decision(tx, &decision, now).await?;
    for it in chosen {
        let Some(outcome) = &it.outcome else { continue };
        let step = work.step(it.stage);
        move_on(house, tx, login, work, it, Some(head), &decision).await?;
        store::settle(tx, &decision, &it.dossier, &outcome.result).await?;
        if let Some(stars) = outcome.stars.filter(|_| work == Work::Recognise) {
            certify(tx, login, it, stars, (&decision, valid_from), step, now).await?;
            let dossier = dossiers::store::by_id(tx, &it.dossier).await?;
            after_result(tx, &dossier, head.dated, login, now).await?;
        }
    }
    Ok(format!("/decisions/{decision}"))
}

/// The first day of the certificates: the day of the decision, unless it names another.
pub(super) fn first_day(typed: &Typed, dated: Date) -> Result<Date, Failure> {
    match typed.one("valid_from") {
        "" => Ok(dated),
        typed => crate::face::date_typed(typed).map_err(|it| Failure::refused_of("valid_from", it)),
    }
}

/// Whether a decision of that day may settle this dossier so.
fn may_be_decided(
    login: &Login,
    work: Work,
    it: &Waiting,
    decided_on: Date,
    valid_from: Date,
) -> Result<(), Failure> {
    let refused = |why: &str| Err(Refusal::of("dossier", format!("{}: {why}", it.name)).into());
    let Some(outcome) = &it.outcome else {
        return refused("chưa có kết quả của Hội đồng.");
    };
    let Some(stars) = outcome.stars else {
        return refused("hồ sơ bị loại, không có hạng sao.");
    };
    if work == Work::Recognise
        && let Err(refusal) = grants(authority(login)?, stars, decided_on)
    {
        return refused(labels::who_recognises(refusal));
    }
    let scored_on = vietnamese_day(outcome.closed_at);
    if decided_on < scored_on {
        return Err(Failure::refused_of(
            "dated",
            format!(
                "{}: Hội đồng có kết quả ngày {}, quyết định không thể trước ngày đó.",
                it.name,
                scored_on.strftime("%d/%m/%Y")
            ),
        ));
    }
    if valid_from < scored_on {
        let sentence = "Giấy chứng nhận không thể có hiệu lực trước khi Hội đồng có kết quả.";
        return Err(Failure::refused_of("valid_from", sentence));
    }
    if work.awaits(it) { Ok(()) } else { refused("hạng sao này không chờ việc này.") }
}

/// Moves a dossier on, as the work and its stage say.
async fn move_on(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    work: Work,
    it: &Waiting,
    head: Option<&Head>,
    decision: &str,
) -> Result<(), Failure> {
    let dossier = dossiers::store::by_id(tx, &it.dossier).await?;
    let step = work.step(dossier.stage);
    login.must(step.act(), &Place::within(&house.units_above(&dossier.commune)))?;
    if !work.awaits(it) {
        let sentence = format!("{}: hồ sơ này không chờ việc này.", it.name);
        return Err(Failure::refused_of("dossier", sentence));
    }
    let detail = json!({
        "number": head.map(|it| it.number.as_str()),
        "dated": head.map(|it| it.dated.to_string()),
        "decision": Some(decision).filter(|it| !it.is_empty()),
    });
    let now = house.clock.now();
    let dossier = dossiers::store::move_on(tx, dossier, step, login, detail, now).await?;
    if step == Step::Decline {
        after_result(tx, &dossier, house.clock.today(), login, now).await?;
    }
    if let (Step::SendToMinistry, Some(head)) = (step, head) {
        if dossier.province_received_on.is_some_and(|it| head.dated < it) {
            let sentence = "Ngày ký không thể trước ngày tiếp nhận hồ sơ.";
            return Err(Failure::refused_of("dated", sentence));
        }
        dossiers::store::note_sending(tx, &it.dossier, (&head.number, head.dated)).await?;
    }
    Ok(())
}

/// Issues the certificate that a decision brings, for thirty-six months.
async fn certify(
    tx: &mut Tx<'_>,
    login: &Login,
    it: &Waiting,
    stars: Stars,
    (decision, valid_from): (&str, Date),
    step: Step,
    now: jiff::Timestamp,
) -> Result<(), Failure> {
    let edition = dossiers::store::by_id(tx, &it.dossier).await?.set.edition();
    let new = NewCertificate {
        number: Numbering::Next(&login.post.unit, valid_from.year()),
        product: &it.product,
        dossier: Some(&it.dossier),
        decision: Some(decision),
        kind: it.kind,
        edition,
        terms: &Certificate::issue(stars, Span::on(valid_from)),
        product_code: &it.product_code,
        import: None,
    };
    store::issue(tx, &new, step.article(), By::login(login, now)).await?;
    Ok(())
}
