use super::step::Step;
use crate::programme::DossierKind;

/// Where a dossier is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The producer fills it.
    Draft,
    /// Filed with the commune: frozen, with a receipt, and the fifteen working days run.
    Filed,
    /// The commune checks its composition and writes its four findings.
    CommuneChecking,
    /// Back with the producer, with one list of defects.
    Returned,
    /// Proposed: the province's office checks it.
    ProvinceChecking,
    /// The province has asked commune and producer to complete it.
    CompletionRequested,
    /// Accepted into a round.
    Accepted,
    /// With the advisory group (*Tổ tư vấn*).
    Advising,
    /// The advisory group has asked for more documents.
    EvidenceRequested,
    /// The advisory group visits the place of production.
    Surveying,
    /// More tests are made.
    Testing,
    /// Reported to the council.
    Ready,
    /// Rejected without points, on a printed ground.
    Rejected,
    /// The council of the province has a result.
    Scored,
    /// Ninety points and more: the result is approved, and there is no certificate meanwhile.
    PotentialFive,
    /// With the ministry.
    SentToMinistry,
    /// The ministry has asked province and producer to complete it.
    CentralCompletionRequested,
    /// The central council has a result.
    CentralScored,
    /// Below ninety at the centre: the province decides how to go on.
    HandedBack,
    /// Recognised, by a decision with a certificate.
    Recognised,
    /// Evaluated, and not recognised: one or two stars.
    NotRecognised,
    /// Commune and producer have it in writing. The end.
    Notified(Outcome),
    /// Taken back by the producer. The end.
    Withdrawn,
}

/// What came of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// A certificate.
    Recognised,
    /// One or two stars: a notice, no certificate (Art. 4.1.a).
    NotRecognised,
    /// No points at all.
    Rejected,
}

/// The step cannot be taken from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is no step from {stage:?} for a dossier of kind {kind:?}")]
pub struct StepRefusal {
    /// Where the dossier is.
    pub stage: Stage,
    /// What was tried.
    pub step: Step,
    /// What the dossier asks for.
    pub kind: DossierKind,
}

impl Stage {
    /// Every stage, in the order of the way.
    pub const ALL: [Self; 25] = [
        Self::Draft,
        Self::Filed,
        Self::CommuneChecking,
        Self::Returned,
        Self::ProvinceChecking,
        Self::CompletionRequested,
        Self::Accepted,
        Self::Advising,
        Self::EvidenceRequested,
        Self::Surveying,
        Self::Testing,
        Self::Ready,
        Self::Rejected,
        Self::Scored,
        Self::PotentialFive,
        Self::SentToMinistry,
        Self::CentralCompletionRequested,
        Self::CentralScored,
        Self::HandedBack,
        Self::Recognised,
        Self::NotRecognised,
        Self::Notified(Outcome::Recognised),
        Self::Notified(Outcome::NotRecognised),
        Self::Notified(Outcome::Rejected),
        Self::Withdrawn,
    ];

    /// The whole way of a dossier, on one screen and in the order of the law.
    ///
    /// ```
    /// use ocop_rules::dossiers::{DossierKind, Stage, Step};
    ///
    /// let kind = DossierKind::First;
    /// let filed = Stage::Draft.after(Step::Submit, kind).unwrap();
    /// assert_eq!(filed, Stage::Filed);
    /// assert!(filed.after(Step::Recognise, kind).is_err());
    /// ```
    pub fn after(self, step: Step, kind: DossierKind) -> Result<Self, StepRefusal> {
        use DossierKind::Renewal;

        match (self, step) {
            // The producer and the commune (Art. 7.1, 7.2).
            (Self::Draft | Self::Returned, Step::Submit) => Ok(Self::Filed),
            (Self::Filed, Step::TakeUp) => Ok(Self::CommuneChecking),
            (Self::CommuneChecking, Step::Return) => Ok(Self::Returned),
            (Self::CommuneChecking, Step::Propose) => Ok(Self::ProvinceChecking),

            // The province's office (Art. 7.3.a).
            (Self::ProvinceChecking, Step::AskCompletion) => Ok(Self::CompletionRequested),
            (Self::CompletionRequested, Step::Complete) => Ok(Self::ProvinceChecking),
            (Self::ProvinceChecking, Step::Accept) => Ok(Self::Accepted),

            // The advisory group (Art. 7.3.c); a renewal is reported by the office (Art. 7.6.c).
            (Self::Accepted, Step::HandToAdvisers) => Ok(Self::Advising),
            (Self::Advising, Step::AskEvidence) => Ok(Self::EvidenceRequested),
            (Self::Advising, Step::Survey) => Ok(Self::Surveying),
            (Self::Advising, Step::Test) => Ok(Self::Testing),
            (Self::EvidenceRequested | Self::Surveying | Self::Testing, Step::Answer) => {
                Ok(Self::Advising)
            }
            (Self::Advising, Step::Report) => Ok(Self::Ready),
            (Self::Accepted, Step::Report) if kind == Renewal => Ok(Self::Ready),

            // What each sheet rejects without points is found before the council as well.
            (Self::ProvinceChecking | Self::Advising, Step::Reject) => Ok(Self::Rejected),

            // The council of the province (Art. 7.3.d), and what is decided on its result.
            (Self::Ready | Self::SentToMinistry, Step::Reject) => Ok(Self::Rejected),
            (Self::Ready, Step::Score) => Ok(Self::Scored),
            (Self::Scored, Step::Recognise) => Ok(Self::Recognised),
            (Self::Scored, Step::Decline) => Ok(Self::NotRecognised),
            (Self::Scored, Step::ApproveResult) => Ok(Self::PotentialFive),

            // The ministry (Art. 7.4); five stars are renewed without a council of the province
            // (Art. 7.6.e).
            (Self::PotentialFive, Step::SendToMinistry) => Ok(Self::SentToMinistry),
            (Self::Accepted, Step::SendToMinistry) if kind == Renewal => Ok(Self::SentToMinistry),
            // What its office asks for it asks as the province does (Art. 7.4.a).
            (Self::SentToMinistry, Step::AskCompletionCentrally) => {
                Ok(Self::CentralCompletionRequested)
            }
            (Self::CentralCompletionRequested, Step::CompleteCentrally) => Ok(Self::SentToMinistry),
            (Self::SentToMinistry, Step::ScoreCentrally) => Ok(Self::CentralScored),
            (Self::CentralScored, Step::RecogniseFive) => Ok(Self::Recognised),
            (Self::CentralScored, Step::HandBack) => Ok(Self::HandedBack),
            // Below ninety the province may recognise on the central result, or evaluate itself.
            (Self::HandedBack, Step::RecogniseOnCentralResult) => Ok(Self::Recognised),
            (Self::HandedBack, Step::Decline) => Ok(Self::NotRecognised),
            (Self::HandedBack, Step::EvaluateAgain) => Ok(Self::Accepted),

            // The notice, for everyone (Art. 7.3.g).
            (Self::Recognised, Step::Notify) => Ok(Self::Notified(Outcome::Recognised)),
            (Self::NotRecognised, Step::Notify) => Ok(Self::Notified(Outcome::NotRecognised)),
            (Self::Rejected, Step::Notify) => Ok(Self::Notified(Outcome::Rejected)),

            (stage, Step::Withdraw) if stage.is_before_result() => Ok(Self::Withdrawn),
            (stage, step) => Err(StepRefusal { stage, step, kind }),
        }
    }

    /// Whether no council has scored or rejected it: until then the producer may withdraw.
    pub fn is_before_result(self) -> bool {
        self < Self::Rejected
    }

    /// Whether the producer may write in it.
    pub fn is_open_to_producer(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether it has its result, for better or worse.
    pub fn has_result(self) -> bool {
        let told = matches!(self, Self::Notified(_));
        told || matches!(self, Self::Rejected | Self::Recognised | Self::NotRecognised)
    }

    /// Whether nothing follows.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Notified(_) | Self::Withdrawn)
    }

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Filed => "filed",
            Self::CommuneChecking => "commune-checking",
            Self::Returned => "returned",
            Self::ProvinceChecking => "province-checking",
            Self::CompletionRequested => "completion-requested",
            Self::Accepted => "accepted",
            Self::Advising => "advising",
            Self::EvidenceRequested => "evidence-requested",
            Self::Surveying => "surveying",
            Self::Testing => "testing",
            Self::Ready => "ready",
            Self::Rejected => "rejected",
            Self::Scored => "scored",
            Self::PotentialFive => "potential-five",
            Self::SentToMinistry => "sent-to-ministry",
            Self::CentralCompletionRequested => "central-completion-requested",
            Self::CentralScored => "central-scored",
            Self::HandedBack => "handed-back",
            Self::Recognised => "recognised",
            Self::NotRecognised => "not-recognised",
            Self::Notified(Outcome::Recognised) => "notified-recognised",
            Self::Notified(Outcome::NotRecognised) => "notified-not-recognised",
            Self::Notified(Outcome::Rejected) => "notified-rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn walk(kind: DossierKind, steps: &[Step], expected: Stage) {
        let mut stage = Stage::Draft;
        for &step in steps {
            stage = stage.after(step, kind).unwrap();
        }
        assert_eq!(stage, expected);
    }

    /// From the draft to the council's table.
    const TO_READY: [Step; 6] = [
        Step::Submit,
        Step::TakeUp,
        Step::Propose,
        Step::Accept,
        Step::HandToAdvisers,
        Step::Report,
    ];

    fn then(steps: &[Step]) -> alloc::vec::Vec<Step> {
        TO_READY.iter().chain(steps).copied().collect()
    }

    #[test]
    fn a_first_dossier_goes_from_the_producer_to_a_certificate() {
        let steps = then(&[Step::Score, Step::Recognise, Step::Notify]);
        walk(DossierKind::First, &steps, Stage::Notified(Outcome::Recognised));
    }

    #[test]
    fn a_returned_dossier_is_filed_again() {
        let steps = [Step::Submit, Step::TakeUp, Step::Return, Step::Submit];
        walk(DossierKind::Upgrade, &steps, Stage::Filed);
    }

    #[test]
    fn ninety_points_wait_for_the_ministry_without_a_certificate() {
        let steps = then(&[Step::Score, Step::ApproveResult]);
        walk(DossierKind::First, &steps, Stage::PotentialFive);
        let kind = DossierKind::First;
        assert!(Stage::PotentialFive.after(Step::Recognise, kind).is_err());
    }

    #[test]
    fn below_ninety_at_the_centre_the_province_recognises_without_scoring() {
        let steps = then(&[
            Step::Score,
            Step::ApproveResult,
            Step::SendToMinistry,
            Step::ScoreCentrally,
            Step::HandBack,
            Step::RecogniseOnCentralResult,
        ]);
        walk(DossierKind::First, &steps, Stage::Recognised);
    }

    #[test]
    fn or_it_evaluates_anew() {
        let kind = DossierKind::First;
        assert_eq!(Stage::HandedBack.after(Step::EvaluateAgain, kind), Ok(Stage::Accepted));
    }

    #[test]
    fn what_the_ministry_asks_for_comes_back_to_the_ministry() {
        let kind = DossierKind::First;
        let asked = Stage::SentToMinistry.after(Step::AskCompletionCentrally, kind).unwrap();
        assert!(asked.after(Step::ScoreCentrally, kind).is_err());
        assert!(asked.after(Step::Complete, kind).is_err(), "what the province asks is another's");
        assert_eq!(asked.after(Step::CompleteCentrally, kind), Ok(Stage::SentToMinistry));
    }

    #[test]
    fn a_renewal_needs_no_advisory_group() {
        let office = Stage::Accepted.after(Step::Report, DossierKind::Renewal);
        assert_eq!(office, Ok(Stage::Ready));
        assert!(Stage::Accepted.after(Step::Report, DossierKind::First).is_err());
    }

    #[test]
    fn five_stars_are_renewed_without_a_council_of_the_province() {
        let sent = Stage::Accepted.after(Step::SendToMinistry, DossierKind::Renewal);
        assert_eq!(sent, Ok(Stage::SentToMinistry));
        assert!(Stage::Accepted.after(Step::SendToMinistry, DossierKind::Upgrade).is_err());
    }

    #[test]
    fn nothing_is_withdrawn_once_there_is_a_result() {
        for stage in Stage::ALL {
            let withdrawn = stage.after(Step::Withdraw, DossierKind::First);
            assert_eq!(withdrawn.is_ok(), stage.is_before_result(), "{stage:?}");
        }
        assert!(Stage::Ready.is_before_result() && !Stage::Scored.is_before_result());
    }

    #[test]
    fn an_end_is_an_end() {
        for stage in Stage::ALL.into_iter().filter(|it| it.is_end()) {
            for step in Step::ALL {
                assert!(stage.after(step, DossierKind::Renewal).is_err(), "{stage:?} {step:?}");
            }
        }
    }

    #[test]
    fn every_stage_is_found_under_its_word() {
        assert!(Stage::ALL.into_iter().all(|it| Stage::from_id(it.id()) == Some(it)));
        assert!(Stage::ALL.is_sorted());
    }
}
