/// Where a certificate is in its life, whatever the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Life {
    /// Issued, and in force for its term.
    Issued,
    /// In force beyond its term (Art. 12.3).
    Extended,
    /// Ended by time.
    Expired,
    /// Ended by another certificate.
    Superseded,
    /// Ended by a decision.
    Revoked,
}

/// What happens to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifeStep {
    /// Its renewal is being decided, and Art. 12.3 applies.
    Extend,
    /// Its renewal has a result.
    EndExtension,
    /// Its last day has passed.
    Expire,
    /// An upgrade or a renewal is recognised.
    Supersede,
    /// The authority revokes it (Art. 8).
    Revoke,
}

/// The step cannot be taken from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} does not happen to a certificate that is {life:?}")]
pub struct LifeRefusal {
    /// Where the certificate is.
    pub life: Life,
    /// What was tried.
    pub step: LifeStep,
}

impl Life {
    /// Every part of a life.
    pub const ALL: [Self; 5] =
        [Self::Issued, Self::Extended, Self::Expired, Self::Superseded, Self::Revoked];

    /// The whole life of a certificate.
    ///
    /// ```
    /// use ocop_rules::certificates::{Life, LifeStep};
    ///
    /// let extended = Life::Issued.after(LifeStep::Extend).unwrap();
    /// assert_eq!(extended.after(LifeStep::Supersede), Ok(Life::Superseded));
    /// assert!(Life::Revoked.after(LifeStep::Extend).is_err());
    /// ```
    pub fn after(self, step: LifeStep) -> Result<Self, LifeRefusal> {
        match (self, step) {
            // A renewal that comes late keeps it in force, once (Art. 12.3).
            (Self::Issued | Self::Expired, LifeStep::Extend) => Ok(Self::Extended),
            // It is extended until there is a result, and no longer (Art. 12.3).
            (Self::Extended, LifeStep::EndExtension) => Ok(Self::Expired),
            // No decision is needed (Art. 4.3).
            (Self::Issued | Self::Extended, LifeStep::Expire) => Ok(Self::Expired),
            // A new certificate of the product, before or after the old one's end.
            (Self::Issued | Self::Extended, LifeStep::Supersede) => Ok(Self::Superseded),
            // Only what is in force is revoked (Art. 8).
            (Self::Issued | Self::Extended, LifeStep::Revoke) => Ok(Self::Revoked),
            (life, step) => Err(LifeRefusal { life, step }),
        }
    }
}

impl LifeStep {
    /// Every step.
    pub const ALL: [Self; 5] =
        [Self::Extend, Self::EndExtension, Self::Expire, Self::Supersede, Self::Revoke];

    /// The article of Decision 26/2026 under which it happens.
    pub fn article(self) -> &'static str {
        match self {
            Self::Extend | Self::EndExtension => "12.3",
            Self::Expire => "4.3",
            Self::Supersede => "7.5, 7.6",
            Self::Revoke => "8",
        }
    }
}

/// Why a certificate is revoked (Art. 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RevocationGround {
    /// a) Untrue information, or a forged dossier.
    Untrue,
    /// b) The criteria are no longer met, by conclusion of an inspection.
    NoLongerMeets,
    /// c) The law on quality, food safety, environment, intellectual property or labels is broken,
    /// by conclusion of the authority.
    BreaksLaw,
    /// d) The mark is used wrongly.
    MisusesMark,
    /// đ) The producer no longer makes the product.
    Stopped,
    /// e) Another case, on conclusion and proposal of a state authority.
    Other,
}

impl RevocationGround {
    /// The six grounds, in the order of the article.
    pub const ALL: [Self; 6] = [
        Self::Untrue,
        Self::NoLongerMeets,
        Self::BreaksLaw,
        Self::MisusesMark,
        Self::Stopped,
        Self::Other,
    ];

    /// The letter of the article, under which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Untrue => "a",
            Self::NoLongerMeets => "b",
            Self::BreaksLaw => "c",
            Self::MisusesMark => "d",
            Self::Stopped => "đ",
            Self::Other => "e",
        }
    }

    /// The ground of this letter.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_by_decision_or_successor_is_an_end() {
        for life in [Life::Superseded, Life::Revoked] {
            for step in LifeStep::ALL {
                assert_eq!(life.after(step), Err(LifeRefusal { life, step }));
            }
        }
    }

    #[test]
    fn nothing_is_extended_twice() {
        assert!(Life::Extended.after(LifeStep::Extend).is_err());
    }

    #[test]
    fn what_has_expired_is_not_revoked() {
        assert!(Life::Expired.after(LifeStep::Revoke).is_err());
    }

    #[test]
    fn every_ground_is_found_under_its_letter() {
        let all = RevocationGround::ALL;
        assert!(all.into_iter().all(|it| RevocationGround::from_id(it.id()) == Some(it)));
        assert_eq!(RevocationGround::from_id("đ"), Some(RevocationGround::Stopped));
    }
}
