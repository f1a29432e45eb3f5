//! What `ocop check` asks of these tables.

use sqlx::Row as _;

use crate::machinery::{Failure, Tx};

/// A number that was given: series and year, the number, whether the program gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Unit, issuer, sign and year.
    pub series: String,
    /// The number.
    pub number: i64,
    /// Whether it was the next, and not typed in.
    pub is_ours: bool,
}

/// Every number, series by series, in order.
///
/// # Errors
///
/// Only faults of the database.
pub async fn numbers(tx: &mut Tx<'_>) -> Result<Vec<Given>, Failure> {
    let rows = sqlx::query(
        "SELECT series, year, number, numbered FROM records
         WHERE number IS NOT NULL ORDER BY series, year, number",
    )
    .fetch_all(&mut **tx)
    .await?;
    let given = rows.iter().map(|row| Given {
        series: format!("{}/{}", row.get::<String, _>("series"), row.get::<i64, _>("year")),
        number: row.get("number"),
        is_ours: row.get::<String, _>("numbered") == "own",
    });
    Ok(given.collect())
}

/// Every file that was kept for a record: the record's id, and the hash.
///
/// # Errors
///
/// Only faults of the database.
pub async fn hashes(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Failure> {
    let rows = sqlx::query("SELECT record, sha256 FROM record_files ORDER BY record, place")
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|it| (it.get("record"), it.get("sha256"))).collect())
}

/// The records without a file, and those without their line in the logbook.
///
/// # Errors
///
/// Only faults of the database.
pub async fn bare(tx: &mut Tx<'_>) -> Result<[Vec<String>; 2], Failure> {
    let fileless = "SELECT r.id FROM records r WHERE NOT EXISTS
             (SELECT 1 FROM record_files f WHERE f.record = r.id AND f.format <> 'scan')
         ORDER BY r.id";
    let lineless = "SELECT r.id FROM records r WHERE NOT EXISTS
             (SELECT 1 FROM logbook l
              WHERE l.subject = 'record/' || r.id AND l.step = 'issue-document')
         ORDER BY r.id";
    let mut found = [Vec::new(), Vec::new()];
    for (ids, query) in found.iter_mut().zip([fileless, lineless]) {
        let rows = sqlx::query(query).fetch_all(&mut **tx).await?;
        ids.extend(rows.iter().map(|it| it.get::<String, _>(0)));
    }
    Ok(found)
}
