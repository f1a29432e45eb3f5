//! The unit that a person wrote in a cell of a list, beside a date.

use jiff::civil::Date;
use ocop_rules::places::{Unit, UnitId};

use super::book::Book;
use super::names::{Likeness, Written};

/// The longest choice a sentence spells out.
const CHOICES: usize = 5;

/// What a cell says on a day. Nothing is guessed: only [`Reading::One`] is taken without asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'a> {
    /// Exactly one unit.
    One(&'a Unit),
    /// These it may be; a person chooses.
    Several(Vec<&'a Unit>),
    /// A unit of the other side of 1 July 2025: an old code or name beside a new date, or a new one
    /// beside an old date.
    OtherTime {
        /// The units that the cell names.
        named: Vec<&'a Unit>,
        /// The units of the day that share their ground; a person chooses.
        instead: Vec<&'a Unit>,
    },
    /// The code is that of another unit than the name.
    Disagree {
        /// The unit that has the code on the day.
        coded: &'a Unit,
        /// A unit of another time that has both the code and the name.
        once: Option<&'a Unit>,
    },
    /// No unit, of any time.
    None,
}

impl Book {
    /// Reads a cell: `06172`, `06172.2024`, `xã Tân Mỹ, huyện Văn Lãng, Lạng Sơn`,
    /// `06172 - Tân Mỹ`.
    pub fn read_cell(&self, cell: &str, day: Date) -> Reading<'_> {
        self.read(cell, None, day)
    }

    /// Reads a cell of a list that is known to concern `outer`, of either era.
    pub fn read_cell_within(&self, cell: &str, outer: &UnitId, day: Date) -> Reading<'_> {
        self.read(cell, Some(outer), day)
    }

    fn read(&self, cell: &str, outer: Option<&UnitId>, day: Date) -> Reading<'_> {
        let cell = cell.trim();
        if let Some(unit) = self.unit_of(cell) {
            return self.dated(vec![unit], day);
        }
        let (code, name) = split_code(cell);
        match (code, name.is_empty()) {
            (Some(code), true) => self.read_code(&code, day),
            (Some(code), false) => self.read_both(&code, &name, outer, day),
            (None, _) => self.read_name(&name, outer, day),
        }
    }

    /// A code alone. A spreadsheet drops the zeros in front; they are put back where that gives a
    /// unit.
    fn read_code(&self, code: &str, day: Date) -> Reading<'_> {
        let codes = match code.len() {
            1 => vec![format!("{code:0>2}"), format!("{code:0>3}"), format!("{code:0>5}")],
            4 => vec![format!("{code:0>5}")],
            _ => vec![code.to_owned()],
        };
        let bearers: Vec<&Unit> = codes.iter().flat_map(|it| self.both(it)).flatten().collect();
        let present: Vec<&Unit> = bearers.iter().copied().filter(|it| it.exists_on(day)).collect();
        if present.is_empty() { self.dated(bearers, day) } else { one_or_several(present) }
    }

    fn read_both(&self, code: &str, name: &str, outer: Option<&UnitId>, day: Date) -> Reading<'_> {
        let named = self.named(name, outer);
        let coded = match self.read_code(code, day) {
            Reading::One(coded) => coded,
            other => return other,
        };
        if named.iter().any(|(_, it)| it.id == coded.id) {
            return Reading::One(coded);
        }
        let once = named.iter().map(|(_, it)| *it).find(|it| it.code == coded.code);
        Reading::Disagree { coded, once }
    }

    fn read_name(&self, name: &str, outer: Option<&UnitId>, day: Date) -> Reading<'_> {
        let named = self.named(name, outer);
        let (present, past): (Vec<_>, Vec<_>) =
            named.into_iter().partition(|(_, it)| it.exists_on(day));
        let closest = |found: &[(Likeness, &'_ Unit)]| found.iter().map(|(it, _)| *it).min();
        let keep = |found: Vec<(Likeness, _)>, best| {
            found
                .into_iter()
                .filter(|(it, _)| *it == best)
                .map(|(_, unit)| unit)
                .collect::<Vec<_>>()
        };
        match (closest(&present), closest(&past)) {
            (Some(best), other) if other.is_none_or(|it| best <= it) => {
                let found = keep(present, best);
                if best == Likeness::Near { Reading::Several(found) } else { one_or_several(found) }
            }
            (_, Some(best)) => self.dated(keep(past, best), day),
            _ => Reading::None,
        }
    }

    /// Units found without regard to the day, now held against it.
    fn dated<'a>(&'a self, named: Vec<&'a Unit>, day: Date) -> Reading<'a> {
        if named.is_empty() {
            return Reading::None;
        }
        if named.iter().all(|it| it.exists_on(day)) {
            return one_or_several(named);
        }
        let mut instead: Vec<&Unit> =
            named.iter().flat_map(|it| self.shares(&it.id)).map(|it| it.unit).collect();
        instead.sort_by(|one, other| one.id.cmp(&other.id));
        instead.dedup();
        Reading::OtherTime { named, instead }
    }

    /// Every unit, of any time, that the name may mean: its own name first, then, after commas,
    /// those of units it lies in.
    fn named(&self, name: &str, outer: Option<&UnitId>) -> Vec<(Likeness, &Unit)> {
        let mut parts = name.split([',', ';', '/', '\n']).flat_map(|it| it.split(" - "));
        let own = Written::new(parts.next().unwrap_or_default());
        if own.is_empty() {
            return Vec::new();
        }
        let above: Vec<Written> = parts.map(Written::new).filter(|it| !it.is_empty()).collect();
        let reach = outer.map(|it| self.reach(it));
        let within = |unit: &Unit| {
            reach
                .as_ref()
                .is_none_or(|it| it.surely.contains(&unit.id) || it.perhaps.contains(&unit.id))
        };
        let lies_in = |at: usize, written: &Written| {
            self.up(self.entries[at].parent)
                .map(|it| &self.entries[it])
                .any(|it| written.likeness(&it.kind, &it.name).is_some())
        };
        let entries = self.entries.iter().enumerate();
        entries
            .filter_map(|(at, entry)| {
                let likeness = own.likeness(&entry.kind, &entry.name)?;
                (within(&entry.unit) && above.iter().all(|it| lies_in(at, it)))
                    .then_some((likeness, &entry.unit))
            })
            .collect()
    }

    /// The sentence for a cell that is not taken; `None` for one that is.
    pub fn refusal_of(&self, reading: &Reading<'_>, cell: &str, day: Date) -> Option<String> {
        let cell = cell.trim();
        let day = printed(day);
        Some(match reading {
            Reading::One(_) => return None,
            Reading::Several(units) => {
                format!("“{cell}” có thể là {}: hãy chọn một.", self.listed(units))
            }
            Reading::OtherTime { named, instead } => {
                let named_in_full = self.listed(named);
                let ended = named.iter().all(|it| it.until.is_some());
                let time = if ended { "không còn" } else { "chưa có" };
                let side = if ended { "nay là" } else { "trước đó là" };
                format!(
                    "“{cell}” là {named_in_full}, {time} vào ngày {day}; {side} {}.",
                    self.listed(instead)
                )
            }
            Reading::Disagree { coded, once: Some(once) } => format!(
                "“{cell}” ghép hai thời kỳ: ngày {day}, mã {} là {}, còn {} là đơn vị của thời kỳ khác.",
                coded.code,
                self.full_name(&coded.id),
                self.full_name(&once.id)
            ),
            Reading::Disagree { coded, once: None } => format!(
                "“{cell}”: ngày {day}, mã {} là {}, không khớp với tên.",
                coded.code,
                self.full_name(&coded.id)
            ),
            Reading::None => format!("Không có đơn vị hành chính nào là “{cell}”."),
        })
    }

    fn listed(&self, units: &[&Unit]) -> String {
        let names: Vec<String> =
            units.iter().take(CHOICES).map(|it| self.full_name(&it.id)).collect();
        let more = units.len().saturating_sub(CHOICES);
        let rest = if more == 0 { String::new() } else { format!("; và {more} đơn vị khác") };
        format!("{}{rest}", names.join("; "))
    }
}

fn one_or_several(units: Vec<&Unit>) -> Reading<'_> {
    match units[..] {
        [unit] => Reading::One(unit),
        _ => Reading::Several(units),
    }
}

/// A code and what stands beside it. A number is a code when it stands alone or has five digits:
/// there is a *phường 12*.
fn split_code(cell: &str) -> (Option<String>, String) {
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    if digits(cell) {
        return (Some(cell.to_owned()), String::new());
    }
    let word = |it: char| !it.is_alphanumeric();
    match cell.split(word).find(|it| digits(it) && it.len() == 5) {
        Some(code) => {
            let rest = cell.replacen(code, "", 1).replace("()", "");
            let edge = |it: char| it.is_whitespace() || matches!(it, '-' | '–' | ':' | ',' | '.');
            (Some(code.to_owned()), rest.trim_matches(edge).to_owned())
        }
        None => (None, cell.to_owned()),
    }
}

fn printed(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}
