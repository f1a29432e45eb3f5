//! A sheet as data: codes, points, minima, knock-outs.

use std::collections::BTreeMap;

use ocop_rules::criteria::{CriteriaSet, Criterion, Kind, Stars};
use serde::Serialize;

use super::ProductSet;

/// A set, outward.
#[derive(Debug, Serialize)]
pub struct SetJson {
    set: String,
    name: String,
    class: String,
    samples: u8,
    rejected_when: Vec<String>,
    bands: BTreeMap<u8, u32>,
    /// By stars, what each criterion must reach at the least.
    minima: BTreeMap<u8, BTreeMap<String, u32>>,
    parts: Vec<PartJson>,
}

#[derive(Debug, Serialize)]
struct PartJson {
    code: String,
    name: String,
    max: u32,
    sections: Vec<SectionJson>,
}

#[derive(Debug, Serialize)]
struct SectionJson {
    code: String,
    name: String,
    max: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headings: Vec<HeadingJson>,
    criteria: Vec<CriterionJson>,
}

#[derive(Debug, Serialize)]
struct HeadingJson {
    code: String,
    name: String,
    max: u32,
}

#[derive(Debug, Serialize)]
struct CriterionJson {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    name: String,
    max: u32,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    options: Vec<OptionJson>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    cases: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    knockouts: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    requires: Option<String>,
    commune: bool,
}

#[derive(Debug, Serialize)]
struct OptionJson {
    points: u32,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    star: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
}

impl SetJson {
    /// The set as it is given out.
    pub fn of(set: &ProductSet) -> Self {
        let criteria = &set.criteria;
        let parts = criteria.parts().iter().map(|part| PartJson {
            code: part.letter.to_string(),
            name: part.name.clone(),
            max: part.max,
            sections: part.sections.iter().map(SectionJson::of).collect(),
        });
        let ranks = || Stars::BEST_FIRST.into_iter().filter(|it| it.is_certified());
        Self {
            set: criteria.id().to_string(),
            name: criteria.name().to_owned(),
            class: set.class.clone(),
            samples: set.samples,
            rejected_when: set.rejected_when.clone(),
            bands: ranks().map(|it| (it.number(), criteria.bands().of(it))).collect(),
            minima: ranks().map(|it| (it.number(), minima(criteria, it))).collect(),
            parts: parts.collect(),
        }
    }
}

fn minima(set: &CriteriaSet, stars: Stars) -> BTreeMap<String, u32> {
    set.minima(stars).map(|(_, code, needs)| (code.to_string(), needs)).collect()
}

impl SectionJson {
    fn of(section: &ocop_rules::criteria::Section) -> Self {
        let headings = section.headings.iter().map(|it| HeadingJson {
            code: it.code.to_string(),
            name: it.name.clone(),
            max: it.max,
        });
        Self {
            code: section.code.to_string(),
            name: section.name.clone(),
            max: section.max,
            headings: headings.collect(),
            criteria: section.criteria.iter().map(CriterionJson::of).collect(),
        }
    }
}

impl CriterionJson {
    fn of(it: &Criterion) -> Self {
        let options = it.options.iter().map(|option| OptionJson {
            points: option.points,
            label: option.label.clone(),
            star: option.star.map(Stars::number),
            case: option.case.map(|case| case.to_string()),
        });
        let cases = it.cases.iter().map(|case| (case.case.to_string(), case.title.clone()));
        Self {
            code: it.code.to_string(),
            heading: it.heading.map(|code| code.to_string()),
            name: it.name.clone(),
            max: it.max,
            kind: match it.kind {
                Kind::Choice => "choice",
                Kind::Binary => "binary",
                Kind::Cases => "cases",
            },
            ask: it.ask.clone(),
            note: it.note.clone(),
            options: options.collect(),
            cases: cases.collect(),
            knockouts: it.knockouts.clone(),
            requires: it.requires.map(|code| code.to_string()),
            commune: it.commune,
        }
    }
}
