//! The pages of a dossier, by noun. Those of officers lie beside: `commune`, `province`,
//! `ministry`.

use crate::doors::Doors;

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new()
}
