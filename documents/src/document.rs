//! Any document that the programme issues, whatever its form.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::certificate::{self, Certificate};
use crate::matrix::ScoreMatrix;
use crate::official::Official;
use crate::score_sheet::{self, ScoreSheet};
use crate::typeset::TypesetError;
use crate::word::WordError;

/// What a document is given out as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// To be read, printed and kept: PDF/A-2b.
    Pdf,
    /// To be edited: Word.
    Docx,
    /// To be counted with: Excel.
    Xlsx,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Docx, Self::Xlsx];

    /// How the name of its file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of a file's name ending.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.extension() == extension)
    }

    /// What a browser is told that it is.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// A document of any kind, as it is kept: set again, it makes the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "document", rename_all = "kebab-case")]
pub enum Document {
    /// In the form of Decree 30/2020.
    Official(Box<Official>),
    /// The totals of a meeting.
    Matrix(Box<ScoreMatrix>),
    /// Certificates, one a page.
    Certificates {
        /// In the order of the pages.
        certificates: Vec<Certificate>,
    },
    /// Score sheets, each on pages of its own.
    Sheets {
        /// In the order of the pages.
        sheets: Vec<ScoreSheet>,
        /// The day of the meeting.
        dated: Option<Date>,
    },
}

/// Why a document was not made: our fault, never the data's.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The PDF.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// The Word file.
    #[error(transparent)]
    Word(#[from] WordError),
    /// The workbook.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// There is no such form of it.
    #[error("there is no .{0} of it")]
    NoSuchFormat(&'static str),
}

impl Document {
    /// What it can be given out as.
    pub fn formats(&self) -> &'static [Format] {
        match self {
            Self::Official(_) => &[Format::Pdf, Format::Docx],
            Self::Matrix(_) => &[Format::Pdf, Format::Docx, Format::Xlsx],
            Self::Certificates { .. } | Self::Sheets { .. } => &[Format::Pdf],
        }
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// When it has no such format, or a template is at fault.
    pub fn bytes(&self, format: Format) -> Result<Vec<u8>, DocumentError> {
        match (self, format) {
            (Self::Official(it), Format::Pdf) => Ok(it.pdf()?),
            (Self::Official(it), Format::Docx) => Ok(it.docx()?),
            (Self::Matrix(it), Format::Pdf) => Ok(it.document().pdf()?),
            (Self::Matrix(it), Format::Docx) => Ok(it.document().docx()?),
            (Self::Matrix(it), Format::Xlsx) => Ok(it.xlsx()?),
            (Self::Certificates { certificates }, Format::Pdf) => {
                Ok(certificate::pdf(certificates)?)
            }
            (Self::Sheets { sheets, dated }, Format::Pdf) => Ok(score_sheet::pdf(sheets, *dated)?),
            (_, format) => Err(DocumentError::NoSuchFormat(format.extension())),
        }
    }
}
