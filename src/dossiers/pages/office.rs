//! What the pages of every office share: how a dossier is opened for a step, and how its clock is
//! read.

use axum::extract::Form;
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, Place};
use ocop_rules::dossiers::{DossierKind, Stage};
use ocop_rules::programme::{Clock, Reading};

use super::super::store::{self, Dossier};
use super::super::{stage_label, stage_tone};
use crate::accounts::Login;
use crate::face::{Errors, Frame, again, redirect_saying};
use crate::house::House;
use crate::machinery::{Failure, Revision, Tx, new_id, submits};
use crate::{producers, products};

/// What a form brings, field by field; a name may stand several times.
#[derive(Debug, Default)]
pub(super) struct Typed(Vec<(String, String)>);

/// The body of a form, as a handler takes it.
pub(super) type Body = Form<Vec<(String, String)>>;

impl Typed {
    pub(super) fn of(Form(fields): Body) -> Self {
        Self(fields)
    }

    /// What stands in a field, without the blanks around it.
    pub(super) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(it, _)| it == name);
        field.map_or("", |(_, value)| value.trim())
    }

    /// Every value of a field.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.trim())
    }

    /// Whether the form has been sent, and not only opened.
    pub(super) fn is_sent(&self) -> bool {
        !self.0.is_empty()
    }

    fn revision(&self) -> Option<Revision> {
        self.get("revision").parse().ok()
    }
}

/// What stands above every form of an office.
pub(super) struct Head {
    pub(super) id: String,
    pub(super) product: String,
    pub(super) producer: String,
    pub(super) stage: &'static str,
    pub(super) tone: &'static str,
    pub(super) revision: Revision,
    pub(super) key: String,
}

impl Head {
    pub(super) async fn of(
        tx: &mut Tx<'_>,
        dossier: &Dossier,
        typed: &Typed,
    ) -> Result<Self, Failure> {
        let key = typed.get("key");
        Ok(Self {
            id: dossier.id.clone(),
            product: products::store::by_id(tx, &dossier.product).await?.data.name,
            producer: producers::store::by_id(tx, &dossier.producer).await?.data.name,
            stage: stage_label(dossier.stage),
            tone: stage_tone(dossier.stage),
            revision: typed.revision().unwrap_or(dossier.revision),
            key: if key.is_empty() { new_id() } else { key.to_owned() },
        })
    }
}

/// A dossier, for a person who may do this with it. What a producer still drafts for the first time
/// is nobody else's.
pub(super) async fn open(
    tx: &mut Tx<'_>,
    house: &House,
    login: &Login,
    (id, act): (&str, Act),
) -> Result<Dossier, Failure> {
    let dossier = store::by_id(tx, id).await?;
    let units = house.units_above(&dossier.commune);
    login.must(act, &Place::within(&units).of_producer(&dossier.producer))?;
    if dossier.stage == Stage::Draft { Err(Failure::NotFound) } else { Ok(dossier) }
}

/// Opens a dossier to do something with it; `None` when this very form has done it before.
///
/// # Errors
///
/// [`Failure::Stale`] when the form was drawn from an older dossier.
pub(super) async fn begin(
    house: &House,
    login: &Login,
    typed: &Typed,
    (id, act): (&str, Act),
) -> Result<Option<(Tx<'static>, Dossier)>, Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = open(&mut tx, house, login, (id, act)).await?;
    if submits::answered(&mut tx, typed.get("key"), &login.person).await?.is_some() {
        return Ok(None);
    }
    if typed.revision() != Some(dossier.revision) {
        return Err(Failure::Stale);
    }
    Ok(Some((tx, dossier)))
}

/// Keeps what was done.
pub(super) async fn finish(
    mut tx: Tx<'static>,
    house: &House,
    login: &Login,
    typed: &Typed,
    id: &str,
) -> Result<(), Failure> {
    let now = house.clock.now();
    submits::keep(&mut tx, typed.get("key"), &login.person, &address(id), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Where a dossier lies.
pub(super) fn address(id: &str) -> String {
    format!("/dossiers/{id}")
}

/// Back to the dossier, saying what was done.
pub(super) fn done(id: &str, sentence: &str) -> Response {
    redirect_saying(&address(id), sentence)
}

/// The answer to a form of an office: back to the dossier, saying what was done, or the form again
/// with the sentences of the refusal.
pub(super) async fn answer<P, F>(
    id: &str,
    (frame, said): (Frame, &str),
    tried: Result<(), Failure>,
    form: impl FnOnce(Frame) -> F,
) -> Result<Response, Failure>
where
    P: askama::Template,
    F: Future<Output = Result<P, Failure>>,
{
    match tried {
        Ok(()) => Ok(done(id, said)),
        Err(Failure::Refused(refusals)) => {
            let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
            Ok(again(&form(frame.with(errors)).await?)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// What a legal clock says today.
#[derive(Debug, Clone)]
pub(super) struct ClockWords {
    /// `Còn 4 ngày làm việc`
    pub(super) words: String,
    /// The last day.
    pub(super) due: String,
    /// Whether it has passed.
    pub(super) late: bool,
    /// Whether some days of the term are not confirmed by a decision yet.
    pub(super) uncertain: bool,
}

impl ClockWords {
    pub(super) fn tone(&self) -> &'static str {
        if self.late { "bad" } else { "wait" }
    }
}

/// The clock that runs for an office, if one does; `completed_on` is when what province or
/// ministry asked for was there.
pub(super) fn clock(
    house: &House,
    frame: &Frame,
    dossier: &Dossier,
    completed_on: Option<Date>,
) -> Option<ClockWords> {
    let holidays = &house.calendar.holidays;
    let clock = match dossier.stage {
        Stage::Filed | Stage::CommuneChecking => {
            Clock { started: dossier.received_on?, due: dossier.due_on? }
        }
        stage if dossier.kind == DossierKind::Renewal && awaits_result(stage) => {
            let complete = completed_on.max(dossier.province_received_on)?;
            Clock::of_renewal(complete, holidays)
        }
        _ => return None,
    };
    let today = house.clock.today();
    let reading = clock.read(today, holidays);
    let words = match reading {
        Reading::Left(0) => frame.t("Hôm nay là ngày cuối").to_owned(),
        Reading::Left(days) => frame.tf("Còn {} ngày làm việc", [days]),
        Reading::Late(days) => frame.tf("Quá hạn {} ngày làm việc", [days]),
    };
    Some(ClockWords {
        words,
        due: frame.date(clock.due),
        late: matches!(reading, Reading::Late(_)),
        uncertain: !house.calendar.is_certain_between(clock.started, clock.due.max(today)),
    })
}

/// Whether the forty-five days of a renewal run: from the complete dossier to the result.
fn awaits_result(stage: Stage) -> bool {
    use Stage as S;

    matches!(
        stage,
        S::ProvinceChecking
            | S::Accepted
            | S::Advising
            | S::EvidenceRequested
            | S::Surveying
            | S::Testing
            | S::Ready
            | S::Scored
            | S::SentToMinistry
            | S::CentralScored
    )
}
