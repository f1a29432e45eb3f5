//! The ways of products, put together from what each room knows: ideas, dossiers, certificates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop_rules::products::{Journey, Milestone};
use ocop_rules::programme::DossierKind;
use ocop_rules::registry::Certainty;

use super::facts::Facts;
use crate::ledgers::Entry;
use crate::products::journey_of;

/// The way of one product.
#[derive(Debug, Clone)]
pub struct Way {
    /// What it is called.
    pub name: String,
    /// Where its page is; empty where there is none.
    pub address: String,
    /// The unit it lies in, as recorded.
    pub unit: String,
    /// When it came where, and why it went no further.
    pub journey: Journey,
    /// How sure it is that it lies in the unit.
    pub certainty: Certainty,
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
    pub(super) came: Vec<(Milestone, Date)>,
    /// What was said of it, and when.
    pub(super) said: Vec<(Date, String)>,
    /// The dossier, while it is under way.
    pub(super) open: Option<Open>,
}

/// A dossier that is under way.
#[derive(Debug, Clone)]
pub struct Open {
    /// The product.
    pub product: String,
    /// What it asks for.
    pub kind: DossierKind,
    /// By when its round must have evaluated it.
    pub due: Date,
}

/// What officers have noted of products before their dossiers, and of those that never had one.
pub(super) fn kept(entries: &[Entry]) -> impl Iterator<Item = Walked> {
    entries.iter().map(|entry| {
        let row = &entry.row;
        let journey = journey_of(row);
        let id = match row.words("product") {
            "" => entry.id.clone(),
            product => product.to_owned(),
        };
        Walked {
            id,
            name: journey.product,
            address: format!("{}/{}", row.ledger.address(), entry.id),
            unit: row.unit.to_string(),
            came: journey.first.into_iter().collect(),
            said: journey.reasons,
            open: None,
        }
    })
}

/// Puts together what was walked, and what the registry knows.
pub(super) fn gather(facts: &Facts, walked: Vec<Walked>) -> Vec<Way> {
    let mut ways: BTreeMap<String, Way> = BTreeMap::new();
    for it in walked {
        let way = ways.entry(it.id.clone()).or_insert_with(|| Way {
            name: it.name,
            address: it.address,
            unit: it.unit,
            journey: Journey { product: it.id, ..Journey::default() },
            certainty: Certainty::Certainly,
        });
        for (milestone, on) in it.came {
            came(&mut way.journey, milestone, on);
        }
        way.journey.reasons.extend(it.said);
    }
    for &(at, lies) in facts.lying() {
        let Some(product) = facts.snapshot.kept.product(at) else { continue };
        let Some(first) = product.certificates().next() else { continue };
        let place = facts.snapshot.kept.places.get(product.place);
        let way = ways.entry(product.id.to_string()).or_insert_with(|| Way {
            name: product.name.to_string(),
            address: String::new(),
            unit: place.map_or_else(String::new, |it| it.unit.to_string()),
            journey: Journey { product: product.id.to_string(), ..Journey::default() },
            certainty: lies,
        });
        way.address = format!("/registry/{}", product.id);
        came(&mut way.journey, Milestone::Certified, first.valid_from.latest());
    }
    let mut ways: Vec<Way> = ways.into_values().collect();
    ways.sort_by_cached_key(|it| (ocop_rules::names::fold(&it.name), it.journey.product.clone()));
    ways
}

/// The first day counts.
fn came(journey: &mut Journey, milestone: Milestone, on: Date) {
    let first = journey.first.entry(milestone).or_insert(on);
    *first = on.min(*first);
}
