use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use ocop_rules::certificates::{Certificate, Standing};
use ocop_rules::criteria::Stars;
use ocop_rules::registry::{Basis, Certainty, Counted, counted, current};

use crate::machinery::ready::Ready;

use super::kept::{Held, Kept, Product};

/// What is kept, seen from one day: how a product stands depends on nothing else.
#[derive(Debug)]
pub struct Snapshot {
    /// What was read.
    pub kept: Arc<Kept>,
    /// The day.
    pub day: Date,
    /// What guests were answered from it, which goes when it goes.
    pub ready: Ready,
    facts: Vec<Fact>,
    /// How many products have the same facts: what is counted by filters.
    pub(super) alike: Vec<(Fact, u64)>,
    /// The products as they stand when nobody prefers another order.
    pub(super) order: Vec<u32>,
    /// For each product, where it stands there.
    rank: Vec<u32>,
}

/// What filters ask of a product, in few bytes: a list of fifty thousand is looked through quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fact {
    /// Where it lies, among the places.
    pub(super) place: u32,
    /// Its line of Annex I, among the classes.
    pub(super) class: u16,
    /// How it stands.
    pub(super) now: Now,
}

/// How a product stands on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now {
    /// The stars of the certificate that speaks for it.
    pub stars: Stars,
    /// Whether it is certified, or why not.
    pub state: State,
}

/// How a product stands, in one word; what a buyer looks for stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Certified.
    Certified,
    /// Certified or not: its days are known only as ranges.
    Unsure,
    /// Its first certificate begins later.
    Coming,
    /// Its term has ended.
    Expired,
    /// Its certificate was replaced, and the new one is not in force.
    Superseded,
    /// Revoked by a decision.
    Revoked,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Certified,
        Self::Unsure,
        Self::Coming,
        Self::Expired,
        Self::Superseded,
        Self::Revoked,
    ];

    /// The word in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Certified => "certified",
            Self::Unsure => "unsure",
            Self::Coming => "coming",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Revoked => "revoked",
        }
    }

    /// The state of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl Snapshot {
    /// What is kept, seen from a day.
    pub(super) fn on(kept: Arc<Kept>, day: Date) -> Self {
        let facts: Vec<Fact> = kept
            .products
            .iter()
            .zip(&kept.class_of)
            .map(|(it, &class)| Fact { place: it.place, class, now: it.now(day) })
            .collect();
        let mut alike: BTreeMap<Fact, u64> = BTreeMap::new();
        for fact in &facts {
            *alike.entry(*fact).or_default() += 1;
        }
        let mut order: Vec<u32> = (0..).take(facts.len()).collect();
        // The sort is stable: products of a kind stay in the order of their names.
        order.sort_by_key(|&it| {
            let Now { stars, state } = at(&facts, it).now;
            (state, std::cmp::Reverse(stars))
        });
        let mut rank = vec![0; facts.len()];
        for (place, &product) in (0..).zip(&order) {
            if let Some(rank) = usize::try_from(product).ok().and_then(|it| rank.get_mut(it)) {
                *rank = place;
            }
        }
        let alike = alike.into_iter().collect();
        Self { kept, day, ready: Ready::default(), facts, alike, order, rank }
    }

    /// What filters ask of the product at this place.
    pub(super) fn fact(&self, product: u32) -> Fact {
        at(&self.facts, product)
    }

    /// How the product at this place stands.
    pub fn now(&self, product: u32) -> Now {
        self.fact(product).now
    }

    /// Where it stands when nobody prefers another order.
    pub fn rank(&self, product: u32) -> u32 {
        usize::try_from(product).ok().and_then(|it| self.rank.get(it)).copied().unwrap_or(u32::MAX)
    }

    /// The certified products whose certificates began last, the newest first.
    pub fn newest(&self, most: usize) -> Vec<u32> {
        let mut newest: Vec<(std::cmp::Reverse<Date>, u32)> = self
            .products()
            .filter(|(at, _)| self.now(*at).state == State::Certified)
            .filter_map(|(at, it)| Some((it.certificates().next_back()?.valid_from.earliest(), at)))
            .map(|(from, at)| (std::cmp::Reverse(from), at))
            .collect();
        if most < newest.len() {
            newest.select_nth_unstable(most);
        }
        newest.truncate(most);
        newest.sort_unstable();
        newest.into_iter().map(|(_, at)| at).collect()
    }

    /// The products, each with its place.
    pub fn products(&self) -> impl Iterator<Item = (u32, &Product)> {
        (0..).zip(self.kept.products.iter().map(|it| &**it))
    }
}

fn at(facts: &[Fact], product: u32) -> Fact {
    let now = Now { stars: Stars::One, state: State::Coming };
    let nothing = Fact { place: u32::MAX, class: u16::MAX, now };
    usize::try_from(product).ok().and_then(|it| facts.get(it)).copied().unwrap_or(nothing)
}

impl Product {
    /// What it counts as.
    pub fn counted(&self, basis: Basis) -> Option<Counted> {
        counted(self.certificates(), basis)
    }

    /// The certificate that speaks for it on that day, and how it stands; of a product whose first
    /// begins later, that one.
    pub fn speaks(&self, day: Date) -> Option<(&Held, Standing)> {
        let first = || self.certificates().next().map(|it| (it, Standing::NotYet));
        let (certificate, standing) = current(self.certificates(), day).or_else(first)?;
        Some((self.held_of(certificate)?, standing))
    }

    /// How it stands on that day.
    fn now(&self, day: Date) -> Now {
        let stars = |it: &Certificate| it.stars;
        let speaks = self.speaks(day);
        let stars = speaks.map_or(Stars::One, |(held, _)| stars(&held.certificate));
        let certainty = self.counted(Basis::ValidOn(day)).map(Counted::at_all);
        let state = match (certainty, speaks.map(|(_, standing)| standing)) {
            (Some(Certainty::Certainly), _) => State::Certified,
            (Some(Certainty::Possibly), _) => State::Unsure,
            (_, None | Some(Standing::NotYet)) => State::Coming,
            (_, Some(Standing::Revoked(_))) => State::Revoked,
            (_, Some(Standing::Superseded)) => State::Superseded,
            (_, Some(Standing::Valid | Standing::Extended | Standing::Expired)) => State::Expired,
        };
        Now { stars, state }
    }
}
