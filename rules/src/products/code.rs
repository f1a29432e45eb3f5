use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// A product's code, `(T)-(X)-(STT)-20YY`: province, commune, serial kept by the commune, year of
/// evaluation (printed on every sheet of Annex II; codes of Decision 19/2025).
///
/// It is no identity: the same product gets another code when it is evaluated again.
///
/// ```
/// use ocop_rules::products::ProductCode;
///
/// let code: ProductCode = "20-06040-03-2026".parse().unwrap();
/// assert_eq!((code.serial, code.year), (3, 2026));
/// assert_eq!(code.to_string(), "20-06040-3-2026");
/// assert!("20-06040-0-2026".parse::<ProductCode>().is_err());
/// assert!("83-829-28780-3-2022".parse::<ProductCode>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductCode {
    /// Two digits.
    pub province: String,
    /// Five digits.
    pub commune: String,
    /// Counted by the commune, from one.
    pub serial: u32,
    /// The year of evaluation, from 2000 to 2099.
    pub year: i16,
}

/// A code of the years with districts, `83-829-28780-3-2022`: kept as issued.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormerCode {
    /// Two digits.
    pub province: String,
    /// Three digits.
    pub district: String,
    /// Five digits.
    pub commune: String,
    /// Counted from one.
    pub serial: u32,
    /// The year of evaluation.
    pub year: i16,
}

/// Why a text is no product code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeRefusal {
    /// There are not as many parts between hyphens as there should be.
    #[error("a product code has the parts province, commune, serial and year")]
    Parts,
    /// The province is not written with two digits.
    #[error("a province is written with two digits")]
    Province,
    /// The district is not written with three digits.
    #[error("a district is written with three digits")]
    District,
    /// The commune is not written with five digits.
    #[error("a commune is written with five digits")]
    Commune,
    /// The serial is no number from one.
    #[error("a serial is counted from one")]
    Serial,
    /// The year is not of the shape 20YY.
    #[error("a year is written 20YY")]
    Year,
}

impl FromStr for ProductCode {
    type Err = CodeRefusal;

    fn from_str(text: &str) -> Result<Self, CodeRefusal> {
        let mut parts = text.trim().split('-');
        let (Some(province), Some(commune), Some(serial), Some(year), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(CodeRefusal::Parts);
        };
        Ok(Self {
            province: digits(province, 2).ok_or(CodeRefusal::Province)?,
            commune: digits(commune, 5).ok_or(CodeRefusal::Commune)?,
            serial: counted(serial).ok_or(CodeRefusal::Serial)?,
            year: century_year(year).ok_or(CodeRefusal::Year)?,
        })
    }
}

impl FromStr for FormerCode {
    type Err = CodeRefusal;

    fn from_str(text: &str) -> Result<Self, CodeRefusal> {
        let (province, rest) = text.trim().split_once('-').ok_or(CodeRefusal::Parts)?;
        let (district, rest) = rest.split_once('-').ok_or(CodeRefusal::Parts)?;
        let mut parts = rest.split('-');
        let (Some(commune), Some(serial), Some(year), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(CodeRefusal::Parts);
        };
        Ok(Self {
            province: digits(province, 2).ok_or(CodeRefusal::Province)?,
            district: digits(district, 3).ok_or(CodeRefusal::District)?,
            commune: digits(commune, 5).ok_or(CodeRefusal::Commune)?,
            serial: counted(serial).ok_or(CodeRefusal::Serial)?,
            year: century_year(year).ok_or(CodeRefusal::Year)?,
        })
    }
}

impl fmt::Display for ProductCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}-{}", self.province, self.commune, self.serial, self.year)
    }
}

impl fmt::Display for FormerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { province, district, commune, serial, year } = self;
        write!(f, "{province}-{district}-{commune}-{serial}-{year}")
    }
}

/// The serial after all that a commune has given.
pub fn next_serial(given: impl IntoIterator<Item = u32>) -> u32 {
    given.into_iter().max().unwrap_or(0) + 1
}

fn digits(text: &str, count: usize) -> Option<String> {
    (text.len() == count && text.bytes().all(|it| it.is_ascii_digit())).then(|| text.into())
}

fn counted(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if digits { text.parse().ok().filter(|it| 1 <= *it) } else { None }
}

fn century_year(text: &str) -> Option<i16> {
    let digits = digits(text, 4)?;
    digits.parse().ok().filter(|it| (2000..=2099).contains(it))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn each_wrong_part_is_named() {
        let check = |text: &str, expected| {
            assert_eq!(text.parse::<ProductCode>(), Err(expected), "{text}");
        };
        check("", CodeRefusal::Parts);
        check("20-06040-3", CodeRefusal::Parts);
        check("20-181-06040-3-2026", CodeRefusal::Parts);
        check("2-06040-3-2026", CodeRefusal::Province);
        check("20-6040-3-2026", CodeRefusal::Commune);
        check("20-06040-+3-2026", CodeRefusal::Serial);
        check("20-06040-0-2026", CodeRefusal::Serial);
        check("20-06040-99999999999-2026", CodeRefusal::Serial);
        check("20-06040-3-26", CodeRefusal::Year);
        check("20-06040-3-1999", CodeRefusal::Year);
    }

    #[test]
    fn a_code_with_a_district_is_read_as_such() {
        let code: FormerCode = "83-829-28780-3-2022".parse().unwrap();
        assert_eq!(code.district, "829");
        assert_eq!(code.to_string(), "83-829-28780-3-2022");
        assert_eq!("83-28780-3-2022".parse::<FormerCode>(), Err(CodeRefusal::Parts));
        assert_eq!("83-82-28780-3-2022".parse::<FormerCode>(), Err(CodeRefusal::District));
    }

    #[test]
    fn a_commune_counts_on() {
        assert_eq!(next_serial([]), 1);
        assert_eq!(next_serial([1, 7, 3]), 8);
    }
}
