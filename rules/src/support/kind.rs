/// What is supported (*nội dung hỗ trợ*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupportKind {
    /// Technology and machines.
    Technology,
    /// Declaration and certification of quality, tests.
    Declaration,
    /// Packaging and labels.
    Packaging,
    /// Material areas.
    Materials,
    /// Linkage of enterprise, cooperative and people.
    Linkage,
    /// Training of officers and producers.
    Training,
    /// Trade marks and other intellectual property.
    TradeMarks,
    /// Traceability, stamps and codes.
    Traceability,
    /// Trade promotion.
    Promotion,
    /// Points of display and sale.
    SalesPoint,
    /// Advice on the dossier and the product.
    Advice,
    /// Evaluation: meetings, tests, surveys.
    Evaluation,
    /// A reward for what was recognised.
    Reward,
    /// Publicity.
    Publicity,
    /// Anything else, or all together.
    Other,
}

impl SupportKind {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Technology,
        Self::Declaration,
        Self::Packaging,
        Self::Materials,
        Self::Linkage,
        Self::Training,
        Self::TradeMarks,
        Self::Traceability,
        Self::Promotion,
        Self::SalesPoint,
        Self::Advice,
        Self::Evaluation,
        Self::Reward,
        Self::Publicity,
        Self::Other,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Technology => "technology",
            Self::Declaration => "declaration",
            Self::Packaging => "packaging",
            Self::Materials => "materials",
            Self::Linkage => "linkage",
            Self::Training => "training",
            Self::TradeMarks => "trade-marks",
            Self::Traceability => "traceability",
            Self::Promotion => "promotion",
            Self::SalesPoint => "sales-point",
            Self::Advice => "advice",
            Self::Evaluation => "evaluation",
            Self::Reward => "reward",
            Self::Publicity => "publicity",
            Self::Other => "other",
        }
    }

    /// The one kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Where the money comes from (*nguồn kinh phí*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundingSource {
    /// The budget of the centre.
    Central,
    /// The budget of the province.
    Province,
    /// The budget of the district, until districts ended on 30 June 2025.
    District,
    /// The budget of the commune.
    Commune,
    /// The producer's own.
    Producer,
    /// Credit.
    Credit,
    /// Other programmes, whose money is joined.
    OtherProgrammes,
    /// Any other lawful source.
    Other,
    /// Several, which the document does not tell apart.
    Mixed,
}

impl FundingSource {
    /// Every source.
    pub const ALL: [Self; 9] = [
        Self::Central,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Producer,
        Self::Credit,
        Self::OtherProgrammes,
        Self::Other,
        Self::Mixed,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Central => "central",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Producer => "producer",
            Self::Credit => "credit",
            Self::OtherProgrammes => "other-programmes",
            Self::Other => "other",
            Self::Mixed => "mixed",
        }
    }

    /// The one kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// How far money has come; what stands at two stages is never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyStage {
    /// *Kế hoạch, dự toán*: foreseen.
    Planned,
    /// *Đã giao, đã cấp*: set aside.
    Allocated,
    /// *Đã thực hiện, giải ngân*: spent.
    Spent,
}

impl MoneyStage {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Planned, Self::Allocated, Self::Spent];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Allocated => "allocated",
            Self::Spent => "spent",
        }
    }

    /// The one kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_found_under_its_word() {
        assert!(SupportKind::ALL.into_iter().all(|it| SupportKind::from_id(it.id()) == Some(it)));
        let sources = FundingSource::ALL.into_iter();
        assert!(sources.into_iter().all(|it| FundingSource::from_id(it.id()) == Some(it)));
        assert!(MoneyStage::ALL.into_iter().all(|it| MoneyStage::from_id(it.id()) == Some(it)));
    }
}
