//! A place in a council.

use super::Regulation;

/// What a person is in a council (Art. 7.3.b, 7.4.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// *Chủ tịch hội đồng*: leads, closes the scoring, signs the minutes.
    Chair,
    /// *Phó Chủ tịch*: leads where the chair may not.
    ViceChair,
    /// *Ủy viên*.
    Member,
    /// *Ủy viên thư ký*: keeps the minutes.
    Secretary,
    /// *Chuyên gia được mời*: scores only where the Quy chế lets experts score.
    Expert,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Chair, Self::ViceChair, Self::Member, Self::Secretary, Self::Expert];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::ViceChair => "vice-chair",
            Self::Member => "member",
            Self::Secretary => "secretary",
            Self::Expert => "expert",
        }
    }

    /// The role kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A seat: a role, and whether its holder scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// What the holder is.
    pub role: Role,
    /// Whether the decision that formed the council has the holder score.
    pub scores: bool,
}

impl Seat {
    /// Whether the holder receives sheets. The decision is silent on experts, so the Quy chế
    /// speaks.
    pub fn receives_sheets(self, regulation: &Regulation) -> bool {
        self.scores && (self.role != Role::Expert || regulation.experts_score)
    }
}
