//! What is done around the products (*hội nghị, tập huấn, tuyên truyền*): events and who came,
//! difficulties and tasks until they are closed, the officers of each unit and what they were
//! trained in.
//!
//! Each is a ledger. Offers downstream: the ledgers themselves, which a report asks, and [`matter`].

mod difficulties;
mod events;
mod officers;

use crate::ledgers::Shelf;

pub use difficulties::{DIFFICULTIES, TASKS, matter};
pub use events::EVENTS;
pub use officers::{OFFICERS, TRAININGS};

/// The ledgers of this room.
pub const LEDGERS: Shelf = Shelf {
    title: "Hoạt động",
    ledgers: &[&EVENTS, &DIFFICULTIES, &TASKS, &OFFICERS, &TRAININGS],
};
