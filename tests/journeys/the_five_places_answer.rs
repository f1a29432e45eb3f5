//! Five places whose past is known only from their own reports: every fact of those is asked, and
//! answered, by addresses that work for any unit. What is asked stands in
//! `tests/journeys/the_five_places/`, from which `docs/seeds.md` is made.

use std::collections::BTreeMap;

use ocop::demo::seeds::Seeds;
use ocop::house::House;
use serde::Deserialize;

use crate::told::{Visitor, told};

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

/// An address, and what it must answer.
#[derive(Debug, Deserialize)]
struct Asked {
    at: String,
    #[serde(default)]
    shows: Vec<String>,
    #[serde(default)]
    rows: Vec<BTreeMap<String, String>>,
}

/// The house with all five places in it.
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
    let text = text.replace("&#38;", "&").replace("&#34;", "\"").replace("&#39;", "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

