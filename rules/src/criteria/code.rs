//! The number that the law prints before a criterion.

use core::fmt;
use core::str::FromStr;

/// The code of a criterion, a section or a heading: "7", "1.1", "6.1.1".
///
/// Codes sort as a reader counts, not as text: 2.4 before 12, and 6.2 before 6.10.
///
/// ```
/// use ocop_rules::criteria::Code;
///
/// let code: Code = "6.1.1".parse().unwrap();
/// assert_eq!(code.to_string(), "6.1.1");
/// assert!("2.4".parse::<Code>().unwrap() < "12".parse().unwrap());
/// assert!("1.01".parse::<Code>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; 3]);

/// The text is not one to three numbers from 1 to 255 between dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a criterion code")]
pub struct NotACode;

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        let mut numbers = [0_u8; 3];
        let mut level = 0;
        for byte in text.bytes() {
            let number = numbers.get_mut(level).ok_or(NotACode)?;
            match byte {
                // A number never starts with a zero.
                b'0' if *number == 0 => return Err(NotACode),
                b'0'..=b'9' => {
                    let tens = number.checked_mul(10).ok_or(NotACode)?;
                    *number = tens.checked_add(byte - b'0').ok_or(NotACode)?;
                }
                b'.' if *number != 0 => level += 1,
                _ => return Err(NotACode),
            }
        }
        // Nor does a code end with a dot.
        if numbers.get(level).is_none_or(|&last| last == 0) {
            Err(NotACode)
        } else {
            Ok(Self(numbers))
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.0;
        match (second, third) {
            (0, _) => write!(f, "{first}"),
            (_, 0) => write!(f, "{first}.{second}"),
            _ => write!(f, "{first}.{second}.{third}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn a_code_reads_as_it_is_printed() {
        for code in ["1", "1.1", "6.1.1", "12", "17", "255.10.20"] {
            assert_eq!(code.parse::<Code>().unwrap().to_string(), code);
        }
    }

    #[test]
    fn what_the_law_would_not_print_is_no_code() {
        for text in ["", ".", "1.", ".1", "1..1", "01", "1.0", "1.1.1.1", "256", "a", "1,1", "-1"] {
            assert_eq!(text.parse::<Code>(), Err(NotACode), "{text}");
        }
    }
}
