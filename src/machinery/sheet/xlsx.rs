use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, Reader as _, SheetVisible, Xlsx};
use jiff::civil::Date;

use super::{Cell, Each, MOST_COLUMNS};

/// The most that an archive may unpack to: ten times a list of a hundred thousand rows.
const MOST_UNPACKED: u64 = 300 * 1024 * 1024;
/// The most entries: a workbook has some dozens.
const MOST_ENTRIES: usize = 2_000;
/// Rows above the heading, where a title may lie over merged cells.
const TITLE_ROWS: u32 = 20;

/// Reads the first visible sheet of a workbook.
pub(super) fn read(name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), String> {
    measure(name, bytes)?;
    // The library is not ours; a fault of it is a fault of the file, and no more.
    catch_unwind(AssertUnwindSafe(|| rows(name, bytes, each))).unwrap_or_else(|_| Err(broken(name)))
}

fn broken(name: &str) -> String {
    format!("Tệp “{name}” bị hỏng, không đọc được; hãy mở bằng Excel và lưu lại thành .xlsx.")
}

/// Measures what the archive unpacks to, by what it says and by unpacking it into nothing.
fn measure(name: &str, bytes: &[u8]) -> Result<(), String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(name))?;
    let bomb = || {
        format!(
            "Tệp “{name}” nở ra quá lớn khi giải nén; hãy chép riêng các dòng có dữ liệu sang tệp mẫu."
        )
    };
    if MOST_ENTRIES < archive.len() {
        return Err(bomb());
    }
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| broken(name))?;
        if left < entry.size() {
            return Err(bomb());
        }
        let mut limited = entry.take(left + 1);
        let real = std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| broken(name))?;
        left = left.checked_sub(real).ok_or_else(bomb)?;
    }
    Ok(())
}

fn rows(name: &str, bytes: &[u8], each: Each<'_>) -> Result<(), String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken(name))?;
    let sheets = book.sheets_metadata();
    let visible = sheets.iter().find(|it| it.visible == SheetVisible::Visible);
    let Some(sheet) = visible.map(|it| it.name.clone()) else {
        return Err(format!("Tệp “{name}” không có trang tính nào."));
    };
    let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
    let mut reader = book.worksheet_cells_reader(&sheet).map_err(|_| broken(name))?;
    let mut row: (u32, Vec<Cell>) = (0, Vec::new());
    let mut hand = |(number, cells): (u32, Vec<Cell>)| {
        if cells.iter().all(Cell::is_empty) {
            return Ok(());
        }
        if let Some(region) = merged.iter().find(|it| spoils(it, number)) {
            return Err(merged_here(region));
        }
        each(number + 1, cells)
    };
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| broken(name))? {
        let (at, column) = cell.pos;
        if at != row.0 {
            hand(std::mem::replace(&mut row, (at, Vec::new())))?;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column < MOST_COLUMNS {
            if row.1.len() <= column {
                row.1.resize(column + 1, Cell::Empty);
            }
            row.1[column] = taken(&cell.value, cell.formula.is_some());
        }
    }
    hand(row)
}

/// Whether merged cells make this row unclear. A title above the list may lie over several columns.
fn spoils(region: &Dimensions, row: u32) -> bool {
    let is_title = region.start.0 == region.end.0 && row < TITLE_ROWS;
    !is_title && region.start.0 <= row && row <= region.end.0
}

fn merged_here(region: &Dimensions) -> String {
    let cell = |(row, column): (u32, u32)| {
        let letters = if column < 26 {
            String::new()
        } else {
            char::from_u32(64 + (column / 26).min(26)).unwrap_or('?').to_string()
        };
        let last = char::from_u32(65 + column % 26).unwrap_or('?');
        format!("{letters}{last}{}", row + 1)
    };
    format!(
        "Dòng {}: có ô gộp {}:{}, không biết giá trị thuộc dòng nào; hãy bỏ gộp ô (Unmerge) và điền từng dòng.",
        region.start.0 + 1,
        cell(region.start),
        cell(region.end)
    )
}

/// A value as it was last computed; a formula that never was is refused.
fn taken(value: &DataRef<'_>, is_formula: bool) -> Cell {
    match value {
        DataRef::Empty if is_formula => Cell::Fault(
            "là công thức chưa có giá trị; hãy mở tệp bằng Excel, tính lại rồi lưu.".to_owned(),
        ),
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::String(text) => Cell::of_text(text),
        DataRef::SharedString(text) => Cell::of_text(text),
        DataRef::Bool(value) => Cell::Text(value.to_string()),
        DataRef::DateTime(moment) => day(moment.to_ymd_hms_milli()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::of_text(text.split('T').next().unwrap_or(text))
        }
        DataRef::Error(_) => {
            Cell::Fault("là một lỗi của bảng tính (#N/A, #REF! …); hãy sửa.".to_owned())
        }
    }
}

fn day((year, month, day, ..): (u16, u8, u8, u8, u8, u8, u16)) -> Cell {
    let parts = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    match parts {
        (Ok(year), Ok(month), Ok(day)) => match Date::new(year, month, day) {
            Ok(day) => Cell::Day(day),
            Err(_) => Cell::Fault("là một ngày không có trong lịch.".to_owned()),
        },
        _ => Cell::Fault("là một ngày không có trong lịch.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

    use super::super::tests::rows;
    use super::*;

    #[test]
    fn days_numbers_and_computed_values_are_taken() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let format = Format::new().set_num_format("dd/mm/yyyy");
        let day = ExcelDateTime::from_ymd(2023, 5, 29).unwrap();
        sheet.write(0, 0, 4).unwrap().write(0, 1, "4 sao").unwrap();
        sheet.write_with_format(0, 2, &day, &format).unwrap();
        sheet.write(0, 3, Formula::new("=2+2").set_result("4")).unwrap();
        let read = rows("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(read, [(1, ["4", "4 sao", "29/05/2023", "4"].map(String::from).to_vec())]);
    }

    #[test]
    fn merged_cells_within_the_list_are_refused_and_a_title_is_not() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.merge_range(0, 0, 0, 3, "Danh sách", &Format::new()).unwrap();
        sheet.write(1, 0, "a").unwrap();
        assert_eq!(rows("a.xlsx", &book.save_to_buffer().unwrap()).unwrap().len(), 2);
        let sheet = book.worksheet_from_index(0).unwrap();
        sheet.merge_range(4, 1, 6, 1, "xã Tân Mỹ", &Format::new()).unwrap();
        let said = rows("a.xlsx", &book.save_to_buffer().unwrap()).unwrap_err();
        assert!(said.contains("Dòng 5") && said.contains("B5:B7"), "{said}");
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused_before_it_is_read() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let zeros = vec![0_u8; 1024 * 1024];
        archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
        for _ in 0..310 {
            archive.write_all(&zeros).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        assert!(bytes.len() < 1024 * 1024);
        assert!(rows("a.xlsx", &bytes).unwrap_err().contains("nở ra quá lớn"));
    }

    #[test]
    fn a_formula_that_was_never_computed_is_a_fault() {
        let cell = taken(&DataRef::Empty, true);
        assert!(matches!(cell, Cell::Fault(said) if said.contains("công thức")));
    }
}
