use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::councils::{MeetingForm, MeetingStage};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{read, word};
use crate::machinery::{Failure, Revision, Tx, new_id};

/// A meeting, as kept.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its id.
    pub id: String,
    /// Whose.
    pub council: String,
    /// At a table, or in writing.
    pub form: MeetingForm,
    /// The day.
    pub held_on: Date,
    /// When it begins: `08:00`; empty while it is not known.
    pub begins_at: String,
    /// Where.
    pub place: String,
    /// Where it stands.
    pub stage: MeetingStage,
    /// What the minutes say beside the figures.
    pub summary: String,
    /// When the minutes were signed.
    pub minuted_at: Option<Timestamp>,
    /// How often it was changed.
    pub revision: Revision,
}

/// A meeting in a list.
#[derive(Debug, Clone)]
pub struct MeetingLine {
    /// It.
    pub meeting: Meeting,
    /// How many products it hears.
    pub products: i64,
}

/// A meeting to plan.
#[derive(Debug)]
pub struct NewMeeting<'a> {
    /// Whose.
    pub council: &'a str,
    /// At a table, or in writing.
    pub form: MeetingForm,
    /// The day.
    pub held_on: Date,
    /// When it begins: `08:00`; empty while it is not known.
    pub begins_at: &'a str,
    /// Where.
    pub place: &'a str,
}

fn one(row: &AnyRow) -> Result<Meeting, Failure> {
    let minuted_at: Option<String> = row.get("minuted_at");
    Ok(Meeting {
        id: row.get("id"),
        council: row.get("council"),
        form: word(row, "form", MeetingForm::from_id)?,
        held_on: read(row, "held_on")?,
        begins_at: row.get("begins_at"),
        place: row.get("place"),
        stage: word(row, "stage", MeetingStage::from_id)?,
        summary: row.get("summary"),
        minuted_at: minuted_at.and_then(|it| it.parse().ok()),
        revision: row.get("revision"),
    })
}

/// Plans a meeting with its dossiers, in the order given; answers its id.
pub async fn add_meeting(
    tx: &mut Tx<'_>,
    meeting: &NewMeeting<'_>,
    dossiers: &[String],
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO meetings (id, council, form, held_on, place, stage, begins_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&id)
    .bind(meeting.council)
    .bind(meeting.form.id())
    .bind(meeting.held_on.to_string())
    .bind(meeting.place)
    .bind(MeetingStage::Planned.id())
    .bind(meeting.begins_at)
    .execute(&mut **tx)
    .await?;
    for (dossier, position) in dossiers.iter().zip(1_i64..) {
        sqlx::query(
            "INSERT INTO agenda (meeting, dossier, position, stage)
             VALUES ($1, $2, $3, 'waiting')",
        )
        .bind(&id)
        .bind(dossier)
        .bind(position)
        .execute(&mut **tx)
        .await?;
    }
    Ok(id)
}

/// A meeting.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn meeting(tx: &mut Tx<'_>, id: &str) -> Result<Meeting, Failure> {
    let row = sqlx::query("SELECT * FROM meetings WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    one(&row.ok_or(Failure::NotFound)?)
}

/// The meetings of a council, the latest first.
pub async fn meetings_of(tx: &mut Tx<'_>, council: &str) -> Result<Vec<MeetingLine>, Failure> {
    let rows = sqlx::query(
        "SELECT meetings.*, (SELECT CAST(COUNT(*) AS BIGINT) FROM agenda
                             WHERE agenda.meeting = meetings.id) AS products
         FROM meetings WHERE council = $1 ORDER BY held_on DESC, id DESC",
    )
    .bind(council)
    .fetch_all(&mut **tx)
    .await?;
    let line = |row: &AnyRow| -> Result<MeetingLine, Failure> {
        Ok(MeetingLine { meeting: one(row)?, products: row.get("products") })
    };
    rows.iter().map(line).collect()
}

/// Moves a meeting that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody moved it first.
pub async fn step_meeting(
    tx: &mut Tx<'_>,
    id: &str,
    stage: MeetingStage,
    seen: Revision,
) -> Result<(), Failure> {
    let moved = sqlx::query(
        "UPDATE meetings SET stage = $2, revision = revision + 1 WHERE id = $1 AND revision = $3",
    )
    .bind(id)
    .bind(stage.id())
    .bind(seen)
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Keeps what the minutes say beside the figures, and when they were signed.
pub async fn minute(
    tx: &mut Tx<'_>,
    id: &str,
    summary: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    sqlx::query("UPDATE meetings SET summary = $2, minuted_at = $3 WHERE id = $1")
        .bind(id)
        .bind(summary)
        .bind(at.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Notes that these seats attend; whoever was noted before stays.
pub async fn attend(tx: &mut Tx<'_>, meeting: &str, seats: &[String]) -> Result<(), Failure> {
    for seat in seats {
        sqlx::query(
            "INSERT INTO attendance (meeting, seat) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(meeting)
        .bind(seat)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The seats that attend.
pub async fn attendance(tx: &mut Tx<'_>, meeting: &str) -> Result<BTreeSet<String>, Failure> {
    let rows = sqlx::query("SELECT seat FROM attendance WHERE meeting = $1")
        .bind(meeting)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|it| it.get("seat")).collect())
}
