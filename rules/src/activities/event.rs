/// What is held (*hình thức hoạt động*). Fairs are of the market.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A review in the middle of a period.
    InterimReview,
    /// A review at its end.
    FinalReview,
    /// Any other conference or meeting.
    Conference,
    /// A training.
    Training,
    /// Publicity.
    Publicity,
    /// A study visit.
    StudyVisit,
    /// Anything else.
    Other,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::InterimReview,
        Self::FinalReview,
        Self::Conference,
        Self::Training,
        Self::Publicity,
        Self::StudyVisit,
        Self::Other,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::InterimReview => "interim-review",
            Self::FinalReview => "final-review",
            Self::Conference => "conference",
            Self::Training => "training",
            Self::Publicity => "publicity",
            Self::StudyVisit => "study-visit",
            Self::Other => "other",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The words of the documents.
    pub fn words(self) -> &'static str {
        match self {
            Self::InterimReview => "hội nghị sơ kết",
            Self::FinalReview => "hội nghị tổng kết",
            Self::Conference => "hội nghị, cuộc họp",
            Self::Training => "đào tạo, tập huấn",
            Self::Publicity => "thông tin, tuyên truyền",
            Self::StudyVisit => "tham quan, học tập kinh nghiệm",
            Self::Other => "hoạt động khác",
        }
    }

    /// Whether it closes a period, and has its report.
    pub fn is_review(self) -> bool {
        matches!(self, Self::InterimReview | Self::FinalReview)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_under_its_word() {
        assert!(EventKind::ALL.into_iter().all(|it| EventKind::from_id(it.id()) == Some(it)));
        assert_eq!(EventKind::ALL.into_iter().filter(|it| it.is_review()).count(), 2);
    }
}
