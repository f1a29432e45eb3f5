//! The template of a list, made of the columns of its ledger: headings, choices to pick from, a
//! page that explains.

use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook, XlsxError};

use super::{SOURCE, UNIT, headings};
use crate::ledgers::ledger::{Kind, Ledger};
use crate::machinery::Failure;
use crate::machinery::sheet::written;

/// Rows that have choices to pick from.
const PREPARED_ROWS: u32 = 2_000;
/// A spreadsheet takes no longer list of choices.
const LONGEST_CHOICES: usize = 255;

/// The template as a text with commas, in UTF-8 with its mark.
pub(super) fn csv(ledger: &'static Ledger) -> Result<Vec<u8>, Failure> {
    // A heading may hold a comma: “Khó khăn, vướng mắc”.
    written::csv(&headings(ledger), &[])
}

/// The template as a workbook.
pub(super) fn xlsx(ledger: &'static Ledger) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    let plain = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name("Danh sách")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, heading) in (0_u16..).zip(headings(ledger)) {
        sheet.write_with_format(0, at, heading, &bold)?;
        sheet.set_column_width(at, 24)?;
        // As text, so that a spreadsheet keeps 06172 and 5/8/2023 as they were typed.
        sheet.set_column_format(at, &plain)?;
    }
    for (at, column) in (1_u16..).zip(ledger.columns) {
        let Kind::Choice(choices) = column.kind else { continue };
        let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
        if labels.iter().map(|it| it.chars().count() + 1).sum::<usize>() <= LONGEST_CHOICES
            && labels.iter().all(|it| !it.contains(','))
        {
            let validation = DataValidation::new().allow_list_strings(&labels)?;
            sheet.add_data_validation(1, at, PREPARED_ROWS, at, &validation)?;
        }
    }
    let guide = book.add_worksheet().set_name("Hướng dẫn")?;
    let wrap = Format::new().set_text_wrap();
    guide.set_column_width(0, 28)?;
    guide.set_column_width(1, 12)?;
    guide.set_column_width(2, 90)?;
    guide.write_with_format(0, 0, ledger.title, &bold)?;
    guide.write_with_format(1, 0, ledger.help, &wrap)?;
    for (at, heading) in (0_u16..).zip(["Cột", "Bắt buộc", "Ghi gì"]) {
        guide.write_with_format(3, at, heading, &bold)?;
    }
    for (row, (heading, needed, words)) in (4_u32..).zip(explained(ledger)) {
        guide.write(row, 0, heading)?;
        guide.write(row, 1, if needed { "có" } else { "" })?;
        guide.write_with_format(row, 2, words, &wrap)?;
    }
    book.save_to_buffer()
}

/// Each heading, whether it must be filled, and what to write.
fn explained(ledger: &'static Ledger) -> Vec<(&'static str, bool, String)> {
    let mut lines = vec![(UNIT.1, false, UNIT.2.to_owned())];
    for column in ledger.columns {
        let mut words = column.guide().to_owned();
        let more = match column.kind {
            Kind::Choice(choices) => {
                let labels: Vec<&str> = choices.iter().map(|(_, label)| *label).collect();
                format!("Một trong: {}", labels.join("; "))
            }
            Kind::Reference(_) => "Tên hoặc mã; nếu có nhiều thứ cùng tên thì ghi mã".to_owned(),
            Kind::Amount(measure) if !measure.is_empty() => format!("Đơn vị tính: {measure}"),
            _ => String::new(),
        };
        if !more.is_empty() {
            let joint = if words.is_empty() || words.ends_with('.') { "" } else { ". " };
            words = format!("{words}{joint}{more}");
        }
        lines.push((column.label, column.needed, words));
    }
    lines.extend(SOURCE.map(|(_, heading, words)| (heading, false, words.to_owned())));
    lines
}
