//! What this room calls its things.

use ocop_documents::Format;

use super::kind::Issuer;
use super::store::{Record, RecordFile};
use crate::face::Frame;

/// A record in a list: its number and its day.
pub fn called(frame: &Frame, record: &Record) -> String {
    let day = frame.date(record.dated);
    if record.full_number.is_empty() {
        frame.tf("ngày {}", [day])
    } else {
        frame.tf("Số {} ngày {}", (&record.full_number, day))
    }
}

/// What a format is called.
pub fn format_label(format: Format) -> &'static str {
    match format {
        Format::Pdf => "PDF",
        Format::Docx => "Word",
        Format::Xlsx => "Excel",
    }
}

/// What a file of a record is called.
pub fn file_label(frame: &Frame, file: &RecordFile) -> String {
    match Format::from_extension(&file.format) {
        Some(format) => format_label(format).to_owned(),
        None => frame.t("bản quét").to_owned(),
    }
}

/// What an issuer is called.
pub(super) fn issuer_label(issuer: Issuer) -> &'static str {
    match issuer {
        Issuer::Producer => "Chủ thể OCOP",
        Issuer::Committee => "Ủy ban nhân dân, hoặc Bộ",
        Issuer::Office => "Cơ quan quản lý OCOP",
        Issuer::Council => "Hội đồng đánh giá, phân hạng",
        Issuer::Group => "Tổ tư vấn",
    }
}
