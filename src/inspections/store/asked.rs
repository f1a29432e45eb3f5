//! Visits and breaches, as they are asked for.

use jiff::civil::Date;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::{Breach, Visit, read_breach, read_visit};
use crate::machinery::{Failure, Tx, many};

/// Which visits or breaches are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Of products recorded in one of these units, communes or provinces. The country has all.
    pub within: &'a [UnitId],
    /// Of this product.
    pub product: &'a str,
    /// Of the products of this producer.
    pub producer: &'a str,
    /// Words that stand in it.
    pub q: &'a str,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
}

/// A question that grows condition by condition.
pub(super) struct Query {
    sql: String,
    values: Vec<String>,
}

impl Query {
    /// A question that ends in a condition.
    pub(super) fn of(sql: &str) -> Self {
        Self { sql: sql.to_owned(), values: Vec::new() }
    }

    /// One more condition, with `{}` for its value.
    pub(super) fn and(&mut self, sql: &str, value: impl Into<String>) {
        self.values.push(value.into());
        let place = format!("${}", self.values.len());
        self.sql.push_str(" AND ");
        self.sql.push_str(&sql.replace("{}", &place));
    }

    /// The product `p` is recorded in one of these units.
    pub(super) fn within(&mut self, units: &[UnitId]) {
        if units.is_empty() || units.contains(&UnitId::country()) {
            return;
        }
        let places = many::places(self.values.len() + 1, units.len());
        self.values.extend(units.iter().map(|it| it.as_str().to_owned()));
        let sql = format!(" AND (p.commune IN ({places}) OR p.province IN ({places}))");
        self.sql.push_str(&sql);
    }

    fn asked(&mut self, asked: &Asked<'_>, day: &str) {
        self.within(asked.within);
        for (sql, value) in [("t.product = {}", asked.product), ("p.producer = {}", asked.producer)]
        {
            if !value.is_empty() {
                self.and(sql, value);
            }
        }
        for word in fold(asked.q).split(' ').filter(|it| !it.is_empty()) {
            self.and("t.search LIKE {}", format!("%{word}%"));
        }
        if let Some(from) = asked.from {
            self.and(&format!("{{}} <= t.{day}"), from.to_string());
        }
        if let Some(until) = asked.until {
            self.and(&format!("t.{day} <= {{}}"), until.to_string());
        }
    }

    pub(super) async fn rows(self, tx: &mut Tx<'_>, after: &str) -> Result<Vec<AnyRow>, Failure> {
        let mut query = sqlx::query(AssertSqlSafe(format!("{} {after}", self.sql)));
        for value in self.values {
            query = query.bind(value);
        }
        Ok(query.fetch_all(&mut **tx).await?)
    }
}

/// Visits with their products.
const VISITS: &str = "SELECT t.*, p.name AS product_name, p.producer, p.commune,
         o.name AS producer_name, CAST(COUNT(*) OVER () AS BIGINT) AS total
     FROM visits t JOIN products p ON p.id = t.product JOIN producers o ON o.id = p.producer
     WHERE t.set_aside_at IS NULL";

/// Breaches with their products, and with the revocation that followed.
const BREACHES: &str = "SELECT t.*, p.name AS product_name, p.producer, p.commune,
         o.name AS producer_name,
         (SELECT MIN(e.on_day) FROM certificate_events e JOIN certificates c ON c.id = e.certificate
          WHERE c.product = t.product AND e.kind = 'revoked' AND t.concluded_on <= e.on_day)
             AS revoked_on
     FROM breaches t JOIN products p ON p.id = t.product JOIN producers o ON o.id = p.producer
     WHERE t.set_aside_at IS NULL";

/// The visits that are asked for, the newest first, cut to a page; and how many there are in all.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn visits(
    tx: &mut Tx<'_>,
    asked: &Asked<'_>,
    (skip, most): (i64, i64),
) -> Result<(Vec<Visit>, u64), Failure> {
    let mut query = Query::of(VISITS);
    query.asked(asked, "visited_on");
    let after = format!("ORDER BY t.visited_on DESC, t.id DESC LIMIT {most} OFFSET {skip}");
    let rows = query.rows(tx, &after).await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    let visits = rows.iter().map(read_visit).collect::<Result<_, _>>()?;
    Ok((visits, u64::try_from(total).unwrap_or(0)))
}

/// One visit.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none, or it was set aside.
pub async fn visit(tx: &mut Tx<'_>, id: &str) -> Result<Visit, Failure> {
    let mut query = Query::of(VISITS);
    query.and("t.id = {}", id);
    let rows = query.rows(tx, "").await?;
    read_visit(rows.first().ok_or(Failure::NotFound)?)
}

/// The breaches that are asked for, by the day of their conclusion, the newest first.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn breaches(tx: &mut Tx<'_>, asked: &Asked<'_>) -> Result<Vec<Breach>, Failure> {
    let mut query = Query::of(BREACHES);
    query.asked(asked, "concluded_on");
    let rows = query.rows(tx, "ORDER BY t.concluded_on DESC, t.id DESC").await?;
    rows.iter().map(read_breach).collect()
}

/// One breach.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none, or it was set aside.
pub async fn breach(tx: &mut Tx<'_>, id: &str) -> Result<Breach, Failure> {
    let mut query = Query::of(BREACHES);
    query.and("t.id = {}", id);
    let rows = query.rows(tx, "").await?;
    read_breach(rows.first().ok_or(Failure::NotFound)?)
}

/// The plans of a unit, the newest first: id and title.
///
/// # Errors
///
/// Only faults of the database.
pub async fn plans(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<(String, String)>, Failure> {
    let rows = sqlx::query(
        "SELECT id, title FROM inspection_plans
         WHERE unit = $1 AND set_aside_at IS NULL ORDER BY year DESC, id DESC LIMIT 20",
    )
    .bind(unit.as_str())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|it| (it.get("id"), it.get("title"))).collect())
}
