//! The documents of this room: each kind in a file of its own, named as the kind is.

use crate::records::DocumentKind;

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[];
