//! The bytes of a list: an .xlsx or a .csv, read row by row.
//!
//! Nothing is believed before it is looked at: an archive is measured before it is unpacked, a text
//! must be UTF-8, and every limit that is passed is said in one sentence.

mod csv;
pub mod written;
mod xlsx;

use bytes::Bytes;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use ocop_documents::words::composed;

use super::Failure;

/// What an .xlsx is.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// The longest list. A province has some hundreds of products, the country some twenty thousand.
pub const MOST_ROWS: u32 = 100_000;
/// The widest list.
const MOST_COLUMNS: usize = 200;
/// The longest text of a cell.
const LONGEST_CELL: usize = 2_000;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A number, as it is written in full: `45075`, `0.5`.
    Number(String),
    /// A day.
    Day(Date),
    /// Something that cannot be taken, and why.
    Fault(String),
}

impl Cell {
    /// What it says, without the blanks around it; a day as people write it.
    pub fn text(&self) -> String {
        match self {
            Self::Empty | Self::Fault(_) => String::new(),
            Self::Text(text) | Self::Number(text) => tidied(text),
            Self::Day(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
        }
    }

    /// Whether nothing stands in it, or only blanks.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(is_blank),
            _ => false,
        }
    }

    fn of_text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else if LONGEST_CELL < text.chars().count() {
            Self::Fault(format!("dài quá {LONGEST_CELL} ký tự."))
        } else if text.contains('\0') {
            Self::Fault("có ký tự không đọc được.".to_owned())
        } else {
            Self::Text(composed(text))
        }
    }
}

/// What is handed every row: its number in the file, from 1, and its cells.
pub type Each<'a> = &'a mut dyn FnMut(u32, Vec<Cell>) -> Result<(), String>;

/// Reads every row in which something stands.
///
/// # Errors
///
/// A sentence that says why the file cannot be read, or the first that `each` answers.
pub fn read(name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), String> {
    let mut rows = 0_u32;
    let counted = &mut |number: u32, cells: Vec<Cell>| {
        if cells.iter().all(Cell::is_empty) {
            return Ok(());
        }
        rows += 1;
        if MOST_ROWS < rows {
            return Err(format!("Tệp “{name}” có hơn {MOST_ROWS} dòng; hãy chia thành nhiều tệp."));
        }
        each(number, cells)
    };
    if bytes.is_empty() {
        return Err(format!("Tệp “{name}” trống: hãy chọn lại tệp."));
    }
    match kind(name, bytes)? {
        Kind::Xlsx => xlsx::read(name, bytes, counted),
        Kind::Csv => csv::read(name, bytes, counted),
    }
}

/// A file that may be a list: what it is inside is for the reading to say.
///
/// # Errors
///
/// A refusal of the field `file`.
pub fn listed((name, bytes): (String, Bytes)) -> Result<(String, Bytes), Failure> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let said = match ending.as_str() {
        _ if bytes.is_empty() => format!("Tệp “{name}” trống: hãy chọn lại tệp."),
        "xlsx" | "csv" | "tsv" | "txt" => return Ok((name, bytes)),
        "xls" => format!("Tệp “{name}” là Excel đời cũ; hãy lưu lại dưới dạng .xlsx."),
        _ => format!("Tệp “{name}” không phải .xlsx hoặc .csv; hãy dùng tệp mẫu."),
    };
    Err(Failure::refused_of("file", said))
}

enum Kind {
    Xlsx,
    Csv,
}

/// What the file is, by its first bytes; its name must agree.
fn kind(name: &str, bytes: &[u8]) -> Result<Kind, String> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    if bytes.starts_with(b"PK\x03\x04") {
        return if ending == "xlsx" {
            Ok(Kind::Xlsx)
        } else {
            Err(format!("Tệp “{name}” là tệp nén, không phải .csv như tên của nó."))
        };
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(format!(
            "Tệp “{name}” là Excel đời cũ (.xls) hoặc có mật khẩu; hãy lưu lại dưới dạng .xlsx không mật khẩu."
        ));
    }
    match ending.as_str() {
        "csv" | "txt" | "tsv" => Ok(Kind::Csv),
        "xlsx" => Err(format!("Tệp “{name}” không phải là tệp .xlsx như tên của nó.")),
        _ => Err(format!("Tệp “{name}” không phải .xlsx hoặc .csv; hãy dùng tệp mẫu.")),
    }
}

/// A day as a spreadsheet counts it: 45075 is 29 May 2023. Only days of this century before 2060.
pub fn counted_day(text: &str) -> Option<Date> {
    let days: i64 = text.parse().ok().filter(|it| (36_526..58_440).contains(it))?;
    date(1899, 12, 30).checked_add(days.days()).ok()
}

fn is_blank(it: char) -> bool {
    it.is_whitespace() || matches!(it, '\u{feff}' | '\u{200b}')
}

/// Without blanks at the ends, and with one between words.
fn tidied(text: &str) -> String {
    text.split(is_blank).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn rows(name: &str, bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, String> {
        let mut rows = Vec::new();
        read(name, bytes, &mut |number, cells| {
            rows.push((number, cells.iter().map(Cell::text).collect()));
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn a_file_that_is_not_what_its_name_says_is_refused() {
        for (name, bytes) in [
            ("a.xlsx", &b"ten,sao"[..]),
            ("a.csv", b"PK\x03\x04...."),
            ("a.pdf", b"%PDF-1.4"),
            ("a.xls", &[0xd0, 0xcf, 0x11, 0xe0, 0]),
            ("a.csv", b""),
            ("a.xlsx", b"PK\x03\x04 and nothing more"),
        ] {
            let said = rows(name, bytes).unwrap_err();
            assert!(said.starts_with(&format!("Tệp “{name}”")), "{said}");
        }
    }

    #[test]
    fn blanks_are_tidied() {
        assert_eq!(tidied("  Thạch\u{a0} Chu \n Hạnh "), "Thạch Chu Hạnh");
        assert!(Cell::Text(" \u{200b} ".into()).is_empty());
    }

    #[test]
    fn a_huge_cell_is_a_fault_of_its_row_alone() {
        assert!(matches!(Cell::of_text(&"ạ".repeat(2_001)), Cell::Fault(_)));
        assert!(matches!(Cell::of_text(&"ạ".repeat(2_000)), Cell::Text(_)));
    }
}
