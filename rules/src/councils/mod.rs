//! The councils (*hội đồng*): who scores, how their sheets become one result, and when they may
//! not.
//!
//! A *meeting* hears many products. What happens to one of them there is a *hearing*: it has its
//! own quorum, because a conflict of interest removes a member from one product only, and its own
//! ballots, because too wide a spread holds one product only.

mod adviser;
mod hearing;
mod meeting;
mod outcome;
mod paper;
mod quorum;
mod regulation;
mod seat;
mod sheet;
mod sheets;

pub use adviser::AdviserRole;
pub use hearing::{HearingRefusal, HearingStage, HearingStep};
pub use meeting::{MeetingForm, MeetingRefusal, MeetingStage, MeetingStep};
pub use outcome::{Evaluation, Flag, Ground, Hearing, Level, Minimum, Outcome, Proposal};
pub use paper::{KeyingRefusal, Origin};
pub use quorum::{Attendee, Quorum, QuorumRefusal};
pub use regulation::{Minima, Regulation};
pub use seat::{Role, Seat};
pub use sheet::{Sheet, SheetRefusal, SheetStage, SheetStep};
pub use sheets::{Binding, Sheets, SheetsRefusal, Signed};
