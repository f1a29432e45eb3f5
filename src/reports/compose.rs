//! Composing a report: the outline, an officer's own words, and what the questions answer.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use ocop_rules::records::Amount;
use ocop_rules::reports::Answer;

use super::composed::{Answered, Author, Block, Composed, Section};
use super::facts::{Facts, Needs};
use super::figures::FIGURES;
use super::indicator::{indicator, indicators};
use super::outline::{Told, outline};
use super::question::{Scope, Written};
use super::sentence::{Meaning, Part, Sentence, Untold, WORDS, plain};
use super::tables::Tables;
use super::words;
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::{Failure, Tx};
use crate::market::{SALES_POINTS, TOURISM_PLACES};
use crate::targets::TARGETS;

/// What an officer has written into a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The word of the sentence it takes the place of; or its own.
    pub id: String,
    /// The section it stands in.
    pub section: String,
    /// What it says; nothing leaves the sentence out.
    pub text: String,
    /// Whether it stands in no outline.
    pub is_own: bool,
}

/// What is needed to compose a report.
pub(super) fn needs() -> Needs {
    let mut needs = Needs::of(indicators().iter().map(|it| &it.of));
    for block in outline().iter().flat_map(|it| &it.blocks) {
        if let Told::Entries(ledger, _) = block {
            needs.also(ledger);
        }
    }
    needs.also(TARGETS.id);
    needs.also(FIGURES.id);
    needs.also(SALES_POINTS.id);
    needs.also(TOURISM_PLACES.id);
    needs
}

/// Whether a report keeps what its numbers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    /// It does: it is frozen, and will be held against later answers.
    Kept,
    /// It is read, and each number opens to its list anyway.
    Left,
}

/// The report of a scope, as it is now.
///
/// # Errors
///
/// Only faults of the database.
pub(super) async fn compose(
    tx: &mut Tx<'static>,
    house: &House,
    ledgers: Ledgers,
    (scope, today): (Scope, bool),
    (passages, lists): (&[Passage], Lists),
) -> Result<Composed, Failure> {
    let facts = Facts::read(tx, house, ledgers, scope, &needs()).await?;
    let (house, passages) = (house.clone(), passages.to_vec());
    let work = move || Composing::new(&facts, &house, (ledgers, today, lists)).compose(&passages);
    Ok(tokio::task::spawn_blocking(work).await?)
}

pub(super) struct Composing<'a> {
    tables: Tables<'a>,
    lists: Lists,
    /// The numbers that were asked, each once.
    answered: RefCell<BTreeMap<String, (Answered, bool)>>,
}

impl<'a> Composing<'a> {
    pub(super) fn new(
        facts: &'a Facts,
        house: &'a House,
        (ledgers, today, lists): (Ledgers, bool, Lists),
    ) -> Self {
        let tables = Tables { facts, house, ledgers, today };
        Self { tables, lists, answered: RefCell::default() }
    }

    fn compose(&self, passages: &[Passage]) -> Composed {
        let mut sections: Vec<Section> = Vec::new();
        for section in outline() {
            let mut blocks: Vec<Block> =
                section.blocks.iter().filter_map(|it| self.block(it, passages)).collect();
            let own = passages.iter().filter(|it| it.is_own && it.section == section.id);
            blocks.extend(own.filter_map(|it| self.passage(&it.id, &it.text, Author::Own)));
            if !blocks.is_empty() {
                let number = words::roman(sections.len() + 1);
                let (id, name) = (section.id.clone(), section.name.clone());
                sections.push(Section { id, number, name, blocks });
            }
        }
        let answers = self.answered.borrow().values().map(|it| it.0.clone()).collect();
        Composed { sections, answers }
    }

    fn block(&self, told: &Told, passages: &[Passage]) -> Option<Block> {
        match told {
            Told::Passage { id, text, when, unless } => {
                if let Some(own) = passages.iter().find(|it| it.id == *id) {
                    return self.passage(id, &own.text, Author::Rewritten);
                }
                let is_told = when.as_deref().is_none_or(|it| !self.is_zero(it));
                let text = if is_told { Some(text) } else { unless.as_ref() };
                self.passage(id, text?, Author::Outline)
            }
            Told::Entries(ledger, tells) => self.tables.items(ledger, tells),
            Told::Declared => {
                let items = self.tables.said();
                let ledger = FIGURES.id.to_owned();
                (!items.is_empty()).then_some(Block::Items { ledger, items, more: 0 })
            }
            Told::Table(id) => self.tables.table(*id).map(Block::Table),
            Told::Chart(id) => self.tables.picture(*id).map(|chart| Block::Chart { chart }),
        }
    }

    fn passage(&self, id: &str, text: &str, by: Author) -> Option<Block> {
        if text.trim().is_empty() {
            return None;
        }
        // What cannot be told was refused when it was written; should a word have gone since, the
        // sentence is shown as it stands.
        let parts = self.tell(text);
        let parts =
            parts.unwrap_or_else(|_| vec![Part { words: text.to_owned(), number: String::new() }]);
        if plain(&parts).trim().is_empty() {
            return None;
        }
        Some(Block::Passage { id: id.to_owned(), parts, by })
    }

    /// A sentence with its numbers.
    pub(super) fn tell(&self, text: &str) -> Result<Vec<Part>, Untold> {
        Sentence::read(text)?.tell(&|name| self.means(name))
    }

    fn means(&self, name: &str) -> Option<Meaning> {
        let scope = &self.tables.facts.scope;
        let unit = || words::unit(&self.tables.facts.book, &scope.unit);
        Some(match name {
            "unit" => Meaning::Words(unit()),
            "Unit" => Meaning::Words(words::capital(&unit())),
            "period" => Meaning::Words(words::period(scope.period)),
            "on" => Meaning::Words(format!("ngày {}", ocop_documents::words::short_date(scope.on))),
            _ => {
                let (answered, is_zero) = self.ask(name)?;
                Meaning::Number { words: answered.words, is_zero }
            }
        })
    }

    fn is_zero(&self, name: &str) -> bool {
        self.ask(name).is_none_or(|it| it.1)
    }

    fn ask(&self, name: &str) -> Option<(Answered, bool)> {
        if let Some(known) = self.answered.borrow().get(name) {
            return Some(known.clone());
        }
        let indicator = indicator(name)?;
        let facts = self.tables.facts;
        let kept = match self.lists {
            Lists::Kept => facts.answer(&indicator.of).kept(facts),
            Lists::Left => Answer { value: facts.value(&indicator.of), list: BTreeSet::new() },
        };
        let answered = Answered {
            indicator: name.to_owned(),
            asks: Written::from(&indicator.of),
            value: kept.value.to_string(),
            words: words::number(kept.value, indicator.measure),
            list: kept.list.into_iter().collect(),
        };
        let answered = (answered, kept.value == Amount::ZERO);
        self.answered.borrow_mut().insert(name.to_owned(), answered.clone());
        Some(answered)
    }
}

/// Passes when a sentence is well written and every word in braces stands for something.
pub(super) fn can_be_told(text: &str) -> Result<(), Untold> {
    let is_known = |name: &&str| WORDS.contains(name) || indicator(name).is_some();
    match Sentence::read(text)?.names().into_iter().find(|it| !is_known(it)) {
        Some(unknown) => Err(Untold::Unknown(unknown.to_owned())),
        None => Ok(()),
    }
}
