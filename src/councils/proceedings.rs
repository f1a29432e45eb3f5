//! One product before one meeting: everything that was read of it, and what follows by the rules.

use std::collections::{BTreeMap, BTreeSet};

use ocop_rules::councils::{
    Attendee, Evaluation, Flag, Hearing, Minima, Outcome, Role, Seat, Sheets, Signed,
};
use ocop_rules::criteria::{Averages, Code, CriteriaSet, Marks, Points};

use super::store::{self, Agenda, Council, HeldSeat, KeptSheet, Meeting, SheetState};
use super::words;
use crate::criteria::ProductSet;
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// Everything about one product before one meeting.
#[derive(Debug)]
pub(super) struct Proceedings<'a> {
    /// The council.
    pub(super) council: Council,
    /// The meeting.
    pub(super) meeting: Meeting,
    /// The product, and where its hearing stands.
    pub(super) agenda: Agenda,
    /// The sheet's set.
    pub(super) set: &'a ProductSet,
    /// Every seat of the council.
    pub(super) seats: Vec<HeldSeat>,
    /// The seats that attend.
    pub(super) attendance: BTreeSet<String>,
    /// The seats in conflict with this product.
    pub(super) conflicts: BTreeSet<String>,
    /// Every sheet, ballot by ballot.
    pub(super) sheets: Vec<KeptSheet>,
}

impl<'a> Proceedings<'a> {
    /// Reads everything about a product before a meeting.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when the meeting does not hear it.
    pub(super) async fn read(
        house: &'a House,
        tx: &mut Tx<'_>,
        meeting: &str,
        dossier: &str,
    ) -> Result<Self, Failure> {
        let agenda = store::place(tx, meeting, dossier).await?;
        let meeting = store::meeting(tx, meeting).await?;
        let council = store::council(tx, &meeting.council).await?;
        Ok(Self {
            set: words::product_set(house, agenda.heard.set)?,
            seats: store::seats(tx, &council.id).await?,
            attendance: store::attendance(tx, &meeting.id).await?,
            conflicts: store::conflicts(tx, dossier).await?,
            sheets: store::sheets(tx, &meeting.id, dossier).await?,
            council,
            meeting,
            agenda,
        })
    }

    /// The sheets of a ballot.
    pub(super) fn of_ballot(&self, ballot: u32) -> impl Iterator<Item = &KeptSheet> {
        self.sheets.iter().filter(move |it| it.ballot == ballot)
    }

    /// The sheets of a ballot that count: signed, and of nobody in conflict.
    pub(super) fn counted(&self, ballot: u32) -> impl Iterator<Item = &KeptSheet> {
        let counts =
            |it: &&KeptSheet| it.state == SheetState::Signed && !self.conflicts.contains(&it.seat);
        self.of_ballot(ballot).filter(counts)
    }

    /// Whether every sheet of a ballot is signed, but for those in conflict.
    pub(super) fn all_signed(&self, ballot: u32) -> bool {
        self.of_ballot(ballot).all(|it| it.state != SheetState::Open)
    }

    /// Whether somebody else than its member may see a sheet's marks.
    pub(super) fn shows(&self, sheet: &KeptSheet) -> bool {
        sheet.stage().shows_marks(self.all_signed(sheet.ballot))
    }

    /// Every seat, as the rules see it at this product.
    pub(super) fn attendees(&self, ballot: u32) -> Vec<Attendee> {
        let signed: BTreeSet<&str> = self.counted(ballot).map(|it| it.seat.as_str()).collect();
        let attendee = |it: &HeldSeat| Attendee {
            seat: it.seat,
            present: self.attendance.contains(&it.id),
            conflict: self.conflicts.contains(&it.id),
            signed: signed.contains(it.id.as_str()),
        };
        self.seats.iter().map(attendee).collect()
    }

    /// The knock-outs that members ticked on signed sheets and that the council has not set aside.
    pub(super) fn flags(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        for sheet in self.counted(self.agenda.ballot) {
            for (code, which) in &sheet.filled.knockouts {
                if let Ok(criterion) = code.parse() {
                    let flag = Flag { member: sheet.seat.clone(), criterion, which: *which };
                    flags.push(flag);
                }
            }
        }
        flags.retain(|it| !self.agenda.dismissed.contains_key(&words::flag_id(it)));
        flags
    }

    /// What the running ballot comes to.
    pub(super) fn outcome(&self) -> Result<Outcome, Failure> {
        let (set, ballot) = (&self.set.criteria, self.agenda.ballot);
        let marks = self.marks(ballot)?;
        let sheets = sheets(set, &marks);
        let settled = settled(set, &self.agenda.settled)?;
        let hearing = Hearing {
            set,
            regulation: &self.council.regulation,
            attendees: &self.attendees(ballot),
            sheets: sheets.as_ref(),
            settled: settled.as_ref(),
            ballot,
            flags: &self.flags(),
            rejected: None,
        };
        Ok(hearing.outcome())
    }

    /// What the sheets of a ballot come to, computed anew; none while nobody has signed, or where
    /// the council had to settle and has not.
    pub(super) fn evaluation(
        &self,
        ballot: u32,
        minima: Minima,
    ) -> Result<Option<Evaluation>, Failure> {
        let set = &self.set.criteria;
        let marks = self.marks(ballot)?;
        let settled = settled(set, &self.agenda.settled)?;
        let sheets = sheets(set, &marks);
        let binding = minima.binding(settled.as_ref());
        Ok(sheets.zip(binding).map(|(sheets, binding)| Evaluation::of(set, &sheets, binding)))
    }

    /// What stands at each criterion of a ballot, computed anew as for [`Self::evaluation`].
    pub(super) fn averages(
        &self,
        ballot: u32,
        minima: Minima,
    ) -> Result<Option<Averages>, Failure> {
        let set = &self.set.criteria;
        let marks = self.marks(ballot)?;
        let settled = settled(set, &self.agenda.settled)?;
        let sheets = sheets(set, &marks);
        let binding = minima.binding(settled.as_ref());
        Ok(sheets.zip(binding).map(|(sheets, binding)| sheets.averages(binding)))
    }

    fn marks(&self, ballot: u32) -> Result<Vec<(&str, Marks)>, Failure> {
        let set = &self.set.criteria;
        self.counted(ballot)
            .map(|it| Ok((it.seat.as_str(), marks(set, &it.filled.marks)?)))
            .collect()
    }

    /// What a sheet counts.
    pub(super) fn total(&self, sheet: &KeptSheet) -> Result<Points, Failure> {
        let set = &self.set.criteria;
        Ok(marks(set, &sheet.filled.marks)?.total(set))
    }

    /// The seat of a person.
    pub(super) fn seat_of(&self, person: &str) -> Option<&HeldSeat> {
        self.seats.iter().find(|it| it.person == person)
    }

    /// Whether a person leads here: the chair, or a vice-chair for a chair in conflict.
    pub(super) fn is_led_by(&self, person: &str) -> bool {
        let chair_is_out = self
            .seats
            .iter()
            .any(|it| it.seat.role == Role::Chair && self.conflicts.contains(&it.id));
        self.seat_of(person).is_some_and(|it| match it.seat.role {
            Role::Chair => !chair_is_out,
            Role::ViceChair => chair_is_out,
            _ => false,
        })
    }

    /// The seats that receive sheets here: they score and attend.
    pub(super) fn voters(&self) -> Vec<String> {
        voters(&self.council, &self.seats, &self.attendance)
    }

    /// Who holds a seat.
    pub(super) fn holder(&self, seat: &str) -> &str {
        self.seats.iter().find(|it| it.id == seat).map_or("", |it| &it.name)
    }
}

/// The seats that receive sheets: they score and attend.
pub(super) fn voters(
    council: &Council,
    seats: &[HeldSeat],
    there: &BTreeSet<String>,
) -> Vec<String> {
    let votes =
        |it: &&HeldSeat| it.seat.receives_sheets(&council.regulation) && there.contains(&it.id);
    seats.iter().filter(votes).map(|it| it.id.clone()).collect()
}

/// Whether those who attend are enough to begin.
pub(super) fn is_quorate(council: &Council, seats: &[HeldSeat], there: &BTreeSet<String>) -> bool {
    let attendee = |it: &HeldSeat| {
        let present = there.contains(&it.id);
        Attendee { seat: it.seat, present, conflict: false, signed: present }
    };
    let attendees: Vec<Attendee> = seats.iter().map(attendee).collect();
    council.regulation.quorum.test(&council.regulation, &attendees).is_ok()
}

/// Kept points as the rules' marks.
///
/// # Errors
///
/// A fault when the set has no such criterion or option: nothing like it is ever saved.
pub(super) fn marks(set: &CriteriaSet, kept: &BTreeMap<String, Points>) -> Result<Marks, Failure> {
    let mut marks = Marks::new(set);
    for (code, &points) in kept {
        let code: Code = code.parse().map_err(|it| anyhow::anyhow!("{code}: {it}"))?;
        marks.mark(set, code, points).map_err(anyhow::Error::new)?;
    }
    Ok(marks)
}

fn settled(set: &CriteriaSet, kept: &BTreeMap<String, Points>) -> Result<Option<Marks>, Failure> {
    if kept.is_empty() { Ok(None) } else { marks(set, kept).map(Some) }
}

fn sheets<'s>(set: &'s CriteriaSet, marks: &'s [(&str, Marks)]) -> Option<Sheets<'s>> {
    let signed = marks.iter().map(|(member, marks)| Signed { member, marks }).collect();
    Sheets::new(set, signed).ok()
}

/// A seat, in a list of new ones.
pub(super) fn is_alone(seats: &[Seat], role: Role) -> bool {
    seats.iter().filter(|it| it.role == role).count() == 1
}
