//! What the points alone would earn.

use super::{Mean, Points, Stars};

/// The bands of an edition (*khung điểm phân hạng*): the points from which a rank may be had.
///
/// One star has no floor. The upper bound is always the next floor, never reached: "from 50 to
/// under 70" (Art. 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bands {
    /// Five stars from here.
    pub five: Points,
    /// Four stars from here.
    pub four: Points,
    /// Three stars from here.
    pub three: Points,
    /// Two stars from here.
    pub two: Points,
}

impl Bands {
    /// The least mean that a rank asks for.
    pub fn of(self, stars: Stars) -> Points {
        match stars {
            Stars::Five => self.five,
            Stars::Four => self.four,
            Stars::Three => self.three,
            Stars::Two => self.two,
            Stars::One => 0,
        }
    }

    /// The rank that the points alone would earn, with no eye to the minima.
    pub fn band(self, total: Mean) -> Stars {
        Stars::BEST_FIRST
            .into_iter()
            .find(|&stars| total.reaches(self.of(stars)))
            .unwrap_or(Stars::One)
    }
}
