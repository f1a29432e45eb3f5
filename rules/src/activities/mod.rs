//! Activities (*hội nghị, tập huấn, tuyên truyền*): what was held and who was present, what was
//! difficult, and what is to be done.

mod event;
mod matter;
mod present;

pub use event::EventKind;
pub use matter::{CloseRefusal, Matter, MatterIn, MatterKind};
pub use present::{MorePartsThanAll, Present};
