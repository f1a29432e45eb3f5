//! The totals as a workbook: numbers are numbers, and heads stay in sight.

use ocop_rules::criteria::Points;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Average, Cell, ScoreMatrix, Scored};
use crate::words::composed;

/// The rows above the table: its name, and what it is about.
const ABOVE: u32 = 3;

pub(super) fn bytes(matrix: &ScoreMatrix) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut workbook = Workbook::new();
    // No clock: the same values are always the same bytes.
    let (year, month, day) = matrix.official.dated.map_or((2026, 5, 22), |it| {
        (it.year().unsigned_abs(), it.month().unsigned_abs(), it.day().unsigned_abs())
    });
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    let properties =
        DocProperties::new().set_title(composed(&matrix.official.title)).set_author("OCOP");
    workbook.set_properties(&properties.set_creation_datetime(&made));
    totals(matrix, workbook.add_worksheet(), &looks)?;
    sheets(matrix, workbook.add_worksheet(), &looks)?;
    workbook.save_to_buffer()
}

struct Looks {
    name: Format,
    about: Format,
    head: Format,
    text: Format,
    whole: Format,
    decimals: Format,
}

impl Looks {
    fn new() -> Self {
        let face = || Format::new().set_font_name("Times New Roman").set_font_size(12);
        let cell = || face().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            name: face().set_bold().set_font_size(14),
            about: face(),
            head: cell().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            text: cell().set_text_wrap(),
            whole: cell().set_num_format("0"),
            decimals: cell().set_num_format("0.00"),
        }
    }
}

/// One line a product: the total of each member, the averages, the rank.
fn totals(matrix: &ScoreMatrix, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Tổng hợp")?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, composed(&matrix.official.title), &looks.name)?;
    let subject = composed(&matrix.official.name.subject).replace('\n', " ");
    sheet.write_string_with_format(1, 0, subject, &looks.about)?;
    let members = matrix.members.iter().map(|it| it.name.as_str());
    let head = ["TT", "Sản phẩm", "Chủ thể", "Bộ tiêu chí", "Lượt chấm"].into_iter().chain(members);
    let head = head.chain([
        "TB phần A",
        "TB phần B",
        "TB phần C",
        "Tổng điểm trung bình",
        "Số sao",
        "Yêu cầu tối thiểu còn thiếu",
        "Phiếu chấm trên giấy",
    ]);
    let last = heads(sheet, ABOVE, head, looks)?;
    sheet.set_freeze_panes(ABOVE + 1, 2)?;
    sheet.set_repeat_rows(ABOVE, ABOVE)?;
    for (column, width) in [(0, 5), (1, 34), (2, 30), (3, 12), (last - 1, 30), (last, 26)] {
        sheet.set_column_width(column, width)?;
    }
    for ((it, row), number) in matrix.products.iter().zip(ABOVE + 1..).zip(1_u32..) {
        let mut line = Line { sheet: &mut *sheet, row, column: 0, looks };
        line.whole(number)?;
        for text in [&it.product, &it.producer, &it.set] {
            line.text(text)?;
        }
        line.whole(it.ballot)?;
        for cell in &it.cells {
            match cell {
                Cell::Points { total, .. } => line.whole(*total)?,
                other => line.text(other.sign())?,
            }
        }
        for at in 0..4 {
            line.average(it.means.map(|means| means[at]))?;
        }
        match it.stars {
            Some(stars) => line.whole(u32::from(stars))?,
            None => line.text("–")?,
        }
        line.text(&it.remarks())?;
        line.text(&on_paper(matrix, it))?;
    }
    Ok(())
}

/// Who scored this product on paper.
fn on_paper(matrix: &ScoreMatrix, it: &Scored) -> String {
    let both = matrix.members.iter().zip(&it.cells);
    let paper = both.filter(|(_, cell)| matches!(cell, Cell::Points { on_paper: true, .. }));
    paper.map(|(member, _)| member.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// One line a sheet: the parts and the total, and where it was filled in.
fn sheets(matrix: &ScoreMatrix, sheet: &mut Worksheet, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Từng phiếu")?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let head = [
        "TT sản phẩm",
        "Sản phẩm",
        "Thành viên",
        "Vai trò, cơ quan",
        "Phần A",
        "Phần B",
        "Phần C",
        "Tổng điểm",
        "Nguồn",
    ];
    let last = heads(sheet, 0, head.into_iter(), looks)?;
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_repeat_rows(0, 0)?;
    for (column, width) in [(1, 34), (2, 26), (3, 34), (last, 22)] {
        sheet.set_column_width(column, width)?;
    }
    let mut row = 1;
    for (it, number) in matrix.products.iter().zip(1_u32..) {
        for (member, cell) in matrix.members.iter().zip(&it.cells) {
            let mut line = Line { sheet: &mut *sheet, row, column: 0, looks };
            line.whole(number)?;
            for text in [&it.product, &member.name, &member.stands_for] {
                line.text(text)?;
            }
            let source = match cell {
                Cell::Points { parts: [a, b, c], total, on_paper } => {
                    for points in [*a, *b, *c, *total] {
                        line.whole(points)?;
                    }
                    if *on_paper { "Phiếu giấy" } else { "Trên hệ thống" }
                }
                Cell::Conflict => line.without("Xung đột lợi ích, không chấm")?,
                Cell::Nothing => line.without("Không có phiếu được tính")?,
                Cell::Hidden => line.without("Chưa được xem")?,
            };
            line.text(source)?;
            row += 1;
        }
    }
    if 1 < row {
        sheet.autofilter(0, 0, row - 1, last)?;
    }
    Ok(())
}

/// Writes the heads of a table; answers its last column.
fn heads<'a>(
    sheet: &mut Worksheet,
    row: u32,
    names: impl Iterator<Item = &'a str>,
    looks: &Looks,
) -> Result<u16, XlsxError> {
    let mut last = 0;
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, composed(name), &looks.head)?;
        sheet.set_column_width(column, 11)?;
        last = column;
    }
    Ok(last)
}

/// A row while it is written from left to right.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    column: u16,
    looks: &'a Looks,
}

impl Line<'_> {
    /// Text, never a formula.
    fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let text = composed(text);
        self.sheet.write_string_with_format(self.row, self.column, text, &self.looks.text)?;
        self.column += 1;
        Ok(())
    }

    fn whole(&mut self, number: Points) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, self.column, number, &self.looks.whole)?;
        self.column += 1;
        Ok(())
    }

    fn average(&mut self, average: Option<Average>) -> Result<(), XlsxError> {
        match average.and_then(|it| number(it).parse::<f64>().ok()) {
            None => self.text("–"),
            Some(number) => {
                let format = &self.looks.decimals;
                self.sheet.write_number_with_format(self.row, self.column, number, format)?;
                self.column += 1;
                Ok(())
            }
        }
    }

    /// No points; answers why.
    fn without(&mut self, why: &'static str) -> Result<&'static str, XlsxError> {
        for _ in 0..4 {
            self.text("")?;
        }
        Ok(why)
    }
}

/// An average with the nine decimals that a spreadsheet counts on with.
fn number(it: Average) -> String {
    const DECIMALS: u128 = 1_000_000_000;
    let count = u128::from(it.count.get());
    let scaled = (u128::from(it.sum) * DECIMALS + count / 2) / count;
    format!("{}.{:09}", scaled / DECIMALS, scaled % DECIMALS)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::*;

    #[test]
    fn an_average_keeps_its_decimals() {
        let average = |sum, count| Average { sum, count: NonZeroU32::new(count).unwrap() };
        assert_eq!(number(average(269, 3)), "89.666666667");
        assert_eq!(number(average(180, 2)), "90.000000000");
    }
}
