//! Dossiers that wait for something of this room: a decision, a letter, a notice.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::councils::Level;
use ocop_rules::criteria::Stars;
use ocop_rules::dossiers::Stage;
use ocop_rules::places::UnitId;
use ocop_rules::programme::DossierKind;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Tx};

/// A dossier that waits, with what a person needs to choose it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Its id.
    pub dossier: String,
    /// Where it is.
    pub stage: Stage,
    /// What it asks for.
    pub kind: DossierKind,
    /// Of which product.
    pub product: String,
    /// The name of the product.
    pub name: String,
    /// Its specification.
    pub specification: String,
    /// The name of the producer.
    pub producer: String,
    /// The commune that received it.
    pub commune: UnitId,
    /// The code given with the proposal; empty while there is none.
    pub product_code: String,
    /// The stars of the certificate that is renewed or upgraded.
    pub previous: Option<Stars>,
    /// The latest result; none for five stars that are renewed.
    pub outcome: Option<Outcome>,
}

/// The latest result of a dossier.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its id.
    pub result: String,
    /// Whose council.
    pub level: Level,
    /// What it earned; none when it was rejected without points.
    pub stars: Option<Stars>,
    /// The exact sum of the totals.
    pub sum: i64,
    /// Of how many sheets.
    pub count: i64,
    /// When the chair closed it.
    pub closed_at: Timestamp,
    /// The id of the meeting that gave it.
    pub meeting_id: String,
    /// The meeting that gave it, as people call it.
    pub meeting: String,
    /// When that was held.
    pub held_on: Option<Date>,
}

/// Every dossier of a unit, a province or the country, that is at this stage, by meeting and name.
///
/// # Errors
///
/// Only faults of the database.
pub async fn waiting(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    stage: Stage,
) -> Result<Vec<Waiting>, Failure> {
    let rows = sqlx::query(
        "SELECT d.id, d.stage, d.kind, d.product, d.commune, d.product_code, p.name,
             p.specification, o.name AS producer_name, pc.stars AS previous_stars,
             r.id AS result, r.level, r.stars, r.sum, r.count, r.closed_at, r.meeting, m.held_on,
             c.name AS council_name
         FROM dossiers d
         JOIN products p ON p.id = d.product
         JOIN producers o ON o.id = d.producer
         LEFT JOIN certificates pc ON pc.id = d.previous
         LEFT JOIN results r ON r.id = (SELECT l.id FROM results l WHERE l.dossier = d.id
             ORDER BY l.closed_at DESC, l.id DESC LIMIT 1)
         LEFT JOIN meetings m ON m.id = r.meeting
         LEFT JOIN councils c ON c.id = m.council
         WHERE d.stage = $1 AND (d.province = $2 OR $2 = $3)
         ORDER BY m.held_on, m.id, p.search, d.id",
    )
    .bind(stage.id())
    .bind(unit.as_str())
    .bind(UnitId::country().as_str())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(one).collect()
}

/// The latest result of a dossier, when there is one.
///
/// # Errors
///
/// Only faults of the database.
pub async fn outcome_of(tx: &mut Tx<'_>, dossier: &str) -> Result<Option<Outcome>, Failure> {
    let row = sqlx::query(
        "SELECT r.id AS result, r.level, r.stars, r.sum, r.count, r.closed_at, r.meeting, m.held_on,
             c.name AS council_name
         FROM results r LEFT JOIN meetings m ON m.id = r.meeting
         LEFT JOIN councils c ON c.id = m.council
         WHERE r.dossier = $1 ORDER BY r.closed_at DESC, r.id DESC LIMIT 1",
    )
    .bind(dossier)
    .fetch_optional(&mut **tx)
    .await?;
    row.map(|it| outcome(&it, it.get("result"))).transpose()
}

fn one(row: &AnyRow) -> Result<Waiting, Failure> {
    let bad = |what: &str| anyhow::anyhow!("a dossier has a bad {what}");
    let text = |column| row.get::<String, _>(column);
    let stars = |number: i64| u8::try_from(number).ok().and_then(Stars::from_number);
    let result: Option<String> = row.get("result");
    Ok(Waiting {
        dossier: text("id"),
        stage: Stage::from_id(&text("stage")).ok_or_else(|| bad("stage"))?,
        kind: DossierKind::from_id(&text("kind")).ok_or_else(|| bad("kind"))?,
        product: text("product"),
        name: text("name"),
        specification: text("specification"),
        producer: text("producer_name"),
        commune: UnitId::new(&text("commune")).map_err(|_| bad("unit"))?,
        product_code: row.get::<Option<String>, _>("product_code").unwrap_or_default(),
        previous: row.get::<Option<i64>, _>("previous_stars").and_then(stars),
        outcome: result.map(|it| outcome(row, it)).transpose()?,
    })
}

fn outcome(row: &AnyRow, result: String) -> Result<Outcome, Failure> {
    let level: String = row.get("level");
    let stars = u8::try_from(row.get::<i64, _>("stars")).ok().and_then(Stars::from_number);
    let count: i64 = row.get("count");
    let held_on: Option<String> = row.get("held_on");
    Ok(Outcome {
        result,
        level: if level == "ministry" { Level::Ministry } else { Level::Province },
        stars: stars.filter(|_| count != 0),
        sum: row.get("sum"),
        count,
        closed_at: row.get::<String, _>("closed_at").parse()?,
        meeting_id: row.get::<Option<String>, _>("meeting").unwrap_or_default(),
        meeting: row.get::<Option<String>, _>("council_name").unwrap_or_default(),
        held_on: held_on.map(|it| it.parse()).transpose()?,
    })
}
