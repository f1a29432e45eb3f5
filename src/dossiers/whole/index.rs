//! The index of what is in the file: as a page, and as a workbook.

use ocop_documents::words::{grouped, short_date};
use ocop_documents::{Align, Block, Name, Official, Orientation, Table};
use rust_xlsxwriter::Workbook;

use super::contents::{Contents, Piece};
use crate::machinery::Failure;

/// A piece that is in the file.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Its chapter, by place.
    pub(super) chapter: usize,
    /// The piece.
    pub(super) piece: Piece,
    /// Its whole path.
    pub(super) path: String,
    /// How large it is.
    pub(super) bytes: usize,
    /// Its hash.
    pub(super) sha256: String,
}

const HEADINGS: [&str; 7] = ["TT", "Tài liệu", "Số", "Ngày", "Tệp", "Dung lượng (byte)", "SHA-256"];

/// The index of an archive, as a PDF.
pub(super) fn page(contents: &Contents, entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let mut table = Table::new(&[
        (HEADINGS[0], 8, Align::Center),
        (HEADINGS[1], 52, Align::Left),
        (HEADINGS[2], 26, Align::Left),
        (HEADINGS[3], 20, Align::Center),
        (HEADINGS[4], 52, Align::Left),
        (HEADINGS[5], 20, Align::Right),
        (HEADINGS[6], 72, Align::Left),
    ]);
    table.size = 9;
    let mut number = 0;
    for (at, chapter) in contents.chapters.iter().enumerate() {
        let title = &chapter.title;
        table.rows.push(vec![match chapter.pieces.len() {
            0 => format!("{}. {title}: {}", at + 1, chapter.instead),
            _ => format!("{}. {title}", at + 1),
        }]);
        for entry in entries.iter().filter(|it| it.chapter == at) {
            number += 1;
            // A hash has no space where a line may break.
            let (first, last) = entry.sha256.split_at(entry.sha256.len() / 2);
            table.rows.push(vec![
                number.to_string(),
                entry.piece.title.clone(),
                entry.piece.number.clone(),
                entry.piece.dated.map(short_date).unwrap_or_default(),
                breaking(&entry.path),
                grouped(i64::try_from(entry.bytes).unwrap_or(0)),
                format!("{first}\n{last}"),
            ]);
        }
    }
    let official = Official {
        title: contents.title.clone(),
        name: Name { kind: "Mục lục".to_owned(), subject: contents.title.clone() },
        body: vec![Block::Table(table)],
        orientation: Orientation::Landscape,
        ..Official::default()
    };
    Ok(official.pdf().map_err(anyhow::Error::new)?)
}

/// A path that may break after each folder and each hyphen.
fn breaking(path: &str) -> String {
    path.replace('/', "/\u{200b}").replace('-', "-\u{200b}")
}

/// The index of what is bound, without hashes: its pages come after it.
pub(super) fn cover(contents: &Contents) -> Result<Vec<u8>, Failure> {
    let mut table = Table::new(&[
        (HEADINGS[0], 10, Align::Center),
        (HEADINGS[1], 100, Align::Left),
        (HEADINGS[2], 35, Align::Left),
        (HEADINGS[3], 25, Align::Center),
    ]);
    let mut number = 0;
    let chapters = contents.chapters.iter().filter(|it| !it.pieces.is_empty());
    for (at, chapter) in (1..).zip(chapters) {
        table.rows.push(vec![format!("{at}. {}", chapter.title)]);
        for piece in &chapter.pieces {
            number += 1;
            table.rows.push(vec![
                number.to_string(),
                piece.title.clone(),
                piece.number.clone(),
                piece.dated.map(short_date).unwrap_or_default(),
            ]);
        }
    }
    let official = Official {
        title: contents.title.clone(),
        name: Name { kind: "Mục lục".to_owned(), subject: contents.title.clone() },
        body: vec![Block::Table(table)],
        ..Official::default()
    };
    Ok(official.pdf().map_err(anyhow::Error::new)?)
}

/// The page that stands for a piece which cannot be printed here.
pub(super) fn stand_in(piece: &Piece, sha256: &str, why: &str) -> Result<Vec<u8>, Failure> {
    let official = Official {
        title: piece.title.clone(),
        name: Name { kind: "Tài liệu kèm theo".to_owned(), subject: piece.title.clone() },
        body: vec![
            Block::fact("Số", &piece.number),
            Block::fact("Ngày", piece.dated.map(short_date).unwrap_or_default()),
            Block::fact("Lý do không in ở đây", why),
            Block::fact("SHA-256", sha256),
            Block::paragraph("Xem tệp gốc trong hồ sơ trên hệ thống."),
        ],
        ..Official::default()
    };
    Ok(official.pdf().map_err(anyhow::Error::new)?)
}

/// The index of an archive, as a workbook.
pub(super) fn workbook(contents: &Contents, entries: &[Entry]) -> Result<Vec<u8>, Failure> {
    let fault = |it: rust_xlsxwriter::XlsxError| Failure::from(anyhow::Error::new(it));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(0, column, heading).map_err(fault)?;
    }
    for (row, entry) in (1..).zip(entries) {
        let chapter = contents.chapters.get(entry.chapter).map_or("", |it| &it.title);
        let cells = [
            row.to_string(),
            format!("{chapter}: {}", entry.piece.title),
            entry.piece.number.clone(),
            entry.piece.dated.map(short_date).unwrap_or_default(),
            entry.path.clone(),
            entry.bytes.to_string(),
            entry.sha256.clone(),
        ];
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).map_err(fault)?;
        }
    }
    sheet.autofit();
    workbook.save_to_buffer().map_err(fault)
}
