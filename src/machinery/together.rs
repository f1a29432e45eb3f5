//! Small writes that share a transaction, because they share the wait for the disk.
//!
//! A durable commit waits until the disk has it; on a slow disk that is a hundredth of a second,
//! and on SQLite the next writer waits too. So whatever arrives during one commit is written in the
//! next transaction, together. Each write stands alone within it: one that is refused takes back
//! nothing but itself, and nobody is told "saved" before all of it is on the disk.

use futures::future::BoxFuture;
use sqlx::Connection as _;
use tokio::sync::{mpsc, oneshot};

use super::{Db, Failure, Tx};

/// As many as this share a transaction: the first of them is not to wait for a crowd.
const MOST: usize = 64;

/// The one who writes for all.
#[derive(Debug, Clone)]
pub struct Together(mpsc::Sender<Waiting>);

type Write = Box<dyn for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<(), Failure>> + Send>;

struct Waiting {
    write: Write,
    told: oneshot::Sender<Result<(), Failure>>,
}

impl Together {
    /// Writes into this database, until nobody is left who could ask.
    pub fn new(db: Db) -> Self {
        let (asking, mut asked) = mpsc::channel(MOST);
        tokio::spawn(async move {
            let mut waiting = Vec::new();
            while asked.recv_many(&mut waiting, MOST).await != 0 {
                all(&db, waiting.drain(..)).await;
            }
        });
        Self(asking)
    }

    /// Writes, and returns when it is on the disk.
    ///
    /// # Errors
    ///
    /// What the write itself refuses; faults of the database.
    pub async fn write<W>(&self, write: W) -> Result<(), Failure>
    where
        W: for<'t> FnOnce(&'t mut Tx<'_>) -> BoxFuture<'t, Result<(), Failure>> + Send + 'static,
    {
        let (told, hears) = oneshot::channel();
        let gone = |()| anyhow::anyhow!("the database was closed before this was written");
        let waiting = Waiting { write: Box::new(write), told };
        self.0.send(waiting).await.map_err(|_| gone(()))?;
        hears.await.map_err(|_| gone(()))?
    }
}

/// Writes what waits, and tells everyone how it went.
async fn all(db: &Db, waiting: impl Iterator<Item = Waiting>) {
    let mut written = Vec::new();
    let done = async {
        let mut tx = db.begin().await?;
        for Waiting { write, told } in waiting {
            let mut alone = tx.begin().await?;
            let outcome = write(&mut alone).await;
            match &outcome {
                Ok(()) => alone.commit().await?,
                Err(_) => alone.rollback().await?,
            }
            written.push((told, outcome));
        }
        tx.commit().await
    };
    let done: Result<(), sqlx::Error> = done.await;
    for (told, outcome) in written {
        let fault = || anyhow::anyhow!("what was written together was not kept").into();
        let outcome = outcome.and_then(|()| done.as_ref().map(drop).map_err(|_| fault()));
        // Whoever has left does not ask any more.
        told.send(outcome).ok();
    }
    if let Err(error) = done {
        tracing::error!(cause = %error, "what was written together was not kept");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn series(db: &Db) -> i64 {
        let mut tx = db.read().await.unwrap();
        let sum = "SELECT CAST(SUM(last) AS BIGINT) FROM series";
        sqlx::query_scalar(sum).fetch_one(&mut *tx).await.unwrap()
    }

    #[tokio::test]
    async fn a_refused_write_takes_back_nothing_but_itself() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("ocop.db").display());
        let db = Db::open(&url).await.unwrap();
        let together = Together::new(db.clone());
        let writes = (0..100_i64).map(|at| {
            together.write(move |tx| {
                Box::pin(async move {
                    let insert = sqlx::query("INSERT INTO series (name, last) VALUES ($1, 1)");
                    insert.bind(at.to_string()).execute(&mut **tx).await?;
                    if at % 3 == 0 { Err(Failure::Stale) } else { Ok(()) }
                })
            })
        });
        let told = futures::future::join_all(writes).await;
        let refused = told.iter().filter(|it| matches!(it, Err(Failure::Stale))).count();
        assert_eq!((refused, series(&db).await), (34, 66));
    }
}
