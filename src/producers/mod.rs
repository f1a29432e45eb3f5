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

pub use labels::{kind_label, refusal_sentence};
pub use pages::doors;
pub use store::{Producer, ProducerData};
