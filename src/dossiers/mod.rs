//! Dossiers (*hồ sơ sản phẩm*): one product in one evaluation, and its way from the producer to a
//! decision (Art. 6, 7).
//!
//! The producer drafts (Mẫu 01, Mẫu 02, marks, papers), submits, answers and withdraws; officers
//! receive, find, return, propose and accept. Every change of stage is one call of
//! [`store::move_on`].
//!
//! Three things are known only downstream: which certificates a product has (an upgrade and a
//! renewal need one), who sits at a council, and what a council
//! hears. And one thing must be told downstream: that a dossier has its result. The hall, which sees every room, hands both down as
//! [`Downstream`]; until those rooms answer, nobody has a certificate and nobody sits.

pub mod checks;
pub mod documents;
mod downstream;
mod frozen;
mod labels;
pub mod pages;
pub mod store;
pub mod whole;
mod written;

pub use documents::DOCUMENTS;
pub use downstream::{Answer, Downstream, Previous, Things};
pub use frozen::{Frozen, FrozenMark, FrozenPaper};
pub use labels::{kind_label, stage_label, stage_tone, step_label, steps};
pub use pages::{doors, ground_label, subject_label};
pub use store::Dossier;
pub use written::{Report, Slip, update_id};
