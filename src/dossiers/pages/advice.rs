//! The advisory group's work in short (*Tổ tư vấn*, Art. 7.3.c), a rejection without points (the
//! grounds that each sheet of Annex II prints), the province's answer to the ministry (Art. 7.4.a),
//! and the ministry's handing back (Art. 7.4.g).

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::{DossierKind, RejectionGround, Stage, Step};
use serde_json::json;

use super::super::store::{self, Dossier, Remark};
use super::super::{Downstream, step_label};
use super::note::{Asked, NotePage, Noted};
use super::office::{Body, Head, Typed, answer, begin, finish, open};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::Failure;

pub(super) fn doors() -> Doors {
    const PROVINCE: Who = Who::Only(&[Role::Province]);
    const MINISTRY: Who = Who::Only(&[Role::Ministry]);
    Doors::new()
        .get("/dossiers/{id}/advice", PROVINCE, look::<Advice>)
        .post("/dossiers/{id}/advice", PROVINCE, write::<Advice>)
        .get("/dossiers/{id}/rejection", PROVINCE, look::<Rejection>)
        .post("/dossiers/{id}/rejection", PROVINCE, write::<Rejection>)
        .get("/dossiers/{id}/answer", PROVINCE, look::<CentralAnswer>)
        .post("/dossiers/{id}/answer", PROVINCE, write::<CentralAnswer>)
        .get("/dossiers/{id}/handing-back", MINISTRY, look::<HandingBack>)
        .post("/dossiers/{id}/handing-back", MINISTRY, write::<HandingBack>)
}

/// A step that is taken with a few written words.
trait Note: Send + Sync + 'static {
    /// By which act.
    const ACT: Act;
    /// Whether a letter with a number is asked for.
    const LETTER: bool;
    /// What the form asks.
    fn asked(frame: &Frame, dossier: &Dossier) -> Asked;
    /// Which step, and on which ground, was chosen; the rules decide whether it can be taken.
    fn step(choice: &str) -> Result<(Step, Option<RejectionGround>), Failure>;
}

/// The advisory group takes a dossier, looks, and reports to the council.
struct Advice;

/// The steps of the advisory group that need no list of what is asked for.
const ADVICE: [Step; 5] =
    [Step::HandToAdvisers, Step::Survey, Step::Test, Step::Answer, Step::Report];

impl Note for Advice {
    const ACT: Act = Act::Advise;
    const LETTER: bool = false;

    fn asked(frame: &Frame, dossier: &Dossier) -> Asked {
        let possible =
            ADVICE.into_iter().filter(|&it| dossier.stage.after(it, dossier.kind).is_ok());
        let lead = match dossier.kind {
            DossierKind::Renewal => frame.t(
                "Đánh giá lại: cơ quan OCOP cấp tỉnh báo cáo, Hội đồng cho ý kiến bằng văn bản, chỉ họp khi ý kiến khác nhau hoặc nội dung phức tạp (Điều 7.6).",
            ),
            _ => frame.t("Ghi ngắn gọn việc Tổ tư vấn đã làm; báo cáo xong thì hồ sơ chờ Hội đồng."),
        };
        Asked {
            title: frame.t("Tổ tư vấn"),
            lead: lead.to_owned(),
            action: "advice",
            choices: Some((
                frame.t("Việc đã làm"),
                possible.map(|it| Choice::new(it.id(), frame.t(step_label(it)))).collect(),
            )),
            letter: None,
            date: frame.t("Ngày"),
            words: Some(frame.t("Nội dung, kết quả")),
            button: frame.t("Ghi nhận"),
        }
    }

    fn step(choice: &str) -> Result<(Step, Option<RejectionGround>), Failure> {
        let step = Step::from_id(choice).filter(|it| ADVICE.contains(it));
        let step = step.ok_or_else(|| Failure::refused_of("choice", "Hãy chọn việc đã làm."))?;
        Ok((step, None))
    }
}

/// A dossier is rejected without points before it comes to the council.
struct Rejection;

/// What a ground of rejection is called.
pub fn ground_label(ground: RejectionGround) -> &'static str {
    match ground {
        RejectionGround::Forged => "Hồ sơ giả mạo",
        RejectionGround::CertificateMissing => {
            "Thiếu giấy chứng nhận an toàn thực phẩm hoặc điều kiện sản xuất bắt buộc"
        }
        RejectionGround::NotAsPrescribed => "Hồ sơ đăng ký không đúng quy định",
    }
}

impl Note for Rejection {
    const ACT: Act = Act::AcceptDossier;
    const LETTER: bool = false;

    fn asked(frame: &Frame, _dossier: &Dossier) -> Asked {
        let grounds = RejectionGround::ALL;
        Asked {
            title: frame.t("Loại hồ sơ"),
            lead: frame
                .t("Hồ sơ bị loại thì không chấm điểm, không phải là 0 điểm (Phụ lục II).")
                .to_owned(),
            action: "rejection",
            choices: Some((
                frame.t("Căn cứ loại"),
                grounds.map(|it| Choice::new(it.id(), frame.t(ground_label(it)))).into(),
            )),
            letter: None,
            date: frame.t("Ngày kết luận"),
            words: Some(frame.t("Kết luận")),
            button: frame.t("Loại hồ sơ"),
        }
    }

    fn step(choice: &str) -> Result<(Step, Option<RejectionGround>), Failure> {
        let ground = RejectionGround::from_id(choice).ok_or_else(|| {
            Failure::refused_of("choice", "Hãy chọn căn cứ loại hồ sơ (Phụ lục II).")
        })?;
        Ok((Step::Reject, Some(ground)))
    }
}

/// What the ministry asked for is there, by letter of the province.
struct CentralAnswer;

impl Note for CentralAnswer {
    const ACT: Act = Act::ProposeToMinistry;
    const LETTER: bool = true;

    fn asked(frame: &Frame, _dossier: &Dossier) -> Asked {
        Asked {
            title: frame.t("Trả lời Bộ"),
            lead: frame
                .t("Nội dung Bộ yêu cầu đã đủ: hồ sơ trở lại Bộ cùng công văn của tỉnh (Điều 7.4.a).")
                .to_owned(),
            action: "answer",
            choices: None,
            letter: Some(frame.t("Số công văn của UBND tỉnh")),
            date: frame.t("Ngày ký công văn"),
            words: Some(frame.t("Nội dung trả lời")),
            button: frame.t("Gửi trả lời lên Bộ"),
        }
    }

    fn step(_choice: &str) -> Result<(Step, Option<RejectionGround>), Failure> {
        Ok((Step::CompleteCentrally, None))
    }
}

/// Below ninety points at the centre, a product goes back to its province.
struct HandingBack;

impl Note for HandingBack {
    const ACT: Act = Act::HandBack;
    const LETTER: bool = true;

    fn asked(frame: &Frame, _dossier: &Dossier) -> Asked {
        Asked {
            title: frame.t("Chuyển lại tỉnh"),
            lead: frame
                .t("Dưới 90 điểm: tỉnh có thể công nhận theo kết quả của Trung ương hoặc tổ chức đánh giá lại (Điều 7.4.g).")
                .to_owned(),
            action: "handing-back",
            choices: None,
            letter: Some(frame.t("Số công văn của Bộ")),
            date: frame.t("Ngày ký công văn"),
            words: Some(frame.t("Lý do")),
            button: frame.t("Chuyển lại tỉnh"),
        }
    }

    fn step(_choice: &str) -> Result<(Step, Option<RejectionGround>), Failure> {
        Ok((Step::HandBack, None))
    }
}

async fn page<N: Note>(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<NotePage, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = open(&mut tx, house, login, (id, N::ACT)).await?;
    Ok(NotePage {
        head: Head::of(&mut tx, &dossier, typed).await?,
        typed: Noted::typed(typed, &frame, house.clock.today()),
        asked: N::asked(&frame, &dossier),
        frame,
    })
}

async fn look<N: Note>(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&page::<N>(&house, frame, &login, (&id, &Typed::default())).await?)?.into_response())
}

async fn write<N: Note>(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let form = (id.as_str(), &typed);
    let said = frame.t("Đã ghi nhận.");
    let tried = take::<N>(&house, downstream, &login, form).await;
    answer(&id, (frame, said), tried, |frame| page::<N>(&house, frame, &login, form)).await
}

async fn take<N: Note>(
    house: &House,
    downstream: Downstream,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<(), Failure> {
    let Some((mut tx, dossier)) = begin(house, login, typed, (id, N::ACT)).await? else {
        return Ok(());
    };
    let (step, ground) = N::step(typed.get("choice"))?;
    let (today, now) = (house.clock.today(), house.clock.now());
    let asks_words = !matches!(step, Step::HandToAdvisers | Step::Answer);
    let term = (dossier.received_on, today);
    let Noted { letter, dated, words, .. } = Noted::read(typed, (N::LETTER, asks_words), term)?;
    // What lies before a council is the council's to reject.
    let is_checked = matches!(dossier.stage, Stage::ProvinceChecking | Stage::Advising);
    if step == Step::Reject && !is_checked {
        return Err(Failure::refused(
            "Chỉ loại được hồ sơ tỉnh đang kiểm tra; hồ sơ đã chuyển Hội đồng thì do Hội đồng kết luận (Phụ lục II).",
        ));
    }
    let detail = json!({
        "dated": dated.to_string(),
        "letter": letter,
        "ground": ground.map(RejectionGround::id),
    });
    let dossier = store::move_on(&mut tx, dossier, step, login, detail, now).await?;
    if dossier.stage.has_result() {
        (downstream.has_result)(&mut tx, &dossier, dated, login, now).await?;
    }
    if matches!(step, Step::Answer | Step::CompleteCentrally) {
        store::answer_requests(&mut tx, id, today).await?;
    }
    store::remark(&mut tx, id, &Remark { step, dated, letter, ground, words }).await?;
    finish(tx, house, login, typed, id).await
}
