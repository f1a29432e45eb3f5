//! The files that entries carry.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Tx, new_id};

/// A file that an entry carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Its id.
    pub id: String,
    /// Under which hash its bytes are kept.
    pub sha256: String,
    /// The name it came under.
    pub name: String,
}

fn scan(row: &AnyRow) -> Scan {
    Scan { id: row.get("id"), sha256: row.get("sha256"), name: row.get("name") }
}

/// The files of an entry, the first first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn scans(tx: &mut Tx<'_>, (ledger, entry): (&str, &str)) -> Result<Vec<Scan>, Failure> {
    let query = "SELECT id, sha256, name FROM ledger_scans
                 WHERE ledger = $1 AND entry = $2 ORDER BY id";
    let rows = sqlx::query(query).bind(ledger).bind(entry).fetch_all(&mut **tx).await?;
    Ok(rows.iter().map(scan).collect())
}

/// Lets an entry carry a file; answers whether it had not yet.
///
/// # Errors
///
/// Only faults of the database.
pub async fn attach(
    tx: &mut Tx<'_>,
    (ledger, entry): (&str, &str),
    (sha256, name): (&str, &str),
    (person, at): (&str, Timestamp),
) -> Result<bool, Failure> {
    let query = "INSERT INTO ledger_scans (id, ledger, entry, sha256, name, added_by, added_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (ledger, entry, sha256) DO NOTHING";
    let added = sqlx::query(query)
        .bind(new_id())
        .bind(ledger)
        .bind(entry)
        .bind(sha256)
        .bind(name)
        .bind(person)
        .bind(at.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(0 < added.rows_affected())
}
