//! Products (*sản phẩm*): a name and a specification, of one producer; its class of Annex I, its
//! story, and the codes it was given.
//!
//! A code is no identity: each evaluation gives another. Offers downstream: [`store`].

mod pages;
pub mod store;

pub use pages::{class_label, doors, own};
pub use store::{Product, ProductData};
