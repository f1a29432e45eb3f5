/// What is supported (*nội dung hỗ trợ*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupportKind {
    /// Advice on the dossier and the product.
    Advice,
    /// Technology and machines.
    Technology,
    /// Declaration and certification of quality, tests.
    Quality,
    /// Packaging and labels.
    Packaging,
    /// Material areas.
    MaterialArea,
    /// Linkage of enterprise, cooperative and people.
    Linkage,
    /// Training, and the capacity of officers and producers.
    Training,
    /// Trade marks and other intellectual property.
    TradeMark,
    /// Traceability, stamps and codes.
    Traceability,
    /// Trade promotion and publicity.
    Promotion,
    /// Points of display and sale.
    SalesPoint,
    /// Evaluation: meetings, tests, surveys.
    Evaluation,
    /// A reward for what was recognised.
    Reward,
    /// Anything else.
    Other,
    /// The document does not say.
    Unstated,
}

impl SupportKind {
    /// Every kind; [`SupportKind::Unstated`] is none.
    pub const ALL: [Self; 14] = [
        Self::Advice,
        Self::Technology,
        Self::Quality,
        Self::Packaging,
        Self::MaterialArea,
        Self::Linkage,
        Self::Training,
        Self::TradeMark,
        Self::Traceability,
        Self::Promotion,
        Self::SalesPoint,
        Self::Evaluation,
        Self::Reward,
        Self::Other,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Technology => "technology",
            Self::Quality => "quality",
            Self::Packaging => "packaging",
            Self::MaterialArea => "material-area",
            Self::Linkage => "linkage",
            Self::Training => "training",
            Self::TradeMark => "trade-mark",
            Self::Traceability => "traceability",
            Self::Promotion => "promotion",
            Self::SalesPoint => "sales-point",
            Self::Evaluation => "evaluation",
            Self::Reward => "reward",
            Self::Other => "other",
            Self::Unstated => "unstated",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Unstated]).find(|it| it.id() == id)
    }

    /// The words of the documents.
    pub fn words(self) -> &'static str {
        match self {
            Self::Advice => "tư vấn, hướng dẫn hoàn thiện hồ sơ, sản phẩm",
            Self::Technology => "đổi mới, nâng cấp công nghệ, máy móc",
            Self::Quality => "công bố, chứng nhận chất lượng, kiểm nghiệm",
            Self::Packaging => "thiết kế, in ấn bao bì, nhãn mác",
            Self::MaterialArea => "phát triển vùng nguyên liệu",
            Self::Linkage => "liên kết sản xuất, tiêu thụ",
            Self::Training => "đào tạo, tập huấn, nâng cao năng lực",
            Self::TradeMark => "bảo hộ nhãn hiệu, sở hữu trí tuệ",
            Self::Traceability => "truy xuất nguồn gốc, tem, mã số mã vạch",
            Self::Promotion => "xúc tiến thương mại, tuyên truyền, quảng bá",
            Self::SalesPoint => "điểm trưng bày, giới thiệu và bán sản phẩm",
            Self::Evaluation => "tổ chức đánh giá, phân hạng",
            Self::Reward => "khen thưởng sản phẩm được công nhận",
            Self::Other => "nội dung khác",
            Self::Unstated => "chưa rõ nội dung",
        }
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
    /// Any other lawful source.
    Other,
    /// The document does not say.
    Unstated,
}

impl FundingSource {
    /// Every source; [`FundingSource::Unstated`] is none.
    pub const ALL: [Self; 7] = [
        Self::Central,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Producer,
        Self::Credit,
        Self::Other,
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
            Self::Other => "other",
            Self::Unstated => "unstated",
        }
    }

    /// The source kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::Unstated]).find(|it| it.id() == id)
    }

    /// The words of the documents.
    pub fn words(self) -> &'static str {
        match self {
            Self::Central => "ngân sách trung ương",
            Self::Province => "ngân sách cấp tỉnh",
            Self::District => "ngân sách cấp huyện",
            Self::Commune => "ngân sách cấp xã",
            Self::Producer => "vốn của chủ thể",
            Self::Credit => "vốn tín dụng",
            Self::Other => "nguồn vốn hợp pháp khác",
            Self::Unstated => "chưa rõ nguồn",
        }
    }

    /// Whether it is a budget of the state.
    pub fn is_budget(self) -> bool {
        matches!(self, Self::Central | Self::Province | Self::District | Self::Commune)
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;

    #[test]
    fn kinds_and_sources_are_found_under_their_words() {
        let kinds = || SupportKind::ALL.into_iter().chain([SupportKind::Unstated]);
        assert!(kinds().all(|it| SupportKind::from_id(it.id()) == Some(it)));
        assert_eq!(kinds().map(SupportKind::words).collect::<BTreeSet<_>>().len(), 15);
        let sources = || FundingSource::ALL.into_iter().chain([FundingSource::Unstated]);
        assert!(sources().all(|it| FundingSource::from_id(it.id()) == Some(it)));
        assert_eq!(sources().map(FundingSource::words).collect::<BTreeSet<_>>().len(), 8);
    }
}
