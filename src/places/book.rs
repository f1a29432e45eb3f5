//! The book of units: every unit of both eras, and the way between them.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use ocop_rules::places::{Era, Level, Succession, Unit, UnitId};

use super::names::{Name, fold};
use super::rows::{self, BookFault, Row};

const UNTIL_2025: (&str, &str) = (
    "standards/places/until-2025-06-30.csv",
    include_str!("../../standards/places/until-2025-06-30.csv"),
);
const FROM_2025: (&str, &str) = (
    "standards/places/from-2025-07-01.csv",
    include_str!("../../standards/places/from-2025-07-01.csv"),
);
const FICTION: (&str, &str) = ("fixtures/places.csv", include_str!("../../fixtures/places.csv"));

static LAW: LazyLock<Result<Arc<Book>, BookFault>> =
    LazyLock::new(|| Book::gather(&[UNTIL_2025, FROM_2025]).map(Arc::new));
static WITH_FICTION: LazyLock<Result<Arc<Book>, BookFault>> =
    LazyLock::new(|| Book::with(FICTION.0, FICTION.1).map(Arc::new));

/// The units of the law and the fictional province Rừng Tràm (code 99): for the demo and tests only.
///
/// # Errors
///
/// As [`Book::load`].
pub fn fictional() -> Result<Arc<Book>, BookFault> {
    WITH_FICTION.clone()
}

/// Every administrative unit (*đơn vị hành chính*) there was and is. It is never changed; whoever
/// asks shares it.
#[derive(Debug)]
pub struct Book {
    pub(super) entries: Vec<Entry>,
    at: HashMap<UnitId, usize>,
}

/// A unit and its ties; the others by their place among the entries.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) unit: Unit,
    /// The kind, folded, and the name, as they are compared.
    pub(super) kind: String,
    pub(super) name: Name,
    pub(super) parent: Option<usize>,
    pub(super) parts: Vec<usize>,
    pub(super) became: Vec<Succession>,
    /// The units of the earlier era that went into this one, whole or in part.
    pub(super) was: Vec<usize>,
}

impl Book {
    /// The units of the law.
    ///
    /// # Errors
    ///
    /// When the files built into the program are not a book; a test proves that they are.
    pub fn load() -> Result<Arc<Self>, BookFault> {
        LAW.clone()
    }

    /// The units of the law and those of `extra`, in the columns of `standards/places/`; `file`
    /// names it in a fault.
    pub fn with(file: &str, extra: &str) -> Result<Self, BookFault> {
        Self::gather(&[UNTIL_2025, FROM_2025, (file, extra)])
    }

    fn gather(files: &[(&str, &str)]) -> Result<Self, BookFault> {
        let mut all = vec![rows::country()];
        for (file, text) in files {
            all.extend(rows::read(file, text)?);
        }
        let mut book =
            Self { entries: Vec::with_capacity(all.len()), at: HashMap::with_capacity(all.len()) };
        for Row { unit, became } in all {
            if book.at.insert(unit.id.clone(), book.entries.len()).is_some() {
                return Err(BookFault::Twice(unit.id));
            }
            book.entries.push(Entry {
                kind: fold(&unit.kind),
                name: Name::new(&unit.name),
                unit,
                parent: None,
                parts: Vec::new(),
                became,
                was: Vec::new(),
            });
        }
        book.tie()?;
        Ok(book)
    }

    /// Ties every unit to the one above it and to its heirs.
    fn tie(&mut self) -> Result<(), BookFault> {
        for here in 0..self.entries.len() {
            let entry = &self.entries[here];
            let id = &entry.unit.id;
            let find = |other: &UnitId| {
                let unknown = || BookFault::Unknown(id.clone(), other.clone());
                self.at.get(other).copied().ok_or_else(unknown)
            };
            let parent = entry.unit.parent.as_ref().map(find).transpose()?;
            let heirs: Vec<usize> =
                entry.became.iter().map(|it| find(&it.new)).collect::<Result<_, _>>()?;
            if let Some(parent) = parent {
                self.entries[parent].parts.push(here);
                self.entries[here].parent = Some(parent);
            }
            for heir in heirs {
                self.entries[heir].was.push(here);
            }
        }
        Ok(())
    }

    /// The unit with this id.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.entry(id).map(|it| &it.unit)
    }

    /// The unit kept under this text, as it stands in an address or a table.
    pub fn unit_of(&self, id: &str) -> Option<&Unit> {
        self.unit(&UnitId::new(id).ok()?)
    }

    /// The unit that has this code on that day: a code alone says nothing.
    pub fn on(&self, code: &str, day: Date) -> Option<&Unit> {
        self.both(code).into_iter().flatten().find(|it| it.exists_on(day))
    }

    /// What the code meant until 30 June 2025, and what it has meant since.
    pub(super) fn both(&self, code: &str) -> [Option<&Unit>; 2] {
        [Era::ThreeLevels, Era::TwoLevels]
            .map(|era| self.unit_of(&format!("{code}.{}", era.suffix())))
    }

    /// The units directly in this one, by name. The country's are the provinces of both eras.
    pub fn parts(&self, id: &UnitId) -> Vec<&Unit> {
        let parts = self.entry(id).map(|it| it.parts.as_slice()).unwrap_or_default();
        self.by_name(parts.to_vec())
    }

    /// The unit, the one it lies in, and so on up to the country.
    pub fn chain(&self, id: &UnitId) -> Vec<&Unit> {
        self.up(self.at.get(id).copied()).map(|it| &self.entries[it].unit).collect()
    }

    /// The ids of [`Book::chain`]: where an act on a thing of this unit is done.
    pub fn chain_ids(&self, id: &UnitId) -> Vec<UnitId> {
        self.chain(id).into_iter().map(|it| it.id.clone()).collect()
    }

    /// Whether `id` is `outer` or lies in it.
    pub fn lies_within(&self, id: &UnitId, outer: &UnitId) -> bool {
        self.chain(id).iter().any(|it| it.id == *outer)
    }

    /// The province the unit lies in, or is.
    pub fn province_of(&self, id: &UnitId) -> Option<&Unit> {
        self.chain(id).into_iter().find(|it| it.level == Level::Province)
    }

    /// Every commune (*xã, phường, thị trấn, đặc khu*) in the unit, of its own era, by name.
    pub fn communes_of(&self, id: &UnitId) -> Vec<&Unit> {
        let leaves = self.at.get(id).map(|&it| self.leaves(it)).unwrap_or_default();
        let mut communes = self.by_name(leaves);
        communes.retain(|it| it.level == Level::Commune);
        communes
    }

    /// The provinces that exist on that day, by name.
    pub fn provinces(&self, day: Date) -> Vec<&Unit> {
        let mut provinces = self.parts(&UnitId::country());
        provinces.retain(|it| it.exists_on(day));
        provinces
    }

    /// Every unit of that level that exists on that day, in the order of the files.
    pub fn all(&self, level: Level, day: Date) -> impl Iterator<Item = &Unit> {
        let units = self.entries.iter().map(|it| &it.unit);
        units.filter(move |it| it.level == level && it.exists_on(day))
    }

    /// The name with its kind: *xã Tân Mỹ*.
    pub fn name(&self, id: &UnitId) -> String {
        self.unit(id).map_or_else(|| id.to_string(), |it| format!("{} {}", it.kind, it.name))
    }

    /// The name with everything it lies in below the country: *xã Tân Mỹ, huyện Văn Lãng, tỉnh
    /// Lạng Sơn*, and since 1 July 2025 *xã Hoàng Văn Thụ, tỉnh Lạng Sơn*.
    pub fn full_name(&self, id: &UnitId) -> String {
        let chain = self.chain(id);
        if chain.len() < 2 {
            return self.name(id);
        }
        let below = chain.iter().filter(|it| it.level != Level::Country);
        below.map(|it| self.name(&it.id)).collect::<Vec<_>>().join(", ")
    }

    /// A street and what it lies in. People write the commune into the street: it is not said twice.
    pub fn address(&self, street: &str, id: &UnitId) -> String {
        let written = fold(street);
        let chain = self.chain(id);
        let above = chain.iter().filter(|it| it.level != Level::Country);
        let above = above.map(|it| self.name(&it.id)).filter(|it| !written.contains(&fold(it)));
        let parts = std::iter::once(street.trim().to_owned()).chain(above);
        parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn entry(&self, id: &UnitId) -> Option<&Entry> {
        self.at.get(id).map(|&it| &self.entries[it])
    }

    pub(super) fn place(&self, id: &UnitId) -> Option<usize> {
        self.at.get(id).copied()
    }

    /// The entry and those above it.
    pub(super) fn up(&self, from: Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(from, |&it| self.entries[it].parent)
    }

    /// The entry and all in it.
    pub(super) fn down(&self, from: usize) -> Vec<usize> {
        let mut found = vec![from];
        let mut next = 0;
        while let Some(&here) = found.get(next) {
            found.extend(&self.entries[here].parts);
            next += 1;
        }
        found
    }

    /// The smallest units in the entry: its communes, an island district without any, itself.
    pub(super) fn leaves(&self, from: usize) -> Vec<usize> {
        let mut leaves = self.down(from);
        leaves.retain(|&it| self.entries[it].parts.is_empty());
        leaves
    }

    /// The units at these places, as a person looks them up.
    pub(super) fn by_name(&self, mut places: Vec<usize>) -> Vec<&Unit> {
        places.sort_by(|&one, &other| {
            let key = |it: usize| {
                let Entry { unit, kind, name, .. } = &self.entries[it];
                (&name.folded, &name.toned, kind, &unit.id)
            };
            key(one).cmp(&key(other))
        });
        places.into_iter().map(|it| &self.entries[it].unit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faulty(extra: &str, expected: &str) {
        let fault = Book::with("a.csv", &format!("\n{extra}\n")).err().unwrap();
        assert_eq!(fault.to_string(), expected);
    }

    #[test]
    fn a_book_that_contradicts_itself_does_not_load() {
        faulty("20.2025,Tỉnh Lạng Sơn,,", "20.2025 stands twice");
        faulty("99001.2025,Xã X,99,", "99001.2025 speaks of 99.2025, which is not there");
        faulty("99.2024,Tỉnh X,,98", "99.2024 speaks of 98.2025, which is not there");
    }

    #[test]
    fn an_address_names_each_unit_once() {
        let book = Book::load().unwrap();
        let unit = UnitId::new("20.2025").unwrap();
        assert_eq!(book.address("Số 4, TỈNH LẠNG SƠN", &unit), "Số 4, TỈNH LẠNG SƠN");
        assert_eq!(book.address("Số 4", &unit), "Số 4, tỉnh Lạng Sơn");
        assert_eq!(book.address("", &unit), "tỉnh Lạng Sơn");
    }

    #[test]
    fn the_book_is_shared() {
        assert!(Arc::ptr_eq(&Book::load().unwrap(), &Book::load().unwrap()));
    }
}
