use core::fmt;
use core::str::FromStr;

use crate::criteria::Stars;
use crate::registry::{Certainty, Counted};

/// Which products count: *từ 3 sao trở lên*, or of one rank alone.
///
/// ```
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::targets::StarsAim;
///
/// let aim: StarsAim = "3+".parse().unwrap();
/// assert!(aim.takes(Stars::Four));
/// assert!(!"3".parse::<StarsAim>().unwrap().takes(Stars::Four));
/// assert_eq!(aim.to_string(), "3+");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StarsAim {
    /// So many stars or more.
    AtLeast(Stars),
    /// So many stars and no more.
    Only(Stars),
}

/// The text is no rank, with or without "+".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rank with or without +")]
pub struct NoStarsAim;

impl StarsAim {
    /// Whether a product of that rank counts.
    pub fn takes(self, stars: Stars) -> bool {
        match self {
            Self::AtLeast(least) => least <= stars,
            Self::Only(only) => only == stars,
        }
    }

    /// How sure it is that a product counts, of which it may not be known which rank it has.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::certificates::{Certificate, Event, Span};
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::registry::{Basis, Certainty, counted};
    /// use ocop_rules::targets::StarsAim;
    ///
    /// let spring = Span::between(date(2025, 1, 1), date(2025, 3, 31)).unwrap();
    /// let mut three = Certificate::issue(Stars::Three, Span::on(date(2023, 8, 5)));
    /// three.events.push(Event::Superseded { on: spring });
    /// let product = [three, Certificate::issue(Stars::Four, spring)];
    /// let upgraded = counted(&product, Basis::ValidOn(date(2025, 2, 1))).unwrap();
    ///
    /// assert_eq!(StarsAim::AtLeast(Stars::Three).meets(upgraded), Certainty::Certainly);
    /// assert_eq!(StarsAim::Only(Stars::Four).meets(upgraded), Certainty::Possibly);
    /// assert_eq!(StarsAim::Only(Stars::Five).meets(upgraded), Certainty::No);
    /// ```
    pub fn meets(self, product: Counted) -> Certainty {
        let may_be = |it: &Stars| product.as_stars(*it) != Certainty::No;
        let ranks = || Stars::BEST_FIRST.into_iter().filter(may_be);
        if ranks().all(|it| self.takes(it)) {
            product.at_all()
        } else if ranks().any(|it| self.takes(it)) {
            Certainty::Possibly
        } else {
            Certainty::No
        }
    }
}

/// As kept: `3+`, `4`.
impl fmt::Display for StarsAim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(stars) => write!(f, "{}+", stars.number()),
            Self::Only(stars) => write!(f, "{}", stars.number()),
        }
    }
}

impl FromStr for StarsAim {
    type Err = NoStarsAim;

    fn from_str(text: &str) -> Result<Self, NoStarsAim> {
        let (number, aim): (_, fn(Stars) -> Self) = match text.strip_suffix('+') {
            Some(number) => (number, Self::AtLeast),
            None => (text, Self::Only),
        };
        let one = number.bytes().all(|it| it.is_ascii_digit());
        let stars = number.parse().ok().filter(|_| one).and_then(Stars::from_number);
        stars.map(aim).ok_or(NoStarsAim)
    }
}

/// What a target counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// *Sản phẩm được công nhận*: certified products.
    Certified(StarsAim),
    /// *Sản phẩm mới*: recognised for the first time.
    NewlyCertified(StarsAim),
    /// *Sản phẩm được (tiêu) chuẩn hóa.*
    Standardised,
    /// *Chủ thể*: producers that take part.
    Producers,
    /// *Điểm trưng bày, giới thiệu và bán sản phẩm.*
    SalesPoints,
    /// *Làng, điểm du lịch cộng đồng.*
    TourismVillages,
    /// *Kinh phí*, in whole đồng.
    Money,
}

impl Measure {
    /// The word by which it is kept, beside the stars where there are any.
    pub fn id(self) -> &'static str {
        match self {
            Self::Certified(_) => "certified",
            Self::NewlyCertified(_) => "newly-certified",
            Self::Standardised => "standardised",
            Self::Producers => "producers",
            Self::SalesPoints => "sales-points",
            Self::TourismVillages => "tourism-villages",
            Self::Money => "money",
        }
    }

    /// The stars that it asks for.
    pub fn stars(self) -> Option<StarsAim> {
        match self {
            Self::Certified(stars) | Self::NewlyCertified(stars) => Some(stars),
            _ => None,
        }
    }

    /// The measure kept under this word and these stars.
    pub fn from_id(id: &str, stars: Option<StarsAim>) -> Option<Self> {
        let plain = [
            Self::Standardised,
            Self::Producers,
            Self::SalesPoints,
            Self::TourismVillages,
            Self::Money,
        ];
        match stars {
            Some(stars) => [Self::Certified(stars), Self::NewlyCertified(stars)]
                .into_iter()
                .find(|it| it.id() == id),
            None => plain.into_iter().find(|it| it.id() == id),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn an_aim_is_read_as_it_is_kept() {
        for stars in Stars::BEST_FIRST {
            for aim in [StarsAim::AtLeast(stars), StarsAim::Only(stars)] {
                assert_eq!(aim.to_string().parse(), Ok(aim));
                assert!(aim.takes(stars));
            }
        }
        for text in ["", "+", "6", "0+", "+3", "3++", "ba"] {
            assert_eq!(text.parse::<StarsAim>(), Err(NoStarsAim), "{text}");
        }
    }

    #[test]
    fn every_measure_is_found_under_its_word_and_stars() {
        let three = StarsAim::AtLeast(Stars::Three);
        let all = [
            Measure::Certified(three),
            Measure::NewlyCertified(three),
            Measure::Standardised,
            Measure::Producers,
            Measure::SalesPoints,
            Measure::TourismVillages,
            Measure::Money,
        ];
        assert!(all.into_iter().all(|it| Measure::from_id(it.id(), it.stars()) == Some(it)));
        assert_eq!(Measure::from_id("certified", None), None);
        assert_eq!(Measure::from_id("money", Some(three)), None);
    }
}
