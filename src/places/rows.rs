//! One line of the files of units, read. `standards/places/README.md` tells the columns.

use jiff::civil::{Date, date};
use ocop_rules::places::{Era, Extent, Level, Succession, Unit, UnitId, UnitIdRefusal};

/// The last day of the three levels.
const LAST_OLD_DAY: Date = date(2025, 6, 30);
/// The first day of the two levels.
const FIRST_NEW_DAY: Date = date(2025, 7, 1);

/// The kinds of unit (*loại đơn vị hành chính*), as they begin a name.
const KINDS: [&str; 9] =
    ["Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu"];

/// Why a file of units is not a book. It is found when the program starts, never later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BookFault {
    /// The line has not four columns.
    #[error("{file}:{line}: a unit has four columns: id,name,within,became")]
    Columns {
        /// Where.
        file: String,
        /// Which line; the heading is the first.
        line: usize,
    },
    /// An id is not one.
    #[error("{file}:{line}: {refusal}")]
    Id {
        /// Where.
        file: String,
        /// Which line.
        line: usize,
        /// Why not.
        refusal: UnitIdRefusal,
    },
    /// A code has neither two, three nor five digits.
    #[error("{file}:{line}: a code of {digits} digits belongs to no level")]
    Level {
        /// Where.
        file: String,
        /// Which line.
        line: usize,
        /// How many.
        digits: usize,
    },
    /// The name does not begin with its kind.
    #[error("{file}:{line}: no kind of unit begins the name {name}")]
    Kind {
        /// Where.
        file: String,
        /// Which line.
        line: usize,
        /// The name.
        name: String,
    },
    /// Two lines have one id.
    #[error("{0} stands twice")]
    Twice(UnitId),
    /// A line speaks of a unit that is not there.
    #[error("{0} speaks of {1}, which is not there")]
    Unknown(UnitId, UnitId),
}

/// A unit, and what became of it.
pub(super) struct Row {
    pub(super) unit: Unit,
    pub(super) became: Vec<Succession>,
}

/// Reads a file of units; `file` names it in a fault.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Row>, BookFault> {
    let lines = text.lines().enumerate().skip(1);
    lines.map(|(at, line)| row(line, || file.to_owned(), at + 1)).collect()
}

fn row(text: &str, file: impl Fn() -> String, line: usize) -> Result<Row, BookFault> {
    let columns: Vec<&str> = text.split(',').collect();
    let [id, name, within, became] = columns[..] else {
        return Err(BookFault::Columns { file: file(), line });
    };
    let named =
        |id: &str| UnitId::new(id).map_err(|refusal| BookFault::Id { file: file(), line, refusal });
    let id = named(id)?;
    let level = match id.code().len() {
        2 => Level::Province,
        3 => Level::District,
        5 => Level::Commune,
        digits => return Err(BookFault::Level { file: file(), line, digits }),
    };
    let Some((kind, bare)) =
        KINDS.iter().find_map(|&kind| Some((kind, name.strip_prefix(kind)?.strip_prefix(' ')?)))
    else {
        return Err(BookFault::Kind { file: file(), line, name: name.to_owned() });
    };
    let parent = match within {
        "" => UnitId::country(),
        code => named(&format!("{code}.{}", id.era().suffix()))?,
    };
    let heirs: Vec<&str> = became.split_whitespace().collect();
    let extent = if heirs.len() == 1 { Extent::Whole } else { Extent::Part };
    let became = heirs.iter().enumerate().map(|(at, code)| {
        let new = named(&format!("{code}.{}", Era::TwoLevels.suffix()))?;
        Ok(Succession { old: id.clone(), new, extent, proposed: at == 0 })
    });
    let became = became.collect::<Result<_, _>>()?;
    let (from, until) = match id.era() {
        Era::ThreeLevels => (None, Some(LAST_OLD_DAY)),
        Era::TwoLevels => (Some(FIRST_NEW_DAY), None),
    };
    let unit = Unit {
        code: id.code().to_owned(),
        id,
        level,
        kind: kind.to_lowercase(),
        name: bare.to_owned(),
        parent: Some(parent),
        from,
        until,
    };
    Ok(Row { unit, became })
}

/// The country, above every province of either era.
pub(super) fn country() -> Row {
    let id = UnitId::country();
    let unit = Unit {
        code: id.code().to_owned(),
        id,
        level: Level::Country,
        kind: "nước".to_owned(),
        name: "Việt Nam".to_owned(),
        parent: None,
        from: None,
        until: None,
    };
    Row { unit, became: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faulty(line: &str, expected: &str) {
        let text = format!("id,name,within,became\n{line}\n");
        let fault = read("a.csv", &text).err().unwrap();
        assert_eq!(fault.to_string(), expected);
    }

    #[test]
    fn a_line_that_is_no_unit_is_named() {
        faulty("20.2025,Tỉnh Lạng Sơn,", "a.csv:2: a unit has four columns: id,name,within,became");
        faulty("2020.2025,Tỉnh X,,", "a.csv:2: a code of 4 digits belongs to no level");
        faulty("20.2025,Bang Lạng Sơn,,", "a.csv:2: no kind of unit begins the name Bang Lạng Sơn");
        faulty(
            "20,Tỉnh Lạng Sơn,,",
            "a.csv:2: no unit is written 20: a code, a point, and 2024 or 2025",
        );
    }

    #[test]
    fn of_several_heirs_the_first_is_proposed() {
        let rows = read("a.csv", "\n00007.2024,Phường Cống Vị,001,00008 00025\n").unwrap();
        let [first, second] = &rows[0].became[..] else { panic!("two heirs") };
        assert!(first.proposed && !second.proposed);
        assert_eq!(first.extent, Extent::Part);
        assert_eq!(rows[0].unit.name, "Cống Vị");
        assert_eq!(rows[0].unit.kind, "phường");
    }
}
