/// What a dossier asks for (*lần đăng ký đánh giá*: the three boxes of Mẫu 01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DossierKind {
    /// *Lần đầu*: a first evaluation (Art. 6.1.a).
    First,
    /// *Nâng hạng*: more stars than now (Art. 6.1.b, 7.5).
    Upgrade,
    /// *Đánh giá lại*: before the certificate ends (Art. 6.1.c, 7.6).
    Renewal,
}

impl DossierKind {
    /// The three boxes, as printed.
    pub const ALL: [Self; 3] = [Self::First, Self::Upgrade, Self::Renewal];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Upgrade => "upgrade",
            Self::Renewal => "renewal",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// One of the six groups of products (Art. 2.2, Annex I).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// I, *thực phẩm*.
    Food,
    /// II, *đồ uống*.
    Drinks,
    /// III, *dược liệu và sản phẩm từ dược liệu*.
    Medicinal,
    /// IV, *hàng thủ công mỹ nghệ*.
    Handicraft,
    /// V, *sinh vật cảnh*.
    Ornamental,
    /// VI, *dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch*.
    Tourism,
}

impl Group {
    /// The six groups, in the order of the decision.
    pub const ALL: [Self; 6] = [
        Self::Food,
        Self::Drinks,
        Self::Medicinal,
        Self::Handicraft,
        Self::Ornamental,
        Self::Tourism,
    ];

    /// The Roman numeral that the decision prints, under which it is also kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Food => "I",
            Self::Drinks => "II",
            Self::Medicinal => "III",
            Self::Handicraft => "IV",
            Self::Ornamental => "V",
            Self::Tourism => "VI",
        }
    }

    /// The group of this Roman numeral.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// How many samples go with a dossier: five, and none of a journey (Art. 6.2.d).
    pub fn samples(self) -> u32 {
        match self {
            Self::Tourism => 0,
            _ => 5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tourism_brings_no_samples() {
        let without: [_; 1] = [Group::Tourism];
        assert!(Group::ALL.into_iter().all(|it| (it.samples() == 0) == without.contains(&it)));
    }

    #[test]
    fn kinds_and_groups_are_found_under_their_words() {
        assert!(DossierKind::ALL.into_iter().all(|it| DossierKind::from_id(it.id()) == Some(it)));
        assert!(Group::ALL.into_iter().all(|it| Group::from_id(it.id()) == Some(it)));
    }
}
