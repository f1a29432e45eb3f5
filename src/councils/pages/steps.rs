//! What the chair does at one product: close, discuss, settle, set aside, reject, postpone.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{Evaluation, Ground, HearingStep, Level, MeetingStage, Outcome};
use ocop_rules::criteria::{Marks, Points, Stars};
use ocop_rules::dossiers::Step;
use serde_json::json;

use super::hearing::{HearingPage, seat_at};
use super::{note, sits};
use crate::accounts::Login;
use crate::councils::filling::{Fields, field, unready};
use crate::councils::proceedings::Proceedings;
use crate::councils::store::{self, KeptResult};
use crate::councils::words;
use crate::dossiers::{self, Dossier, Downstream};
use crate::face::{Errors, Frame, again, redirect_saying};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// The chair at work on one product.
pub(super) struct Chaired<'a> {
    house: &'a House,
    downstream: Downstream,
    frame: Frame,
    login: &'a Login,
    it: Proceedings<'a>,
    fields: &'a Fields,
}

/// What the chair is told when it is done, or what is wrong with the form.
type Told = Result<String, Errors>;

/// Something that the chair does at one product.
pub(super) trait Work {
    /// Does it, if the form is as it must be; what it refuses has changed nothing.
    fn work(
        chaired: &Chaired<'_>,
        tx: &mut Tx<'static>,
    ) -> impl Future<Output = Result<Told, Failure>> + Send;
}

/// `POST …/{what}`: the product is opened, the chair's work done, and the product shown again.
pub(super) async fn take<W: Work>(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(at): Path<(String, String)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let chaired = Chaired::read(&house, (downstream, frame), &mut tx, &login, &at, &fields).await?;
    chaired.seen()?;
    match W::work(&chaired, &mut tx).await? {
        Ok(said) => {
            let address = chaired.address();
            tx.commit().await?;
            Ok(redirect_saying(&address, &said))
        }
        Err(errors) => {
            let Chaired { it, frame, .. } = chaired;
            let frame = frame.with(errors);
            let page = HearingPage::read(&mut tx, frame, &it, true, fields.clone()).await?;
            Ok(again(&page)?.into_response())
        }
    }
}

impl<'a> Chaired<'a> {
    async fn read(
        house: &'a House,
        (downstream, frame): (Downstream, Frame),
        tx: &mut Tx<'_>,
        login: &'a Login,
        (meeting, dossier): &(String, String),
        fields: &'a Fields,
    ) -> Result<Self, Failure> {
        let it = Proceedings::read(house, tx, meeting, dossier).await?;
        sits(login, &it.council, seat_at(login, &it), Act::ChairMeeting)?;
        if it.meeting.stage != MeetingStage::Scoring {
            return Err(Failure::refused("Phiên họp đã kết thúc; kết quả không đổi được nữa."));
        }
        Ok(Self { house, downstream, frame, login, it, fields })
    }

    fn field(&self, name: &str) -> &str {
        field(self.fields, name)
    }

    fn address(&self) -> String {
        format!("/meetings/{}/dossiers/{}", self.it.meeting.id, self.it.agenda.heard.dossier)
    }

    /// Refuses what was decided on an older look.
    fn seen(&self) -> Result<(), Failure> {
        if self.field("revision") == self.it.agenda.revision.to_string() {
            return Ok(());
        }
        Err(Failure::refused(
            "Trong lúc bạn xem, phiên họp đã có thay đổi (có phiếu vừa ký hoặc khai xung đột). Hãy xem lại rồi thực hiện.",
        ))
    }

    async fn step(&self, tx: &mut Tx<'_>, step: HearingStep) -> Result<(), Failure> {
        let agenda = &self.it.agenda;
        let stage = agenda.stage.after(step).map_err(|_| {
            Failure::refused("Sản phẩm này không còn ở bước đó; hãy mở lại trang để xem.")
        })?;
        store::step_hearing(tx, agenda, stage, agenda.revision).await
    }

    async fn write(
        &self,
        tx: &mut Tx<'_>,
        step: &str,
        detail: serde_json::Value,
    ) -> Result<(), Failure> {
        let subject = format!("hearing/{}/{}", self.it.meeting.id, self.it.agenda.heard.dossier);
        let step = (step, self.it.council.article());
        note(tx, self.login, subject, step, detail, self.house.clock.now()).await
    }

    async fn move_on(
        &self,
        tx: &mut Tx<'_>,
        step: Step,
        detail: serde_json::Value,
    ) -> Result<Dossier, Failure> {
        let dossier = dossiers::store::by_id(tx, &self.it.agenda.heard.dossier).await?;
        let now = self.house.clock.now();
        dossiers::store::move_on(tx, dossier, step, self.login, detail, now).await
    }
}

/// The ballot is closed; its result is held, or stands.
pub(super) struct Closing;

impl Work for Closing {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        let outcome = chaired.it.outcome()?;
        if let Some((field, sentence)) = unclosable(chaired, &outcome) {
            return Ok(Err(Errors::one(field, sentence)));
        }
        Ok(Ok(match outcome {
            Outcome::Held { spread, allowed } => {
                chaired.step(tx, HearingStep::Hold).await?;
                let detail = json!({ "ballot": chaired.it.agenda.ballot, "spread": spread });
                chaired.write(tx, "hold", detail).await?;
                chaired.frame.tf(
                    "Điểm chênh {} (Quy chế cho phép {}): kết quả được treo, hãy thảo luận rồi chấm lại.",
                    [spread, allowed],
                )
            }
            Outcome::Ranked(evaluation) => {
                total(chaired, tx, &evaluation).await?;
                chaired.frame.t("Đã chốt kết quả.").to_owned()
            }
            _ => return Err(Failure::Stale),
        }))
    }
}

/// Why a ballot cannot be closed yet, and in which field that is mended.
fn unclosable(chaired: &Chaired<'_>, outcome: &Outcome) -> Option<(&'static str, String)> {
    match outcome {
        Outcome::NoQuorum(refusal) => {
            Some(("", words::quorum_refusal(&chaired.it.council, *refusal)))
        }
        Outcome::Flagged(_) => Some(("flags", "Có phiếu đánh dấu điều kiện loại: hãy loại hồ sơ, hoặc ghi lý do Hội đồng không áp dụng, trước khi chốt.".to_owned())),
        Outcome::Unsettled(codes) => {
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            Some(("settlement", format!("Quy chế yêu cầu Hội đồng thống nhất mức của tiêu chí có dấu sao; còn thiếu: {}.", codes.join(", "))))
        }
        Outcome::Ranked(it) if it.rank.is_exception() && chaired.field("note").is_empty() => {
            Some(("note", "Điểm trung bình từ 90 nhưng thiếu yêu cầu tối thiểu của 5 sao: hãy ghi ý kiến của Chủ tịch Hội đồng trước khi chốt.".to_owned()))
        }
        _ => None,
    }
}

async fn total(
    chaired: &Chaired<'_>,
    tx: &mut Tx<'_>,
    evaluation: &Evaluation,
) -> Result<(), Failure> {
    chaired.step(tx, HearingStep::Total).await?;
    let rank = evaluation.rank;
    let result = KeptResult {
        sum: i64::try_from(evaluation.mean.sum()).unwrap_or(i64::MAX),
        count: i64::from(evaluation.mean.count()),
        band: rank.band.number(),
        stars: rank.stars.number(),
        chair_note: chaired.field("note").to_owned(),
        ..unranked(chaired)
    };
    let id = store::add_result(tx, &result).await?;
    let step = match chaired.it.council.level() {
        Level::Province => Step::Score,
        Level::Ministry => Step::ScoreCentrally,
    };
    let detail = json!({
        "result": id, "sum": result.sum, "count": result.count, "stars": result.stars,
    });
    chaired.move_on(tx, step, detail).await?;
    Ok(())
}

/// A result without points.
fn unranked(chaired: &Chaired<'_>) -> KeptResult {
    let it = &chaired.it;
    KeptResult {
        id: String::new(),
        meeting: it.meeting.id.clone(),
        dossier: it.agenda.heard.dossier.clone(),
        level: it.council.level(),
        set: it.agenda.heard.set,
        minima: it.council.regulation.minima,
        ballot: it.agenda.ballot,
        sum: 0,
        count: 0,
        band: 0,
        stars: 0,
        rejected: String::new(),
        chair_note: String::new(),
        closed_at: chaired.house.clock.now(),
    }
}

/// What was said, and new sheets; the first stay as they are.
pub(super) struct Discussing;

impl Work for Discussing {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        let said = chaired.field("discussion");
        if said.is_empty() {
            let sentence = "Hãy ghi nội dung thảo luận trước khi chấm lại.";
            return Ok(Err(Errors::one("discussion", sentence)));
        }
        let agenda = &chaired.it.agenda;
        chaired.step(tx, HearingStep::ScoreAgain).await?;
        let seat = chaired.it.seat_of(&chaired.login.person).map_or("", |it| it.id.as_str());
        store::add_discussion(tx, agenda, said, seat, chaired.house.clock.now()).await?;
        store::next_ballot(tx, agenda).await?;
        let (meeting, dossier) = (&agenda.meeting, &agenda.heard.dossier);
        let voters = chaired.it.voters();
        store::open_sheets(tx, meeting, dossier, agenda.ballot + 1, &voters).await?;
        chaired.write(tx, "score-again", json!({ "ballot": agenda.ballot + 1 })).await?;
        let said = chaired.frame.t("Đã mở lượt chấm mới; phiếu lượt trước được giữ nguyên.");
        Ok(Ok(said.to_owned()))
    }
}

/// The options that the council agreed, where the Quy chế asks for them.
pub(super) struct Settling;

impl Work for Settling {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        let set = &chaired.it.set.criteria;
        let mut settled = BTreeMap::<String, Points>::new();
        let mut errors = Errors::default();
        for (_, code, _) in set.minima(Stars::Five) {
            let given = chaired.field(&format!("s.{code}"));
            let points = given.parse().unwrap_or(Points::MAX);
            if given.is_empty() {
                continue;
            }
            match Marks::new(set).mark(set, code, points) {
                Ok(()) => drop(settled.insert(code.to_string(), points)),
                Err(refusal) => {
                    errors.push(format!("s.{code}"), words::mark_refusal(set, refusal).sentence);
                }
            }
        }
        if errors.any() {
            return Ok(Err(errors));
        }
        store::settle(tx, &chaired.it.agenda, &settled).await?;
        chaired.write(tx, "settle", json!({ "settled": settled })).await?;
        Ok(Ok(chaired.frame.t("Đã ghi mức Hội đồng thống nhất.").to_owned()))
    }
}

/// The council does not apply a ticked knock-out. A sheet that ended at it is given back to be
/// filled in.
pub(super) struct Dismissing;

impl Work for Dismissing {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        let reason = chaired.field("reason");
        if reason.is_empty() {
            let sentence = "Hãy ghi lý do Hội đồng không áp dụng điều kiện loại.";
            return Ok(Err(Errors::one("reason", sentence)));
        }
        let (it, set) = (&chaired.it, &chaired.it.set.criteria);
        let mut dismissed = it.agenda.dismissed.clone();
        dismissed.extend(it.flags().iter().map(|flag| (words::flag_id(flag), reason.to_owned())));
        store::dismiss(tx, &it.agenda, &dismissed).await?;
        for sheet in it.counted(it.agenda.ballot) {
            if !unready(set, &sheet.filled, &dismissed).is_empty() {
                store::reopen(tx, &sheet.id, sheet.revision).await?;
            }
        }
        chaired.write(tx, "dismiss-knockouts", json!({ "dismissed": dismissed })).await?;
        let said = chaired
            .frame
            .t("Đã ghi lý do. Phiếu nào dừng ở điều kiện loại được trả lại để chấm đủ.");
        Ok(Ok(said.to_owned()))
    }
}

/// No points are given.
pub(super) struct Rejecting;

impl Work for Rejecting {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        let ground: Option<Ground> =
            words::ground(&chaired.it.set.criteria, chaired.field("ground"));
        let mut errors = Errors::default();
        if ground.is_none() {
            errors.push("ground", "Hãy chọn căn cứ loại hồ sơ (in trên phiếu, Phụ lục II).");
        }
        if chaired.field("rejection").is_empty() {
            errors.push("rejection", "Hãy ghi nhận xét của Hội đồng về căn cứ loại.");
        }
        let Some(ground) = ground.filter(|_| !errors.any()) else { return Ok(Err(errors)) };
        chaired.step(tx, HearingStep::Reject).await?;
        let result = KeptResult {
            rejected: words::ground_id(ground),
            chair_note: chaired.field("rejection").to_owned(),
            ..unranked(chaired)
        };
        let id = store::add_result(tx, &result).await?;
        let detail = json!({ "result": id, "ground": result.rejected });
        let dossier = chaired.move_on(tx, Step::Reject, detail).await?;
        let (now, today) = (chaired.house.clock.now(), chaired.house.clock.today());
        (chaired.downstream.has_result)(tx, &dossier, today, chaired.login, now).await?;
        Ok(Ok(chaired.frame.t("Đã loại hồ sơ; không tính điểm.").to_owned()))
    }
}

/// Another meeting will hear it.
pub(super) struct Postponing;

impl Work for Postponing {
    async fn work(chaired: &Chaired<'_>, tx: &mut Tx<'static>) -> Result<Told, Failure> {
        chaired.step(tx, HearingStep::Postpone).await?;
        chaired.write(tx, "postpone", json!({})).await?;
        Ok(Ok(chaired.frame.t("Đã để sản phẩm lại phiên sau.").to_owned()))
    }
}
