//! People, the posts they hold, and their logins (*người dùng, vị trí, đăng nhập*).
//!
//! Offers downstream: [`Login`], the person who asks and the post in which they act. Who may do what
//! is a rule (`ocop_rules::accounts::may`); who may open which address stands beside the address.

pub mod command;
mod labels;
mod logbook;
mod login;
mod pages;
mod password;
pub mod store;

/// The step under which the logbook keeps that an office opened a producer's personal data.
pub const SEES_PERSONAL_DATA: &str = "see-personal-data";

pub use labels::{post_label, role_label};
pub use login::{HeldPost, Login};
pub use pages::{PERSON, POST, doors, home};
pub use password::{Passwords, first as first_password, hash as hashed};
