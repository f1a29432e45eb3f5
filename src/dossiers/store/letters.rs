//! Which dossiers went with one letter.

use jiff::civil::Date;
use ocop_rules::places::UnitId;

use super::{Dossier, dossier};
use crate::machinery::{Failure, Tx};

/// The dossiers that a commune has proposed with one letter, in the order of their receipts.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_proposal(
    tx: &mut Tx<'_>,
    commune: &UnitId,
    (letter, dated): (&str, Date),
) -> Result<Vec<Dossier>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM dossiers WHERE commune = $1 AND proposal = $2 AND proposed_on = $3
         ORDER BY received_on, id",
    )
    .bind(commune.as_str())
    .bind(letter)
    .bind(dated.to_string())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(dossier).collect()
}

/// The dossiers that a province has sent to the ministry with one letter.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_sending(
    tx: &mut Tx<'_>,
    province: &UnitId,
    (letter, dated): (&str, Date),
) -> Result<Vec<Dossier>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM dossiers
         WHERE province = $1 AND ministry_letter = $2 AND sent_to_ministry_on = $3
         ORDER BY province_received_on, id",
    )
    .bind(province.as_str())
    .bind(letter)
    .bind(dated.to_string())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(dossier).collect()
}
