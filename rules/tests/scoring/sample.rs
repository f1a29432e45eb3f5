//! A sheet that is nobody's: small, but with everything that a real one has.

use ocop_rules::criteria::{
    Bands, Case, CaseTitle, Code, CriteriaSet, Criterion, Heading, Kind, Part, Points, ScoreOption,
    Section, SetDraft, Stars,
};

pub(crate) fn code(text: &str) -> Code {
    text.parse().unwrap()
}

pub(crate) fn set() -> CriteriaSet {
    CriteriaSet::prove(draft()).unwrap()
}

/// Two parts of three: 40 for the community, 25 for the market with its story, 35 for the quality.
pub(crate) fn draft() -> SetDraft {
    let story = Criterion { requires: Some(code("3.1")), ..criterion("3.2", &[(0, 0), (5, 0)]) };
    let under = |it: Criterion| Criterion { heading: Some(code("4.1")), ..it };
    SetDraft {
        id: "26-2026/99".parse().unwrap(),
        name: "Mẫu".into(),
        totals: vec![40, 25, 35],
        bands: Bands { five: 90, four: 70, three: 50, two: 30 },
        parts: vec![
            part(
                'A',
                vec![section(
                    "1",
                    vec![
                        criterion("1.1", &[(10, 0), (20, 3), (25, 4), (30, 5)]),
                        criterion("1.2", &[(0, 0), (3, 0), (3, 4), (9, 0)]),
                        Criterion { kind: Kind::Binary, ..criterion("1.3", &[(0, 0), (1, 0)]) },
                    ],
                )],
            ),
            part(
                'B',
                vec![
                    section("2", vec![criterion("2", &[(1, 3), (15, 4)])]),
                    section("3", vec![criterion("3.1", &[(0, 0), (5, 0)]), story]),
                ],
            ),
            part(
                'C',
                vec![
                    Section {
                        headings: vec![Heading {
                            code: code("4.1"),
                            name: "Cảm quan".into(),
                            max: 20,
                        }],
                        ..section(
                            "4",
                            vec![
                                under(criterion("4.1.1", &[(0, 0), (10, 5)])),
                                under(criterion("4.1.2", &[(0, 0), (5, 0), (10, 0)])),
                            ],
                        )
                    },
                    section("5", vec![cases("5")]),
                ],
            ),
        ],
    }
}

fn part(letter: char, sections: Vec<Section>) -> Part {
    Part { letter, name: String::new(), max: sections.iter().map(|it| it.max).sum(), sections }
}

fn section(at: &str, criteria: Vec<Criterion>) -> Section {
    let max = criteria.iter().map(|it| it.max).sum();
    Section { code: code(at), name: String::new(), max, headings: Vec::new(), criteria }
}

/// Options are points and stars; no stars are none.
fn criterion(at: &str, options: &[(Points, u8)]) -> Criterion {
    let option = |&(points, stars)| ScoreOption {
        points,
        label: String::new(),
        star: Stars::from_number(stars),
        case: None,
    };
    Criterion {
        code: code(at),
        heading: None,
        name: String::new(),
        max: options.iter().map(|it| it.0).max().unwrap_or(0),
        kind: Kind::Choice,
        ask: None,
        note: None,
        options: options.iter().map(option).collect(),
        cases: Vec::new(),
        knockouts: vec!["Bị loại".into()],
        requires: None,
        commune: false,
    }
}

fn cases(at: &str) -> Criterion {
    let title = |case| CaseTitle { case, title: String::new() };
    let mut it = criterion(at, &[(5, 0), (15, 0), (5, 0), (15, 0)]);
    let each = [Case::A, Case::A, Case::B, Case::B];
    for (option, case) in it.options.iter_mut().zip(each) {
        option.case = Some(case);
    }
    Criterion { kind: Kind::Cases, cases: vec![title(Case::A), title(Case::B)], ..it }
}
