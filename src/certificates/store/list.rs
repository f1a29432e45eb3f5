//! The list of the office: certificates, with how they stand on a day.

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::products::fold;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::day;
use crate::machinery::{Failure, Tx, many};

/// Which certificates are wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Of products recorded in one of these units: communes or provinces. The country has all.
    pub within: &'a [UnitId],
    /// Of this producer; empty for all.
    pub producer: &'a str,
    /// Words of the product's or the producer's name, or the number; empty for all.
    pub q: &'a str,
    /// So many stars; none for all.
    pub stars: Option<Stars>,
    /// How they stand on the day: `valid`, `extended`, `expired`, `superseded`, `revoked`,
    /// `not-yet`; empty for all.
    pub standing: &'a str,
    /// Those that end in these days.
    pub ending: Option<(Date, Date)>,
    /// The day.
    pub day: Date,
}

/// A certificate in the list.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Of which product.
    pub product: String,
    /// The name of the product.
    pub name: String,
    /// Its producer's name.
    pub producer: String,
    /// Where it lies, as recorded.
    pub commune: UnitId,
    /// Three, four or five.
    pub stars: i64,
    /// The first day, when it is known.
    pub valid_from: Option<Date>,
    /// The last day, when it is known; of a range its earlier end.
    pub valid_to: Date,
    /// Whether the last day is known.
    pub is_exact: bool,
    /// How it stands on the day, as in [`Wanted::standing`].
    pub standing: String,
}

/// The certificates wanted, those that end first before the others, cut to a page; and how many
/// there are in all.
///
/// # Errors
///
/// Only faults of the database.
pub async fn list(
    tx: &mut Tx<'_>,
    wanted: &Wanted<'_>,
    (skip, most): (i64, i64),
) -> Result<(Vec<Line>, u64), Failure> {
    // One placeholder for each unit, behind the ten that are always there.
    let units = match wanted.within.len() {
        0 => "''".to_owned(),
        units => many::places(11, units),
    };
    let sql = format!(
        "SELECT t.*, CAST(COUNT(*) OVER () AS BIGINT) AS total FROM (
             SELECT c.id, c.number, c.product, p.name, o.name AS producer_name, p.commune, c.stars,
                 c.from_earliest, c.from_latest, c.to_earliest, c.to_latest, p.search,
                 CASE
                     WHEN $1 < c.from_earliest THEN 'not-yet'
                     WHEN EXISTS (SELECT 1 FROM certificate_events e WHERE e.certificate = c.id
                         AND e.kind = 'revoked' AND e.on_day <= $1) THEN 'revoked'
                     WHEN EXISTS (SELECT 1 FROM certificate_events e WHERE e.certificate = c.id
                         AND e.kind = 'superseded' AND e.on_day <= $1) THEN 'superseded'
                     WHEN $1 <= c.to_earliest THEN 'valid'
                     WHEN EXISTS (SELECT 1 FROM certificate_events e WHERE e.certificate = c.id
                         AND e.kind = 'extended' AND $1 <= e.until)
                         AND NOT EXISTS (SELECT 1 FROM certificate_events e
                             WHERE e.certificate = c.id AND e.kind = 'extension-ended'
                               AND e.on_day < $1) THEN 'extended'
                     ELSE 'expired'
                 END AS standing
             FROM certificates c
             JOIN products p ON p.id = c.product
             JOIN producers o ON o.id = p.producer
             WHERE ($2 = '' OR p.producer = $2)
               AND (p.search LIKE $3 OR o.search LIKE $3 OR c.number LIKE $4)
               AND ($5 = 0 OR c.stars = $5)
               AND ($6 = '' OR ($6 <= c.to_earliest AND c.to_earliest <= $7))
               AND (p.province IN ({units}) OR p.commune IN ({units}) OR '{}' IN ({units}))
         ) t
         WHERE $8 = '' OR t.standing = $8
         ORDER BY t.to_earliest, t.search, t.id LIMIT $9 OFFSET $10",
        UnitId::country()
    );
    let (from, to) = wanted
        .ending
        .map_or_else(Default::default, |(from, to)| (from.to_string(), to.to_string()));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(wanted.day.to_string())
        .bind(wanted.producer)
        .bind(format!("%{}%", fold(wanted.q)))
        .bind(format!("%{}%", wanted.q.trim()))
        .bind(wanted.stars.map_or(0, |it| i64::from(it.number())))
        .bind(from)
        .bind(to)
        .bind(wanted.standing)
        .bind(most)
        .bind(skip);
    for unit in wanted.within {
        query = query.bind(unit.as_str());
    }
    let rows = query.fetch_all(&mut **tx).await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    Ok((lines, u64::try_from(total).unwrap_or(0)))
}

fn line(row: &AnyRow) -> Result<Line, Failure> {
    let commune: String = row.get("commune");
    let (first, valid_to) = (day(row, "from_earliest")?, day(row, "to_earliest")?);
    Ok(Line {
        id: row.get("id"),
        number: row.get("number"),
        product: row.get("product"),
        name: row.get("name"),
        producer: row.get("producer_name"),
        commune: UnitId::new(&commune).map_err(anyhow::Error::new)?,
        stars: row.get("stars"),
        valid_from: Some(first).filter(|it| day(row, "from_latest").is_ok_and(|end| end == *it)),
        valid_to,
        is_exact: day(row, "to_latest")? == valid_to,
        standing: row.get("standing"),
    })
}
