//! The programme and its calendar (*chương trình, đợt đánh giá*): which rules apply on a day, who
//! recognises which stars, when a round closes, when a term ends.

mod calendar;
mod kind;
mod round;

pub use calendar::{Clock, Holidays, Reading, days_after, working_days_after};
pub use kind::{DossierKind, Group};
pub use round::{Round, RoundLevel, round_among, round_for};
