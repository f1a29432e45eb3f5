use core::ops::RangeInclusive;

use super::{Amount, Relation};

/// How a stated amount stands beside a counted number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Agreement {
    /// The number that was stated.
    Same,
    /// No other number was stated, and this one lies where the statement allows it.
    Within,
    /// Not what was stated.
    Differs {
        /// How far the counted number lies from the nearest one that would agree: above zero where
        /// more was counted, below where less.
        by: i64,
    },
    /// The statement is too vague, or the count too uncertain.
    CannotTell,
}

impl Amount {
    /// How it stands beside a counted number.
    ///
    /// *Gần 100* is contradicted by a hundred; whether ninety is near enough is not for a rule to
    /// say.
    ///
    /// ```
    /// use ocop_rules::records::{Agreement, Amount};
    ///
    /// assert_eq!(Amount::exactly(9).beside(9), Agreement::Same);
    /// assert_eq!(Amount::exactly(9).beside(7), Agreement::Differs { by: -2 });
    /// assert_eq!(Amount::more_than(80).beside(84), Agreement::Within);
    /// assert_eq!(Amount::more_than(80).beside(80), Agreement::Differs { by: -1 });
    /// assert_eq!(Amount::nearly(100).beside(90), Agreement::CannotTell);
    /// assert_eq!(Amount::nearly(100).beside(100), Agreement::Differs { by: 1 });
    /// ```
    pub fn beside(self, counted: i64) -> Agreement {
        let differs = |nearest: i64| Agreement::Differs { by: counted.saturating_sub(nearest) };
        match (self.lower(), self.upper()) {
            (Some(lower), _) if counted < lower => differs(lower),
            (_, Some(upper)) if upper < counted => differs(upper),
            _ => match self.relation() {
                Relation::Exactly => Agreement::Same,
                Relation::AtLeast | Relation::MoreThan | Relation::Between => Agreement::Within,
                Relation::About if counted == self.value() => Agreement::Same,
                Relation::About | Relation::Nearly => Agreement::CannotTell,
            },
        }
    }

    /// How it stands beside a number that is known to lie in a range.
    ///
    /// ```
    /// use ocop_rules::records::{Agreement, Amount};
    ///
    /// let stated = Amount::exactly(9);
    /// assert_eq!(stated.beside_any(7..=10), Agreement::CannotTell);
    /// assert_eq!(stated.beside_any(3..=7), Agreement::Differs { by: -2 });
    /// assert_eq!(Amount::at_least(5).beside_any(7..=10), Agreement::Within);
    /// ```
    pub fn beside_any(self, counted: RangeInclusive<i64>) -> Agreement {
        use Agreement::{CannotTell, Differs, Same, Within};

        match (self.beside(*counted.start()), self.beside(*counted.end())) {
            // All lie above what was stated, or all below: the nearest of them tells how far.
            (Differs { by: low }, Differs { by: high }) if low.signum() == high.signum() => {
                Differs { by: if 0 < low { low.min(high) } else { low.max(high) } }
            }
            (Within, Within) => Within,
            (Same, Same) if counted.start() == counted.end() => Same,
            _ => CannotTell,
        }
    }

    /// How it stands beside what the parts of it come to: do they add up to it?
    ///
    /// ```
    /// use ocop_rules::records::{Agreement, Amount};
    ///
    /// let stars = [Amount::exactly(2), Amount::exactly(7)];
    /// assert_eq!(Amount::exactly(9).beside_parts(stars), Agreement::Same);
    /// assert_eq!(Amount::exactly(10).beside_parts(stars), Agreement::Differs { by: -1 });
    /// ```
    pub fn beside_parts(self, parts: impl IntoIterator<Item = Self>) -> Agreement {
        let sum: Self = parts.into_iter().sum();
        if sum == self {
            return Agreement::Same;
        }
        self.beside_any(sum.lower().unwrap_or(0)..=sum.upper().unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_is_the_same_only_as_the_number_itself() {
        assert_eq!(Amount::about(145).beside(145), Agreement::Same);
        assert_eq!(Amount::about(145).beside(3), Agreement::CannotTell);
    }

    #[test]
    fn a_range_agrees_with_what_lies_in_it() {
        let aim = Amount::between(1, 2).unwrap();
        assert_eq!(aim.beside(1), Agreement::Within);
        assert_eq!(aim.beside(2), Agreement::Within);
        assert_eq!(aim.beside(0), Agreement::Differs { by: -1 });
        assert_eq!(aim.beside(5), Agreement::Differs { by: 3 });
        assert_eq!(aim.beside_any(0..=5), Agreement::CannotTell);
    }

    #[test]
    fn vague_parts_contradict_a_total_only_by_what_they_say() {
        let (more, about) = (Amount::more_than(9), Amount::about(4));
        assert_eq!(Amount::exactly(9).beside_parts([more]), Agreement::Differs { by: 1 });
        assert_eq!(Amount::exactly(12).beside_parts([more]), Agreement::CannotTell);
        assert_eq!(Amount::exactly(12).beside_parts([about, about]), Agreement::CannotTell);
        assert_eq!(Amount::at_least(100).beside_parts([Amount::exactly(100)]), Agreement::Within);
    }
}
