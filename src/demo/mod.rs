//! The demo: one small province of fiction, with people for every role and dossiers in every stage.
//!
//! It is furnished through the same doors as everyone uses, so what it shows is what the program
//! does. Tests, screenshots and the handbook speak of the same people.

pub mod aims;
pub mod guide;
