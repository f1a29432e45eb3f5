//! What offices noted at a step: the letter or report it rests on.

use jiff::civil::Date;
use ocop_rules::dossiers::{RejectionGround, Step};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Tx, new_id};

/// What an office noted at a step.
#[derive(Debug, Clone)]
pub struct Remark {
    /// At which step.
    pub step: Step,
    /// The date of the letter or report.
    pub dated: Date,
    /// Its number; empty where there is none.
    pub letter: String,
    /// Of a rejection.
    pub ground: Option<RejectionGround>,
    /// What it says.
    pub words: String,
}

/// Keeps a remark.
///
/// # Errors
///
/// Only faults of the database.
pub async fn remark(tx: &mut Tx<'_>, dossier: &str, remark: &Remark) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO remarks (id, dossier, step, dated, letter, ground, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new_id())
    .bind(dossier)
    .bind(remark.step.id())
    .bind(remark.dated.to_string())
    .bind(&remark.letter)
    .bind(remark.ground.map_or("", RejectionGround::id))
    .bind(&remark.words)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What offices noted on a dossier, in order.
///
/// # Errors
///
/// Only faults of the database.
pub async fn remarks(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<Remark>, Failure> {
    let rows = sqlx::query("SELECT * FROM remarks WHERE dossier = $1 ORDER BY id")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    let remark = |row: &AnyRow| {
        let step: String = row.get("step");
        Ok(Remark {
            step: Step::from_id(&step).ok_or_else(|| anyhow::anyhow!("no step {step}"))?,
            dated: row.get::<String, _>("dated").parse()?,
            letter: row.get("letter"),
            ground: RejectionGround::from_id(&row.get::<String, _>("ground")),
            words: row.get("words"),
        })
    };
    rows.iter().map(remark).collect()
}
