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

use jiff::civil::Date;
use ocop_rules::certificates::{Event, Standing};
use ocop_rules::programme::Extension;

use crate::dossiers::Previous;
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
        Standing::Valid | Standing::Extended => true,
        Standing::Expired => Extension::of(it.terms.valid_to.earliest(), None)
            .is_some_and(|extension| day <= extension.until),
        _ => false,
    };
    let Some(it) = certificates.iter().rfind(speaks) else { return Ok(None) };
    let extended = it.events.iter().find(|it| matches!(it.event, Event::Extended { .. }));
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
