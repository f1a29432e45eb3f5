use std::collections::{BTreeSet, HashMap};

use ocop_rules::places::{Era, Heirs, Level, UnitId};
use ocop_rules::products::{fold, tone_key};
use ocop_rules::registry::Certainty;

use crate::places::Book;

/// The units that products lie in, as recorded when they were, and what these are today.
#[derive(Debug, Default)]
pub struct Places {
    all: Vec<Place>,
    at: HashMap<UnitId, usize>,
    /// The provinces of today that any of them lies in, and the communes: what is counted by.
    pub(super) provinces: Vec<UnitId>,
    pub(super) communes: Vec<UnitId>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Place {
    /// As recorded.
    pub unit: UnitId,
    /// The province of today that it lies in.
    pub province: Option<UnitId>,
    /// The communes of today that it became: one, or those of which a person has yet to say which.
    pub communes: Vec<UnitId>,
    pub(super) province_at: Option<usize>,
    pub(super) communes_at: Box<[usize]>,
    /// Under which names it is found: its own and those of all units that it was or became.
    pub(super) folded: String,
    /// The same, with tones.
    pub(super) toned: String,
}

impl Places {
    /// What the book knows of these units.
    pub(super) fn gather(units: &[UnitId], book: &Book) -> Self {
        let mut all: Vec<Place> = units.iter().map(|it| place(it, book)).collect();
        let provinces = sorted(all.iter().filter_map(|it| it.province.clone()));
        let communes = sorted(all.iter().flat_map(|it| it.communes.iter().cloned()));
        for place in &mut all {
            let at = |it: &UnitId| provinces.binary_search(it).ok();
            place.province_at = place.province.as_ref().and_then(at);
            let at = |it: &UnitId| communes.binary_search(it).ok();
            place.communes_at = place.communes.iter().filter_map(at).collect();
        }
        Self { all, at: units.iter().cloned().zip(0..).collect(), provinces, communes }
    }

    /// Their units, in the order of their numbers.
    pub(super) fn units(&self) -> impl Iterator<Item = &UnitId> {
        self.all.iter().map(|it| &it.unit)
    }

    /// Whether these are the same, in the same order: what is said of each follows from its unit.
    pub(super) fn are_alike(&self, others: &Self) -> bool {
        self.units().eq(others.units())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The place with this number.
    pub fn get(&self, at: u32) -> Option<&Place> {
        self.all.get(usize::try_from(at).ok()?)
    }

    /// Whether each of them lies in `unit`, of whichever era: certainly, or for a person to say.
    pub fn within(&self, unit: &UnitId, book: &Book) -> Within {
        if *unit == UnitId::country() {
            return Within { certainties: Vec::new(), otherwise: Certainty::Certainly };
        }
        let reach = book.reach(unit);
        let mut certainties = vec![Certainty::No; self.all.len()];
        let surely = reach.surely.iter().map(|it| (it, Certainty::Certainly));
        for (unit, certainty) in
            surely.chain(reach.perhaps.iter().map(|it| (it, Certainty::Possibly)))
        {
            if let Some(&at) = self.at.get(unit) {
                certainties[at] = certainty;
            }
        }
        Within { certainties, otherwise: Certainty::No }
    }
}

/// For each place, how sure it is that it lies in one unit.
#[derive(Debug, Clone)]
pub struct Within {
    certainties: Vec<Certainty>,
    otherwise: Certainty,
}

impl Within {
    /// How sure it is of the place with this number.
    pub fn of(&self, place: u32) -> Certainty {
        let at = usize::try_from(place).unwrap_or(usize::MAX);
        self.certainties.get(at).copied().unwrap_or(self.otherwise)
    }
}

fn sorted(units: impl Iterator<Item = UnitId>) -> Vec<UnitId> {
    let units: BTreeSet<UnitId> = units.collect();
    units.into_iter().collect()
}

fn place(unit: &UnitId, book: &Book) -> Place {
    let shares = book.shares(unit);
    let communes = match unit.era() {
        Era::TwoLevels => vec![unit.clone()],
        Era::ThreeLevels => shares.iter().map(|it| it.unit.id.clone()).collect(),
    };
    let old_province = book.province_of(unit);
    let province = old_province.and_then(|it| match book.heirs(&it.id) {
        Heirs::Same => Some(it.id.clone()),
        Heirs::One(heir) => Some(heir),
        Heirs::Several { .. } | Heirs::None => None,
    });

    let mut names: Vec<String> = Vec::new();
    let mut units: Vec<UnitId> = book.chain_ids(unit);
    for share in &shares {
        units.extend(book.chain_ids(&share.unit.id));
    }
    for it in units {
        let name = book.unit(&it).filter(|it| it.level != Level::Country).map(|it| &it.name);
        if let Some(name) = name.filter(|it| !names.contains(it)) {
            names.push(name.clone());
        }
    }
    let names = names.join(" ");
    Place {
        unit: unit.clone(),
        province,
        communes,
        province_at: None,
        communes_at: Box::default(),
        folded: fold(&names),
        toned: tone_key(&names),
    }
}
