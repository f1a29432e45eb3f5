//! The whole dossier as one PDF with bookmarks.

use std::fs::File;
use std::io::{BufWriter, Write as _};

use bytes::Bytes;
use ocop_documents::{JoinError, Joined};

use super::Made;
use super::contents::{Contents, Piece, file_name};
use super::index;
use super::jobs::{Work, hash, temporary};
use crate::machinery::Failure;

type Book = Joined<BufWriter<File>>;

/// Writes it.
pub(super) async fn made(work: &Work<'_>, contents: &Contents) -> Result<Made, Failure> {
    let file = temporary()?;
    let fault = |it: JoinError| Failure::from(anyhow::Error::new(it));
    let mut book = Joined::new(BufWriter::new(file.reopen()?), &contents.title).map_err(fault)?;
    book.add_pdf(&index::cover(contents)?, "Mục lục").map_err(fault)?;
    let mut done = 0;
    for chapter in contents.chapters.iter().filter(|it| !it.pieces.is_empty()) {
        let mut opens = Some(chapter.title.clone());
        for piece in &chapter.pieces {
            let (bytes, media_type) = work.bytes(piece).await?;
            let added = add(book, piece.clone(), (bytes, media_type), opens.take());
            book = added.await?;
            done += 1;
            work.report(done).await?;
        }
    }
    let pages = book.page_count();
    let closed = tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
        book.finish()?.flush()?;
        Ok(())
    });
    closed.await??;
    let kept = work.house.files.put_made(file.path(), "application/pdf").await?;
    Ok(Made {
        sha256: kept.sha256,
        bytes: kept.bytes,
        media_type: kept.media_type,
        name: format!("{}.pdf", file_name(&contents.title)),
        pieces: done,
        pages: Some(pages),
    })
}

/// Adds a piece; `opens` is the chapter that begins with it. What cannot be printed is named on a
/// page of its own.
async fn add(
    mut book: Book,
    piece: Piece,
    (bytes, media_type): (Bytes, String),
    opens: Option<String>,
) -> Result<Book, Failure> {
    let add = move || -> Result<Book, Failure> {
        if let Some(chapter) = opens {
            book.mark(&chapter);
        }
        let tried = match media_type.as_str() {
            "application/pdf" => book.add_pdf_below(&bytes, &piece.title),
            "image/jpeg" => book.add_jpeg_below(&bytes, &piece.title),
            _ => Err(JoinError::Unreadable(media_type.clone())),
        };
        let why = match tried {
            Ok(_) => return Ok(book),
            Err(JoinError::Encrypted) => "Tệp PDF được khóa bằng mật khẩu",
            Err(JoinError::TooLarge) => "Tệp PDF bung ra quá lớn nên không được ghép",
            Err(JoinError::Unreadable(_)) if media_type == "application/pdf" => {
                "Tệp PDF hỏng hoặc không đọc được"
            }
            Err(JoinError::Unreadable(_)) if media_type == "image/jpeg" => "Ảnh không đọc được",
            Err(JoinError::Unreadable(_)) => "Tệp Word hoặc Excel",
            Err(fault @ JoinError::Write(_)) => return Err(anyhow::Error::new(fault).into()),
        };
        let page = index::stand_in(&piece, &hash(&bytes), why)?;
        book.add_pdf_below(&page, &piece.title).map_err(anyhow::Error::new)?;
        Ok(book)
    };
    tokio::task::spawn_blocking(add).await?
}
