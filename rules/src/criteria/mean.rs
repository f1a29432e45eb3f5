//! The average of a council.

use core::cmp::Ordering;
use core::fmt;
use core::num::NonZeroU32;

use super::Points;

/// An average that is compared, never rounded (*tổng điểm trung bình*, Art. 3.3).
///
/// Three members giving 90, 90 and 89 average 89.666…: below ninety, however it is later printed.
///
/// ```
/// use std::num::NonZeroU32;
///
/// use ocop_rules::criteria::Mean;
///
/// let members = NonZeroU32::new(3).unwrap();
/// let mean = Mean::new(90 + 90 + 89, members);
/// assert!(!mean.reaches(90));
/// assert_eq!(mean.to_string(), "89,67");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Mean {
    sum: u64,
    count: NonZeroU32,
}

impl Mean {
    /// The average of `count` values that add up to `sum`.
    pub fn new(sum: u64, count: NonZeroU32) -> Self {
        Self { sum, count }
    }

    /// A value that stands alone.
    pub fn one(points: Points) -> Self {
        Self { sum: u64::from(points), count: NonZeroU32::MIN }
    }

    /// Whether the average is `floor` or more.
    pub fn reaches(self, floor: Points) -> bool {
        u64::from(floor) * u64::from(self.count.get()) <= self.sum
    }

    /// The exact sum.
    pub fn sum(self) -> u64 {
        self.sum
    }

    /// Of how many.
    pub fn count(self) -> u32 {
        self.count.get()
    }
}

/// By value: the average of 90 and 90 is the average of 90 alone.
impl Ord for Mean {
    fn cmp(&self, other: &Self) -> Ordering {
        let scaled = |mean: &Self, by: &Self| u128::from(mean.sum) * u128::from(by.count.get());
        scaled(self, other).cmp(&scaled(other, self))
    }
}

impl PartialOrd for Mean {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Mean {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Mean {}

/// As printed: two decimals, half up, with the comma of Vietnamese. For the eye only.
impl fmt::Display for Mean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sum, count) = (u128::from(self.sum), u128::from(self.count.get()));
        let hundredths = (200 * sum + count) / (2 * count);
        write!(f, "{},{:02}", hundredths / 100, hundredths % 100)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn mean(sum: u64, count: u32) -> Mean {
        Mean::new(sum, NonZeroU32::new(count).unwrap())
    }

    #[test]
    fn it_is_printed_half_up() {
        let check = |sum, count, printed| assert_eq!(mean(sum, count).to_string(), printed);
        check(0, 3, "0,00");
        check(178, 2, "89,00");
        check(1, 200, "0,01");
        check(1, 201, "0,00");
        check(200, 3, "66,67");
        check(8_999_999, 100_000, "90,00");
        check(u64::MAX, u32::MAX, "4294967297,00");
    }

    #[test]
    fn what_is_printed_as_ninety_may_be_below_it() {
        assert!(!mean(8_999_999, 100_000).reaches(90));
        assert!(mean(9_000_000, 100_000).reaches(90));
    }

    #[test]
    fn averages_are_equal_by_value() {
        assert_eq!(mean(180, 2), Mean::one(90));
        assert!(mean(269, 3) < Mean::one(90));
    }
}
