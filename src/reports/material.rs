//! What the rooms wrote down of a unit, read once and kept until it is written anew.
//!
//! An overview and a report need all dossiers of a unit and all entries of its ledgers, and mostly
//! none of them was written since they were read last. The tables know: whatever is written, a
//! revision rises, a row is added, or a line of the logbook.

use std::fmt;
use std::sync::Arc;

use ocop_rules::places::UnitId;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::store::{self, Whose, Written};
use super::ways::{self, Ways};
use crate::house::House;
use crate::ledgers::{self, Entry, Ledger, Ledgers, Names};
use crate::machinery::{Failure, Tx, changes, logbook};
use crate::products::WAYS;
use crate::registry::Snapshot;

/// No unit has more of one kind.
const MOST_ENTRIES: i64 = 100_000;
/// So many bytes of entries are kept; then what was asked for least makes room.
const MOST_ENTRY_BYTES: u64 = 16_000_000;
/// So many bytes of ways: those of the whole country have room.
const MOST_WAY_BYTES: u64 = 24_000_000;
/// So few are expected that they are kept as one lot: what is read of a large unit has room in it.
const USUAL: usize = 32;
/// What an entry weighs, with its words and the names of what it refers to, more or less.
const ENTRY_BYTES: usize = 1_000;

/// As long as it is the same, the entries of ledgers are, and the names of what they refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Noted {
    /// How many lines the logbook has.
    written: u64,
    /// How often names and texts have changed.
    changed: i64,
}

/// As long as it is the same, the ways of the products of a unit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Walks {
    dossiers: Written,
    /// How many entries there are of what came before dossiers, in any unit, and how often they were
    /// written.
    ideas: (i64, i64),
    /// Since which picture of the registry its products and their certificates are the same.
    certified: i64,
}

/// The entries of a ledger that a unit and those under it have, and what they refer to.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// The newest first.
    pub(super) list: Vec<Entry>,
    /// The names of what they refer to.
    pub(super) names: Names,
}

/// What was read, and until when it is true.
type Shared<V, T> = Arc<(V, Arc<T>)>;

/// What is kept, by unit.
#[derive(Clone)]
pub struct Material(Arc<Kept>);

struct Kept {
    entries: Cache<(UnitId, &'static str), Shared<Noted, Entries>, Weight>,
    ways: Cache<UnitId, Shared<Walks, Ways>, Weight>,
}

impl Material {
    /// Begins to read for a unit, as of now, from one view of the database: of a transaction that
    /// sees what others write meanwhile, what is kept would be older than it says.
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
        let noted = Noted {
            written: logbook::count(tx).await?,
            changed: changes::version_of_all(tx).await?,
        };
        Ok(Reader { kept: &self.0, house, ledgers, unit, snapshot, noted })
    }
}

/// Reads what the rooms wrote down of one unit, unless it is kept.
pub(super) struct Reader<'a> {
    kept: &'a Kept,
    house: &'a House,
    ledgers: Ledgers,
    unit: &'a UnitId,
    snapshot: &'a Snapshot,
    noted: Noted,
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
        if let Some(kept) = fresh(self.kept.entries.get(&name), &self.noted) {
            return Ok(kept);
        }
        let within = ledgers::beneath(self.house, self.unit);
        let asked = ledgers::store::Asked { within, ..Default::default() };
        let list = ledgers::store::list(tx, ledger, &asked, (0, MOST_ENTRIES)).await?.0;
        let names = Names::of(self.ledgers, tx, list.iter().map(|it| &it.row)).await?;
        let entries = Arc::new(Entries { list, names });
        self.kept.entries.insert(name, Arc::new((self.noted, Arc::clone(&entries))));
        Ok(entries)
    }

    /// The ways of products.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub(super) async fn ways(&self, tx: &mut Tx<'static>) -> Result<Arc<Ways>, Failure> {
        let book = &self.house.book;
        let whose = Whose::of(ledgers::beneath(self.house, self.unit), book);
        let picture = &self.snapshot.kept;
        let walks = Walks {
            dossiers: store::written(tx, &whose).await?,
            ideas: ledgers::store::version(tx, &WAYS).await?,
            certified: picture.certified_since(),
        };
        if let Some(ways) = fresh(self.kept.ways.get(self.unit), &walks) {
            return Ok(ways);
        }
        let mut walked = store::walked(tx, &whose, &self.house.standards).await?;
        walked.extend(ways::noted(&self.entries(tx, &WAYS).await?.list));
        let (picture, book, unit) = (Arc::clone(picture), Arc::clone(book), self.unit.clone());
        let work = move || Arc::new(ways::gather(&picture, picture.of(&unit, &book), walked));
        let ways = tokio::task::spawn_blocking(work).await?;
        let shared = Arc::new((walks, Arc::clone(&ways)));
        self.kept.ways.insert(self.unit.clone(), shared);
        Ok(ways)
    }
}

/// What is kept, where nothing of it was written since.
fn fresh<V: PartialEq, T>(kept: Option<Shared<V, T>>, now: &V) -> Option<Arc<T>> {
    kept.filter(|it| it.0 == *now).map(|it| Arc::clone(&it.1))
}

#[derive(Clone)]
struct Weight;

impl Weighter<(UnitId, &'static str), Shared<Noted, Entries>> for Weight {
    fn weight(&self, _: &(UnitId, &'static str), entries: &Shared<Noted, Entries>) -> u64 {
        ((1 + entries.1.list.len()) * ENTRY_BYTES) as u64
    }
}

impl Weighter<UnitId, Shared<Walks, Ways>> for Weight {
    fn weight(&self, _: &UnitId, ways: &Shared<Walks, Ways>) -> u64 {
        (ENTRY_BYTES + ways.1.bytes()) as u64
    }
}

impl Default for Material {
    fn default() -> Self {
        let entries = Cache::with_weighter(USUAL, MOST_ENTRY_BYTES, Weight);
        let ways = Cache::with_weighter(USUAL, MOST_WAY_BYTES, Weight);
        Self(Arc::new(Kept { entries, ways }))
    }
}

impl fmt::Debug for Material {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Material").finish_non_exhaustive()
    }
}
