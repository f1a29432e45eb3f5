//! What the questions of one scope need, read once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use ocop_rules::programme::Period;
use ocop_rules::registry::{Basis, Certainty};

use super::material::Entries;
use super::question::{Of, Scope};
use super::ways::Ways;
use crate::house::House;
use crate::ledgers::{Column, Entry, Lasts, Ledger, Ledgers, Names, Value};
use crate::machinery::{Failure, Tx};
use crate::places::Book;
use crate::registry::{Befallen, Counting, OfUnit, Snapshot};
use crate::targets::TARGETS;

/// What some questions need.
#[derive(Debug, Clone, Default)]
pub struct Needs {
    /// Whether the ways of products are asked.
    pub ways: bool,
    /// Which ledgers are asked.
    pub ledgers: Vec<String>,
}

impl Needs {
    /// What these questions need.
    pub fn of<'a>(asked: impl IntoIterator<Item = &'a Of>) -> Self {
        let mut needs = Self::default();
        for of in asked {
            match of {
                Of::Reached(_) | Of::Came(_) | Of::Stayed(..) | Of::Skipped(..) => {
                    needs.ways = true;
                }
                Of::Forecast(_) => {
                    needs.ways = true;
                    needs.also(TARGETS.id);
                }
                Of::Entries(kept) | Of::Sum { kept, .. } => needs.also(&kept.ledger),
                Of::Products(_) | Of::Producers { .. } | Of::Changes { .. } | Of::Added(_) => {}
            }
        }
        needs
    }

    /// And this ledger.
    pub fn also(&mut self, ledger: &str) {
        if !self.ledgers.iter().any(|it| it == ledger) {
            self.ledgers.push(ledger.to_owned());
        }
    }
}

/// An entry, and how sure it is that it belongs to the period.
#[derive(Debug, Clone, Copy)]
pub struct Noted<'a> {
    /// Its place among the entries of its ledger.
    pub at: usize,
    /// The entry.
    pub entry: &'a Entry,
    /// How sure it is.
    pub certainty: Certainty,
}

/// What the questions of one scope are answered from.
#[derive(Debug)]
pub struct Facts {
    /// Where and when.
    pub scope: Scope,
    /// The registry, as it was when they were read.
    pub snapshot: Arc<Snapshot>,
    /// The units.
    pub book: Arc<Book>,
    /// The ways of products that are known.
    pub ways: Arc<Ways>,
    entries: BTreeMap<&'static str, Arc<Entries>>,
    counting: Mutex<BTreeMap<Basis, Arc<Vec<Counting>>>>,
    befallen: Mutex<BTreeMap<Period, Arc<Vec<Befallen>>>>,
}

impl Facts {
    /// Reads what some questions need.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn read(
        tx: &mut Tx<'static>,
        house: &House,
        ledgers: Ledgers,
        scope: Scope,
        needs: &Needs,
    ) -> Result<Self, Failure> {
        let snapshot = house.registry.on(house.clock.today());
        let material = house.material.of(tx, (house, ledgers), (&scope.unit, &snapshot)).await?;
        let mut entries = BTreeMap::new();
        for ledger in ledgers.all().filter(|it| needs.ledgers.iter().any(|id| id == it.id)) {
            entries.insert(ledger.id, material.entries(tx, ledger).await?);
        }
        let ways = if needs.ways { material.ways(tx).await? } else { Arc::default() };
        Ok(Self {
            scope,
            snapshot,
            book: Arc::clone(&house.book),
            ways,
            entries,
            counting: Mutex::default(),
            befallen: Mutex::default(),
        })
    }

    /// The products of the unit.
    pub fn products(&self) -> OfUnit<'_> {
        self.snapshot.kept.of(&self.scope.unit, &self.book)
    }

    /// Those that count on a basis.
    pub fn counting(&self, basis: Basis) -> Arc<Vec<Counting>> {
        let mut kept = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        let count = || Arc::new(self.products().counting(basis));
        Arc::clone(kept.entry(basis).or_insert_with(count))
    }

    /// What befell them on these days.
    pub fn befallen(&self, period: Period) -> Arc<Vec<Befallen>> {
        let mut kept = self.befallen.lock().unwrap_or_else(PoisonError::into_inner);
        let list = || Arc::new(self.products().befallen(period));
        Arc::clone(kept.entry(period).or_insert_with(list))
    }

    /// The entries of a ledger, of any time.
    pub fn all(&self, ledger: &str) -> &[Entry] {
        self.entries.get(ledger).map_or(&[], |it| &it.list)
    }

    /// A value of an entry in words; what it refers to by its name.
    pub(super) fn words(
        &self,
        house: &House,
        ledger: &Ledger,
        (column, value): (&Column, &Value),
    ) -> String {
        match self.entries.get(ledger.id) {
            Some(entries) => entries.names.words(house, column, value),
            None => Names::default().words(house, column, value),
        }
    }

    /// The entry of this id, of any ledger that was read and of any time.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.values().flat_map(|it| &it.list).find(|it| it.id == id)
    }

    /// The entries of a ledger that belong to the period of a scope.
    pub fn noted<'a>(
        &'a self,
        ledger: &str,
        scope: &'a Scope,
    ) -> impl DoubleEndedIterator<Item = Noted<'a>> {
        let noted = |(at, entry): (usize, &'a Entry)| {
            let certainty = belongs(entry, scope);
            (certainty != Certainty::No).then_some(Noted { at, entry, certainty })
        };
        self.all(ledger).iter().enumerate().filter_map(noted)
    }

    /// The last day of each year of the period, the last one the day of the figures; of a long
    /// period the latest twelve.
    pub fn year_ends(&self) -> Vec<Date> {
        let until = self.scope.passed();
        let ends: Vec<Date> = until.by_year().map(|it: Period| it.last()).collect();
        let early = ends.len().saturating_sub(12);
        ends.into_iter().skip(early).collect()
    }
}

/// How sure it is that an entry belongs to the period of a scope. What lasts is there on the day of
/// the figures, or is not; what happened lies in the period wholly, in part, or not at all.
fn belongs(entry: &Entry, scope: &Scope) -> Certainty {
    let Scope { period, on, .. } = scope;
    let ledger = entry.row.ledger;
    let when = ledger.when().and_then(|it| entry.row.days(it.name));
    let begun = when.is_none_or(|(earliest, _)| earliest <= *on);
    let ended = match ledger.lasts {
        Lasts::Until(column) => entry.row.days(column).is_some_and(|it| it.1 < *on),
        Lasts::Moment | Lasts::Onward => false,
    };
    if !begun || ended {
        return Certainty::No;
    }
    match when {
        Some((earliest, latest)) if ledger.lasts == Lasts::Moment => {
            if period.contains(earliest) && period.contains(latest) {
                Certainty::Certainly
            } else if earliest <= period.last() && period.first() <= latest {
                Certainty::Possibly
            } else {
                Certainty::No
            }
        }
        _ => Certainty::Certainly,
    }
}
