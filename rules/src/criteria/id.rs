//! Which decision, and which of its sheets.

use core::fmt;
use core::str::FromStr;

/// The edition of the criteria, called after its decision: `26-2026` for Decision 26/2026/QĐ-TTg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId {
    /// The year first, so that editions sort by age.
    year: u16,
    number: u16,
}

/// One sheet (*bộ sản phẩm*) of an edition: `26-2026/04`, the honey.
///
/// ```
/// use ocop_rules::criteria::SetId;
///
/// let honey: SetId = "26-2026/04".parse().unwrap();
/// assert_eq!(honey.sheet(), 4);
/// assert_eq!(honey.edition().to_string(), "26-2026");
/// assert_eq!(honey.to_string(), "26-2026/04");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId {
    edition: EditionId,
    sheet: u8,
}

/// The text names no edition, or no sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a criteria edition or set")]
pub struct NotAnId;

impl EditionId {
    /// The edition of the decision with this number of this year.
    pub const fn new(number: u16, year: u16) -> Self {
        Self { year, number }
    }

    /// The number of the decision.
    pub fn number(self) -> u16 {
        self.number
    }

    /// The year of the decision.
    pub fn year(self) -> u16 {
        self.year
    }
}

impl SetId {
    /// A sheet of an edition.
    pub fn new(edition: EditionId, sheet: u8) -> Self {
        Self { edition, sheet }
    }

    /// The edition.
    pub fn edition(self) -> EditionId {
        self.edition
    }

    /// The number of the sheet, as Annex II counts them.
    pub fn sheet(self) -> u8 {
        self.sheet
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.number, self.year)
    }
}

impl fmt::Display for SetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.edition, self.sheet)
    }
}

impl FromStr for EditionId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (number, year) = text.split_once('-').ok_or(NotAnId)?;
        if year.len() != 4 || number.starts_with('0') {
            return Err(NotAnId);
        }
        Ok(Self { year: whole(year)?, number: whole(number)? })
    }
}

impl FromStr for SetId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (edition, sheet) = text.split_once('/').ok_or(NotAnId)?;
        if sheet.len() != 2 {
            return Err(NotAnId);
        }
        Ok(Self { edition: edition.parse()?, sheet: whole(sheet)? })
    }
}

/// A number written with digits alone: `parse` would also take a sign.
fn whole<N: FromStr>(digits: &str) -> Result<N, NotAnId> {
    if digits.starts_with('+') {
        return Err(NotAnId);
    }
    digits.parse().map_err(|_| NotAnId)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn a_set_reads_as_it_is_printed() {
        for id in ["26-2026/04", "148-2023/26", "1048-2019/01"] {
            assert_eq!(id.parse::<SetId>().unwrap().to_string(), id);
        }
    }

    #[test]
    fn there_is_one_way_to_name_a_set() {
        for text in ["", "26-2026", "26-2026/4", "26-2026/004", "26/2026/04", "026-2026/04"] {
            assert_eq!(text.parse::<SetId>(), Err(NotAnId), "{text}");
        }
        for text in
            ["+26-2026/04", "26-2026/+4", "26-+026/04", "26-26/04", "é-2026/04", "26-2026/é"]
        {
            assert_eq!(text.parse::<SetId>(), Err(NotAnId), "{text}");
        }
    }
}
