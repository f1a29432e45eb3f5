//! How a node learns that what the public sees has changed: a version, raised in the same
//! transaction as the change.

use sqlx::Row as _;

use super::{Failure, Tx};

/// What products and producers say of themselves: names, texts, pictures, codes, addresses.
pub const TEXTS: &str = "texts";

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
    version_of_both(tx, [name, name]).await
}

/// One version of all names: it rises with each of them.
///
/// # Errors
///
/// Only faults of the database.
pub async fn version_of_all(tx: &mut Tx<'_>) -> Result<i64, Failure> {
    let sql = "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) AS version FROM changes";
    Ok(sqlx::query(sql).fetch_one(&mut **tx).await?.get("version"))
}

/// One version of two names: it rises with each of them.
///
/// # Errors
///
/// Only faults of the database.
pub async fn version_of_both(tx: &mut Tx<'_>, names: [&str; 2]) -> Result<i64, Failure> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) AS version FROM changes
         WHERE name IN ($1, $2)",
    )
    .bind(names[0])
    .bind(names[1])
    .fetch_one(&mut **tx)
    .await?;
    Ok(row.get("version"))
}
