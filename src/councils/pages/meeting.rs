use std::collections::BTreeSet;

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{MeetingForm, MeetingStage, MeetingStep};
use ocop_rules::dossiers::Stage;

use super::keying::keys;
use super::{directs, keeps, note, seat_in, sits};
use crate::accounts::Login;
use crate::councils::filling::{Fields, all};
use crate::councils::proceedings::{is_quorate, voters};
use crate::councils::store::{self, Agenda, Council, HeldSeat, Meeting, SheetState};
use crate::councils::words;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// A product on the agenda, and how far its ballot is.
struct Line {
    agenda: Agenda,
    signed: usize,
    sheets: usize,
    result: Option<String>,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/meeting.html")]
struct MeetingPage {
    frame: Frame,
    council: Council,
    meeting: Meeting,
    seats: Vec<HeldSeat>,
    there: BTreeSet<String>,
    lines: Vec<Line>,
    directs: bool,
    keeps: bool,
    keys: bool,
    /// Who was ticked in a form that was refused.
    ticked: Vec<String>,
}

impl MeetingPage {
    fn is_quorate(&self) -> bool {
        is_quorate(&self.council, &self.seats, &self.there)
    }

    fn stage(&self) -> (&'static str, &'static str) {
        words::meeting(self.frame.lang, self.meeting.stage)
    }

    fn form(&self) -> &'static str {
        words::form(self.frame.lang, self.meeting.form)
    }

    fn role(&self, it: &HeldSeat) -> &'static str {
        words::role(self.frame.lang, it.seat.role)
    }

    fn hearing(&self, it: &Line) -> (&'static str, &'static str) {
        words::hearing(self.frame.lang, it.agenda.stage)
    }

    fn is_planned(&self) -> bool {
        self.meeting.stage == MeetingStage::Planned
    }

    fn is_scoring(&self) -> bool {
        self.meeting.stage == MeetingStage::Scoring
    }

    fn is_written(&self) -> bool {
        self.meeting.form == MeetingForm::Written
    }

    fn has_ended(&self) -> bool {
        self.lines.iter().all(|it| it.agenda.stage.has_ended())
    }

    fn is_ticked(&self, it: &HeldSeat) -> bool {
        self.ticked.contains(&it.id)
    }

    fn is_there(&self, it: &HeldSeat) -> bool {
        self.there.contains(&it.id)
    }
}

/// `/meetings/{id}`: for the office that keeps it and for those who sit in it.
pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    Ok(show(&page(&mut tx, frame, &login, &id).await?)?.into_response())
}

async fn page(
    tx: &mut Tx<'_>,
    frame: Frame,
    login: &Login,
    id: &str,
) -> Result<MeetingPage, Failure> {
    let meeting = store::meeting(tx, id).await?;
    let council = store::council(tx, &meeting.council).await?;
    let seats = store::seats(tx, &council.id).await?;
    let keeps = keeps(login, &council, Act::PlanMeeting).is_ok();
    if !keeps {
        sits(login, &council, seat_in(login, &seats), Act::SeeDossier)?;
    }
    let there = attending(tx, &meeting, &seats).await?;
    let mut lines = Vec::new();
    for agenda in store::agenda(tx, id).await? {
        let dossier = &agenda.heard.dossier;
        let sheets = store::sheets(tx, id, dossier).await?;
        let sheets = sheets
            .iter()
            .filter(|it| it.ballot == agenda.ballot && it.state != SheetState::Conflict);
        let result = store::result_of(tx, id, dossier).await?;
        lines.push(Line {
            signed: sheets.clone().filter(|it| it.state == SheetState::Signed).count(),
            sheets: sheets.count(),
            result: result.map(|it| it.id),
            agenda,
        });
    }
    Ok(MeetingPage {
        directs: directs(login, &council, &seats),
        keeps,
        keys: keys(login, &council, seat_in(login, &seats)).is_ok(),
        frame,
        council,
        meeting,
        seats,
        there,
        lines,
        ticked: Vec::new(),
    })
}

/// Who attends: those noted; in writing everyone does.
async fn attending(
    tx: &mut Tx<'_>,
    meeting: &Meeting,
    seats: &[HeldSeat],
) -> Result<BTreeSet<String>, Failure> {
    match meeting.form {
        MeetingForm::Written => Ok(seats.iter().map(|it| it.id.clone()).collect()),
        MeetingForm::Meeting => store::attendance(tx, &meeting.id).await,
    }
}

/// A meeting that the person directs, with its council and seats.
async fn directed(
    tx: &mut Tx<'_>,
    login: &Login,
    id: &str,
) -> Result<(Meeting, Council, Vec<HeldSeat>), Failure> {
    let meeting = store::meeting(tx, id).await?;
    let council = store::council(tx, &meeting.council).await?;
    let seats = store::seats(tx, &council.id).await?;
    if directs(login, &council, &seats) {
        Ok((meeting, council, seats))
    } else {
        Err(Failure::NotFound)
    }
}

/// `POST /meetings/{id}/attendance`: whoever comes later receives the sheets of what is still
/// scored.
pub(super) async fn attend(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let (meeting, council, seats) = directed(&mut tx, &login, &id).await?;
    if !matches!(meeting.stage, MeetingStage::Planned | MeetingStage::Scoring) {
        return Err(Failure::refused("Phiên họp đã kết thúc, không ghi thêm người dự."));
    }
    let come = all(&fields, "seat").filter(|it| seats.iter().any(|seat| seat.id == *it));
    let come: Vec<String> = come.map(str::to_owned).collect();
    store::attend(&mut tx, &id, &come).await?;
    if meeting.stage == MeetingStage::Scoring {
        open_sheets(&mut tx, &council, &meeting, &seats).await?;
    }
    let detail = serde_json::json!({ "present": come.len() });
    let step = ("attend", council.article());
    note(&mut tx, &login, format!("meeting/{id}"), step, detail, house.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/meetings/{id}"), frame.t("Đã ghi người dự họp.")))
}

/// `POST /meetings/{id}/opening`: every member who scores receives an empty sheet a product.
pub(super) async fn open(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let (meeting, council, seats) = directed(&mut tx, &login, &id).await?;
    let mut there = attending(&mut tx, &meeting, &seats).await?;
    let come = all(&fields, "seat").filter(|it| seats.iter().any(|seat| seat.id == *it));
    there.extend(come.map(str::to_owned));
    let agenda = store::agenda(&mut tx, &id).await?;
    fit(&house, &agenda)?;

    let quorum = is_quorate(&council, &seats, &there);
    if !quorum && meeting.stage == MeetingStage::Planned {
        let sentence = format!(
            "Chưa đủ người dự họp theo Quy chế {}; hãy ghi người dự rồi khai mạc lại.",
            council.regulation.document
        );
        let frame = frame.with(Errors::one("seat", sentence));
        let ticked = there.into_iter().collect();
        let page = MeetingPage { ticked, ..page(&mut tx, frame, &login, &id).await? };
        return Ok(again(&page)?.into_response());
    }
    let convene = MeetingStep::Convene { quorum };
    let opened = meeting.stage.after(convene).and_then(|it| it.after(MeetingStep::Open));
    let stage = opened.map_err(|_| Failure::refused("Phiên họp này đã khai mạc hoặc đã hủy."))?;
    let there: Vec<String> = there.into_iter().collect();
    store::attend(&mut tx, &id, &there).await?;
    store::step_meeting(&mut tx, &id, stage, meeting.revision).await?;
    store::with_scoring_opened(&mut tx, &id).await?;
    open_sheets(&mut tx, &council, &meeting, &seats).await?;
    let detail = serde_json::json!({ "present": there.len(), "dossiers": agenda.len() });
    let step = ("open-scoring", council.article());
    note(&mut tx, &login, format!("meeting/{id}"), step, detail, house.clock.now()).await?;
    tx.commit().await?;
    let said = frame.t("Đã khai mạc; mỗi thành viên có một phiếu trống cho từng sản phẩm.");
    Ok(redirect_saying(&format!("/meetings/{id}"), said))
}

/// Refuses to open what cannot be scored: no sheet of that edition, or a dossier that has moved on.
fn fit(house: &House, agenda: &[Agenda]) -> Result<(), Failure> {
    for it in agenda {
        let (product, set) = (&it.heard.product, it.heard.set);
        if house.standards.set(set).is_none() {
            return Err(Failure::refused(format!(
                "“{product}” theo bộ tiêu chí {set}, bộ này chưa có phiếu chấm trong hệ thống."
            )));
        }
        if !matches!(it.heard.stage, Stage::Ready | Stage::SentToMinistry) {
            return Err(Failure::refused(format!(
                "“{product}” không còn chờ Hội đồng (có thể chủ thể đã rút hồ sơ)."
            )));
        }
    }
    Ok(())
}

async fn open_sheets(
    tx: &mut Tx<'_>,
    council: &Council,
    meeting: &Meeting,
    seats: &[HeldSeat],
) -> Result<(), Failure> {
    let there = store::attendance(tx, &meeting.id).await?;
    let voters = voters(council, seats, &there);
    for it in store::agenda(tx, &meeting.id).await? {
        if it.stage == ocop_rules::councils::HearingStage::Scoring {
            store::open_sheets(tx, &meeting.id, &it.heard.dossier, it.ballot, &voters).await?;
        }
    }
    Ok(())
}

/// `POST /meetings/{id}/cancellation`.
pub(super) async fn cancel(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let (meeting, council, _) = directed(&mut tx, &login, &id).await?;
    let stage = meeting
        .stage
        .after(MeetingStep::Cancel)
        .map_err(|_| Failure::refused("Phiên họp đã bắt đầu chấm điểm, không hủy được nữa."))?;
    store::step_meeting(&mut tx, &id, stage, meeting.revision).await?;
    let (step, detail) = (("cancel", council.article()), serde_json::json!({}));
    note(&mut tx, &login, format!("meeting/{id}"), step, detail, house.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/councils/{}", council.id), frame.t("Đã hủy phiên họp.")))
}
