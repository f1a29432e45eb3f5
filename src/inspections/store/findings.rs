//! What a visit found of each criterion.

use ocop_rules::criteria::{Points, SetId};
use ocop_rules::inspections::Kept;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Tx, many};

/// What a visit found of one criterion, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of which set.
    pub set: SetId,
    /// Which criterion.
    pub criterion: String,
    /// How it compares with the evaluation.
    pub kept: Kept,
    /// What it was worth when it was evaluated; none where no council scored it here.
    pub evaluated: Option<Points>,
    /// Which option it is now, from zero.
    pub chosen: Option<usize>,
    /// In words.
    pub note: String,
}

fn finding(row: &AnyRow) -> Result<Finding, Failure> {
    let bad = |what: &str| anyhow::anyhow!("a finding of a visit has a bad {what}");
    let set: String = row.get("criteria_set");
    let evaluated = row.get::<Option<i64>, _>("evaluated").map(Points::try_from).transpose();
    let chosen = row.get::<Option<i64>, _>("chosen").map(usize::try_from).transpose();
    Ok(Finding {
        set: set.parse().map_err(|_| bad("set"))?,
        criterion: row.get("criterion"),
        kept: Kept::from_id(row.get("kept")).ok_or_else(|| bad("answer"))?,
        evaluated: evaluated.map_err(|_| bad("number of points"))?,
        chosen: chosen.map_err(|_| bad("option"))?,
        note: row.get("note"),
    })
}

/// What a visit found of each criterion that somebody looked at.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn findings(tx: &mut Tx<'_>, visit: &str) -> Result<Vec<Finding>, Failure> {
    let rows = sqlx::query("SELECT * FROM visit_findings WHERE visit = $1 ORDER BY criterion")
        .bind(visit)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(finding).collect()
}

/// Every finding with its visit, and whether the visit is there.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn every(tx: &mut Tx<'_>) -> Result<Vec<(String, bool, Finding)>, Failure> {
    let rows = sqlx::query(
        "SELECT f.*, v.id AS known FROM visit_findings f LEFT JOIN visits v ON v.id = f.visit
         ORDER BY f.visit, f.criterion",
    )
    .fetch_all(&mut **tx)
    .await?;
    let one = |row: &AnyRow| {
        let known = row.get::<Option<String>, _>("known").is_some();
        Ok((row.get("visit"), known, finding(row)?))
    };
    rows.iter().map(one).collect()
}

/// Writes what a visit found, in place of what stood there.
///
/// # Errors
///
/// Only faults of the database.
pub async fn replace_findings(
    tx: &mut Tx<'_>,
    visit: &str,
    findings: &[Finding],
) -> Result<(), Failure> {
    sqlx::query("DELETE FROM visit_findings WHERE visit = $1")
        .bind(visit)
        .execute(&mut **tx)
        .await?;
    let number = |it: usize| i64::try_from(it).ok();
    let rows = findings.iter().map(|it| {
        [
            visit.into(),
            it.set.to_string().into(),
            it.criterion.as_str().into(),
            it.kept.id().into(),
            it.evaluated.map(i64::from).into(),
            it.chosen.and_then(number).into(),
            it.note.as_str().into(),
        ]
    });
    let into =
        "INSERT INTO visit_findings (visit, criteria_set, criterion, kept, evaluated, chosen,
         note)";
    many::insert(tx, into, rows.collect()).await
}
