//! The standards that this program was built with.

use std::fmt;
use std::sync::Arc;

use ocop_rules::criteria::{Code, EditionId, SetId};

use super::assemble::{Frame, catalogue, gather};
use super::rows::{ClassificationFile, EvidenceFile, SheetsFile};
use super::{Classification, Edition, EvidenceKind, FileFault, ProductSet};

/// A file of `standards/`: its path and its text, as they were when the program was built.
type File = (&'static str, &'static str);

macro_rules! standard {
    ($path:literal) => {
        (concat!("standards/", $path), include_str!(concat!("../../standards/", $path)))
    };
}

const DECISIONS: [(EditionId, File); 3] = [
    (EditionId::new(1048, 2019), standard!("1048-2019/decision.toml")),
    (EditionId::new(148, 2023), standard!("148-2023/decision.toml")),
    (EditionId::new(26, 2026), standard!("26-2026/decision.toml")),
];

const SETS: File = standard!("26-2026/sets.toml");
const CRITERIA: [File; 3] = [
    standard!("26-2026/criteria/part-a.toml"),
    standard!("26-2026/criteria/part-b.toml"),
    standard!("26-2026/criteria/part-c.toml"),
];
const CLASSIFICATION: File = standard!("26-2026/classification.toml");
const EVIDENCE: File = standard!("26-2026/evidence.toml");

/// Everything in `standards/` that this room reads.
#[derive(Debug)]
pub struct Standards {
    editions: Vec<Edition>,
    classification: Classification,
    evidence: Vec<EvidenceKind>,
}

/// Why standards were not taken: every fault that was found.
#[derive(Debug, Clone)]
pub struct Faults(pub Vec<FileFault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(FileFault::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl std::error::Error for Faults {}

impl Standards {
    /// Reads the standards and lets them prove themselves. Done once; the answer is shared.
    ///
    /// # Errors
    ///
    /// Every figure that does not agree, with its file and its line of the law.
    pub fn load() -> Result<Arc<Self>, Faults> {
        let mut faults = Vec::new();
        let read = Self::read(&mut faults);
        match read {
            Some(standards) if faults.is_empty() => Ok(Arc::new(standards)),
            _ => Err(Faults(faults)),
        }
    }

    /// Every edition, the oldest first.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// One edition.
    pub fn edition(&self, id: EditionId) -> Option<&Edition> {
        self.editions.iter().find(|it| it.id == id)
    }

    /// The newest edition with sheets: the one that new dossiers are scored under.
    pub fn in_force(&self) -> Option<&Edition> {
        self.editions.iter().rev().find(|it| it.is_scored)
    }

    /// One sheet.
    pub fn set(&self, id: SetId) -> Option<&ProductSet> {
        self.edition(id.edition())?.set(id.sheet())
    }

    /// The sheet of a line of the classification ("I.2.b"), in the edition in force.
    pub fn set_of_class(&self, class: &str) -> Option<&ProductSet> {
        self.in_force()?.sets.iter().find(|it| it.class == class)
    }

    /// What takes part in the programme.
    pub fn classification(&self) -> &Classification {
        &self.classification
    }

    /// The kinds of evidence, in the order of Mẫu số 02.
    pub fn evidence(&self) -> &[EvidenceKind] {
        &self.evidence
    }

    fn read(faults: &mut Vec<FileFault>) -> Option<Self> {
        let mut editions = Vec::new();
        for (id, file) in DECISIONS {
            match Edition::read(id, parsed(file, faults)?) {
                Ok(edition) => editions.push(edition),
                Err(fault) => faults.push(whole(file.0, format!("{fault:#}"))),
            }
        }
        let sheets: SheetsFile = parsed(SETS, faults)?;
        let mut criteria = Vec::new();
        for file in CRITERIA {
            criteria.push((file.0, parsed::<SheetsFile>(file, faults)?.criterion));
        }
        let catalogue =
            catalogue(criteria.iter().map(|(file, rows)| (*file, rows.as_slice())), faults);

        let edition = editions.last_mut()?;
        let frame = Frame {
            file: SETS.0,
            edition: edition.id,
            parts: &sheets.part,
            bands: edition.bands?,
            rejection: &sheets.rejection,
            catalogue: &catalogue,
        };
        edition.parts = sheets.part.iter().map(Into::into).collect();
        for row in &sheets.set {
            match frame.set(row) {
                Ok(set) => edition.sets.push(set),
                Err(found) => gather(faults, found, SETS.0),
            }
        }
        let classification = parsed::<ClassificationFile>(CLASSIFICATION, faults)?;
        let classification = Classification::read(classification)
            .map_err(|what| faults.push(whole(CLASSIFICATION.0, what)))
            .ok()?;
        for set in edition.sets.iter().filter(|it| classification.class(&it.class).is_none()) {
            let what =
                format!("{}: không có dòng «{}» trong Phụ lục I", set.criteria.id(), set.class);
            faults.push(whole(SETS.0, what));
        }
        let evidence = parsed::<EvidenceFile>(EVIDENCE, faults)?;
        let evidence = evidence.evidence.into_iter().map(|row| {
            for id in row.criteria.iter().filter(|id| !catalogue.contains_key(id.as_str())) {
                faults.push(whole(EVIDENCE.0, format!("không có tiêu chí «{id}»")));
            }
            let criteria = uses(&sheets, edition.id, &row.criteria);
            let (id, name, asks, personal) = (row.id, row.name, row.asks, row.personal);
            EvidenceKind { id, name, asks, personal, criteria }
        });
        let evidence = evidence.collect();
        Some(Self { editions, classification, evidence })
    }
}

/// Where in the sheets some criteria stand.
fn uses(sheets: &SheetsFile, edition: EditionId, ids: &[String]) -> Vec<(SetId, Code)> {
    let mut uses = Vec::new();
    for set in &sheets.set {
        for (code, id) in set.section.iter().flat_map(|it| &it.criteria) {
            if let (true, Ok(code)) = (ids.contains(id), code.parse()) {
                uses.push((SetId::new(edition, set.number), code));
            }
        }
    }
    uses
}

fn parsed<T: serde::de::DeserializeOwned>(file: File, faults: &mut Vec<FileFault>) -> Option<T> {
    let (path, text) = file;
    toml::from_str(text).map_err(|fault| faults.push(whole(path, fault.to_string()))).ok()
}

/// A fault of a whole file.
pub(super) fn whole(file: &str, what: String) -> FileFault {
    FileFault { file: file.to_owned(), place: String::new(), what }
}
