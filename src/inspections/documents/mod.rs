//! The documents of this room: each kind in a file of its own, named as the kind is. Both are of a
//! visit.

mod ground;
mod remedy_request;
mod visit_minutes;

use crate::records::DocumentKind;

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[visit_minutes::KIND, remedy_request::KIND];
