//! The programme and its calendar (*chương trình, đợt đánh giá*): which rules apply on a day, who
//! recognises which stars, when a round closes, when a term ends, which years belong together.

mod authority;
mod calendar;
mod cycle;
mod edition;
mod extension;
mod kind;
mod period;
mod position;
mod round;

pub use authority::{Authority, NoAuthority, recogniser};
pub use calendar::{Clock, Holidays, Reading, days_after, working_days_after};
pub use cycle::Cycle;
pub use edition::{
    Applicable, E26_2026, E148_2023, E1048_2019, EDITIONS, IN_FORCE, OLD_RULES_END, edition_on,
};
pub use extension::{Extension, ExtensionGround, Window};
pub use kind::{DossierKind, Group};
pub use period::{Period, PeriodRefusal};
pub use position::Position;
pub use round::{Round, RoundLevel, RoundRefusal, round_among, round_for};
