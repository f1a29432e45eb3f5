//! Support (*hỗ trợ, kinh phí*): for what, from which source, how much, and when.

mod kind;
mod outlay;

pub use kind::{FundingSource, MoneyStage, SupportKind};
pub use outlay::{Outlay, Totals, totals};
