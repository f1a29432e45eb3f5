//! Letterheads, and what was set for a kind of document.

use ocop_rules::places::UnitId;
use sqlx::Row as _;

use crate::machinery::{Failure, Revision, Tx};
use crate::records::kind::Issuer;
use crate::records::letterhead::{Letterhead, Numbers, Signer};

/// What a unit has set for a kind of document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preset {
    /// *Căn cứ*
    pub grounds: Vec<String>,
    /// *Nơi nhận*
    pub recipients: Vec<String>,
    /// Who signs this kind; without posts, the usual one.
    pub signer: Signer,
    /// How often it was set.
    pub revision: Revision,
}

/// The letterhead of an issuer, when it was set.
///
/// # Errors
///
/// Only faults of the database.
pub async fn letterhead(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    issuer: Issuer,
) -> Result<Option<Letterhead>, Failure> {
    let row = sqlx::query("SELECT * FROM letterheads WHERE unit = $1 AND issuer = $2")
        .bind(unit.as_str())
        .bind(issuer.id())
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let numbers: String = row.get("numbers");
    Ok(Some(Letterhead {
        superior: row.get("superior"),
        name: row.get("name"),
        sign: row.get("sign"),
        drafter: row.get("drafter"),
        place: row.get("place"),
        signers: serde_json::from_str(row.get("signers"))?,
        numbers: Numbers::from_id(&numbers).unwrap_or(Numbers::Own),
        grounds: Vec::new(),
        recipients: Vec::new(),
        revision: Some(row.get("revision")),
    }))
}

/// Sets the letterhead of an issuer, seen at this revision; none when it was not set yet.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody else has set it since.
pub async fn save_letterhead(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    issuer: Issuer,
    it: &Letterhead,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "INSERT INTO letterheads
             (unit, issuer, superior, name, sign, drafter, place, signers, numbers, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)
         ON CONFLICT (unit, issuer) DO UPDATE SET
             superior = excluded.superior, name = excluded.name, sign = excluded.sign,
             drafter = excluded.drafter, place = excluded.place, signers = excluded.signers,
             numbers = excluded.numbers, revision = letterheads.revision + 1
         WHERE letterheads.revision = $10",
    )
    .bind(unit.as_str())
    .bind(issuer.id())
    .bind(&it.superior)
    .bind(&it.name)
    .bind(&it.sign)
    .bind(&it.drafter)
    .bind(&it.place)
    .bind(serde_json::to_string(&it.signers)?)
    .bind(it.numbers.id())
    .bind(it.revision.unwrap_or(-1))
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// What a unit has set for a kind of document.
///
/// # Errors
///
/// Only faults of the database.
pub async fn preset(tx: &mut Tx<'_>, unit: &UnitId, kind: &str) -> Result<Option<Preset>, Failure> {
    let row = sqlx::query("SELECT * FROM letterhead_kinds WHERE unit = $1 AND kind = $2")
        .bind(unit.as_str())
        .bind(kind)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let lines = |column| lines(row.get(column));
    Ok(Some(Preset {
        grounds: lines("grounds"),
        recipients: lines("recipients"),
        signer: Signer { posts: lines("posts"), name: row.get("signatory") },
        revision: row.get("revision"),
    }))
}

/// Sets it, seen at this revision; -1 when it was not set yet.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody else has set it since.
pub async fn save_preset(
    tx: &mut Tx<'_>,
    unit: &UnitId,
    kind: &str,
    it: &Preset,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "INSERT INTO letterhead_kinds
             (unit, kind, grounds, recipients, posts, signatory, revision)
         VALUES ($1, $2, $3, $4, $5, $6, 0)
         ON CONFLICT (unit, kind) DO UPDATE SET
             grounds = excluded.grounds, recipients = excluded.recipients,
             posts = excluded.posts, signatory = excluded.signatory,
             revision = letterhead_kinds.revision + 1
         WHERE letterhead_kinds.revision = $7",
    )
    .bind(unit.as_str())
    .bind(kind)
    .bind(it.grounds.join("\n"))
    .bind(it.recipients.join("\n"))
    .bind(it.signer.posts.join("\n"))
    .bind(&it.signer.name)
    .bind(it.revision)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 { Err(Failure::Stale) } else { Ok(()) }
}

/// The lines of a text, without those that say nothing.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}
