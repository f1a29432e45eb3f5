//! Evidence (*tài liệu minh chứng*): a producer's papers and their terms.
//!
//! A paper is uploaded once and serves many criteria and many dossiers. What a submitted dossier
//! uses is never changed or deleted: it is set aside, and another is uploaded. Papers that name
//! persons (the list of workers) are given out only with `Act::SeePersonalData`.

mod form;
mod labels;
mod pages;
pub mod store;

pub use form::{PaperForm, beside, take};
pub use labels::{SOON_DAYS, Standing, kind_label, standing};
pub use pages::doors;
pub use store::{Paper, PaperData};
