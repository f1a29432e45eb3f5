//! Kept bytes: what people upload, under the hash of what it is.
//!
//! A file is taken in only when its first bytes say that it is one of the kinds we keep; an image is
//! drawn anew, which drops whatever else it carried (places, scripts). It is given out with headers
//! under which a browser runs nothing of it.

use std::io::Cursor;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use jiff::Timestamp;
use object_store::local::LocalFileSystem;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, WriteMultipart};
use sha2::{Digest as _, Sha256};
use sqlx::Row as _;
use std::sync::Arc;
use tokio::io::AsyncReadExt as _;

use super::{Failure, Refusal, Tx};

/// The largest upload: a scanned contract of some hundred pages.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;
/// What is read at once of a file that is made, and how much of it is under way.
const CHUNK: usize = 1024 * 1024;
const MOST_CHUNKS_AT_ONCE: usize = 4;
const MOST_PIXELS_A_SIDE: u32 = 12_000;
const LONGEST_SIDE_KEPT: u32 = 2_400;
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The store of kept bytes: a folder by default.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
}

/// A file that has been looked at and may be kept.
#[derive(Debug, Clone)]
pub struct Looked {
    /// What will be kept: for images, drawn anew.
    pub bytes: Bytes,
    /// What it is, by its bytes.
    pub media_type: &'static str,
}

/// A file that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The name it is kept under.
    pub sha256: String,
    /// How large.
    pub bytes: i64,
    /// What it is.
    pub media_type: String,
}

impl Files {
    /// Keeps files in a folder, which is made when it is not there.
    ///
    /// # Errors
    ///
    /// When the folder cannot be made.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)?;
        Ok(Self { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?) })
    }

    /// Keeps the bytes and their row. The bytes are stored first: a row never names bytes that are
    /// not there, and bytes without a row harm nobody.
    ///
    /// # Errors
    ///
    /// Only faults of the store or the database.
    pub async fn keep(
        &self,
        tx: &mut Tx<'_>,
        file: Looked,
        at: Timestamp,
    ) -> Result<Kept, Failure> {
        let kept = self.put(file).await?;
        sqlx::query(
            "INSERT INTO files (sha256, bytes, media_type, stored_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (sha256) DO NOTHING",
        )
        .bind(&kept.sha256)
        .bind(kept.bytes)
        .bind(&kept.media_type)
        .bind(at.to_string())
        .execute(&mut **tx)
        .await?;
        Ok(kept)
    }

    async fn put(&self, file: Looked) -> Result<Kept, Failure> {
        let sha256 = hex::encode(Sha256::digest(&file.bytes));
        let bytes = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
        self.store.put(&at(&sha256), PutPayload::from(file.bytes)).await?;
        Ok(Kept { sha256, bytes, media_type: file.media_type.to_owned() })
    }

    /// Puts bytes back under the hash they were kept by.
    ///
    /// # Errors
    ///
    /// When they are not the bytes of that hash.
    pub async fn put_back(&self, sha256: &str, bytes: Bytes) -> anyhow::Result<()> {
        let found = hex::encode(Sha256::digest(&bytes));
        anyhow::ensure!(found == sha256, "Tệp {sha256} đã bị sửa: mã băm là {found}");
        self.store.put(&at(sha256), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// The bytes under a hash.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when nothing is kept under it.
    pub async fn bytes(&self, sha256: &str) -> Result<Bytes, Failure> {
        match self.store.get(&at(sha256)).await {
            Ok(found) => Ok(found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => Err(Failure::NotFound),
            Err(error) => Err(error.into()),
        }
    }

    /// What was noted of the file under a hash.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when nothing is kept under it.
    pub async fn kept(tx: &mut Tx<'_>, sha256: &str) -> Result<Kept, Failure> {
        let row = sqlx::query("SELECT bytes, media_type FROM files WHERE sha256 = $1")
            .bind(sha256)
            .fetch_optional(&mut **tx)
            .await?
            .ok_or(Failure::NotFound)?;
        Ok(Kept {
            sha256: sha256.to_owned(),
            bytes: row.get("bytes"),
            media_type: row.get("media_type"),
        })
    }

    /// Puts what a piece of long work has made under the hash of it, however large it is. It has
    /// no row: it can be made again, so no backup carries it, and it may be dropped.
    ///
    /// # Errors
    ///
    /// Only faults of the store.
    pub async fn put_made(&self, made: &Path, media_type: &'static str) -> Result<Kept, Failure> {
        let path = made.to_owned();
        let hashed = tokio::task::spawn_blocking(move || hashed(&path)).await??;
        let (sha256, bytes) = hashed;
        let mut file = tokio::fs::File::open(made).await?;
        let mut upload = WriteMultipart::new(self.store.put_multipart(&at(&sha256)).await?);
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = file.read(&mut chunk).await?;
            if read == 0 {
                break;
            }
            upload.wait_for_capacity(MOST_CHUNKS_AT_ONCE).await?;
            upload.write(&chunk[..read]);
        }
        upload.finish().await?;
        Ok(Kept { sha256, bytes, media_type: media_type.to_owned() })
    }

    /// Drops what a piece of long work had made; nothing happens where it is gone already.
    ///
    /// # Errors
    ///
    /// Only faults of the store.
    pub async fn drop_made(&self, sha256: &str) -> Result<(), Failure> {
        match self.store.delete(&at(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Gives out what a piece of long work has made, bit by bit, to be saved under a name.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when it is there no more.
    pub async fn give_made(&self, kept: &Kept, name: &str) -> Result<Response, Failure> {
        let found = match self.store.get(&at(&kept.sha256)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Err(Failure::NotFound),
            Err(error) => return Err(error.into()),
        };
        let length = found.meta.size;
        let mut response = Body::from_stream(found.into_stream()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, value(&kept.media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        headers.insert(
            header::CONTENT_DISPOSITION,
            value(&format!("attachment; filename*=UTF-8''{}", percent(name))),
        );
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// Gives a kept file out under the name it had, so that a browser shows it and runs nothing.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when nothing is kept under the hash.
    pub async fn give(&self, kept: &Kept, name: &str) -> Result<Response, Failure> {
        Ok(shown(self.bytes(&kept.sha256).await?, &kept.media_type, name))
    }
}

/// Gives bytes out under a name, so that a browser shows what it can show and runs nothing.
pub fn shown(bytes: Bytes, media_type: &str, name: &str) -> Response {
    let is_shown = media_type == "application/pdf" || media_type.starts_with("image/");
    let place = if is_shown { "inline" } else { "attachment" };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(media_type));
    headers.insert(
        header::CONTENT_DISPOSITION,
        value(&format!("{place}; filename*=UTF-8''{}", percent(name))),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("sandbox; default-src 'none'; style-src 'unsafe-inline'"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    response
}

/// The hash of a file and its length.
fn hashed(path: &Path) -> std::io::Result<(String, i64)> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut chunk = vec![0; CHUNK];
    let mut length = 0_i64;
    loop {
        let read = std::io::Read::read(&mut file, &mut chunk)?;
        if read == 0 {
            return Ok((hex::encode(hasher.finalize()), length));
        }
        hasher.update(&chunk[..read]);
        length = length.saturating_add(i64::try_from(read).unwrap_or(0));
    }
}

fn at(sha256: &str) -> object_store::path::Path {
    let folder = sha256.get(..2).unwrap_or("00");
    object_store::path::Path::from(format!("{folder}/{sha256}"))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn percent(name: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&hex::encode_upper([byte]));
        }
    }
    encoded
}

/// Looks at an upload: how large it is, what it is by its bytes, and whether we keep such files.
///
/// # Errors
///
/// A [`Refusal`] of `field` that names the file and what is wrong with it.
pub fn look(field: &str, name: &str, bytes: Bytes) -> Result<Looked, Refusal> {
    let no = |why: &str| Err(Refusal::of(field, format!("Tệp “{name}” {why}")));
    if bytes.is_empty() {
        return no("trống: hãy chọn lại tệp.");
    }
    if MOST_BYTES < bytes.len() {
        return no("lớn hơn 20 MB: hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.");
    }
    let said = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match infer::get(&bytes).map(|it| it.mime_type()) {
        Some("application/pdf") if said == "pdf" => {
            Ok(Looked { bytes, media_type: "application/pdf" })
        }
        Some("image/jpeg") if said == "jpg" || said == "jpeg" => redraw(field, name, &bytes),
        Some("image/png") if said == "png" => redraw(field, name, &bytes),
        Some("image/webp") if said == "webp" => redraw(field, name, &bytes),
        Some(WORD) if said == "docx" => Ok(Looked { bytes, media_type: WORD }),
        Some(EXCEL) if said == "xlsx" => Ok(Looked { bytes, media_type: EXCEL }),
        Some(_)
            if ["pdf", "jpg", "jpeg", "png", "webp", "docx", "xlsx"].contains(&said.as_str()) =>
        {
            no(&format!("không phải là tệp .{said} như tên của nó."))
        }
        _ => no("không thuộc loại được nhận: PDF, JPG, PNG, WEBP, DOCX, XLSX."),
    }
}

fn redraw(field: &str, name: &str, bytes: &[u8]) -> Result<Looked, Refusal> {
    let unreadable = |_| Refusal::of(field, format!("Ảnh “{name}” không đọc được: hãy chụp lại."));
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_PIXELS_A_SIDE);
    limits.max_image_height = Some(MOST_PIXELS_A_SIDE);
    limits.max_alloc = Some(256 * 1024 * 1024);
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Refusal::of(field, format!("Ảnh “{name}” không đọc được.")))?;
    reader.limits(limits);
    let image = reader.decode().map_err(unreadable)?;
    let image = if LONGEST_SIDE_KEPT < image.width().max(image.height()) {
        image.thumbnail(LONGEST_SIDE_KEPT, LONGEST_SIDE_KEPT)
    } else {
        image
    };
    let mut drawn = Cursor::new(Vec::new());
    DynamicImage::from(image.to_rgb8())
        .write_to(&mut drawn, ImageFormat::Jpeg)
        .map_err(unreadable)?;
    Ok(Looked { bytes: Bytes::from(drawn.into_inner()), media_type: "image/jpeg" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, bytes: &'static [u8]) -> String {
        look("file", name, Bytes::from_static(bytes)).unwrap_err().sentence
    }

    #[test]
    fn a_page_that_calls_itself_a_pdf_is_refused() {
        assert!(refused("giấy phép.pdf", b"<html><script>1</script>").contains("giấy phép.pdf"));
        assert!(refused("a.pdf", b"\x89PNG\r\n\x1a\n0000").contains("không phải là tệp .pdf"));
    }

    #[test]
    fn an_empty_file_is_refused_by_name() {
        assert_eq!(refused("trống.pdf", b""), "Tệp “trống.pdf” trống: hãy chọn lại tệp.");
    }

    #[test]
    fn an_image_is_drawn_anew() {
        let mut png = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(3, 2).write_to(&mut png, ImageFormat::Png).unwrap();
        let looked = look("file", "ảnh.png", Bytes::from(png.into_inner())).unwrap();
        assert_eq!(looked.media_type, "image/jpeg");
    }

    #[test]
    fn a_pdf_is_kept_as_it_is() {
        let pdf = Bytes::from_static(b"%PDF-1.4\n1 0 obj\n");
        assert_eq!(look("file", "a.pdf", pdf.clone()).unwrap().bytes, pdf);
    }
}
