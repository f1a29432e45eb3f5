use alloc::vec::Vec;

use core::num::NonZeroU32;

use crate::criteria::{Averages, Code, CriteriaSet, Marks, Mean, Missed, Points, Stars};

/// What a visit found of a criterion, beside the option that was evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// *Duy trì*: worth as much as then.
    Kept,
    /// *Giảm*: worth less.
    Below,
    /// *Tốt hơn*: worth more.
    Better,
    /// *Không kiểm tra*: nobody looked; it is taken to be as it was.
    NotLookedAt,
}

impl Kept {
    /// The four answers.
    pub const ALL: [Self; 4] = [Self::Kept, Self::Below, Self::Better, Self::NotLookedAt];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Below => "below",
            Self::Better => "better",
            Self::NotLookedAt => "not-looked-at",
        }
    }

    /// The answer kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What a visit found of one criterion (*kết quả kiểm tra từng tiêu chí*).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitFinding {
    /// Which.
    pub criterion: Code,
    /// What it counted when it was evaluated.
    pub evaluated: Points,
    /// What it counts now; none where nobody looked.
    pub found: Option<Points>,
}

impl VisitFinding {
    /// How the two compare.
    pub fn kept(self) -> Kept {
        match self.found {
            None => Kept::NotLookedAt,
            Some(found) if found < self.evaluated => Kept::Below,
            Some(found) if self.evaluated < found => Kept::Better,
            Some(_) => Kept::Kept,
        }
    }
}

/// The sheets of evaluation and visit are not of the set at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("evaluation and visit are held against the set that was evaluated")]
pub struct OtherSheet;

/// Whether a product keeps what its stars ask for (*duy trì các tiêu chí theo hồ sơ đã được đánh
/// giá*, Art. 9).
///
/// A criterion that nobody looked at counts as it was evaluated. Options worth the same are the
/// same: it is the points that the stars ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upkeep {
    /// Every criterion, in the order of the sheet.
    pub findings: Vec<VisitFinding>,
    /// The minima of its stars that do not hold now.
    pub missed: Vec<Missed>,
    /// What the whole sheet counts now.
    pub total: Points,
    /// What its stars ask for in all.
    pub floor: Points,
}

impl Upkeep {
    /// Holds a visit against the evaluation that earned the stars.
    ///
    /// On the sheet of the visit a tick is what was found, and no tick is that nobody looked.
    pub fn of(
        set: &CriteriaSet,
        stars: Stars,
        evaluated: &Marks,
        visit: &Marks,
    ) -> Result<Self, OtherSheet> {
        if evaluated.set() != set.id() || visit.set() != set.id() {
            return Err(OtherSheet);
        }
        let now = as_found(set, evaluated, visit)?;
        let finding = |(at, code): (usize, Code)| VisitFinding {
            criterion: code,
            evaluated: evaluated.counted(set, at),
            found: visit.chosen(at).map(|_| now.counted(set, at)),
        };
        let findings = set.criteria().map(|it| it.code).enumerate().map(finding).collect();
        let missed = now.averages(set).missed(set, stars).collect();
        let floor = set.bands().of(stars);
        Ok(Self { findings, missed, total: now.total(set), floor })
    }

    /// Whether the minima of its stars still hold.
    pub fn keeps_minima(&self) -> bool {
        self.missed.is_empty()
    }

    /// Whether minima and band of its stars still hold.
    pub fn holds(&self) -> bool {
        self.keeps_minima() && Mean::one(self.total).reaches(self.floor)
    }

    /// What the mean of a council would be now: it moves as far as the sheet does.
    ///
    /// A council's mean is of several sheets, and the options it reaches add up to less. So it is
    /// the mean that is held against the band, not their total.
    pub fn mean_now(&self, evaluated: Mean) -> Mean {
        let before: u64 = self.findings.iter().map(|it| u64::from(it.evaluated)).sum();
        let count = u64::from(evaluated.count());
        let sum = evaluated.sum() + u64::from(self.total) * count;
        let count = NonZeroU32::new(evaluated.count()).unwrap_or(NonZeroU32::MIN);
        Mean::new(sum.saturating_sub(before * u64::from(count.get())), count)
    }

    /// Whether the mean of a council would still reach the band of its stars.
    pub fn keeps_band(&self, evaluated: Mean) -> bool {
        self.mean_now(evaluated).reaches(self.floor)
    }

    /// The criteria of which the visit found this.
    pub fn that_are(&self, kept: Kept) -> impl Iterator<Item = &VisitFinding> {
        self.findings.iter().filter(move |it| it.kept() == kept)
    }
}

/// The options that a council's averages reach: at each criterion the best one that is worth no
/// more than the average there. A minimum that the average meets is met by the option too.
pub fn reached(set: &CriteriaSet, averages: &Averages) -> Marks {
    let mut marks = Marks::new(set);
    for (position, criterion) in set.criteria().enumerate() {
        let mean = averages.at(position);
        let options = criterion.options.iter().map(|it| it.points);
        if let Some(points) = options.filter(|it| mean.reaches(*it)).max() {
            // An option of the set's own criterion is never refused.
            let _ = marks.mark(set, criterion.code, points);
        }
    }
    marks
}

/// The sheet as it would be today: what was found, and elsewhere what was evaluated.
fn as_found(set: &CriteriaSet, evaluated: &Marks, visit: &Marks) -> Result<Marks, OtherSheet> {
    let mut now = evaluated.clone();
    for (code, found) in visit.iter(set) {
        now.choose(set, code, found.option).map_err(|_| OtherSheet)?;
    }
    Ok(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_held_against_what_was_evaluated() {
        let finding =
            |found| VisitFinding { criterion: "1.1".parse().unwrap(), evaluated: 3, found };
        let kept = [Some(3), Some(2), Some(5), None].map(|it| finding(it).kept());
        assert_eq!(kept, Kept::ALL);
        assert!(Kept::ALL.into_iter().all(|it| Kept::from_id(it.id()) == Some(it)));
    }
}
