use alloc::vec::Vec;

use crate::programme::{DossierKind, Group};

/// A part of what a producer hands in (*thành phần hồ sơ*, Art. 6.1, 6.2), which the commune ticks
/// off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// *Phiếu đăng ký*, Mẫu 01.
    Slip,
    /// *Báo cáo tự đánh giá*, Mẫu 02.
    SelfAssessment,
    /// What has changed since recognition: for an upgrade (Art. 6.1.b).
    Changes,
    /// What has been brought up to date: for a renewal (Art. 6.1.c).
    Updates,
    /// *Tài liệu minh chứng*, sorted by criterion.
    Evidence,
    /// *Sản phẩm mẫu*: of everything but tourism (Art. 6.2.d).
    Samples,
}

impl Component {
    /// Every part, in the order of the article.
    pub const ALL: [Self; 6] = [
        Self::Slip,
        Self::SelfAssessment,
        Self::Changes,
        Self::Updates,
        Self::Evidence,
        Self::Samples,
    ];

    /// Whether a dossier of this kind, for a product of this group, has this part.
    fn belongs(self, kind: DossierKind, group: Group) -> bool {
        match self {
            Self::Slip | Self::SelfAssessment | Self::Evidence => true,
            Self::Changes => kind == DossierKind::Upgrade,
            Self::Updates => kind == DossierKind::Renewal,
            Self::Samples => 0 < group.samples(),
        }
    }

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Slip => "slip",
            Self::SelfAssessment => "self-assessment",
            Self::Changes => "changes",
            Self::Updates => "updates",
            Self::Evidence => "evidence",
            Self::Samples => "samples",
        }
    }

    /// The part kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// The parts that a dossier must have.
///
/// ```
/// use ocop_rules::dossiers::{Component, composition};
/// use ocop_rules::programme::{DossierKind, Group};
///
/// let journey = composition(DossierKind::First, Group::Tourism);
/// assert!(!journey.contains(&Component::Samples));
/// ```
pub fn composition(kind: DossierKind, group: Group) -> Vec<Component> {
    Component::ALL.into_iter().filter(|it| it.belongs(kind, group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upgrade_shows_changes_and_a_renewal_what_is_up_to_date() {
        let upgrade = composition(DossierKind::Upgrade, Group::Food);
        assert!(upgrade.contains(&Component::Changes) && !upgrade.contains(&Component::Updates));
        let renewal = composition(DossierKind::Renewal, Group::Food);
        assert!(renewal.contains(&Component::Updates) && !renewal.contains(&Component::Changes));
        assert_eq!(composition(DossierKind::First, Group::Food).len(), 4);
    }

    #[test]
    fn every_part_is_found_under_its_word() {
        assert!(Component::ALL.into_iter().all(|it| Component::from_id(it.id()) == Some(it)));
    }
}
