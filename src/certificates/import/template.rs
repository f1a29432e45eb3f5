//! The template of a list: headings, choices to pick from, a page that explains, two samples.

use ocop_rules::producers::ProducerKind;
use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook, XlsxError};

use super::columns::Column;
use crate::criteria::Standards;
use crate::producers::kind_label;

/// Rows that have choices to pick from.
const PREPARED_ROWS: u32 = 5_000;

/// What stands in a column, for those who fill it.
fn hint(column: Column) -> &'static str {
    match column {
        Column::Status => {
            "“đã công nhận” (hoặc để trống), hoặc “dự kiến”: sản phẩm chưa có giấy chứng nhận, không cần sao và ngày"
        }
        Column::Product => "Bắt buộc. Như trong quyết định",
        Column::Specification => {
            "Điều phân biệt hai sản phẩm cùng tên của một chủ thể, ví dụ: lọ 500 ml"
        }
        Column::Set => {
            "Số bộ tiêu chí từ 1 đến 26 (xem danh sách bên dưới), hoặc tên nhóm; để trống nếu chưa rõ"
        }
        Column::Producer => "Tên chủ thể; để trống nếu chưa rõ",
        Column::Kind => "Chọn trong danh sách; để trống nếu chưa rõ",
        Column::Commune => "Mã hoặc tên xã, cũ hay mới; để trống nếu chỉ biết huyện",
        Column::District => "Chỉ cho xã trước ngày 1/7/2025",
        Column::Province => "Để trống cũng được",
        Column::Stars => "Bắt buộc: 3, 4 hoặc 5",
        Column::DecisionNumber => "Ví dụ: 1234/QĐ-UBND",
        Column::DecidedOn => {
            "Ngày/tháng/năm. Nếu không rõ ngày, để trống và ghi khoảng ở hai cột sau"
        }
        Column::Earliest => "Ngày sớm nhất có thể đã công nhận",
        Column::Latest => "Ngày muộn nhất có thể đã công nhận",
        Column::Code => "Mã đã cấp, giữ nguyên như cũ",
        Column::Authority => "huyện, tỉnh hoặc trung ương; để trống thì suy ra từ số sao và ngày",
        Column::Note => "Không được nhập vào danh mục",
    }
}

/// The template as a text with commas, in UTF-8 with its mark, as Excel wants it.
pub(super) fn csv() -> String {
    let headings: Vec<&str> = Column::ALL.into_iter().map(Column::heading).collect();
    format!("\u{feff}{}\r\n", headings.join(","))
}

/// The template as a workbook.
pub(super) fn xlsx(standards: &Standards) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin);
    let plain = Format::new().set_num_format("@");
    let sheet = book.add_worksheet().set_name("Danh sách")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(Column::ALL) {
        sheet.write_with_format(0, at, column.heading(), &bold)?;
        sheet.set_column_width(at, if column == Column::Product { 34 } else { 18 })?;
        // As text, so that a spreadsheet keeps 06172 and 5/8/2023 as they were typed.
        sheet.set_column_format(at, &plain)?;
        if let Some(choices) = choices(column) {
            let validation = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(1, at, PREPARED_ROWS, at, &validation)?;
        }
    }
    let guide = book.add_worksheet().set_name("Hướng dẫn")?;
    let wrap = Format::new().set_text_wrap();
    guide.set_column_width(0, 26)?;
    guide.set_column_width(1, 90)?;
    guide.write_with_format(0, 0, "Cột", &bold)?;
    guide.write_with_format(0, 1, "Ghi gì", &bold)?;
    let mut row = 1;
    for column in Column::ALL {
        guide.write(row, 0, column.heading())?;
        guide.write_with_format(row, 1, hint(column), &wrap)?;
        row += 1;
    }
    row += 1;
    guide.write_with_format(row, 0, "Số bộ", &bold)?;
    guide.write_with_format(row, 1, "Bộ tiêu chí (Quyết định 26/2026/QĐ-TTg)", &bold)?;
    for set in standards.in_force().map(|it| it.sets.as_slice()).unwrap_or_default() {
        row += 1;
        guide.write(row, 0, set.criteria.id().sheet())?;
        guide.write_with_format(row, 1, set.criteria.name(), &wrap)?;
    }
    book.save_to_buffer()
}

/// What is picked from in a column.
fn choices(column: Column) -> Option<Vec<&'static str>> {
    match column {
        Column::Kind => Some(
            ProducerKind::ALL
                .into_iter()
                .map(|it| {
                    if it == ProducerKind::Household { "Hộ sản xuất" } else { kind_label(it) }
                })
                .collect(),
        ),
        Column::Stars => Some(vec!["3", "4", "5"]),
        Column::Authority => Some(vec!["huyện", "tỉnh", "trung ương"]),
        Column::Status => Some(vec!["đã công nhận", "dự kiến"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::Headings;
    use super::super::{cells, sheet};
    use super::*;

    #[test]
    fn both_templates_are_read_by_the_reader() {
        let standards = Standards::load().unwrap();
        let xlsx = xlsx(&standards).unwrap();
        for (name, bytes) in [("a.xlsx", xlsx.as_slice()), ("a.csv", csv().as_bytes())] {
            let mut rows = Vec::new();
            sheet::read(name, bytes, &mut |row, cells| {
                rows.push(Headings::of(row, &cells)?.unwrap());
                Ok(())
            })
            .unwrap();
            assert_eq!(rows.len(), 1, "{name}");
            assert!(rows[0].ignored.is_empty(), "{name}");
        }
    }

    #[test]
    fn every_choice_is_understood() {
        for choice in choices(Column::Kind).unwrap() {
            assert!(cells::kind(&sheet::Cell::Text(choice.to_owned())).is_ok(), "{choice}");
        }
    }
}
