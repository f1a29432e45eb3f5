//! Five places whose past is known only from their own reports: every fact of those is asked, and
//! answered, by addresses that work for any unit. What is asked stands in
//! `tests/journeys/the_five_places/`, from which `docs/seeds.md` is made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::StatusCode;
use jiff::civil::date;
use ocop::demo::seeds::Seeds;
use ocop::hall::LEDGERS;
use ocop::house::House;
use ocop::reports::{Facts, Needs, Scope, indicators};
use ocop_rules::programme::Period;
use serde::Deserialize;

use crate::told::{Visitor, told};

/// The places, by the name of their file.
const PLACES: [&str; 5] = ["000", "001", "002", "003", "004"];

/// What a place is asked.
#[derive(Debug, Deserialize)]
struct Place {
    officer: String,
    fact: Vec<Fact>,
}

/// A fact, and what is asked for it.
#[derive(Debug, Deserialize)]
struct Fact {
    id: String,
    asked: Vec<Asked>,
}

#[derive(Debug, Deserialize)]
struct Questions {
    question: Vec<Question>,
}

/// A question of today.
#[derive(Debug, Deserialize)]
struct Question {
    number: u8,
    /// The login of who asks; a guest's is empty.
    officer: String,
    #[serde(default)]
    asked: Vec<Asked>,
}

/// An address, or the report of a unit, and what it must answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default)]
    at: String,
    #[serde(default)]
    report: String,
    /// What must stand on the page.
    #[serde(default)]
    shows: Vec<String>,
    /// What must stand in one row of the list; `…` stands for more.
    #[serde(default)]
    row: BTreeMap<String, String>,
}

fn file<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys/the_five_places");
    let text = std::fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
    toml::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

/// Takes all five places in.
pub(crate) async fn with_places(house: &House) {
    Seeds::read().unwrap().take_in(house, |_| {}).await.unwrap();
}

/// The officer of one of the places.
pub(crate) async fn officer(house: &House, login: &str) -> Visitor {
    Visitor::logged_in(house, login, &Seeds::read().unwrap().password).await
}

/// What is read on a page: without its tags.
pub(crate) fn text_of(page: &str) -> String {
    let pieces = page.split('<').map(|it| it.split_once('>').map_or(it, |(_, text)| text));
    let text = pieces.collect::<Vec<_>>().join(" ");
    let signs = [("&#38;", "&"), ("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">")];
    let text = signs.into_iter().fold(text, |text, (kept, sign)| text.replace(kept, sign));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Where a number is a link, its sign stands behind the tag.
    text.replace(" ,", ",").replace(" .", ".").replace(" ;", ";")
}

/// The address of the report of the unit that is called so.
pub(crate) async fn report_of(officer: &Visitor, unit: &str) -> String {
    let list = officer.reads("/reports").await;
    let links = list.split("href=\"").filter(|it| it.starts_with("/reports/"));
    let mut found = links.filter(|it| it.split("</a>").next().unwrap().contains(unit));
    let link = found.next().unwrap_or_else(|| panic!("{unit}: {list}"));
    link.split('"').next().unwrap().to_owned()
}

/// What is not answered as it must be.
async fn unanswered(visitor: &Visitor, asked: &Asked) -> Option<String> {
    let at = match asked.report.as_str() {
        "" => asked.at.clone(),
        unit => report_of(visitor, unit).await,
    };
    let answer = visitor.opens(&at).await;
    if answer.status != StatusCode::OK {
        return Some(format!("{at}: {}", answer.status));
    }
    let text = text_of(&answer.page);
    let missing = asked.shows.iter().find(|it| !text.contains(it.as_str()));
    if let Some(missing) = missing {
        return Some(format!("{at}: no “{missing}” in {text}"));
    }
    let rows = if asked.row.is_empty() { 1 } else { matching(&answer.page, &asked.row) };
    (rows != 1).then(|| format!("{at}: {rows} rows are {:?}\n{}", asked.row, answer.page))
}

/// How many rows of a list have these cells.
fn matching(list: &str, row: &BTreeMap<String, String>) -> usize {
    let mut reader = csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().unwrap().clone();
    let fits = |record: &csv::StringRecord| {
        row.iter().all(|(heading, wanted)| {
            let at = headings.iter().position(|it| it == heading);
            at.and_then(|it| record.get(it)).is_some_and(|cell| is_like(cell, wanted))
        })
    };
    reader.records().filter(|it| fits(it.as_ref().unwrap())).count()
}

fn is_like(cell: &str, wanted: &str) -> bool {
    match (wanted.strip_prefix('…'), wanted.strip_suffix('…')) {
        (Some(end), _) => cell.ends_with(end),
        (_, Some(begin)) => cell.starts_with(begin),
        _ => cell == wanted,
    }
}

#[tokio::test]
async fn a_number_alone_is_the_number_of_its_list() {
    told(async |house| {
        with_places(&house).await;
        let period = Period::years(2018, 2026).unwrap();
        for unit in ["20.2025", "44.2025", "186.2024", "vn"] {
            for on in [date(2021, 12, 31), date(2025, 1, 31), date(2026, 11, 24)] {
                let scope = Scope { unit: unit.parse().unwrap(), period, on };
                let needs = Needs::of(indicators().iter().map(|it| &it.of));
                let mut tx = house.db.read().await.unwrap();
                let facts = Facts::read(&mut tx, &house, LEDGERS, scope, &needs).await.unwrap();
                for it in indicators() {
                    let (alone, answer) = (facts.value(&it.of), facts.answer(&it.of));
                    assert_eq!(alone, answer.value, "{} of {unit} on {on}", it.name);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_fact_of_the_five_is_answered() {
    told(async |house| {
        with_places(&house).await;
        let mut wrong = Vec::new();
        let mut ids = BTreeSet::new();
        for place in PLACES {
            let Place { officer: login, fact } = file(place);
            let visitor = officer(&house, &login).await;
            for fact in fact {
                assert!(!fact.asked.is_empty(), "{} is not asked", fact.id);
                for asked in &fact.asked {
                    let said = unanswered(&visitor, asked).await;
                    wrong.extend(said.map(|it| format!("{}: {it}", fact.id)));
                }
                assert!(ids.insert(fact.id));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        assert_eq!(ids.len(), 46);
    })
    .await;
}

#[tokio::test]
async fn and_so_are_the_questions_of_today() {
    told(async |house| {
        with_places(&house).await;
        let mut wrong = Vec::new();
        let Questions { question } = file("questions");
        let numbers: Vec<u8> = question.iter().map(|it| it.number).collect();
        assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
        for question in question {
            let visitor = match question.officer.as_str() {
                "" => Visitor::guest(&house),
                login => officer(&house, login).await,
            };
            for asked in &question.asked {
                let said = unanswered(&visitor, asked).await;
                wrong.extend(said.map(|it| format!("question {}: {it}", question.number)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    })
    .await;
}

#[tokio::test]
async fn taking_them_in_again_changes_nothing() {
    told(async |house| {
        with_places(&house).await;
        with_places(&house).await;
        let it = officer(&house, "langson").await;
        assert!(it.reads("/ledgers/documents").await.contains("4 dòng"));
        let checks = ocop::checkup::ask(&house).await.unwrap();
        let against: Vec<_> = checks.into_iter().filter(|it| !it.against.is_empty()).collect();
        assert!(against.is_empty(), "{against:?}");
    })
    .await;
}
