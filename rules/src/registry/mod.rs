//! What is recognised on a day, and what was ever recognised until then (*danh mục sản phẩm
//! OCOP*).
//!
//! Official reports mix "still valid" with "ever recognised" (147 and 119 in one province, February
//! 2024): both are asked for by name, and never without a day.

mod change;
mod count;
mod tally;

pub use change::{Change, Changed, changes};
pub use count::{Basis, Certainty, Counted, counted, current};
pub use tally::{Count, Tally, tally};
