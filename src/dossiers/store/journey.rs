//! What offices see and write on the journey of a dossier.

use jiff::civil::Date;
use ocop_rules::dossiers::{Component, Finding, FindingSubject, Stage, Step};
use ocop_rules::places::UnitId;
use ocop_rules::products::ProductCode;
use ocop_rules::programme::Round;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::{Dossier, Remark, dossier, remark};
use crate::machinery::{Failure, Tx, series};

/// A dossier in a list, with the names that people know it by.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The dossier.
    pub dossier: Dossier,
    /// The name of the product.
    pub product: String,
    /// The name of the producer.
    pub producer: String,
    /// When the latest of what province or ministry asked for was there.
    pub completed_on: Option<Date>,
}

/// Whose list it is.
#[derive(Debug, Clone, Copy)]
pub enum Office<'a> {
    /// A commune sees what was filed with it.
    Commune(&'a UnitId),
    /// A province sees what its communes have proposed.
    Province(&'a UnitId),
    /// The ministry sees what provinces have sent.
    Ministry,
}

/// What of a list is wanted; `None` is all.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    /// In this stage.
    pub stage: Option<Stage>,
    /// In this round of the province: year and number.
    pub round: Option<(i64, i64)>,
}

impl Filter {
    fn words(&self) -> (&'static str, i64, i64) {
        let (year, number) = self.round.unwrap_or_default();
        (self.stage.map_or("", Stage::id), year, number)
    }
}

/// One question for the list of each office: what stands in the brackets is its reach.
macro_rules! of_office {
    ($before:literal, $after:literal, $office:expr) => {
        match $office {
            Office::Commune(unit) => sqlx::query(concat!(
                $before,
                " WHERE d.commune = $1 AND d.received_on IS NOT NULL ",
                $after
            ))
            .bind(unit.as_str()),
            Office::Province(unit) => sqlx::query(concat!(
                $before,
                " WHERE d.province = $1 AND d.proposed_on IS NOT NULL ",
                $after
            ))
            .bind(unit.as_str()),
            Office::Ministry => sqlx::query(concat!(
                $before,
                " WHERE $1 = '' AND d.sent_to_ministry_on IS NOT NULL ",
                $after
            ))
            .bind(""),
        }
    };
}

/// A page of the list of an office: what is nearest to its last day first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn listed(
    tx: &mut Tx<'_>,
    office: Office<'_>,
    filter: Filter,
    (skip, most): (i64, i64),
) -> Result<Vec<Listed>, Failure> {
    let (stage, year, number) = filter.words();
    let rows = of_office!(
        "SELECT d.*, p.name AS product_name, o.name AS producer_name,
             (SELECT MAX(r.answered_on) FROM requests r
              WHERE r.dossier = d.id AND r.level <> 'commune') AS completed_on
         FROM dossiers d
         JOIN products p ON p.id = d.product JOIN producers o ON o.id = d.producer",
        "AND ($2 = '' OR d.stage = $2)
         AND ($3 = 0 OR (d.round_year = $3 AND d.round_number = $4))
         ORDER BY CASE WHEN d.stage IN ('filed', 'commune-checking') THEN 0 ELSE 1 END,
             d.due_on, d.id LIMIT $5 OFFSET $6",
        office
    )
    .bind(stage)
    .bind(year)
    .bind(number)
    .bind(most)
    .bind(skip)
    .fetch_all(&mut **tx)
    .await?;
    let listed = |row: &AnyRow| {
        let completed_on: Option<String> = row.get("completed_on");
        Ok(Listed {
            dossier: dossier(row)?,
            completed_on: completed_on.map(|it| it.parse()).transpose()?,
            product: row.get("product_name"),
            producer: row.get("producer_name"),
        })
    };
    rows.iter().map(listed).collect()
}

/// How many dossiers of an office are in which round and stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Year and number of the province's round, once it is known.
    pub round: Option<(i64, i64)>,
    /// The stage.
    pub stage: Stage,
    /// How many.
    pub count: i64,
}

/// The whole list of an office, counted.
///
/// # Errors
///
/// Only faults of the database.
pub async fn tally(tx: &mut Tx<'_>, office: Office<'_>) -> Result<Vec<Tally>, Failure> {
    let rows = of_office!(
        "SELECT d.round_year, d.round_number, d.stage, CAST(COUNT(*) AS BIGINT) AS count
         FROM dossiers d",
        "GROUP BY d.round_year, d.round_number, d.stage
         ORDER BY d.round_year, d.round_number, d.stage",
        office
    )
    .fetch_all(&mut **tx)
    .await?;
    let tally = |row: &AnyRow| {
        let stage: String = row.get("stage");
        let stage = Stage::from_id(&stage).ok_or_else(|| anyhow::anyhow!("no stage {stage}"))?;
        let round = row.get::<Option<i64>, _>("round_year").zip(row.get("round_number"));
        Ok(Tally { round, stage, count: row.get("count") })
    };
    rows.iter().map(tally).collect()
}

/// Raises the revision of a dossier that was read, before something beside it is saved.
///
/// # Errors
///
/// [`Failure::Stale`] when it was saved since.
pub async fn touch(tx: &mut Tx<'_>, dossier: Dossier) -> Result<Dossier, Failure> {
    let raised =
        sqlx::query("UPDATE dossiers SET revision = revision + 1 WHERE id = $1 AND revision = $2")
            .bind(&dossier.id)
            .bind(dossier.revision)
            .execute(&mut **tx)
            .await?;
    if raised.rows_affected() == 0 {
        return Err(Failure::Stale);
    }
    Ok(Dossier { revision: dossier.revision + 1, ..dossier })
}

/// What the commune has found, in the order of Mẫu 03.
///
/// # Errors
///
/// Only faults of the database.
pub async fn findings(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<Finding>, Failure> {
    let rows = sqlx::query("SELECT subject, described, found FROM findings WHERE dossier = $1")
        .bind(dossier)
        .fetch_all(&mut **tx)
        .await?;
    let finding = |row: &AnyRow| {
        let subject: String = row.get("subject");
        let subject = FindingSubject::from_id(&subject)
            .ok_or_else(|| anyhow::anyhow!("no subject {subject}"))?;
        Ok(Finding { subject, described: row.get("described"), found: row.get("found") })
    };
    let mut findings = rows.iter().map(finding).collect::<Result<Vec<_>, Failure>>()?;
    findings.sort_by_key(|it| it.subject);
    Ok(findings)
}

/// Keeps what the commune has found.
///
/// # Errors
///
/// Only faults of the database.
pub async fn save_findings(
    tx: &mut Tx<'_>,
    dossier: &str,
    findings: &[Finding],
) -> Result<(), Failure> {
    for Finding { subject, described, found } in findings {
        sqlx::query(
            "INSERT INTO findings (dossier, subject, described, found) VALUES ($1, $2, $3, $4)
             ON CONFLICT (dossier, subject) DO UPDATE SET described = excluded.described,
                 found = excluded.found",
        )
        .bind(dossier)
        .bind(subject.id())
        .bind(described)
        .bind(found)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// The parts that are ticked off in the latest submission.
///
/// # Errors
///
/// Only faults of the database.
pub async fn ticked(tx: &mut Tx<'_>, dossier: &str) -> Result<Vec<Component>, Failure> {
    let rows = sqlx::query(
        "SELECT part FROM composition WHERE dossier = $1 AND submission =
             (SELECT COALESCE(MAX(number), 0) FROM submissions WHERE dossier = $1)",
    )
    .bind(dossier)
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().filter_map(|row| Component::from_id(&row.get::<String, _>("part"))).collect())
}

/// Ticks these parts off in the latest submission, and no others.
///
/// # Errors
///
/// Only faults of the database.
pub async fn save_ticks(
    tx: &mut Tx<'_>,
    dossier: &str,
    parts: &[Component],
) -> Result<(), Failure> {
    sqlx::query(
        "DELETE FROM composition WHERE dossier = $1 AND submission =
             (SELECT COALESCE(MAX(number), 0) FROM submissions WHERE dossier = $1)",
    )
    .bind(dossier)
    .execute(&mut **tx)
    .await?;
    for part in parts {
        sqlx::query(
            "INSERT INTO composition (dossier, submission, part)
             SELECT $1, COALESCE(MAX(number), 0), $2 FROM submissions WHERE dossier = $1",
        )
        .bind(dossier)
        .bind(part.id())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Takes the next product code of a commune for that year of evaluation. A code that a product
/// already had from elsewhere, such as an imported one, is passed over.
///
/// # Errors
///
/// Only faults of the database.
pub async fn next_code(
    tx: &mut Tx<'_>,
    (province, commune): (&UnitId, &UnitId),
    year: i16,
) -> Result<ProductCode, Failure> {
    loop {
        let serial = series::next(tx, &format!("product-code/{commune}")).await?;
        let code = ProductCode {
            province: province.code().to_owned(),
            commune: commune.code().to_owned(),
            serial: u32::try_from(serial).map_err(anyhow::Error::new)?,
            year,
        };
        let given = sqlx::query("SELECT 1 FROM product_codes WHERE code = $1")
            .bind(code.to_string())
            .fetch_optional(&mut **tx)
            .await?;
        if given.is_none() {
            return Ok(code);
        }
    }
}

/// Notes the commune's proposal: its letter and the code it gives.
///
/// # Errors
///
/// Only faults of the database.
pub async fn note_proposal(
    tx: &mut Tx<'_>,
    dossier: &str,
    (letter, proposed_on): (&str, Date),
    code: &ProductCode,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE dossiers SET proposal = $2, proposed_on = $3, product_code = $4 WHERE id = $1",
    )
    .bind(dossier)
    .bind(letter)
    .bind(proposed_on.to_string())
    .bind(code.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes that the province has received a proposal: its receipt, the day, the round.
///
/// # Errors
///
/// Only faults of the database.
pub async fn note_reception(
    tx: &mut Tx<'_>,
    dossier: &str,
    (receipt, received_on): (&str, Date),
    round: Round,
) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE dossiers SET province_receipt = $2, province_received_on = $3, round_year = $4,
             round_number = $5 WHERE id = $1",
    )
    .bind(dossier)
    .bind(receipt)
    .bind(received_on.to_string())
    .bind(i64::from(round.year))
    .bind(i64::from(round.number))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Notes with which letter, and when, the province sent a dossier to the ministry; the letter stands
/// among the remarks too.
///
/// # Errors
///
/// Only faults of the database.
pub async fn note_sending(
    tx: &mut Tx<'_>,
    dossier: &str,
    (letter, sent_on): (&str, Date),
) -> Result<(), Failure> {
    sqlx::query("UPDATE dossiers SET ministry_letter = $2, sent_to_ministry_on = $3 WHERE id = $1")
        .bind(dossier)
        .bind(letter)
        .bind(sent_on.to_string())
        .execute(&mut **tx)
        .await?;
    let step = Step::SendToMinistry;
    let (letter, words) = (letter.to_owned(), String::new());
    remark(tx, dossier, &Remark { step, dated: sent_on, letter, ground: None, words }).await
}
