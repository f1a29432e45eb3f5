use jiff::civil::{Date, date};

use crate::criteria::Stars;

/// Who recognises products and issues certificates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// The district, for three stars from 24 February 2023 until districts ended.
    District,
    /// *Chủ tịch UBND cấp tỉnh* (Art. 4.1.a).
    Province,
    /// *Bộ trưởng Bộ Nông nghiệp và Môi trường* (Art. 4.1.b).
    Ministry,
}

impl Authority {
    /// Every authority, the narrowest first.
    pub const ALL: [Self; 3] = [Self::District, Self::Province, Self::Ministry];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::District => "district",
            Self::Province => "province",
            Self::Ministry => "ministry",
        }
    }

    /// The authority kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Why nobody recognises these stars on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoAuthority {
    /// One and two stars have neither decision nor certificate (Art. 4.1.a).
    #[error("one and two stars are not certified")]
    NotCertified,
    /// Before Decision 1048 some provinces used criteria of their own.
    #[error("there were no national criteria yet")]
    BeforeCriteria,
    /// From 1 to 5 July 2025 districts were gone, and no text said yet who recognises three stars.
    #[error("no text named who recognises three stars in those days")]
    Unnamed,
}

/// Who recognises products of so many stars on that day (Art. 4.1, and the decisions before it).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::programme::{Authority, NoAuthority, recogniser};
///
/// let three = |day| recogniser(Stars::Three, day);
/// assert_eq!(three(date(2023, 2, 23)), Ok(Authority::Province));
/// assert_eq!(three(date(2023, 2, 24)), Ok(Authority::District));
/// assert_eq!(three(date(2025, 7, 1)), Err(NoAuthority::Unnamed));
/// assert_eq!(three(date(2025, 7, 6)), Ok(Authority::Province));
/// assert_eq!(recogniser(Stars::Five, date(2026, 11, 23)), Ok(Authority::Ministry));
/// ```
pub fn recogniser(stars: Stars, day: Date) -> Result<Authority, NoAuthority> {
    match stars {
        Stars::One | Stars::Two => Err(NoAuthority::NotCertified),
        _ if day < date(2019, 8, 21) => Err(NoAuthority::BeforeCriteria),
        Stars::Five => Ok(Authority::Ministry),
        Stars::Four => Ok(Authority::Province),
        // Decision 148 gave three stars to the district, Decision 1489 took them back.
        Stars::Three if day < date(2023, 2, 24) => Ok(Authority::Province),
        Stars::Three if day < date(2025, 7, 1) => Ok(Authority::District),
        Stars::Three if day < date(2025, 7, 6) => Err(NoAuthority::Unnamed),
        Stars::Three => Ok(Authority::Province),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(day: Date, expected: [Result<Authority, NoAuthority>; 3]) {
        let answers = [Stars::Three, Stars::Four, Stars::Five].map(|it| recogniser(it, day));
        assert_eq!(answers, expected, "{day}");
    }

    #[test]
    fn the_authority_changes_with_the_decisions() {
        use Authority::{District, Ministry, Province};

        let before = NoAuthority::BeforeCriteria;
        check(date(2019, 8, 20), [Err(before), Err(before), Err(before)]);
        check(date(2019, 8, 21), [Ok(Province), Ok(Province), Ok(Ministry)]);
        check(date(2024, 12, 31), [Ok(District), Ok(Province), Ok(Ministry)]);
        check(date(2025, 6, 30), [Ok(District), Ok(Province), Ok(Ministry)]);
        check(date(2025, 7, 5), [Err(NoAuthority::Unnamed), Ok(Province), Ok(Ministry)]);
        check(date(2026, 5, 22), [Ok(Province), Ok(Province), Ok(Ministry)]);
    }

    #[test]
    fn two_stars_are_never_certified() {
        let answer = recogniser(Stars::Two, date(2026, 11, 23));
        assert_eq!(answer, Err(NoAuthority::NotCertified));
    }
}
