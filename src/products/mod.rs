//! Products (*sản phẩm*): a name and a specification, of one producer; its class of Annex I, its
//! story, and the codes it was given.
//!
//! A code is no identity: each evaluation gives another. What comes before the first dossier is a
//! ledger. Offers downstream: [`store`], and of an entry the rules' way ([`way_of`]), when it came
//! where ([`firsts_of`]) and why it went no further ([`reason_of`]).

mod pages;
pub mod store;
mod ways;

use crate::ledgers::{Reference, Shelf};

pub use pages::{class_label, doors, own};
pub use store::{Product, ProductData};
pub use ways::{WAYS, firsts_of, reason_of, way_of};

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Sản phẩm", ledgers: &[&WAYS] };

/// How a ledger refers to a product.
pub const REFERENCE: Reference = Reference {
    id: "product",
    find: |tx, within, typed| Box::pin(store::called(tx, within, typed)),
    get: |tx, id| Box::pin(store::found_by_id(tx, id)),
};
