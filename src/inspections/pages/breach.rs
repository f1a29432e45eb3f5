//! A breach: it is concluded on a visit, put right or not, and may lead to a revocation.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::{Act, Role, may};
use ocop_rules::certificates::revokes;
use ocop_rules::programme::Authority;

use super::super::case::Case;
use super::super::labels;
use super::super::ledgers::{BREACH_KINDS, BREACHES};
use super::super::store::{self, Breach, State as Stands, Visit};
use super::super::writing::{self, choice, day, reference, row, words};
use super::typed::{Reader, Typed, errors, typed_day};
use super::visit::visited;
use crate::accounts::Login;
use crate::certificates;
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::ledgers::{self, Row};
use crate::machinery::{Failure, Revision, Tx, submits};

#[derive(askama::Template)]
#[template(path = "inspections/pages/new_breach.html")]
struct NewPage {
    frame: Frame,
    visit: Visit,
    kinds: Vec<Choice>,
    typed: Typed,
}

impl NewPage {
    fn new(frame: Frame, visit: Visit, typed: Typed) -> Self {
        Self { kinds: labels::choices(&frame, &BREACH_KINDS), frame, visit, typed }
    }
}

pub(super) async fn new(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (visit, _) = visited(&house, &mut tx, (&login, Act::Inspect), &id).await?;
    let typed = typed.keyed().or("concluded_on", typed_day(visit.visited_on));
    Ok(show(&NewPage::new(frame, visit, typed))?.into_response())
}

pub(super) async fn add(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    match conclude(&house, &login, &id, &typed).await {
        Ok((location, true)) => Ok(redirect_saying(&location, frame.t("Đã ghi vi phạm."))),
        Ok((location, false)) => Ok(Redirect::to(&location).into_response()),
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let (visit, _) = visited(&house, &mut tx, (&login, Act::Inspect), &id).await?;
            Ok(again(&NewPage::new(frame.with(errors(refusals)), visit, typed))?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Writes the breach, unless the same form was sent before; answers where it is, and whether it was
/// written now.
async fn conclude(
    house: &House,
    login: &Login,
    id: &str,
    typed: &Typed,
) -> Result<(String, bool), Failure> {
    let mut tx = house.db.begin().await?;
    let (visit, case) = visited(house, &mut tx, (login, Act::Inspect), id).await?;
    let key = typed.one("key");
    if let Some(location) = submits::answered(&mut tx, key, &login.person).await? {
        return Ok((location, false));
    }
    let breach = read(house, &case, &visit, typed)?;
    let breach = writing::enter(&mut tx, (house, login), &case, breach).await?;
    let location = format!("/inspections/breaches/{breach}");
    submits::keep(&mut tx, key, &login.person, &location, house.clock.now()).await?;
    tx.commit().await?;
    Ok((location, true))
}

/// The breach that was typed, if its ledger takes it.
fn read(house: &House, case: &Case, visit: &Visit, typed: &Typed) -> Result<Row, Failure> {
    let mut reader = Reader::of(typed);
    let kind = reader.choice("kind", &BREACH_KINDS, "Hãy chọn loại vi phạm.");
    let what = reader.text("what", "Hãy ghi vi phạm gì.");
    let concluded_on = reader.past("concluded_on", house.clock.today());
    if concluded_on.is_some_and(|it| it < visit.visited_on) {
        reader.refuse("concluded_on", "Kết luận không thể có trước ngày kiểm tra.");
    }
    let remedy = reader.text("remedy", "");
    let due_on = reader.maybe_day("due_on");
    let row = row(
        &BREACHES,
        &case.product.commune,
        vec![
            ("what", words(&what)),
            ("product", reference(&case.product.id)),
            ("visit", reference(&visit.id)),
            ("kind", choice(kind)),
            ("concluded_on", day(concluded_on)),
            ("remedy", words(&remedy)),
            ("due_on", day(due_on)),
        ],
    );
    if reader.refusals.is_empty() {
        reader.refusals = (BREACHES.check)(&row);
    }
    reader.passed()?;
    Ok(row)
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/breach.html")]
struct BreachPage {
    frame: Frame,
    breach: Breach,
    stands: Stands,
    /// The page that records the revocation, where this officer records it.
    revocation: Option<String>,
    /// Whether a certificate of the product stands.
    is_certified: bool,
    can_remedy: bool,
    inspects: bool,
    typed: Typed,
}

impl BreachPage {
    async fn of(
        house: &House,
        tx: &mut Tx<'_>,
        (frame, login): (Frame, &Login),
        id: &str,
        typed: Typed,
    ) -> Result<Self, Failure> {
        let today = house.clock.today();
        let mut breach = store::breach(tx, id).await?;
        let case = Case::of(house, tx, &breach.of.id, today).await?;
        login.must(Act::SeeInspections, &case.place())?;
        if let Err(Failure::NotFound) = store::visit(tx, &breach.visit).await {
            // The visit was set aside.
            breach.visit.clear();
        }
        let stands = breach.state(today, &house.calendar.holidays);
        let standing = certificates::store::standing_of(tx, &breach.of.id, today).await?;
        let inspects = may(&login.post, Act::Inspect, &case.place());
        let waits = breach.rules.remedy.is_some_and(|it| it.done_on().is_none());
        Ok(Self {
            revocation: standing.as_ref().and_then(|it| revocation(login, it, &breach, stands)),
            is_certified: standing.is_some(),
            can_remedy: inspects && waits && stands.is_unsettled(),
            inspects,
            frame,
            breach,
            stands,
            typed,
        })
    }
}

/// The page that records the revocation, with what is known of it already, where this officer
/// records it (Art. 8.2).
fn revocation(
    login: &Login,
    certificate: &certificates::store::Issued,
    breach: &Breach,
    stands: Stands,
) -> Option<String> {
    let Stands::Proposed { ground, clock, .. } = stands else { return None };
    let authority = match login.role() {
        Role::Province => Authority::Province,
        Role::Ministry => Authority::Ministry,
        _ => return None,
    };
    if revokes(certificate.terms.stars) != Some(authority) {
        return None;
    }
    let known = [
        ("ground", ground.id().to_owned()),
        ("concluded_on", typed_day(clock.started)),
        ("reason", breach.what.clone()),
    ];
    let known = serde_urlencoded::to_string(known).unwrap_or_default();
    Some(format!("/certificates/{}/revocation?{known}", certificate.id))
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let typed = Typed::default().or("done_on", typed_day(house.clock.today()));
    let page = BreachPage::of(&house, &mut tx, (frame, &login), &id, typed).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn remedied(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    match remedy(&house, &login, &id, &typed).await {
        Ok(()) => {
            let address = format!("/inspections/breaches/{id}");
            Ok(redirect_saying(&address, frame.t("Đã ghi: vi phạm đã được khắc phục.")))
        }
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let who = (frame.with(errors(refusals)), &login);
            let page = BreachPage::of(&house, &mut tx, who, &id, typed).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn remedy(house: &House, login: &Login, id: &str, typed: &Typed) -> Result<(), Failure> {
    let today = house.clock.today();
    let mut tx = house.db.begin().await?;
    let breach = store::breach(&mut tx, id).await?;
    let case = Case::of(house, &mut tx, &breach.of.id, today).await?;
    login.must(Act::Inspect, &case.place())?;
    let waits = breach.rules.remedy.is_some_and(|it| it.done_on().is_none());
    if !waits || !breach.state(today, &house.calendar.holidays).is_unsettled() {
        return Err(Failure::refused("Vi phạm này không có gì đang chờ khắc phục."));
    }
    let mut reader = Reader::of(typed);
    let done_on = reader.past("done_on", today);
    let how = reader.text("how", "Hãy ghi đã khắc phục thế nào, ai xác nhận.");
    let mut row = ledgers::store::by_id(&mut tx, &BREACHES, id).await?.row;
    writing::set(&mut row, "done_on", day(done_on));
    writing::set(&mut row, "how", words(&how));
    if reader.refusals.is_empty() {
        reader.refusals = (BREACHES.check)(&row);
    }
    reader.passed()?;
    let seen: Revision = typed.one("revision").parse().unwrap_or(-1);
    let changed = ["done_on", "how"];
    writing::change(&mut tx, (house, login), &case, (id, row, seen), &changed).await?;
    Ok(tx.commit().await?)
}
