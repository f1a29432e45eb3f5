//! Administrative units (*đơn vị hành chính*), which have a beginning and an end.
//!
//! On 30 June 2025 Vietnam had provinces, districts and communes; on 1 July 2025 the districts were
//! gone and most communes merged. A report for a former district and a report for today's commune
//! must both find the same product, so a unit is a code *and* the time in which it existed.

mod heirs;
mod unit;

pub use heirs::{Extent, Heirs, Succession, heirs_of, heirs_on, predecessors_of};
pub use unit::{Era, Level, Unit, UnitId, UnitIdRefusal, lies_within};
