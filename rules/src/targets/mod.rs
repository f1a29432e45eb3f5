//! Targets (*chỉ tiêu*): what was promised for a period, how far it has come on a day, and what its
//! end may bring.

mod forecast;
mod measure;
mod progress;
mod target;

pub use forecast::{Call, Coming, Forecast, Holding, Outlook, Renewal, calls};
pub use measure::{Measure, NoStarsAim, StarsAim};
pub use progress::{Progress, Prospect, Share};
pub use target::{Counting, Reckoning, Target, TargetRefusal};
