//! Inspections (*kiểm tra, giám sát*, Art. 9): whether what was evaluated is still so, what must be
//! put right by when, and when a certificate is proposed for revocation (Art. 8).

mod breach;
mod mark;
mod remedy;
mod upkeep;

pub use breach::{Breach, BreachKind, RevocationProposal};
pub use mark::MarkUse;
pub use remedy::{Remedy, RemedyRefusal, RemedyState};
pub use upkeep::{Kept, OtherSheet, Upkeep, VisitFinding, reached};
