use alloc::string::String;
use core::fmt;
use core::str::FromStr;

/// The number of a registration slip, `12/PĐK-20-06040-2026` (Mẫu 01): one by the commune, one by
/// the province.
///
/// ```
/// use ocop_rules::dossiers::Receipt;
///
/// let receipt: Receipt = "12/PĐK-20-06040-2026".parse().unwrap();
/// assert_eq!((receipt.number, receipt.year), (12, 2026));
/// assert_eq!(receipt.to_string(), "12/PĐK-20-06040-2026");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Receipt {
    /// Counted in the year, from one.
    pub number: u32,
    /// The code of the province.
    pub province: String,
    /// The code of the commune.
    pub commune: String,
    /// The year of receipt.
    pub year: i16,
}

/// The text is no number of a registration slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a registration slip is numbered …/PĐK-(province)-(commune)-(year)")]
pub struct ReceiptRefusal;

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { number, province, commune, year } = self;
        write!(f, "{number:02}/PĐK-{province}-{commune}-{year}")
    }
}

impl FromStr for Receipt {
    type Err = ReceiptRefusal;

    fn from_str(text: &str) -> Result<Self, ReceiptRefusal> {
        let (number, rest) = text.split_once("/PĐK-").ok_or(ReceiptRefusal)?;
        let mut parts = rest.split('-');
        let (Some(province), Some(commune), Some(year), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(ReceiptRefusal);
        };
        let written = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
        if ![number, province, commune, year].into_iter().all(written) || year.len() != 4 {
            return Err(ReceiptRefusal);
        }
        Ok(Self {
            number: number.parse().ok().filter(|it| 1 <= *it).ok_or(ReceiptRefusal)?,
            province: province.into(),
            commune: commune.into(),
            year: year.parse().map_err(|_| ReceiptRefusal)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn a_number_below_ten_is_printed_with_a_zero() {
        let receipt: Receipt = "3/PĐK-20-06040-2026".parse().unwrap();
        assert_eq!(receipt.to_string(), "03/PĐK-20-06040-2026");
        assert_eq!(receipt.to_string().parse(), Ok(receipt));
    }

    #[test]
    fn another_text_is_no_receipt() {
        for text in ["", "/PĐK-20-06040-2026", "0/PĐK-20-06040-2026", "1/PDK-20-06040-2026"] {
            assert_eq!(text.parse::<Receipt>(), Err(ReceiptRefusal), "{text}");
        }
        for text in
            ["1/PĐK-20-06040", "1/PĐK-20-06040-26", "1/PĐK-20-06040-2026-1", "-1/PĐK-1-1-2026"]
        {
            assert_eq!(text.parse::<Receipt>(), Err(ReceiptRefusal), "{text}");
        }
    }
}
