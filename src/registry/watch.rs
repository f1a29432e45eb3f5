use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use jiff::civil::Date;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinHandle;

use crate::criteria::Standards;
use crate::machinery::{Db, Failure};
use crate::places::Book;

use super::kept::Kept;
use super::snapshot::Snapshot;
use super::store;

/// A change that another node made is noticed within this, and read.
const POLL: Duration = Duration::from_millis(300);

/// The registry in memory: whoever asks gets the latest picture, and keeps it as long as they like.
#[derive(Debug, Clone)]
pub struct Registry(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    latest: ArcSwap<Snapshot>,
    /// One reading at a time, so that an older one never takes the place of a newer.
    reading: Mutex<()>,
    changed: Notify,
    book: Arc<Book>,
    standards: Arc<Standards>,
}

impl Registry {
    /// A registry that has read nothing yet.
    ///
    /// # Errors
    ///
    /// Only when there is no memory for an empty index.
    pub fn new(book: Arc<Book>, standards: Arc<Standards>) -> anyhow::Result<Self> {
        let answer = store::Answer {
            version: -1,
            products: Vec::new(),
            producers: Vec::new(),
            units: Vec::new(),
        };
        let kept = Arc::new(Kept::gather(answer, None, &book)?);
        Ok(Self(Arc::new(Inner {
            latest: ArcSwap::from_pointee(Snapshot::on(kept, Date::MIN)),
            reading: Mutex::new(()),
            changed: Notify::new(),
            book,
            standards,
        })))
    }

    /// The latest picture, seen from that day.
    pub fn on(&self, day: Date) -> Arc<Snapshot> {
        let latest = self.0.latest.load_full();
        if latest.day == day {
            return latest;
        }
        let next = Arc::new(Snapshot::on(Arc::clone(&latest.kept), day));
        // If another picture came meanwhile, it stays.
        self.0.latest.compare_and_swap(&latest, Arc::clone(&next));
        next
    }

    /// Says that a change has been committed here, so that nobody waits for the next look.
    pub fn nudge(&self) {
        self.0.changed.notify_one();
    }

    /// Reads anew what is certified.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn refresh(&self, db: &Db) -> Result<(), Failure> {
        let _turn = self.0.reading.lock().await;
        self.read(db).await
    }

    /// Reads anew only if something has changed.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn catch_up(&self, db: &Db) -> Result<(), Failure> {
        let _turn = self.0.reading.lock().await;
        let mut tx = db.read().await?;
        let version = store::version(&mut tx).await?;
        drop(tx);
        if version == self.0.latest.load().kept.version { Ok(()) } else { self.read(db).await }
    }

    async fn read(&self, db: &Db) -> Result<(), Failure> {
        let mut tx = db.read().await?;
        let before = Arc::clone(&self.0.latest.load().kept);
        let answer = store::read(&mut tx, &self.0.standards, &before).await?;
        drop(tx);
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let kept = Arc::new(Kept::gather(answer, Some(&before), &inner.book)?);
            drop(before);
            let day = inner.latest.load().day;
            inner.latest.store(Arc::new(Snapshot::on(kept, day)));
            Ok(())
        })
        .await?
    }

    /// Reads what is certified now, and keeps reading whenever it changes, here or on another node,
    /// until the database is closed.
    ///
    /// # Errors
    ///
    /// Only faults of the database, at the first reading.
    pub async fn watch(&self, db: &Db) -> Result<JoinHandle<()>, Failure> {
        self.refresh(db).await?;
        let (registry, db) = (self.clone(), db.clone());
        Ok(tokio::spawn(async move {
            while !db.is_closed() {
                let nudged = registry.0.changed.notified();
                let _ = tokio::time::timeout(POLL, nudged).await;
                if let Err(failure) = registry.catch_up(&db).await {
                    tracing::warn!(%failure, "the registry could not be read; the last one stands");
                }
            }
        }))
    }
}
