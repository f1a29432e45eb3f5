//! What the rooms wrote down of a unit, read once and kept until anything is written anywhere.
//!
//! An overview and a report read all dossiers of a unit and all entries of its ledgers, and mostly
//! nothing was written since they were read last. The logbook knows: every step of a dossier, every
//! entry and every import writes a line.

use std::fmt;
use std::sync::Arc;

use ocop_rules::places::UnitId;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::ways::{self, Walked, Way, Ways};
use super::store;
use crate::house::House;
use crate::ledgers::{self, Entry, Ledger, Ledgers, Names};
use crate::machinery::{Failure, Tx};
use crate::products::WAYS;
use crate::registry::Snapshot;

/// No unit has more of one kind.
const MOST_ENTRIES: i64 = 100_000;
/// So many bytes are kept of each kind; then what was asked for least makes room.
const MOST_BYTES: u64 = 24_000_000;
/// So few are expected that they are kept as one lot: what is read of a large unit has room in it.
const USUAL: usize = 32;
/// What an entry weighs, with its words and the names of what it refers to, more or less.
const ENTRY_BYTES: usize = 1_000;
/// What the words of a dossier weigh, more or less.
const TOLD_BYTES: usize = 300;

/// Until when what was read is true: as long as none of these grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Version {
    /// How many lines the logbook has.
    written: i64,
    /// How often names and texts have changed.
    changed: i64,
    /// Which picture of the registry it was put together with.
    picture: i64,
}

/// The entries of a ledger that a unit and those under it have, and what they refer to.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The newest first.
    pub(super) list: Vec<Entry>,
    /// The names of what they refer to.
    pub(super) names: Names,
}

type Shared<T> = Arc<(Version, Arc<T>)>;

/// What is kept, by unit.
#[derive(Clone)]
pub struct Material(Arc<Kept>);

struct Kept {
    entries: Cache<(UnitId, &'static str), Shared<Entries>, Weight>,
    ways: Cache<UnitId, Shared<Ways>, Weight>,
}

impl Material {
    /// Begins to read for a unit, as of now.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub(super) async fn of<'a>(
        &'a self,
        tx: &mut Tx<'static>,
        (house, ledgers): (&'a House, Ledgers),
        (unit, snapshot): (&'a UnitId, &'a Snapshot),
    ) -> Result<Reader<'a>, Failure> {
        let (written, changed) = store::version(tx).await?;
        let version = Version { written, changed, picture: snapshot.kept.version };
        Ok(Reader { kept: &self.0, house, ledgers, unit, snapshot, version })
    }
}

/// Reads what the rooms wrote down of one unit, unless it is kept.
pub(super) struct Reader<'a> {
    kept: &'a Kept,
    house: &'a House,
    ledgers: Ledgers,
    unit: &'a UnitId,
    snapshot: &'a Snapshot,
    version: Version,
}

impl Reader<'_> {
    /// The entries of a ledger.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub(super) async fn entries(
        &self,
        tx: &mut Tx<'static>,
        ledger: &'static Ledger,
    ) -> Result<Arc<Entries>, Failure> {
        let name = (self.unit.clone(), ledger.id);
        if let Some(kept) = self.fresh(self.kept.entries.get(&name)) {
            return Ok(kept);
        }
        let within = ledgers::beneath(self.house, self.unit);
        let asked = ledgers::store::Asked { within, ..Default::default() };
        let list = ledgers::store::list(tx, ledger, &asked, (0, MOST_ENTRIES)).await?.0;
        let names = Names::of(self.ledgers, tx, list.iter().map(|it| &it.row)).await?;
        let entries = Arc::new(Entries { list, names });
        self.kept.entries.insert(name, Arc::new((self.version, Arc::clone(&entries))));
        Ok(entries)
    }

    /// The ways of products.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub(super) async fn ways(&self, tx: &mut Tx<'static>) -> Result<Arc<Ways>, Failure> {
        if let Some(kept) = self.fresh(self.kept.ways.get(self.unit)) {
            return Ok(kept);
        }
        let units = ledgers::beneath(self.house, self.unit);
        let mut walked = store::walked(tx, &units).await?;
        walked.extend(ways::kept(&self.entries(tx, &WAYS).await?.list));
        let kept = &self.snapshot.kept;
        let lying = kept.of(self.unit, &self.house.book).lying();
        let ways = Arc::new(ways::gather(kept, &lying, walked));
        let shared = Arc::new((self.version, Arc::clone(&ways)));
        self.kept.ways.insert(self.unit.clone(), shared);
        Ok(ways)
    }

    /// What is kept, where nothing was written since.
    fn fresh<T>(&self, kept: Option<Shared<T>>) -> Option<Arc<T>> {
        kept.filter(|it| it.0 == self.version).map(|it| Arc::clone(&it.1))
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<(UnitId, &'static str), Shared<Entries>> for Weight {
    fn weight(&self, _: &(UnitId, &'static str), entries: &Shared<Entries>) -> u64 {
        ((1 + entries.1.list.len()) * ENTRY_BYTES) as u64
    }
}

impl Weighter<UnitId, Shared<Ways>> for Weight {
    fn weight(&self, _: &UnitId, ways: &Shared<Ways>) -> u64 {
        let words = ways.1.told.len() * (size_of::<Walked>() + TOLD_BYTES);
        (ENTRY_BYTES + ways.1.all.len() * size_of::<Way>() + words) as u64
    }
}

impl Default for Material {
    fn default() -> Self {
        let entries = Cache::with_weighter(USUAL, MOST_BYTES, Weight);
        let ways = Cache::with_weighter(USUAL, MOST_BYTES, Weight);
        Self(Arc::new(Kept { entries, ways }))
    }
}

impl fmt::Debug for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Material").finish_non_exhaustive()
    }
}
