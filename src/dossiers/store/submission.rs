//! What was submitted, frozen; and what was asked for afterwards.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Tx, new_id};

/// A dossier as it was submitted: never changed.
#[derive(Debug, Clone)]
pub struct Submitted {
    /// 1, then one more after each return.
    pub number: i64,
    /// When.
    pub submitted_at: Timestamp,
    /// Slip, report, marks and papers, as one canonical JSON text.
    pub content: String,
    /// The hash of that text.
    pub sha256: String,
}

/// One thing that is wanted, in a [`Request`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// Of which part: `slip`, `report`, `1.3`; empty for the whole.
    pub part: String,
    /// What is wanted, in one sentence.
    pub sentence: String,
}

/// One consolidated list of defects (*yêu cầu bổ sung*).
#[derive(Debug, Clone)]
pub struct Request {
    /// Its id.
    pub id: String,
    /// Who asks: `commune`, `province` or `ministry`.
    pub level: String,
    /// When it was asked.
    pub asked_on: Date,
    /// Until when it should be answered.
    pub answer_by: Option<Date>,
    /// What is wanted.
    pub items: Vec<Wanted>,
    /// When it was answered.
    pub answered_on: Option<Date>,
}

/// Freezes what is submitted; answers its number among the submissions of the dossier.
///
/// # Errors
///
/// Only faults of the database.
pub async fn freeze(
    tx: &mut Tx<'_>,
    dossier: &str,
    content: &str,
    at: Timestamp,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "INSERT INTO submissions (dossier, number, submitted_at, content, sha256)
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM submissions WHERE dossier = $1
         RETURNING number",
    )
    .bind(dossier)
    .bind(at.to_string())
    .bind(content)
    .bind(hex::encode(Sha256::digest(content)))
    .fetch_one(&mut **tx)
    .await?;
    Ok(row.get("number"))
}

/// The submissions of a dossier, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn submissions(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<Submitted>, Failure> {
    let rows = sqlx::query("SELECT * FROM submissions WHERE dossier = $1 ORDER BY number DESC")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    let submitted = |row: &AnyRow| {
        Ok(Submitted {
            number: row.get("number"),
            submitted_at: row.get::<String, _>("submitted_at").parse()?,
            content: row.get("content"),
            sha256: row.get("sha256"),
        })
    };
    rows.iter().map(submitted).collect()
}

/// Notes that the commune has received a dossier: its receipt, the day, and until when the commune
/// answers.
///
/// # Errors
///
/// Only faults of the database.
pub async fn receive(
    tx: &mut Tx<'_>,
    dossier: &str,
    receipt: &str,
    received_on: Date,
    due_on: Date,
) -> Result<(), Failure> {
    sqlx::query("UPDATE dossiers SET receipt = $2, received_on = $3, due_on = $4 WHERE id = $1")
        .bind(dossier)
        .bind(receipt)
        .bind(received_on.to_string())
        .bind(due_on.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Asks for completion, with one list; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn open_request(
    tx: &mut Tx<'_>,
    dossier: &str,
    level: &str,
    items: &[Wanted],
    (asked_on, answer_by): (Date, Option<Date>),
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO requests (id, dossier, level, asked_on, answer_by, items)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&id)
    .bind(dossier)
    .bind(level)
    .bind(asked_on.to_string())
    .bind(answer_by.map(|it| it.to_string()))
    .bind(serde_json::to_string(items)?)
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// What was asked for, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn requests(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<Request>, Failure> {
    let rows = sqlx::query("SELECT * FROM requests WHERE dossier = $1 ORDER BY id DESC")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(asked).collect()
}

/// The request with this id, and the dossier it is about.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn request(tx: &mut Tx<'_>, id: &str) -> Result<(String, Request), Failure> {
    let row = sqlx::query("SELECT * FROM requests WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok((row.get("dossier"), asked(&row)?))
}

fn asked(row: &AnyRow) -> Result<Request, Failure> {
    let day = |column| -> Result<Option<Date>, jiff::Error> {
        row.get::<Option<String>, _>(column).map(|it| it.parse()).transpose()
    };
    Ok(Request {
        id: row.get("id"),
        level: row.get("level"),
        asked_on: row.get::<String, _>("asked_on").parse()?,
        answer_by: day("answer_by")?,
        items: serde_json::from_str(&row.get::<String, _>("items"))?,
        answered_on: day("answered_on")?,
    })
}

/// Notes that every open request of a dossier has its answer.
///
/// # Errors
///
/// Only faults of the database.
pub async fn answer_requests(tx: &mut Tx<'_>, dossier: &str, day: Date) -> Result<(), Failure> {
    sqlx::query("UPDATE requests SET answered_on = $2 WHERE dossier = $1 AND answered_on IS NULL")
        .bind(dossier)
        .bind(day.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
