//! The products that a document of this room lists: those of a decision, of a meeting, of a result.

use std::collections::HashMap;

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::day;
use crate::machinery::{Failure, Tx};

/// A product in a document.
#[derive(Debug, Clone)]
pub struct Item {
    /// The dossier it came by, where it is known.
    pub dossier: Option<String>,
    /// The certificate, where there is one.
    pub certificate: Option<String>,
    /// The number of the certificate.
    pub number: String,
    /// The first and the last day of the certificate, where both are known.
    pub valid: Option<(Date, Date)>,
    /// Whether the certificate was taken in from a list.
    pub is_imported: bool,
    /// The product's id.
    pub product: String,
    /// Its name.
    pub name: String,
    /// Its specification.
    pub specification: String,
    /// Its code.
    pub product_code: String,
    /// Whose it is.
    pub producer: String,
    /// Where that is, without the commune.
    pub address: String,
    /// The commune it lies in, as recorded.
    pub commune: UnitId,
    /// What it earned; none when it was rejected without points.
    pub stars: Option<Stars>,
    /// The exact sum of the totals.
    pub sum: i64,
    /// Of how many sheets; none where no council of ours gave points.
    pub count: i64,
    /// The council and the meeting that gave the result.
    pub meeting: Option<HeldBy>,
}

/// A meeting and its council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBy {
    /// Its id.
    pub id: String,
    /// The council, as it is called.
    pub council: String,
    /// The unit of the council.
    pub unit: UnitId,
    /// The day.
    pub held_on: Date,
}

const OF_RESULTS: &str =
    "d.id AS dossier, NULL AS certificate, '' AS number, NULL AS from_earliest,
     NULL AS from_latest, NULL AS to_earliest, NULL AS to_latest, NULL AS import,
     COALESCE(d.product_code, '') AS product_code, r.stars, r.sum, r.count, p.id AS product, p.name,
     p.specification, d.commune, o.name AS producer_name, o.address, m.id AS meeting, m.held_on,
     k.name AS council_name, k.unit AS council_unit
     FROM results r JOIN dossiers d ON d.id = r.dossier JOIN products p ON p.id = d.product
     JOIN producers o ON o.id = d.producer LEFT JOIN meetings m ON m.id = r.meeting
     LEFT JOIN councils k ON k.id = m.council";

const OF_CERTIFICATES: &str = "c.dossier, c.id AS certificate, c.number, c.from_earliest,
     c.from_latest, c.to_earliest, c.to_latest, c.import, c.product_code, c.stars,
     COALESCE(r.sum, 0) AS sum, COALESCE(r.count, 0) AS count, p.id AS product, p.name,
     p.specification, COALESCE(d.commune, p.commune) AS commune, o.name AS producer_name,
     o.address, m.id AS meeting, m.held_on, k.name AS council_name, k.unit AS council_unit
     FROM certificates c JOIN products p ON p.id = c.product JOIN producers o ON o.id = p.producer
     LEFT JOIN dossiers d ON d.id = c.dossier
     LEFT JOIN settled s ON s.decision = c.decision AND s.dossier = c.dossier
     LEFT JOIN results r ON r.id = s.result LEFT JOIN meetings m ON m.id = r.meeting
     LEFT JOIN councils k ON k.id = m.council";

/// Every result of a meeting.
///
/// # Errors
///
/// Only faults of the database.
pub async fn items_of_meeting(tx: &mut Tx<'_>, meeting: &str) -> Result<Vec<Item>, Failure> {
    items(tx, format!("SELECT {OF_RESULTS} WHERE r.meeting = $1"), meeting).await
}

/// What a result is of.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such result.
pub async fn item_of_result(tx: &mut Tx<'_>, result: &str) -> Result<Item, Failure> {
    let found = items(tx, format!("SELECT {OF_RESULTS} WHERE r.id = $1"), result).await?;
    found.into_iter().next().ok_or(Failure::NotFound)
}

/// What a decision settles without a certificate: results that are approved.
///
/// # Errors
///
/// Only faults of the database.
pub async fn items_approved(tx: &mut Tx<'_>, decision: &str) -> Result<Vec<Item>, Failure> {
    let sql = format!(
        "SELECT {OF_RESULTS} WHERE r.id IN (SELECT result FROM settled WHERE decision = $1)"
    );
    items(tx, sql, decision).await
}

/// The certificates that a decision brings.
///
/// # Errors
///
/// Only faults of the database.
pub async fn items_certified(tx: &mut Tx<'_>, decision: &str) -> Result<Vec<Item>, Failure> {
    items(tx, format!("SELECT {OF_CERTIFICATES} WHERE c.decision = $1"), decision).await
}

/// The certificates that a decision extends or revokes.
///
/// # Errors
///
/// Only faults of the database.
pub async fn items_ended(tx: &mut Tx<'_>, decision: &str) -> Result<Vec<Item>, Failure> {
    let sql = format!(
        "SELECT {OF_CERTIFICATES} WHERE c.id IN (SELECT certificate FROM certificate_events
         WHERE decision = $1 AND kind IN ('extended', 'revoked'))"
    );
    items(tx, sql, decision).await
}

/// One certificate.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn item_of_certificate(tx: &mut Tx<'_>, certificate: &str) -> Result<Item, Failure> {
    let sql = format!("SELECT {OF_CERTIFICATES} WHERE c.id = $1");
    items(tx, sql, certificate).await?.into_iter().next().ok_or(Failure::NotFound)
}

/// What was issued of this kind for the certificates of a decision and is in force: the certificate,
/// and the record.
///
/// # Errors
///
/// Only faults of the database.
pub async fn issued_for(
    tx: &mut Tx<'_>,
    decision: &str,
    kind: &str,
) -> Result<HashMap<String, String>, Failure> {
    let rows = sqlx::query(
        "SELECT r.thing, r.id FROM records r JOIN certificates c ON c.id = r.thing
         WHERE c.decision = $1 AND r.kind = $2
           AND NOT EXISTS (SELECT 1 FROM records o WHERE o.replaces = r.id)",
    )
    .bind(decision)
    .bind(kind)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|row| (row.get("thing"), row.get("id"))).collect())
}

async fn items(tx: &mut Tx<'_>, sql: String, of: &str) -> Result<Vec<Item>, Failure> {
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(of).fetch_all(&mut **tx).await?;
    rows.iter().map(item).collect()
}

fn item(row: &AnyRow) -> Result<Item, Failure> {
    let bad = |what: &str| anyhow::anyhow!("a product has a bad {what}");
    let text = |column| row.get::<String, _>(column);
    let stars = u8::try_from(row.get::<i64, _>("stars")).ok().and_then(Stars::from_number);
    let known = |earliest, latest| {
        let first = day(row, earliest).ok()?;
        (day(row, latest).ok()? == first).then_some(first)
    };
    Ok(Item {
        dossier: row.get("dossier"),
        certificate: row.get("certificate"),
        number: text("number"),
        valid: known("from_earliest", "from_latest").zip(known("to_earliest", "to_latest")),
        is_imported: row.get::<Option<String>, _>("import").is_some(),
        product: text("product"),
        name: text("name"),
        specification: text("specification"),
        product_code: text("product_code"),
        producer: text("producer_name"),
        address: text("address"),
        commune: UnitId::new(&text("commune")).map_err(|_| bad("unit"))?,
        stars,
        sum: row.get("sum"),
        count: row.get("count"),
        meeting: held_by(row)?,
    })
}

fn held_by(row: &AnyRow) -> Result<Option<HeldBy>, Failure> {
    let Some(unit) = row.get::<Option<String>, _>("council_unit") else { return Ok(None) };
    Ok(Some(HeldBy {
        id: row.get("meeting"),
        council: row.get("council_name"),
        unit: UnitId::new(&unit).map_err(|_| anyhow::anyhow!("a council has a bad unit"))?,
        held_on: day(row, "held_on")?,
    }))
}
