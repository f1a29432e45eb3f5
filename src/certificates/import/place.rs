//! Where a product lies: the commune, the district and the province of a row, of either era.
//!
//! Nothing is guessed. A name is read as of the day of recognition; a code alone that means
//! different communes on the two maps, and a commune that was split, ask a person.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use ocop_rules::places::{Heirs, Level, Unit, UnitId};

use crate::places::{Book, Reach, Reading};

/// The last day of the three levels.
const LAST_OLD_DAY: Date = date(2025, 6, 30);

/// What the cells of a row say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Placed {
    /// Exactly here.
    At(UnitId),
    /// Somewhere in this district: the commune is not known.
    InDistrict(UnitId),
    /// A person chooses one of these.
    Ask(Question),
    /// Nowhere that we know, and why.
    No(String),
}

/// What a person is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// Why.
    pub(super) sentence: String,
    /// The units to choose from.
    pub(super) units: Vec<UnitId>,
    /// The one to propose.
    pub(super) proposed: Option<UnitId>,
}

/// The places of one list, each cell read once.
pub(super) struct Places<'a> {
    book: &'a Book,
    province: UnitId,
    reach: Reach,
    today: Date,
    read: HashMap<(String, String, bool), Placed>,
}

impl<'a> Places<'a> {
    /// The places of a list that concerns this province.
    pub(super) fn new(book: &'a Book, province: &UnitId, today: Date) -> Self {
        let reach = book.reach(province);
        Self { book, province: province.clone(), reach, today, read: HashMap::new() }
    }

    /// The provinces, of both eras, under which products of this list may be recorded.
    pub(super) fn provinces(&self) -> Vec<UnitId> {
        let units = self.reach.surely.iter().chain(&self.reach.perhaps);
        let is_province =
            |it: &&UnitId| self.book.unit(it).is_some_and(|unit| unit.level == Level::Province);
        units.filter(is_province).cloned().collect()
    }

    /// Reads the commune and the district of a row that was recognised on `day`.
    pub(super) fn find(&mut self, commune: &str, district: &str, day: Date) -> Placed {
        let key = (commune.to_owned(), district.to_owned(), day <= LAST_OLD_DAY);
        if let Some(placed) = self.read.get(&key) {
            return placed.clone();
        }
        let placed = self.read_anew(commune, district, day);
        self.read.insert(key, placed.clone());
        placed
    }

    fn read_anew(&self, commune: &str, district: &str, day: Date) -> Placed {
        match (commune.is_empty(), district.is_empty()) {
            (true, true) => Placed::No("hãy ghi xã (mã hoặc tên), hoặc huyện cũ.".to_owned()),
            (true, false) => self.in_district(district),
            (false, true) if is_code(commune) => self.coded(commune, day),
            (false, true) => self.named(commune, commune, day),
            (false, false) if is_code(commune) => self.coded_in(commune, district),
            (false, false) => self.named(&format!("{commune}, {district}"), commune, LAST_OLD_DAY),
        }
    }

    fn in_district(&self, district: &str) -> Placed {
        let reading = self.book.read_cell_within(district, &self.province, LAST_OLD_DAY);
        match self.one(&reading).or_else(|| only(&reading, Level::District)) {
            Some(unit) if unit.level == Level::District => Placed::InDistrict(unit.id.clone()),
            Some(unit) => Placed::No(format!(
                "“{district}” là {}, không phải huyện; hãy ghi xã.",
                self.book.full_name(&unit.id)
            )),
            None => self.refused(&reading, district, LAST_OLD_DAY),
        }
    }

    /// A code alone, which may mean two places.
    fn coded(&self, code: &str, day: Date) -> Placed {
        let [then, now] = [LAST_OLD_DAY, self.today].map(|day| {
            let reading = self.book.read_cell(code, day);
            match reading {
                Reading::One(unit) if self.is_ours(unit) => Some(unit),
                _ => None,
            }
        });
        match (then, now) {
            (Some(then), Some(now)) => {
                let same = self.book.shares(&then.id).iter().any(|it| it.unit.id == now.id);
                match same {
                    true if day <= LAST_OLD_DAY => self.settled(then),
                    true => self.settled(now),
                    false => Placed::Ask(Question {
                        sentence: format!(
                            "mã {code} trước 1/7/2025 là {}, nay là {}: hãy chọn.",
                            self.book.full_name(&then.id),
                            self.book.full_name(&now.id)
                        ),
                        units: vec![then.id.clone(), now.id.clone()],
                        proposed: None,
                    }),
                }
            }
            (Some(unit), None) | (None, Some(unit)) => self.settled(unit),
            (None, None) => self.refused(&self.book.read_cell(code, self.today), code, self.today),
        }
    }

    /// A code beside a district: a code of the old map, and it must lie there.
    fn coded_in(&self, code: &str, district: &str) -> Placed {
        let Placed::InDistrict(within) = self.in_district(district) else {
            return self.in_district(district);
        };
        let reading = self.book.read_cell(code, LAST_OLD_DAY);
        match self.one(&reading) {
            Some(unit) if self.book.lies_within(&unit.id, &within) => self.settled(unit),
            Some(unit) => Placed::No(format!(
                "mã {code} là {}, không thuộc {district}; có thể là mã sau 1/7/2025: hãy bỏ cột huyện hoặc sửa mã.",
                self.book.full_name(&unit.id)
            )),
            None => self.refused(&reading, code, LAST_OLD_DAY),
        }
    }

    fn named(&self, cell: &str, typed: &str, day: Date) -> Placed {
        let reading = self.book.read_cell_within(cell, &self.province, day);
        match &reading {
            Reading::Several(units) => Placed::Ask(Question {
                sentence: format!("“{typed}” có thể là nhiều đơn vị: hãy chọn một."),
                units: units.iter().take(20).map(|it| it.id.clone()).collect(),
                proposed: None,
            }),
            _ => match self.one(&reading) {
                Some(unit) => self.settled(unit),
                None => self.refused(&reading, cell, day),
            },
        }
    }

    /// The one unit that is meant, of whichever time.
    fn one<'b>(&self, reading: &Reading<'b>) -> Option<&'b Unit> {
        match reading {
            Reading::One(unit) => Some(unit),
            Reading::OtherTime { named, .. } => match named[..] {
                [unit] if self.is_ours(unit) => Some(unit),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_ours(&self, unit: &Unit) -> bool {
        self.reach.surely.contains(&unit.id) || self.reach.perhaps.contains(&unit.id)
    }

    /// A unit that was found: it must be ours, a commune, and not split.
    fn settled(&self, unit: &Unit) -> Placed {
        if !self.is_ours(unit) {
            return Placed::No(format!(
                "{} không thuộc {}.",
                self.book.full_name(&unit.id),
                self.book.name(&self.province)
            ));
        }
        match (unit.level, self.book.heirs(&unit.id)) {
            (Level::Commune, Heirs::Several { units, proposed }) => Placed::Ask(Question {
                sentence: format!(
                    "{} đã chia vào nhiều xã: hãy chọn xã nay của chủ thể.",
                    self.book.full_name(&unit.id)
                ),
                units: units.into_iter().chain([unit.id.clone()]).collect(),
                proposed,
            }),
            (Level::Commune, _) => Placed::At(unit.id.clone()),
            (Level::District, _) => Placed::InDistrict(unit.id.clone()),
            _ => Placed::No(format!("{} không phải xã.", self.book.full_name(&unit.id))),
        }
    }

    fn refused(&self, reading: &Reading<'_>, cell: &str, day: Date) -> Placed {
        let said = self.book.refusal_of(reading, cell, day);
        Placed::No(
            said.unwrap_or_else(|| {
                format!("“{cell}” không thuộc {}.", self.book.name(&self.province))
            }),
        )
    }

    /// Where the ground of a unit lies today, when it is one unit: what two rows are compared by.
    pub(super) fn home(&self, unit: &UnitId) -> UnitId {
        match self.book.heirs(unit) {
            Heirs::One(heir) => heir,
            _ => unit.clone(),
        }
    }

    /// The name of a unit in full.
    pub(super) fn name(&self, unit: &UnitId) -> String {
        self.book.full_name(unit)
    }

    /// Whether the province column names the province of the list, of either era.
    pub(super) fn is_province(&self, typed: &str) -> bool {
        typed.is_empty()
            || [LAST_OLD_DAY, self.today].into_iter().any(|day| {
                let reading = self.book.read_cell(typed, day);
                let unit = match &reading {
                    Reading::One(unit) => Some(*unit),
                    reading => only(reading, Level::Province),
                };
                unit.is_some_and(|it| self.is_ours(it))
            })
    }
}

/// The one unit of this level among those that a cell may mean: its column says the level, as where
/// a district has a town of its name.
fn only<'b>(reading: &Reading<'b>, level: Level) -> Option<&'b Unit> {
    let Reading::Several(units) = reading else { return None };
    let mut of_level = units.iter().filter(|it| it.level == level);
    match (of_level.next(), of_level.next()) {
        (Some(unit), None) => Some(unit),
        _ => None,
    }
}

fn is_code(cell: &str) -> bool {
    let code = cell.split('.').next().unwrap_or_default();
    !code.is_empty() && code.bytes().all(|it| it.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(province: &str, commune: &str, district: &str, day: Date) -> Placed {
        let book = crate::places::fictional().unwrap();
        let province = province.parse().unwrap();
        Places::new(&book, &province, date(2026, 11, 23)).find(commune, district, day)
    }

    const THEN: Date = date(2023, 5, 29);

    #[test]
    fn an_old_commune_is_found_by_name_with_its_district() {
        for district in ["Văn Lãng", "huyện Văn Lãng", "van lang"] {
            let placed = find("20.2025", "xã Tân Mỹ", district, THEN);
            let Placed::At(unit) = placed else { panic!("{placed:?}") };
            assert_eq!(unit.as_str().split('.').next_back(), Some("2024"));
        }
    }

    #[test]
    fn a_district_alone_is_a_place_without_a_commune() {
        let placed = find("20.2025", "", "huyện Văn Lãng", THEN);
        assert_eq!(placed, Placed::InDistrict("182.2024".parse().unwrap()));
    }

    #[test]
    fn a_split_commune_asks_a_person() {
        let placed = find("99.2025", "xã Nhánh Tràm", "", THEN);
        let Placed::Ask(question) = placed else { panic!("{placed:?}") };
        assert_eq!(question.units.len(), 3);
    }

    #[test]
    fn another_province_is_named() {
        let placed = find("99.2025", "xã Tân Mỹ", "huyện Văn Lãng", THEN);
        assert!(matches!(placed, Placed::No(_)), "{placed:?}");
        assert!(matches!(find("99.2025", "", "", THEN), Placed::No(_)));
    }

    #[test]
    fn a_new_code_beside_an_old_district_is_told_so() {
        let placed = find("20.2025", "06040", "huyện Văn Lãng", THEN);
        assert!(matches!(&placed, Placed::No(said) if said.contains("06040")), "{placed:?}");
    }
}
