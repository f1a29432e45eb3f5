//! How a certificate comes to be.

use jiff::Timestamp;
use ocop_rules::certificates::Certificate;
use ocop_rules::criteria::EditionId;
use ocop_rules::places::UnitId;
use ocop_rules::programme::DossierKind;
use serde_json::json;

use super::{By, note, supersede_older};
use crate::machinery::{Failure, Tx, new_id, series};

/// Where the number of a certificate comes from.
#[derive(Debug, Clone, Copy)]
pub enum Numbering<'a> {
    /// The next of a unit's own series of that year: `7/2026/GCN-OCOP-99`. The decision prescribes
    /// no shape.
    Next(&'a UnitId, i16),
    /// As it was issued once; empty when nobody knows it.
    Given(&'a str),
}

/// A certificate that is issued.
#[derive(Debug, Clone)]
pub struct NewCertificate<'a> {
    /// Its number.
    pub number: Numbering<'a>,
    /// Of which product.
    pub product: &'a str,
    /// The dossier that earned it.
    pub dossier: Option<&'a str>,
    /// The decision by which it is issued.
    pub decision: Option<&'a str>,
    /// What the dossier asked for.
    pub kind: DossierKind,
    /// The edition it was earned under.
    pub edition: EditionId,
    /// Stars and days: [`Certificate::issue`] makes the thirty-six months.
    pub terms: &'a Certificate,
    /// The code of the product.
    pub product_code: &'a str,
    /// The list it is taken in from, and the row there.
    pub import: Option<(&'a str, i64)>,
}

/// Issues a certificate, which supersedes the older ones of the product from its first day; answers
/// its id. `article` is the one that it rests on: `7.3.e`, `7.4.e`, `7.4.g`.
///
/// # Errors
///
/// A refusal when the product has a certificate that begins on that day or later.
pub async fn issue(
    tx: &mut Tx<'_>,
    new: &NewCertificate<'_>,
    article: &str,
    by: By<'_>,
) -> Result<String, Failure> {
    let id = take_in(tx, new, by.at).await?;
    let detail = json!({
        "product": new.product,
        "stars": new.terms.stars.number(),
        "from": new.terms.valid_from.earliest().to_string(),
        "to": new.terms.valid_to.earliest().to_string(),
        "decision": new.decision,
    });
    note(tx, &id, ("issue", article), detail, by).await?;
    supersede_older(tx, new.product, &id, by).await?;
    Ok(id)
}

/// Keeps a certificate of a list that is taken in; answers its id.
///
/// The line of the logbook is the list's own: the importer writes one for all its rows, raises the
/// registry once, and calls [`supersede_older`] where a product had a certificate before.
///
/// # Errors
///
/// Only faults of the database.
pub async fn take_in(
    tx: &mut Tx<'_>,
    new: &NewCertificate<'_>,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    let number = match new.number {
        Numbering::Given(number) => number.to_owned(),
        Numbering::Next(unit, year) => {
            let serial = series::next(tx, &format!("certificate/{unit}/{year}")).await?;
            format!("{serial}/{year}/GCN-OCOP-{}", unit.code().to_uppercase())
        }
    };
    let Certificate { stars, valid_from, valid_to, .. } = new.terms;
    sqlx::query(
        "INSERT INTO certificates (id, number, product, dossier, decision, kind, stars, edition,
             from_earliest, from_latest, to_earliest, to_latest, product_code, import, import_row,
             created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(&id)
    .bind(number)
    .bind(new.product)
    .bind(new.dossier)
    .bind(new.decision)
    .bind(new.kind.id())
    .bind(i64::from(stars.number()))
    .bind(new.edition.to_string())
    .bind(valid_from.earliest().to_string())
    .bind(valid_from.latest().to_string())
    .bind(valid_to.earliest().to_string())
    .bind(valid_to.latest().to_string())
    .bind(new.product_code)
    .bind(new.import.map(|(list, _)| list))
    .bind(new.import.map(|(_, row)| row))
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}
