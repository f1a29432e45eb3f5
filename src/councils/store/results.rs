use std::num::NonZeroU32;

use jiff::Timestamp;
use ocop_rules::councils::{Level, Minima};
use ocop_rules::criteria::{EditionId, Mean, SetId};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{number, read, word};
use crate::machinery::{Failure, Tx, new_id};

/// A result, as kept: what came out, and what it was computed from.
#[derive(Debug, Clone)]
pub struct KeptResult {
    /// Its id; empty before it is kept.
    pub id: String,
    /// In which meeting.
    pub meeting: String,
    /// Of which dossier.
    pub dossier: String,
    /// Whose council gave it.
    pub level: Level,
    /// Edition and sheet.
    pub set: SetId,
    /// How minima bound.
    pub minima: Minima,
    /// The ballot that counted.
    pub ballot: u32,
    /// The exact sum of the totals.
    pub sum: i64,
    /// Of how many sheets; none when the product was rejected.
    pub count: i64,
    /// What the points alone would earn; none when the product was rejected.
    pub band: u8,
    /// What points and minima earn; none when the product was rejected.
    pub stars: u8,
    /// The ground or knock-out on which it was rejected.
    pub rejected: String,
    /// What the chair noted.
    pub chair_note: String,
    /// When the chair closed it.
    pub closed_at: Timestamp,
}

impl KeptResult {
    /// The average total; none when the product was rejected.
    pub fn mean(&self) -> Option<Mean> {
        let count = NonZeroU32::new(u32::try_from(self.count).ok()?)?;
        Some(Mean::new(u64::try_from(self.sum).ok()?, count))
    }
}

fn one(row: &AnyRow) -> Result<KeptResult, Failure> {
    let edition: EditionId = read(row, "edition")?;
    Ok(KeptResult {
        id: row.get("id"),
        meeting: row.get("meeting"),
        dossier: row.get("dossier"),
        level: word(row, "level", Level::from_id)?,
        set: SetId::new(edition, number(row, "set_number")?),
        minima: word(row, "minima", Minima::from_id)?,
        ballot: number(row, "ballot")?,
        sum: row.get("sum"),
        count: row.get("count"),
        band: number(row, "band")?,
        stars: number(row, "stars")?,
        rejected: row.get("rejected"),
        chair_note: row.get("chair_note"),
        closed_at: read(row, "closed_at")?,
    })
}

/// Keeps a result; answers its id.
pub async fn add_result(tx: &mut Tx<'_>, it: &KeptResult) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO results (id, meeting, dossier, level, edition, set_number, minima, ballot,
             sum, count, band, stars, rejected, chair_note, closed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(&id)
    .bind(&it.meeting)
    .bind(&it.dossier)
    .bind(it.level.id())
    .bind(it.set.edition().to_string())
    .bind(i64::from(it.set.sheet()))
    .bind(it.minima.id())
    .bind(i64::from(it.ballot))
    .bind(it.sum)
    .bind(it.count)
    .bind(i64::from(it.band))
    .bind(i64::from(it.stars))
    .bind(&it.rejected)
    .bind(&it.chair_note)
    .bind(it.closed_at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A result.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn result(tx: &mut Tx<'_>, id: &str) -> Result<KeptResult, Failure> {
    let row = sqlx::query("SELECT * FROM results WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    one(&row.ok_or(Failure::NotFound)?)
}

/// The result of a product in a meeting, once there is one.
pub async fn result_of(
    tx: &mut Tx<'_>,
    meeting: &str,
    dossier: &str,
) -> Result<Option<KeptResult>, Failure> {
    let row = sqlx::query("SELECT * FROM results WHERE meeting = $1 AND dossier = $2")
        .bind(meeting)
        .bind(dossier)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(one).transpose()
}

/// The results of a meeting.
pub async fn results_of_meeting(
    tx: &mut Tx<'_>,
    meeting: &str,
) -> Result<Vec<KeptResult>, Failure> {
    let rows = sqlx::query("SELECT * FROM results WHERE meeting = $1")
        .bind(meeting)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(one).collect()
}

/// The results of a dossier, the latest first: the province's, the ministry's, and those of a new
/// evaluation.
pub async fn results_of(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<KeptResult>, Failure> {
    let rows =
        sqlx::query("SELECT * FROM results WHERE dossier = $1 ORDER BY closed_at DESC, id DESC")
            .bind(dossier)
            .fetch_all(&mut **tx)
            .await?;
    rows.iter().map(one).collect()
}

/// Every result, in the order in which they were kept.
pub async fn results(tx: &mut Tx<'_>) -> Result<Vec<KeptResult>, Failure> {
    let rows = sqlx::query("SELECT * FROM results ORDER BY id").fetch_all(&mut **tx).await?;
    rows.iter().map(one).collect()
}
