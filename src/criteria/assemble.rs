//! From the rows of the files to sets that have proved themselves.

use std::collections::BTreeMap;
use std::fmt;

use ocop_rules::criteria::{
    Bands, Case, CaseTitle, Code, CriteriaSet, Criterion, EditionId, Heading, Kind, Part, Points,
    ScoreOption, Section, SetDraft, SetFault, SetId, Stars,
};

use super::rows::{CaseRow, CriterionRow, KindRow, OptionRow, PartRow, SectionRow, SetRow};
use super::words;

/// A set (*bộ sản phẩm*) with what the sheet prints around its criteria.
#[derive(Debug, Clone)]
pub struct ProductSet {
    /// The criteria, proved.
    pub criteria: CriteriaSet,
    /// Its line in Annex I, "I.2.b"; empty where a file stands alone.
    pub class: String,
    /// How many samples go with a dossier: none of a journey (Art. 6.2.d).
    pub samples: u8,
    /// Why a dossier is turned away before any point is given (*hồ sơ bị loại khi*).
    pub rejected_when: Vec<String>,
}

/// A figure or a line that does not agree: the file, the line of the law, what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The file.
    pub file: String,
    /// "bộ 04, tiêu chí 1.3": where in the law; empty when the fault is of the whole file.
    pub place: String,
    /// What is wrong, in one sentence.
    pub what: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => write!(f, "{}: {}", self.file, self.what),
            place => write!(f, "{}: {place}: {}", self.file, self.what),
        }
    }
}

/// The criteria of an edition by id, each with the file that it is written in.
pub(super) type Catalogue<'a> = BTreeMap<&'a str, (&'a str, &'a CriterionRow)>;

/// Puts criteria into a catalogue; a criterion that was there before is a fault.
pub(super) fn catalogue<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [CriterionRow])>,
    faults: &mut Vec<FileFault>,
) -> Catalogue<'a> {
    let mut catalogue = Catalogue::new();
    for (file, criteria) in files {
        for row in criteria {
            if catalogue.insert(&row.id, (file, row)).is_some() {
                let what = format!("tiêu chí «{}» được viết hai lần", row.id);
                faults.push(FileFault { file: file.to_owned(), place: String::new(), what });
            }
        }
    }
    catalogue
}

/// Adds what was found in a set. A criterion is used by many sheets; what is wrong with it itself
/// is told once, and for the first of them.
pub(super) fn gather(faults: &mut Vec<FileFault>, found: Vec<FileFault>, sheets: &str) {
    for it in found {
        let same = |there: &FileFault| there.file == it.file && there.what == it.what;
        if it.file == sheets || !faults.iter().any(same) {
            faults.push(it);
        }
    }
}

/// What the sets of one file share.
pub(super) struct Frame<'a> {
    pub(super) file: &'a str,
    pub(super) edition: EditionId,
    pub(super) parts: &'a [PartRow],
    pub(super) bands: Bands,
    pub(super) rejection: &'a BTreeMap<String, String>,
    pub(super) catalogue: &'a Catalogue<'a>,
}

impl Frame<'_> {
    /// The set, if every line of it can be read and every figure agrees.
    pub(super) fn set(&self, row: &SetRow) -> Result<ProductSet, Vec<FileFault>> {
        let (draft, mut faults) = self.draft(row);
        let mut rejected_when = Vec::new();
        for reason in &row.rejected_when {
            match self.rejection.get(reason) {
                Some(sentence) => rejected_when.push(sentence.clone()),
                None => faults.push(self.fault(row, "", format!("không rõ lý do loại «{reason}»"))),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let criteria = CriteriaSet::prove(draft).map_err(|faults| {
            faults.iter().map(|it| self.translated(row, it)).collect::<Vec<_>>()
        })?;
        let (class, samples) = (row.class.clone(), row.samples);
        Ok(ProductSet { criteria, class, samples, rejected_when })
    }

    /// What can be read of a set, and what cannot.
    fn draft(&self, row: &SetRow) -> (SetDraft, Vec<FileFault>) {
        let mut faults = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        for part in self.parts {
            let (letter, max) = (part.code, part.max);
            parts.push(Part { letter, name: part.name.clone(), max, sections: Vec::new() });
        }
        let story = self.story(row);
        for section in &row.section {
            let read = self.section(row, section, story, &mut faults);
            if let Some(part) = parts.iter_mut().find(|it| it.letter == section.part) {
                part.sections.extend(read);
            } else {
                let what = format!("không có phần {}", section.part);
                faults.push(self.fault(row, &format!("mục {}", section.code), what));
            }
        }
        let id = SetId::new(self.edition, row.number);
        let totals = self.parts.iter().map(|it| it.max).collect();
        (SetDraft { id, name: row.name.clone(), totals, bands: self.bands, parts }, faults)
    }

    fn section(
        &self,
        set: &SetRow,
        row: &SectionRow,
        story: Option<Code>,
        faults: &mut Vec<FileFault>,
    ) -> Option<Section> {
        let Ok(code) = row.code.parse::<Code>() else {
            faults.push(self.fault(set, &row.code, "không phải là số của một mục".to_owned()));
            return None;
        };
        let (mut headings, mut criteria) = (Vec::<(String, Heading)>::new(), Vec::new());
        for (printed, id) in &row.criteria {
            let place = format!("tiêu chí {printed}");
            let Ok(code) = printed.parse::<Code>() else {
                faults.push(self.fault(
                    set,
                    &place,
                    "không phải là số của một tiêu chí".to_owned(),
                ));
                continue;
            };
            let Some((_, written)) = self.catalogue.get(id.as_str()) else {
                faults.push(self.fault(set, &place, format!("không có tiêu chí «{id}»")));
                continue;
            };
            if written.kind == KindRow::Group {
                let (name, max) = (written.name.clone(), written.max);
                headings.push((format!("{printed}."), Heading { code, name, max }));
                continue;
            }
            if written.needs_story && story.is_none() {
                let what = "chỉ tính khi có câu chuyện sản phẩm, nhưng phiếu không có tiêu chí này";
                faults.push(self.fault(set, &place, what.to_owned()));
            }
            let under = headings.iter().find(|(start, _)| printed.starts_with(start.as_str()));
            let heading = under.map(|(_, heading)| heading.code);
            match criterion(written, code, heading, story) {
                Ok(criterion) => criteria.push(criterion),
                Err(what) => faults.push(self.fault(set, &place, what)),
            }
        }
        let headings = headings.into_iter().map(|(_, heading)| heading).collect();
        Some(Section { code, name: row.name.clone(), max: row.max, headings, criteria })
    }

    /// Where the product's story stands on a sheet.
    fn story(&self, row: &SetRow) -> Option<Code> {
        let mut entries = row.section.iter().flat_map(|it| &it.criteria);
        let tells = |id: &str| self.catalogue.get(id).is_some_and(|(_, written)| written.story);
        entries.find(|(_, id)| tells(id))?.0.parse().ok()
    }

    fn fault(&self, row: &SetRow, place: &str, what: String) -> FileFault {
        let comma = if place.is_empty() { "" } else { ", " };
        let place = format!("bộ {:02}{comma}{place}", row.number);
        FileFault { file: self.file.to_owned(), place, what }
    }

    /// The rules' fault in words, with the file that its figure is written in.
    fn translated(&self, row: &SetRow, fault: &SetFault) -> FileFault {
        let (place, what) = words::fault(fault);
        let mut read = self.fault(row, &place, what);
        if let Some(code) = words::criterion_of(fault) {
            let printed = code.to_string();
            let mut entries = row.section.iter().flat_map(|it| &it.criteria);
            let written = entries
                .find(|(code, _)| *code == printed)
                .and_then(|(_, id)| self.catalogue.get(id.as_str()));
            if let Some((file, written)) = written.filter(|(file, _)| *file != self.file) {
                read.file = format!("{file} («{}»)", written.id);
            }
        }
        read
    }
}

fn criterion(
    row: &CriterionRow,
    code: Code,
    heading: Option<Code>,
    story: Option<Code>,
) -> Result<Criterion, String> {
    let (kind, options) = match row.kind {
        KindRow::Binary if row.options.is_empty() => (Kind::Binary, yes_or_no(row.max)),
        KindRow::Binary => (Kind::Binary, options(&row.options)?),
        KindRow::Cases => (Kind::Cases, options(&row.options)?),
        KindRow::Choice | KindRow::Group => (Kind::Choice, options(&row.options)?),
    };
    let titles =
        row.cases.iter().map(|(&at, title)| CaseTitle { case: case(at), title: title.clone() });
    Ok(Criterion {
        code,
        heading,
        name: row.name.clone(),
        max: row.max,
        kind,
        ask: row.ask.clone(),
        note: row.note.clone(),
        options,
        cases: titles.collect(),
        knockouts: row.knockouts.clone(),
        requires: story.filter(|_| row.needs_story),
        commune: row.commune,
    })
}

/// The law prints the maximum of a binary criterion, and no options.
fn yes_or_no(max: Points) -> Vec<ScoreOption> {
    let option = |points, label: &str| ScoreOption {
        points,
        label: label.to_owned(),
        star: None,
        case: None,
    };
    vec![option(0, "Không"), option(max, "Có")]
}

fn options(rows: &[OptionRow]) -> Result<Vec<ScoreOption>, String> {
    let read = |row: &OptionRow| {
        let star = match row.star {
            None => None,
            Some(number) => Some(
                Stars::from_number(number).ok_or_else(|| format!("không có hạng {number} sao"))?,
            ),
        };
        let (points, label) = (row.points, row.label.clone());
        Ok(ScoreOption { points, label, star, case: row.case.map(case) })
    };
    rows.iter().map(read).collect()
}

fn case(row: CaseRow) -> Case {
    match row {
        CaseRow::A => Case::A,
        CaseRow::B => Case::B,
    }
}
