//! What an office sees and can do on the shared page of a dossier.

use jiff::civil::Date;
use ocop_rules::accounts::Role;
use ocop_rules::dossiers::{Stage, Step, composition, missing_findings};
use ocop_rules::places::UnitId;

use super::super::step_label;
use super::super::store::{self, Dossier, Remark};
use super::advice::ground_label;
use super::office::{ClockWords, clock};
use super::proposal::group;
use crate::accounts::Login;
use crate::face::Frame;
use crate::house::House;
use crate::machinery::{Failure, Tx, new_id};
use crate::programme;

/// The office's section: drawn into the page of a dossier as it is.
#[derive(askama::Template)]
#[template(path = "dossiers/pages/desk.html")]
pub(super) struct Desk {
    frame: Frame,
    id: String,
    revision: i64,
    key: String,
    clock: Option<ClockWords>,
    round: Option<String>,
    tasks: Vec<Task>,
    has_paper: bool,
    remarks: Vec<Remark>,
}

/// Something to do: a page to open, or a button when nothing has to be written.
struct Task {
    action: &'static str,
    label: &'static str,
    /// Where it is done, when that is not a page of the dossier.
    address: Option<String>,
    state: String,
    is_button: bool,
    tone: &'static str,
}

impl Task {
    fn page(action: &'static str, label: &'static str) -> Self {
        Self { action, label, address: None, state: String::new(), is_button: false, tone: "" }
    }

    fn button(action: &'static str, label: &'static str) -> Self {
        Self { is_button: true, ..Self::page(action, label) }
    }

    fn state(self, state: String, done: bool) -> Self {
        Self { state, tone: if done { "good" } else { "wait" }, ..self }
    }
}

impl Desk {
    fn ground(remark: &Remark) -> &'static str {
        remark.ground.map_or("", ground_label)
    }

    fn label(remark: &Remark) -> &'static str {
        step_label(remark.step)
    }
}

/// The section of the office that asks; nobody else has one.
///
/// # Errors
///
/// Only faults of the database.
pub(super) async fn desk(
    tx: &mut Tx<'_>,
    house: &House,
    frame: &Frame,
    login: &Login,
    dossier: &Dossier,
) -> Result<Option<Desk>, Failure> {
    let tasks = match login.role() {
        Role::Commune => of_commune(tx, house, frame, dossier).await?,
        Role::Province => of_province(frame, dossier),
        Role::Ministry => of_ministry(frame, dossier),
        _ => return Ok(None),
    };
    let requests = store::requests(tx, &dossier.id).await?;
    let above = requests.iter().filter(|it| it.level != "commune");
    let completed_on: Option<Date> = above.filter_map(|it| it.answered_on).max();
    Ok(Some(Desk {
        clock: clock(house, frame, dossier, completed_on),
        round: round(tx, frame, login.role(), dossier).await?,
        tasks,
        has_paper: !store::findings(tx, &dossier.id).await?.is_empty(),
        remarks: store::remarks(tx, &dossier.id).await?,
        id: dossier.id.clone(),
        revision: dossier.revision,
        key: new_id(),
        frame: frame.clone(),
    }))
}

async fn of_commune(
    tx: &mut Tx<'_>,
    house: &House,
    frame: &Frame,
    dossier: &Dossier,
) -> Result<Vec<Task>, Failure> {
    match dossier.stage {
        Stage::Filed => Ok(vec![Task::button("check", frame.t("Bắt đầu kiểm tra"))]),
        Stage::CommuneChecking => {
            let parts = composition(dossier.kind, group(house, dossier)?);
            let ticked = store::ticked(tx, &dossier.id).await?;
            let there = parts.iter().filter(|it| ticked.contains(it)).count();
            let missing = missing_findings(&store::findings(tx, &dossier.id).await?).len();
            let is_whole = there == parts.len();
            Ok(vec![
                Task::page("composition", frame.t("Kiểm tra thành phần hồ sơ"))
                    .state(format!("{there}/{}", parts.len()), is_whole),
                Task::page("findings", frame.t("Nhận xét của xã (Mẫu 03)"))
                    .state(format!("{}/4", 4 - missing), missing == 0),
                Task::page("request", frame.t("Trả lại để bổ sung")),
                Task::page("proposal", frame.t("Đề nghị tỉnh đánh giá")),
            ])
        }
        _ => Ok(Vec::new()),
    }
}

fn of_province(frame: &Frame, dossier: &Dossier) -> Vec<Task> {
    let can = |step: Step| dossier.stage.after(step, dossier.kind).is_ok();
    let mut tasks = Vec::new();
    if dossier.stage == Stage::ProvinceChecking && dossier.province_receipt.is_none() {
        let reception = Task::button("reception", frame.t("Cấp phiếu tiếp nhận"));
        tasks.push(Task { tone: "plain", ..reception });
    }
    if can(Step::Accept) {
        tasks.push(Task::button("acceptance", frame.t("Tiếp nhận vào đợt đánh giá")));
    }
    let advises = [Step::HandToAdvisers, Step::Report, Step::Answer].into_iter().any(can);
    if advises {
        tasks.push(Task::page("advice", frame.t("Tổ tư vấn")));
    }
    if can(Step::AskCompletion) || can(Step::AskEvidence) {
        tasks.push(Task::page("request", frame.t("Yêu cầu bổ sung")));
    }
    if can(Step::CompleteCentrally) {
        tasks.push(Task::page("answer", frame.t("Trả lời Bộ")));
    }
    if can(Step::SendToMinistry) {
        // Many are sent with one letter.
        let address = format!("/decisions/new/proposal?dossier={}", dossier.id);
        let sending = Task::page("sending", frame.t("Đề nghị Bộ đánh giá 5 sao"));
        tasks.push(Task { address: Some(address), ..sending });
    }
    if matches!(dossier.stage, Stage::ProvinceChecking | Stage::Advising) {
        tasks.push(Task::page("rejection", frame.t("Loại hồ sơ")));
    }
    tasks
}

fn of_ministry(frame: &Frame, dossier: &Dossier) -> Vec<Task> {
    let can = |step: Step| dossier.stage.after(step, dossier.kind).is_ok();
    let mut tasks = Vec::new();
    if can(Step::AskCompletionCentrally) {
        tasks.push(Task::page("request", frame.t("Yêu cầu bổ sung")));
    }
    if can(Step::HandBack) {
        tasks.push(Task::page("handing-back", frame.t("Chuyển lại tỉnh")));
    }
    tasks
}

/// Which round the dossier falls into, and why.
async fn round(
    tx: &mut Tx<'_>,
    frame: &Frame,
    role: Role,
    dossier: &Dossier,
) -> Result<Option<String>, Failure> {
    let (unit, day) = match role {
        Role::Ministry => (UnitId::country(), dossier.sent_to_ministry_on),
        _ => (dossier.province.clone(), dossier.proposed_on),
    };
    let Some(day) = day else { return Ok(None) };
    let round = programme::round_on(tx, &unit, day).await?;
    // A round that was planned after the reception changes nothing for it.
    if let Some((year, number)) = dossier.round.filter(|_| role != Role::Ministry)
        && (year, number) != (i64::from(round.year), i64::from(round.number))
    {
        return Ok(Some(frame.tf("Hồ sơ đã được tiếp nhận vào Đợt {} năm {}.", (number, year))));
    }
    let sentence = frame.tf(
        "Đề nghị ký ngày {} nên thuộc Đợt {} năm {}: nhận đề nghị trước ngày {}, đánh giá trước ngày {} (Điều 5).",
        [
            frame.date(day),
            round.number.to_string(),
            round.year.to_string(),
            frame.date(round.cut_off),
            frame.date(round.due),
        ],
    );
    Ok(Some(sentence))
}
