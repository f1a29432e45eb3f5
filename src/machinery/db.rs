//! The only file that knows which database is behind the program.
//!
//! # The charter
//!
//! One SQL text runs on SQLite and on PostgreSQL. So, everywhere in the house:
//!
//! - `$1, $2` by hand; columns are `TEXT` or `BIGINT`; `CAST(COUNT(*) AS BIGINT)`, `CAST(SUM(…) AS
//!   BIGINT)`.
//! - Dates are `2026-11-22`, instants are UTC RFC 3339: they sort as text and read as themselves.
//! - Identifiers are made by us. A `revision` column stands in for row locks.
//! - `ON CONFLICT`, `RETURNING`, `WITH`, window functions, `CHECK` and foreign keys mean the same on
//!   both. A folded `search` column and `LIKE` stand in for two full-text dialects.
//! - Constraint names are never read; ask [`is_taken`].
//!
//! On SQLite there is one writer, so nobody is ever told "busy", and many readers beside it.

use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{AnyPool, ConnectOptions as _, Executor as _};

/// A transaction, on whichever database.
pub type Tx<'a> = sqlx::Transaction<'a, sqlx::Any>;

/// The database: one writer and many readers on SQLite, one pool on PostgreSQL.
#[derive(Debug, Clone)]
pub struct Db {
    writer: AnyPool,
    reader: AnyPool,
    engine: Engine,
}

/// Which database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded file.
    Sqlite,
    /// A server, perhaps shared by several nodes.
    Postgres,
}

const SQLITE_PRAGMAS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
     PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA cache_size = -4000;
     PRAGMA temp_store = MEMORY;";

impl Db {
    /// Opens the database at `url` (`sqlite://file.db` or `postgres://…`) and brings its tables up
    /// to date.
    ///
    /// # Errors
    ///
    /// When it cannot be reached, or a migration fails: then nothing of that migration stays.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = if url.starts_with("sqlite:") { Engine::Sqlite } else { Engine::Postgres };
        let db = match engine {
            Engine::Sqlite => Self::open_sqlite(url).await?,
            Engine::Postgres => {
                let pool = pool(16).connect_with(options(url)?).await?;
                Self { writer: pool.clone(), reader: pool, engine }
            }
        };
        sqlx::migrate!().run(&db.writer).await?;
        Ok(db)
    }

    async fn open_sqlite(url: &str) -> anyhow::Result<Self> {
        let file = url.trim_start_matches("sqlite:").trim_start_matches("//");
        let file = file.split('?').next().unwrap_or_default();
        if let Some(folder) = std::path::Path::new(file).parent() {
            std::fs::create_dir_all(folder)?;
        }
        let url = if url.contains("mode=") { url.to_owned() } else { with_mode(url) };
        let prepared = |connections: u32, pragmas: &'static str| {
            pool(connections).after_connect(move |connection, _| {
                Box::pin(async move {
                    connection.execute(SQLITE_PRAGMAS).await?;
                    connection.execute(pragmas).await?;
                    Ok(())
                })
            })
        };
        let writer = prepared(1, "PRAGMA query_only = OFF").connect_with(options(&url)?).await?;
        let reader = prepared(8, "PRAGMA query_only = ON").connect_lazy_with(options(&url)?);
        Ok(Self { writer, reader, engine: Engine::Sqlite })
    }

    /// A transaction that may write. On SQLite it waits for its turn first.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn begin(&self) -> Result<Tx<'static>, sqlx::Error> {
        match self.engine {
            Engine::Sqlite => self.writer.begin_with("BEGIN IMMEDIATE").await,
            Engine::Postgres => self.writer.begin().await,
        }
    }

    /// A transaction that only reads. It never waits for a writer.
    ///
    /// # Errors
    ///
    /// When the database cannot be reached.
    pub async fn read(&self) -> Result<Tx<'static>, sqlx::Error> {
        match self.engine {
            Engine::Sqlite => self.reader.begin().await,
            Engine::Postgres => {
                self.reader.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await
            }
        }
    }

    /// Which database it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether it has been closed.
    pub fn is_closed(&self) -> bool {
        self.reader.is_closed()
    }

    /// Closes every connection, after the statements under way.
    pub async fn close(&self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

fn pool(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(20))
}

fn options(url: &str) -> anyhow::Result<AnyConnectOptions> {
    let options: AnyConnectOptions = url.parse()?;
    Ok(options.disable_statement_logging())
}

fn with_mode(url: &str) -> String {
    format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
}

/// Whether a statement failed because what it writes is already there.
pub fn is_taken(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}
