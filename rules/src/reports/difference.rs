use alloc::collections::BTreeSet;
use alloc::string::String;

/// What an indicator answered at a moment: its value and the list behind it.
///
/// The value may be a count, an amount, a tally: whatever can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<V> {
    /// The number.
    pub value: V,
    /// What it counts, by identifier; empty where there is nothing to list.
    pub list: BTreeSet<String>,
}

/// What has changed between two answers to the same question.
///
/// A frozen report keeps its answers. When the records change afterwards, that is shown, and the
/// number in the report is not silently another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference<V> {
    /// Nothing.
    Unchanged,
    /// The number or the list. A number may stay the same while one enters and another leaves.
    Changed {
        /// The number then.
        from: V,
        /// The number now.
        to: V,
        /// What has entered the list.
        entered: BTreeSet<String>,
        /// What has left it.
        left: BTreeSet<String>,
    },
}

impl<V: Clone + Eq> Answer<V> {
    /// What has changed from this answer to a later one.
    ///
    /// ```
    /// use ocop_rules::reports::{Answer, Difference};
    ///
    /// let list = |names: &[&str]| names.iter().map(|it| it.to_string()).collect();
    /// let then = Answer { value: 2, list: list(&["honey", "tea"]) };
    /// let now = Answer { value: 2, list: list(&["honey", "rice"]) };
    ///
    /// assert_eq!(then.until(&then), Difference::Unchanged);
    /// let entered = list(&["rice"]);
    /// let left = list(&["tea"]);
    /// assert_eq!(then.until(&now), Difference::Changed { from: 2, to: 2, entered, left });
    /// ```
    pub fn until(&self, later: &Self) -> Difference<V> {
        if self == later {
            return Difference::Unchanged;
        }
        Difference::Changed {
            from: self.value.clone(),
            to: later.value.clone(),
            entered: later.list.difference(&self.list).cloned().collect(),
            left: self.list.difference(&later.list).cloned().collect(),
        }
    }
}

impl<V: Eq> Difference<V> {
    /// Whether nothing has changed.
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Unchanged)
    }

    /// Whether the number is another; the list may have changed without it.
    pub fn is_of_number(&self) -> bool {
        match self {
            Self::Unchanged => false,
            Self::Changed { from, to, .. } => from != to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Amount;

    fn answer(value: Amount, list: &[&str]) -> Answer<Amount> {
        Answer { value, list: list.iter().map(|it| (*it).into()).collect() }
    }

    #[test]
    fn a_number_without_a_list_may_change_alone() {
        let then = answer(Amount::more_than(1_300_000_000), &[]);
        let now = answer(Amount::exactly(1_340_000_000), &[]);
        let difference = then.until(&now);
        assert!(difference.is_of_number() && !difference.is_none());
        assert!(then.until(&then).is_none());
    }

    #[test]
    fn an_exchange_changes_the_list_and_not_the_number() {
        let then = answer(Amount::exactly(1), &["tea"]);
        let now = answer(Amount::exactly(1), &["rice"]);
        let difference = then.until(&now);
        assert!(!difference.is_none() && !difference.is_of_number());
    }
}
