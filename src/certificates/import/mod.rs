//! Lists of products that are already recognised, taken in (*nhập danh sách đã công nhận*).
//!
//! A file is read twice. First as a rehearsal ([`review`]): every row with what is wrong and what a
//! person should look at, and nothing saved. Then in earnest ([`jobs`]): the same rehearsal over
//! the same bytes and, when no row that counts is wrong, one transaction for all of them.
//!
//! The reader trusts nothing: see [`sheet`] for the bytes, [`columns`] for the headings, [`cells`]
//! for what people write in a cell, [`place`] for the units of two eras.

mod cells;
mod columns;
pub mod command;
mod entry;
pub mod jobs;
mod likely;
mod pages;
mod place;
pub mod review;
pub mod store;
mod template;

use crate::machinery::sheet;
pub use pages::doors;
