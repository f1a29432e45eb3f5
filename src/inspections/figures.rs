//! What the reports ask of this room: for some units and a period, what was planned, visited,
//! concluded, and what followed.

use std::collections::BTreeSet;

use jiff::civil::Date;
use ocop_rules::inspections::{BreachKind, MarkUse};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;

use super::ledgers::PLANS;
use super::store::{self, Asked, Breach, State, Visit};
use crate::house::House;
use crate::ledgers;
use crate::machinery::{Failure, Tx};

/// More visits than a country makes in a period.
const ALL: i64 = 1_000_000;

/// Inspections of a period, counted, as they stand on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Producers that plans of these units foresee: the least that they state.
    pub planned_producers: i64,
    /// Products that plans of these units foresee: the least that they state.
    pub planned_products: i64,
    /// Visits made.
    pub visits: usize,
    /// Products visited.
    pub products: usize,
    /// Their producers.
    pub producers: usize,
    /// Visits that found the mark misused.
    pub marks_at_fault: usize,
    /// Breaches concluded, by kind; those of which there is none are left out.
    pub breaches: Vec<(BreachKind, usize)>,
    /// Of these: put right, in time or late.
    pub remedied: usize,
    /// Of these: being put right.
    pub open: usize,
    /// Of these: not put right in time, and not since.
    pub overdue: usize,
    /// Of these: to be proposed for revocation, those overdue among them.
    pub proposals: usize,
    /// Of these: the certificate was revoked.
    pub revoked: usize,
}

/// The visits of a period to products recorded in these units, the newest first.
///
/// # Errors
///
/// Only faults.
pub async fn visits(
    tx: &mut Tx<'_>,
    units: &[UnitId],
    period: Period,
) -> Result<Vec<Visit>, Failure> {
    let (visits, _) = store::visits(tx, &asked(units, period), (0, ALL)).await?;
    Ok(visits)
}

/// The breaches concluded in a period against products recorded in these units, the newest first,
/// each with how it stands on a day.
///
/// # Errors
///
/// Only faults.
pub async fn breaches(
    house: &House,
    tx: &mut Tx<'_>,
    units: &[UnitId],
    (period, day): (Period, Date),
) -> Result<Vec<(Breach, State)>, Failure> {
    let breaches = store::breaches(tx, &asked(units, period)).await?;
    let holidays = &house.calendar.holidays;
    let stated = |it: Breach| {
        let state = it.state(day, holidays);
        (it, state)
    };
    Ok(breaches.into_iter().map(stated).collect())
}

/// The figures of a period for some units, the country for all, as they stand on a day.
///
/// # Errors
///
/// Only faults.
pub async fn figures(
    house: &House,
    tx: &mut Tx<'_>,
    units: &[UnitId],
    (period, day): (Period, Date),
) -> Result<Figures, Failure> {
    let visits = visits(tx, units, period).await?;
    let breaches = breaches(house, tx, units, (period, day)).await?;
    let planned = ledgers::store::Asked {
        within: units.to_vec(),
        from: Some(period.first()),
        until: Some(period.last()),
        ..ledgers::store::Asked::default()
    };
    let (plans, _) = ledgers::store::list(tx, &PLANS, &planned, (0, ALL)).await?;
    let planned = |column| {
        let amounts = plans.iter().filter_map(|it| it.row.amount(column));
        amounts.map(ocop_rules::records::Amount::value).sum()
    };
    let among = |wanted: fn(&State) -> bool| breaches.iter().filter(|(_, it)| wanted(it)).count();
    let of_kind = |kind| breaches.iter().filter(|(it, _)| it.kind() == kind).count();
    let kinds = BreachKind::ALL.map(|it| (it, of_kind(it)));
    Ok(Figures {
        planned_producers: planned("producers"),
        planned_products: planned("products"),
        visits: visits.len(),
        products: visits.iter().map(|it| &it.of.id).collect::<BTreeSet<_>>().len(),
        producers: visits.iter().map(|it| &it.of.producer).collect::<BTreeSet<_>>().len(),
        marks_at_fault: visits.iter().filter(|it| it.mark.is_some_and(MarkUse::is_fault)).count(),
        breaches: kinds.into_iter().filter(|(_, count)| 0 < *count).collect(),
        remedied: among(|it| matches!(it, State::Done { .. })),
        open: among(|it| matches!(it, State::Open { .. })),
        overdue: among(|it| matches!(it, State::Proposed { overdue: Some(_), .. })),
        proposals: among(|it| matches!(it, State::Proposed { .. })),
        revoked: among(|it| matches!(it, State::Revoked { .. })),
    })
}

fn asked(units: &[UnitId], period: Period) -> Asked<'_> {
    Asked {
        within: units,
        from: Some(period.first()),
        until: Some(period.last()),
        ..Asked::default()
    }
}
