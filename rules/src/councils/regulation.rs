//! The council's own rules.

use alloc::string::String;

use super::{Binding, Quorum};
use crate::criteria::{Marks, Points};

/// How the minima (*dấu sao*) bind when members differ.
///
/// Decision 26/2026 prints the minima and does not say whose mark must meet them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Minima {
    /// The average of the marks must reach them, exactly.
    Average,
    /// Every member's mark must.
    EveryMember,
    /// The option that the council settled must.
    Settled,
}

impl Minima {
    /// Every reading.
    pub const ALL: [Self; 3] = [Self::Average, Self::EveryMember, Self::Settled];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Average => "average",
            Self::EveryMember => "every-member",
            Self::Settled => "settled",
        }
    }

    /// The reading kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// What is read for the minima. `None` where the council had to settle and has not.
    pub fn binding(self, settled: Option<&Marks>) -> Option<Binding<'_>> {
        match self {
            Self::Average => Some(Binding::Average),
            Self::EveryMember => Some(Binding::EveryMember),
            Self::Settled => settled.map(Binding::Settled),
        }
    }
}

/// What the Quy chế of a council settles because the decision leaves it open (Art. 7.3.b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regulation {
    /// The number of the document.
    pub document: String,
    /// How many must have scored.
    pub quorum: Quorum,
    /// By how much totals may differ; only more than this is too much.
    pub spread: Points,
    /// How minima bind.
    pub minima: Minima,
    /// Whether invited experts score.
    pub experts_score: bool,
    /// Whether too wide a spread holds the result until there are new sheets. Otherwise it is
    /// only shown.
    pub scores_again: bool,
}

impl Regulation {
    /// What most provinces had before: three quarters with the chair, ten points, the average.
    pub fn preset(document: String) -> Self {
        Self {
            document,
            quorum: Quorum { part: 3, of: 4, with_chair: true },
            spread: 10,
            minima: Minima::Average,
            experts_score: false,
            scores_again: true,
        }
    }

    /// Whether a ballot's totals lie too far apart for its result to stand.
    ///
    /// Only the first ballot is held: after a discussion and new sheets the result stands, and the
    /// spread is shown beside it, or no council could ever finish.
    pub fn holds(&self, spread: Points, ballot: u32) -> bool {
        self.scores_again && ballot == 1 && self.spread < spread
    }
}
