//! Asking for many documents, and how far they are.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_documents::words::{short_date, sort_by_name};
use ocop_rules::accounts::{Act, Place, Role};

use super::bundle::{body, bundle};
use super::jobs::ISSUING;
use super::{Order, Outcome};
use crate::accounts::Login;
use crate::certificates::documents::OWN;
use crate::certificates::pages::{Held, Typed, errors};
use crate::certificates::store;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, again, date_typed, show};
use crate::house::House;
use crate::machinery::jobs::{self, Job};
use crate::machinery::{Failure, Tx, submits};
use crate::records::{DocumentKind, Letterhead, Numbering, Numbers};

/// More are asked for in several batches.
const MOST: usize = 2_000;
/// So many batches are listed.
const LISTED: i64 = 50;

/// The addresses of issuing many documents.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Province, Role::Ministry]);
    Doors::new()
        .get("/batches", OFFICE, list)
        .get("/batches/new", OFFICE, page)
        .post("/batches", OFFICE, ask)
        .get("/batches/{batch}", OFFICE, look)
        .get("/batches/{batch}/files.zip", OFFICE, files)
}

/// The kinds that are issued so: those of a decision, and that of a selection.
const OF_DECISION: [&str; 3] = ["certificate", "certificate-bilingual", "result-notice"];
const OF_SELECTION: &str = "expiry-notice";

/// The kind that is asked for: of a decision where one is named, else of a selection.
fn kind_of(typed: &Typed) -> Result<&'static DocumentKind, Failure> {
    let asked = typed.one("kind");
    match typed.one("decision") {
        "" => OWN.find(OF_SELECTION),
        _ if OF_DECISION.contains(&asked) => OWN.find(asked),
        _ => Err(Failure::NotFound),
    }
}

#[derive(askama::Template)]
#[template(path = "certificates/batch/new.html")]
struct NewPage {
    frame: Frame,
    kind: &'static DocumentKind,
    /// What the documents are about.
    things: Vec<String>,
    signers: Vec<Choice>,
    is_dated: bool,
    is_typed: bool,
    back: String,
    typed: Typed,
}

impl NewPage {
    async fn of(house: &House, frame: Frame, login: &Login, typed: Typed) -> Result<Self, Failure> {
        let kind = kind_of(&typed)?;
        let mut tx = house.db.read().await?;
        let things = things(house, &mut tx, login, kind, &typed).await?;
        let letterhead = Letterhead::of_kind(house, &mut tx, &login.post.unit, kind).await?;
        let signers = letterhead.signers.iter().enumerate();
        let is_numbered = kind.numbering == Numbering::Series;
        Ok(Self {
            signers: signers.map(|(at, it)| Choice::new(at.to_string(), it.said())).collect(),
            is_dated: is_numbered,
            is_typed: is_numbered && letterhead.numbers == Numbers::Typed,
            back: match typed.one("decision") {
                "" => "/certificates".to_owned(),
                decision => format!("/decisions/{decision}"),
            },
            frame,
            kind,
            things,
            typed,
        })
    }
}

/// What the documents are about, if all of it is this office's: by the names of the products, or in
/// the order in which certificates end.
async fn things(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    kind: &DocumentKind,
    typed: &Typed,
) -> Result<Vec<String>, Failure> {
    let decision = typed.one("decision");
    if decision.is_empty() {
        return selected(house, tx, login, typed).await;
    }
    let it = store::decision(tx, decision).await?;
    login.must(Act::RecordDecision, &Place::within(&house.units_above(&it.unit)))?;
    if it.unit != login.post.unit {
        return Err(Failure::NotFound);
    }
    if kind.id == "result-notice" {
        let mut settled = store::settled_by(tx, decision).await?;
        sort_by_name(&mut settled, |it| &it.name);
        return Ok(settled.into_iter().filter_map(|it| it.dossier).collect());
    }
    let mut items = store::items_certified(tx, decision).await?;
    sort_by_name(&mut items, |it| &it.name);
    Ok(items.into_iter().filter_map(|it| it.certificate).collect())
}

/// The certificates that were ticked.
async fn selected(
    house: &House,
    tx: &mut Tx<'_>,
    login: &Login,
    typed: &Typed,
) -> Result<Vec<String>, Failure> {
    let mut selected: Vec<String> = Vec::new();
    for id in typed.all("certificate") {
        if selected.iter().all(|it| it != id) {
            let held = Held::of(house, tx, id).await?;
            login.must(Act::Notify, &held.place())?;
            selected.push(id.to_owned());
        }
    }
    Ok(selected)
}

async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let typed = typed.keyed().or("dated", short_date(house.clock.today()));
    Ok(show(&NewPage::of(&house, frame, &login, typed).await?)?.into_response())
}

async fn ask(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    match asked(&house, &login, &typed).await {
        Ok(location) => Ok(Redirect::to(&location).into_response()),
        Err(Failure::Refused(refusals)) => {
            let frame = frame.with(errors(refusals));
            Ok(again(&NewPage::of(&house, frame, &login, typed).await?)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Asks for the work; answers where it can be watched.
async fn asked(house: &House, login: &Login, typed: &Typed) -> Result<String, Failure> {
    let kind = kind_of(typed)?;
    let (key, now) = (typed.one("key"), house.clock.now());
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok(location);
    }
    let things = things(house, &mut tx, login, kind, typed).await?;
    if things.is_empty() {
        return Err(Failure::refused_of("certificate", "Chưa chọn mục nào."));
    }
    if MOST < things.len() {
        let sentence = format!("Mỗi lần ban hành nhiều nhất {MOST} văn bản.");
        return Err(Failure::refused_of("certificate", sentence));
    }
    let letterhead = Letterhead::of_kind(house, &mut tx, &login.post.unit, kind).await?;
    let order = order(house, kind, &letterhead, typed, things)?;
    let input = serde_json::to_string(&order)?;
    let unit = login.post.unit.as_str();
    let job = jobs::ask(&mut tx, ISSUING, &login.person, unit, &input, now).await?;
    let location = format!("/batches/{job}");
    submits::keep(&mut tx, key, &login.person, &location, now).await?;
    tx.commit().await?;
    Ok(location)
}

/// The order, as it was typed.
fn order(
    house: &House,
    kind: &DocumentKind,
    letterhead: &Letterhead,
    typed: &Typed,
    things: Vec<String>,
) -> Result<Order, Failure> {
    let today = house.clock.today();
    let is_numbered = kind.numbering == Numbering::Series;
    let dated = if is_numbered {
        date_typed(typed.one("dated")).map_err(|it| Failure::refused_of("dated", it))?
    } else {
        today
    };
    if today < dated {
        return Err(Failure::refused_of("dated", "Ngày văn bản không thể sau hôm nay."));
    }
    let first_number = if is_numbered && letterhead.numbers == Numbers::Typed {
        let number = typed.one("number").parse::<i64>().ok().filter(|it| 0 < *it);
        let sentence = "Hãy nhập số đầu tiên do văn thư cấp, ví dụ 12.";
        Some(number.ok_or_else(|| Failure::refused_of("number", sentence))?)
    } else {
        None
    };
    let signer = typed.one("signer").parse().ok().and_then(|at: usize| letterhead.signers.get(at));
    Ok(Order {
        kind: kind.id.to_owned(),
        decision: typed.one("decision").to_owned(),
        things,
        dated,
        posts: signer.map(|it| it.posts.clone()).unwrap_or_default(),
        signatory: typed.one("signatory").to_owned(),
        first_number,
    })
}

/// A batch that this person asked for, in the unit in which they act now.
async fn own(tx: &mut Tx<'_>, login: &Login, id: &str) -> Result<(Job, Order), Failure> {
    let job = jobs::of(tx, id, &login.person).await?;
    if job.kind != ISSUING || job.unit != login.post.unit.as_str() {
        return Err(Failure::NotFound);
    }
    let order = serde_json::from_str(&job.input)?;
    Ok((job, order))
}

#[derive(askama::Template)]
#[template(path = "certificates/batch/list.html")]
struct ListPage {
    frame: Frame,
    /// Each batch, its kind, and how many documents it asks for.
    batches: Vec<(Job, &'static DocumentKind, usize)>,
}

async fn list(State(house): State<House>, frame: Frame, login: Login) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let mut batches = Vec::new();
    for job in jobs::latest(&mut tx, ISSUING, &login.person, LISTED).await? {
        if job.unit == login.post.unit.as_str() {
            let order: Order = serde_json::from_str(&job.input)?;
            batches.push((job, OWN.find(&order.kind)?, order.things.len()));
        }
    }
    Ok(show(&ListPage { frame, batches })?.into_response())
}

#[derive(askama::Template)]
#[template(path = "certificates/batch/one.html")]
struct BatchPage {
    frame: Frame,
    kind: &'static DocumentKind,
    job: Job,
    order: Order,
    outcome: Outcome,
}

impl BatchPage {
    fn issued(&self) -> usize {
        self.order.things.len().saturating_sub(self.outcome.wrong.len())
    }

    fn back(&self) -> String {
        match self.order.decision.as_str() {
            "" => "/certificates".to_owned(),
            decision => format!("/decisions/{decision}"),
        }
    }

    /// All certificates of the decision in one file, to print.
    fn in_one(&self) -> Option<String> {
        let kind = match self.order.kind.as_str() {
            "certificate" => "certificates",
            "certificate-bilingual" => "certificates-bilingual",
            _ => return None,
        };
        Some(format!("/documents/{kind}/{}/draft.pdf", self.order.decision))
    }
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (job, order) = own(&mut tx, &login, &id).await?;
    let outcome = match job.state.as_str() {
        "done" => serde_json::from_str(&job.outcome)?,
        _ => Outcome::default(),
    };
    let is_over = job.is_over();
    let kind = OWN.find(&order.kind)?;
    let mut response = show(&BatchPage { frame, kind, job, order, outcome })?.into_response();
    if !is_over {
        // A browser without scripts looks again by itself.
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static("2"));
    }
    Ok(response)
}

async fn files(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (_, order) = own(&mut tx, &login, &id).await?;
    let file = bundle(&house, &mut tx, &order).await?;
    let place = format!("attachment; filename=\"{}.zip\"", order.kind);
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, place),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, body(file)).into_response())
}
