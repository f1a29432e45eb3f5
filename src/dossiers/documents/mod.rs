//! The documents of this room: each kind in a file of its own, named as the kind is.

mod commune_report;
mod completion_request;
mod ground;
mod ministry_letter;
mod office_report;
mod proposal_letter;
mod province_receipt;
mod receipt;
mod registration_slip;
mod return_notice;
mod self_assessment;
mod tables;

use crate::records::DocumentKind;

pub use ground::Ground;
pub use tables::{
    Evidence, evidence_by_criterion, found, looked_at, process, proposal, self_marks,
};

/// The kinds of document of this room, in the order of a dossier's way.
pub const DOCUMENTS: &[DocumentKind] = &[
    registration_slip::KIND,
    self_assessment::KIND,
    receipt::KIND,
    return_notice::KIND,
    commune_report::KIND,
    proposal_letter::KIND,
    province_receipt::KIND,
    completion_request::KIND,
    office_report::KIND,
    ministry_letter::KIND,
];
