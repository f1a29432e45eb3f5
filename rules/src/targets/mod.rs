//! Targets (*chỉ tiêu*): what was promised for a period, how far it has come on a day, and what its
//! end may bring.

mod call;
mod forecast;
mod measure;
mod progress;
mod target;

pub use call::{Call, Due, calls, due, windows};
pub use forecast::{Coming, Forecast, Holding, Outlook, Renewal};
pub use measure::{Measure, NoStarsAim, StarsAim};
pub use progress::{Progress, Prospect, Share};
pub use target::{Counting, Reckoning, Target, TargetRefusal};
