//! A meeting, from its plan to its minutes.

use crate::programme::DossierKind;

/// Where a meeting (*phiên họp*, or a round of written opinions, Art. 7.6.d) stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingStage {
    /// A day is set; products are being assigned.
    Planned,
    /// Enough members are there.
    Convened,
    /// Members score.
    Scoring,
    /// Every hearing has ended.
    Totalled,
    /// The minutes are signed: nothing changes any more.
    Minuted,
    /// It does not take place.
    Cancelled,
}

/// How a council works (Art. 7.3.d, 7.6.d).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingForm {
    /// It meets.
    Meeting,
    /// It gives its opinions in writing: renewals only, unless opinions differ (Art. 7.6.d).
    Written,
}

impl MeetingForm {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Meeting, Self::Written];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Written => "written",
        }
    }

    /// The form kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Whether a dossier of this kind may be heard so.
    pub fn hears(self, kind: DossierKind) -> bool {
        self == Self::Meeting || kind == DossierKind::Renewal
    }
}

/// What may happen to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingStep {
    /// The chair finds enough members present.
    Convene {
        /// Whether there are.
        quorum: bool,
    },
    /// The chair opens the scoring: every member receives an empty sheet a product.
    Open,
    /// The chair closes the scoring.
    Total {
        /// How many hearings have not ended.
        open: usize,
    },
    /// The minutes (*biên bản*) are signed.
    Minute,
    /// It is called off.
    Cancel,
}

/// The step cannot be taken from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} cannot follow {stage:?}")]
pub struct MeetingRefusal {
    /// Where the meeting stands.
    pub stage: MeetingStage,
    /// What was tried.
    pub step: MeetingStep,
}

impl MeetingStage {
    /// Every stage.
    pub const ALL: [Self; 6] = [
        Self::Planned,
        Self::Convened,
        Self::Scoring,
        Self::Totalled,
        Self::Minuted,
        Self::Cancelled,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Convened => "convened",
            Self::Scoring => "scoring",
            Self::Totalled => "totalled",
            Self::Minuted => "minuted",
            Self::Cancelled => "cancelled",
        }
    }

    /// The stage kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The whole of a meeting, on one screen.
    pub fn after(self, step: MeetingStep) -> Result<Self, MeetingRefusal> {
        match (self, step) {
            (Self::Planned, MeetingStep::Convene { quorum: true }) => Ok(Self::Convened),
            (Self::Convened, MeetingStep::Open) => Ok(Self::Scoring),
            // A product that is still scored, held or discussed keeps the meeting open.
            (Self::Scoring, MeetingStep::Total { open: 0 }) => Ok(Self::Totalled),
            (Self::Totalled, MeetingStep::Minute) => Ok(Self::Minuted),
            (Self::Planned | Self::Convened, MeetingStep::Cancel) => Ok(Self::Cancelled),
            (stage, step) => Err(MeetingRefusal { stage, step }),
        }
    }

    /// Whether products may still be assigned.
    pub fn takes_products(self) -> bool {
        self == Self::Planned
    }
}
