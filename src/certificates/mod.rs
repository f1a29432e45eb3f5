//! Certificates (*quyết định, giấy chứng nhận*): what an authority decides on results, the
//! certificates that follow, and what becomes of them (Art. 4, 7.3.e, 7.4.e, 8, 12.3).
//!
//! A certificate is written once and never edited: what became of it are events beside it, and how
//! it stands on a day is a question to the rules. Offers downstream: [`store`], the only way in
//! which a certificate is issued, extended, superseded or revoked, and the sentences of its
//! refusals.

pub mod batch;
pub mod checks;
mod documents;
pub mod import;
mod labels;
mod notice;
mod pages;
pub mod store;
mod work;

pub use documents::DOCUMENTS;
pub use labels::{ground_label, standing_label, standing_tone, who_recognises};
pub use pages::doors;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::certificates::{Event, Standing};
use ocop_rules::programme::{DossierKind, Extension};

use crate::accounts::Login;
use crate::dossiers::{Dossier, Previous};
use crate::machinery::{Failure, Tx};

/// The certificate that a dossier of this product may upgrade or renew on that day; upstream asks
/// it through the hall.
///
/// It is the one that stands, or one whose term has ended while Art. 12.3 still lets it be renewed.
///
/// # Errors
///
/// Only faults of the database.
pub async fn previous(
    tx: &mut Tx<'_>,
    product: &str,
    day: Date,
) -> Result<Option<Previous>, Failure> {
    let certificates = store::of_product(tx, product).await?;
    let speaks = |it: &&store::Issued| match it.terms.on(day) {
        Standing::Expired if it.terms.extension_ended().is_some() => false,
        Standing::Valid | Standing::Extended => true,
        Standing::Expired => Extension::of(it.terms.valid_to.earliest(), None)
            .is_some_and(|extension| day <= extension.until),
        _ => false,
    };
    let Some(it) = certificates.iter().rfind(speaks) else { return Ok(None) };
    let is_over = it.terms.extension_ended().is_some();
    let mut events = it.events.iter().filter(|_| !is_over);
    let extended = events.find(|it| matches!(it.event, Event::Extended { .. }));
    let extension = match extended.and_then(|it| it.decision.as_deref()) {
        Some(decision) => Some(store::decision(tx, decision).await?.number),
        None => None,
    };
    Ok(Some(Previous {
        id: it.id.clone(),
        number: it.number.clone(),
        stars: it.terms.stars,
        valid_to: it.terms.valid_to.earliest(),
        extension,
    }))
}

/// A dossier has its result on that day: what its renewal kept in force is kept no longer (Art.
/// 12.3). Upstream says so through the hall.
///
/// # Errors
///
/// Only faults of the database.
pub async fn after_result(
    tx: &mut Tx<'_>,
    dossier: &Dossier,
    on: Date,
    login: &Login,
    at: Timestamp,
) -> Result<(), Failure> {
    match &dossier.previous {
        Some(previous) if dossier.kind == DossierKind::Renewal => {
            let by = store::By::login(login, at);
            store::end_extension(tx, previous, (on, &dossier.id), by).await
        }
        _ => Ok(()),
    }
}
