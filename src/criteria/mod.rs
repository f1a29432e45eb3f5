//! The criteria (*bộ tiêu chí*): the law as data.
//!
//! `standards/` holds the editions, the 26 sheets of the one in force, what takes part in the
//! programme and which papers speak for which criterion. This room reads it once, lets every
//! figure prove itself, and hands it downstream as the types of the rules. What does not prove
//! itself does not load, and the message names the file, the line of the law and the figure.
//!
//! It has no table: nobody edits the law here.

pub mod api;
mod assemble;
mod check;
mod classification;
pub mod command;
mod earlier;
mod edition;
mod evidence;
mod nested;
mod pages;
mod rows;
mod sheet;
mod show;
mod standards;
mod words;

pub use assemble::{FileFault, ProductSet};
pub use check::{Checked, check};
pub use classification::{Class, Classification};
pub use earlier::{EarlierGroup, earlier_groups};
pub use edition::{
    Edition, LastDay, Length, PartTotal, Recogniser, Recognition, Term, Transition, YearlyRound,
};
pub use evidence::EvidenceKind;
pub use pages::doors;
pub use sheet::printed_sheet;
pub use show::Printed;
pub use standards::{Faults, Standards};
