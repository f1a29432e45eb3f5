//! The SQL of the reports.

mod walked;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use super::compose::Passage;
use super::composed::Composed;
use super::question::Scope;
use crate::machinery::{Failure, Revision, Tx, many};

pub(super) use walked::{Whose, Written, walked, written};

/// A report of a unit on a period.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Where and when.
    pub scope: Scope,
    /// Whether products are told by the units that there are today, or by those that there were.
    pub today: bool,
    /// Who began it, and when.
    pub created: (String, Timestamp),
    /// Who froze it, and when.
    pub frozen: Option<(String, Timestamp)>,
    /// How often it was changed.
    pub revision: Revision,
}

/// What a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// *Sơ kết.*
    Interim,
    /// *Tổng kết.*
    Final,
    /// *Báo cáo năm.*
    Yearly,
    /// Of any other period.
    Other,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Interim, Self::Final, Self::Yearly, Self::Other];

    /// Its word in tables and forms.
    pub fn id(self) -> &'static str {
        match self {
            Self::Interim => "interim",
            Self::Final => "final",
            Self::Yearly => "yearly",
            Self::Other => "other",
        }
    }

    /// The kind of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Interim => "Báo cáo sơ kết",
            Self::Final => "Báo cáo tổng kết",
            Self::Yearly => "Báo cáo năm",
            Self::Other => "Báo cáo định kỳ khác",
        }
    }
}

fn report(row: &AnyRow) -> Result<Report, Failure> {
    let day = |column: &str| -> Result<Date, Failure> { Ok(row.get::<&str, _>(column).parse()?) };
    let unit = UnitId::new(row.get("unit")).map_err(anyhow::Error::new)?;
    let period = Period::days(day("first_day")?, day("last_day")?).map_err(anyhow::Error::new)?;
    let kind = Kind::from_id(row.get("kind"));
    let frozen_at: Option<String> = row.get("frozen_at");
    Ok(Report {
        id: row.get("id"),
        kind: kind.ok_or_else(|| anyhow::anyhow!("no such kind of report"))?,
        title: row.get("title"),
        scope: Scope { unit, period, on: day("figures_on")? },
        today: row.get::<&str, _>("places") == "today",
        created: (row.get("created_by"), row.get::<&str, _>("created_at").parse()?),
        frozen: match frozen_at {
            Some(at) => Some((row.get("frozen_by"), at.parse()?)),
            None => None,
        },
        revision: row.get("revision"),
    })
}

/// The reports of these units, of all when none is named; the latest first.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn list(tx: &mut Tx<'_>, units: &[UnitId], most: i64) -> Result<Vec<Report>, Failure> {
    let within = match units {
        [] => String::new(),
        _ => format!("WHERE unit IN ({})", many::places(1, units.len())),
    };
    let sql =
        format!("SELECT * FROM reports {within} ORDER BY figures_on DESC, id DESC LIMIT {most}");
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for unit in units {
        query = query.bind(unit.as_str().to_owned());
    }
    query.fetch_all(&mut **tx).await?.iter().map(report).collect()
}

/// One report.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Report, Failure> {
    let row = sqlx::query("SELECT * FROM reports WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    report(&row.ok_or(Failure::NotFound)?)
}

/// What a frozen report said; none before.
///
/// # Errors
///
/// A fault when it cannot be read.
pub async fn content(tx: &mut Tx<'_>, id: &str) -> Result<Option<Composed>, Failure> {
    let row = sqlx::query("SELECT content FROM reports WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    let content: String = row.ok_or(Failure::NotFound)?.get("content");
    if content.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_str(&content)?)) }
}

/// Begins a report.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add(tx: &mut Tx<'_>, report: &Report) -> Result<(), Failure> {
    let scope = &report.scope;
    sqlx::query(
        "INSERT INTO reports (id, unit, kind, title, first_day, last_day, figures_on, places,
                              created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(report.id.as_str())
    .bind(scope.unit.as_str())
    .bind(report.kind.id())
    .bind(report.title.as_str())
    .bind(scope.period.first().to_string())
    .bind(scope.period.last().to_string())
    .bind(scope.on.to_string())
    .bind(if report.today { "today" } else { "then" })
    .bind(report.created.0.as_str())
    .bind(report.created.1.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What officers have written into a report, in the order in which they began to.
///
/// # Errors
///
/// Only faults of the database.
pub async fn passages(tx: &mut Tx<'_>, report: &str) -> Result<Vec<Passage>, Failure> {
    let rows = sqlx::query(
        "SELECT passage, section, text, is_own FROM report_passages WHERE report = $1
         ORDER BY passage",
    )
    .bind(report)
    .fetch_all(&mut **tx)
    .await?;
    let passage = |row: &AnyRow| Passage {
        id: row.get("passage"),
        section: row.get("section"),
        text: row.get("text"),
        is_own: row.get::<i64, _>("is_own") == 1,
    };
    Ok(rows.iter().map(passage).collect())
}

/// Keeps what an officer has written, in a report that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed or frozen since.
pub async fn write(
    tx: &mut Tx<'_>,
    (report, seen): (&str, Revision),
    passage: &Passage,
    (person, at): (&str, Timestamp),
) -> Result<(), Failure> {
    touch(tx, report, seen).await?;
    sqlx::query(
        "INSERT INTO report_passages (report, passage, section, text, is_own, written_by, written_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (report, passage) DO UPDATE
         SET text = excluded.text, written_by = excluded.written_by,
             written_at = excluded.written_at",
    )
    .bind(report)
    .bind(passage.id.as_str())
    .bind(passage.section.as_str())
    .bind(passage.text.as_str())
    .bind(i64::from(passage.is_own))
    .bind(person)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what an officer has written: the outline speaks again.
///
/// # Errors
///
/// [`Failure::Stale`] when the report was changed or frozen since.
pub async fn unwrite(
    tx: &mut Tx<'_>,
    (report, seen): (&str, Revision),
    passage: &str,
) -> Result<(), Failure> {
    touch(tx, report, seen).await?;
    sqlx::query("DELETE FROM report_passages WHERE report = $1 AND passage = $2")
        .bind(report)
        .bind(passage)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn touch(tx: &mut Tx<'_>, report: &str, seen: Revision) -> Result<(), Failure> {
    let touched = sqlx::query(
        "UPDATE reports SET revision = revision + 1
         WHERE id = $1 AND revision = $2 AND frozen_at IS NULL",
    )
    .bind(report)
    .bind(seen)
    .execute(&mut **tx)
    .await?;
    if touched.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Freezes a report: what it says now is what it said.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed or frozen since.
pub async fn freeze(
    tx: &mut Tx<'_>,
    (report, seen): (&str, Revision),
    content: &Composed,
    (person, at): (&str, Timestamp),
) -> Result<(), Failure> {
    touch(tx, report, seen).await?;
    sqlx::query("UPDATE reports SET content = $2, frozen_by = $3, frozen_at = $4 WHERE id = $1")
        .bind(report)
        .bind(serde_json::to_string(content)?)
        .bind(person)
        .bind(at.to_string())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
