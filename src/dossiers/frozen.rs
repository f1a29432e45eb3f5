//! A dossier as it is handed in: everything the commune, the province and the council may rely on,
//! as one value that is kept as one text and never changed.
//!
//! Nothing personal is in it; papers are named by the hash of their bytes.

use ocop_rules::criteria::{Chosen, Code, CriteriaSet, Marks};
use ocop_rules::evidence::PaperKind;
use serde::{Deserialize, Serialize};

use super::store::Dossier;
use super::written::{Report, Slip};
use crate::evidence::Paper;
use crate::machinery::Failure;
use crate::producers::Producer;

/// What was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The sheet: `26-2026/04`.
    pub set: String,
    /// What it asks for: `first`, `upgrade`, `renewal`.
    pub kind: String,
    /// The id of the product.
    pub product: String,
    /// The id of the producer.
    pub producer: String,
    /// The kind of the producer.
    pub producer_kind: String,
    /// The number of its business registration.
    pub registration_number: String,
    /// When it was registered: `2019-08-05`.
    pub registered_on: Option<String>,
    /// Mẫu 01.
    pub slip: Slip,
    /// Mẫu 02, parts I, II and IV.
    pub report: Report,
    /// Mẫu 02, part III.
    pub marks: Vec<FrozenMark>,
    /// What the marks count together.
    pub total: u32,
    /// The papers, by criterion.
    pub papers: Vec<FrozenPaper>,
}

/// A ticked option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenMark {
    /// The code of the criterion.
    pub criterion: String,
    /// Its name.
    pub name: String,
    /// The place of the option, from zero.
    pub option: usize,
    /// What must be true for it.
    pub label: String,
    /// What it is worth.
    pub points: u32,
}

/// A paper that proves a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPaper {
    /// The code of the criterion.
    pub criterion: String,
    /// The id of the paper.
    pub paper: String,
    /// What it proves.
    pub kind: String,
    /// What the producer calls it.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When: `2026-11-23`.
    pub issued_on: Option<String>,
    /// Its last day.
    pub valid_until: Option<String>,
    /// The hash of its bytes.
    pub sha256: String,
}

impl Frozen {
    /// What is handed in now; `papers` are pairs of a criterion's code and a paper.
    pub fn new(
        dossier: &Dossier,
        producer: &Producer,
        set: &CriteriaSet,
        marks: &Marks,
        papers: &[(String, Paper)],
    ) -> Self {
        let mark = |(code, chosen): (Code, Chosen)| {
            let criterion = set.criterion(code)?;
            Some(FrozenMark {
                criterion: code.to_string(),
                name: criterion.name.clone(),
                option: chosen.option,
                label: criterion.options.get(chosen.option)?.label.clone(),
                points: chosen.points,
            })
        };
        let paper = |(criterion, paper): &(String, Paper)| FrozenPaper {
            criterion: criterion.clone(),
            paper: paper.id.clone(),
            kind: paper.data.kind.id().to_owned(),
            title: paper.data.title.clone(),
            number: paper.data.number.clone(),
            issuer: paper.data.issuer.clone(),
            issued_on: paper.data.term.issued_on.map(|it| it.to_string()),
            valid_until: paper.data.term.valid_until.map(|it| it.to_string()),
            sha256: paper.file.clone(),
        };
        Self {
            set: dossier.set.to_string(),
            kind: dossier.kind.id().to_owned(),
            product: dossier.product.clone(),
            producer: dossier.producer.clone(),
            producer_kind: producer.data.kind.id().to_owned(),
            registration_number: producer.data.registration_number.clone(),
            registered_on: producer.data.registered_on.map(|it| it.to_string()),
            slip: dossier.slip.clone(),
            report: dossier.report.clone(),
            marks: marks.iter(set).filter_map(mark).collect(),
            total: marks.total(set),
            papers: papers.iter().map(paper).collect(),
        }
    }

    /// As one text: the same content is always the same text, since its names stand in order.
    ///
    /// # Errors
    ///
    /// None in practice: every part of it can be written.
    pub fn text(&self) -> Result<String, Failure> {
        Ok(serde_json::to_value(self)?.to_string())
    }

    /// What was handed in, from its text.
    ///
    /// # Errors
    ///
    /// A fault when the text is not what [`Frozen::text`] has written.
    pub fn read(text: &str) -> Result<Self, Failure> {
        Ok(serde_json::from_str(text)?)
    }
}

impl FrozenPaper {
    /// Whether it names persons, and is given out only with `Act::SeePersonalData`.
    pub fn names_persons(&self) -> bool {
        PaperKind::from_id(&self.kind).is_none_or(PaperKind::names_persons)
    }
}
