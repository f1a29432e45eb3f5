//! The programme (*chương trình, đợt đánh giá*): the legal calendar and the rounds.
//!
//! Which days offices rest is fixed anew every year; `standards/calendar/` holds one file a year.
//! Two rounds a year are fixed by the decision and computed; further ones rest on a plan (Art. 5).

mod calendar;
pub mod ledgers;
mod pages;
mod store;

pub use calendar::{Basis, Calendar, CalendarFault, MarkedDay, calendar};
pub use pages::doors;
pub use store::{PlannedRound, level_of, plan_round, planned_rounds, round_on};
