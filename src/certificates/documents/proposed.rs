//! What is laid before the chairman while nothing is decided yet: the submission and the draft of
//! the decision, for the products that the office has chosen (Art. 7.3.đ).

use jiff::civil::Date;
use ocop_documents::{Document, Format};
use ocop_rules::places::UnitId;

use super::super::store::{DecisionKind, Item};
use super::decided::Deciders;
use super::{approval_decision, recognition_decision, submission};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{Kinds, Stamp};

/// The submission alone: it is about a meeting, and this room offers it where decisions are recorded.
pub(in super::super) const SUBMISSIONS: Kinds = Kinds::new(&[&[submission::KIND]]);

/// The names of the files and what each is called.
pub(in super::super) const PROPOSALS: [(&str, &str); 4] = [
    ("submission.pdf", "Tờ trình (PDF)"),
    ("submission.docx", "Tờ trình (Word)"),
    ("decision.pdf", "Dự thảo quyết định (PDF)"),
    ("decision.docx", "Dự thảo quyết định (Word)"),
];

/// What the office has chosen and typed.
#[derive(Debug)]
pub(in super::super) struct Proposed<'a> {
    /// Recognition or approval.
    pub(in super::super) kind: DecisionKind,
    /// For which unit.
    pub(in super::super) unit: &'a UnitId,
    /// The products.
    pub(in super::super) items: Vec<Item>,
    /// Number, day and signatory, as far as they were typed.
    pub(in super::super) stamp: Stamp,
    /// *Trích yếu*; may be empty.
    pub(in super::super) subject: &'a str,
    /// The first day of the certificates.
    pub(in super::super) valid_from: Date,
}

impl Proposed<'_> {
    /// The document with this file name.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when there is none with such a name.
    pub(in super::super) async fn document(
        &self,
        house: &House,
        tx: &mut Tx<'_>,
        name: &str,
    ) -> Result<(Document, Format), Failure> {
        let (word, ending) = name.split_once('.').ok_or(Failure::NotFound)?;
        let format = Format::from_extension(ending).ok_or(Failure::NotFound)?;
        let official = match (word, self.kind) {
            ("submission", _) => {
                // The number and the signatory that were typed are those of the decision.
                let stamp = Stamp::draft(self.stamp.dated);
                let kind = &submission::KIND;
                let head = (self.unit, &stamp);
                submission::official(house, tx, kind, head, &self.items).await?
            }
            ("decision", DecisionKind::Recognition) => {
                let kind = &recognition_decision::KIND;
                let deciders = Deciders::of(house, tx, self.unit, kind).await?;
                let said = (&self.stamp, self.subject);
                let from = self.valid_from;
                recognition_decision::official(house, tx, &deciders, said, &self.items, from)
                    .await?
            }
            ("decision", DecisionKind::Approval) => {
                let kind = &approval_decision::KIND;
                let deciders = Deciders::of(house, tx, self.unit, kind).await?;
                let said = (&self.stamp, self.subject);
                approval_decision::official(house, tx, &deciders, said, &self.items).await?
            }
            _ => return Err(Failure::NotFound),
        };
        Ok((Document::Official(Box::new(official)), format))
    }
}
