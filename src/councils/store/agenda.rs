use std::collections::BTreeMap;

use jiff::Timestamp;
use ocop_rules::councils::HearingStage;
use ocop_rules::criteria::Points;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::dossiers::{HEARD, Heard};
use super::{json, number, word};
use crate::machinery::{Failure, Revision, Tx};

/// One product before a meeting, as kept.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The meeting.
    pub meeting: String,
    /// The dossier, with its product.
    pub heard: Heard,
    /// The ballot that is open, or was the last; from one.
    pub ballot: u32,
    /// Where it stands.
    pub stage: HearingStage,
    /// What the council settled: points by criterion.
    pub settled: BTreeMap<String, Points>,
    /// Ticked knock-outs that the council set aside (`2.1#0`), and why.
    pub dismissed: BTreeMap<String, String>,
    /// How often it was changed.
    pub revision: Revision,
}

/// What was said when totals lay too far apart.
#[derive(Debug, Clone)]
pub struct Discussion {
    /// The ballot that was held.
    pub ballot: i64,
    /// What was said.
    pub note: String,
}

fn one(row: &AnyRow) -> Result<Agenda, Failure> {
    Ok(Agenda {
        meeting: row.get("meeting"),
        heard: Heard::of(row)?,
        ballot: number(row, "ballot")?,
        stage: word(row, "hearing_stage", HearingStage::from_id)?,
        settled: json(row, "settled")?,
        dismissed: json(row, "dismissed")?,
        revision: row.get("agenda_revision"),
    })
}

const AGENDA: &str = "agenda.meeting, agenda.ballot, agenda.stage AS hearing_stage, agenda.settled,
     agenda.dismissed, agenda.revision AS agenda_revision";

/// What a meeting hears, in its order.
pub async fn agenda(tx: &mut Tx<'_>, meeting: &str) -> Result<Vec<Agenda>, Failure> {
    let sql = format!(
        "SELECT {AGENDA}, {HEARD} JOIN agenda ON agenda.dossier = dossiers.id
         WHERE agenda.meeting = $1 ORDER BY agenda.position"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(meeting).fetch_all(&mut **tx).await?;
    rows.iter().map(one).collect()
}

/// One product before a meeting.
///
/// # Errors
///
/// [`Failure::NotFound`] when the meeting does not hear it.
pub async fn place(tx: &mut Tx<'_>, meeting: &str, dossier: &str) -> Result<Agenda, Failure> {
    let sql = format!(
        "SELECT {AGENDA}, {HEARD} JOIN agenda ON agenda.dossier = dossiers.id
         WHERE agenda.meeting = $1 AND agenda.dossier = $2"
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(meeting)
        .bind(dossier)
        .fetch_optional(&mut **tx)
        .await?;
    one(&row.ok_or(Failure::NotFound)?)
}

/// Moves a hearing that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed since: perhaps a sheet was signed.
pub async fn step_hearing(
    tx: &mut Tx<'_>,
    it: &Agenda,
    stage: HearingStage,
    seen: Revision,
) -> Result<(), Failure> {
    let moved = sqlx::query(
        "UPDATE agenda SET stage = $3, revision = revision + 1
         WHERE meeting = $1 AND dossier = $2 AND revision = $4",
    )
    .bind(&it.meeting)
    .bind(&it.heard.dossier)
    .bind(stage.id())
    .bind(seen)
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Opens the scoring of everything that waits.
pub async fn with_scoring_opened(tx: &mut Tx<'_>, meeting: &str) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE agenda SET stage = 'scoring', revision = revision + 1
         WHERE meeting = $1 AND stage = 'waiting'",
    )
    .bind(meeting)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Holds the hearing of a ballot open for this transaction: whoever would close it waits.
///
/// # Errors
///
/// [`Failure::NotFound`] when the ballot is closed.
pub async fn touch(
    tx: &mut Tx<'_>,
    meeting: &str,
    dossier: &str,
    ballot: u32,
) -> Result<(), Failure> {
    let touched = sqlx::query(
        "UPDATE agenda SET revision = revision + 1
         WHERE meeting = $1 AND dossier = $2 AND ballot = $3 AND stage = 'scoring'",
    )
    .bind(meeting)
    .bind(dossier)
    .bind(i64::from(ballot))
    .execute(&mut **tx)
    .await?;
    if touched.rows_affected() == 0 { Err(Failure::NotFound) } else { Ok(()) }
}

/// Begins the next ballot; the sheets of the one before stay as they are.
pub async fn next_ballot(tx: &mut Tx<'_>, it: &Agenda) -> Result<(), Failure> {
    sqlx::query("UPDATE agenda SET ballot = ballot + 1 WHERE meeting = $1 AND dossier = $2")
        .bind(&it.meeting)
        .bind(&it.heard.dossier)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Keeps what was said before the next ballot.
pub async fn add_discussion(
    tx: &mut Tx<'_>,
    it: &Agenda,
    note: &str,
    by_seat: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO discussions (meeting, dossier, ballot, note, by_seat, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&it.meeting)
    .bind(&it.heard.dossier)
    .bind(i64::from(it.ballot))
    .bind(note)
    .bind(by_seat)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was said about a product in a meeting, ballot by ballot.
pub async fn discussions(
    tx: &mut Tx<'_>,
    meeting: &str,
    dossier: &str,
) -> Result<Vec<Discussion>, Failure> {
    let rows = sqlx::query(
        "SELECT ballot, note FROM discussions WHERE meeting = $1 AND dossier = $2 ORDER BY ballot",
    )
    .bind(meeting)
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    let one = |it: &AnyRow| Discussion { ballot: it.get("ballot"), note: it.get("note") };
    Ok(rows.iter().map(one).collect())
}

/// What was said about every product of a meeting: the dossier, and what was said.
pub async fn discussions_of_meeting(
    tx: &mut Tx<'_>,
    meeting: &str,
) -> Result<Vec<(String, Discussion)>, Failure> {
    let rows = sqlx::query(
        "SELECT dossier, ballot, note FROM discussions WHERE meeting = $1 ORDER BY dossier, ballot",
    )
    .bind(meeting)
    .fetch_all(&mut **tx)
    .await?;
    let one = |it: &AnyRow| {
        (it.get("dossier"), Discussion { ballot: it.get("ballot"), note: it.get("note") })
    };
    Ok(rows.iter().map(one).collect())
}

/// Keeps what the council settled.
pub async fn settle(
    tx: &mut Tx<'_>,
    it: &Agenda,
    settled: &BTreeMap<String, Points>,
) -> Result<(), Failure> {
    keep(tx, it, "settled", &serde_json::to_string(settled)?).await
}

/// Keeps the ticked knock-outs that the council set aside.
pub async fn dismiss(
    tx: &mut Tx<'_>,
    it: &Agenda,
    dismissed: &BTreeMap<String, String>,
) -> Result<(), Failure> {
    keep(tx, it, "dismissed", &serde_json::to_string(dismissed)?).await
}

async fn keep(
    tx: &mut Tx<'_>,
    it: &Agenda,
    column: &'static str,
    text: &str,
) -> Result<(), Failure> {
    let sql = format!(
        "UPDATE agenda SET {column} = $3, revision = revision + 1
         WHERE meeting = $1 AND dossier = $2 AND revision = $4"
    );
    let kept = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(&it.meeting)
        .bind(&it.heard.dossier)
        .bind(text)
        .bind(it.revision)
        .execute(&mut **tx)
        .await?;
    if kept.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Every product before every meeting.
pub async fn hearings(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, Failure> {
    let rows = sqlx::query("SELECT meeting, dossier FROM agenda ORDER BY meeting, position")
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|it| (it.get("meeting"), it.get("dossier"))).collect())
}
