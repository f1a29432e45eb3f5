//! What an authority does to a certificate after it was issued: keep it in force (Art. 12.3), or
//! revoke it (Art. 8).

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::Act;
use ocop_rules::certificates::{Life, LifeStep, RevocationGround, revocation_due, revokes};
use ocop_rules::criteria::Stars;
use ocop_rules::programme::{DossierKind, Extension, Window};

use super::super::labels;
use super::super::store::{self, By, DecisionKind, NewDecision, Revocation};
use super::certificate::life;
use super::typed::{Head, Typed, errors};
use super::{Held, authority};
use crate::accounts::Login;
use crate::dossiers;
use crate::face::{Choice, Frame, Lang, again, date_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx, submits};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    Extension,
    Revocation,
}

impl Ending {
    fn from_word(word: &str) -> Result<Self, Failure> {
        match word {
            "extension" => Ok(Self::Extension),
            "revocation" => Ok(Self::Revocation),
            _ => Err(Failure::NotFound),
        }
    }

    /// The act by which it is recorded for so many stars.
    fn act(self, stars: Stars) -> Act {
        match (self, stars) {
            (Self::Extension, _) => Act::ExtendCertificate,
            (Self::Revocation, Stars::Five) => Act::RevokeFiveStars,
            (Self::Revocation, _) => Act::RevokeCertificate,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Extension => "extension",
            Self::Revocation => "revocation",
        }
    }
}

#[derive(askama::Template)]
#[template(path = "certificates/ending.html")]
struct EndingPage {
    frame: Frame,
    held: Held,
    ending: Ending,
    grounds: Vec<Choice>,
    /// How long there is still to decide, once the conclusion is typed.
    clock: Option<String>,
    typed: Typed,
}

impl EndingPage {
    fn new(house: &House, frame: Frame, held: Held, ending: Ending, typed: Typed) -> Self {
        let ground = |it: RevocationGround| {
            let label = format!("{}) {}", it.id(), frame.t(labels::ground_label(it)));
            Choice::new(it.id(), label)
        };
        let concluded_on = date_typed(typed.one("concluded_on")).ok();
        Self {
            grounds: RevocationGround::ALL.map(ground).into(),
            clock: concluded_on.map(|it| clock(&frame, it, house.clock.today())),
            frame,
            held,
            ending,
            typed,
        }
    }
}

/// By which day a revocation on this conclusion is decided, and how long that is (Art. 8.4).
fn clock(frame: &Frame, concluded_on: Date, today: Date) -> String {
    let due = revocation_due(concluded_on);
    let (day, left) = (frame.date(due), (due - today).get_days());
    if left < 0 {
        frame.tf("Hạn ra quyết định: {}, đã quá {} ngày.", (&day, -left))
    } else {
        frame.tf("Hạn ra quyết định: {}, còn {} ngày.", (&day, left))
    }
}

/// The certificate, if this office may do this to it.
async fn held(house: &House, tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<Held, Failure> {
    let held = Held::of(house, tx, id).await?;
    login.must(Act::ExtendCertificate, &held.place())?;
    Ok(held)
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, word)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let ending = Ending::from_word(&word)?;
    let mut tx = house.db.read().await?;
    let held = held(&house, &mut tx, &login, &id).await?;
    Ok(show(&EndingPage::new(&house, frame, held, ending, typed.keyed()))?.into_response())
}

pub(super) async fn record(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, word)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let ending = Ending::from_word(&word)?;
    match end(&house, &login, ending, &id, &typed).await {
        Ok(()) => Ok(redirect_saying(&format!("/certificates/{id}"), frame.t("Đã ghi."))),
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let held = held(&house, &mut tx, &login, &id).await?;
            let frame = frame.with(errors(refusals));
            Ok(again(&EndingPage::new(&house, frame, held, ending, typed))?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn end(
    house: &House,
    login: &Login,
    ending: Ending,
    id: &str,
    typed: &Typed,
) -> Result<(), Failure> {
    let (now, today) = (house.clock.now(), house.clock.today());
    let mut tx = house.db.begin().await?;
    let held = held(house, &mut tx, login, id).await?;
    let key = typed.one("key");
    if submits::answered(&mut tx, key, &login.person).await?.is_some() {
        return Ok(());
    }
    let authority = authority(login)?;
    if revokes(held.issued.terms.stars) != Some(authority) {
        return Err(Failure::refused(not_ours(ending)));
    }
    login.must(ending.act(held.issued.terms.stars), &held.place())?;
    let document = Head::read(typed, today)?;
    let kind = match ending {
        Ending::Extension => DecisionKind::Extension,
        Ending::Revocation => DecisionKind::Revocation,
    };
    let decision = NewDecision {
        kind,
        authority,
        unit: &login.post.unit,
        number: &document.number,
        decided_on: document.dated,
        signatory: &document.signatory,
        subject: "",
    };
    let decision = store::add_decision(&mut tx, &decision, now).await?;
    let by = By::login(login, now);
    match ending {
        Ending::Extension => {
            must_await_result(&mut tx, &held).await?;
            let until = extended_until(&held, &document, today)?;
            let days = (document.dated, until);
            store::extend(&mut tx, id, days, Some(&decision), typed.one("reason"), by).await?;
        }
        Ending::Revocation => {
            let it = revocation(&held, &document, typed)?;
            let it = Revocation { decision: Some(&decision), ..it };
            store::revoke(&mut tx, &held.issued, &it, by).await?;
        }
    }
    submits::keep(&mut tx, key, &login.person, &format!("/certificates/{id}"), now).await?;
    tx.commit().await?;
    house.registry.nudge();
    Ok(())
}

/// Whose it is to end a certificate of so many stars.
fn not_ours(ending: Ending) -> &'static str {
    match ending {
        Ending::Revocation => {
            "Giấy chứng nhận 3 sao, 4 sao do Chủ tịch UBND cấp tỉnh thu hồi, 5 sao do Bộ trưởng thu hồi (Điều 8 khoản 2)."
        }
        Ending::Extension => {
            "Giấy chứng nhận 3 sao, 4 sao do tỉnh kéo dài hiệu lực, 5 sao do Bộ (Điều 12 khoản 3)."
        }
    }
}

/// What has already become of a certificate, when a step is refused for it.
fn already(life: Life, step: LifeStep) -> String {
    let life = match life {
        Life::Issued => "còn hiệu lực",
        Life::Extended => "đã được kéo dài hiệu lực",
        Life::Expired => "đã hết hạn",
        Life::Superseded => "đã được thay thế bằng giấy khác",
        Life::Revoked => "đã bị thu hồi",
    };
    let step = match step {
        LifeStep::Extend => "kéo dài hiệu lực",
        _ => "thu hồi",
    };
    format!("Không {step} được: giấy chứng nhận {life}.")
}

/// Nothing is kept in force until a result that is there already (Art. 12.3).
async fn must_await_result(tx: &mut Tx<'_>, held: &Held) -> Result<(), Failure> {
    let dossiers = dossiers::store::of_product(tx, &held.issued.product).await?;
    let mut renewals = dossiers.iter().filter(|it| {
        it.kind == DossierKind::Renewal && it.previous.as_deref() == Some(held.issued.id.as_str())
    });
    if renewals.any(|it| it.stage.has_result()) {
        let sentence = "Hồ sơ đánh giá lại đã có kết quả nên không kéo dài hiệu lực được nữa (Điều 12 khoản 3).";
        return Err(Failure::refused(sentence));
    }
    Ok(())
}

/// Until when a certificate is kept in force, if the rules keep it (Art. 12.3).
fn extended_until(held: &Held, document: &Head, today: Date) -> Result<Date, Failure> {
    let day = |it| Lang::Vi.date(it);
    let terms = &held.issued.terms;
    let now = life(held, today);
    now.after(LifeStep::Extend).map_err(|it| Failure::refused(already(it.life, it.step)))?;
    if !terms.valid_to.is_known() {
        let sentence =
            "Chưa biết đúng ngày hết hạn của giấy chứng nhận này nên không kéo dài được.";
        return Err(Failure::refused(sentence));
    }
    if document.dated < terms.valid_from.latest() {
        let sentence = "Văn bản không thể có trước giấy chứng nhận.";
        return Err(Failure::refused_of("dated", sentence));
    }
    let ends = terms.valid_to.latest();
    let closes = Window::before(ends).closes;
    if today <= closes {
        return Err(Failure::refused(format!(
            "Chủ thể còn nộp hồ sơ đánh giá lại được đến hết ngày {} (Điều 7 khoản 6), nên chưa kéo dài hiệu lực (Điều 12 khoản 3).",
            day(closes)
        )));
    }
    let extension = Extension::of(ends, Some(&document.number)).filter(|it| today <= it.until);
    extension.map(|it| it.until).ok_or_else(|| {
        Failure::refused(format!(
            "Giấy chứng nhận hết hạn ngày {}, đã quá 180 ngày (Điều 12 khoản 3).",
            day(ends)
        ))
    })
}

/// The revocation that was typed, if the rules allow it (Art. 8).
fn revocation<'a>(
    held: &Held,
    document: &Head,
    typed: &'a Typed,
) -> Result<Revocation<'a>, Failure> {
    let mut refusals = Vec::new();
    let ground = RevocationGround::from_id(typed.one("ground"));
    if ground.is_none() {
        let sentence = "Hãy chọn một trong sáu trường hợp của Điều 8 khoản 1.";
        refusals.push(Refusal::of("ground", sentence));
    }
    let concluded_on = match date_typed(typed.one("concluded_on")) {
        Ok(day) if document.dated < day => {
            let sentence = "Kết luận phải có trước quyết định thu hồi (Điều 8 khoản 4).";
            refusals.push(Refusal::of("concluded_on", sentence));
            None
        }
        Ok(day) => Some(day),
        Err(sentence) => {
            refusals.push(Refusal::of("concluded_on", sentence));
            None
        }
    };
    let reason = typed.one("reason");
    if reason.is_empty() {
        let sentence = "Hãy ghi lý do thu hồi; lý do được công khai.";
        refusals.push(Refusal::of("reason", sentence));
    }
    if document.dated < held.issued.terms.valid_from.latest() {
        let sentence = "Quyết định thu hồi không thể có trước giấy chứng nhận.";
        refusals.push(Refusal::of("dated", sentence));
    } else if let Err(it) = life(held, document.dated).after(LifeStep::Revoke) {
        refusals.push(Refusal::new(already(it.life, it.step)));
    }
    match ground {
        Some(ground) if refusals.is_empty() => {
            Ok(Revocation { on: document.dated, ground, decision: None, concluded_on, reason })
        }
        _ => Err(refusals.into()),
    }
}
