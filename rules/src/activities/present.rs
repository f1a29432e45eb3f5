use alloc::string::String;
use alloc::vec::Vec;

use crate::records::{Agreement, Amount};

/// Who was present (*thành phần tham dự*): in all, and of each body that was counted.
///
/// Either may be missing: *09 chủ thể* says nothing of all, *hơn 80 đại biểu* nothing of the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Present {
    all: Option<Amount>,
    parts: Vec<(String, Amount)>,
}

/// More are counted in the parts than there can have been in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the parts are at least {parts}, and all are at most {all}")]
pub struct MorePartsThanAll {
    /// The least that the parts come to.
    pub parts: i64,
    /// The most that there were in all.
    pub all: i64,
}

impl Present {
    /// So many in all, and so many of each; not all must be told apart.
    ///
    /// ```
    /// use ocop_rules::activities::Present;
    /// use ocop_rules::records::Amount;
    ///
    /// let producers = vec![("chủ thể".into(), Amount::exactly(9))];
    /// assert!(Present::new(Some(Amount::more_than(80)), producers.clone()).is_ok());
    /// assert!(Present::new(None, producers.clone()).is_ok());
    /// assert!(Present::new(Some(Amount::nearly(9)), producers).is_err());
    /// ```
    pub fn new(
        all: Option<Amount>,
        parts: Vec<(String, Amount)>,
    ) -> Result<Self, MorePartsThanAll> {
        let least = parts.iter().filter_map(|it| it.1.lower());
        let least = least.fold(0, i64::saturating_add);
        match all.and_then(Amount::upper) {
            Some(most) if most < least => Err(MorePartsThanAll { parts: least, all: most }),
            _ => Ok(Self { all, parts }),
        }
    }

    /// How many in all, where it is said.
    pub fn all(&self) -> Option<Amount> {
        self.all
    }

    /// How many of each that was counted.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Amount)> {
        self.parts.iter().map(|(who, number)| (who.as_str(), *number))
    }

    /// How it stands beside a list of those who signed in.
    pub fn beside_list(&self, signed_in: i64) -> Option<Agreement> {
        self.all.map(|it| it.beside(signed_in))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_no_more_than_all() {
        let parts = |numbers: [Amount; 2]| numbers.map(|it| (String::new(), it)).to_vec();
        let refused = Present::new(
            Some(Amount::exactly(80)),
            parts([Amount::at_least(50), Amount::more_than(30)]),
        );
        assert_eq!(refused, Err(MorePartsThanAll { parts: 81, all: 80 }));
        let vague = parts([Amount::about(50), Amount::exactly(80)]);
        assert!(Present::new(Some(Amount::exactly(80)), vague).is_ok());
    }

    #[test]
    fn a_list_is_held_against_the_number() {
        let present = Present::new(Some(Amount::more_than(80)), Vec::new()).unwrap();
        assert_eq!(present.beside_list(84), Some(Agreement::Within));
        assert_eq!(Present::default().beside_list(84), None);
    }
}
