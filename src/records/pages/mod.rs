//! The pages of this room, by noun.

use crate::doors::Doors;

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new()
}
