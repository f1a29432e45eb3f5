//! Records (*văn bản*): every document that the programme issues, how it is numbered, frozen, kept
//! and found again (Decree 30/2020).
//!
//! A later room says which kinds of document it has: a constant list of [`DocumentKind`], each with
//! a function that answers a [`Draft`]. The hall joins the lists and hands them down as [`Kinds`],
//! so that this room shows, issues and keeps what it cannot name. A kind begins from the letterhead
//! of its office:
//!
//! ```ignore
//! pub(crate) const NOTICE: DocumentKind = DocumentKind { id: "result-notice", …, draft: |asked| Box::pin(draft(asked)) };
//!
//! async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
//!     let dossier = dossiers::store::by_id(asked.tx, asked.id).await?;
//!     let letterhead = asked.letterhead(&dossier.province).await?;
//!     let mut official = letterhead.official(asked.kind, asked.stamp);
//!     official.name = …;
//!     official.body = …;
//!     Ok(Draft { document: Document::Official(Box::new(official)), … })
//! }
//! ```
//!
//! A page offers the documents about its thing with [`offers`] and `records/offers.html`; a job
//! issues many with [`issue`]. What was issued is never changed: another one takes its place.

pub mod checks;
pub mod command;
mod documents;
mod issuing;
mod kind;
mod labels;
mod letterhead;
mod offers;
mod pages;
pub mod store;

pub use documents::{LEDGERS, REGISTER};
pub use issuing::{Issuing, Wanted, bytes, draft, issue, may_issue, must_see};
pub use kind::{
    About, Asked, DECISION_26, DocumentKind, Draft, Following, Follows, Issuer, Kinds, Numbering,
    OfRecord, Replaced, Stamp,
};
pub use labels::{called, file_label, format_label};
pub use letterhead::{Letterhead, Numbers, Signer, bare};
pub use offers::{Issued, Offer, offers};
pub use pages::doors;
