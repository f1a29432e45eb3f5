//! Sheets that were filled in on paper.

use jiff::Timestamp;

use super::sheets::{Filled, KeptSheet};
use crate::machinery::{Failure, Tx};

/// Keeps what a member wrote and signed on paper, keyed in by somebody; what was keyed in before is
/// corrected. What the member signed on the screen is never written over.
///
/// # Errors
///
/// [`Failure::Stale`] when the sheet was changed since it was read, or its ballot closed.
pub async fn key_in(
    tx: &mut Tx<'_>,
    sheet: &KeptSheet,
    filled: &Filled,
    keyed_by: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    let keyed = sqlx::query(
        "UPDATE sheets SET marks = $3, ticks = $4, notes = $5, knockouts = $6, opinion = $7,
             state = 'signed', origin = 'paper', keyed_by = $8, signed_at = $9,
             revision = revision + 1
         WHERE id = $1 AND revision = $2 AND (state = 'open' OR (state = 'signed' AND origin = 'paper'))
           AND EXISTS (SELECT 1 FROM agenda WHERE agenda.meeting = sheets.meeting
                         AND agenda.dossier = sheets.dossier AND agenda.ballot = sheets.ballot
                         AND agenda.stage = 'scoring')",
    )
    .bind(&sheet.id)
    .bind(sheet.revision)
    .bind(serde_json::to_string(&filled.marks)?)
    .bind(serde_json::to_string(&filled.ticks)?)
    .bind(serde_json::to_string(&filled.notes)?)
    .bind(serde_json::to_string(&filled.knockouts)?)
    .bind(&filled.opinion)
    .bind(keyed_by)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    if keyed.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Attaches the scan of the paper.
///
/// # Errors
///
/// [`Failure::Stale`] when the sheet was changed since it was read.
pub async fn attach_scan(tx: &mut Tx<'_>, sheet: &KeptSheet, sha256: &str) -> Result<(), Failure> {
    let attached = sqlx::query(
        "UPDATE sheets SET scan = $3, revision = revision + 1
         WHERE id = $1 AND revision = $2 AND origin = 'paper'",
    )
    .bind(&sheet.id)
    .bind(sheet.revision)
    .bind(sha256)
    .execute(&mut **tx)
    .await?;
    if attached.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}
