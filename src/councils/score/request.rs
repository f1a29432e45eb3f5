//! One line, as it is read.

use std::borrow::Cow;
use std::fmt;

use ocop_rules::criteria::{Code, Points};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A council's sheets for one product. A field that is not there is missed later, by name.
#[derive(Debug, Deserialize)]
pub(super) struct Request<'a> {
    #[serde(borrow)]
    pub(super) id: Option<Id<'a>>,
    #[serde(borrow)]
    pub(super) set: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(super) sheets: Option<Vec<SheetRow<'a>>>,
    #[serde(borrow)]
    pub(super) minima: Option<Cow<'a, str>>,
    pub(super) settled: Option<MarkRows>,
}

/// What the asker calls the line; it comes back as it was given.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(untagged)]
pub(super) enum Id<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Number(i64),
}

/// One member's sheet.
#[derive(Debug, Deserialize)]
pub(super) struct SheetRow<'a> {
    #[serde(borrow)]
    pub(super) member: Option<Cow<'a, str>>,
    pub(super) marks: Option<MarkRows>,
}

/// The marks of a sheet, in the order given; a criterion may still occur twice.
#[derive(Debug)]
pub(super) struct MarkRows(pub(super) Vec<(Key, Given)>);

/// What stands before the colon.
#[derive(Debug)]
pub(super) enum Key {
    Code(Code),
    Unreadable(String),
}

/// What stands after it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Given {
    Points(Points),
    NoPoints,
}

impl<'de> Deserialize<'de> for MarkRows {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Rows)
    }
}

struct Rows;

impl<'de> Visitor<'de> for Rows {
    type Value = MarkRows;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("marks by criterion")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MarkRows, A::Error> {
        let mut rows = Vec::with_capacity(40);
        while let Some(row) = map.next_entry()? {
            rows.push(row);
        }
        Ok(MarkRows(rows))
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(OneKey)
    }
}

struct OneKey;

impl Visitor<'_> for OneKey {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a criterion")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key, E> {
        Ok(text.parse().map_or_else(|_| Key::Unreadable(text.to_owned()), Key::Code))
    }
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything)
    }
}

/// Takes whole points, and lets everything else pass as what it is not: the line can then still be
/// answered by its name.
struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("points")
    }

    fn visit_u64<E>(self, points: u64) -> Result<Given, E> {
        Ok(Points::try_from(points).map_or(Given::NoPoints, Given::Points))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Given, E> {
        Ok(Given::NoPoints)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Given, E> {
        Ok(Given::NoPoints)
    }

    fn visit_str<E>(self, _: &str) -> Result<Given, E> {
        Ok(Given::NoPoints)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Given, E> {
        Ok(Given::NoPoints)
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(Given::NoPoints)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Given::NoPoints)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Given::NoPoints)
    }
}
