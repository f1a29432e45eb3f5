//! What `ocop check` asks of these tables.

use jiff::civil::Date;
use ocop_rules::programme::Authority;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::day;
use crate::machinery::{Failure, Tx};

/// Every decision that certified here: its number, who decided, how many stars, when. A list that is
/// taken in tells what was, lawful or not: whoever took it in was shown what looks odd.
///
/// # Errors
///
/// Only faults of the database.
pub async fn recognitions(tx: &mut Tx<'_>) -> Result<Vec<(String, Authority, u8, Date)>, Failure> {
    let rows = sqlx::query(
        "SELECT DISTINCT d.id, d.number, d.authority, d.decided_on, c.stars
         FROM decisions d JOIN certificates c ON c.decision = d.id
         WHERE c.import IS NULL ORDER BY d.id, c.stars",
    )
    .fetch_all(&mut **tx)
    .await?;
    let one = |row: &AnyRow| {
        let authority: String = row.get("authority");
        let stars = u8::try_from(row.get::<i64, _>("stars")).unwrap_or(0);
        let authority = Authority::from_id(&authority)
            .ok_or_else(|| anyhow::anyhow!("a decision has a bad authority"))?;
        Ok((row.get("number"), authority, stars, day(row, "decided_on")?))
    };
    rows.iter().map(one).collect()
}

/// The certificates whose dossier is not recognised.
///
/// # Errors
///
/// Only faults of the database.
pub async fn without_recognition(tx: &mut Tx<'_>) -> Result<Vec<String>, Failure> {
    ids(
        tx,
        "SELECT c.id FROM certificates c JOIN dossiers d ON d.id = c.dossier
         WHERE d.stage NOT IN ('recognised', 'notified-recognised') ORDER BY c.id",
    )
    .await
}

/// The certificates and events that have no line in the logbook. Those taken in from a list share
/// the line of the list.
///
/// # Errors
///
/// Only faults of the database.
pub async fn without_line(tx: &mut Tx<'_>) -> Result<Vec<String>, Failure> {
    ids(
        tx,
        "SELECT c.id FROM certificates c WHERE NOT EXISTS (SELECT 1 FROM logbook l
             WHERE l.subject = 'certificate/' || c.id AND l.step = 'issue'
                OR l.subject = 'import/' || c.import)
         UNION ALL
         SELECT e.certificate FROM certificate_events e WHERE NOT EXISTS (SELECT 1 FROM logbook l
             WHERE l.subject = 'certificate/' || e.certificate AND l.step =
                 CASE e.kind WHEN 'extended' THEN 'extend' WHEN 'superseded' THEN 'supersede'
                 WHEN 'extension-ended' THEN 'end-extension' ELSE 'revoke' END)
           AND NOT EXISTS (SELECT 1 FROM logbook l JOIN certificates c ON c.id = e.certificate
             WHERE l.subject = 'import/' || c.import)
         ORDER BY 1",
    )
    .await
}

/// The certificates that are kept in force beyond the day on which their renewal had its result.
///
/// # Errors
///
/// Only faults of the database.
pub async fn kept_beyond_result(tx: &mut Tx<'_>) -> Result<Vec<String>, Failure> {
    ids(
        tx,
        "SELECT DISTINCT e.certificate FROM certificate_events e
         JOIN dossiers d ON d.previous = e.certificate AND d.kind = 'renewal'
         JOIN logbook l ON l.subject = 'dossier/' || d.id
           AND l.step IN ('recognise', 'recognise-five', 'recognise-on-central-result', 'decline',
               'reject')
         WHERE e.kind = 'extended' AND SUBSTR(l.at, 1, 10) < e.until
           AND NOT EXISTS (SELECT 1 FROM certificate_events x WHERE x.certificate = e.certificate
               AND x.kind <> 'extended')
         ORDER BY e.certificate",
    )
    .await
}

async fn ids(tx: &mut Tx<'_>, query: &'static str) -> Result<Vec<String>, Failure> {
    let rows = sqlx::query(query).fetch_all(&mut **tx).await?;
    Ok(rows.iter().map(|it| it.get(0)).collect())
}
