//! The only SQL of the ledgers, made of each ledger's own words.
//!
//! Beside its columns every table has `id`, `unit`, `source_number`, `source_day`, `source_words`,
//! `search`, `import`, `created_by`, `created_at`, `set_aside_at`, `set_aside_why`, `revision`.
//! `TEXT` that is not known is empty; a `BIGINT` that is not known is null.

mod asked;
mod cells;
mod scans;

use std::collections::HashSet;

use jiff::Timestamp;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};

use asked::Where;
use cells::{bound, value, written};

use super::entry::{Entry, Row, Source};
use super::ledger::{Column, Kind, Ledger};
use crate::machinery::many::{self, Value as Bound};
use crate::machinery::{Failure, Revision, Tx};

pub use asked::Asked;
pub use scans::{Scan, attach, scans};

/// An entry to be written.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its id.
    pub id: String,
    /// What it says.
    pub row: Row,
    /// What it is found by, folded.
    pub search: String,
}

/// Who writes, when, and out of which list.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The person's id.
    pub person: &'a str,
    /// When.
    pub at: Timestamp,
    /// The list; empty for what is typed.
    pub import: &'a str,
}

fn entry(row: &AnyRow, ledger: &'static Ledger) -> Result<Entry, Failure> {
    let unit: String = row.get("unit");
    let day: String = row.get("source_day");
    let set_aside: Option<String> = row.get("set_aside_at");
    Ok(Entry {
        id: row.get("id"),
        row: Row {
            ledger,
            unit: UnitId::new(&unit).map_err(anyhow::Error::new)?,
            values: ledger.columns.iter().map(|it| value(row, it)).collect::<Result<_, _>>()?,
            source: Source {
                number: row.get("source_number"),
                day: if day.is_empty() { None } else { Some(day.parse()?) },
                words: row.get("source_words"),
            },
        },
        created_by: row.get("created_by"),
        created_at: row.get::<String, _>("created_at").parse()?,
        import: row.get("import"),
        set_aside: match set_aside {
            Some(at) => Some((at.parse()?, row.get("set_aside_why"))),
            None => None,
        },
        revision: row.get("revision"),
    })
}

/// The entries that are asked for, the newest first, cut to a page; and how many there are in all.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn list(
    tx: &mut Tx<'_>,
    ledger: &'static Ledger,
    asked: &Asked,
    (skip, most): (i64, i64),
) -> Result<(Vec<Entry>, u64), Failure> {
    let order = match ledger.when() {
        // What has no year comes last, on both databases.
        Some(Column { name, kind: Kind::Year, .. }) => format!("COALESCE({name}, 0) DESC, "),
        Some(Column { name, kind: Kind::Span, .. }) => format!("{name}_latest DESC, "),
        Some(Column { name, .. }) => format!("{name} DESC, "),
        None => String::new(),
    };
    let before =
        format!("SELECT t.*, CAST(COUNT(*) OVER () AS BIGINT) AS total FROM {} t", ledger.table);
    let after = format!("ORDER BY {order}id DESC LIMIT {most} OFFSET {skip}");
    let rows = Where::of(ledger, asked).rows(tx, &before, &after).await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    let entries = rows.iter().map(|it| entry(it, ledger)).collect::<Result<_, _>>()?;
    Ok((entries, u64::try_from(total).unwrap_or(0)))
}

/// How many entries there are.
///
/// # Errors
///
/// Only faults of the database.
pub async fn count(tx: &mut Tx<'_>, ledger: &Ledger, asked: &Asked) -> Result<u64, Failure> {
    let before = format!("SELECT CAST(COUNT(*) AS BIGINT) AS total FROM {}", ledger.table);
    let rows = Where::of(ledger, asked).rows(tx, &before, "").await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    Ok(u64::try_from(total).unwrap_or(0))
}

/// How many entries there are of all units, set aside or not, and how often they were written:
/// whatever is written, one of both grows. Of one unit neither would do, since an entry may be moved
/// to another.
///
/// # Errors
///
/// Only faults of the database.
pub async fn version(tx: &mut Tx<'_>, ledger: &Ledger) -> Result<(i64, i64), Failure> {
    let sql = format!(
        "SELECT CAST(COUNT(*) AS BIGINT) AS entries,
                CAST(COALESCE(SUM(revision), 0) AS BIGINT) AS written
         FROM {}",
        ledger.table
    );
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(&mut **tx).await?;
    Ok((row.get("entries"), row.get("written")))
}

/// The entries after this id, set aside or not, in the order of their ids.
///
/// # Errors
///
/// A fault when a row cannot be read.
pub async fn after(
    tx: &mut Tx<'_>,
    ledger: &'static Ledger,
    id: &str,
    most: i64,
) -> Result<Vec<Entry>, Failure> {
    let sql = format!("SELECT * FROM {} WHERE $1 < id ORDER BY id LIMIT {most}", ledger.table);
    let rows = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_all(&mut **tx).await?;
    rows.iter().map(|it| entry(it, ledger)).collect()
}

/// One entry.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, ledger: &'static Ledger, id: &str) -> Result<Entry, Failure> {
    let sql = format!("SELECT * FROM {} WHERE id = $1", ledger.table);
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    entry(&row.ok_or(Failure::NotFound)?, ledger)
}

/// How an entry is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// Its id.
    pub id: String,
    /// What tells it from others of its name; empty where its ledger has no such column.
    pub code: String,
    /// Its name.
    pub name: String,
}

fn calling(ledger: &Ledger) -> String {
    let code = ledger.code().map_or("''", |it| it.name);
    format!("SELECT id, {code} AS code, {} AS name FROM {}", ledger.name, ledger.table)
}

fn called_in(row: &AnyRow) -> Called {
    Called { id: row.get("id"), code: row.get("code"), name: row.get("name") }
}

/// The entries that are called so. Where it is the whole name or code of some, those alone.
///
/// # Errors
///
/// Only faults of the database.
pub async fn called(
    tx: &mut Tx<'_>,
    ledger: &'static Ledger,
    within: &[UnitId],
    typed: &str,
    most: i64,
) -> Result<Vec<Called>, Failure> {
    let after = format!("ORDER BY id DESC LIMIT {most}");
    // What refers to an entry is found by the same words: so first that which is called so.
    let asked = Asked { within: within.to_vec(), ..Asked::default() };
    let code = ledger.code().map_or("id", |it| it.name);
    let of_all = Where::of(ledger, &asked).any_is(&["id", code, ledger.name], typed);
    let found: Vec<Called> =
        of_all.rows(tx, &calling(ledger), &after).await?.iter().map(called_in).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let asked = Asked { words: typed.to_owned(), ..asked };
    let rows = Where::of(ledger, &asked).rows(tx, &calling(ledger), &after).await?;
    let mut found: Vec<Called> = rows.iter().map(called_in).collect();
    let wanted = fold(typed);
    let is_whole = |it: &Called| fold(&it.name) == wanted || fold(&it.code) == wanted;
    if found.iter().any(is_whole) {
        found.retain(is_whole);
    }
    Ok(found)
}

/// The entries of these units that refer to one by this column, the latest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn referring(
    tx: &mut Tx<'_>,
    ledger: &'static Ledger,
    (column, id): (&'static Column, &str),
    within: &[UnitId],
    most: i64,
) -> Result<Vec<Called>, Failure> {
    let asked = Asked { within: within.to_vec(), ..Asked::default() };
    let after = format!("ORDER BY id DESC LIMIT {most}");
    let rows = Where::of(ledger, &asked).any_is(&[column.name], id);
    let rows = rows.rows(tx, &calling(ledger), &after).await?;
    Ok(rows.iter().map(called_in).collect())
}

/// What the entries of these units are found by.
///
/// # Errors
///
/// Only faults of the database.
pub async fn known(
    tx: &mut Tx<'_>,
    ledger: &Ledger,
    within: &[UnitId],
) -> Result<HashSet<String>, Failure> {
    let asked = Asked { within: within.to_vec(), ..Asked::default() };
    let before = format!("SELECT search FROM {}", ledger.table);
    let rows = Where::of(ledger, &asked).rows(tx, &before, "").await?;
    Ok(rows.iter().map(|it| it.get("search")).collect())
}

/// How an entry is called, set aside or not.
///
/// # Errors
///
/// Only faults of the database.
pub async fn name_of(
    tx: &mut Tx<'_>,
    ledger: &Ledger,
    id: &str,
) -> Result<Option<Called>, Failure> {
    let sql = format!("{} WHERE id = $1", calling(ledger));
    let row = sqlx::query(AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    Ok(row.as_ref().map(called_in))
}

/// Writes new entries.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add(
    tx: &mut Tx<'_>,
    ledger: &Ledger,
    entries: &[Written],
    by: By<'_>,
) -> Result<(), Failure> {
    let mut names = vec!["id".to_owned()];
    names.extend(written(ledger));
    names.extend(["import", "created_by", "created_at"].map(str::to_owned));
    let into = format!("INSERT INTO {} ({})", ledger.table, names.join(", "));
    let rows = entries.iter().map(|it| {
        let mut values = vec![Bound::from(it.id.as_str())];
        values.extend(bound(it));
        values.extend([by.import.into(), by.person.into(), by.at.to_string().into()]);
        values
    });
    many::insert_wide(tx, &into, names.len(), rows.collect()).await
}

/// Writes an entry anew that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed or set aside since.
pub async fn change(tx: &mut Tx<'_>, entry: &Written, seen: Revision) -> Result<(), Failure> {
    let ledger = entry.row.ledger;
    let sets = (3..).zip(written(ledger)).map(|(at, name)| format!("{name} = ${at}"));
    let sql = format!(
        "UPDATE {} SET {}, revision = revision + 1
         WHERE id = $1 AND revision = $2 AND set_aside_at IS NULL",
        ledger.table,
        sets.collect::<Vec<_>>().join(", ")
    );
    let mut query = sqlx::query(AssertSqlSafe(sql)).bind(entry.id.clone()).bind(seen);
    for value in bound(entry) {
        query = many::bound(query, value);
    }
    let changed = query.execute(&mut **tx).await?;
    if changed.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Sets an entry aside that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was changed or set aside since.
pub async fn set_aside(
    tx: &mut Tx<'_>,
    ledger: &Ledger,
    (id, seen): (&str, Revision),
    (at, why): (Timestamp, &str),
) -> Result<(), Failure> {
    let sql = format!(
        "UPDATE {} SET set_aside_at = $3, set_aside_why = $4, revision = revision + 1
         WHERE id = $1 AND revision = $2 AND set_aside_at IS NULL",
        ledger.table
    );
    let query = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(seen).bind(at.to_string()).bind(why);
    let set = query.execute(&mut **tx).await?;
    if set.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// Takes an entry back that was set aside and read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it was taken back since.
pub async fn take_back(
    tx: &mut Tx<'_>,
    ledger: &Ledger,
    (id, seen): (&str, Revision),
) -> Result<(), Failure> {
    let sql = format!(
        "UPDATE {} SET set_aside_at = NULL, set_aside_why = '', revision = revision + 1
         WHERE id = $1 AND revision = $2 AND set_aside_at IS NOT NULL",
        ledger.table
    );
    let taken = sqlx::query(AssertSqlSafe(sql)).bind(id).bind(seen).execute(&mut **tx).await?;
    if taken.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}
