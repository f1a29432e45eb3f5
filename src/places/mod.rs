//! Places (*địa giới, đơn vị hành chính*): provinces and communes, and what became of the old ones.
//!
//! The units are law, not data of ours: they come from `standards/places/`, are the same in every
//! installation, and lie in memory as one [`Book`]. The database keeps only ids (`06172.2025`).
//!
//! Three questions are asked of the book all day: what a unit is called in full, under which units
//! a product is found on either side of 1 July 2025, and which unit a person means who wrote
//! "xã Tân Mỹ, Lạng Sơn" beside a date.

mod book;
mod cell;
mod heirs;
mod names;
mod pages;
mod rows;
mod search;

pub use book::{Book, fictional};
pub use cell::Reading;
pub use heirs::{Reach, Share};
pub use names::fold;
pub use pages::doors;
pub use rows::BookFault;
