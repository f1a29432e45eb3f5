//! How many stars.

use super::{Averages, CriteriaSet, Missed};

/// A rank (*hạng sao*, Art. 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stars {
    /// Below every floor, or with a minimum missed: no certificate.
    One,
    /// No certificate either, only a notice.
    Two,
    /// Recognised by the chairman of the province.
    Three,
    /// Recognised by the chairman of the province.
    Four,
    /// Recognised by the minister.
    Five,
}

impl Stars {
    /// Every rank, the best first.
    pub const BEST_FIRST: [Self; 5] = [Self::Five, Self::Four, Self::Three, Self::Two, Self::One];

    /// The rank (*phân hạng*) that a council's averages earn.
    ///
    /// A rank is earned when the average total reaches its band (Art. 3.3) *and* every criterion
    /// reaches its minimum, the stars printed beside it (Annex II). The best such rank counts:
    /// ninety points with one missed minimum are not five stars, and sixty without a three-star
    /// minimum are two.
    pub fn earned(set: &CriteriaSet, averages: &Averages) -> Self {
        let earns = |stars: Self| {
            averages.total().reaches(set.bands().of(stars)) && averages.meets(set, stars)
        };
        Self::BEST_FIRST.into_iter().find(|&stars| earns(stars)).unwrap_or(Self::One)
    }

    /// From one to five.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
        }
    }

    /// `None` unless the number is from one to five.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::BEST_FIRST.into_iter().find(|stars| stars.number() == number)
    }

    /// The next rank up; `None` above five.
    pub fn next(self) -> Option<Self> {
        Self::from_number(self.number() + 1)
    }

    /// Whether this rank is recognised with a certificate: three stars and more (Art. 4.1).
    pub fn is_certified(self) -> bool {
        Self::Three <= self
    }
}

/// What the points alone would earn beside what points and minima earn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// By the points alone.
    pub band: Stars,
    /// By points and minima: never above the band.
    pub stars: Stars,
}

impl Rank {
    /// The rank of some averages.
    pub fn of(set: &CriteriaSet, averages: &Averages) -> Self {
        let band = set.bands().band(averages.total());
        Self { band, stars: Stars::earned(set, averages) }
    }

    /// The minima that stand between the rank and its band: for every star above the rank up to
    /// the band, those that are not met, the nearest star first.
    pub fn missed(self, set: &CriteriaSet, averages: &Averages) -> impl Iterator<Item = Missed> {
        let between = move |stars: &Stars| self.stars < *stars && *stars <= self.band;
        let nearest_first = Stars::BEST_FIRST.into_iter().rev().filter(between);
        nearest_first.flat_map(move |stars| averages.missed(set, stars))
    }

    /// Ninety points and more, and yet not five stars: an exception that needs the chair's note.
    pub fn is_exception(self) -> bool {
        self.band == Stars::Five && self.stars < Stars::Five
    }
}
