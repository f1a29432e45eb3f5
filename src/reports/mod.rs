//! Reports (*báo cáo*): what was declared beside what is counted.
//!
//! What documents declare is a ledger. Offers downstream: the ledger itself, and the rules' figures
//! of an entry ([`declared_of`]).

mod figures;

use crate::ledgers::Shelf;

pub use figures::{FIGURES, Named, declared_of, names_of, reading_of};

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf { title: "Số liệu theo báo cáo", ledgers: &[&FIGURES] };
