use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::councils::{Level, Minima, Quorum, Regulation, Role, Seat};
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{number, read, word};
use crate::machinery::{Failure, Tx, new_id};

/// A council by decision, as kept.
#[derive(Debug, Clone)]
pub struct Council {
    /// Its id.
    pub id: String,
    /// The province, or the country.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The number of the decision that formed it.
    pub decision: String,
    /// The day of that decision.
    pub decided_on: Date,
    /// Who signed it.
    pub signatory: String,
    /// Its Quy chế.
    pub regulation: Regulation,
}

impl Council {
    /// Whose council it is.
    pub fn level(&self) -> Level {
        if self.unit == UnitId::country() { Level::Ministry } else { Level::Province }
    }

    /// The article under which it works.
    pub fn article(&self) -> &'static str {
        match self.level() {
            Level::Province => "7.3",
            Level::Ministry => "7.4",
        }
    }
}

/// A seat and who holds it.
#[derive(Debug, Clone)]
pub struct HeldSeat {
    /// Its id.
    pub id: String,
    /// The holder's id.
    pub person: String,
    /// The holder's name.
    pub name: String,
    /// Whom the holder speaks for.
    pub agency: String,
    /// Role, and whether it scores.
    pub seat: Seat,
}

/// A council to form.
#[derive(Debug)]
pub struct NewCouncil<'a> {
    /// The province, or the country.
    pub unit: &'a UnitId,
    /// Its name.
    pub name: &'a str,
    /// The number of the decision.
    pub decision: &'a str,
    /// Its day.
    pub decided_on: Date,
    /// Who signed it.
    pub signatory: &'a str,
    /// The Quy chế.
    pub regulation: &'a Regulation,
}

/// A seat to fill.
#[derive(Debug, Clone)]
pub struct NewSeat {
    /// The holder's id.
    pub person: String,
    /// Whom the holder speaks for.
    pub agency: String,
    /// Role, and whether it scores.
    pub seat: Seat,
}

fn one(row: &AnyRow) -> Result<Council, Failure> {
    let regulation = Regulation {
        document: row.get("regulation"),
        quorum: Quorum {
            part: number(row, "quorum_parts")?,
            of: number(row, "quorum_of")?,
            with_chair: row.get::<i64, _>("quorum_chair") == 1,
        },
        spread: number(row, "spread")?,
        minima: word(row, "minima", Minima::from_id)?,
        experts_score: row.get::<i64, _>("experts_score") == 1,
        scores_again: true,
    };
    Ok(Council {
        id: row.get("id"),
        unit: read(row, "unit")?,
        name: row.get("name"),
        decision: row.get("decision"),
        decided_on: read(row, "decided_on")?,
        signatory: row.get("signatory"),
        regulation,
    })
}

/// Forms a council with its seats; answers its id.
pub async fn add_council(
    tx: &mut Tx<'_>,
    council: &NewCouncil<'_>,
    seats: &[NewSeat],
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    let Regulation { document, quorum, spread, minima, experts_score, .. } = council.regulation;
    sqlx::query(
        "INSERT INTO councils (id, unit, name, decision, decided_on, signatory, regulation,
             quorum_parts, quorum_of, quorum_chair, spread, minima, experts_score, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&id)
    .bind(council.unit.as_str())
    .bind(council.name)
    .bind(council.decision)
    .bind(council.decided_on.to_string())
    .bind(council.signatory)
    .bind(document)
    .bind(i64::from(quorum.part))
    .bind(i64::from(quorum.of))
    .bind(i64::from(quorum.with_chair))
    .bind(i64::from(*spread))
    .bind(minima.id())
    .bind(i64::from(*experts_score))
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    for NewSeat { person, agency, seat } in seats {
        sqlx::query(
            "INSERT INTO seats (id, council, person, agency, role, scores)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(new_id())
        .bind(&id)
        .bind(person)
        .bind(agency)
        .bind(seat.role.id())
        .bind(i64::from(seat.scores))
        .execute(&mut **tx)
        .await?;
    }
    Ok(id)
}

/// A council.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn council(tx: &mut Tx<'_>, id: &str) -> Result<Council, Failure> {
    let row = sqlx::query("SELECT * FROM councils WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    one(&row.ok_or(Failure::NotFound)?)
}

/// The councils of a unit, the newest first.
pub async fn councils_of(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<Council>, Failure> {
    let rows =
        sqlx::query("SELECT * FROM councils WHERE unit = $1 ORDER BY decided_on DESC, id DESC")
            .bind(unit.as_str())
            .fetch_all(&mut **tx)
            .await?;
    rows.iter().map(one).collect()
}

/// The seats of a council: the chair first, then in the order of the roles and names.
pub async fn seats(tx: &mut Tx<'_>, council: &str) -> Result<Vec<HeldSeat>, Failure> {
    let rows = sqlx::query(
        "SELECT seats.id, seats.person, people.name, seats.agency, seats.role, seats.scores
         FROM seats JOIN people ON people.id = seats.person
         WHERE seats.council = $1 ORDER BY people.name, seats.id",
    )
    .bind(council)
    .fetch_all(&mut **tx)
    .await?;
    let held = |row: &AnyRow| -> Result<HeldSeat, Failure> {
        Ok(HeldSeat {
            id: row.get("id"),
            person: row.get("person"),
            name: row.get("name"),
            agency: row.get("agency"),
            seat: Seat {
                role: word(row, "role", Role::from_id)?,
                scores: row.get::<i64, _>("scores") == 1,
            },
        })
    };
    let mut seats = rows.iter().map(held).collect::<Result<Vec<_>, _>>()?;
    seats.sort_by_key(|it| it.seat.role);
    Ok(seats)
}

/// Whoever holds a post of council member in a unit on `day`: id, name and login, by name.
pub async fn candidates(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    day: Date,
) -> Result<Vec<(String, String, String)>, Failure> {
    let rows = sqlx::query(
        "SELECT DISTINCT people.id, people.name, people.login
         FROM people JOIN posts ON posts.person = people.id
         WHERE posts.role = 'member' AND posts.unit = $1
           AND (posts.until IS NULL OR $2 <= posts.until) AND people.disabled_at IS NULL
         ORDER BY people.name, people.login",
    )
    .bind(unit.as_str())
    .bind(day.to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|it| (it.get("id"), it.get("name"), it.get("login"))).collect())
}

/// How a person sits at a dossier: only where a meeting hears it, and without a conflict.
pub async fn seat_at(
    tx: &mut Tx<'_>,
    dossier: &str,
    person: &str,
) -> Result<Option<Role>, Failure> {
    let rows = sqlx::query(
        "SELECT seats.role FROM seats
         JOIN meetings ON meetings.council = seats.council
         JOIN agenda ON agenda.meeting = meetings.id
         WHERE agenda.dossier = $1 AND seats.person = $2 AND meetings.stage <> 'cancelled'
           AND NOT EXISTS (SELECT 1 FROM conflicts
                           WHERE conflicts.dossier = $1 AND conflicts.seat = seats.id)",
    )
    .bind(dossier)
    .bind(person)
    .fetch_all(&mut **tx)
    .await?;
    let roles = rows.iter().map(|it| word(it, "role", Role::from_id));
    Ok(roles.collect::<Result<Vec<_>, _>>()?.into_iter().min())
}

/// Everyone who sits at a dossier, with each of their seats: only where a meeting hears it, and
/// without a conflict.
pub async fn seated_at(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<(String, Role)>, Failure> {
    let rows = sqlx::query(
        "SELECT DISTINCT seats.person, seats.role FROM seats
         JOIN meetings ON meetings.council = seats.council
         JOIN agenda ON agenda.meeting = meetings.id
         WHERE agenda.dossier = $1 AND meetings.stage <> 'cancelled'
           AND NOT EXISTS (SELECT 1 FROM conflicts
                           WHERE conflicts.dossier = $1 AND conflicts.seat = seats.id)
         ORDER BY seats.person, seats.role",
    )
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(|it| Ok((it.get("person"), word(it, "role", Role::from_id)?))).collect()
}
