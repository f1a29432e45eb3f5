//! What is held against the bands and the minima.

use alloc::vec::Vec;

use super::{Code, CriteriaSet, Mean, Points, Stars};

/// What a council's sheets come to: the average total, and per criterion what its minima bind.
///
/// Beside the total stands, for each criterion, the average of the marks, or the lowest of them,
/// or the option that the council settled: the Quy chế chooses. The room of councils makes them;
/// here they are only judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Averages {
    total: Mean,
    each: Vec<Mean>,
}

/// A minimum (*yêu cầu tối thiểu*, the printed stars) that is not met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The rank that it keeps away.
    pub stars: Stars,
    /// Where.
    pub criterion: Code,
    /// The points that the rank asks for there.
    pub needs: Points,
    /// What stands there instead.
    pub got: Mean,
}

impl Averages {
    /// `each` follows the order of the set's criteria; one that is left out counts zero.
    pub fn new(total: Mean, each: Vec<Mean>) -> Self {
        Self { total, each }
    }

    /// The average total (*tổng điểm trung bình*).
    pub fn total(&self) -> Mean {
        self.total
    }

    /// What stands at a criterion.
    pub fn at(&self, position: usize) -> Mean {
        self.each.get(position).copied().unwrap_or(Mean::one(0))
    }

    /// Whether every minimum of a rank is met. Whoever meets those of five stars meets all.
    pub fn meets(&self, set: &CriteriaSet, stars: Stars) -> bool {
        self.missed(set, stars).next().is_none()
    }

    /// The minima of a rank that are not met, in the order of the sheet.
    pub fn missed(&self, set: &CriteriaSet, stars: Stars) -> impl Iterator<Item = Missed> {
        set.minima(stars).filter_map(move |(position, criterion, needs)| {
            let got = self.at(position);
            (!got.reaches(needs)).then_some(Missed { stars, criterion, needs, got })
        })
    }
}
