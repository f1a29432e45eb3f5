use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use jiff::civil::Date;

/// The map on which a code is read.
///
/// The same code names different places on the two maps: commune 00004 was the ward Trúc Bạch and
/// is the ward Ba Đình.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Province, district, commune: until 30 June 2025. Printed `2024`.
    ThreeLevels,
    /// Province, commune: since 1 July 2025 (codes of Decision 19/2025). Printed `2025`.
    TwoLevels,
}

impl Era {
    /// The ending of the identifiers of this map.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::ThreeLevels => "2024",
            Self::TwoLevels => "2025",
        }
    }
}

/// What a unit is known by: its code and the map on which the code is read.
///
/// ```
/// use ocop_rules::places::{Era, UnitId};
///
/// let ward: UnitId = "00004.2025".parse().unwrap();
/// assert_eq!(ward.code(), "00004");
/// assert_eq!(ward.era(), Era::TwoLevels);
/// assert_ne!(ward, "00004.2024".parse().unwrap());
/// assert!("00004".parse::<UnitId>().is_err());
/// ```
// Invariant: `<ASCII letters and digits>.<2024|2025>`, or `vn`, which is on every map.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(String);

impl UnitId {
    const COUNTRY: &str = "vn";

    /// Reads an identifier.
    pub fn new(text: &str) -> Result<Self, UnitIdRefusal> {
        if text == Self::COUNTRY {
            return Ok(Self::country());
        }
        let refusal = || UnitIdRefusal(text.into());
        let (code, suffix) = text.split_once('.').ok_or_else(refusal)?;
        let coded = !code.is_empty() && code.bytes().all(|it| it.is_ascii_alphanumeric());
        match suffix {
            "2024" | "2025" if coded => Ok(Self(text.into())),
            _ => Err(refusal()),
        }
    }

    /// The whole country, which outlives every map: the seat of the ministry.
    pub fn country() -> Self {
        Self(Self::COUNTRY.into())
    }

    /// The identifier as kept and printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The official code, without the map.
    pub fn code(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }

    /// The map on which the code is read.
    pub fn era(&self) -> Era {
        if self.0.ends_with("2024") { Era::ThreeLevels } else { Era::TwoLevels }
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for UnitId {
    type Err = UnitIdRefusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

/// The text is no identifier of a unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no unit is written {0}: a code, a point, and 2024 or 2025")]
pub struct UnitIdRefusal(pub String);

/// The level of a unit (*cấp*); the wider stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// *Trung ương.*
    Country,
    /// *Cấp tỉnh.*
    Province,
    /// *Cấp huyện*: gone since 1 July 2025.
    District,
    /// *Cấp xã.*
    Commune,
}

impl Level {
    /// Every level, the widest first.
    pub const ALL: [Self; 4] = [Self::Country, Self::Province, Self::District, Self::Commune];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
        }
    }

    /// The level kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// An administrative unit and the time in which it exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is known by.
    pub id: UnitId,
    /// The official code, as printed in product codes.
    pub code: String,
    /// Its level.
    pub level: Level,
    /// The word before its name: *tỉnh*, *thành phố*, *xã*, *phường*, *đặc khu* …
    pub kind: String,
    /// Its name without that word.
    pub name: String,
    /// The unit it lies in; none above the country.
    pub parent: Option<UnitId>,
    /// Its first day, where known.
    pub from: Option<Date>,
    /// Its last day, counted in; none while it exists.
    pub until: Option<Date>,
}

impl Unit {
    /// Whether the unit exists on that day; its first and its last day count.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::places::{Level, Unit};
    ///
    /// let district = Unit {
    ///     id: "182.2024".parse().unwrap(),
    ///     code: "182".into(),
    ///     level: Level::District,
    ///     kind: "huyện".into(),
    ///     name: "Văn Lãng".into(),
    ///     parent: "20.2024".parse().ok(),
    ///     from: None,
    ///     until: Some(date(2025, 6, 30)),
    /// };
    /// assert!(district.exists_on(date(2024, 12, 31)));
    /// assert!(district.exists_on(date(2025, 6, 30)));
    /// assert!(!district.exists_on(date(2025, 7, 1)));
    /// ```
    pub fn exists_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Whether `unit` is `outer` or lies in it, walking up by `parent_of`.
///
/// A chain that comes back to where it began ends there: a unit never lies in itself through
/// others.
pub fn lies_within<'a>(
    unit: &'a UnitId,
    outer: &UnitId,
    parent_of: impl Fn(&UnitId) -> Option<&'a UnitId>,
) -> bool {
    let deepest = Level::ALL.len();
    core::iter::successors(Some(unit), |it| parent_of(it)).take(deepest).any(|it| it == outer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> UnitId {
        text.parse().unwrap()
    }

    #[test]
    fn an_identifier_needs_its_map() {
        for text in ["", ".", "00004", "00004.", ".2025", "00004.2026", "00004.20250", "0 4.2025"] {
            assert!(UnitId::new(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_commune_lies_in_its_province_and_in_the_country() {
        let (commune, province, country) = (id("06040.2025"), id("20.2025"), UnitId::country());
        let parent_of = |it: &UnitId| {
            if *it == commune {
                Some(&province)
            } else if *it == province {
                Some(&country)
            } else {
                None
            }
        };
        assert!(lies_within(&commune, &commune, parent_of));
        assert!(lies_within(&commune, &province, parent_of));
        assert!(lies_within(&commune, &country, parent_of));
        assert!(!lies_within(&province, &commune, parent_of));
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let (one, two) = (id("1.2025"), id("2.2025"));
        let parent_of = |it: &UnitId| Some(if *it == one { &two } else { &one });
        assert!(!lies_within(&one, &id("3.2025"), parent_of));
    }

    #[test]
    fn every_level_is_found_under_its_word() {
        for level in Level::ALL {
            assert_eq!(Level::from_id(level.id()), Some(level));
        }
        assert!(Level::Country < Level::Commune);
    }
}
