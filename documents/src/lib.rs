//! What OCOP issues on paper: values in, bytes out.
//!
//! Most of it is one shape, the official document of Decree 30/2020/NĐ-CP: [`Official`] holds what
//! such a document says, and becomes a PDF or an editable Word file of the same look. What has a
//! form of its own (a certificate, a score sheet) has its own module and template.
//!
//! Nothing here reads a clock, a file or a table, and nothing is written but the bytes returned.
//! Data reaches the templates in `templates/` as data only: a product called `#import` is printed
//! as just that.

pub mod certificate;
pub mod chart;
pub mod document;
pub mod form;
pub mod joined;
pub mod legible;
pub mod matrix;
pub mod official;
pub mod qr;
pub mod score_sheet;
pub mod typeset;
pub mod word;
pub mod words;

pub use certificate::Certificate;
pub use chart::Chart;
pub use document::{Document, DocumentError, Format};
pub use joined::{JoinError, Joined};
pub use matrix::ScoreMatrix;
pub use official::{
    Align, Annex, Block, Column, Head, Name, Official, Orientation, Signature, Table, Text,
};
pub use score_sheet::ScoreSheet;
pub use typeset::TypesetError;
