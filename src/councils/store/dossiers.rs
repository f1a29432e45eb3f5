//! What this room reads upstream: the dossier, its product, its evidence and the commune's findings.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop_rules::councils::Level;
use ocop_rules::criteria::{EditionId, SetId};
use ocop_rules::dossiers::{DossierKind, FindingSubject, Stage};
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{number, read, word};
use crate::machinery::{Failure, Tx};

/// A dossier with its product, as a council hears it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The dossier.
    pub dossier: String,
    /// First, upgrade or renewal.
    pub kind: DossierKind,
    /// Where the dossier is.
    pub stage: Stage,
    /// The sheet it is scored on.
    pub set: SetId,
    /// The commune that received it.
    pub commune: UnitId,
    /// The producer's id.
    pub producer: String,
    /// The producer's name.
    pub producer_name: String,
    /// The producer's telephone and address, as its sheets print them.
    pub contact: (String, String),
    /// The product's name.
    pub product: String,
    /// Its specification.
    pub specification: String,
    /// `(T)-(X)-(STT)-20YY`; empty before there is one.
    pub code: String,
    /// Year and number of the round.
    pub round: Option<(i64, i64)>,
}

/// A paper that proves a criterion.
#[derive(Debug, Clone)]
pub struct Proof {
    /// Its id.
    pub paper: String,
    /// Its title.
    pub title: String,
    /// Number and issuer, as far as they are known.
    pub origin: String,
    /// The last day on which it is valid.
    pub valid_until: Option<Date>,
}

pub(super) const HEARD: &str = "dossiers.id AS dossier, dossiers.kind, dossiers.edition,
     dossiers.set_number, dossiers.stage AS dossier_stage, dossiers.commune, dossiers.producer,
     dossiers.product_code, dossiers.round_year, dossiers.round_number,
     products.name AS product_name, products.specification, producers.name AS producer_name,
     producers.phone AS producer_phone, producers.address AS producer_address
     FROM dossiers JOIN products ON products.id = dossiers.product
     JOIN producers ON producers.id = dossiers.producer";

impl Heard {
    pub(super) fn of(row: &AnyRow) -> Result<Self, Failure> {
        let edition: EditionId = read(row, "edition")?;
        let year: Option<i64> = row.get("round_year");
        Ok(Self {
            dossier: row.get("dossier"),
            kind: word(row, "kind", DossierKind::from_id)?,
            stage: word(row, "dossier_stage", Stage::from_id)?,
            set: SetId::new(edition, number(row, "set_number")?),
            commune: read(row, "commune")?,
            producer: row.get("producer"),
            producer_name: row.get("producer_name"),
            contact: (row.get("producer_phone"), row.get("producer_address")),
            product: row.get("product_name"),
            specification: row.get("specification"),
            code: row.get::<Option<String>, _>("product_code").unwrap_or_default(),
            round: year.zip(row.get("round_number")),
        })
    }
}

/// The dossiers that a council may hear and that no open meeting hears yet: reported to the council
/// of the province, or sent to the ministry; by round and product.
pub async fn hearable(tx: &mut Tx<'_>, level: Level, unit: &UnitId) -> Result<Vec<Heard>, Failure> {
    let stage = match level {
        Level::Province => Stage::Ready,
        Level::Ministry => Stage::SentToMinistry,
    };
    let sql = format!(
        "SELECT {HEARD} WHERE dossiers.stage = $1 AND ($2 = $3 OR dossiers.province = $2)
           AND NOT EXISTS (SELECT 1 FROM agenda JOIN meetings ON meetings.id = agenda.meeting
                           WHERE agenda.dossier = dossiers.id AND meetings.stage <> 'cancelled'
                             AND agenda.stage IN ('waiting', 'scoring', 'discussion'))
         ORDER BY dossiers.round_year, dossiers.round_number, products.name, dossiers.id"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(stage.id())
        .bind(unit.as_str())
        .bind(UnitId::country().as_str())
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(Heard::of).collect()
}

/// Whether an open meeting hears this dossier, and has no result for it yet.
pub async fn is_heard(tx: &mut Tx<'_>, dossier: &str) -> Result<bool, Failure> {
    let row = sqlx::query(
        "SELECT 1 FROM agenda JOIN meetings ON meetings.id = agenda.meeting
         WHERE agenda.dossier = $1 AND meetings.stage <> 'cancelled'
           AND agenda.stage IN ('waiting', 'scoring', 'discussion')",
    )
    .bind(dossier)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.is_some())
}

/// The papers of a dossier, by criterion.
pub async fn proofs(
    tx: &mut Tx<'_>,
    dossier: &str,
) -> Result<BTreeMap<String, Vec<Proof>>, Failure> {
    let rows = sqlx::query(
        "SELECT dossier_papers.criterion, papers.id, papers.title, papers.number, papers.issuer,
             papers.valid_until
         FROM dossier_papers JOIN papers ON papers.id = dossier_papers.paper
         WHERE dossier_papers.dossier = $1 ORDER BY papers.title, papers.id",
    )
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    let mut proofs = BTreeMap::<String, Vec<Proof>>::new();
    for row in &rows {
        let (number, issuer): (String, String) = (row.get("number"), row.get("issuer"));
        let known = [number, issuer].into_iter().filter(|it| !it.is_empty());
        let until: Option<String> = row.get("valid_until");
        let proof = Proof {
            paper: row.get("id"),
            title: row.get("title"),
            origin: known.collect::<Vec<_>>().join(", "),
            valid_until: until.and_then(|it| it.parse().ok()),
        };
        proofs.entry(row.get("criterion")).or_default().push(proof);
    }
    Ok(proofs)
}

/// What the commune found, by subject (Mẫu 03).
pub async fn findings(
    tx: &mut Tx<'_>,
    dossier: &str,
) -> Result<Vec<(FindingSubject, String)>, Failure> {
    let rows = sqlx::query("SELECT subject, found FROM findings WHERE dossier = $1")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter()
        .map(|it| Ok((word(it, "subject", FindingSubject::from_id)?, it.get("found"))))
        .collect()
}
