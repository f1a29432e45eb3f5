//! The advisory group of a council.

/// What a person is in an advisory group (*Tổ tư vấn*, Art. 7.3.b, 7.4.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdviserRole {
    /// *Tổ trưởng*.
    Leader,
    /// *Tổ phó*.
    Deputy,
    /// *Thành viên*.
    Member,
}

impl AdviserRole {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Leader, Self::Deputy, Self::Member];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Deputy => "deputy",
            Self::Member => "member",
        }
    }

    /// The role kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Whether these make a group that a decision may form: somebody leads it, and one alone.
    pub fn make_a_group(roles: &[Self]) -> bool {
        roles.iter().filter(|it| **it == Self::Leader).count() == 1
    }
}

#[cfg(test)]
mod tests {
    use super::AdviserRole as R;

    #[test]
    fn a_group_has_one_leader() {
        assert!(R::make_a_group(&[R::Leader]));
        assert!(R::make_a_group(&[R::Member, R::Leader, R::Deputy, R::Deputy]));
        for roles in [&[][..], &[R::Deputy, R::Member], &[R::Leader, R::Leader]] {
            assert!(!R::make_a_group(roles), "{roles:?}");
        }
    }
}
