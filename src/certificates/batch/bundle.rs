//! Everything that a batch has issued, in one archive. It is written into a file that nobody else
//! sees and given out piece by piece, so that its size does not matter to the memory.

use std::fs::File;
use std::io::{Seek as _, Write as _};

use axum::body::Body;
use bytes::Bytes;
use futures::stream;
use tokio::io::AsyncReadExt as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::Order;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records;

/// So much of it is in memory at once.
const PIECE: usize = 64 * 1024;

/// The files of what is in force, in the order of the batch: PDF and Word, no scans.
///
/// # Errors
///
/// [`Failure::NotFound`] when nothing was issued yet.
pub(super) async fn bundle(house: &House, tx: &mut Tx<'_>, order: &Order) -> Result<File, Failure> {
    // What is kept is packed already.
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    let mut archive = ZipWriter::new(tempfile::tempfile()?);
    let mut at = 0;
    for thing in &order.things {
        let Some(record) = records::store::of_thing(tx, &order.kind, thing).await?.pop() else {
            continue;
        };
        at += 1;
        for file in records::store::files(tx, &record.id).await? {
            if file.is_scan() {
                continue;
            }
            let name = format!("{at:03}-{}", record.file_name(&file));
            archive.start_file(name, options).map_err(anyhow::Error::new)?;
            archive.write_all(&house.files.bytes(&file.sha256).await?)?;
        }
    }
    if at == 0 {
        return Err(Failure::NotFound);
    }
    let mut file = archive.finish().map_err(anyhow::Error::new)?;
    file.rewind()?;
    Ok(file)
}

/// The file, piece by piece.
pub(super) fn body(file: File) -> Body {
    let file = tokio::fs::File::from_std(file);
    Body::from_stream(stream::try_unfold(file, async |mut file| {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        let piece = (read != 0).then(|| (Bytes::from(piece), file));
        Ok::<_, std::io::Error>(piece)
    }))
}
