//! Long work, with progress: asked for by a handler, done by whichever node claims it.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{Failure, Revision, Tx, new_id};

/// A piece of long work.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its id.
    pub id: String,
    /// Which room does it: `import`.
    pub kind: String,
    /// The person who asked for it.
    pub owner: String,
    /// The unit it is done for.
    pub unit: String,
    /// What to do (JSON of the room).
    pub input: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// How much of it is done.
    pub done: i64,
    /// How much there is to do; 0 while not known.
    pub total: i64,
    /// What came of it (JSON of the room), or why it failed.
    pub outcome: String,
    /// Raised by each report.
    pub revision: Revision,
}

impl Job {
    /// Done so far, in whole percent.
    pub fn percent(&self) -> i64 {
        if self.total == 0 { 0 } else { 100 * self.done / self.total }
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(&self) -> bool {
        self.state == "done" || self.state == "failed"
    }
}

fn job(row: &sqlx::any::AnyRow) -> Job {
    Job {
        id: row.get("id"),
        kind: row.get("kind"),
        owner: row.get("owner"),
        unit: row.get("unit"),
        input: row.get("input"),
        state: row.get("state"),
        done: row.get("done"),
        total: row.get("total"),
        outcome: row.get("outcome"),
        revision: row.get("revision"),
    }
}

/// Asks for a piece of work; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn ask(
    tx: &mut Tx<'_>,
    kind: &str,
    owner: &str,
    unit: &str,
    input: &str,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO jobs (id, kind, owner, unit, input, state, created_at, heartbeat)
         VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $6)",
    )
    .bind(&id)
    .bind(kind)
    .bind(owner)
    .bind(unit)
    .bind(input)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Claims the oldest waiting piece of work, for this node alone.
///
/// # Errors
///
/// Only faults of the database.
pub async fn claim(tx: &mut Tx<'_>, at: Timestamp) -> Result<Option<Job>, Failure> {
    let row = sqlx::query(
        "UPDATE jobs SET state = 'running', heartbeat = $1, revision = revision + 1
         WHERE state = 'waiting'
           AND id = (SELECT id FROM jobs WHERE state = 'waiting' ORDER BY created_at, id LIMIT 1)
         RETURNING *",
    )
    .bind(at.to_string())
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.as_ref().map(job))
}

/// Gives work back that a node has not reported on since `silent_since`: that node is gone.
///
/// # Errors
///
/// Only faults of the database.
pub async fn give_back(tx: &mut Tx<'_>, silent_since: Timestamp) -> Result<u64, Failure> {
    let given = sqlx::query(
        "UPDATE jobs SET state = 'waiting', done = 0, revision = revision + 1
         WHERE state = 'running' AND heartbeat < $1",
    )
    .bind(silent_since.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(given.rows_affected())
}

/// Reports progress.
///
/// # Errors
///
/// Only faults of the database.
pub async fn report(
    tx: &mut Tx<'_>,
    id: &str,
    done: i64,
    total: i64,
    at: Timestamp,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE jobs SET done = $2, total = $3, heartbeat = $4, revision = revision + 1
         WHERE id = $1",
    )
    .bind(id)
    .bind(done)
    .bind(total)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Closes a piece of work: `state` is `done` or `failed`.
///
/// # Errors
///
/// Only faults of the database.
pub async fn close(
    tx: &mut Tx<'_>,
    id: &str,
    state: &str,
    outcome: &str,
    at: Timestamp,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE jobs SET state = $2, outcome = $3, heartbeat = $4, revision = revision + 1
         WHERE id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(outcome)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The latest pieces of work of a kind that `owner` asked for.
///
/// # Errors
///
/// Only faults of the database.
pub async fn latest(
    tx: &mut Tx<'_>,
    kind: &str,
    owner: &str,
    most: i64,
) -> Result<Vec<Job>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM jobs WHERE kind = $1 AND owner = $2
         ORDER BY created_at DESC, id DESC LIMIT $3",
    )
    .bind(kind)
    .bind(owner)
    .bind(most)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(job).collect())
}

/// A piece of work that `owner` asked for.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none, or it is somebody else's.
pub async fn of(tx: &mut Tx<'_>, id: &str, owner: &str) -> Result<Job, Failure> {
    let row = sqlx::query("SELECT * FROM jobs WHERE id = $1 AND owner = $2")
        .bind(id)
        .bind(owner)
        .fetch_optional(&mut **tx)
        .await?;
    row.as_ref().map(job).ok_or(Failure::NotFound)
}
