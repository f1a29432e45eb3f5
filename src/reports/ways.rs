//! The ways of products, put together from what each room knows: ideas, dossiers, certificates.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

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
use crate::registry::{Kept, Lying, OfUnit, Product};

/// What the words of a dossier weigh, more or less.
const TOLD_BYTES: usize = 300;

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
    /// How many of them are alike.
    pub(super) alike: Vec<((Firsts, Certainty), i64)>,
    /// What was written of them.
    pub(super) told: Vec<Walked>,
    /// The dossiers that are under way.
    pub(super) open: Vec<Open>,
    /// The products that were ever certified.
    lying: Arc<Vec<Lying>>,
    /// What was written of these, by their place in the registry, as its place in `told`.
    of_certified: HashMap<u32, usize>,
    /// What was written of others.
    of_others: Vec<usize>,
    /// Each of them, once somebody asks for a list.
    all: OnceLock<Vec<Way>>,
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
pub(super) fn noted(entries: &[Entry]) -> impl Iterator<Item = Walked> {
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

/// Puts together what was walked, and what the registry knows of the products of the unit.
pub(super) fn gather(kept: &Kept, products: OfUnit<'_>, mut walked: Vec<Walked>) -> Ways {
    let open = walked.iter_mut().filter_map(|it| it.open.take()).collect();
    let lying = products.lying();
    let mut ways = Ways { told: by_product(walked), lying, open, ..Ways::default() };
    // Most products were only certified: they are counted once for all, and the others apart.
    let certified = |on| Firsts::from_iter([(Milestone::Certified, on)]);
    let mut alike: HashMap<(Firsts, Certainty), i64> = products
        .certified()
        .iter()
        .map(|&((on, lies), many)| ((certified(on), lies), many))
        .collect();
    for (told, it) in ways.told.iter().enumerate() {
        let at = kept.at(&it.id);
        let known = at.and_then(|at| ways.lying.binary_search_by_key(&at, |it| it.at).ok());
        let mut first = it.came;
        match known.and_then(|it| ways.lying.get(it)) {
            Some(it) => {
                *alike.entry((certified(it.certified), it.lies)).or_default() -= 1;
                first.note(Milestone::Certified, it.certified);
                ways.of_certified.insert(it.at, told);
            }
            None => ways.of_others.push(told),
        }
        *alike.entry((first, Certainty::Certainly)).or_default() += 1;
    }
    ways.alike = alike.into_iter().filter(|it| it.1 != 0).collect();
    ways
}

impl Ways {
    /// Each of them.
    pub fn all(&self) -> &[Way] {
        self.all.get_or_init(|| {
            let others = self.of_others.iter().filter_map(|&told| {
                let first = self.told.get(told)?.came;
                Some(Way { at: None, told: Some(told), first, certainty: Certainty::Certainly })
            });
            self.lying.iter().map(|it| self.of_certified(it)).chain(others).collect()
        })
    }

    fn of_certified(&self, it: &Lying) -> Way {
        let told = self.of_certified.get(&it.at).copied();
        let walked = told.and_then(|it| self.told.get(it));
        let mut first = walked.map_or_else(Firsts::default, |it| it.came);
        first.note(Milestone::Certified, it.certified);
        // What an office of the unit wrote of it lies there.
        let certainty = if walked.is_some() { Certainty::Certainly } else { it.lies };
        Way { at: Some(it.at), told, first, certainty }
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let ways = self.lying.len() + self.of_others.len();
        ways * size_of::<Way>() + self.told.len() * (size_of::<Walked>() + TOLD_BYTES)
    }
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
