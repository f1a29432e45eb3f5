//! Producers (*chủ thể*): who registers a product, owns it and answers for the truth of its dossier
//! (Art. 2.3, 7.1).
//!
//! Business data and personal data lie in two tables: only those whose act is
//! `Act::SeePersonalData` are shown the second. Its commune or its province registers a producer and
//! gives it a login. Offers downstream: [`store`], and the names of the
//! kinds.

mod labels;
mod pages;
pub mod store;

use crate::ledgers::{Found, Reference};
use crate::machinery::Failure;

pub use labels::{kind_label, refusal_sentence};
pub use pages::doors;
pub use store::{Producer, ProducerData};

/// How a ledger refers to a producer.
pub const REFERENCE: Reference = Reference {
    id: "producer",
    find: |tx, within, typed| Box::pin(store::called(tx, within, typed)),
    get: |tx, id| {
        Box::pin(async move {
            match store::by_id(tx, id).await {
                Ok(Producer { id, data, .. }) => {
                    let (code, name) = (data.registration_number, data.name);
                    Ok(Some(Found { id, code, name, address: String::new() }))
                }
                Err(Failure::NotFound) => Ok(None),
                Err(failure) => Err(failure),
            }
        })
    },
};
