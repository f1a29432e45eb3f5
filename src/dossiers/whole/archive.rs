//! The archive that goes to the ministry: each piece under its chapter, then the index with the
//! hash of every file.

use std::fs::File;
use std::io::{BufWriter, Write as _};

use bytes::Bytes;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Made;
use super::contents::{Contents, file_name};
use super::index::{self, Entry};
use super::jobs::{Work, hash, temporary};
use crate::machinery::Failure;

type Archive = ZipWriter<BufWriter<File>>;

/// Writes it.
pub(super) async fn made(work: &Work<'_>, contents: &Contents) -> Result<Made, Failure> {
    let file = temporary()?;
    let mut archive = ZipWriter::new(BufWriter::new(file.reopen()?));
    let mut entries = Vec::new();
    for (chapter, it) in contents.chapters.iter().enumerate() {
        for piece in &it.pieces {
            let (bytes, _) = work.bytes(piece).await?;
            let path = format!("{}/{}", it.folder, piece.path);
            let entry = Entry {
                chapter,
                piece: piece.clone(),
                bytes: bytes.len(),
                sha256: hash(&bytes),
                path: path.clone(),
            };
            archive = put(archive, path, bytes).await?;
            entries.push(entry);
            work.report(entries.len()).await?;
        }
    }
    let page = index::page(contents, &entries)?;
    let workbook = index::workbook(contents, &entries)?;
    archive = put(archive, "00-muc-luc.pdf".to_owned(), page.into()).await?;
    archive = put(archive, "00-muc-luc.xlsx".to_owned(), workbook.into()).await?;
    let closed = tokio::task::spawn_blocking(move || -> anyhow::Result<()> {
        archive.finish()?.flush()?;
        Ok(())
    });
    closed.await??;
    let kept = work.house.files.put_made(file.path(), "application/zip").await?;
    Ok(Made {
        sha256: kept.sha256,
        bytes: kept.bytes,
        media_type: kept.media_type,
        name: format!("{}.zip", file_name(&contents.title)),
        pieces: entries.len(),
        pages: None,
    })
}

/// Puts one file in. Printed pages and pictures are packed already.
async fn put(mut archive: Archive, path: String, bytes: Bytes) -> Result<Archive, Failure> {
    let put = move || -> anyhow::Result<Archive> {
        // No clock: the same pieces are always the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default());
        archive.start_file(path, options)?;
        archive.write_all(&bytes)?;
        Ok(archive)
    };
    Ok(tokio::task::spawn_blocking(put).await??)
}
