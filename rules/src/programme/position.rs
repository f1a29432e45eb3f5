/// What somebody is in a board, a council or an office of the programme (*chức vụ*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// *Trưởng Ban, Chủ tịch Hội đồng, Chánh Văn phòng*: one at a time.
    Head,
    /// *Phó Trưởng Ban Thường trực.*
    StandingDeputy,
    /// *Phó Trưởng Ban, Phó Chủ tịch, Phó Chánh Văn phòng.*
    Deputy,
    /// *Thư ký.*
    Secretary,
    /// *Thành viên, ủy viên.*
    Member,
    /// *Cán bộ phụ trách OCOP.*
    Officer,
}

impl Position {
    /// Every position, the highest first.
    pub const ALL: [Self; 6] = [
        Self::Head,
        Self::StandingDeputy,
        Self::Deputy,
        Self::Secretary,
        Self::Member,
        Self::Officer,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::StandingDeputy => "standing-deputy",
            Self::Deputy => "deputy",
            Self::Secretary => "secretary",
            Self::Member => "member",
            Self::Officer => "officer",
        }
    }

    /// The position kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_position_is_found_under_its_word() {
        assert!(Position::ALL.into_iter().all(|it| Position::from_id(it.id()) == Some(it)));
    }
}
