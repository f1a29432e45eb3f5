//! The documents of this room: each kind in a file of its own, named as the kind is.

mod evaluation_report;

use crate::records::DocumentKind;

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[evaluation_report::KIND];
