//! Products (*sản phẩm*): a name and a specification, of one producer; its class of Annex I, its
//! story, and the codes it was given.
//!
//! A code is no identity: each evaluation gives another. Offers downstream: [`store`].

pub mod store;

pub use store::{Product, ProductData};
