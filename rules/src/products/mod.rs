//! Products (*sản phẩm*): their codes, and which of them is which.

mod code;
mod identity;

pub use code::{CodeRefusal, FormerCode, ProductCode, next_serial};
pub use identity::Identity;

pub use crate::names::{Likeness, Spelt, fold, likeness, tone_key};
pub use crate::programme::Group;
