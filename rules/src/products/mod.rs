//! Products (*sản phẩm*): their codes, which of them is which, and their way from an idea to a
//! certificate.

mod code;
mod funnel;
mod idea;
mod identity;
mod way;

pub use code::{CodeRefusal, FormerCode, ProductCode, next_serial};
pub use funnel::{Firsts, Milestone, reason};
pub use idea::{IdeaEvent, IdeaRefusal, IdeaStage, IdeaStep, Reached};
pub use identity::Identity;
pub use way::{IdeaWay, WayRefusal};

pub use crate::names::{Likeness, Spelt, fold, likeness, tone_key};
pub use crate::programme::Group;
