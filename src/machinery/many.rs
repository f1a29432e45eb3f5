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
    let most = MOST_VALUES / COLUMNS;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let batch: Vec<[Value; COLUMNS]> = rows.by_ref().take(most).collect();
        // The text is made of the room's own words and of numbers.
        let text = format!("{into} VALUES {}", places(batch.len(), COLUMNS));
        let mut query = sqlx::query(AssertSqlSafe(text));
        for value in batch.into_iter().flatten() {
            query = match value {
                Value::Text(text) => query.bind(text),
                Value::MaybeText(text) => query.bind(text),
                Value::Number(number) => query.bind(number),
                Value::MaybeNumber(number) => query.bind(number),
            };
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// `($1, $2), ($3, $4)`
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=columns).map(|it| format!("${}", row * columns + it)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_through_all_rows() {
        assert_eq!(places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }
}
