//! Across 1 July 2025: what a unit became, what it was, and under which units its products are
//! found on the other side.

use std::collections::{BTreeSet, HashSet};

use ocop_rules::places::{Era, Heirs, Unit, UnitId, heirs_of};

use super::book::Book;

/// A unit on the other side of 1 July 2025, and whether all of it belongs to the unit asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share<'a> {
    /// The unit on the other side.
    pub unit: &'a Unit,
    /// Whether nothing of it came from, or went, elsewhere.
    pub entirely: bool,
}

/// The units of both eras under which a product of some unit is found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reach {
    /// The unit, all in it, and all on the other side that lie in it entirely.
    pub surely: BTreeSet<UnitId>,
    /// Those on the other side that lie in it in part: a person says.
    pub perhaps: BTreeSet<UnitId>,
}

impl Book {
    /// What became of this very unit (*đơn vị kế thừa*). A district as such has no heir; see
    /// [`Book::shares`] for the communes that its communes went into.
    pub fn heirs(&self, id: &UnitId) -> Heirs {
        match self.entry(id) {
            Some(entry) if entry.unit.until.is_none() => Heirs::Same,
            Some(entry) => heirs_of(id, &entry.became),
            None => Heirs::None,
        }
    }

    /// The units on the other side of 1 July 2025 that have anything in common with this one: for
    /// an old unit the present ones, for a present one the old ones. A province meets provinces;
    /// a district, like a commune, meets communes. By name.
    ///
    /// The country has no other side.
    pub fn shares(&self, id: &UnitId) -> Vec<Share<'_>> {
        let Some(here) = self.place(id) else { return Vec::new() };
        if self.entries[here].parent.is_none() {
            return Vec::new();
        }
        let whole = self.whole(here);
        let shares = self.by_name(self.other_side(here)).into_iter();
        shares
            .map(|unit| {
                let back = self.place(&unit.id).map(|it| self.other_side(it)).unwrap_or_default();
                Share { unit, entirely: back.iter().all(|it| whole.contains(it)) }
            })
            .collect()
    }

    /// The ids, of both eras, under which products of this unit are found.
    pub fn reach(&self, id: &UnitId) -> Reach {
        let Some(here) = self.place(id) else { return Reach::default() };
        let whole = self.whole(here);
        let mut surely: BTreeSet<UnitId> = whole.iter().map(|&it| self.id_at(it)).collect();
        let mut perhaps = BTreeSet::new();

        let met = self.met(&self.leaves(here));
        let above: BTreeSet<usize> = met.iter().flat_map(|&it| self.up(Some(it))).collect();
        for other in above.into_iter().filter(|it| !whole.contains(it)) {
            // The country lies in nothing, and says nothing.
            if self.entries[other].parent.is_none() {
                continue;
            }
            let back = self.met(&self.leaves(other));
            let side =
                if back.iter().all(|it| whole.contains(it)) { &mut surely } else { &mut perhaps };
            side.insert(self.id_at(other));
        }
        Reach { surely, perhaps }
    }

    fn id_at(&self, place: usize) -> UnitId {
        self.entries[place].unit.id.clone()
    }

    /// The other ends of this very entry's successions.
    fn across(&self, here: usize) -> Vec<usize> {
        let entry = &self.entries[here];
        match entry.unit.id.era() {
            Era::ThreeLevels => entry.became.iter().filter_map(|it| self.place(&it.new)).collect(),
            Era::TwoLevels => entry.was.clone(),
        }
    }

    /// All that these entries meet across, each once.
    fn met(&self, entries: &[usize]) -> Vec<usize> {
        let all: BTreeSet<usize> = entries.iter().flat_map(|&it| self.across(it)).collect();
        all.into_iter().collect()
    }

    /// What the entry itself meets across; where it as such went nowhere, what is in it meets.
    fn other_side(&self, here: usize) -> Vec<usize> {
        let direct = self.across(here);
        if direct.is_empty() { self.met(&self.leaves(here)) } else { direct }
    }

    fn whole(&self, here: usize) -> HashSet<usize> {
        self.down(here).into_iter().collect()
    }
}
