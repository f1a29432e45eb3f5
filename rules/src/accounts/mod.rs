//! People, their posts, and who may do what where (*người dùng, vị trí, thẩm quyền*).

mod post;
mod who;

pub use post::{Post, Role};
pub use who::{Act, Place, Seat, may};
