//! The SQL of importing. Here: what is there already, and the lists that were taken in; beside it
//! all of a list in one transaction.

mod take;

use std::collections::HashMap;

use jiff::Timestamp;
use ocop_rules::certificates::Span;
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

pub use take::{List, Row, take};

use super::likely::Known;
use crate::machinery::{Failure, Tx, changes};

/// What there is already, in the provinces of a list.
#[derive(Debug, Default)]
pub struct There {
    /// The products, with when they were recognised.
    pub products: Vec<Known>,
    /// Every code, and the product it was given.
    pub codes: Vec<(String, String)>,
    /// The producers: id, name, commune.
    pub producers: Vec<(String, String, UnitId)>,
    /// Which state of the registry this is.
    pub version: i64,
}

/// A list that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: String,
    /// Which unit's.
    pub unit: UnitId,
    /// The kept file.
    pub file: String,
    /// The name it came with.
    pub file_name: String,
    /// When.
    pub at: Timestamp,
    /// How many rows.
    pub rows: i64,
}

/// Reads what there is already in these provinces.
///
/// # Errors
///
/// Only faults of the database.
pub async fn there(tx: &mut Tx<'_>, provinces: &[UnitId]) -> Result<There, Failure> {
    let mut there = There { version: changes::version(tx, "registry").await?, ..There::default() };
    for province in provinces {
        let rows = sqlx::query("SELECT id, name, commune FROM producers WHERE province = $1")
            .bind(province.as_str())
            .fetch_all(&mut **tx)
            .await?;
        for row in &rows {
            there.producers.push((row.get("id"), row.get("name"), unit(row, "commune")?));
        }
        let first = there.products.len();
        let rows = sqlx::query(
            "SELECT p.id, p.name, p.specification, p.commune, r.id AS producer, r.name AS whose
             FROM products p JOIN producers r ON r.id = p.producer WHERE p.province = $1",
        )
        .bind(province.as_str())
        .fetch_all(&mut **tx)
        .await?;
        for row in &rows {
            let mut known = Known::kept(
                row.get("id"),
                row.get("name"),
                row.get("specification"),
                unit(row, "commune")?,
            );
            known.producer = row.get("producer");
            known.producer_name = row.get("whose");
            there.products.push(known);
        }
        let at: HashMap<String, usize> = (first..there.products.len())
            .filter_map(|it| Some((there.products[it].id.clone()?, it)))
            .collect();
        let rows = sqlx::query(
            "SELECT c.product, c.from_earliest, c.from_latest FROM certificates c
             JOIN products p ON p.id = c.product WHERE p.province = $1",
        )
        .bind(province.as_str())
        .fetch_all(&mut **tx)
        .await?;
        for row in &rows {
            let day = |column| row.get::<String, _>(column).parse();
            let span = Span::between(day("from_earliest")?, day("from_latest")?);
            if let Some(&at) = at.get(&row.get::<String, _>("product")) {
                there.products[at].recognised.push(span.map_err(anyhow::Error::new)?);
            }
        }
        let rows = sqlx::query(
            "SELECT k.code, k.product FROM product_codes k
             JOIN products p ON p.id = k.product WHERE p.province = $1",
        )
        .bind(province.as_str())
        .fetch_all(&mut **tx)
        .await?;
        there.codes.extend(rows.iter().map(|it| (it.get("code"), it.get("product"))));
    }
    Ok(there)
}

fn unit(row: &AnyRow, column: &str) -> Result<UnitId, Failure> {
    let id: String = row.get(column);
    Ok(UnitId::new(&id).map_err(anyhow::Error::new)?)
}

fn import(row: &AnyRow) -> Result<Import, Failure> {
    Ok(Import {
        id: row.get("id"),
        unit: unit(row, "unit")?,
        file: row.get("file"),
        file_name: row.get("file_name"),
        at: row.get::<String, _>("at").parse()?,
        rows: row.get("rows"),
    })
}

/// The lists that a unit took in, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_unit(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<Import>, Failure> {
    let rows = sqlx::query("SELECT * FROM imports WHERE unit = $1 ORDER BY at DESC, id LIMIT 50")
        .bind(unit.as_str())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(import).collect()
}

/// The list with this id, when it was taken in.
///
/// # Errors
///
/// Only faults of the database.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<Import>, Failure> {
    let row = sqlx::query("SELECT * FROM imports WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(import).transpose()
}

/// The list that a unit took in from these very bytes.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_file(
    tx: &mut Tx<'_>,
    sha256: &str,
    unit: &UnitId,
) -> Result<Option<Import>, Failure> {
    let row =
        sqlx::query("SELECT * FROM imports WHERE file = $1 AND unit = $2 ORDER BY at LIMIT 1")
            .bind(sha256)
            .bind(unit.as_str())
            .fetch_optional(&mut **tx)
            .await?;
    row.as_ref().map(import).transpose()
}
