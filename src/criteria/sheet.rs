//! A sheet as it is printed: blank for everybody, or filled in for the rooms that come after.

use ocop_documents::{Document, ScoreSheet};
use ocop_rules::criteria::Code;

use super::{ProductSet, Standards};

/// A set as a printed sheet with its edition and what turns a dossier away; `ticked` answers the
/// place of the option that is ticked.
pub fn printed_sheet(
    standards: &Standards,
    set: &ProductSet,
    ticked: impl Fn(Code) -> Option<usize>,
    is_filled: bool,
) -> ScoreSheet {
    let edition = standards.edition(set.criteria.id().edition());
    ScoreSheet {
        edition: edition.map(|it| format!("Quyết định số {}", it.number)).unwrap_or_default(),
        rejected_when: set.rejected_when.clone(),
        ..ScoreSheet::of(&set.criteria, ticked, is_filled)
    }
}

/// The blank sheet of a set, for any product and any member.
pub(super) fn blank(standards: &Standards, set: &ProductSet) -> Document {
    let dated = standards.edition(set.criteria.id().edition()).map(|it| it.issued);
    Document::Sheets { sheets: vec![printed_sheet(standards, set, |_| None, false)], dated }
}
