//! Activities (*hội nghị, tập huấn, tuyên truyền*): who was present at what was held, what was
//! difficult, and what is to be done.

mod matter;
mod present;

pub use matter::{CloseRefusal, Matter, MatterIn};
pub use present::{MorePartsThanAll, present};
