//! The registry (*danh mục sản phẩm OCOP*): which products are certified, on which day, and how
//! sure that is.
//!
//! Everything that the public asks is answered from one picture in memory, a [`Snapshot`], which is
//! never changed: when a certificate does, on this node or on another, the next picture takes its
//! place whole. A page that everyone reads asks the database nothing.
//!
//! Offers downstream: [`Registry`], the [`Question`] that searches and filters, and the counts
//! ([`count::Ask`]) in which each number opens to its list.

pub mod checks;
pub mod count;
mod export;
mod index;
mod kept;
mod labels;
mod lots;
mod pages;
mod places;
mod question;
mod snapshot;
mod store;
mod watch;

pub use kept::{Decision, Ending, Held, Kept, Kind, Producer, Product};
pub use labels::{ground_label, industry_label, state_label, state_tone};
pub use lots::{Alike, Befallen, ChangedAlike, Counting, Lying, OfUnit};
pub use pages::doors;
pub use places::{Place, Places};
pub use question::{Facet, Facets, Found, Question, is_of};
pub use snapshot::{Now, Snapshot, State};
pub use watch::Registry;
