//! Certificates (*giấy chứng nhận*): how long they stand, and what becomes of them.

mod certificate;
mod grant;
mod life;
mod span;

pub use certificate::{Certificate, Event, Standing, Warning, WarningKind, valid_to, warnings};
pub use grant::{GrantRefusal, grants, revocation_due, revokes};
pub use life::{Life, LifeRefusal, LifeStep, RevocationGround};
pub use span::{BackwardSpan, Span};
