use alloc::collections::BTreeMap;

use super::count::{Certainty, Counted};
use crate::criteria::Stars;
use crate::records::Amount;

/// A number of products.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count {
    /// So many certainly.
    pub certain: u64,
    /// And so many more possibly.
    pub possible: u64,
}

/// At least those that certainly count, at most those with them that possibly do.
///
/// ```
/// use ocop_rules::records::Amount;
/// use ocop_rules::registry::Count;
///
/// let count = Count { certain: 7, possible: 2 };
/// assert_eq!(Amount::from(count), Amount::between(7, 9).unwrap());
/// assert_eq!(Count::from(Amount::from(count)), count);
/// assert_eq!(Amount::from(Count { certain: 7, possible: 0 }), Amount::exactly(7));
/// ```
impl From<Count> for Amount {
    fn from(Count { certain, possible }: Count) -> Self {
        let whole = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        let most = whole(certain.saturating_add(possible));
        Self::between(whole(certain), most).unwrap_or(Self::exactly(whole(certain)))
    }
}

/// What it is at least is certain, and what it may be more, where that is known, is possible.
impl From<Amount> for Count {
    fn from(amount: Amount) -> Self {
        let whole = |it: i64| u64::try_from(it).unwrap_or(0);
        let least = amount.lower().unwrap_or(amount.value());
        let most = amount.upper().unwrap_or(least);
        Self { certain: whole(least), possible: whole(most.saturating_sub(least)) }
    }
}

/// How many products, in all and by stars. The true numbers lie between `certain` and `certain`
/// with `possible`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// In all. More may be certain here than by stars together.
    pub all: Count,
    /// By stars; ranks without a product are left out. A product that may be one or the other is
    /// possible under both.
    pub by_stars: BTreeMap<Stars, Count>,
}

/// How many products.
pub fn tally(products: impl IntoIterator<Item = Counted>) -> Tally {
    let mut tally = Tally::default();
    for product in products {
        tally.all.add(product.at_all());
        for stars in Stars::BEST_FIRST {
            match product.as_stars(stars) {
                Certainty::No => {}
                certainty => tally.by_stars.entry(stars).or_default().add(certainty),
            }
        }
    }
    tally
}

impl Count {
    fn add(&mut self, certainty: Certainty) {
        match certainty {
            Certainty::Certainly => self.certain += 1,
            Certainty::Possibly => self.possible += 1,
            Certainty::No => {}
        }
    }
}
