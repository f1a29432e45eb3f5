//! The standards are those of the decision: figure by figure, and nothing that does not add up is
//! taken.

#![cfg(test)]

mod agreement;
mod damage;
mod stars;

use std::collections::BTreeMap;

use ocop::criteria::{Length, Printed, Standards};
use ocop_rules::criteria::{CriteriaSet, Criterion, EditionId, Kind, Stars};
use serde::Deserialize;

/// A line of the decision without its words: one option of one criterion. Headings and binary
/// criteria have one line without points.
#[derive(Debug, Deserialize)]
struct Figure {
    set: u8,
    part: char,
    part_max: u32,
    section: String,
    section_max: u32,
    criterion: String,
    kind: String,
    max: u32,
    points: Option<u32>,
    star: Option<u8>,
    case: Option<String>,
    knockouts: usize,
    commune: u8,
    story: u8,
}

fn figures() -> Vec<Figure> {
    let table = include_str!("../figures/26-2026.csv");
    csv::Reader::from_reader(table.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn now() -> EditionId {
    EditionId::new(26, 2026)
}

/// One line of a sheet, in the same shape as a line of the decision.
fn line(set: &CriteriaSet, part: char, section: &str, it: &Criterion) -> Vec<String> {
    let kind = match it.kind {
        Kind::Choice => "choice",
        Kind::Binary => "binary",
        Kind::Cases => "cases",
    };
    let sheet = set.id().sheet();
    let head = format!("{sheet} {part} {section} {} {kind} {}", it.code, it.max);
    let story = u8::from(it.requires.is_some());
    let tail = format!("{} {} {story}", it.knockouts.len(), u8::from(it.commune));
    match it.kind {
        Kind::Binary => vec![format!("{head} None None None {tail}")],
        _ => it
            .options
            .iter()
            .map(|option| {
                let star = option.star.map(Stars::number);
                let case = option.case.map(|case| case.to_string());
                format!("{head} {:?} {star:?} {case:?} {tail}", Some(option.points))
            })
            .collect(),
    }
}

#[test]
fn the_26_sheets_have_the_figures_of_the_decision() {
    let standards = Standards::load().unwrap();
    let (mut ours, mut totals) = (Vec::new(), BTreeMap::new());
    for set in standards.edition(now()).unwrap().sets.iter().map(|it| &it.criteria) {
        for part in set.parts() {
            totals.insert(format!("{} {}", set.id().sheet(), part.letter), part.max);
            for section in &part.sections {
                let sheet = set.id().sheet();
                totals.insert(format!("{sheet} {}", section.code), section.max);
                for heading in &section.headings {
                    totals.insert(format!("{sheet} {}", heading.code), heading.max);
                }
                for it in &section.criteria {
                    ours.extend(line(set, part.letter, &section.code.to_string(), it));
                }
            }
        }
    }
    let (mut law, mut law_totals) = (Vec::new(), BTreeMap::new());
    for it in figures() {
        law_totals.insert(format!("{} {}", it.set, it.part), it.part_max);
        law_totals.insert(format!("{} {}", it.set, it.section), it.section_max);
        if it.kind == "group" {
            law_totals.insert(format!("{} {}", it.set, it.criterion), it.max);
            continue;
        }
        let head = format!("{} {} {} {}", it.set, it.part, it.section, it.criterion);
        let (kind, max, points, star, case) = (it.kind, it.max, it.points, it.star, it.case);
        let tail = format!("{} {} {}", it.knockouts, it.commune, it.story);
        law.push(format!("{head} {kind} {max} {points:?} {star:?} {case:?} {tail}"));
    }
    for (ours, law) in ours.iter().zip(&law) {
        assert_eq!(ours, law);
    }
    assert_eq!(ours.len(), law.len());
    assert_eq!(totals, law_totals);
}

#[test]
fn nothing_of_the_decision_is_missing() {
    let standards = Standards::load().unwrap();
    let sets = &standards.edition(now()).unwrap().sets;
    let criteria = || sets.iter().flat_map(|it| it.criteria.criteria());
    let of = |kind| criteria().filter(|it| it.kind == kind).count();
    let printed = criteria().filter(|it| it.kind != Kind::Binary);

    assert_eq!(sets.len(), 26);
    assert_eq!(criteria().count(), 787);
    assert_eq!(printed.map(|it| it.options.len()).sum::<usize>(), 2535);
    assert_eq!((of(Kind::Binary), of(Kind::Cases)), (22, 3));
    assert_eq!(criteria().filter(|it| it.requires.is_some()).count(), 25);
    assert_eq!(criteria().filter(|it| it.commune).count(), 102);
    assert_eq!(criteria().map(|it| it.knockouts.len()).sum::<usize>(), knockouts());
    assert!(criteria().flat_map(|it| &it.options).all(|it| !it.label.trim().is_empty()));
}

/// Counted once for each criterion, not for each of its options.
fn knockouts() -> usize {
    let each: BTreeMap<_, _> =
        figures().into_iter().map(|it| ((it.set, it.criterion), it.knockouts)).collect();
    each.into_values().sum()
}

#[test]
fn every_sheet_has_its_line_in_annex_i_and_every_line_its_sheet() {
    let standards = Standards::load().unwrap();
    let sets = &standards.edition(now()).unwrap().sets;
    let lines: Vec<_> = standards.classification().classes().iter().map(|it| &it.code).collect();
    assert_eq!(lines, sets.iter().map(|it| &it.class).collect::<Vec<_>>());
    let honey = standards.classification().class("I.2.b").unwrap();
    assert_eq!(honey.lead, ["Bộ Nông nghiệp và Môi trường"]);
    assert_eq!(standards.set_of_class("I.2.b").unwrap().criteria.id().to_string(), "26-2026/04");
}

#[test]
fn only_a_journey_brings_no_samples_and_has_no_ground_of_rejection() {
    let standards = Standards::load().unwrap();
    for set in &standards.edition(now()).unwrap().sets {
        let tourism = set.class.starts_with("VI.");
        assert_eq!(set.samples, if tourism { 0 } else { 5 });
        assert_eq!(set.rejected_when.is_empty(), tourism);
    }
}

#[test]
fn every_kind_of_evidence_but_prizes_speaks_for_a_criterion() {
    let standards = Standards::load().unwrap();
    let silent = standards.evidence().iter().filter(|it| it.criteria.is_empty());
    assert_eq!(silent.map(|it| it.id.as_str()).collect::<Vec<_>>(), ["awards"]);
    assert_eq!(standards.evidence().len(), 15);
    let personal = standards.evidence().iter().filter(|it| it.personal);
    assert_eq!(personal.map(|it| it.id.as_str()).collect::<Vec<_>>(), ["local-labour"]);
}

#[test]
fn an_edition_without_sheets_is_known_but_not_scored() {
    let standards = Standards::load().unwrap();
    let scored: Vec<_> =
        standards.editions().iter().map(|it| (it.number.as_str(), it.is_scored)).collect();
    let expected = [("1048/QĐ-TTg", false), ("148/QĐ-TTg", false), ("26/2026/QĐ-TTg", true)];
    assert_eq!(scored, expected);
    let parts = |edition: &str| -> Vec<u32> {
        let edition = standards.edition(edition.parse().unwrap()).unwrap();
        edition.parts.iter().map(|it| it.max).collect()
    };
    assert_eq!(parts("1048-2019"), [35, 25, 40]);
    assert_eq!(parts("148-2023"), [40, 25, 35]);
    assert_eq!(parts("26-2026"), [40, 25, 35]);
    let edition = standards.edition(now()).unwrap();
    assert_eq!(edition.term("commune").unwrap().length, Length::WorkingDays(15));
    assert_eq!(edition.term("certificate").unwrap().article, "4.3");
}

#[test]
fn a_sheet_is_shown_whole() {
    let standards = Standards::load().unwrap();
    let text = Printed(standards.set("26-2026/04".parse().unwrap()).unwrap()).to_string();
    assert!(text.starts_with("26-2026/04  Mật ong"), "{text}");
    for line in ["PHẦN A. ", "1.1 Nguồn gốc sản phẩm", "12. CƠ HỘI THỊ TRƯỜNG TOÀN CẦU"]
    {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert_eq!(text.matches("[ ]").count(), 104);
}
