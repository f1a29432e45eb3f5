//! Many rows in few statements: what a list of fifty thousand products needs.

use sqlx::AssertSqlSafe;

use super::{Failure, Tx};

/// More values in one statement cost more than they gain: each is looked for among all of them.
const MOST_VALUES: usize = 240;

/// A long list is made into rows by so many at a time, not all at once.
pub const AT_A_TIME: usize = 1_000;

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Of a `TEXT` column.
    Text(String),
    /// Of a `TEXT` column that may be empty.
    MaybeText(Option<String>),
    /// Of a `BIGINT` column.
    Number(i64),
    /// Of a `BIGINT` column that may be empty.
    MaybeNumber(Option<i64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::MaybeText(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::MaybeNumber(number)
    }
}

/// Inserts rows; `into` is `INSERT INTO table (columns)`, and each row has a value for each column.
///
/// # Errors
///
/// Only faults of the database.
pub async fn insert<const COLUMNS: usize>(
    tx: &mut Tx<'_>,
    into: &'static str,
    rows: Vec<[Value; COLUMNS]>,
) -> Result<(), Failure> {
    insert_wide(tx, into, COLUMNS, rows).await
}

/// Inserts rows of a table whose columns are known only when the program runs; `into` is made of
/// the program's own words.
///
/// # Errors
///
/// Only faults of the database.
pub async fn insert_wide<R: IntoIterator<Item = Value>>(
    tx: &mut Tx<'_>,
    into: &str,
    columns: usize,
    rows: Vec<R>,
) -> Result<(), Failure> {
    let most = (MOST_VALUES / columns.max(1)).max(1);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<R> = rows.by_ref().take(most).collect();
        // The text is made of the room's own words and of numbers.
        let text = format!("{into} VALUES {}", rows_of_places(batch.len(), columns));
        let mut query = sqlx::query(AssertSqlSafe(text));
        for value in batch.into_iter().flatten() {
            query = bound(query, value);
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// A query of the house, on whichever database.
pub type Query<'q> = sqlx::query::Query<'q, sqlx::Any, <sqlx::Any as sqlx::Database>::Arguments>;

/// The query with one more value.
pub fn bound(query: Query<'_>, value: Value) -> Query<'_> {
    match value {
        Value::Text(text) => query.bind(text),
        Value::MaybeText(text) => query.bind(text),
        Value::Number(number) => query.bind(number),
        Value::MaybeNumber(number) => query.bind(number),
    }
}

/// The places of so many values, the first of them numbered so: `$3, $4, $5`. Empty for none.
pub fn places(first: usize, values: usize) -> String {
    let places: Vec<String> = (first..first + values).map(|it| format!("${it}")).collect();
    places.join(", ")
}

/// `($1, $2), ($3, $4)`
fn rows_of_places(rows: usize, columns: usize) -> String {
    let row = |row: usize| format!("({})", places(row * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_through_all_rows() {
        assert_eq!(rows_of_places(2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!((places(4, 2).as_str(), places(4, 0).as_str()), ("$4, $5", ""));
    }
}
