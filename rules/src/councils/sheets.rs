//! The sheets of one ballot, taken together.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::num::NonZeroU32;

use crate::criteria::{Averages, CriteriaSet, Marks, Mean, Points, SetId};

/// A sheet that counts, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// The member, by any name that tells members apart.
    pub member: &'a str,
    /// The ticks.
    pub marks: &'a Marks,
}

/// The sheets of a council that has voted: at least one, one a member, all of one set.
#[derive(Debug, Clone)]
pub struct Sheets<'a> {
    set: &'a CriteriaSet,
    signed: Vec<Signed<'a>>,
    count: NonZeroU32,
}

/// What is held against the minima.
#[derive(Debug, Clone, Copy)]
pub enum Binding<'a> {
    /// The average of the marks.
    Average,
    /// The lowest mark.
    EveryMember,
    /// The options that the council settled.
    Settled(&'a Marks),
}

/// Why sheets cannot be taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetsRefusal<'a> {
    /// Nobody has voted.
    #[error("no sheets")]
    NoSheets,
    /// A member has two sheets.
    #[error("{member} has two sheets")]
    Twice {
        /// Who.
        member: &'a str,
    },
    /// A sheet belongs to another set.
    #[error("the sheet of {member} is of {sheet}")]
    OtherSet {
        /// Whose.
        member: &'a str,
        /// The set of the sheet.
        sheet: SetId,
    },
}

impl<'a> Sheets<'a> {
    /// Takes sheets together.
    pub fn new(set: &'a CriteriaSet, sheets: Vec<Signed<'a>>) -> Result<Self, SheetsRefusal<'a>> {
        let count = u32::try_from(sheets.len()).ok().and_then(NonZeroU32::new);
        let count = count.ok_or(SheetsRefusal::NoSheets)?;
        let mut members = BTreeSet::new();
        for &Signed { member, marks } in &sheets {
            if marks.set() != set.id() {
                return Err(SheetsRefusal::OtherSet { member, sheet: marks.set() });
            }
            if !members.insert(member) {
                return Err(SheetsRefusal::Twice { member });
            }
        }
        Ok(Self { set, signed: sheets, count })
    }

    /// The sheets, in the order given.
    pub fn each(&self) -> &[Signed<'a>] {
        &self.signed
    }

    /// The average total.
    pub fn mean(&self) -> Mean {
        let sum = self.totals().map(|(_, total)| u64::from(total)).sum();
        Mean::new(sum, self.count)
    }

    /// What each sheet comes to.
    pub fn totals(&self) -> impl Iterator<Item = (&'a str, Points)> {
        self.signed.iter().map(|it| (it.member, it.marks.total(self.set)))
    }

    /// By how much the totals differ (*chênh lệch điểm*): the highest less the lowest.
    pub fn spread(&self) -> Points {
        let range = self.totals().map(|(_, total)| (total, total));
        let widen = |(low, high): (Points, Points), (total, _): (Points, _)| {
            (low.min(total), high.max(total))
        };
        range.reduce(widen).map_or(0, |(low, high)| high - low)
    }

    /// The average total, and at each criterion what its minima bind.
    pub fn averages(&self, binding: Binding<'_>) -> Averages {
        let at = |position| match binding {
            Binding::Average => Mean::new(self.marks_at(position).map(u64::from).sum(), self.count),
            Binding::EveryMember => Mean::one(self.marks_at(position).min().unwrap_or(0)),
            Binding::Settled(settled) => Mean::one(settled.counted(self.set, position)),
        };
        Averages::new(self.mean(), (0..self.set.len()).map(at).collect())
    }

    /// Who gave a criterion less than so much.
    pub fn below(&self, position: usize, needs: Points) -> impl Iterator<Item = &'a str> {
        let given = self.signed.iter().map(|it| it.member).zip(self.marks_at(position));
        given.filter(move |&(_, points)| points < needs).map(|(member, _)| member)
    }

    fn marks_at(&self, position: usize) -> impl Iterator<Item = Points> {
        self.signed.iter().map(move |it| it.marks.counted(self.set, position))
    }
}
