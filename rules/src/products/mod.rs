//! Products (*sản phẩm*): their codes, and when two names mean the same.

mod code;
mod fold;
mod likeness;

pub use code::{CodeRefusal, FormerCode, ProductCode, next_serial};
pub use fold::{fold, tone_key};
pub use likeness::{Identity, Likeness, likeness};

pub use crate::programme::Group;
