use core::fmt;
use core::iter::Sum;
use core::ops::Add;
use core::str::FromStr;

/// The word before a number (*đúng, ít nhất, hơn, khoảng, gần, từ … đến …*).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The number alone.
    Exactly,
    /// *Ít nhất, từ … trở lên.*
    AtLeast,
    /// *Hơn, trên*: the number itself is not reached by it.
    MoreThan,
    /// *Khoảng, ước*: on which side is not said.
    About,
    /// *Gần*: less, and how much less is not said.
    Nearly,
    /// *Từ … đến …*: two numbers, and both may be it.
    Between,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 6] =
        [Self::Exactly, Self::AtLeast, Self::MoreThan, Self::About, Self::Nearly, Self::Between];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::AtLeast => "at-least",
            Self::MoreThan => "more-than",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::Between => "between",
        }
    }

    /// The relation kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A number as a document states it: pieces, persons, whole đồng.
///
/// "More than 1.3 billion" is no 1.3 billion: who adds it to others gets "more than" again. What is
/// not known stays unknown, and what is known is not lost.
///
/// ```
/// use ocop_rules::records::{Amount, Relation};
///
/// let (spent, later) = (Amount::more_than(1_300_000_000), Amount::exactly(200_000_000));
/// let both = spent + later;
/// assert_eq!(both, Amount::more_than(1_500_000_000));
/// assert_eq!((both.lower(), both.upper()), (Some(1_500_000_001), None));
/// assert_eq!(both + Amount::about(5), Amount::about(1_500_000_005));
/// ```
// Invariant: `0 <= value`; there is an `upper` where the relation is `Between` and only there, and
// then `value < upper`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    value: i64,
    relation: Relation,
    upper: Option<i64>,
}

/// Why nothing can be counted so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountRefusal {
    /// Nothing is fewer than none.
    #[error("an amount is not below zero")]
    Negative,
    /// *Từ … đến …* needs a second number, which is the greater.
    #[error("between two numbers: the second is the greater")]
    Upper,
    /// A second number stands beside a word that has only one.
    #[error("only between two numbers is there a second")]
    NoUpper,
    /// The text is none that an amount is kept as.
    #[error("not kept as an amount")]
    Text,
}

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self::of(Relation::Exactly, 0);

    /// So many.
    ///
    /// Of what is fewer than none, these five make none; what somebody typed goes through
    /// [`Amount::new`].
    pub const fn exactly(value: i64) -> Self {
        Self::of(Relation::Exactly, value)
    }

    /// So many or more.
    pub const fn at_least(value: i64) -> Self {
        Self::of(Relation::AtLeast, value)
    }

    /// More than so many.
    pub const fn more_than(value: i64) -> Self {
        Self::of(Relation::MoreThan, value)
    }

    /// About so many.
    pub const fn about(value: i64) -> Self {
        Self::of(Relation::About, value)
    }

    /// Nearly so many.
    pub const fn nearly(value: i64) -> Self {
        Self::of(Relation::Nearly, value)
    }

    /// From `lower` to `upper`, both counted in.
    pub fn between(lower: i64, upper: i64) -> Result<Self, AmountRefusal> {
        Self::new(lower, Relation::Between, Some(upper))
    }

    /// An amount from its parts, as typed or kept.
    pub fn new(value: i64, relation: Relation, upper: Option<i64>) -> Result<Self, AmountRefusal> {
        if value < 0 {
            return Err(AmountRefusal::Negative);
        }
        match (relation, upper) {
            (Relation::Between, Some(upper)) if value < upper => {
                Ok(Self { value, relation, upper: Some(upper) })
            }
            (Relation::Between, _) => Err(AmountRefusal::Upper),
            (_, Some(_)) => Err(AmountRefusal::NoUpper),
            (_, None) => Ok(Self::of(relation, value)),
        }
    }

    const fn of(relation: Relation, value: i64) -> Self {
        Self { value: if value < 0 { 0 } else { value }, relation, upper: None }
    }

    /// The number that stands there; of two, the first.
    pub fn value(self) -> i64 {
        self.value
    }

    /// The word before it.
    pub fn relation(self) -> Relation {
        self.relation
    }

    /// The second number of *từ … đến …*.
    pub fn second(self) -> Option<i64> {
        self.upper
    }

    /// Whether it is one number.
    pub fn is_exact(self) -> bool {
        self.relation == Relation::Exactly
    }

    /// The least that it can be, where the document says so.
    pub fn lower(self) -> Option<i64> {
        match self.relation {
            Relation::Exactly | Relation::AtLeast | Relation::Between => Some(self.value),
            Relation::MoreThan => Some(self.value.saturating_add(1)),
            Relation::About | Relation::Nearly => None,
        }
    }

    /// The most that it can be, where the document says so.
    pub fn upper(self) -> Option<i64> {
        match self.relation {
            Relation::Exactly => Some(self.value),
            Relation::Nearly => Some((self.value - 1).max(0)),
            Relation::Between => self.upper,
            Relation::AtLeast | Relation::MoreThan | Relation::About => None,
        }
    }

    /// The highest number that stands there, by which *gần* and *từ … đến …* are added.
    fn highest(self) -> i64 {
        self.upper.unwrap_or(self.value)
    }
}

/// Both together. The bounds of the sum are honest: whatever the two may be, their sum may be.
///
/// "About" with anything is "about", and so is "nearly" with "more than": neither bound is left. A
/// sum beyond what can be kept is "at least" the most that can.
impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        use Relation::{About, AtLeast, Between, Exactly, MoreThan, Nearly};

        let Some(highest) = self.highest().checked_add(other.highest()) else {
            let about = self.lower().is_none() || other.lower().is_none();
            let value = self.value.saturating_add(other.value);
            return if about { Self::about(value) } else { Self::at_least(value) };
        };
        let value = self.value + other.value;
        match (self.relation, other.relation) {
            (About, _) | (_, About) => Self::about(value),
            (Nearly, AtLeast | MoreThan) | (AtLeast | MoreThan, Nearly) => Self::about(value),
            (Nearly, _) | (_, Nearly) => Self::nearly(highest),
            (MoreThan, _) | (_, MoreThan) => Self::more_than(value),
            (AtLeast, _) | (_, AtLeast) => Self::at_least(value),
            (Between, _) | (_, Between) => Self { value, relation: Between, upper: Some(highest) },
            (Exactly, Exactly) => Self::exactly(value),
        }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::add)
    }
}

/// As kept: `exactly:9`, `between:1:2`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.relation.id(), self.value)?;
        self.upper.map_or(Ok(()), |upper| write!(f, ":{upper}"))
    }
}

impl FromStr for Amount {
    type Err = AmountRefusal;

    fn from_str(text: &str) -> Result<Self, AmountRefusal> {
        let mut parts = text.split(':');
        let relation = parts.next().and_then(Relation::from_id).ok_or(AmountRefusal::Text)?;
        let value = whole(parts.next().ok_or(AmountRefusal::Text)?)?;
        let upper = parts.next().map(whole).transpose()?;
        if parts.next().is_some() {
            return Err(AmountRefusal::Text);
        }
        Self::new(value, relation, upper)
    }
}

/// A number written with digits alone: `parse` would also take a sign.
fn whole(digits: &str) -> Result<i64, AmountRefusal> {
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Err(AmountRefusal::Text);
    }
    digits.parse().map_err(|_| AmountRefusal::Text)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn between(lower: i64, upper: i64) -> Amount {
        Amount::between(lower, upper).unwrap()
    }

    #[test]
    fn the_bounds_are_those_of_the_words() {
        let bounds = |it: Amount| (it.lower(), it.upper());
        assert_eq!(bounds(Amount::exactly(9)), (Some(9), Some(9)));
        assert_eq!(bounds(Amount::at_least(15)), (Some(15), None));
        assert_eq!(bounds(Amount::more_than(80)), (Some(81), None));
        assert_eq!(bounds(Amount::about(145)), (None, None));
        assert_eq!(bounds(Amount::nearly(100)), (None, Some(99)));
        assert_eq!(bounds(between(1, 2)), (Some(1), Some(2)));
    }

    #[test]
    fn what_is_known_of_a_sum_is_kept() {
        let (one, two) = (Amount::exactly(1), Amount::exactly(2));
        assert_eq!(one + two, Amount::exactly(3));
        assert_eq!(one + Amount::at_least(2), Amount::at_least(3));
        assert_eq!(Amount::at_least(2) + Amount::more_than(5), Amount::more_than(7));
        assert_eq!(between(1, 2) + two, between(3, 4));
        assert_eq!(between(1, 2) + between(3, 5), between(4, 7));
        assert_eq!(between(1, 2) + Amount::more_than(5), Amount::more_than(6));
        assert_eq!(Amount::nearly(100) + two, Amount::nearly(102));
        assert_eq!(Amount::nearly(100) + between(1, 2), Amount::nearly(102));
        assert_eq!(Amount::nearly(100) + Amount::more_than(80), Amount::about(180));
        assert_eq!(Amount::about(145) + Amount::more_than(5), Amount::about(150));
    }

    #[test]
    fn nothing_added_changes_nothing() {
        let amounts = [Amount::exactly(9), Amount::nearly(100), Amount::about(7), between(1, 2)];
        for it in amounts {
            assert_eq!([it].into_iter().sum::<Amount>(), it);
        }
        assert_eq!([].into_iter().sum::<Amount>(), Amount::ZERO);
    }

    #[test]
    fn a_sum_beyond_what_is_kept_is_at_least_the_most() {
        let most = Amount::exactly(i64::MAX);
        assert_eq!(most + Amount::exactly(1), Amount::at_least(i64::MAX));
        assert_eq!(most + Amount::about(1), Amount::about(i64::MAX));
        assert_eq!(between(1, i64::MAX) + Amount::exactly(1), Amount::at_least(2));
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        assert_eq!(Amount::new(-1, Relation::About, None), Err(AmountRefusal::Negative));
        assert_eq!(Amount::new(2, Relation::Between, Some(2)), Err(AmountRefusal::Upper));
        assert_eq!(Amount::new(2, Relation::Between, None), Err(AmountRefusal::Upper));
        assert_eq!(Amount::new(2, Relation::AtLeast, Some(3)), Err(AmountRefusal::NoUpper));
    }

    #[test]
    fn an_amount_is_read_as_it_is_kept() {
        assert_eq!(Amount::nearly(100).to_string(), "nearly:100");
        assert_eq!(between(1, 2).to_string(), "between:1:2");
        for text in ["", "9", "exactly", "exactly:", "exactly:+9", "exactly:9:", "exactly:9:1:2"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountRefusal::Text), "{text}");
        }
        assert!(Relation::ALL.into_iter().all(|it| Relation::from_id(it.id()) == Some(it)));
    }
}
