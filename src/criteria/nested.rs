//! One sheet in one file: parts hold sections, sections hold criteria.
//!
//! So a ministry, or whoever transcribes a decision, may write a sheet without knowing how we share
//! criteria among sheets. It is read into the same rows and proved in the same way.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rows::{
    CaseRow, CriterionRow, KindRow, OptionRow, PartRow, SectionRow, SetRow, SheetsFile,
};

/// The whole file.
#[derive(Debug, Deserialize)]
pub(super) struct NestedFile {
    set: NestedSet,
    parts: Vec<NestedPart>,
}

#[derive(Debug, Deserialize)]
struct NestedSet {
    number: u8,
    name: String,
    #[serde(default)]
    samples_required: u8,
}

#[derive(Debug, Deserialize)]
struct NestedPart {
    code: char,
    name: String,
    max_points: u32,
    sections: Vec<NestedSection>,
}

#[derive(Debug, Deserialize)]
struct NestedSection {
    code: String,
    name: String,
    max_points: u32,
    criteria: Vec<NestedCriterion>,
}

#[derive(Debug, Deserialize)]
struct NestedCriterion {
    code: String,
    name: String,
    max_points: u32,
    kind: KindRow,
    requirement: Option<String>,
    /// "5.1 > 0": it scores only where that criterion does.
    requires: Option<String>,
    #[serde(default)]
    notes: Vec<String>,
    #[serde(default)]
    knockouts: Vec<String>,
    #[serde(default)]
    commune_assessed: bool,
    #[serde(default)]
    options: Vec<NestedOption>,
    #[serde(default)]
    cases: BTreeMap<CaseRow, String>,
}

#[derive(Debug, Deserialize)]
struct NestedOption {
    points: u32,
    label: String,
    min_for_star: Option<u8>,
    case: Option<CaseRow>,
}

impl From<NestedFile> for SheetsFile {
    /// Every criterion is written once, under its code.
    fn from(file: NestedFile) -> Self {
        let mut read = Self::default();
        let (mut sections, mut stories) = (Vec::new(), Vec::new());
        for part in file.parts {
            let (code, max) = (part.code, part.max_points);
            read.part.push(PartRow { code, name: part.name, max });
            for section in part.sections {
                let codes = section.criteria.iter().map(|it| (it.code.clone(), it.code.clone()));
                sections.push(SectionRow {
                    part: code,
                    code: section.code,
                    name: section.name,
                    max: section.max_points,
                    criteria: codes.collect(),
                });
                for it in section.criteria {
                    stories.extend(it.requires.as_deref().map(story));
                    read.criterion.push(it.into());
                }
            }
        }
        for it in &mut read.criterion {
            it.story = stories.contains(&it.id);
        }
        let NestedSet { number, name, samples_required } = file.set;
        let (class, rejected_when) = (String::new(), Vec::new());
        let samples = samples_required;
        read.set.push(SetRow { number, name, class, samples, rejected_when, section: sections });
        read
    }
}

/// The criterion that "5.1 > 0" speaks of.
fn story(requires: &str) -> String {
    requires.split([' ', '>']).next().unwrap_or_default().to_owned()
}

impl From<NestedCriterion> for CriterionRow {
    fn from(it: NestedCriterion) -> Self {
        let option = |it: NestedOption| OptionRow {
            points: it.points,
            label: it.label,
            star: it.min_for_star,
            case: it.case,
        };
        Self {
            id: it.code,
            name: it.name,
            max: it.max_points,
            kind: it.kind,
            ask: it.requirement,
            note: (!it.notes.is_empty()).then(|| it.notes.join(" ")),
            knockouts: it.knockouts,
            story: false,
            needs_story: it.requires.is_some(),
            commune: it.commune_assessed,
            options: it.options.into_iter().map(option).collect(),
            cases: it.cases,
        }
    }
}
