//! While the producer writes: every save is over a revision that she has seen.

use jiff::Timestamp;
use ocop_rules::criteria::{Code, CriteriaSet, Marks, SetId};
use ocop_rules::dossiers::{DossierKind, Stage};
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use std::collections::BTreeMap;

use super::Dossier;
use crate::dossiers::written::{Report, Slip};
use crate::machinery::{Failure, Revision, Tx, new_id};

/// A dossier that begins.
#[derive(Debug)]
pub struct NewDossier<'a> {
    /// Of which product.
    pub product: &'a str,
    /// Whose.
    pub producer: &'a str,
    /// What it asks for.
    pub kind: DossierKind,
    /// The sheet it is scored on.
    pub set: SetId,
    /// The commune that receives it.
    pub commune: &'a UnitId,
    /// The province of that commune.
    pub province: &'a UnitId,
    /// The certificate that is renewed or upgraded.
    pub previous: Option<&'a str>,
    /// Mẫu 01, as far as it is known.
    pub slip: &'a Slip,
}

/// Starts a dossier; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn start(
    tx: &mut Tx<'_>,
    new: &NewDossier<'_>,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO dossiers (id, product, producer, kind, edition, set_number, stage, commune,
             province, slip, previous, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&id)
    .bind(new.product)
    .bind(new.producer)
    .bind(new.kind.id())
    .bind(new.set.edition().to_string())
    .bind(i64::from(new.set.sheet()))
    .bind(Stage::Draft.id())
    .bind(new.commune.as_str())
    .bind(new.province.as_str())
    .bind(serde_json::to_string(new.slip)?)
    .bind(new.previous)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Saves Mẫu 01 over the revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when the dossier was saved since.
pub async fn save_slip(
    tx: &mut Tx<'_>,
    id: &str,
    slip: &Slip,
    seen: Revision,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "UPDATE dossiers SET slip = $3, revision = revision + 1 WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(serde_json::to_string(slip)?)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Saves Mẫu 02 over the revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when the dossier was saved since.
pub async fn save_report(
    tx: &mut Tx<'_>,
    id: &str,
    report: &Report,
    seen: Revision,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "UPDATE dossiers SET report = $3, revision = revision + 1 WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(serde_json::to_string(report)?)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Saves the self-assessment over the revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when the dossier was saved since.
pub async fn save_marks(
    tx: &mut Tx<'_>,
    id: &str,
    set: &CriteriaSet,
    marks: &Marks,
    seen: Revision,
) -> Result<(), Failure> {
    let ticked: BTreeMap<String, usize> =
        marks.iter(set).map(|(code, chosen)| (code.to_string(), chosen.option)).collect();
    let saved = sqlx::query(
        "UPDATE dossiers SET marks = $3, revision = revision + 1 WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(serde_json::to_string(&ticked)?)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Says which papers prove a criterion, instead of those said before, over the revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when the dossier was saved since.
pub async fn attach(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    criterion: Code,
    papers: &[String],
    seen: Revision,
) -> Result<(), Failure> {
    let touched =
        sqlx::query("UPDATE dossiers SET revision = revision + 1 WHERE id = $1 AND revision = $2")
            .bind(&dossier.id)
            .bind(seen)
            .execute(&mut **tx)
            .await?;
    if touched.rows_affected() == 0 {
        return Err(Failure::Stale);
    }
    sqlx::query("DELETE FROM dossier_papers WHERE dossier = $1 AND criterion = $2")
        .bind(&dossier.id)
        .bind(criterion.to_string())
        .execute(&mut **tx)
        .await?;
    for paper in papers {
        sqlx::query(
            "INSERT INTO dossier_papers (dossier, criterion, paper) VALUES ($1, $2, $3)
             ON CONFLICT (dossier, criterion, paper) DO NOTHING",
        )
        .bind(&dossier.id)
        .bind(criterion.to_string())
        .bind(paper)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The papers of a dossier by criterion, as pairs of criterion and paper.
///
/// # Errors
///
/// A fault when a row names no criterion.
pub async fn papers(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<(Code, String)>, Failure> {
    let rows = sqlx::query(
        "SELECT criterion, paper FROM dossier_papers WHERE dossier = $1 ORDER BY criterion, paper",
    )
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    let pair = |row: &sqlx::any::AnyRow| {
        let code = row.get::<String, _>("criterion").parse().map_err(anyhow::Error::new)?;
        Ok((code, row.get("paper")))
    };
    let mut pairs = rows.iter().map(pair).collect::<Result<Vec<_>, Failure>>()?;
    pairs.sort();
    Ok(pairs)
}

/// The papers that prove one criterion of a dossier.
///
/// # Errors
///
/// Only faults of the database.
pub async fn papers_of(
    tx: &mut Tx<'_>,
    dossier: &str,
    criterion: Code,
) -> Result<Vec<String>, Failure> {
    let rows = sqlx::query(
        "SELECT paper FROM dossier_papers WHERE dossier = $1 AND criterion = $2 ORDER BY paper",
    )
    .bind(dossier)
    .bind(criterion.to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|row| row.get("paper")).collect())
}

/// Whether a dossier uses a paper.
///
/// # Errors
///
/// Only faults of the database.
pub async fn uses(tx: &mut Tx<'_>, dossier: &str, paper: &str) -> Result<bool, Failure> {
    let row = sqlx::query("SELECT 1 FROM dossier_papers WHERE dossier = $1 AND paper = $2")
        .bind(dossier)
        .bind(paper)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.is_some())
}
