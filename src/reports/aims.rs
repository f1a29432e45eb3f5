//! Targets and how far they have come: counted as each asks.

use ocop_rules::products::Milestone;
use ocop_rules::records::Amount;
use ocop_rules::registry::Change;
use ocop_rules::targets::{Counting, Measure, Progress, Target};

use super::facts::Facts;
use super::question::{Kept, Moment, Of, Scope};
use crate::ledgers::{Entry, Row};
use crate::market::{SALES_POINTS, TOURISM_PLACES};
use crate::support::BUDGETS;
use crate::targets::{TARGETS, target_of};

/// A target, and how far it has come.
#[derive(Debug, Clone)]
pub struct Aimed {
    /// The id of its entry.
    pub id: String,
    /// What it is called in its document.
    pub title: String,
    /// Where its entry is.
    pub address: String,
    /// What it is.
    pub target: Target,
    /// What was counted; none where nothing can have been added yet.
    pub counted: Option<Reckoned>,
    /// How far it has come; none where it cannot be said.
    pub progress: Option<Progress>,
    /// What makes one doubt it.
    pub doubt: String,
}

/// What was counted for a target, and by which question.
#[derive(Debug, Clone)]
pub struct Reckoned {
    /// How many, or how much.
    pub value: Amount,
    /// What was asked.
    pub of: Of,
    /// Where and when.
    pub scope: Scope,
}

/// A target whose time has not begun.
#[derive(Debug, Clone)]
pub(super) struct Next {
    /// What it is called in its document.
    pub(super) title: String,
    /// Where its entry is.
    pub(super) address: String,
    /// What it is.
    pub(super) target: Target,
    /// What makes one doubt it.
    pub(super) doubt: String,
}

fn doubt_of(row: &Row) -> String {
    row.words("doubt").to_owned()
}

impl Facts {
    /// The targets of the unit itself whose time meets the period, as they stand on the day of the
    /// figures.
    pub fn aims(&self) -> Vec<Aimed> {
        let own = self.noted(TARGETS.id, &self.scope);
        let own = own.filter(|it| it.entry.row.unit == self.scope.unit);
        own.rev().filter_map(|it| self.aim(it.entry)).collect()
    }

    /// The targets of the unit itself that begin after the day of the figures.
    pub(super) fn next_aims(&self) -> Vec<Next> {
        let own = self.all(TARGETS.id).iter().filter(|it| it.row.unit == self.scope.unit);
        let aims = own.filter_map(|it| {
            let target = target_of(&it.row)?;
            let address = format!("{}/{}", it.row.ledger.address(), it.id);
            let title = it.row.words(it.row.ledger.name).to_owned();
            let doubt = doubt_of(&it.row);
            let is_to_come = self.scope.on < target.period().first();
            is_to_come.then_some(Next { title, address, target, doubt })
        });
        aims.collect()
    }

    fn aim(&self, entry: &Entry) -> Option<Aimed> {
        let row = &entry.row;
        let target = target_of(row)?;
        let day = self.scope.on;
        let counted = target.counting(day).map(|it| self.reckon(&target, it));
        let progress = counted
            .as_ref()
            .map(|it| Progress::on(&target, day, it.value.lower().unwrap_or(it.value.value())));
        Some(Aimed {
            id: entry.id.clone(),
            title: row.words(row.ledger.name).to_owned(),
            address: format!("{}/{}", row.ledger.address(), entry.id),
            target,
            counted,
            progress,
            doubt: doubt_of(row),
        })
    }

    /// Counts what a target asks for.
    pub(super) fn reckon(&self, target: &Target, counting: Counting) -> Reckoned {
        let (period, on) = match counting {
            Counting::On(day) => (self.scope.period, day),
            Counting::During(period) => (period, period.last()),
        };
        let scope = Scope { unit: self.scope.unit.clone(), period, on };
        let during = matches!(counting, Counting::During(_));
        let entries = |ledger: &str, chosen: Vec<(String, String)>| Kept {
            ledger: ledger.to_owned(),
            chosen,
        };
        let of = match target.measure() {
            Measure::Certified(stars) if during => Of::Added(stars),
            Measure::Certified(stars) => Of::valid(Some(stars)),
            Measure::NewlyCertified(stars) => {
                Of::Changes { change: Change::New, stars: Some(stars) }
            }
            Measure::Standardised if during => Of::Came(Milestone::Standardised),
            Measure::Standardised => Of::Reached(Milestone::Standardised),
            Measure::Producers => Of::Producers { moment: Moment::Valid, kind: None },
            Measure::SalesPoints => Of::Entries(entries(SALES_POINTS.id, Vec::new())),
            Measure::TourismVillages => Of::Entries(entries(TOURISM_PLACES.id, Vec::new())),
            Measure::Money => {
                let spent = vec![("phase".to_owned(), "spent".to_owned())];
                Of::Sum { kept: entries(BUDGETS.id, spent), column: "amount".to_owned() }
            }
        };
        let value = self.value_in(&of, &scope);
        Reckoned { value, of, scope }
    }
}
