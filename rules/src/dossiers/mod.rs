//! A dossier (*hồ sơ sản phẩm*): one product in one evaluation, and its way from the producer to a
//! decision.

mod component;
mod composition;
mod finding;
mod receipt;
mod renewal;
mod stage;
mod step;

pub use component::{Component, composition};
pub use composition::{Defect, RENEWED, SlipField, Submission, Update, defects};
pub use finding::{Finding, FindingSubject, missing_findings};
pub use receipt::{Receipt, ReceiptRefusal};
pub use renewal::{Late, RenewalDoor, RenewalRefusal, renewal_door};
pub use stage::{Outcome, Stage, StepRefusal};
pub use step::{RejectionGround, Step};

pub use crate::programme::DossierKind;
