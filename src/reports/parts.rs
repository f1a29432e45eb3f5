//! The rows of the table by unit: to which of them a product belongs.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use ocop_rules::places::UnitId;

use super::facts::Facts;
use super::question::NoQuestion;
use crate::places::Book;

/// Which units products are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Places {
    /// Those that there are today.
    Today,
    /// Those in which they were recognised.
    Then,
}

impl Places {
    /// Both of them.
    pub(super) const ALL: [Self; 2] = [Self::Today, Self::Then];

    fn id(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Then => "then",
        }
    }
}

/// A row of the table by unit: the units next beneath the one that is told of, in one of which a
/// product lies. They are several where the territory in which it was recognised went to several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// By which units.
    pub places: Places,
    /// The units, each once.
    pub units: Vec<UnitId>,
}

/// `today:99001.2025,99007.2025`
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units: Vec<&str> = self.units.iter().map(UnitId::as_str).collect();
        write!(f, "{}:{}", self.places.id(), units.join(","))
    }
}

impl FromStr for Part {
    type Err = NoQuestion;

    fn from_str(word: &str) -> Result<Self, NoQuestion> {
        let (places, units) = word.split_once(':').ok_or(NoQuestion)?;
        let places = Places::ALL.into_iter().find(|it| it.id() == places).ok_or(NoQuestion)?;
        let units = units.split(',').filter(|it| !it.is_empty()).map(UnitId::new);
        let units = units.collect::<Result<_, _>>().map_err(|_| NoQuestion)?;
        Ok(Self { places, units })
    }
}

impl Part {
    /// *Xã Tràm Xanh hoặc xã Suối Mơ*
    pub(super) fn name(&self, book: &Book) -> String {
        let names: Vec<String> = self.units.iter().map(|it| book.name(it)).collect();
        names.join(" hoặc ")
    }

    /// The same, with what the units lie in: where two parts are called alike.
    pub(super) fn full_name(&self, book: &Book) -> String {
        let names: Vec<String> = self.units.iter().map(|it| book.full_name(it)).collect();
        names.join(" hoặc ")
    }
}

impl Facts {
    /// The part to which a place of the registry belongs.
    pub(super) fn part(&self, place: u32, places: Places) -> Part {
        let Some(place) = self.snapshot.kept.places.get(place) else {
            return Part { places, units: Vec::new() };
        };
        let beneath = |unit: &UnitId| {
            let chain = self.book.chain_ids(unit);
            let own = chain.iter().position(|it| *it == self.scope.unit);
            let next = own.and_then(|it| it.checked_sub(1)).and_then(|it| chain.get(it));
            next.unwrap_or(unit).clone()
        };
        let today = match places {
            Places::Today => &place.communes[..],
            Places::Then => &[],
        };
        let mut units: Vec<UnitId> = today.iter().map(beneath).collect();
        if units.is_empty() {
            units.push(beneath(&place.unit));
        }
        units.sort();
        units.dedup();
        Part { places, units }
    }

    /// Whether a place of the registry belongs to a part; every one does where none is asked for.
    pub(super) fn lying_in(&self, part: Option<&Part>) -> impl FnMut(u32) -> bool {
        let mut known: HashMap<u32, bool> = HashMap::new();
        move |place| {
            let Some(part) = part else { return true };
            let lies = || self.part(place, part.places) == *part;
            *known.entry(place).or_insert_with(lies)
        }
    }
}
