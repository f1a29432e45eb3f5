use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{MeetingStage, MeetingStep};

use super::{directs, keeps, note, seat_in, sits};
use crate::accounts::Login;
use crate::councils::filling::{Fields, field};
use crate::councils::store::{self, Agenda, Council, Discussion, HeldSeat, KeptResult, Meeting};
use crate::councils::words;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// One product in the minutes.
struct Line {
    agenda: Agenda,
    result: Option<KeptResult>,
    discussions: Vec<Discussion>,
    conflicts: usize,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/minutes.html")]
struct MinutesPage {
    frame: Frame,
    council: Council,
    meeting: Meeting,
    present: Vec<HeldSeat>,
    absent: Vec<HeldSeat>,
    lines: Vec<Line>,
    directs: bool,
    summary: String,
}

impl MinutesPage {
    async fn read(
        tx: &mut Tx<'_>,
        frame: Frame,
        (meeting, council, seats): (Meeting, Council, Vec<HeldSeat>),
        directs: bool,
        summary: String,
    ) -> Result<Self, Failure> {
        let there = store::attendance(tx, &meeting.id).await?;
        let (present, absent) = seats.into_iter().partition(|it| there.contains(&it.id));
        let mut lines = Vec::new();
        for agenda in store::agenda(tx, &meeting.id).await? {
            let dossier = &agenda.heard.dossier;
            lines.push(Line {
                result: store::result_of(tx, &meeting.id, dossier).await?,
                discussions: store::discussions(tx, &meeting.id, dossier).await?,
                conflicts: store::conflicts(tx, dossier).await?.len(),
                agenda,
            });
        }
        Ok(Self { frame, council, meeting, present, absent, lines, directs, summary })
    }

    fn form(&self) -> &'static str {
        words::form(self.frame.lang, self.meeting.form)
    }

    fn role(&self, it: &HeldSeat) -> &'static str {
        words::role(self.frame.lang, it.seat.role)
    }

    fn state(&self, it: &Line) -> &'static str {
        words::hearing(self.frame.lang, it.agenda.stage).0
    }

    fn may_sign(&self) -> bool {
        self.directs
            && self.meeting.stage == MeetingStage::Scoring
            && self.lines.iter().all(|it| it.agenda.stage.has_ended())
    }

    fn is_signed(&self) -> bool {
        self.meeting.stage == MeetingStage::Minuted
    }
}

async fn parts(tx: &mut Tx<'_>, id: &str) -> Result<(Meeting, Council, Vec<HeldSeat>), Failure> {
    let meeting = store::meeting(tx, id).await?;
    let council = store::council(tx, &meeting.council).await?;
    let seats = store::seats(tx, &council.id).await?;
    Ok((meeting, council, seats))
}

/// `/meetings/{id}/minutes`: to be read, signed and printed.
pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let parts = parts(&mut tx, &id).await?;
    let (meeting, council, seats) = &parts;
    if keeps(&login, council, Act::PlanMeeting).is_err() {
        sits(&login, council, seat_in(&login, seats), Act::SeeResult)?;
    }
    let (directs, summary) = (directs(&login, council, seats), meeting.summary.clone());
    let page = MinutesPage::read(&mut tx, frame, parts, directs, summary).await?;
    Ok(show(&page)?.into_response())
}

/// `POST /meetings/{id}/minutes`: signed, nothing changes any more.
pub(super) async fn sign(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let parts = parts(&mut tx, &id).await?;
    let (meeting, council, seats) = &parts;
    if !directs(&login, council, seats) {
        return Err(Failure::NotFound);
    }
    let agenda = store::agenda(&mut tx, &id).await?;
    let open = agenda.iter().filter(|it| !it.stage.has_ended()).count();
    let stage = meeting
        .stage
        .after(MeetingStep::Total { open })
        .and_then(|it| it.after(MeetingStep::Minute))
        .map_err(|_| match open {
            0 => Failure::refused("Phiên họp chưa khai mạc hoặc biên bản đã ký."),
            _ => Failure::refused(format!(
                "Còn {open} sản phẩm chưa có kết quả; chưa ký được biên bản."
            )),
        })?;
    let summary = field(&fields, "summary").to_owned();
    if summary.is_empty() {
        let frame =
            frame.with(Errors::one("summary", "Hãy ghi diễn biến và kết luận của phiên họp."));
        let page = MinutesPage::read(&mut tx, frame, parts, true, summary).await?;
        return Ok(again(&page)?.into_response());
    }
    let now = house.clock.now();
    store::step_meeting(&mut tx, &id, stage, meeting.revision).await?;
    store::minute(&mut tx, &id, &summary, now).await?;
    let (step, detail) = (("minute", council.article()), serde_json::json!({}));
    note(&mut tx, &login, format!("meeting/{id}"), step, detail, now).await?;
    tx.commit().await?;
    let place = format!("/meetings/{id}/minutes");
    Ok(redirect_saying(&place, frame.t("Đã ký biên bản; kết quả không đổi nữa.")))
}
