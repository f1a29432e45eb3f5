//! One product before one meeting.

/// Where a product stands in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HearingStage {
    /// It waits for the scoring to open.
    Waiting,
    /// Members score.
    Scoring,
    /// Totals lie too far apart: the council discusses, and the result is held.
    Discussion,
    /// It has its result.
    Totalled,
    /// It was rejected (*bị loại*): no score is given.
    Rejected,
    /// Not enough members could score it: another meeting will.
    Postponed,
}

/// What may happen to a product in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HearingStep {
    /// The scoring opens.
    Open,
    /// The ballot is closed, and its result is held.
    Hold,
    /// A discussion note is written; every member receives a new sheet, and the first sheets stay.
    ScoreAgain,
    /// The ballot is closed, and its result stands.
    Total,
    /// The council finds a ground for rejection.
    Reject,
    /// It is left to another meeting.
    Postpone,
}

/// The step cannot be taken from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} cannot follow {stage:?}")]
pub struct HearingRefusal {
    /// Where the product stands.
    pub stage: HearingStage,
    /// What was tried.
    pub step: HearingStep,
}

impl HearingStage {
    /// Every stage.
    pub const ALL: [Self; 6] = [
        Self::Waiting,
        Self::Scoring,
        Self::Discussion,
        Self::Totalled,
        Self::Rejected,
        Self::Postponed,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Scoring => "scoring",
            Self::Discussion => "discussion",
            Self::Totalled => "totalled",
            Self::Rejected => "rejected",
            Self::Postponed => "postponed",
        }
    }

    /// The stage kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The whole of a hearing, on one screen.
    pub fn after(self, step: HearingStep) -> Result<Self, HearingRefusal> {
        match (self, step) {
            (Self::Waiting, HearingStep::Open) => Ok(Self::Scoring),
            (Self::Scoring, HearingStep::Hold) => Ok(Self::Discussion),
            (Self::Discussion, HearingStep::ScoreAgain) => Ok(Self::Scoring),
            (Self::Scoring, HearingStep::Total) => Ok(Self::Totalled),
            // Rejection is not a score of zero (the grounds printed on every sheet).
            (Self::Waiting | Self::Scoring | Self::Discussion, HearingStep::Reject) => {
                Ok(Self::Rejected)
            }
            (Self::Waiting | Self::Scoring | Self::Discussion, HearingStep::Postpone) => {
                Ok(Self::Postponed)
            }
            (stage, step) => Err(HearingRefusal { stage, step }),
        }
    }

    /// Whether it ended with a result, be it a rejection without points.
    pub fn has_result(self) -> bool {
        matches!(self, Self::Totalled | Self::Rejected)
    }

    /// Whether the product is done with, as far as this meeting goes.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Totalled | Self::Rejected | Self::Postponed)
    }
}
