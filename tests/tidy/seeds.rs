//! `docs/seeds.md`: what is asked of the five places of `fixtures/seeds/`, and what is answered.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;

const FOLDER: &str = "tests/journeys/the_five_places";

const INTRODUCTION: &str = "\
# Five places, as their own reports told of them

<!-- Written by `cargo xtask generate` from `tests/journeys/the_five_places/`. -->

`ocop demo --with-seeds` takes in what five published texts tell of five places (`fixtures/seeds/`).
Each of their 46 facts is asked below, by addresses that work for any unit, and so are twelve questions that somebody may ask of them today.
The journeys `tests/journeys/the_five_places_answer.rs` and `the_five_places_go_on.rs` open every address on both databases and fail where the answer is another.

A list is narrowed by its address; the answer is the one row that has these cells.
A report is opened from the list of reports.
";

#[derive(Deserialize)]
struct Place {
    #[serde(rename = "place")]
    name: String,
    officer: String,
    fact: Vec<Fact>,
}

#[derive(Deserialize)]
struct Fact {
    id: String,
    #[serde(rename = "fact")]
    tells: String,
    asked: Vec<Asked>,
}

#[derive(Deserialize)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Deserialize)]
struct Question {
    number: u8,
    #[serde(rename = "question")]
    asks: String,
    #[serde(default)]
    journey: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    asked: Vec<Asked>,
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    at: String,
    #[serde(default)]
    report: String,
    #[serde(default)]
    shows: Vec<String>,
    #[serde(default)]
    row: BTreeMap<String, String>,
}

/// The page.
pub(crate) fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for name in ["000", "001", "002", "003", "004"] {
        let place: Place = file(name);
        write!(page, "\n## {}\n\nAsked by `{}`.\n\n", place.name, place.officer).unwrap();
        page.push_str("| fact | | asked | answered |\n|---|---|---|---|\n");
        for fact in &place.fact {
            rows(&mut page, (&format!("`{}`", fact.id), &fact.tells), &fact.asked);
        }
    }
    page.push_str("\n## Twelve questions of today\n");
    for it in file::<Questions>("questions").question {
        write!(page, "\n### {}. {}\n\n", it.number, it.asks).unwrap();
        if !it.asked.is_empty() {
            page.push_str("| asked | answered |\n|---|---|\n");
            for asked in &it.asked {
                writeln!(page, "| {} | {} |", asked.address(), asked.answer()).unwrap();
            }
        }
        if !it.note.is_empty() {
            let above = if it.asked.is_empty() { "" } else { "\n" };
            writeln!(page, "{above}{}", it.note).unwrap();
        }
        if !it.journey.is_empty() {
            write!(page, "\nJourney: `{}`.\n", it.journey).unwrap();
        }
    }
    page
}

/// The names of the journeys that the page speaks of.
pub(crate) fn journeys() -> Vec<String> {
    let questions = file::<Questions>("questions").question;
    questions.into_iter().map(|it| it.journey).filter(|it| !it.is_empty()).collect()
}

fn rows(page: &mut String, (id, fact): (&str, &str), asked: &[Asked]) {
    for (at, asked) in asked.iter().enumerate() {
        let (id, fact) = if at == 0 { (id, fact) } else { ("", "") };
        writeln!(page, "| {id} | {fact} | {} | {} |", asked.address(), asked.answer()).unwrap();
    }
}

impl Asked {
    fn address(&self) -> String {
        match self.report.as_str() {
            "" => format!("`{}`", self.at),
            unit => format!("the report of {unit}"),
        }
    }

    fn answer(&self) -> String {
        let cells = self.row.iter().filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(heading, cell)| format!("{heading}: {}", cell.replace('\n', ", ")));
        self.shows.iter().cloned().chain(cells).collect::<Vec<_>>().join("; ")
    }
}

fn file<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(format!("{name}.toml"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
