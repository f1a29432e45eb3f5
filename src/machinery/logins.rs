//! Where logins are kept between requests: the store behind `tower-sessions`, on our database, so
//! that they hold on every node and across a restart.

use async_trait::async_trait;
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use time::OffsetDateTime;
use tower_sessions::SessionStore;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, ExpiredDeletion, Result};

use super::Db;

/// The cookie of whoever is logged in.
pub const COOKIE: &str = "ocop";

/// The logins of this database. The token in the cookie is never stored, only its hash.
#[derive(Debug, Clone)]
pub struct Logins {
    db: Db,
}

impl Logins {
    /// The logins kept in `db`.
    pub fn new(db: Db) -> Self {
        Self { db }
    }
}

fn hashed(id: Id) -> String {
    hex::encode(Sha256::digest(id.0.to_be_bytes()))
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Logins {
    /// Identifiers have 128 random bits: a collision is not waited for.
    async fn create(&self, record: &mut Record) -> Result<()> {
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let data =
            serde_json::to_string(&record.data).map_err(|it| Error::Encode(it.to_string()))?;
        let mut tx = self.db.begin().await.map_err(backend)?;
        sqlx::query(
            "INSERT INTO logins (id, data, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE
                 SET data = excluded.data, expires_at = excluded.expires_at",
        )
        .bind(hashed(record.id))
        .bind(data)
        .bind(record.expiry_date.unix_timestamp())
        .execute(&mut *tx)
        .await
        .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let mut tx = self.db.read().await.map_err(backend)?;
        let row = sqlx::query("SELECT data, expires_at FROM logins WHERE id = $1")
            .bind(hashed(*id))
            .fetch_optional(&mut *tx)
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.get("expires_at"))
            .map_err(|it| Error::Decode(it.to_string()))?;
        if expiry_date <= OffsetDateTime::now_utc() {
            return Ok(None);
        }
        let data =
            serde_json::from_str(row.get("data")).map_err(|it| Error::Decode(it.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.db.begin().await.map_err(backend)?;
        sqlx::query("DELETE FROM logins WHERE id = $1")
            .bind(hashed(*id))
            .execute(&mut *tx)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

#[async_trait]
impl ExpiredDeletion for Logins {
    async fn delete_expired(&self) -> Result<()> {
        let mut tx = self.db.begin().await.map_err(backend)?;
        sqlx::query("DELETE FROM logins WHERE expires_at < $1")
            .bind(OffsetDateTime::now_utc().unix_timestamp())
            .execute(&mut *tx)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}
