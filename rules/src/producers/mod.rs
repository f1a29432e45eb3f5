//! Who registers and owns a product (*chủ thể OCOP*, Art. 2.3).

mod kind;

pub use kind::{Ineligible, ProducerKind, Registration, eligible, takes_part};
