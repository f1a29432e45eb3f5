//! What was ticked on one sheet.

use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use super::{Averages, Code, CriteriaSet, Mean, Points, SetId};

/// The ticks on one sheet: at most one option for each criterion.
///
/// A producer's self-assessment, a member's sheet and what a council settles are all of this kind.
/// No tick counts zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    set: SetId,
    chosen: Vec<Option<Chosen>>,
}

/// A ticked option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Which of the criterion's options, from zero: two of them may be worth the same.
    pub option: usize,
    /// What it is worth by itself.
    pub points: Points,
}

/// Why a mark is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MarkRefusal {
    /// The sheet belongs to another set, perhaps of another edition.
    #[error("the sheet is of {sheet}, not of {set}")]
    OtherSet {
        /// The set of the sheet.
        sheet: SetId,
        /// The set at hand.
        set: SetId,
    },
    /// The set has no such criterion.
    #[error("no criterion {0}")]
    UnknownCriterion(Code),
    /// The criterion has no option worth that much.
    #[error("no option of {points} points for {criterion}")]
    NoSuchOption {
        /// Where.
        criterion: Code,
        /// What was given.
        points: Points,
    },
    /// The criterion has fewer options.
    #[error("no option {option} for {criterion}")]
    NoSuchPlace {
        /// Where.
        criterion: Code,
        /// Which was chosen, from zero.
        option: usize,
    },
}

impl Marks {
    /// A sheet with nothing ticked.
    pub fn new(set: &CriteriaSet) -> Self {
        Self { set: set.id(), chosen: vec![None; set.len()] }
    }

    /// The set that the sheet belongs to.
    pub fn set(&self) -> SetId {
        self.set
    }

    /// Ticks the option of a criterion that is worth so much, instead of any ticked before. Where
    /// several are worth the same, the first.
    pub fn mark(
        &mut self,
        set: &CriteriaSet,
        code: Code,
        points: Points,
    ) -> Result<(), MarkRefusal> {
        let position = self.find(set, code)?;
        let option = set.at(position).and_then(|it| it.option_worth(points));
        let option = option.ok_or(MarkRefusal::NoSuchOption { criterion: code, points })?;
        self.tick(position, Some(Chosen { option, points }));
        Ok(())
    }

    /// Ticks an option by its place in the list, counted from zero.
    pub fn choose(
        &mut self,
        set: &CriteriaSet,
        code: Code,
        option: usize,
    ) -> Result<(), MarkRefusal> {
        let position = self.find(set, code)?;
        let found = set.at(position).and_then(|it| it.options.get(option));
        let found = found.ok_or(MarkRefusal::NoSuchPlace { criterion: code, option })?;
        self.tick(position, Some(Chosen { option, points: found.points }));
        Ok(())
    }

    /// Takes a tick back.
    pub fn clear(&mut self, set: &CriteriaSet, code: Code) -> Result<(), MarkRefusal> {
        let position = self.find(set, code)?;
        self.tick(position, None);
        Ok(())
    }

    fn find(&self, set: &CriteriaSet, code: Code) -> Result<usize, MarkRefusal> {
        if self.set != set.id() {
            return Err(MarkRefusal::OtherSet { sheet: self.set, set: set.id() });
        }
        set.position(code).ok_or(MarkRefusal::UnknownCriterion(code))
    }

    fn tick(&mut self, position: usize, chosen: Option<Chosen>) {
        if let Some(place) = self.chosen.get_mut(position) {
            *place = chosen;
        }
    }

    /// What is ticked at a position.
    pub fn chosen(&self, position: usize) -> Option<Chosen> {
        self.chosen.get(position).copied().flatten()
    }

    /// What a criterion counts: the points of its option; nothing without a tick, and nothing
    /// where the criterion that it requires has none. A story's structure, without a story, is
    /// worth nothing.
    pub fn counted(&self, set: &CriteriaSet, position: usize) -> Points {
        let points = |at| self.chosen(at).map_or(0, |it| it.points);
        match set.requires(position) {
            Some(story) if points(story) == 0 => 0,
            _ => points(position),
        }
    }

    /// What some criteria count together: a section, a part (*cộng mục, cộng phần*).
    pub fn subtotal(&self, set: &CriteriaSet, positions: Range<usize>) -> Points {
        positions.map(|position| self.counted(set, position)).sum()
    }

    /// What the whole sheet counts (*tổng điểm*).
    pub fn total(&self, set: &CriteriaSet) -> Points {
        self.subtotal(set, 0..set.len())
    }

    /// The criteria with no tick, in the order of the sheet.
    pub fn unmarked<'a>(&'a self, set: &'a CriteriaSet) -> impl Iterator<Item = Code> + 'a {
        let open = |(position, _): &(usize, _)| self.chosen(*position).is_none();
        set.criteria().enumerate().filter(open).map(|(_, it)| it.code)
    }

    /// The ticks with their codes, in the order of the sheet.
    pub fn iter<'a>(&'a self, set: &'a CriteriaSet) -> impl Iterator<Item = (Code, Chosen)> + 'a {
        let ticked = |(position, code)| self.chosen(position).map(|chosen| (code, chosen));
        set.criteria().map(|it| it.code).enumerate().filter_map(ticked)
    }

    /// The sheet judged alone, as a producer judges herself.
    pub fn averages(&self, set: &CriteriaSet) -> Averages {
        let each = (0..set.len()).map(|position| Mean::one(self.counted(set, position))).collect();
        Averages::new(Mean::one(self.total(set)), each)
    }
}
