//! A list for a ledger, taken in: the template made of its columns, the rehearsal over every row,
//! and then all rows in one transaction, or none.

pub(super) mod pages;
pub(super) mod review;
mod template;

use ocop_rules::names::fold;

use super::form::Typed;
use super::ledger::{Kind, Ledger};
use crate::machinery::sheet::Cell;

/// What of an entry stands in a list beside the columns of the ledger: field, heading, what to
/// write.
const UNIT: (&str, &str, &str) =
    ("unit", "Đơn vị", "Của bạn hoặc cấp dưới: tên hoặc mã, cũ hay mới. Để trống là của bạn");
const SOURCE: [(&str, &str, &str); 3] = [
    ("source_number", "Số văn bản nguồn", "Văn bản cho biết điều này, ví dụ 142/KH-UBND"),
    ("source_day", "Ngày văn bản nguồn", "Ngày/tháng/năm, ví dụ 02/11/2026"),
    ("source_words", "Trích nguyên văn", "Câu trong văn bản"),
];

/// The headings of a list, in order.
pub(super) fn headings(ledger: &'static Ledger) -> Vec<&'static str> {
    fields(ledger).into_iter().map(|(_, heading)| heading).collect()
}

/// The fields of a list with their headings, in order.
fn fields(ledger: &'static Ledger) -> Vec<(&'static str, &'static str)> {
    let mut fields = vec![(UNIT.0, UNIT.1)];
    fields.extend(ledger.columns.iter().map(|it| (it.name, it.label)));
    fields.extend(SOURCE.map(|(name, heading, _)| (name, heading)));
    fields
}

/// Under which word the logbook keeps that a list was taken in.
pub(super) fn subject(ledger: &Ledger, import: &str) -> String {
    format!("{}-import/{import}", ledger.id)
}

/// Where in a row each field stands.
#[derive(Debug)]
pub(super) struct Headings {
    at: Vec<(&'static str, &'static str, usize)>,
    /// Headings that mean nothing to us.
    ignored: Vec<String>,
}

impl Headings {
    /// The headings of a row; `None` when it is a title.
    ///
    /// # Errors
    ///
    /// A sentence that names the heading that is missing, or there twice.
    fn of(ledger: &'static Ledger, row: u32, cells: &[Cell]) -> Result<Option<Self>, String> {
        let known = fields(ledger);
        let mut headings = Self { at: Vec::new(), ignored: Vec::new() };
        for (at, cell) in cells.iter().enumerate() {
            let text = cell.text();
            let folded = fold(&text);
            match known.iter().find(|(_, heading)| fold(heading) == folded) {
                Some((name, heading)) if headings.at.iter().any(|(it, ..)| it == name) => {
                    return Err(format!("Dòng {row}: cột “{heading}” có hai lần; hãy bỏ một."));
                }
                Some((name, heading)) => headings.at.push((name, heading, at)),
                None if folded.is_empty() => {}
                None => headings.ignored.push(text.chars().take(60).collect()),
            }
        }
        if headings.at.is_empty() || headings.at.len() < ledger.columns.len().min(2) {
            return Ok(None);
        }
        let missing = ledger.columns.iter().filter(|it| it.needed);
        let missing = missing.filter(|it| headings.at.iter().all(|(name, ..)| *name != it.name));
        let missing: Vec<String> = missing.map(|it| format!("“{}”", it.label)).collect();
        if missing.is_empty() {
            Ok(Some(headings))
        } else {
            Err(format!("Dòng {row} (tiêu đề) thiếu cột {}.", missing.join(", ")))
        }
    }

    /// A row as it would be typed, and the cells that cannot be taken.
    fn typed(&self, ledger: &Ledger, cells: &[Cell]) -> (Typed, Vec<String>) {
        let mut typed = Typed::default();
        let mut faults = Vec::new();
        for (name, heading, at) in &self.at {
            let is_text = *name == "source_words"
                || ledger.column(name).is_some_and(|(_, it)| matches!(it.kind, Kind::Text));
            match cells.get(*at) {
                Some(Cell::Fault(why)) => faults.push(format!("cột {heading}: {why}")),
                Some(Cell::Text(text)) if is_text => typed.set(*name, unquoted(text)),
                Some(cell) => typed.set(*name, unquoted(&cell.text())),
                None => {}
            }
        }
        (typed, faults)
    }
}

/// Without the mark that an export sets before what a spreadsheet would take for a formula.
fn unquoted(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => text,
    }
}

/// The heading of a field.
pub(super) fn heading(ledger: &'static Ledger, field: &str) -> &'static str {
    fields(ledger).into_iter().find(|(name, _)| *name == field).map_or("", |(_, it)| it)
}
