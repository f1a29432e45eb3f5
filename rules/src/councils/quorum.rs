//! Whether enough members have scored.

use super::{Regulation, Role, Seat};

/// The quorum (*túc số*): a share of the seats that score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// Three …
    pub part: u32,
    /// … of four.
    pub of: u32,
    /// Whether the chair must be there.
    pub with_chair: bool,
}

/// A member at one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendee {
    /// Their seat.
    pub seat: Seat,
    /// Whether they attend the meeting.
    pub present: bool,
    /// Whether they declared a conflict of interest for this product.
    pub conflict: bool,
    /// Whether their sheet is signed.
    pub signed: bool,
}

/// Why a product cannot be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuorumRefusal {
    /// Too few sheets are signed.
    #[error("{signed} sheets of {base} are signed, {needed} are needed")]
    TooFew {
        /// How many are signed.
        signed: usize,
        /// How many are needed.
        needed: usize,
        /// Of how many that may score this product.
        base: usize,
    },
    /// Nobody leads.
    #[error("the chair is not there")]
    NoChair,
}

impl Quorum {
    /// How many of `base` are needed: the least whole number that is the share or more, and never
    /// nobody.
    pub fn needed(self, base: usize) -> usize {
        let share = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        base.saturating_mul(share(self.part)).div_ceil(share(self.of.max(1))).max(1)
    }

    /// How many may score the product: the seats that score, less those in conflict.
    pub fn base(regulation: &Regulation, attendees: &[Attendee]) -> usize {
        may_score(regulation, attendees).count()
    }

    /// The quorum at one product.
    ///
    /// A conflict of interest removes the member from the product *and* from the number that the
    /// share is taken of; an absent member stays in it. A chair in conflict is stood in for by a
    /// vice-chair. The decision says none of this; it is our default.
    pub fn test(
        self,
        regulation: &Regulation,
        attendees: &[Attendee],
    ) -> Result<(), QuorumRefusal> {
        let base = Self::base(regulation, attendees);
        let signed = may_score(regulation, attendees).filter(|it| it.signed).count();
        let needed = self.needed(base);
        if signed < needed {
            return Err(QuorumRefusal::TooFew { signed, needed, base });
        }
        if self.with_chair && !led(attendees) { Err(QuorumRefusal::NoChair) } else { Ok(()) }
    }
}

fn may_score<'a>(
    regulation: &Regulation,
    attendees: &'a [Attendee],
) -> impl Iterator<Item = &'a Attendee> {
    attendees.iter().filter(|it| it.seat.receives_sheets(regulation) && !it.conflict)
}

fn led(attendees: &[Attendee]) -> bool {
    let is = |role| move |it: &&Attendee| it.seat.role == role;
    let leads = |it: &Attendee| it.present && !it.conflict;
    let excused = attendees.iter().filter(is(Role::Chair)).any(|it| it.conflict);
    attendees.iter().filter(is(Role::Chair)).any(leads)
        || excused && attendees.iter().filter(is(Role::ViceChair)).any(leads)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    const SIGNED: Attendee = Attendee {
        seat: Seat { role: Role::Member, scores: true },
        present: true,
        conflict: false,
        signed: true,
    };
    const ABSENT: Attendee = Attendee { present: false, signed: false, ..SIGNED };
    const EXCUSED: Attendee = Attendee { conflict: true, signed: false, ..SIGNED };

    fn chaired(chair: Attendee, members: &[Attendee]) -> Result<(), QuorumRefusal> {
        let regulation = Regulation::preset(String::from("01/QC"));
        let chair = Attendee { seat: Seat { role: Role::Chair, scores: true }, ..chair };
        let all: Vec<_> = core::iter::once(chair).chain(members.iter().copied()).collect();
        regulation.quorum.test(&regulation, &all)
    }

    #[test]
    fn three_of_four_are_enough() {
        assert_eq!(chaired(SIGNED, &[SIGNED, SIGNED, ABSENT]), Ok(()));
    }

    #[test]
    fn two_of_four_are_not() {
        let few = QuorumRefusal::TooFew { signed: 2, needed: 3, base: 4 };
        assert_eq!(chaired(SIGNED, &[SIGNED, ABSENT, ABSENT]), Err(few));
    }

    #[test]
    fn a_conflict_lowers_the_number_that_the_share_is_taken_of() {
        assert_eq!(chaired(SIGNED, &[SIGNED, SIGNED, EXCUSED, EXCUSED]), Ok(()));
    }

    #[test]
    fn without_the_chair_nothing_is_decided() {
        let members = [SIGNED; 7];
        assert_eq!(chaired(ABSENT, &members), Err(QuorumRefusal::NoChair));
    }

    #[test]
    fn a_vice_chair_stands_in_for_a_chair_in_conflict_only() {
        let vice = Attendee { seat: Seat { role: Role::ViceChair, scores: true }, ..SIGNED };
        let members = [vice, SIGNED, SIGNED, SIGNED];
        assert_eq!(chaired(EXCUSED, &members), Ok(()));
        assert_eq!(chaired(ABSENT, &members), Err(QuorumRefusal::NoChair));
    }

    #[test]
    fn nobody_is_never_enough() {
        let few = QuorumRefusal::TooFew { signed: 0, needed: 1, base: 0 };
        assert_eq!(chaired(EXCUSED, &[EXCUSED]), Err(few));
    }
}
