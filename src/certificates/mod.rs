//! Certificates (*quyết định, giấy chứng nhận*): what an authority decides on results, the
//! certificates that follow, and what becomes of them (Art. 4, 7.3.e, 7.4.e, 8, 12.3).
//!
//! A certificate is written once and never edited: what became of it are events beside it, and how
//! it stands on a day is a question to the rules. Offers downstream: [`store`], the only way in
//! which a certificate is issued, extended, superseded or revoked, and the sentences of its
//! refusals.

pub mod checks;
pub mod import;
mod labels;
mod pages;
pub mod store;
mod work;

pub use labels::{ground_label, standing_label, standing_tone, who_recognises};
pub use pages::doors;
