use jiff::civil::Date;

use super::remedy::{Remedy, RemedyState};
use crate::certificates::RevocationGround;
use crate::programme::{Clock, Holidays};

/// What an inspection concludes against a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BreachKind {
    /// The information was untrue, or the dossier forged.
    UntrueInformation,
    /// The minima or the band of its stars no longer hold.
    CriteriaLost,
    /// The law on quality, food safety, environment, intellectual property or labels is broken, as
    /// the authority for it concluded.
    LawBroken,
    /// The mark, the sign of the stars or the advertising is used wrongly.
    MarkMisused,
    /// The product is no longer made, as the commune confirms.
    ProductionStopped,
    /// Another case, on conclusion and proposal of a state authority.
    OtherConclusion,
}

impl BreachKind {
    /// Every kind, in the order of the article's grounds.
    pub const ALL: [Self; 6] = [
        Self::UntrueInformation,
        Self::CriteriaLost,
        Self::LawBroken,
        Self::MarkMisused,
        Self::ProductionStopped,
        Self::OtherConclusion,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::UntrueInformation => "untrue-information",
            Self::CriteriaLost => "criteria-lost",
            Self::LawBroken => "law-broken",
            Self::MarkMisused => "mark-misused",
            Self::ProductionStopped => "production-stopped",
            Self::OtherConclusion => "other-conclusion",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// The ground on which a certificate is revoked for it (Art. 8.1).
    pub fn ground(self) -> RevocationGround {
        match self {
            Self::UntrueInformation => RevocationGround::Untrue,
            Self::CriteriaLost => RevocationGround::NoLongerMeets,
            Self::LawBroken => RevocationGround::BreaksLaw,
            Self::MarkMisused => RevocationGround::MisusesMark,
            Self::ProductionStopped => RevocationGround::Stopped,
            Self::OtherConclusion => RevocationGround::Other,
        }
    }

    /// Whether it can be put right; what was untrue stays so, and what has stopped is not made.
    pub fn can_be_remedied(self) -> bool {
        matches!(self, Self::CriteriaLost | Self::LawBroken | Self::MarkMisused)
    }
}

/// A conclusion against a product, with what was ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach {
    /// What was concluded.
    pub kind: BreachKind,
    /// The day of the conclusion, or of the commune's confirmation.
    pub concluded_on: Date,
    /// What must be put right first, where somebody gave the time for it.
    pub remedy: Option<Remedy>,
}

/// A certificate must be proposed for revocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RevocationProposal {
    /// On which ground (Art. 8.1).
    pub ground: RevocationGround,
    /// The fifteen days for the decision (Art. 8.4).
    pub clock: Clock,
}

impl Breach {
    /// Whether it leads to a proposal to revoke, seen from a day.
    ///
    /// A breach that can be put right waits for its remedy, where one was ordered. The fifteen days
    /// run from the conclusion; of a remedy that was missed, from the day after its deadline, on
    /// which it is concluded that it was.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::certificates::RevocationGround;
    /// use ocop_rules::inspections::{Breach, BreachKind, Remedy};
    /// use ocop_rules::programme::Holidays;
    ///
    /// let concluded_on = date(2026, 10, 1);
    /// let remedy = Remedy::order(concluded_on, date(2026, 11, 1)).ok();
    /// let breach = Breach { kind: BreachKind::CriteriaLost, concluded_on, remedy };
    /// let proposal = |day| breach.proposal(day, &Holidays::default());
    /// assert_eq!(proposal(date(2026, 11, 1)), None);
    /// let late = proposal(date(2026, 11, 2)).unwrap();
    /// assert_eq!(late.ground, RevocationGround::NoLongerMeets);
    /// assert_eq!(late.clock.due, date(2026, 11, 17));
    /// ```
    pub fn proposal(&self, day: Date, holidays: &Holidays) -> Option<RevocationProposal> {
        let waits = self.remedy.filter(|_| self.kind.can_be_remedied());
        let concluded = match waits.map(|it| (it, it.on(day))) {
            None => self.concluded_on,
            Some((remedy, RemedyState::Overdue { .. })) => {
                remedy.due().tomorrow().unwrap_or(Date::MAX)
            }
            Some((_, RemedyState::Open { .. } | RemedyState::Done { .. })) => return None,
        };
        let ground = self.kind.ground();
        let clock = Clock::of_revocation(concluded, holidays);
        (concluded <= day).then_some(RevocationProposal { ground, clock })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn breach(kind: BreachKind, remedy: Option<Remedy>) -> Breach {
        Breach { kind, concluded_on: date(2026, 10, 1), remedy }
    }

    fn remedy() -> Remedy {
        Remedy::order(date(2026, 10, 1), date(2026, 11, 1)).unwrap()
    }

    fn proposal(breach: Breach, day: Date) -> Option<RevocationProposal> {
        breach.proposal(day, &Holidays::default())
    }

    #[test]
    fn each_kind_leads_to_its_own_ground() {
        let grounds = BreachKind::ALL.map(BreachKind::ground);
        assert_eq!(grounds, RevocationGround::ALL);
        assert!(BreachKind::ALL.into_iter().all(|it| BreachKind::from_id(it.id()) == Some(it)));
    }

    #[test]
    fn without_a_remedy_the_fifteen_days_run_from_the_conclusion() {
        let it = breach(BreachKind::MarkMisused, None);
        assert_eq!(proposal(it, date(2026, 9, 30)), None);
        let found = proposal(it, date(2026, 10, 1)).unwrap();
        assert_eq!(found.clock.due, date(2026, 10, 16));
    }

    #[test]
    fn what_is_put_right_leads_to_nothing() {
        let done = remedy().done(date(2026, 10, 20)).ok();
        assert_eq!(proposal(breach(BreachKind::LawBroken, done), date(2027, 1, 1)), None);
    }

    #[test]
    fn what_is_put_right_late_was_overdue_until_then() {
        let late = breach(BreachKind::LawBroken, remedy().done(date(2026, 11, 10)).ok());
        assert!(proposal(late, date(2026, 11, 9)).is_some());
        assert_eq!(proposal(late, date(2026, 11, 10)), None);
    }

    #[test]
    fn a_forged_dossier_waits_for_no_remedy() {
        let forged = breach(BreachKind::UntrueInformation, Some(remedy()));
        let found = proposal(forged, date(2026, 10, 1)).unwrap();
        assert_eq!(found.ground, RevocationGround::Untrue);
        assert!(proposal(breach(BreachKind::ProductionStopped, None), date(2026, 10, 1)).is_some());
    }
}
