/// How a visit found the OCOP mark, the sign of the stars and the label used (*sử dụng nhãn hiệu,
/// thông tin, quảng cáo*, Art. 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkUse {
    /// As the certificate allows.
    Right,
    /// In a form that is no longer the one in force.
    WrongEdition,
    /// By somebody, or on something, that no certificate speaks of: another product, more stars.
    NoRight,
    /// After the certificate ended.
    Expired,
}

impl MarkUse {
    /// The four answers.
    pub const ALL: [Self; 4] = [Self::Right, Self::WrongEdition, Self::NoRight, Self::Expired];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongEdition => "wrong-edition",
            Self::NoRight => "no-right",
            Self::Expired => "expired",
        }
    }

    /// The answer kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Whether it must be put right.
    pub fn is_fault(self) -> bool {
        self != Self::Right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_right_use_is_a_fault() {
        assert!(MarkUse::ALL.into_iter().all(|it| it.is_fault() == (it != MarkUse::Right)));
        assert!(MarkUse::ALL.into_iter().all(|it| MarkUse::from_id(it.id()) == Some(it)));
    }
}
