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
use crate::records::About;

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

/// The decisions of a unit, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn decisions(tx: &mut Tx<'_>, unit: &UnitId) -> Result<Vec<Decision>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM decisions WHERE unit = $1 ORDER BY decided_on DESC, id DESC LIMIT 200",
    )
    .bind(unit.as_str())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(one).collect()
}

/// A product that a decision is about.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The dossier, where it came by one.
    pub dossier: Option<String>,
    /// The certificate that was issued, extended or revoked.
    pub certificate: Option<String>,
    /// The number of that certificate.
    pub number: String,
    /// The product's name.
    pub name: String,
    /// The producer's name.
    pub producer: String,
    /// The product's code.
    pub product_code: String,
    /// How many stars.
    pub stars: i64,
}

/// The products that a decision is about, by name.
///
/// # Errors
///
/// Only faults of the database.
pub async fn settled_by(tx: &mut Tx<'_>, decision: &str) -> Result<Vec<Settled>, Failure> {
    let rows = sqlx::query(
        "SELECT c.dossier, c.id AS certificate, c.number, c.product_code, c.stars, p.name,
             o.name AS producer_name, p.search
         FROM certificates c JOIN products p ON p.id = c.product
         JOIN producers o ON o.id = p.producer
         WHERE c.decision = $1 OR c.id IN (SELECT certificate FROM certificate_events
             WHERE decision = $1 AND kind <> 'superseded')
         UNION ALL
         SELECT d.id, NULL, '', COALESCE(d.product_code, ''), r.stars, p.name, o.name, p.search
         FROM settled s JOIN dossiers d ON d.id = s.dossier JOIN results r ON r.id = s.result
         JOIN products p ON p.id = d.product JOIN producers o ON o.id = p.producer
         WHERE s.decision = $1
           AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.dossier = d.id AND c.decision = $1)
         ORDER BY 8, 3",
    )
    .bind(decision)
    .fetch_all(&mut **tx)
    .await?;
    let settled = |row: &AnyRow| Settled {
        dossier: row.get("dossier"),
        certificate: row.get("certificate"),
        number: row.get("number"),
        name: row.get("name"),
        producer: row.get("producer_name"),
        product_code: row.get("product_code"),
        stars: row.get("stars"),
    };
    Ok(rows.iter().map(settled).collect())
}

/// The decisions on a dossier, as documents are about them, the oldest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn decided_on(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<(About, String)>, Failure> {
    let rows = sqlx::query(
        "SELECT d.id FROM settled s JOIN decisions d ON d.id = s.decision
         WHERE s.dossier = $1 ORDER BY d.decided_on, d.id",
    )
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|row| (About::Decision, row.get("id"))).collect())
}
