//! The shared page of a dossier: everyone who may see it sees the same page, with the sections that
//! their role opens.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::{Stage, Step};

use super::desk::{Desk, desk};
use super::lookup::{Opened, note_opened};
use super::marks::{Sum, sum};
use super::report::{Part, unwritten};
use super::{is_writable, must, seen, sheet, whole};
use crate::accounts::Login;
use crate::dossiers::frozen::{Frozen, FrozenPaper};
use crate::dossiers::store::{self, Dossier, Request, Submitted};
use crate::dossiers::whole::What;
use crate::dossiers::{Downstream, kind_label, stage_label, stage_tone, step_label, steps};
use crate::face::{self, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook};
use crate::producers::store::Persons;
use crate::records::{About, Kinds, Offer};
use crate::{accounts, producers, records};

/// One line of the history.
struct Event {
    at: Timestamp,
    label: &'static str,
    person: String,
    article: String,
}

/// What the producer has written so far.
struct Draft {
    sum: Sum,
    empty_fields: usize,
    papers: usize,
    general: bool,
    results: bool,
    plan: bool,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/dossier.html")]
struct DossierPage {
    frame: Frame,
    dossier: Dossier,
    kind: &'static str,
    stage: &'static str,
    tone: &'static str,
    place: String,
    sheet: String,
    steps: Vec<face::Step>,
    /// The list that leads here.
    back: Option<(&'static str, &'static str)>,
    can_withdraw: bool,
    draft: Option<Draft>,
    submissions: Vec<Submitted>,
    frozen: Option<Frozen>,
    persons: Option<Persons>,
    sees_persons: bool,
    desk: Option<Desk>,
    requests: Vec<Request>,
    offers: Vec<Offer>,
    files: Vec<What>,
    history: Vec<Event>,
}

impl DossierPage {
    /// Where a line of a request is answered, and what that part is called.
    fn part(&self, part: &str) -> (String, String) {
        let named = |label: &'static str| self.frame.t(label).to_owned();
        match part {
            "" => (String::new(), String::new()),
            "slip" => (part.to_owned(), named("Phiếu đăng ký (Mẫu 01)")),
            "report" => ("report/general".to_owned(), named("Báo cáo tự đánh giá (Mẫu 02)")),
            "evidence" => (part.to_owned(), named("Tài liệu minh chứng")),
            code => {
                (format!("marks?criterion={code}#c{code}"), self.frame.tf("Tiêu chí {}", [code]))
            }
        }
    }
}

/// The list of dossiers of a role.
fn back(role: Role) -> Option<(&'static str, &'static str)> {
    Some(match role {
        Role::Producer => ("/my/dossiers", "Hồ sơ của tôi"),
        Role::Commune => ("/commune", "Hồ sơ"),
        Role::Province => ("/province", "Hồ sơ"),
        Role::Ministry => ("/ministry", "Hồ sơ"),
        Role::Member => ("/sheets", "Phiếu của tôi"),
        Role::Admin => return None,
    })
}

pub(super) async fn look(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, seat) = seen(&house, &mut tx, downstream, &login, &id).await?;
    let is_own = login.role() == Role::Producer;
    let can_write = is_own && is_writable(dossier.stage);
    let draft = if can_write { Some(drafted(&house, &mut tx, &dossier).await?) } else { None };
    let submissions = store::submissions(&mut tx, &id).await?;
    let frozen = submissions.first().map(|it| Frozen::read(&it.content)).transpose()?;
    let sees_persons = must(&house, &login, Act::SeePersonalData, &dossier, seat).is_ok();
    // An office sees them on Mẫu 03, where each look is written down.
    let persons = if is_own && sees_persons {
        Some(producers::store::persons(&mut tx, &dossier.producer).await?)
    } else {
        None
    };
    let criteria = &sheet(&house, &dossier)?.criteria;
    let page = DossierPage {
        kind: kind_label(dossier.kind),
        stage: stage_label(dossier.stage),
        tone: stage_tone(dossier.stage),
        place: house.book.full_name(&dossier.commune),
        sheet: format!("{}: {}", criteria.id(), criteria.name()),
        steps: steps(&frame, &dossier),
        back: back(login.role()),
        can_withdraw: is_own
            && dossier.stage.is_before_result()
            && dossier.stage != Stage::Withdrawn,
        draft,
        submissions,
        frozen,
        persons,
        sees_persons,
        desk: desk(&mut tx, &house, &frame, &login, &dossier).await?,
        requests: store::requests(&mut tx, &id).await?,
        offers: offers(&house, &mut tx, kinds, &login, &id).await?,
        files: whole::offered(&login, &dossier),
        history: history(&mut tx, &dossier).await?,
        frame,
        dossier,
    };
    Ok(show(&page)?.into_response())
}

/// The documents about a dossier, then those about each of its requests.
async fn offers(
    house: &House,
    tx: &mut Tx<'static>,
    kinds: Kinds,
    login: &Login,
    id: &str,
) -> Result<Vec<Offer>, Failure> {
    let mut offers = records::offers(house, tx, kinds, login, About::Dossier, id).await?;
    for request in store::requests(tx, id).await? {
        let of_it = records::offers(house, tx, kinds, login, About::Request, &request.id);
        offers.extend(of_it.await?);
    }
    Ok(offers)
}

async fn drafted(house: &House, tx: &mut Tx<'_>, dossier: &Dossier) -> Result<Draft, Failure> {
    let set = &sheet(house, dossier)?.criteria;
    let unwritten = unwritten(&dossier.report);
    Ok(Draft {
        sum: sum(set, &dossier.marks(set)?),
        empty_fields: dossier.slip.empty_fields().len(),
        papers: store::papers(tx, &dossier.id).await?.len(),
        general: !unwritten.contains(&Part::General),
        results: !unwritten.contains(&Part::Results),
        plan: !unwritten.contains(&Part::Plan),
    })
}

async fn history(tx: &mut Tx<'_>, dossier: &Dossier) -> Result<Vec<Event>, Failure> {
    let mut events = Vec::new();
    for line in logbook::of(tx, &dossier.subject()).await? {
        let Some(step) = Step::from_id(&line.step) else { continue };
        events.push(Event {
            at: line.at.parse()?,
            label: step_label(step),
            person: accounts::store::name(tx, &line.person).await?,
            article: line.article,
        });
    }
    Ok(events)
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/submitted.html")]
struct SubmittedPage {
    frame: Frame,
    id: String,
    kind: &'static str,
    submitted: Submitted,
    content: Frozen,
    sees_persons: bool,
}

impl SubmittedPage {
    fn papers(&self, criterion: &str) -> impl Iterator<Item = &FrozenPaper> {
        self.content.papers.iter().filter(move |it| it.criterion == criterion)
    }
}

pub(super) async fn submitted(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path((id, number)): Path<(String, i64)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, seat) = seen(&house, &mut tx, downstream, &login, &id).await?;
    let submissions = store::submissions(&mut tx, &id).await?;
    drop(tx);
    let submitted = submissions.into_iter().find(|it| it.number == number);
    let submitted = submitted.ok_or(Failure::NotFound)?;
    let content = Frozen::read(&submitted.content)?;
    let sees_persons = must(&house, &login, Act::SeePersonalData, &dossier, seat).is_ok();
    if sees_persons {
        note_opened(&house, &login, &dossier, Opened::Submission).await?;
    }
    let kind = kind_label(dossier.kind);
    Ok(show(&SubmittedPage { frame, id, kind, submitted, content, sees_persons })?.into_response())
}
