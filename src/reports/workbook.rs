//! The tables of a report as a workbook: numbers are numbers, so that they can be added up.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::composed::{Block, Composed, Table};
use super::sentence::plain;
use super::store::Report;
use crate::machinery::Failure;

/// The longest name that a sheet may have.
const SHEET_NAME: usize = 31;

/// The sentences on the first sheet, each table on a sheet of its own.
///
/// # Errors
///
/// Only faults.
pub(super) fn of(report: &Report, composed: &Composed) -> Result<Vec<u8>, Failure> {
    let fault = |error| Failure::from(anyhow::Error::new(error));
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let wrapped = Format::new().set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Báo cáo").map_err(fault)?;
    sheet.set_column_width(0, 110).map_err(fault)?;
    sheet.write_with_format(0, 0, report.title.as_str(), &bold).map_err(fault)?;
    let mut row = 1;
    for section in &composed.sections {
        let heading = format!("{}. {}", section.number, section.name);
        sheet.write_with_format(row, 0, heading, &bold).map_err(fault)?;
        row += 1;
        for block in &section.blocks {
            let lines: Vec<String> = match block {
                Block::Passage { parts, .. } => vec![plain(parts)],
                Block::Items { items, .. } => {
                    items.iter().map(|it| format!("– {}", it.text)).collect()
                }
                Block::Table(table) => vec![format!("Bảng: {}", table.caption)],
                Block::Chart { .. } => Vec::new(),
            };
            for line in lines {
                sheet.write_with_format(row, 0, line, &wrapped).map_err(fault)?;
                row += 1;
            }
        }
    }
    let tables = composed.sections.iter().flat_map(|it| &it.blocks).filter_map(|it| match it {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (number, table) in (1..).zip(tables) {
        let sheet = workbook.add_worksheet();
        let name = format!("{number}. {}", table.caption);
        let name: String = name.chars().filter(|it| !"[]:*?/\\".contains(*it)).collect();
        let name: String = name.chars().take(SHEET_NAME).collect();
        sheet.set_name(name.trim()).map_err(fault)?;
        fill(sheet, table, &bold).map_err(fault)?;
    }
    workbook.save_to_buffer().map_err(fault)
}

fn fill(
    sheet: &mut Worksheet,
    table: &Table,
    bold: &Format,
) -> Result<(), rust_xlsxwriter::XlsxError> {
    sheet.write_with_format(0, 0, table.caption.as_str(), bold)?;
    for (at, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_with_format(1, at, heading.as_str(), bold)?;
        sheet.set_column_width(at, if at == 0 { 40 } else { 20 })?;
    }
    sheet.set_freeze_panes(2, 1)?;
    for (at, row) in (2..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            // What opens to a list is a number, where it is one and not words around one.
            let plain: String = cell.text.chars().filter(|it| *it != '.').collect();
            match plain.parse::<i32>() {
                Ok(number) if 0 < column && table.asks.is_none() => {
                    sheet.write_number(at, column, number)?;
                }
                _ => {
                    sheet.write_string(at, column, cell.text.as_str())?;
                }
            }
        }
    }
    Ok(())
}
