//! Products (*sản phẩm*): a name and a specification, of one producer; its class of Annex I, its
//! story, and the codes it was given.
//!
//! A code is no identity: each evaluation gives another. Offers downstream: [`store`].

mod pages;
pub mod store;

use crate::ledgers::Reference;

pub use pages::{class_label, doors, own};
pub use store::{Product, ProductData};

/// How a ledger refers to a product.
pub const REFERENCE: Reference = Reference {
    id: "product",
    find: |tx, within, typed| Box::pin(store::called(tx, within, typed)),
    get: |tx, id| Box::pin(store::found_by_id(tx, id)),
};
