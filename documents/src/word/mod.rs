//! Official documents as editable Word files, in the form of Decree 30/2020/NĐ-CP, Annex I.
//!
//! The same [`Official`] that becomes a PDF; what stands where is said once more here because the
//! two formats share no words, and a test reads both back and compares.

mod foot;
mod pictures;
mod pieces;

use std::io::{Cursor, Read as _, Write as _};

use docx_rs::{
    Docx, Header, LineSpacing, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize,
    Paragraph, RunFonts, Section, Table as WordTable,
};
use zip::write::SimpleFileOptions;

use crate::chart::PaintError;
use crate::form;
use crate::official::{Official, Orientation};

/// Why a Word file was not made.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// The archive was not written.
    #[error("not packed: {0}")]
    Pack(String),
    /// A picture of it.
    #[error(transparent)]
    Picture(#[from] PaintError),
}

/// What a document is made of, one after another.
#[derive(Debug)]
enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<WordTable>),
}

impl From<Paragraph> for Piece {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

impl From<WordTable> for Piece {
    fn from(table: WordTable) -> Self {
        Self::Table(Box::new(table))
    }
}

/// Pages that lie the same way and are numbered from one.
#[derive(Debug)]
struct Part {
    orientation: Orientation,
    pieces: Vec<Piece>,
}

/// The document as a Word file.
///
/// # Errors
///
/// When the archive cannot be written.
pub(crate) fn docx(official: &Official) -> Result<Vec<u8>, WordError> {
    let mut parts =
        vec![Part { orientation: official.orientation, pieces: pieces::main(official)? }];
    for annex in &official.annexes {
        parts.push(Part { orientation: annex.orientation, pieces: pieces::annex(annex)? });
    }
    let last = parts.pop();
    let fonts = RunFonts::new()
        .ascii(form::TYPEFACE)
        .hi_ansi(form::TYPEFACE)
        .east_asia(form::TYPEFACE)
        .cs(form::TYPEFACE);
    let mut docx = Docx::new()
        .default_fonts(fonts)
        .default_size(form::TEXT)
        .default_line_spacing(LineSpacing::new());
    for part in parts {
        docx = docx.add_section(section(part));
    }
    if let Some(part) = last {
        docx = closing(docx, part);
    }
    let mut packed = Cursor::new(Vec::new());
    docx.build().pack(&mut packed).map_err(|it| WordError::Pack(it.to_string()))?;
    let said = pictures::said(official);
    squeezed(packed, &said).map_err(|it| WordError::Pack(it.to_string()))
}

fn section(part: Part) -> Section {
    let (width, height) = size(part.orientation);
    let mut section = Section::new()
        .page_size(PageSize::new().size(width, height))
        .page_margin(margin())
        .page_num_type(PageNumType::new().start(1))
        .header(page_number())
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .title_pg();
    if part.orientation == Orientation::Landscape {
        section = section.page_orient(PageOrientationType::Landscape);
    }
    for piece in part.pieces {
        section = match piece {
            Piece::Paragraph(it) => section.add_paragraph(*it),
            Piece::Table(it) => section.add_table(*it),
        };
    }
    section
}

/// The last part is the file's own section.
fn closing(mut docx: Docx, part: Part) -> Docx {
    let (width, height) = size(part.orientation);
    docx = docx
        .page_size(width, height)
        .page_margin(margin())
        .page_num_type(PageNumType::new().start(1))
        .header(page_number())
        .first_header(Header::new().add_paragraph(Paragraph::new()));
    if part.orientation == Orientation::Landscape {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    for piece in part.pieces {
        docx = match piece {
            Piece::Paragraph(it) => docx.add_paragraph(*it),
            Piece::Table(it) => docx.add_table(*it),
        };
    }
    docx
}

fn size(orientation: Orientation) -> (u32, u32) {
    match orientation {
        Orientation::Portrait => form::A4,
        Orientation::Landscape => (form::A4.1, form::A4.0),
    }
}

fn margin() -> PageMargin {
    let [above, left, right] =
        [form::ABOVE_AND_BELOW, form::LEFT, form::RIGHT].map(|it| i32::try_from(it).unwrap_or(0));
    let half = above / 2;
    PageMargin::new().top(above).bottom(above).left(left).right(right).header(half).footer(half)
}

/// The number of the page, centred in the upper margin.
fn page_number() -> Header {
    Header::new().add_paragraph(pieces::centred(Paragraph::new().add_page_num(PageNum::new())))
}

/// The text of a document whose tables have their heads on each page: of all rows, the heads alone
/// were given no properties.
fn heading(document: &[u8]) -> Vec<u8> {
    const BARE: &str = "<w:tr><w:trPr />";
    const HEAD: &str = "<w:tr><w:trPr><w:cantSplit /><w:tblHeader /></w:trPr>";
    String::from_utf8_lossy(document).replace(BARE, HEAD).into_bytes()
}

/// The same archive, compressed: the writer stores its parts as they are, and its pictures say
/// nothing.
fn squeezed(packed: Cursor<Vec<u8>>, said: &[String]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut stored = zip::ZipArchive::new(packed)?;
    let mut squeezed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the same document is always the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for at in 0..stored.len() {
        let mut part = stored.by_index(at)?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        let name = part.name()?.into_owned();
        if name == "word/document.xml" {
            bytes = heading(&pictures::saying(bytes, said));
        }
        squeezed.start_file(name, options)?;
        squeezed.write_all(&bytes)?;
    }
    Ok(squeezed.finish()?.into_inner())
}
