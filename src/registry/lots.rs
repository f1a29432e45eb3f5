//! What is counted of a unit again and again, kept with the picture it was counted from, and with
//! those after it in which only texts have changed: it goes when anything that is counted changes.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::programme::Period;
use ocop_rules::registry::{Basis, Certainty, Change, Changed, Counted, changes};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::kept::{Kept, Product};
use crate::places::Book;

/// So many bytes are kept of each kind; then what was asked for least makes room.
const MOST_BYTES: u64 = 8_000_000;
/// So few are expected that they are kept as one lot: a list of a large unit has room in it.
const USUAL_LISTS: usize = 32;
/// What a list weighs beside its bytes.
const BESIDE_BYTES: u64 = 200;

/// A product that lies in a unit.
#[derive(Debug, Clone, Copy)]
pub struct Lying {
    /// Its place among the products of the registry.
    pub at: u32,
    /// How sure it is that it lies there.
    pub lies: Certainty,
    /// The first day of its first certificate, the latest that it may have been.
    pub certified: Date,
    /// Products that hold the same certificates have the same number: 0, 1, 2 … as they come.
    holds: usize,
}

/// A product, told from others by its certificates alone.
struct Holds<'a>(&'a Product);

impl PartialEq for Holds<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.certificates().eq(other.0.certificates())
    }
}

impl Eq for Holds<'_> {}

impl Hash for Holds<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.certificates().for_each(|it| it.hash(state));
    }
}

/// A product of a unit that counts on some basis.
#[derive(Debug, Clone, Copy)]
pub struct Counting {
    /// Its place among the products of the registry.
    pub at: u32,
    /// What it counts as.
    pub counted: Counted,
    /// How sure it is that it lies in the unit.
    pub lies: Certainty,
}

/// A product of a unit that something befell.
#[derive(Debug, Clone, Copy)]
pub struct Befallen {
    /// Its place among the products of the registry.
    pub at: u32,
    /// What befell it.
    pub changed: Changed,
    /// How sure it is that it lies in the unit.
    pub lies: Certainty,
}

/// What tells products apart that are counted, but for which they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// Their line of Annex I, among the classes: see [`Kept::class`].
    pub class: u16,
    /// What their producers are.
    pub kind: Option<ProducerKind>,
    /// Where they lie, among the places.
    pub place: u32,
    /// What each counts as.
    pub counted: Counted,
    /// How sure it is of each that it lies in the unit.
    pub lies: Certainty,
}

/// What tells changes apart that are counted, but for whose they are and the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedAlike {
    /// What they were.
    pub change: Change,
    /// The rank that each came to, or had.
    pub stars: Stars,
    /// The rank that each had before.
    pub before: Option<Stars>,
    /// How sure it is of each that it lies in the unit, and its day in the period.
    pub certainty: Certainty,
}

impl Befallen {
    /// What tells it apart, but for whose it is and the day.
    pub fn alike(&self) -> ChangedAlike {
        let Changed { change, stars, before, certainty, .. } = self.changed;
        ChangedAlike { change, stars, before, certainty: self.lies.min(certainty) }
    }
}

/// A list that is kept, and whoever asks shares.
type Shared<T> = Arc<Vec<T>>;
type Lists<N, T> = Cache<(UnitId, N), Shared<T>, Weight>;

/// What was counted, by unit.
pub(super) struct Lots {
    lying: Lists<(), Lying>,
    certified: Lists<(), ((Date, Certainty), i64)>,
    alike: Lists<Basis, (Alike, i64)>,
    producers: Lists<Basis, (u32, Certainty)>,
    changed: Lists<Period, (ChangedAlike, i64)>,
}

/// The products of a unit.
#[derive(Debug, Clone, Copy)]
pub struct OfUnit<'a> {
    kept: &'a Kept,
    unit: &'a UnitId,
    book: &'a Book,
}

impl Kept {
    /// The products of a unit.
    pub fn of<'a>(&'a self, unit: &'a UnitId, book: &'a Book) -> OfUnit<'a> {
        OfUnit { kept: self, unit, book }
    }
}

impl OfUnit<'_> {
    /// Those that were ever certified, by name.
    pub fn lying(self) -> Shared<Lying> {
        let list = || {
            let within = self.kept.places.within(self.unit, self.book);
            let mut held: HashMap<Holds<'_>, usize> = HashMap::new();
            let lying = (0..).zip(&self.kept.products).filter_map(|(at, it)| {
                let certified = it.certificates().next()?.valid_from.latest();
                let lies = Some(within.of(it.place)).filter(|it| *it != Certainty::No)?;
                let next = held.len();
                let holds = *held.entry(Holds(it)).or_insert(next);
                Some(Lying { at, lies, certified, holds })
            });
            lying.collect()
        };
        self.once(&self.kept.lots.lying, (), list)
    }

    /// How many of those that were ever certified were so first on the same day, and lie there as
    /// surely.
    pub fn certified(self) -> Shared<((Date, Certainty), i64)> {
        let count = || together(self.lying().iter().map(|it| (it.certified, it.lies)));
        self.once(&self.kept.lots.certified, (), count)
    }

    /// Those that count on a basis, by name.
    pub fn counting(self, basis: Basis) -> Vec<Counting> {
        let lying = self.lying();
        let counted = self.of_certificates(&lying, |it| it.counted(basis));
        let counts = |&Lying { at, lies, holds, .. }: &Lying| {
            Some(Counting { at, counted: (*counted.get(holds)?)?, lies })
        };
        lying.iter().filter_map(counts).collect()
    }

    /// How many of those that count on a basis are alike.
    pub fn alike(self, basis: Basis) -> Shared<(Alike, i64)> {
        let alike = |it: &Counting| {
            let product = self.kept.product(it.at)?;
            Some(Alike {
                class: self.kept.class_at(it.at),
                kind: self.kept.producer(product).and_then(|it| it.kind),
                place: product.place,
                counted: it.counted,
                lies: it.lies,
            })
        };
        let count = || together(self.counting(basis).iter().filter_map(alike));
        self.once(&self.kept.lots.alike, basis, count)
    }

    /// The producers of those that count on a basis, each as sure as the surest of its products.
    pub fn producers(self, basis: Basis) -> Shared<(u32, Certainty)> {
        let whose = |it: &Counting| {
            Some((self.kept.product(it.at)?.producer, it.lies.min(it.counted.at_all())))
        };
        let list = || {
            let mut producers: Vec<_> = self.counting(basis).iter().filter_map(whose).collect();
            // The surest first, which stays.
            producers.sort_unstable_by_key(|&(at, certainty)| (at, Reverse(certainty)));
            producers.dedup_by_key(|it| it.0);
            producers
        };
        self.once(&self.kept.lots.producers, basis, list)
    }

    /// What befell them on these days.
    pub fn befallen(self, period: Period) -> Vec<Befallen> {
        let lying = self.lying();
        let changed = self.of_certificates(&lying, |it| changes(it.certificates(), period));
        let of = |&Lying { at, lies, holds, .. }: &Lying| {
            let changed = changed.get(holds).into_iter().flatten();
            changed.map(move |&changed| Befallen { at, changed, lies })
        };
        lying.iter().flat_map(of).collect()
    }

    /// What is asked of certificates, once of those that are the same: of each [`Lying::holds`].
    fn of_certificates<T>(self, lying: &[Lying], ask: impl Fn(&Product) -> T) -> Vec<T> {
        let mut told = Vec::new();
        for it in lying {
            if it.holds == told.len()
                && let Some(product) = self.kept.product(it.at)
            {
                told.push(ask(product));
            }
        }
        told
    }

    /// How much of what befell them on these days is alike.
    pub fn changed(self, period: Period) -> Shared<(ChangedAlike, i64)> {
        let count = || together(self.befallen(period).iter().map(Befallen::alike));
        self.once(&self.kept.lots.changed, period, count)
    }

    /// What is kept of the unit under this name; counted first, where it is not.
    fn once<N: Eq + Hash + Clone, T>(
        self,
        kept: &Lists<N, T>,
        name: N,
        count: impl FnOnce() -> Vec<T>,
    ) -> Shared<T> {
        let counted = || Ok::<_, Infallible>(Arc::new(count()));
        match kept.get_or_insert_with(&(self.unit.clone(), name), counted) {
            Ok(list) => list,
        }
    }
}

/// Each that is there, and how often.
fn together<T: Ord + Copy>(all: impl Iterator<Item = T>) -> Vec<(T, i64)> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    let count = |some: &[T]| Some((*some.first()?, i64::try_from(some.len()).ok()?));
    all.chunk_by(|one, other| one == other).filter_map(count).collect()
}

#[derive(Clone)]
struct Weight;

impl<N, T> Weighter<(UnitId, N), Shared<T>> for Weight {
    fn weight(&self, _: &(UnitId, N), list: &Shared<T>) -> u64 {
        size_of_val(list.as_slice()) as u64 + BESIDE_BYTES
    }
}

impl Default for Lots {
    fn default() -> Self {
        fn lists<N: Eq + Hash, T>() -> Lists<N, T> {
            Cache::with_weighter(USUAL_LISTS, MOST_BYTES, Weight)
        }
        Self {
            lying: lists(),
            certified: lists(),
            alike: lists(),
            producers: lists(),
            changed: lists(),
        }
    }
}

impl fmt::Debug for Lots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lots").finish_non_exhaustive()
    }
}
