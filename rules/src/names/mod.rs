//! Vietnamese names, and when two of them mean the same. No room: every room has names.

mod fold;
mod likeness;

pub use fold::{fold, tone_key};
pub use likeness::{Likeness, Spelt, likeness};
