use jiff::Timestamp;
use ocop_rules::councils::AdviserRole;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::word;
use crate::machinery::{Failure, Tx, new_id};

/// Somebody in the advisory group of a council.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adviser {
    /// Its id; empty before it is kept.
    pub id: String,
    /// The name.
    pub name: String,
    /// The post at the agency; may be empty.
    pub post: String,
    /// For which agency.
    pub agency: String,
    /// What they are in the group.
    pub role: AdviserRole,
}

/// The advisory group: its leader first, then in the order in which they were added.
pub async fn advisers(tx: &mut Tx<'_>, council: &str) -> Result<Vec<Adviser>, Failure> {
    let rows = sqlx::query(
        "SELECT id, name, post, agency, role FROM advisers WHERE council = $1 ORDER BY position, id",
    )
    .bind(council)
    .fetch_all(&mut **tx)
    .await?;
    let one = |row: &AnyRow| -> Result<Adviser, Failure> {
        Ok(Adviser {
            id: row.get("id"),
            name: row.get("name"),
            post: row.get("post"),
            agency: row.get("agency"),
            role: word(row, "role", AdviserRole::from_id)?,
        })
    };
    let mut advisers = rows.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    advisers.sort_by_key(|it| it.role);
    Ok(advisers)
}

/// Adds somebody to the advisory group, at its end; answers the id.
pub async fn add_adviser(
    tx: &mut Tx<'_>,
    council: &str,
    adviser: &Adviser,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO advisers (id, council, position, name, post, agency, role, added_at)
         SELECT $1, $2, CAST(COALESCE(MAX(position), 0) + 1 AS BIGINT), $3, $4, $5, $6, $7
         FROM advisers WHERE council = $2",
    )
    .bind(&id)
    .bind(council)
    .bind(&adviser.name)
    .bind(&adviser.post)
    .bind(&adviser.agency)
    .bind(adviser.role.id())
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Takes somebody out of the advisory group.
///
/// # Errors
///
/// [`Failure::NotFound`] when they are not in it.
pub async fn remove_adviser(tx: &mut Tx<'_>, council: &str, id: &str) -> Result<(), Failure> {
    let removed = sqlx::query("DELETE FROM advisers WHERE id = $1 AND council = $2")
        .bind(id)
        .bind(council)
        .execute(&mut **tx)
        .await?;
    if removed.rows_affected() == 0 { Err(Failure::NotFound) } else { Ok(()) }
}
