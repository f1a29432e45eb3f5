//! What no room is about: the database, the clock, failures, the logbook, kept bytes, long work.
//!
//! Nothing here knows a product or a council; every room may use all of it.

pub mod backup;
pub mod changes;
pub mod checks;
pub mod clock;
pub mod config;
pub mod db;
pub mod failure;
pub mod files;
pub mod jobs;
pub mod logbook;
pub mod logins;
pub mod many;
pub mod ready;
pub mod series;
pub mod sheet;
pub mod submits;
pub mod together;
pub mod typed;
pub mod uploads;
pub mod vitals;

pub use clock::Clock;
pub use config::Config;
pub use db::{Db, Tx};
pub use failure::{Failure, Refusal};
pub use together::Together;

/// A new identifier: made by us, sorts by the time it was made, says nothing else.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().simple().to_string()
}

/// Which edit of a record a person has seen. Nobody overwrites what they have not seen.
pub type Revision = i64;
