use crate::accounts::Act;

/// What happens to a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The producer files it.
    Submit,
    /// The commune begins its check.
    TakeUp,
    /// The commune gives it back, with one list of defects.
    Return,
    /// The commune proposes it.
    Propose,
    /// The province asks for completion.
    AskCompletion,
    /// What was asked is there.
    Complete,
    /// The province accepts it into a round.
    Accept,
    /// The advisory group takes it.
    HandToAdvisers,
    /// The advisory group asks for documents.
    AskEvidence,
    /// The advisory group visits.
    Survey,
    /// The advisory group has tests made.
    Test,
    /// What the advisory group wanted is there.
    Answer,
    /// The report goes to the council's chair.
    Report,
    /// The dossier is rejected without points.
    Reject,
    /// The council's result stands.
    Score,
    /// Three or four stars are recognised.
    Recognise,
    /// One or two stars: no decision, no certificate.
    Decline,
    /// A result of ninety and more is approved.
    ApproveResult,
    /// The province sends it to the ministry.
    SendToMinistry,
    /// The ministry asks for completion.
    AskCompletionCentrally,
    /// What the ministry asked is there.
    CompleteCentrally,
    /// The central council's result stands.
    ScoreCentrally,
    /// Five stars are recognised.
    RecogniseFive,
    /// The ministry hands it back, below ninety.
    HandBack,
    /// The province recognises three or four stars on the central result.
    RecogniseOnCentralResult,
    /// The province evaluates anew instead.
    EvaluateAgain,
    /// Commune and producer are told in writing.
    Notify,
    /// The producer takes it back.
    Withdraw,
}

impl Step {
    /// Every step, in the order of the law.
    pub const ALL: [Self; 28] = [
        Self::Submit,
        Self::TakeUp,
        Self::Return,
        Self::Propose,
        Self::AskCompletion,
        Self::Complete,
        Self::Accept,
        Self::HandToAdvisers,
        Self::AskEvidence,
        Self::Survey,
        Self::Test,
        Self::Answer,
        Self::Report,
        Self::Reject,
        Self::Score,
        Self::Recognise,
        Self::Decline,
        Self::ApproveResult,
        Self::SendToMinistry,
        Self::AskCompletionCentrally,
        Self::CompleteCentrally,
        Self::ScoreCentrally,
        Self::RecogniseFive,
        Self::HandBack,
        Self::RecogniseOnCentralResult,
        Self::EvaluateAgain,
        Self::Notify,
        Self::Withdraw,
    ];

    /// The article of Decision 26/2026 under which it happens, as the logbook keeps it.
    pub fn article(self) -> &'static str {
        match self {
            Self::Submit => "7.1",
            Self::TakeUp | Self::Return => "7.2.a",
            Self::Propose => "7.2.b",
            Self::AskCompletion | Self::Complete | Self::Accept => "7.3.a",
            Self::HandToAdvisers
            | Self::AskEvidence
            | Self::Survey
            | Self::Test
            | Self::Answer
            | Self::Report => "7.3.c",
            Self::Reject => "Phụ lục II",
            Self::Score => "7.3.d",
            Self::Recognise | Self::ApproveResult | Self::SendToMinistry => "7.3.e",
            Self::Decline => "4.1.a",
            Self::AskCompletionCentrally | Self::CompleteCentrally => "7.4.a",
            Self::ScoreCentrally => "7.4.d",
            Self::RecogniseFive => "7.4.e",
            Self::HandBack | Self::RecogniseOnCentralResult | Self::EvaluateAgain => "7.4.g",
            Self::Notify => "7.3.g",
            // The decision is silent on withdrawing; what has no result is still the producer's.
            Self::Withdraw => "7.1",
        }
    }

    /// The act by which a person takes it.
    pub fn act(self) -> Act {
        match self {
            Self::Submit => Act::SubmitDossier,
            Self::TakeUp => Act::CheckComposition,
            Self::Return => Act::ReturnDossier,
            Self::Propose => Act::ProposeDossier,
            Self::AskCompletion | Self::AskCompletionCentrally | Self::Accept => Act::AcceptDossier,
            Self::Complete | Self::CompleteCentrally => Act::CompleteDossier,
            Self::HandToAdvisers
            | Self::AskEvidence
            | Self::Survey
            | Self::Test
            | Self::Answer
            | Self::Report => Act::Advise,
            Self::Reject | Self::Score | Self::ScoreCentrally => Act::ChairMeeting,
            Self::Recognise
            | Self::Decline
            | Self::ApproveResult
            | Self::RecogniseFive
            | Self::RecogniseOnCentralResult
            | Self::EvaluateAgain => Act::RecordDecision,
            Self::SendToMinistry => Act::ProposeToMinistry,
            Self::HandBack => Act::HandBack,
            Self::Notify => Act::Notify,
            Self::Withdraw => Act::WithdrawDossier,
        }
    }

    /// The word by which the logbook keeps it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::TakeUp => "take-up",
            Self::Return => "return",
            Self::Propose => "propose",
            Self::AskCompletion => "ask-completion",
            Self::Complete => "complete",
            Self::Accept => "accept",
            Self::HandToAdvisers => "hand-to-advisers",
            Self::AskEvidence => "ask-evidence",
            Self::Survey => "survey",
            Self::Test => "test",
            Self::Answer => "answer",
            Self::Report => "report",
            Self::Reject => "reject",
            Self::Score => "score",
            Self::Recognise => "recognise",
            Self::Decline => "decline",
            Self::ApproveResult => "approve-result",
            Self::SendToMinistry => "send-to-ministry",
            Self::AskCompletionCentrally => "ask-completion-centrally",
            Self::CompleteCentrally => "complete-centrally",
            Self::ScoreCentrally => "score-centrally",
            Self::RecogniseFive => "recognise-five",
            Self::HandBack => "hand-back",
            Self::RecogniseOnCentralResult => "recognise-on-central-result",
            Self::EvaluateAgain => "evaluate-again",
            Self::Notify => "notify",
            Self::Withdraw => "withdraw",
        }
    }

    /// The step kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Why a dossier is rejected without points (*hồ sơ bị loại*, printed on each sheet of Annex II).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RejectionGround {
    /// The dossier is forged.
    Forged,
    /// The food-safety or production certificate that the law asks for is missing.
    CertificateMissing,
    /// The registration dossier is not as prescribed.
    NotAsPrescribed,
}

impl RejectionGround {
    /// The three grounds.
    pub const ALL: [Self; 3] = [Self::Forged, Self::CertificateMissing, Self::NotAsPrescribed];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Forged => "forged",
            Self::CertificateMissing => "certificate-missing",
            Self::NotAsPrescribed => "not-as-prescribed",
        }
    }

    /// The ground kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_and_ground_is_found_under_its_word() {
        assert!(Step::ALL.into_iter().all(|it| Step::from_id(it.id()) == Some(it)));
        let grounds = RejectionGround::ALL;
        assert!(grounds.into_iter().all(|it| RejectionGround::from_id(it.id()) == Some(it)));
    }
}
