//! Which papers speak for which criterion (Mẫu số 02, part III).

use ocop_rules::criteria::{Code, SetId};

/// A kind of evidence (*tài liệu minh chứng*) that the self-assessment lists.
#[derive(Debug, Clone)]
pub struct EvidenceKind {
    /// `local-labour`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What is to be handed in.
    pub asks: String,
    /// It names people and where they live: never public.
    pub personal: bool,
    /// The criteria that it speaks for, of every sheet. It only helps to find: any paper may be
    /// attached to any criterion.
    pub criteria: Vec<(SetId, Code)>,
}

impl EvidenceKind {
    /// Whether it speaks for a criterion of a sheet.
    pub fn speaks_for(&self, set: SetId, code: Code) -> bool {
        self.criteria.contains(&(set, code))
    }
}
