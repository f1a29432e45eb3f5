//! Reports (*báo cáo*): every number is the answer to a question, and opens to its list.
//!
//! A [`Question`] is data: what is counted, in which unit, in which period, as of which day. It
//! stands in an address, beside an [`Indicator`]'s name, and beside a number that was frozen.
//! [`Facts`] are what one unit's questions need, read once; answering them reads nothing.

mod aims;
mod answer;
mod beside;
pub mod checks;
mod compose;
mod composed;
mod documents;
mod facts;
mod figures;
mod forecast;
mod indicator;
mod items;
mod listing;
mod material;
mod matters;
mod money;
mod outline;
mod pages;
mod parts;
mod pictures;
mod question;
mod sentence;
mod standing;
pub mod store;
mod tables;
mod ways;
mod words;
mod workbook;

use crate::ledgers::Shelf;

pub use answer::Answer;
pub use documents::DOCUMENTS;
pub use facts::{Facts, Needs};
pub use figures::{FIGURES, Named, declared_of, names_of, reading_of};
pub use indicator::{Indicator, Measure, indicators};
pub use listing::Listing;
pub use material::Material;
pub use pages::doors;
pub use parts::{Part, Places};
pub use question::{Moment, Of, Question, Scope, Written};

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Số liệu theo báo cáo", ledgers: &[&FIGURES] };
