//! The only SQL of this room: papers.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::evidence::{PaperKind, Term};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Revision, Tx, new_id};

/// What is written beside a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperData {
    /// What it proves.
    pub kind: PaperKind,
    /// What the producer calls it.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// From when to when it holds.
    pub term: Term,
}

/// A paper, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub producer: String,
    /// What is written beside it.
    pub data: PaperData,
    /// The hash of its file.
    pub file: String,
    /// The name its file came under.
    pub file_name: String,
    /// Whether it is no longer offered.
    pub set_aside: bool,
    /// How often it was saved.
    pub revision: Revision,
}

fn paper(row: &AnyRow) -> Result<Paper, Failure> {
    let kind: String = row.get("kind");
    let kind = PaperKind::from_id(&kind)
        .ok_or_else(|| anyhow::anyhow!("a paper is of the kind {kind}, which is not known"))?;
    let day = |column| -> Result<Option<Date>, jiff::Error> {
        row.get::<Option<String>, _>(column).map(|it| it.parse()).transpose()
    };
    let term = Term::new(day("issued_on")?, day("valid_until")?).map_err(anyhow::Error::new)?;
    Ok(Paper {
        id: row.get("id"),
        producer: row.get("producer"),
        data: PaperData {
            kind,
            title: row.get("title"),
            number: row.get("number"),
            issuer: row.get("issuer"),
            term,
        },
        file: row.get("file"),
        file_name: row.get("file_name"),
        set_aside: row.get::<Option<String>, _>("set_aside_at").is_some(),
        revision: row.get("revision"),
    })
}

/// Adds a paper whose file is kept under `file`; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add(
    tx: &mut Tx<'_>,
    producer: &str,
    data: &PaperData,
    (file, file_name): (&str, &str),
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO papers (id, producer, kind, title, number, issuer, issued_on, valid_until,
             file, file_name, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&id)
    .bind(producer)
    .bind(data.kind.id())
    .bind(&data.title)
    .bind(&data.number)
    .bind(&data.issuer)
    .bind(data.term.issued_on.map(|it| it.to_string()))
    .bind(data.term.valid_until.map(|it| it.to_string()))
    .bind(file)
    .bind(file_name)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// The paper with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Paper, Failure> {
    let row = sqlx::query("SELECT * FROM papers WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    paper(&row)
}

/// The papers of a producer, the newest first; those set aside come last.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_producer(tx: &mut Tx<'_>, producer: &str) -> Result<Vec<Paper>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM papers WHERE producer = $1
         ORDER BY CASE WHEN set_aside_at IS NULL THEN 0 ELSE 1 END, id DESC",
    )
    .bind(producer)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(paper).collect()
}

/// Sets a paper aside: it is offered no more, and stays where it is used.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed since, or is set aside already.
pub async fn set_aside(
    tx: &mut Tx<'_>,
    id: &str,
    seen: Revision,
    at: Timestamp,
) -> Result<(), Failure> {
    let set = sqlx::query(
        "UPDATE papers SET set_aside_at = $3, revision = revision + 1
         WHERE id = $1 AND revision = $2 AND set_aside_at IS NULL",
    )
    .bind(id)
    .bind(seen)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    if set.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}
