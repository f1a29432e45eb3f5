//! One visit: what was found, held against the evaluation, and the breaches concluded.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, may};
use ocop_rules::criteria::{CriteriaSet, Mean};
use ocop_rules::inspections::{Kept, MarkUse, Upkeep};

use super::super::case::Case;
use super::super::labels;
use super::super::store::{self, Asked, Breach, Finding, State as Stands, Visit};
use super::product::{Held, papers};
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{self, About, Kinds, Offer};

/// The visit with its product, if this officer may do this to it.
pub(super) async fn visited(
    house: &House,
    tx: &mut Tx<'_>,
    (login, act): (&Login, Act),
    id: &str,
) -> Result<(Visit, Case), Failure> {
    let visit = store::visit(tx, id).await?;
    let case = Case::of(house, tx, &visit.of.id, visit.visited_on).await?;
    login.must(act, &case.place())?;
    Ok((visit, case))
}

/// A criterion that is not simply as it was.
struct Deviation {
    code: String,
    name: String,
    kept: Kept,
    /// `3 → 2`; empty where no council scored it here.
    points: String,
    note: String,
}

/// What a visit comes to, held against the evaluation.
struct Compared {
    upkeep: Upkeep,
    mean: Mean,
    /// The minima that do not hold: criterion, what it needs.
    missed: Vec<(String, u32)>,
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/visit.html")]
struct VisitPage {
    frame: Frame,
    visit: Visit,
    deviations: Vec<Deviation>,
    /// Criteria looked at, of how many.
    looked_at: (usize, usize),
    held: Option<Compared>,
    papers: Vec<Held>,
    breaches: Vec<(Breach, Stands)>,
    inspects: bool,
    offers: Vec<Offer>,
}

impl VisitPage {
    /// Where a breach is recorded, its kind chosen as the visit suggests.
    fn breach_address(&self) -> String {
        let lost = self.held.as_ref().is_some_and(Compared::is_lost);
        let misused = self.visit.mark.is_some_and(MarkUse::is_fault);
        let kind = match (lost, misused) {
            (true, _) => "?kind=criteria-lost",
            (false, true) => "?kind=mark-misused",
            (false, false) => "",
        };
        format!("/inspections/{}/breaches{kind}", self.visit.id)
    }
}

impl Compared {
    /// Whether minima or band of its stars no longer hold.
    fn is_lost(&self) -> bool {
        !self.missed.is_empty() || !self.upkeep.keeps_band(self.mean)
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    kinds: Kinds,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let today = house.clock.today();
    let mut tx = house.db.read().await?;
    let (visit, case) = visited(&house, &mut tx, (&login, Act::SeeInspections), &id).await?;
    let findings = store::findings(&mut tx, &id).await?;
    let held = match case.evaluated(&house, &mut tx).await? {
        Some(it) if !findings.is_empty() => {
            case.upkeep(&house, &it, &findings).map(|upkeep| held(upkeep, it.mean))
        }
        _ => None,
    };
    let asked = Asked { product: &visit.of.id, ..Asked::default() };
    let breaches = store::breaches(&mut tx, &asked).await?.into_iter();
    let stated = breaches.filter(|it| it.visit == id).map(|it| {
        let state = it.state(today, &house.calendar.holidays);
        (it, state)
    });
    let set = case.set(&house).map(|it| &it.criteria);
    let whole = set.map_or(findings.len(), CriteriaSet::len);
    let seen = findings.iter().filter(|it| it.kept != Kept::NotLookedAt).count();
    let offers = records::offers(&house, &mut tx, kinds, &login, About::Visit, &id).await?;
    let page = VisitPage {
        deviations: deviations(set, &findings),
        looked_at: (seen, whole),
        held,
        papers: papers(&mut tx, &frame, &case.producer.id, visit.visited_on).await?,
        breaches: stated.collect(),
        inspects: may(&login.post, Act::Inspect, &case.place()),
        offers,
        frame,
        visit,
    };
    Ok(show(&page)?.into_response())
}

fn held(upkeep: Upkeep, mean: Mean) -> Compared {
    let missed = upkeep.missed.iter().map(|it| (it.criterion.to_string(), it.needs)).collect();
    Compared { upkeep, mean, missed }
}

/// The findings that are worth a line, in the order of the sheet.
fn deviations(set: Option<&CriteriaSet>, findings: &[Finding]) -> Vec<Deviation> {
    let place = |it: &Finding| {
        let code = it.criterion.parse().ok()?;
        set?.position(code)
    };
    let mut worth: Vec<&Finding> =
        findings.iter().filter(|it| it.kept != Kept::Kept || !it.note.is_empty()).collect();
    worth.sort_by_key(|it| place(it));
    let deviation = |it: &Finding| {
        let criterion = place(it).and_then(|at| set?.at(at));
        let found = criterion.zip(it.chosen).and_then(|(of, at)| of.options.get(at));
        let points = it.evaluated.zip(found.map(|it| it.points));
        Deviation {
            code: it.criterion.clone(),
            name: criterion.map(|it| it.name.clone()).unwrap_or_default(),
            kept: it.kept,
            points: points.map(|(then, now)| format!("{then} → {now}")).unwrap_or_default(),
            note: it.note.clone(),
        }
    };
    worth.into_iter().map(deviation).collect()
}
