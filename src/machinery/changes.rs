//! How a node learns that what the public sees has changed: a version, raised in the same
//! transaction as the change.

use sqlx::Row as _;

use super::{Failure, Tx};

/// Says that what `name` answers has changed.
///
/// # Errors
///
/// Only faults of the database.
pub async fn raise(tx: &mut Tx<'_>, name: &str) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO changes (name, version) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET version = changes.version + 1",
    )
    .bind(name)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The version of `name`, 0 before the first change.
///
/// # Errors
///
/// Only faults of the database.
pub async fn version(tx: &mut Tx<'_>, name: &str) -> Result<i64, Failure> {
    let row = sqlx::query("SELECT version FROM changes WHERE name = $1")
        .bind(name)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map_or(0, |it| it.get("version")))
}
