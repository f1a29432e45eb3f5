//! Units by what a person types: part of a name, with or without tones, old or new.

use ocop_rules::places::{Level, Unit};

use super::book::{Book, Entry};
use super::names::{Name, Written};

/// How a unit answers a search; the smaller stands first: exact tones, then the whole name, then
/// the wider unit, then the one that exists today.
type Rank = (u8, Level, u8);

impl Book {
    /// The units whose name holds what was typed, the likeliest first, at most `most`.
    ///
    /// `van lang` finds xã Văn Lãng of today and huyện Văn Lãng of before; `xã Văn Lãng` only the
    /// first. A code finds the units that bear it or bore it.
    pub fn search(&self, typed: &str, most: usize) -> Vec<&Unit> {
        let typed = typed.trim();
        if let [None, None] = self.both(typed) {
            return self.search_names(typed, most);
        }
        let [old, new] = self.both(typed);
        new.into_iter().chain(old).take(most).collect()
    }

    fn search_names(&self, typed: &str, most: usize) -> Vec<&Unit> {
        let written = Written::new(typed);
        if written.is_empty() {
            return Vec::new();
        }
        let part = Name::new(typed);
        let rank = |entry: &Entry| -> Option<Rank> {
            let closeness = match written.likeness(&entry.kind, &entry.name) {
                Some(likeness) => likeness as u8,
                None if entry.name.toned.contains(&part.toned) => 3,
                None if entry.name.folded.contains(&part.folded) => 4,
                None => return None,
            };
            let ended = u8::from(entry.unit.until.is_some());
            Some((closeness, entry.unit.level, ended))
        };
        let mut found: Vec<(Rank, &Entry)> =
            self.entries.iter().filter_map(|it| Some((rank(it)?, it))).collect();
        found.sort_by_key(|(rank, it)| (*rank, &it.name.folded, &it.unit.id));
        found.into_iter().take(most).map(|(_, it)| &it.unit).collect()
    }
}
