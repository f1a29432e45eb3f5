//! The ways of products, put together from what each room knows: ideas, dossiers, certificates.

use std::collections::HashMap;

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::products::{Firsts, Milestone, reason};
use ocop_rules::programme::DossierKind;
use ocop_rules::records::Amount;
use ocop_rules::registry::Certainty;

use super::facts::Facts;
use super::question::Of;
use crate::ledgers::Entry;
use crate::products::{firsts_of, reason_of};
use crate::registry::{Kept, Lying, Product, together};

/// The way of one product.
#[derive(Debug, Clone, Copy)]
pub struct Way {
    /// Its place in the registry, where it was ever certified.
    at: Option<u32>,
    /// What was written of it before, by its place in [`Ways::told`].
    told: Option<usize>,
    /// When it came where.
    pub first: Firsts,
    /// How sure it is that it lies in the unit.
    pub certainty: Certainty,
}

/// The ways of the products of a unit, in no order.
#[derive(Debug, Default)]
pub struct Ways {
    /// Each of them.
    pub all: Vec<Way>,
    /// How many of them are alike.
    pub(super) alike: Vec<((Firsts, Certainty), i64)>,
    /// What was written of them.
    pub(super) told: Vec<Walked>,
    /// The dossiers that are under way.
    pub(super) open: Vec<Open>,
}

/// A step of a product that some room wrote down.
#[derive(Debug, Clone, Default)]
pub(super) struct Walked {
    /// The product, or the entry of a ledger that is none yet.
    pub(super) id: String,
    /// What it is called.
    pub(super) name: String,
    /// Where its page is.
    pub(super) address: String,
    /// The unit it lies in.
    pub(super) unit: String,
    /// Where it came, and when.
    pub(super) came: Firsts,
    /// What was said of it, and when.
    pub(super) said: Vec<(Date, String)>,
    /// The dossier, while it is under way.
    pub(super) open: Option<Open>,
}

/// A dossier that is under way.
#[derive(Debug, Clone)]
pub(super) struct Open {
    /// The product.
    pub(super) product: String,
    /// What it asks for.
    pub(super) kind: DossierKind,
    /// By when its round must have evaluated it.
    pub(super) due: Date,
}

/// What officers have noted of products before their dossiers, and of those that never had one.
pub(super) fn kept(entries: &[Entry]) -> impl Iterator<Item = Walked> {
    entries.iter().map(|entry| {
        let row = &entry.row;
        let id = match row.words("product") {
            "" => entry.id.clone(),
            product => product.to_owned(),
        };
        Walked {
            id,
            name: row.words("name").to_owned(),
            address: format!("{}/{}", row.ledger.address(), entry.id),
            unit: row.unit.to_string(),
            came: firsts_of(row),
            said: reason_of(row).into_iter().collect(),
            open: None,
        }
    })
}

/// Puts together what was walked, and what the registry knows.
pub(super) fn gather(kept: &Kept, lying: &[Lying], mut walked: Vec<Walked>) -> Ways {
    let open = walked.iter_mut().filter_map(|it| it.open.take()).collect();
    let told = by_product(walked);
    let placed = |(at, it): (usize, &Walked)| Some((kept.at(&it.id)?, at));
    let mut before: HashMap<u32, usize> = told.iter().enumerate().filter_map(placed).collect();
    let mut all = Vec::with_capacity(lying.len() + told.len());
    let mut is_told = vec![false; told.len()];
    for it in lying {
        let told_at = before.remove(&it.at);
        let walked = told_at.and_then(|it| told.get(it));
        if let Some(is_told) = told_at.and_then(|it| is_told.get_mut(it)) {
            *is_told = true;
        }
        let mut first = walked.map_or_else(Firsts::default, |it| it.came);
        first.note(Milestone::Certified, it.certified);
        // What an office of the unit wrote of it lies there.
        let certainty = if walked.is_some() { Certainty::Certainly } else { it.lies };
        all.push(Way { at: Some(it.at), told: told_at, first, certainty });
    }
    for (at, it) in told.iter().enumerate().filter(|(at, _)| is_told.get(*at) == Some(&false)) {
        let certainty = Certainty::Certainly;
        all.push(Way { at: None, told: Some(at), first: it.came, certainty });
    }
    let alike = together(all.iter().map(|it| (it.first, it.certainty)));
    Ways { all, alike, told, open }
}

/// What was written of each product, together.
fn by_product(walked: Vec<Walked>) -> Vec<Walked> {
    let mut told: Vec<Walked> = Vec::with_capacity(walked.len());
    let mut places: HashMap<String, usize> = HashMap::with_capacity(walked.len());
    for it in walked {
        if let Some(before) = places.get(&it.id).and_then(|at| told.get_mut(*at)) {
            for (milestone, on) in it.came.iter() {
                before.came.note(milestone, on);
            }
            before.said.extend(it.said);
        } else {
            places.insert(it.id.clone(), told.len());
            told.push(it);
        }
    }
    told
}

impl Facts {
    fn told(&self, way: &Way) -> Option<&Walked> {
        self.ways.told.get(way.told?)
    }

    fn certified(&self, way: &Way) -> Option<&Product> {
        self.snapshot.kept.product(way.at?)
    }

    /// The product of a way, or the entry of a ledger that is none yet.
    pub fn way_id(&self, way: &Way) -> &str {
        let told = self.told(way).map(|it| it.id.as_str());
        told.or_else(|| Some(&self.certified(way)?.id)).unwrap_or_default()
    }

    /// What its product is called.
    pub fn way_name(&self, way: &Way) -> &str {
        let told = self.told(way).map(|it| it.name.as_str());
        told.or_else(|| Some(&self.certified(way)?.name)).unwrap_or_default()
    }

    /// Where its page is; empty where there is none.
    pub fn way_address(&self, way: &Way) -> String {
        match self.certified(way) {
            Some(product) => format!("/registry/{}", product.id),
            None => self.told(way).map_or_else(String::new, |it| it.address.clone()),
        }
    }

    /// The unit it lies in, as recorded.
    pub fn way_unit(&self, way: &Way) -> Option<UnitId> {
        match self.told(way) {
            Some(it) => UnitId::new(&it.unit).ok(),
            None => Some(self.snapshot.kept.places.get(self.certified(way)?.place)?.unit.clone()),
        }
    }

    /// The milestones that any product had come to on the day of the figures, and how many had.
    pub(super) fn reached(&self) -> impl Iterator<Item = (Milestone, Amount)> {
        let reached = Milestone::ALL.into_iter().map(|it| (it, self.value(&Of::Reached(it))));
        reached.filter(|(_, count)| *count != Amount::ZERO)
    }

    /// Why its product went no further, as was said last by that day.
    pub(super) fn way_reason(&self, way: &Way, by: Date) -> Option<&str> {
        reason(&self.told(way)?.said, by)
    }
}
