use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::criteria::Stars;
use crate::records::{Amount, Relation};

/// One way to read a sentence: what it is called, and the number that it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// How it reads the sentence.
    pub name: String,
    /// The number.
    pub amount: Amount,
}

/// The readings of one sentence, kept side by side: none of them is the truth.
// Invariant: at least two, each with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    words: String,
    each: Vec<Reading>,
}

/// Why some readings are not kept side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadingsRefusal {
    /// What can be read in one way needs no readings.
    #[error("there are two readings or more")]
    One,
    /// They could not be told apart.
    #[error("each reading has a name of its own")]
    Names,
}

impl Readings {
    /// The readings of these words.
    pub fn new(words: String, each: Vec<Reading>) -> Result<Self, ReadingsRefusal> {
        if each.len() < 2 {
            return Err(ReadingsRefusal::One);
        }
        let mut names: Vec<&str> = each.iter().map(|it| it.name.trim()).collect();
        names.sort_unstable();
        let twice = names.windows(2).any(|it| it.first() == it.last());
        if twice || names.contains(&"") {
            return Err(ReadingsRefusal::Names);
        }
        Ok(Self { words, each })
    }

    /// The words that are read.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The readings, in the order in which they were named.
    pub fn each(&self) -> &[Reading] {
        &self.each
    }

    /// What can be said whichever is right: from the least to the most, as far as all have bounds.
    pub fn either(&self) -> Amount {
        let lower = self.each.iter().map(|it| it.amount.lower()).min().flatten();
        let upper: Option<Vec<i64>> = self.each.iter().map(|it| it.amount.upper()).collect();
        let upper = upper.and_then(|it| it.into_iter().max());
        let first = self.each.first().map_or(Amount::ZERO, |it| it.amount);
        match (lower, upper) {
            _ if self.each.iter().all(|it| it.amount == first) => first,
            (Some(lower), Some(upper)) => {
                Amount::new(lower, Relation::Between, Some(upper)).unwrap_or(Amount::exactly(lower))
            }
            (Some(lower), None) => Amount::at_least(lower),
            (None, Some(upper)) => Amount::nearly(upper.saturating_add(1)),
            (None, None) => Amount::about(first.value()),
        }
    }
}

/// How a sentence such as *34 sản phẩm đề nghị công nhận, trong đó … 4 sản phẩm nâng cấp* is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UpgradeReading {
    /// The upgrades come beside the number.
    Apart,
    /// The upgrades are among the number (*trong đó*).
    Among,
}

impl UpgradeReading {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Apart, Self::Among];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Apart => "upgrades-apart",
            Self::Among => "upgrades-among",
        }
    }

    /// The reading kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Products that have one rank and are proposed for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upgrade {
    /// The rank that they have.
    pub from: Stars,
    /// The rank that they are proposed for.
    pub to: Stars,
    /// How many.
    pub number: u64,
}

/// What a document says was certified, and what is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalFigures {
    /// Certified, by rank.
    pub certified: BTreeMap<Stars, u64>,
    /// Proposed, in the one number of the sentence.
    pub proposed: u64,
    /// Of the new products, those whose rank is told.
    pub new: BTreeMap<Stars, u64>,
    /// The rank of the other new products.
    pub other_new: Stars,
    /// The upgrades.
    pub upgrades: Vec<Upgrade>,
}

/// What there would be if all that is proposed were recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfterAll {
    /// New products.
    pub new: u64,
    /// Products in all, each counted once: an upgrade is no new product.
    pub distinct: u64,
    /// By rank.
    pub by_stars: BTreeMap<Stars, u64>,
}

/// The figures contradict each other in this reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// More upgrades than are proposed, or more new products of a rank than are new.
    #[error("the parts are more than what is proposed")]
    MoreThanProposed,
    /// More are upgraded from a rank than have it.
    #[error("more are upgraded than have {} stars", .0.number())]
    MoreThanHaveIt(Stars),
}

impl ProposalFigures {
    /// What there would be, in one reading, if all that is proposed were recognised.
    ///
    /// ```
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::reports::{ProposalFigures, Upgrade, UpgradeReading};
    ///
    /// let (three, four) = (Stars::Three, Stars::Four);
    /// let said = ProposalFigures {
    ///     certified: [(four, 2), (three, 17)].into(),
    ///     proposed: 34,
    ///     new: [(four, 1)].into(),
    ///     other_new: three,
    ///     upgrades: vec![Upgrade { from: three, to: four, number: 4 }],
    /// };
    /// let apart = said.if_all_pass(UpgradeReading::Apart).unwrap();
    /// assert_eq!((apart.new, apart.distinct), (34, 53));
    /// assert_eq!((apart.by_stars[&four], apart.by_stars[&three]), (7, 46));
    ///
    /// let among = said.if_all_pass(UpgradeReading::Among).unwrap();
    /// assert_eq!((among.new, among.distinct), (30, 49));
    /// assert_eq!((among.by_stars[&four], among.by_stars[&three]), (7, 42));
    /// ```
    pub fn if_all_pass(&self, reading: UpgradeReading) -> Result<AfterAll, Impossible> {
        let less =
            |from: u64, part: u64| from.checked_sub(part).ok_or(Impossible::MoreThanProposed);
        let raised = sum(self.upgrades.iter().map(|it| it.number));
        let new = match reading {
            UpgradeReading::Apart => self.proposed,
            UpgradeReading::Among => less(self.proposed, raised)?,
        };
        let other_new = less(new, sum(self.new.values().copied()))?;

        let mut by_stars = self.certified.clone();
        for (from, number) in self.upgrades.iter().map(|it| (it.from, it.number)) {
            let have_it = by_stars.entry(from).or_default();
            *have_it = have_it.checked_sub(number).ok_or(Impossible::MoreThanHaveIt(from))?;
        }
        let upgrades = self.upgrades.iter().map(|it| (it.to, it.number));
        let new_ones = self.new.iter().map(|(stars, number)| (*stars, *number));
        for (stars, number) in upgrades.chain(new_ones).chain([(self.other_new, other_new)]) {
            let has_it = by_stars.entry(stars).or_default();
            *has_it = has_it.saturating_add(number);
        }
        by_stars.retain(|_, number| *number != 0);
        let distinct = sum(self.certified.values().copied().chain([new]));
        Ok(AfterAll { new, distinct, by_stars })
    }
}

/// Whatever was typed, a sum ends somewhere.
fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn reading(name: &str, amount: Amount) -> Reading {
        Reading { name: name.into(), amount }
    }

    fn readings(each: Vec<Reading>) -> Result<Readings, ReadingsRefusal> {
        Readings::new("34 sản phẩm đề nghị công nhận".into(), each)
    }

    #[test]
    fn two_readings_are_kept_side_by_side_and_neither_wins() {
        let (apart, among) = (Amount::exactly(53), Amount::exactly(49));
        let both = readings(vec![reading("A", apart), reading("B", among)]).unwrap();
        assert_eq!(both.each()[1].amount, among);
        assert_eq!(both.either(), Amount::between(49, 53).unwrap());
    }

    #[test]
    fn what_can_be_said_whichever_is_right_is_no_more_than_all_say() {
        let either =
            |one, other| readings(vec![reading("A", one), reading("B", other)]).unwrap().either();
        let five = Amount::exactly(5);
        assert_eq!(either(five, five), five);
        assert_eq!(either(five, Amount::more_than(2)), Amount::at_least(3));
        assert_eq!(either(five, Amount::nearly(4)), Amount::nearly(6));
        assert_eq!(either(five, Amount::about(4)), Amount::about(5));
        assert_eq!(either(five, Amount::at_least(5)), Amount::at_least(5));
    }

    #[test]
    fn a_reading_has_a_name_of_its_own() {
        let one = reading("A", Amount::exactly(53));
        assert_eq!(readings(vec![one.clone()]), Err(ReadingsRefusal::One));
        let same = reading("A ", Amount::exactly(49));
        assert_eq!(readings(vec![one.clone(), same]), Err(ReadingsRefusal::Names));
        let unnamed = reading(" ", Amount::exactly(49));
        assert_eq!(readings(vec![one, unnamed]), Err(ReadingsRefusal::Names));
    }

    #[test]
    fn a_reading_may_be_impossible() {
        let (three, four) = (Stars::Three, Stars::Four);
        let said = |proposed, number| ProposalFigures {
            certified: [(three, 3)].into(),
            proposed,
            new: BTreeMap::new(),
            other_new: three,
            upgrades: vec![Upgrade { from: three, to: four, number }],
        };
        let (apart, among) = (UpgradeReading::Apart, UpgradeReading::Among);
        assert_eq!(said(2, 3).if_all_pass(among), Err(Impossible::MoreThanProposed));
        assert!(said(2, 3).if_all_pass(apart).is_ok());
        assert_eq!(said(9, 4).if_all_pass(apart), Err(Impossible::MoreThanHaveIt(three)));
        assert!(
            UpgradeReading::ALL.into_iter().all(|it| UpgradeReading::from_id(it.id()) == Some(it))
        );
    }
}
