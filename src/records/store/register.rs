//! The register (*sổ văn bản đi*): its numbers, and what an office looks up in it.

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Record, record};
use crate::machinery::{Failure, Tx};

/// What of a register is wanted; what is empty or nought is all.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// Whose register.
    pub unit: &'a UnitId,
    /// Of this year.
    pub year: i64,
    /// Of this kind.
    pub kind: &'a str,
    /// With these words, folded, in number, title or subject.
    pub words: &'a str,
}

/// A page of it, the latest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn list(
    tx: &mut Tx<'_>,
    sought: &Sought<'_>,
    (skip, most): (i64, i64),
) -> Result<Vec<Record>, Failure> {
    let rows = sqlx::query(
        "SELECT r.*, o.id AS replaced_by
         FROM records r LEFT JOIN records o ON o.replaces = r.id
         WHERE r.unit = $1 AND ($2 = 0 OR r.year = $2) AND ($3 = '' OR r.kind = $3)
           AND r.search LIKE $4
         ORDER BY r.dated DESC, r.issued_at DESC, r.id DESC LIMIT $5 OFFSET $6",
    )
    .bind(sought.unit.as_str())
    .bind(sought.year)
    .bind(sought.kind)
    .bind(format!("%{}%", sought.words))
    .bind(most)
    .bind(skip)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(record).collect()
}

/// How many there are.
///
/// # Errors
///
/// Only faults of the database.
pub async fn count(tx: &mut Tx<'_>, sought: &Sought<'_>) -> Result<u64, Failure> {
    let row = sqlx::query(
        "SELECT CAST(COUNT(*) AS BIGINT) AS found FROM records r
         WHERE r.unit = $1 AND ($2 = 0 OR r.year = $2) AND ($3 = '' OR r.kind = $3)
           AND r.search LIKE $4",
    )
    .bind(sought.unit.as_str())
    .bind(sought.year)
    .bind(sought.kind)
    .bind(format!("%{}%", sought.words))
    .fetch_one(&mut **tx)
    .await?;
    Ok(u64::try_from(row.get::<i64, _>("found")).unwrap_or(0))
}

/// The years in which something was issued, the latest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn years(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<i64>, Failure> {
    let rows = sqlx::query("SELECT DISTINCT year FROM records WHERE unit = $1 ORDER BY year DESC")
        .bind(unit.as_str())
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|it| it.get("year")).collect())
}

/// The highest number of a series in a year; nought for none.
///
/// # Errors
///
/// Only faults of the database.
pub async fn highest(tx: &mut Tx<'_>, series: &str, year: i16) -> Result<i64, Failure> {
    let row = sqlx::query(
        "SELECT COALESCE(MAX(number), 0) AS highest FROM records WHERE series = $1 AND year = $2",
    )
    .bind(series)
    .bind(i64::from(year))
    .fetch_one(&mut **tx)
    .await?;
    Ok(row.get("highest"))
}

/// The record with the highest number of a series in a year: its number and its day.
///
/// # Errors
///
/// Only faults of the database.
pub async fn latest(
    tx: &mut Tx<'_>,
    series: &str,
    year: i16,
) -> Result<Option<(String, Date)>, Failure> {
    let row = sqlx::query(
        "SELECT full_number, dated FROM records
         WHERE series = $1 AND year = $2 AND number IS NOT NULL ORDER BY number DESC LIMIT 1",
    )
    .bind(series)
    .bind(i64::from(year))
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(numbered).transpose()
}

/// Whether a number of a series is there.
///
/// # Errors
///
/// Only faults of the database.
pub async fn has_number(
    tx: &mut Tx<'_>,
    (series, year): (&str, i16),
    number: i64,
) -> Result<bool, Failure> {
    let row = sqlx::query("SELECT 1 FROM records WHERE series = $1 AND year = $2 AND number = $3")
        .bind(series)
        .bind(i64::from(year))
        .bind(number)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.is_some())
}

/// The record with the next lower number of the same series: its number and its day.
///
/// # Errors
///
/// Only faults of the database.
pub async fn before(tx: &mut Tx<'_>, it: &Record) -> Result<Option<(String, Date)>, Failure> {
    let row = sqlx::query(
        "SELECT full_number, dated FROM records
         WHERE series = $1 AND year = $2 AND number < $3 ORDER BY number DESC LIMIT 1",
    )
    .bind(&it.series)
    .bind(it.year)
    .bind(it.number)
    .fetch_optional(&mut **tx)
    .await?;
    row.as_ref().map(numbered).transpose()
}

fn numbered(row: &AnyRow) -> Result<(String, Date), Failure> {
    Ok((row.get("full_number"), row.get::<String, _>("dated").parse()?))
}
