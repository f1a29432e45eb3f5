//! The only SQL of this room: the rounds that a province or the ministry plans beyond the two fixed
//! ones.

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::programme::{Round, RoundLevel, round_among, round_for};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Tx, new_id};

/// A round beyond the fixed ones, and the plan it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRound {
    /// When it closes and when it is held.
    pub round: Round,
    /// The number of the plan.
    pub plan: String,
    /// The date of the plan.
    pub plan_date: Date,
}

/// Who organises the rounds of this unit: the ministry those of the country, a province its own.
pub fn level_of(unit: &UnitId) -> RoundLevel {
    if *unit == UnitId::country() { RoundLevel::Centre } else { RoundLevel::Province }
}

fn planned(row: &AnyRow, level: RoundLevel) -> Result<PlannedRound, Failure> {
    let day = |column| row.get::<String, _>(column).parse::<Date>();
    let bad = |_| anyhow::anyhow!("a planned round has a bad number");
    Ok(PlannedRound {
        round: Round {
            level,
            year: i16::try_from(row.get::<i64, _>("year")).map_err(bad)?,
            number: u8::try_from(row.get::<i64, _>("number")).map_err(bad)?,
            cut_off: day("cut_off")?,
            due: day("due")?,
        },
        plan: row.get("plan"),
        plan_date: day("plan_date")?,
    })
}

/// The rounds that a unit has planned, in order.
///
/// # Errors
///
/// Only faults of the database.
pub async fn planned_rounds(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<PlannedRound>, Failure> {
    let rows = sqlx::query("SELECT * FROM rounds WHERE unit = $1 ORDER BY year, number")
        .bind(unit.as_str())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(|row| planned(row, level_of(unit))).collect()
}

/// Plans a further round; answers its id.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody has planned a round of this number meanwhile.
pub async fn plan_round(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    planned: &PlannedRound,
) -> Result<String, Failure> {
    let id = new_id();
    let PlannedRound { round, plan, plan_date } = planned;
    let added = sqlx::query(
        "INSERT INTO rounds (id, unit, year, number, cut_off, due, plan, plan_date)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&id)
    .bind(unit.as_str())
    .bind(i64::from(round.year))
    .bind(i64::from(round.number))
    .bind(round.cut_off.to_string())
    .bind(round.due.to_string())
    .bind(plan)
    .bind(plan_date.to_string())
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(id),
        Err(error) if is_taken(&error) => Err(Failure::Stale),
        Err(error) => Err(error.into()),
    }
}

/// The round of a unit into which a proposal of that day falls (Art. 5): a fixed one, or a planned
/// one that closes before it.
///
/// # Errors
///
/// Only faults of the database.
pub async fn round_on(tx: &mut Tx<'_>, unit: &UnitId, proposed_on: Date) -> Result<Round, Failure> {
    let fixed = round_for(level_of(unit), proposed_on);
    let planned = planned_rounds(tx, unit).await?;
    let rounds = planned.into_iter().map(|it| it.round).chain([fixed]);
    Ok(round_among(rounds, proposed_on).unwrap_or(fixed))
}
