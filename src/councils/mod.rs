//! The councils (*hội đồng*): who sits in them, what they hear, their sheets and results (Art. 7.3,
//! 7.4, 7.6).
//!
//! A province or the ministry forms a council and plans its meetings; members score alone; the
//! chair closes a ballot, and the result follows by the rules. Offers downstream: the results
//! ([`store::results_of`]), computed and kept, from which certificates are decided.

pub mod checks;
mod documents;
mod filling;
mod pages;
mod proceedings;
pub mod score;
mod sitting;
pub mod store;
mod words;

use ocop_rules::accounts::Seat;
use ocop_rules::councils::{Evaluation, Role};
use ocop_rules::criteria::{Averages, SetId};

pub use documents::DOCUMENTS;
pub use pages::doors;

use crate::criteria::Standards;
use crate::face::Lang;
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// A kept result, computed anew from its sheets; none where they no longer tell, as for a product
/// that was rejected without points.
///
/// # Errors
///
/// Only faults.
pub async fn evaluation(
    house: &House,
    tx: &mut Tx<'_>,
    result: &str,
) -> Result<Option<Evaluation>, Failure> {
    let kept = store::result(tx, result).await?;
    match proceedings::Proceedings::read(house, tx, &kept.meeting, &kept.dossier).await {
        Ok(it) => it.evaluation(kept.ballot, kept.minima),
        Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What stands at each criterion of a kept result, as its Quy chế binds it; none where its sheets
/// no longer tell.
///
/// # Errors
///
/// Only faults.
pub async fn averages(
    house: &House,
    tx: &mut Tx<'_>,
    result: &str,
) -> Result<Option<Averages>, Failure> {
    let kept = store::result(tx, result).await?;
    match proceedings::Proceedings::read(house, tx, &kept.meeting, &kept.dossier).await {
        Ok(it) => it.averages(kept.ballot, kept.minima),
        Err(Failure::NotFound) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Why a council rejected a product without points, in words; empty where it did not.
///
/// # Errors
///
/// Only faults.
pub async fn rejection(house: &House, tx: &mut Tx<'_>, result: &str) -> Result<String, Failure> {
    let kept = store::result(tx, result).await?;
    Ok(rejected(&house.standards, kept.set, &kept.rejected))
}

/// The ground on which a product of this set was rejected, in words; empty where it was not.
pub fn rejected(standards: &Standards, set: SetId, ground: &str) -> String {
    let said = standards.set(set).and_then(|set| {
        let ground = words::ground(&set.criteria, ground)?;
        Some(words::ground_name(Lang::Vi, set, ground))
    });
    said.unwrap_or_default()
}

/// How a person sits at a dossier; upstream asks it through the hall.
///
/// # Errors
///
/// Only faults of the database.
pub async fn seat_at(tx: &mut Tx<'_>, dossier: &str, person: &str) -> Result<Seat, Failure> {
    Ok(match store::seat_at(tx, dossier, person).await? {
        None => Seat::None,
        Some(role) => seat_of(role),
    })
}

/// Everyone who sits at a dossier.
///
/// # Errors
///
/// Only faults of the database.
pub async fn seated_at(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<(String, Seat)>, Failure> {
    let seated = store::seated_at(tx, dossier).await?;
    Ok(seated.into_iter().map(|(person, role)| (person, seat_of(role))).collect())
}

fn seat_of(role: Role) -> Seat {
    match role {
        Role::Chair => Seat::Chair,
        Role::Secretary => Seat::Secretary,
        Role::ViceChair | Role::Member | Role::Expert => Seat::Member,
    }
}
