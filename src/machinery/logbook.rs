//! The logbook: one line for each change of standing, written in the same transaction, chained.

use jiff::Timestamp;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;

use super::{Failure, Tx};

/// A change of standing: who did which step to what, under which article.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// When.
    pub at: Timestamp,
    /// The person's id, or the name of a job in angle brackets.
    pub person: &'a str,
    /// The unit the person acted for.
    pub unit: &'a str,
    /// Kind and id: `dossier/0192…`.
    pub subject: String,
    /// The step, as the rules name it.
    pub step: &'a str,
    /// The article it rests on: `Art. 7.2.b`; empty where it rests on our own default.
    pub article: &'a str,
    /// What else is worth keeping, without personal data.
    pub detail: serde_json::Value,
}

/// A line as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// 1, 2, 3 …: no gap.
    pub seq: i64,
    /// When, UTC.
    pub at: String,
    /// Who.
    pub person: String,
    /// For which unit.
    pub unit: String,
    /// To what.
    pub subject: String,
    /// Which step.
    pub step: String,
    /// Under which article.
    pub article: String,
    /// What else (JSON).
    pub detail: String,
    /// The hash of the line before.
    pub previous: String,
    /// The hash of this line.
    pub hash: String,
}

impl Written {
    fn hashed(&self) -> String {
        let mut hasher = Sha256::new();
        let seq = self.seq.to_string();
        for part in [
            &seq,
            &self.at,
            &self.person,
            &self.unit,
            &self.subject,
            &self.step,
            &self.article,
            &self.detail,
            &self.previous,
        ] {
            hasher.update(part.len().to_be_bytes());
            hasher.update(part);
        }
        hex::encode(hasher.finalize())
    }
}

/// Writes one line at the end of the chain. Writers wait for each other here, and only here.
///
/// # Errors
///
/// Only faults of the database.
pub async fn write(tx: &mut Tx<'_>, line: Line<'_>) -> Result<(), Failure> {
    let head =
        sqlx::query("UPDATE logbook_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, hash")
            .fetch_one(&mut **tx)
            .await?;
    let mut written = Written {
        seq: head.get("seq"),
        at: line.at.to_string(),
        person: line.person.to_owned(),
        unit: line.unit.to_owned(),
        subject: line.subject,
        step: line.step.to_owned(),
        article: line.article.to_owned(),
        detail: line.detail.to_string(),
        previous: head.get("hash"),
        hash: String::new(),
    };
    written.hash = written.hashed();
    sqlx::query(
        "INSERT INTO logbook
             (seq, at, person, unit, subject, step, article, detail, previous, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(written.seq)
    .bind(&written.at)
    .bind(&written.person)
    .bind(&written.unit)
    .bind(&written.subject)
    .bind(&written.step)
    .bind(&written.article)
    .bind(&written.detail)
    .bind(&written.previous)
    .bind(&written.hash)
    .execute(&mut **tx)
    .await?;
    sqlx::query("UPDATE logbook_head SET hash = $1 WHERE id = 1")
        .bind(&written.hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

fn row(row: &sqlx::any::AnyRow) -> Written {
    Written {
        seq: row.get("seq"),
        at: row.get("at"),
        person: row.get("person"),
        unit: row.get("unit"),
        subject: row.get("subject"),
        step: row.get("step"),
        article: row.get("article"),
        detail: row.get("detail"),
        previous: row.get("previous"),
        hash: row.get("hash"),
    }
}

/// Everything that happened to one subject, in order.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<Written>, Failure> {
    let rows = sqlx::query("SELECT * FROM logbook WHERE subject = $1 ORDER BY seq")
        .bind(subject)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(row).collect())
}

/// Whether this person has a line of this step on this subject, written at `since` or later.
///
/// # Errors
///
/// Only faults of the database.
pub async fn is_written(
    tx: &mut Tx<'_>,
    subject: &str,
    (step, person): (&str, &str),
    since: Timestamp,
) -> Result<bool, Failure> {
    let row = sqlx::query(
        "SELECT 1 FROM logbook WHERE subject = $1 AND step = $2 AND person = $3 AND $4 <= at",
    )
    .bind(subject)
    .bind(step)
    .bind(person)
    .bind(since.to_string())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.is_some())
}

/// The lines of one step, the newest first, cut to a page; and how many there are in all.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_step(
    tx: &mut Tx<'_>,
    step: &str,
    (skip, most): (i64, i64),
) -> Result<(Vec<Written>, u64), Failure> {
    let rows = sqlx::query(
        "SELECT logbook.*, CAST(COUNT(*) OVER () AS BIGINT) AS total FROM logbook
         WHERE step = $1 ORDER BY seq DESC LIMIT $2 OFFSET $3",
    )
    .bind(step)
    .bind(most)
    .bind(skip)
    .fetch_all(&mut **tx)
    .await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    Ok((rows.iter().map(row).collect(), u64::try_from(total).unwrap_or(0)))
}

/// How many lines there are.
///
/// # Errors
///
/// Only faults of the database.
pub async fn count(tx: &mut Tx<'_>) -> Result<u64, Failure> {
    let row = sqlx::query("SELECT seq FROM logbook_head WHERE id = 1").fetch_one(&mut **tx).await?;
    Ok(u64::try_from(row.get::<i64, _>("seq")).unwrap_or(0))
}

/// The line `newest` and those before it, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn before(tx: &mut Tx<'_>, newest: u64, most: u64) -> Result<Vec<Written>, Failure> {
    let rows = sqlx::query("SELECT * FROM logbook WHERE seq <= $1 ORDER BY seq DESC LIMIT $2")
        .bind(i64::try_from(newest).unwrap_or(i64::MAX))
        .bind(i64::try_from(most).unwrap_or(i64::MAX))
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(row).collect())
}

/// What is wrong with the chain, one sentence each; empty when it is whole.
///
/// # Errors
///
/// Only faults of the database.
pub async fn breaks(tx: &mut Tx<'_>) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut last = (0_i64, String::new());
    loop {
        let rows = sqlx::query("SELECT * FROM logbook WHERE $1 < seq ORDER BY seq LIMIT 2000")
            .bind(last.0)
            .fetch_all(&mut **tx)
            .await?;
        if rows.is_empty() {
            break;
        }
        for line in rows.iter().map(row) {
            if line.seq != last.0 + 1 {
                found.push(format!("Nhật ký: thiếu dòng {}.", last.0 + 1));
            }
            if line.previous != last.1 {
                found.push(format!("Nhật ký: dòng {} không nối với dòng trước.", line.seq));
            }
            if line.hash != line.hashed() {
                found.push(format!("Nhật ký: dòng {} đã bị sửa.", line.seq));
            }
            last = (line.seq, line.hash);
        }
    }
    let head =
        sqlx::query("SELECT seq, hash FROM logbook_head WHERE id = 1").fetch_one(&mut **tx).await?;
    if (head.get::<i64, _>("seq"), head.get::<String, _>("hash")) != last {
        found.push("Nhật ký: đầu chuỗi không khớp với dòng cuối.".to_owned());
    }
    Ok(found)
}
