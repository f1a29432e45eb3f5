//! What an entry may refer to: something that another room keeps, or another ledger.

use std::fmt::Debug;

use futures::future::BoxFuture;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;

use super::ledger::{Ledger, Ledgers};
use super::store;
use crate::machinery::{Failure, Tx};

/// What a question of a reference is answered with.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, Failure>>;

/// Something that is referred to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// What tells it from others of its name: a product's code, a document's number and day.
    pub code: String,
    /// How it is called.
    pub name: String,
    /// Where its page is; empty where the officer has none.
    pub address: String,
}

impl Found {
    /// `Mật ong hoa tràm (99-001-001-2026)`
    pub fn label(&self) -> String {
        if self.code.is_empty() || self.code == self.name {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.code)
        }
    }
}

/// A kind of thing that may be referred to, as its room answers for it. The hall hands them down.
#[derive(Debug, Clone, Copy)]
pub struct Reference {
    /// Its word: `product`.
    pub id: &'static str,
    /// Those that are called so, by code or by name, within these units; in all, when none is
    /// named. No more than eleven.
    pub find: for<'a> fn(
        &'a mut Tx<'static>,
        within: &'a [UnitId],
        typed: &'a str,
    ) -> Answer<'a, Vec<Found>>,
    /// The one with this id.
    pub get: for<'a> fn(&'a mut Tx<'static>, id: &'a str) -> Answer<'a, Option<Found>>,
}

/// So many are shown for a choice; one more says that there are more.
pub(super) const MOST: i64 = 10;

impl Ledgers {
    /// Those that are called so.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn find_referred(
        self,
        tx: &mut Tx<'static>,
        to: &str,
        within: &[UnitId],
        typed: &str,
    ) -> Result<Vec<Found>, Failure> {
        // As its label is written in a form or a file: name, and code in brackets.
        if let Some((name, code)) = typed.strip_suffix(')').and_then(|it| it.rsplit_once('(')) {
            for part in [code.trim(), name.trim()] {
                let mut found = self.called(tx, to, within, part).await?;
                found.retain(|it| fold(&it.label()) == fold(typed));
                if !found.is_empty() {
                    return Ok(found);
                }
            }
        }
        self.called(tx, to, within, typed).await
    }

    async fn called(
        self,
        tx: &mut Tx<'static>,
        to: &str,
        within: &[UnitId],
        typed: &str,
    ) -> Result<Vec<Found>, Failure> {
        if let Some(reference) = self.references.iter().find(|it| it.id == to) {
            return (reference.find)(tx, within, typed).await;
        }
        let ledger = self.find(to)?;
        let entries = store::called(tx, ledger, within, typed, MOST + 1).await?;
        Ok(entries.into_iter().map(|it| of_ledger(ledger, it)).collect())
    }

    /// The one with this id.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn referred(
        self,
        tx: &mut Tx<'static>,
        to: &str,
        id: &str,
    ) -> Result<Option<Found>, Failure> {
        if let Some(reference) = self.references.iter().find(|it| it.id == to) {
            return (reference.get)(tx, id).await;
        }
        let ledger = self.find(to)?;
        let entry = store::name_of(tx, ledger, id).await?;
        Ok(entry.map(|it| of_ledger(ledger, it)))
    }
}

/// An entry of a ledger, as it is referred to.
pub(super) fn of_ledger(ledger: &Ledger, entry: store::Called) -> Found {
    let address = format!("{}/{}", ledger.address(), entry.id);
    Found { id: entry.id, code: entry.code, name: entry.name, address }
}
