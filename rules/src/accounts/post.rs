use alloc::string::String;

use crate::places::UnitId;

/// What somebody is in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// *Chủ thể OCOP*: owns the product and answers for the truth of the dossier (Art. 2.3, 7.1).
    Producer,
    /// *Cán bộ cấp xã*: receives, checks, finds, proposes (Art. 7.2).
    Commune,
    /// *Cơ quan tham mưu quản lý OCOP cấp tỉnh*: accepts, convenes, records decisions (Art. 7.3).
    Province,
    /// *Thành viên Hội đồng*, of a province or of the centre (Art. 7.3.b, 7.4.b).
    Member,
    /// *Cơ quan tham mưu quản lý OCOP của Bộ*: the same tools for five stars (Art. 7.4).
    Ministry,
    /// *Quản trị*: keeps the accounts and the machine, and decides nothing about a product.
    Admin,
}

impl Role {
    /// Every role, in the order of a dossier's way.
    pub const ALL: [Self; 6] =
        [Self::Producer, Self::Commune, Self::Province, Self::Member, Self::Ministry, Self::Admin];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Producer => "producer",
            Self::Commune => "commune",
            Self::Province => "province",
            Self::Member => "member",
            Self::Ministry => "ministry",
            Self::Admin => "admin",
        }
    }

    /// The role kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A person's role in a unit; one person may hold several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// What the person is there.
    pub role: Role,
    /// Where: a commune, a province, or the country for the ministry and the central council.
    pub unit: UnitId,
    /// The producer the person acts for, when the role is [`Role::Producer`].
    pub producer: Option<String>,
}
