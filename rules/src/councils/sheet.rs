//! One member's sheet for one product.

use alloc::vec::Vec;

use crate::criteria::{Code, CriteriaSet, MarkRefusal, Marks, Points};

/// Where a sheet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetStage {
    /// It is being filled in.
    Open,
    /// The member has signed.
    Signed,
    /// The ballot is closed: nothing of it changes any more.
    Locked,
    /// The ballot was closed before the member signed: it is counted out.
    Vacant,
    /// The member declared a conflict of interest: it is counted out.
    Excused,
}

/// What may happen to a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetStep {
    /// The member signs.
    Sign,
    /// What the member signed on paper is keyed in.
    KeyIn,
    /// The chair gives it back, with a reason.
    Reopen,
    /// The member declares a conflict of interest.
    Excuse,
    /// The chair closes the ballot.
    Close,
}

impl SheetStage {
    /// The whole life of a sheet. A second ballot has sheets of its own; the first ones stay.
    pub fn after(self, step: SheetStep) -> Result<Self, SheetRefusal> {
        match (self, step) {
            (Self::Open, SheetStep::Sign | SheetStep::KeyIn) => Ok(Self::Signed),
            (Self::Signed, SheetStep::Reopen) => Ok(Self::Open),
            // A conflict may come to light after signing; while the ballot runs it still counts.
            (Self::Open | Self::Signed, SheetStep::Excuse) => Ok(Self::Excused),
            (Self::Signed, SheetStep::Close) => Ok(Self::Locked),
            (Self::Open, SheetStep::Close) => Ok(Self::Vacant),
            (Self::Excused, SheetStep::Close) => Ok(Self::Excused),
            (stage, step) => Err(SheetRefusal::Step { stage, step }),
        }
    }

    /// Whether the sheet is part of the result.
    pub fn counts(self) -> bool {
        matches!(self, Self::Signed | Self::Locked)
    }

    /// Whether another person may see the marks: nobody, not even the chair, before all of the
    /// ballot's sheets are signed or the chair has closed it.
    pub fn shows_marks(self, all_signed: bool) -> bool {
        all_signed || self == Self::Locked
    }
}

/// A score sheet (*phiếu đánh giá*, Annex II): the ticks of one member for one product, signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Where it stands.
    stage: SheetStage,
    marks: Marks,
    knockouts: Vec<(Code, usize)>,
}

/// Why a sheet is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SheetRefusal {
    /// The mark is none.
    #[error(transparent)]
    Mark(#[from] MarkRefusal),
    /// The sheet is not open.
    #[error("the sheet is not open")]
    NotOpen(SheetStage),
    /// The criterion has no such knock-out.
    #[error("criterion {criterion} has no knock-out {which}")]
    NoSuchKnockout {
        /// Where.
        criterion: Code,
        /// Which, from zero.
        which: usize,
    },
    /// The step cannot be taken from there.
    #[error("{step:?} cannot follow {stage:?}")]
    Step {
        /// Where the sheet stands.
        stage: SheetStage,
        /// What was tried.
        step: SheetStep,
    },
}

impl Sheet {
    /// An empty sheet, open.
    pub fn new(set: &CriteriaSet) -> Self {
        Self::kept(SheetStage::Open, Marks::new(set), Vec::new())
    }

    /// A sheet as it was kept.
    pub fn kept(stage: SheetStage, marks: Marks, knockouts: Vec<(Code, usize)>) -> Self {
        Self { stage, marks, knockouts }
    }

    /// Where it stands.
    pub fn stage(&self) -> SheetStage {
        self.stage
    }

    /// The ticks.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// The ticked knock-outs: a criterion, and which of its knock-outs.
    pub fn knockouts(&self) -> &[(Code, usize)] {
        &self.knockouts
    }

    /// Gives a criterion its points.
    pub fn mark(
        &mut self,
        set: &CriteriaSet,
        code: Code,
        points: Points,
    ) -> Result<(), SheetRefusal> {
        self.open()?.mark(set, code, points).map_err(Into::into)
    }

    /// Ticks an option by its place in the criterion's list.
    pub fn choose(
        &mut self,
        set: &CriteriaSet,
        code: Code,
        option: usize,
    ) -> Result<(), SheetRefusal> {
        self.open()?.choose(set, code, option).map_err(Into::into)
    }

    /// Takes a tick back.
    pub fn clear(&mut self, set: &CriteriaSet, code: Code) -> Result<(), SheetRefusal> {
        self.open()?.clear(set, code).map_err(Into::into)
    }

    /// Says that a knock-out applies: the member sees what rejects the product.
    pub fn knock_out(
        &mut self,
        set: &CriteriaSet,
        code: Code,
        which: usize,
    ) -> Result<(), SheetRefusal> {
        self.open()?;
        let criterion = set.criterion(code).ok_or(MarkRefusal::UnknownCriterion(code))?;
        if criterion.knockouts.len() <= which {
            return Err(SheetRefusal::NoSuchKnockout { criterion: code, which });
        }
        if !self.knockouts.contains(&(code, which)) {
            self.knockouts.push((code, which));
        }
        Ok(())
    }

    /// Takes back that a knock-out applies.
    pub fn let_pass(&mut self, code: Code, which: usize) -> Result<(), SheetRefusal> {
        self.open()?;
        self.knockouts.retain(|&it| it != (code, which));
        Ok(())
    }

    /// Takes a step.
    pub fn step(&mut self, step: SheetStep) -> Result<(), SheetRefusal> {
        self.stage = self.stage.after(step)?;
        Ok(())
    }

    fn open(&mut self) -> Result<&mut Marks, SheetRefusal> {
        match self.stage {
            SheetStage::Open => Ok(&mut self.marks),
            stage => Err(SheetRefusal::NotOpen(stage)),
        }
    }
}
