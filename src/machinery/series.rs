//! Numbers without gaps and without doubles.

use sqlx::Row as _;

use super::{Failure, Tx};

/// Takes the next number of the series `name`: 1, 2, 3 …
///
/// The number is given back when the transaction is not committed, so that no gap stays.
///
/// # Errors
///
/// Only faults of the database.
pub async fn next(tx: &mut Tx<'_>, name: &str) -> Result<i64, Failure> {
    let row = sqlx::query(
        "INSERT INTO series (name, last) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET last = series.last + 1 RETURNING last",
    )
    .bind(name)
    .fetch_one(&mut **tx)
    .await?;
    Ok(row.get("last"))
}

/// Lets the series `name` go on after `last`, where it has not come so far: numbers that were given
/// elsewhere are not given again. Until the transaction ends, nobody else takes a number of it.
///
/// # Errors
///
/// Only faults of the database.
pub async fn go_on_after(tx: &mut Tx<'_>, name: &str, last: i64) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO series (name, last) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET last =
             CASE WHEN series.last < excluded.last THEN excluded.last ELSE series.last END",
    )
    .bind(name)
    .bind(last)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
