//! The documents of this room: each kind in a file of its own, named as the kind is.

mod approval_decision;
mod certificate;
mod decided;
mod expiry_notice;
mod extension_decision;
mod proposed;
mod recognition_decision;
mod result_notice;
mod revocation_decision;
mod submission;

pub(super) use proposed::{PROPOSALS, Proposed, SUBMISSIONS};

use crate::records::{DocumentKind, Kinds};

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[
    submission::KIND,
    recognition_decision::KIND,
    approval_decision::KIND,
    extension_decision::KIND,
    revocation_decision::KIND,
    certificate::ALL,
    certificate::ALL_BILINGUAL,
    certificate::KIND,
    certificate::BILINGUAL,
    result_notice::KIND,
    expiry_notice::KIND,
];

/// The same, for what this room issues by itself.
pub(super) const OWN: Kinds = Kinds::new(&[DOCUMENTS]);
