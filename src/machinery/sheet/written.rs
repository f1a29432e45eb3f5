//! A list, written as a file that spreadsheets open: .xlsx, or .csv with its tones.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use rust_xlsxwriter::{Format, Workbook};

use super::XLSX;
use crate::machinery::Failure;

/// Which of the two is asked for: the ending of the address says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// A workbook.
    Xlsx,
    /// Text with commas.
    Csv,
}

impl Ending {
    /// `xlsx`, `csv`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// What such a file is.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => XLSX,
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Ending {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        let path = parts.uri.path();
        let its = |it: &Self| path.rsplit_once('.').is_some_and(|(_, end)| end == it.word());
        [Self::Xlsx, Self::Csv].into_iter().find(its).ok_or(Failure::NotFound)
    }
}

/// A list, its headings and rows, as a file to be saved under this name; made off the threads that
/// answer.
///
/// # Errors
///
/// Only faults.
pub async fn list(
    ending: Ending,
    name: &str,
    work: impl FnOnce() -> (Vec<&'static str>, Vec<Vec<String>>) + Send + 'static,
) -> Result<Response, Failure> {
    let bytes = tokio::task::spawn_blocking(move || {
        let (headings, rows) = work();
        match ending {
            Ending::Xlsx => xlsx(&headings, &rows),
            Ending::Csv => csv(&headings, &rows),
        }
    });
    Ok(saved(&format!("{name}.{}", ending.word()), ending.media_type(), bytes.await??))
}

/// Text with commas, in UTF-8 with its mark, as Excel wants it.
///
/// # Errors
///
/// Only faults.
pub fn csv(headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    let fault = |error| Failure::from(anyhow::Error::new(error));
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headings).map_err(fault)?;
    for row in rows {
        writer.write_record(row.iter().map(|it| harmless(it))).map_err(fault)?;
    }
    writer.into_inner().map_err(|it| anyhow::anyhow!("csv: {it}").into())
}

/// A workbook of one sheet.
///
/// # Errors
///
/// Only faults.
pub fn xlsx(headings: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Failure> {
    let fault = |error| Failure::from(anyhow::Error::new(error));
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold().set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0).map_err(fault)?;
    for (at, heading) in (0_u16..).zip(headings) {
        sheet.write_with_format(0, at, *heading, &bold).map_err(fault)?;
        sheet.set_column_width(at, 22).map_err(fault)?;
    }
    for (at, row) in (1..).zip(rows) {
        // As text: a number as a document states it is words.
        for (column, cell) in (0_u16..).zip(row).filter(|(_, it)| !it.is_empty()) {
            sheet.write_string(at, column, cell.as_str()).map_err(fault)?;
        }
    }
    workbook.save_to_buffer().map_err(fault)
}

/// The file as an answer to be saved; `name` has neither blanks nor marks.
pub fn saved(name: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let place = format!("attachment; filename=\"{name}\"");
    let headers =
        [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, place)];
    (headers, bytes).into_response()
}

/// A cell that a spreadsheet would take for a formula is given as text.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
