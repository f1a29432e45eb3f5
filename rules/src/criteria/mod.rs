//! The criteria (*bộ tiêu chí*): what a sheet asks, what each answer is worth, and how many stars
//! the answers earn.
//!
//! The figures come with a set, from `standards/`; only their meaning is here. A set that does not
//! add up cannot be had: [`CriteriaSet::prove`] is the only way to one.

mod averages;
mod bands;
mod code;
mod faults;
mod id;
mod keyed;
mod marks;
mod mean;
mod proof;
mod set;
mod stars;

pub use averages::{Averages, Missed};
pub use bands::Bands;
pub use code::{Code, NotACode};
pub use faults::SetFault;
pub use id::{EditionId, NotAnId, SetId};
pub use keyed::Keyed;
pub use marks::{Chosen, MarkRefusal, Marks};
pub use mean::Mean;
pub use set::{
    Case, CaseTitle, CriteriaSet, Criterion, Heading, Kind, Part, ScoreOption, Section, SetDraft,
};
pub use stars::{Rank, Stars};

/// Points (*điểm*). The law prints whole points only.
pub type Points = u32;
