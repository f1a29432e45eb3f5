//! What an authority decided.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Authority;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::day;
use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Tx, new_id};

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionKind {
    /// *Công nhận*: certificates follow (Art. 7.3.e, 7.4.e).
    Recognition,
    /// *Phê duyệt kết quả*: ninety points and more, no certificate meanwhile (Art. 7.3.e).
    Approval,
    /// *Kéo dài hiệu lực* (Art. 12.3).
    Extension,
    /// *Thu hồi* (Art. 8).
    Revocation,
}

impl DecisionKind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Recognition, Self::Approval, Self::Extension, Self::Revocation];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Recognition => "recognition",
            Self::Approval => "approval",
            Self::Extension => "extension",
            Self::Revocation => "revocation",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A decision that is recorded.
#[derive(Debug, Clone, Copy)]
pub struct NewDecision<'a> {
    /// What it does.
    pub kind: DecisionKind,
    /// Who decided.
    pub authority: Authority,
    /// Of which unit.
    pub unit: &'a UnitId,
    /// `1234/QĐ-UBND`
    pub number: &'a str,
    /// Its date.
    pub decided_on: Date,
    /// Who signed.
    pub signatory: &'a str,
    /// What it is about, in its own words.
    pub subject: &'a str,
}

/// A decision (*quyết định*), as recorded.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// What it does.
    pub kind: DecisionKind,
    /// Who decided.
    pub authority: Authority,
    /// Of which unit.
    pub unit: UnitId,
    /// `1234/QĐ-UBND`
    pub number: String,
    /// Its date.
    pub decided_on: Date,
    /// Who signed.
    pub signatory: String,
    /// What it is about.
    pub subject: String,
}

fn one(row: &AnyRow) -> Result<Decision, Failure> {
    let bad = |what: &str| anyhow::anyhow!("a decision has a bad {what}");
    let text = |column| row.get::<String, _>(column);
    Ok(Decision {
        id: text("id"),
        kind: DecisionKind::from_id(&text("kind")).ok_or_else(|| bad("kind"))?,
        authority: Authority::from_id(&text("authority")).ok_or_else(|| bad("authority"))?,
        unit: UnitId::new(&text("unit")).map_err(|_| bad("unit"))?,
        number: text("number"),
        decided_on: day(row, "decided_on")?,
        signatory: text("signatory"),
        subject: text("subject"),
    })
}

/// Records a decision; answers its id.
///
/// # Errors
///
/// A refusal when this unit's decision of that number and day is recorded already.
pub async fn add_decision(
    tx: &mut Tx<'_>,
    new: &NewDecision<'_>,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    let added = sqlx::query(
        "INSERT INTO decisions (id, kind, authority, unit, number, decided_on, signatory, subject,
             created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&id)
    .bind(new.kind.id())
    .bind(new.authority.id())
    .bind(new.unit.as_str())
    .bind(new.number)
    .bind(new.decided_on.to_string())
    .bind(new.signatory)
    .bind(new.subject)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(id),
        Err(error) if is_taken(&error) => {
            let day = new.decided_on.strftime("%d/%m/%Y");
            let sentence = format!("Quyết định số {} ngày {day} đã được ghi.", new.number);
            Err(Failure::refused_of("number", sentence))
        }
        Err(error) => Err(error.into()),
    }
}

/// The decision with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn decision(tx: &mut Tx<'_>, id: &str) -> Result<Decision, Failure> {
    let row = sqlx::query("SELECT * FROM decisions WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    one(&row)
}

/// Says that a decision settles a dossier on this result.
///
/// # Errors
///
/// Only faults of the database.
pub async fn settle(
    tx: &mut Tx<'_>,
    decision: &str,
    dossier: &str,
    result: &str,
) -> Result<(), Failure> {
    sqlx::query("INSERT INTO settled (decision, dossier, result) VALUES ($1, $2, $3)")
        .bind(decision)
        .bind(dossier)
        .bind(result)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
