//! What is counted of a unit again and again, kept with the picture it was counted from: it goes
//! when the picture goes.

use std::fmt;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::programme::Period;
use ocop_rules::registry::{Basis, Certainty, Changed, Counted, changes};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::kept::{Kept, Product};
use crate::places::Book;

/// So many bytes are kept of each kind; then what was asked for least makes room.
const MOST_BYTES: u64 = 12_000_000;
/// A unit has some hundred products.
const USUAL_BYTES: usize = 20_000;
/// What each weighs beside its list.
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

/// What products have in common that cannot be told apart by counting.
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

/// The products of a unit that count on some basis.
#[derive(Debug)]
pub struct Lot {
    /// Each of them, by name.
    pub each: Vec<Counting>,
    /// Those that are alike together: so many of them.
    pub alike: Vec<(Alike, i64)>,
    producers: OnceLock<Vec<(u32, Certainty)>>,
}

impl Lot {
    fn of(kept: &Kept, each: Vec<Counting>) -> Self {
        let alike = |it: &Counting| {
            let product = kept.product(it.at)?;
            Some(Alike {
                class: kept.class_at(it.at),
                kind: kept.producer(product).and_then(|it| it.kind),
                place: product.place,
                counted: it.counted,
                lies: it.lies,
            })
        };
        let mut all: Vec<Alike> = each.iter().filter_map(alike).collect();
        all.sort_unstable();
        let together = |some: &[Alike]| Some((*some.first()?, i64::try_from(some.len()).ok()?));
        let alike = all.chunk_by(|one, other| one == other).filter_map(together).collect();
        Self { each, alike, producers: OnceLock::new() }
    }

    /// The producers of these products, each as sure as the surest of its products.
    pub fn producers(&self, kept: &Kept) -> &[(u32, Certainty)] {
        self.producers.get_or_init(|| {
            let whose = |it: &Counting| {
                Some((kept.product(it.at)?.producer, it.lies.min(it.counted.at_all())))
            };
            let mut producers: Vec<_> = self.each.iter().filter_map(whose).collect();
            // The surest comes last, and stays.
            producers.sort_unstable();
            producers.reverse();
            producers.dedup_by_key(|it| it.0);
            producers.reverse();
            producers
        })
    }
}

/// What was counted, by unit.
pub(super) struct Lots {
    lying: Cache<UnitId, Arc<Vec<Lying>>, Weight>,
    counting: Cache<(UnitId, Basis), Arc<Lot>, Weight>,
    befallen: Cache<(UnitId, Period), Arc<Vec<Befallen>>, Weight>,
}

impl Kept {
    /// The products of a unit that were ever certified, by name.
    pub fn lying(&self, unit: &UnitId, book: &Book) -> Arc<Vec<Lying>> {
        let list = || {
            let within = self.places.within(unit, book);
            let lies = |(at, it): (u32, &Arc<Product>)| {
                let certified = it.certificates().next()?.valid_from.latest();
                let lies = within.of(it.place);
                (lies != Certainty::No).then_some(Lying { at, lies, certified })
            };
            (0..).zip(&self.products).filter_map(lies).collect()
        };
        once(&self.lots.lying, unit.clone(), list)
    }

    /// The products of a unit that count on a basis.
    pub fn counting(&self, unit: &UnitId, basis: Basis, book: &Book) -> Arc<Lot> {
        let count = || {
            let lying = self.lying(unit, book);
            let counts = |&Lying { at, lies, .. }: &Lying| {
                let counted = self.product(at)?.counted(basis)?;
                Some(Counting { at, counted, lies })
            };
            Lot::of(self, lying.iter().filter_map(counts).collect())
        };
        once(&self.lots.counting, (unit.clone(), basis), count)
    }

    /// What befell the products of a unit on these days.
    pub fn befallen(&self, unit: &UnitId, period: Period, book: &Book) -> Arc<Vec<Befallen>> {
        let list = || {
            let lying = self.lying(unit, book);
            let of = |&Lying { at, lies, .. }: &Lying| {
                let certificates = self.product(at).into_iter().flat_map(Product::certificates);
                let changed = changes(certificates, period).into_iter();
                changed.map(move |changed| Befallen { at, changed, lies })
            };
            lying.iter().flat_map(of).collect()
        };
        once(&self.lots.befallen, (unit.clone(), period), list)
    }
}

/// What is kept under this name; counted first, where it is not.
fn once<K: Eq + std::hash::Hash + Clone, V>(
    kept: &Cache<K, Arc<V>, Weight>,
    name: K,
    count: impl FnOnce() -> V,
) -> Arc<V>
where
    Weight: Weighter<K, Arc<V>>,
{
    let counted = || Ok::<_, std::convert::Infallible>(Arc::new(count()));
    match kept.get_or_insert_with(&name, counted) {
        Ok(value) => value,
    }
}

#[derive(Clone)]
struct Weight;

impl<K, T> Weighter<K, Arc<Vec<T>>> for Weight {
    fn weight(&self, _: &K, list: &Arc<Vec<T>>) -> u64 {
        size_of_val(list.as_slice()) as u64 + BESIDE_BYTES
    }
}

impl<K> Weighter<K, Arc<Lot>> for Weight {
    fn weight(&self, _: &K, it: &Arc<Lot>) -> u64 {
        let lists = size_of_val(it.each.as_slice()) + size_of_val(it.alike.as_slice());
        let producers = it.each.len() * size_of::<(u32, Certainty)>();
        (lists + producers) as u64 + BESIDE_BYTES
    }
}

impl Default for Lots {
    fn default() -> Self {
        fn cache<K: Eq + std::hash::Hash, V: Clone>() -> Cache<K, V, Weight>
        where
            Weight: Weighter<K, V>,
        {
            let most = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
            Cache::with_weighter(most.div_euclid(USUAL_BYTES), MOST_BYTES, Weight)
        }
        Self { lying: cache(), counting: cache(), befallen: cache() }
    }
}

impl fmt::Debug for Lots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lots").finish_non_exhaustive()
    }
}
