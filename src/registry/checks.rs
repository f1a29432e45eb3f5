//! What must always be true of the registry.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::machinery::{Db, Failure};

use super::snapshot::State;
use super::{Registry, store};

/// The registry kept in memory equals the question asked anew: every product that the database
/// alone says is certified on that day is certified in the picture, and no other whose days are all
/// known. Answers the products of which this is not so.
///
/// # Errors
///
/// Only faults of the database.
pub async fn kept_equals_asked_anew(
    registry: &Registry,
    db: &Db,
    day: Date,
) -> Result<Vec<String>, Failure> {
    registry.catch_up(db).await?;
    let snapshot = registry.on(day);
    let mut tx = db.read().await?;
    let asked = store::certified_on(&mut tx, day).await?;
    drop(tx);
    let known = |it: &super::Product| {
        it.certificates().all(|it| it.valid_from.is_known() && it.valid_to.is_known())
    };
    let kept: HashSet<&str> = snapshot
        .products()
        .filter(|(at, it)| known(it) && snapshot.now(*at).state == State::Certified)
        .map(|(_, it)| &*it.id)
        .collect();
    let mut others: Vec<String> = snapshot
        .products()
        .filter(|(_, it)| known(it) && kept.contains(&*it.id) != asked.contains(&*it.id))
        .map(|(_, it)| it.id.to_string())
        .collect();
    others.extend(asked.iter().filter(|it| snapshot.kept.at(it).is_none()).cloned());
    Ok(others)
}
