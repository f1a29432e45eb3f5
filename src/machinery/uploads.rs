//! A form with a file: its fields as they are kept, and the file as it came.

use std::collections::HashMap;

use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use axum::routing::MethodRouter;
use bytes::Bytes;
use ocop_documents::words::composed;

use super::files::{self, Looked};
use super::{Failure, Refusal};

/// What stands around the file in its form.
const FORM_BYTES: usize = 256 * 1024;

/// Opens a door to files: its forms may be as long as the largest file that is kept.
pub fn with_file<S: Clone + Send + Sync + 'static>(handler: MethodRouter<S>) -> MethodRouter<S> {
    handler.layer(DefaultBodyLimit::max(files::MOST_BYTES + FORM_BYTES))
}

/// A form with at most one file.
#[derive(Debug, Default)]
pub struct Upload {
    fields: HashMap<String, Vec<String>>,
    file: Option<(String, String, Bytes)>,
}

impl Upload {
    /// Reads a form to its end.
    ///
    /// # Errors
    ///
    /// A refusal of the file when the form is longer than the largest file that is kept.
    pub async fn read(mut form: Multipart) -> Result<Self, Failure> {
        let refused = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                return Failure::refused_of(
                    "file",
                    "Tệp lớn hơn 20 MB: hãy quét lại ở 200 dpi hoặc chia thành nhiều tệp.",
                );
            }
            Failure::refused("Biểu mẫu gửi lên không trọn vẹn: hãy gửi lại.")
        };
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await.map_err(refused)? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(composed) {
                Some(file_name) if !file_name.is_empty() => {
                    let bytes = field.bytes().await.map_err(refused)?;
                    upload.file = Some((name, file_name, bytes));
                }
                Some(_) => {}
                None => {
                    let value = field.text().await.map_err(refused)?;
                    upload.fields.entry(name).or_default().push(composed(&value));
                }
            }
        }
        Ok(upload)
    }

    /// What was typed into a field, without blanks around it; empty when there is no such field.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|it| it.first()).map_or("", |it| it.trim())
    }

    /// The file as it came, for a room that looks at it itself, and the name it came under.
    ///
    /// # Errors
    ///
    /// A refusal of `field` when there is none.
    pub fn raw(&self, field: &str) -> Result<(String, Bytes), Refusal> {
        match &self.file {
            Some((at, name, bytes)) if at == field => Ok((name.clone(), bytes.clone())),
            _ => Err(Refusal::of(field, "Hãy chọn tệp để tải lên.")),
        }
    }

    /// The file, looked at, with the name it came under.
    ///
    /// # Errors
    ///
    /// A refusal of `field` when there is none, or when we do not keep such files.
    pub fn file(&self, field: &str) -> Result<(String, Looked), Refusal> {
        match &self.file {
            Some((at, name, bytes)) if at == field => {
                Ok((name.clone(), files::look(field, name, bytes.clone())?))
            }
            _ => Err(Refusal::of(field, "Hãy chọn tệp để tải lên.")),
        }
    }
}
