//! Targets and how far they have come: counted as each asks, and forecast to its end.

use std::collections::HashSet;

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::products::Milestone;
use ocop_rules::programme::{DossierKind, Period};
use ocop_rules::records::Amount;
use ocop_rules::registry::{Basis, Certainty, Change, Count};
use ocop_rules::targets::{
    Coming, Counting, Forecast, Holding, Measure, Progress, Prospect, Renewal, StarsAim, Target,
};

use super::facts::Facts;
use super::question::{Kept, Moment, Of, Scope};
use crate::ledgers::{Entry, Row};
use crate::market::{SALES_POINTS, TOURISM_PLACES};
use crate::support::BUDGETS;
use crate::targets::{TARGETS, target_of};

/// A target, and how far it has come.
#[derive(Debug, Clone)]
pub struct Aimed {
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
            title: row.words(row.ledger.name).to_owned(),
            address: format!("{}/{}", row.ledger.address(), entry.id),
            target,
            counted,
            progress,
            doubt: doubt_of(row),
        })
    }

    /// What is forecast for the end of a target: how many, and whether that is enough. Only of
    /// products.
    pub fn foreseen(&self, target: &Target) -> Option<(Count, Prospect)> {
        self.forecast(target).map(|it| (it.count, target.prospect(it.count)))
    }

    /// Counts what a target asks for.
    fn reckon(&self, target: &Target, counting: Counting) -> Reckoned {
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

    /// What will count for a target at its end, as far as certificates and dossiers tell.
    fn forecast(&self, target: &Target) -> Option<Forecast<'_>> {
        let (today, end) = (self.scope.on, target.stretch(self.scope.on).last());
        let aim = match target.measure() {
            Measure::Certified(aim) | Measure::NewlyCertified(aim) if today <= end => aim,
            _ => return None,
        };
        let during = match target.counting(today)? {
            Counting::On(_) => None,
            Counting::During(period) => Some(period),
        };
        Some(match during {
            None => Forecast::of_total(aim, today, end, self.holdings(), self.coming()),
            Some(period) => {
                let added = self.added_in(target.measure(), aim, period);
                let unheld = self.coming().filter(|it| !self.is_held(it.product, today));
                Forecast::of_addition(aim, added, end, unheld)
            }
        })
    }

    fn added_in(&self, measure: Measure, aim: StarsAim, period: Period) -> u64 {
        let of = match measure {
            Measure::Certified(_) => Of::Added(aim),
            _ => Of::Changes { change: Change::New, stars: Some(aim) },
        };
        let scope = Scope { unit: self.scope.unit.clone(), period, on: period.last() };
        let value = self.value_in(&of, &scope);
        u64::try_from(value.value()).unwrap_or(0)
    }

    /// The certificates of the unit, and whether their renewal is under way.
    pub fn holdings(&self) -> impl Iterator<Item = Holding<'_>> {
        let kept = &self.snapshot.kept;
        let lying = self.products().lying();
        let products = (0..lying.len()).filter_map(move |it| kept.product(lying.get(it)?.at));
        let renewals = self.ways.open.iter().filter(|it| it.kind == DossierKind::Renewal);
        let filed: HashSet<&str> = renewals.map(|it| it.product.as_str()).collect();
        products.flat_map(move |product| {
            let is_filed = filed.contains(&*product.id);
            let renewal = if is_filed { Renewal::Filed } else { Renewal::NotFiled };
            product.certificates().map(move |certificate| Holding {
                product: &product.id,
                certificate,
                renewal,
            })
        })
    }

    /// The dossiers from which a certificate may come.
    fn coming(&self) -> impl Iterator<Item = Coming<'_>> {
        let open = self.ways.open.iter().filter(|it| it.kind != DossierKind::Renewal);
        open.map(|it| Coming { product: &it.product, stars: None::<Stars>, due: it.due })
    }

    fn is_held(&self, product: &str, day: Date) -> bool {
        let kept = &self.snapshot.kept;
        let held = kept.at(product).and_then(|it| kept.product(it));
        held.and_then(|it| it.counted(Basis::ValidOn(day)))
            .is_some_and(|it| it.at_all() != Certainty::No)
    }
}
