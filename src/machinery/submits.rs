//! A form that is sent twice does its work once.
//!
//! Each form that makes something carries a key of its own. The first submit keeps where its answer
//! is; the second is sent there.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{Failure, Tx};

/// Where the first submit with this key was answered, when there was one.
///
/// # Errors
///
/// Only faults of the database.
pub async fn answered(tx: &mut Tx<'_>, key: &str, person: &str) -> Result<Option<String>, Failure> {
    let row = sqlx::query("SELECT location FROM submits WHERE key = $1 AND person = $2")
        .bind(key)
        .bind(person)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|it| it.get("location")))
}

/// Keeps where this submit is answered. An empty key is a form without one, and is not kept.
///
/// # Errors
///
/// [`Failure::Stale`] when the same form arrived twice at the very same moment.
pub async fn keep(
    tx: &mut Tx<'_>,
    key: &str,
    person: &str,
    location: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    if key.is_empty() {
        return Ok(());
    }
    let kept = sqlx::query(
        "INSERT INTO submits (key, person, location, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key) DO NOTHING",
    )
    .bind(key)
    .bind(person)
    .bind(location)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    if kept.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}
