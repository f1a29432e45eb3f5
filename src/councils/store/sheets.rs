use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use ocop_rules::councils::{HearingStage, MeetingStage, Origin, Role, Seat, SheetStage};
use ocop_rules::criteria::{EditionId, Points, SetId};
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{json, number, read, word};
use crate::machinery::{Failure, Revision, Tx, new_id};

/// What a member has filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filled {
    /// The points that count, by criterion.
    pub marks: BTreeMap<String, Points>,
    /// The options ticked, counted from zero; −1 where the member finds that none is reached.
    pub ticks: BTreeMap<String, i64>,
    /// Why a mark differs from the commune's finding; the reason may still be missing.
    pub notes: BTreeMap<String, String>,
    /// Ticked knock-outs: a criterion, and which of its knock-outs.
    pub knockouts: Vec<(String, usize)>,
    /// What else the member says.
    pub opinion: String,
}

/// The three states that are kept; the others of [`SheetStage`] follow from the ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetState {
    /// It is being filled in.
    Open,
    /// It is signed.
    Signed,
    /// Its member declared a conflict of interest.
    Conflict,
}

impl SheetState {
    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Signed => "signed",
            Self::Conflict => "conflict",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Open, Self::Signed, Self::Conflict].into_iter().find(|it| it.id() == id)
    }
}

/// A sheet, as kept, with everything that decides whether it may be changed, and by whom.
#[derive(Debug, Clone)]
pub struct KeptSheet {
    /// Its id.
    pub id: String,
    /// In which meeting.
    pub meeting: String,
    /// On which dossier.
    pub dossier: String,
    /// Whose seat.
    pub seat: String,
    /// The holder's id.
    pub person: String,
    /// Role, and whether it scores.
    pub role: Seat,
    /// Of which ballot.
    pub ballot: u32,
    /// Its state.
    pub state: SheetState,
    /// What is filled in.
    pub filled: Filled,
    /// On the screen, or on paper.
    pub origin: Origin,
    /// Who keyed it in from paper, by name; empty on the screen.
    pub keyed_by: String,
    /// The scan of the paper, once it is attached.
    pub scan: Option<String>,
    /// When it was signed.
    pub signed_at: Option<Timestamp>,
    /// How often it was changed.
    pub revision: Revision,
    /// The sheet's set.
    pub set: SetId,
    /// The council's unit.
    pub unit: UnitId,
    /// Whether its ballot is over.
    pub is_closed: bool,
}

impl KeptSheet {
    /// Where it stands.
    pub fn stage(&self) -> SheetStage {
        match (self.state, self.is_closed) {
            (SheetState::Open, false) => SheetStage::Open,
            (SheetState::Open, true) => SheetStage::Vacant,
            (SheetState::Signed, false) => SheetStage::Signed,
            (SheetState::Signed, true) => SheetStage::Locked,
            (SheetState::Conflict, _) => SheetStage::Excused,
        }
    }
}

/// A sheet that a member finds at home.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The sheet.
    pub sheet: String,
    /// The meeting.
    pub meeting: String,
    /// The day of the meeting.
    pub held_on: jiff::civil::Date,
    /// Where.
    pub place: String,
    /// The council's name.
    pub council: String,
    /// The product.
    pub product: String,
    /// Its producer.
    pub producer: String,
    /// The sheet's set.
    pub set: SetId,
    /// The ballot.
    pub ballot: i64,
    /// Its stage.
    pub stage: SheetStage,
    /// How many criteria are answered.
    pub answered: usize,
}

const SHEET: &str = "SELECT sheets.*, seats.person, seats.role, seats.scores, councils.unit,
         dossiers.edition, dossiers.set_number, agenda.ballot AS running,
         agenda.stage AS hearing_stage, meetings.held_on, meetings.place,
         meetings.stage AS meeting_stage, councils.name AS council_name, keyer.name AS keyer
     FROM sheets LEFT JOIN people keyer ON keyer.id = sheets.keyed_by JOIN seats ON seats.id = sheets.seat
     JOIN agenda ON agenda.meeting = sheets.meeting AND agenda.dossier = sheets.dossier
     JOIN meetings ON meetings.id = sheets.meeting
     JOIN councils ON councils.id = meetings.council
     JOIN dossiers ON dossiers.id = sheets.dossier";

fn one(row: &AnyRow) -> Result<KeptSheet, Failure> {
    let edition: EditionId = read(row, "edition")?;
    let signed_at: Option<String> = row.get("signed_at");
    let stage = word(row, "hearing_stage", HearingStage::from_id)?;
    let runs = stage == HearingStage::Scoring
        && row.get::<i64, _>("running") == row.get::<i64, _>("ballot")
        && word(row, "meeting_stage", MeetingStage::from_id)? == MeetingStage::Scoring;
    Ok(KeptSheet {
        id: row.get("id"),
        meeting: row.get("meeting"),
        dossier: row.get("dossier"),
        seat: row.get("seat"),
        person: row.get("person"),
        role: Seat {
            role: word(row, "role", Role::from_id)?,
            scores: row.get::<i64, _>("scores") == 1,
        },
        ballot: number(row, "ballot")?,
        state: word(row, "state", SheetState::from_id)?,
        filled: Filled {
            marks: json(row, "marks")?,
            ticks: json(row, "ticks")?,
            notes: json(row, "notes")?,
            knockouts: json(row, "knockouts")?,
            opinion: row.get("opinion"),
        },
        origin: word(row, "origin", Origin::from_id)?,
        keyed_by: row.get::<Option<String>, _>("keyer").unwrap_or_default(),
        scan: row.get("scan"),
        signed_at: signed_at.and_then(|it| it.parse().ok()),
        revision: row.get("revision"),
        set: SetId::new(edition, number(row, "set_number")?),
        unit: read(row, "unit")?,
        is_closed: !runs,
    })
}

/// A sheet.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn sheet(tx: &mut Tx<'_>, id: &str) -> Result<KeptSheet, Failure> {
    let sql = format!("{SHEET} WHERE sheets.id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    one(&row.ok_or(Failure::NotFound)?)
}

/// Every sheet of a product in a meeting, ballot by ballot.
pub async fn sheets(
    tx: &mut Tx<'_>,
    meeting: &str,
    dossier: &str,
) -> Result<Vec<KeptSheet>, Failure> {
    let sql = format!(
        "{SHEET} WHERE sheets.meeting = $1 AND sheets.dossier = $2
         ORDER BY sheets.ballot, sheets.id"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(meeting)
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(one).collect()
}

/// Every sheet of a meeting, dossier by dossier, ballot by ballot.
pub async fn sheets_of_meeting(tx: &mut Tx<'_>, meeting: &str) -> Result<Vec<KeptSheet>, Failure> {
    let sql = format!(
        "{SHEET} WHERE sheets.meeting = $1 ORDER BY sheets.dossier, sheets.ballot, sheets.id"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(meeting).fetch_all(&mut **tx).await?;
    rows.iter().map(one).collect()
}

/// The sheets of a person, the latest meeting first.
pub async fn waiting_for(tx: &mut Tx<'_>, person: &str) -> Result<Vec<Waiting>, Failure> {
    let sql = format!(
        "SELECT its.*, products.name AS product_name, producers.name AS producer_name
         FROM ({SHEET} WHERE seats.person = $1) its
         JOIN dossiers ON dossiers.id = its.dossier
         JOIN products ON products.id = dossiers.product
         JOIN producers ON producers.id = dossiers.producer
         ORDER BY its.held_on DESC, its.meeting, products.name, its.ballot"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(person).fetch_all(&mut **tx).await?;
    let waiting = |row: &AnyRow| -> Result<Waiting, Failure> {
        let sheet = one(row)?;
        Ok(Waiting {
            meeting: sheet.meeting.clone(),
            held_on: read(row, "held_on")?,
            place: row.get("place"),
            council: row.get("council_name"),
            product: row.get("product_name"),
            producer: row.get("producer_name"),
            set: sheet.set,
            ballot: row.get("ballot"),
            stage: sheet.stage(),
            answered: sheet.filled.ticks.len(),
            sheet: sheet.id,
        })
    };
    rows.iter().map(waiting).collect()
}

/// Opens an empty sheet for each of these seats; a seat that has one keeps it, and one in conflict
/// receives none.
pub async fn open_sheets(
    tx: &mut Tx<'_>,
    meeting: &str,
    dossier: &str,
    ballot: u32,
    seats: &[String],
) -> Result<(), Failure> {
    for seat in seats {
        sqlx::query(
            "INSERT INTO sheets (id, meeting, dossier, seat, ballot, state)
             SELECT $1, $2, $3, $4, CAST($5 AS BIGINT), 'open'
             WHERE NOT EXISTS (SELECT 1 FROM conflicts WHERE dossier = $3 AND seat = $4)
             ON CONFLICT (meeting, dossier, seat, ballot) DO NOTHING",
        )
        .bind(new_id())
        .bind(meeting)
        .bind(dossier)
        .bind(seat)
        .bind(i64::from(ballot))
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Saves a sheet that was read at revision `seen`, while its ballot runs.
///
/// # Errors
///
/// [`Failure::Stale`] when it was saved, signed or closed since.
pub async fn save_sheet(
    tx: &mut Tx<'_>,
    id: &str,
    filled: &Filled,
    seen: Revision,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "UPDATE sheets SET marks = $3, ticks = $4, notes = $5, knockouts = $6, opinion = $7,
             revision = revision + 1
         WHERE id = $1 AND revision = $2 AND state = 'open'
           AND EXISTS (SELECT 1 FROM agenda WHERE agenda.meeting = sheets.meeting
                         AND agenda.dossier = sheets.dossier AND agenda.ballot = sheets.ballot
                         AND agenda.stage = 'scoring')",
    )
    .bind(id)
    .bind(seen)
    .bind(serde_json::to_string(&filled.marks)?)
    .bind(serde_json::to_string(&filled.ticks)?)
    .bind(serde_json::to_string(&filled.notes)?)
    .bind(serde_json::to_string(&filled.knockouts)?)
    .bind(&filled.opinion)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Signs a sheet that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed since.
pub async fn sign_sheet(
    tx: &mut Tx<'_>,
    id: &str,
    seen: Revision,
    at: Timestamp,
) -> Result<(), Failure> {
    step(tx, id, SheetState::Signed, Some(at), seen).await
}

/// Opens a signed sheet again; one from paper is then as one on the screen.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed since.
pub async fn reopen(tx: &mut Tx<'_>, id: &str, seen: Revision) -> Result<(), Failure> {
    step(tx, id, SheetState::Open, None, seen).await
}

async fn step(
    tx: &mut Tx<'_>,
    id: &str,
    state: SheetState,
    signed_at: Option<Timestamp>,
    seen: Revision,
) -> Result<(), Failure> {
    let stepped = sqlx::query(
        "UPDATE sheets SET state = $3, signed_at = $4, origin = 'screen', keyed_by = NULL,
             scan = NULL, revision = revision + 1
         WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(state.id())
    .bind(signed_at.map(|it| it.to_string()))
    .execute(&mut **tx)
    .await?;
    if stepped.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Removes a member from a product for a conflict of interest; the sheet counts no more.
pub async fn add_conflict(
    tx: &mut Tx<'_>,
    sheet: &KeptSheet,
    reason: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO conflicts (dossier, seat, reason, declared_at) VALUES ($1, $2, $3, $4)",
    )
    .bind(&sheet.dossier)
    .bind(&sheet.seat)
    .bind(reason)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    step(tx, &sheet.id, SheetState::Conflict, None, sheet.revision).await
}

/// The seats that are in conflict with a product of a meeting: dossier and seat.
pub async fn conflicts_of_meeting(
    tx: &mut Tx<'_>,
    meeting: &str,
) -> Result<BTreeSet<(String, String)>, Failure> {
    let rows = sqlx::query(
        "SELECT conflicts.dossier, conflicts.seat FROM conflicts
         JOIN agenda ON agenda.dossier = conflicts.dossier WHERE agenda.meeting = $1",
    )
    .bind(meeting)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|it| (it.get("dossier"), it.get("seat"))).collect())
}

/// The seats that are in conflict with a product.
pub async fn conflicts(tx: &mut Tx<'_>, dossier: &str) -> Result<BTreeSet<String>, Failure> {
    let rows = sqlx::query("SELECT seat FROM conflicts WHERE dossier = $1")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.iter().map(|it| it.get("seat")).collect())
}
