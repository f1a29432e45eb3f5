//! The answer to a question: its number, and what it counts.

use std::collections::{BTreeMap, BTreeSet};

use ocop_rules::producers::ProducerKind;
use ocop_rules::products::Milestone;
use ocop_rules::records::Amount;
use ocop_rules::registry::{Certainty, Change, Counted};
use ocop_rules::reports;
use ocop_rules::targets::StarsAim;

use super::facts::{Befallen, Counting, Facts, Noted};
use super::question::{Kept, Moment, Of, Scope};
use super::ways::Way;
use crate::ledgers::{Row, Value};
use crate::registry::{self, Product};

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The number. What may or may not count makes a range of it.
    pub value: Amount,
    /// What it counts, in the order of a list.
    pub found: Vec<Found>,
}

/// One thing that was counted.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is.
    pub what: What,
    /// How sure it is that it counts.
    pub certainty: Certainty,
    /// What is said of it: why it stayed, what it was counted as.
    pub note: String,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A product of the registry, by its place.
    Product(u32),
    /// A producer, by its place.
    Producer(u32),
    /// The way of a product, by its place.
    Way(usize),
    /// An entry of a ledger, by its place.
    Entry(String, usize),
}

impl Facts {
    /// Answers, as of the scope that was read for.
    pub fn answer(&self, of: &Of) -> Answer {
        self.answer_in(of, &self.scope)
    }

    /// Answers, as of another period or day.
    pub fn answer_in(&self, of: &Of, scope: &Scope) -> Answer {
        match of {
            Of::Products { moment, stars, class, kind } => {
                let of = (*stars, class.as_deref(), *kind);
                counted(self.products_of(of, *moment, scope))
            }
            Of::Producers { moment, kind } => counted(self.producers_of(*kind, *moment, scope)),
            Of::Changes { change, stars } => {
                let befallen = self.befallen(scope.passed());
                let wanted = befallen.iter().filter(|it| it.changed.change == *change);
                let wanted =
                    wanted.filter(|it| stars.is_none_or(|aim| aim.takes(it.changed.stars)));
                counted(wanted.map(befell).collect())
            }
            Of::Added(aim) => {
                let befallen = self.befallen(scope.passed());
                counted(added(&befallen, *aim).map(befell).collect())
            }
            Of::Came(milestone) => {
                let period = scope.passed();
                let came = |it: &Way| {
                    it.journey.first.get(milestone).is_some_and(|on| period.contains(*on))
                };
                counted(self.ways_that(came))
            }
            Of::Reached(milestone) => {
                counted(self.ways_that(|it| it.journey.passed(*milestone, scope.on)))
            }
            Of::Stayed(from, to) => counted(self.stayed(*from, *to, scope)),
            Of::Entries(kept) => {
                let found = self.kept(kept, scope).map(|it| Found {
                    what: What::Entry(kept.ledger.clone(), it.at),
                    certainty: it.certainty,
                    note: String::new(),
                });
                counted(found.collect())
            }
            Of::Sum { kept, column } => self.sum(kept, column, scope),
        }
    }

    fn products_of(
        &self,
        (stars, class, kind): (Option<StarsAim>, Option<&str>, Option<ProducerKind>),
        moment: Moment,
        scope: &Scope,
    ) -> Vec<Found> {
        let counting = self.counting(moment.basis(scope));
        let wanted = |it: &&Counting| {
            let Some(product) = self.snapshot.kept.product(it.at) else { return false };
            let producer = self.snapshot.kept.producer(product);
            class.is_none_or(|wanted| is_of(product, wanted))
                && kind.is_none_or(|wanted| producer.and_then(|it| it.kind) == Some(wanted))
        };
        let found = counting.iter().filter(wanted).map(|it| Found {
            what: What::Product(it.at),
            certainty: it.lies.min(meets(it.counted, stars)),
            note: String::new(),
        });
        found.filter(|it| it.certainty != Certainty::No).collect()
    }

    /// A producer counts as surely as the surest of its products.
    fn producers_of(
        &self,
        kind: Option<ProducerKind>,
        moment: Moment,
        scope: &Scope,
    ) -> Vec<Found> {
        let mut producers: BTreeMap<u32, Certainty> = BTreeMap::new();
        for it in self.counting(moment.basis(scope)).iter() {
            let Some(product) = self.snapshot.kept.product(it.at) else { continue };
            let producer = self.snapshot.kept.producer(product);
            if kind.is_some_and(|wanted| producer.and_then(|it| it.kind) != Some(wanted)) {
                continue;
            }
            let sure = it.lies.min(it.counted.at_all());
            let kept = producers.entry(product.producer).or_insert(sure);
            *kept = sure.max(*kept);
        }
        let found = producers.into_iter().map(|(at, certainty)| Found {
            what: What::Producer(at),
            certainty,
            note: String::new(),
        });
        found.collect()
    }

    fn ways_that(&self, is_so: impl Fn(&Way) -> bool) -> Vec<Found> {
        let ways = self.ways.iter().enumerate().filter(|(_, it)| is_so(it));
        let found = ways.map(|(at, it)| Found {
            what: What::Way(at),
            certainty: it.certainty,
            note: String::new(),
        });
        found.collect()
    }

    /// What came so far and no further, each with its reason.
    fn stayed(&self, from: Milestone, to: Milestone, scope: &Scope) -> Vec<Found> {
        let gap = self.funnel(scope.on).between(from, to);
        let reasons: BTreeMap<&str, Option<&str>> = gap.stayed.into_iter().collect();
        let stayed = self.ways.iter().enumerate().filter_map(|(at, it)| {
            let reason = reasons.get(it.journey.product.as_str())?;
            Some(Found {
                what: What::Way(at),
                certainty: it.certainty,
                note: reason.unwrap_or_default().to_owned(),
            })
        });
        stayed.collect()
    }

    /// The entries that have the choices.
    fn kept<'a>(&'a self, kept: &'a Kept, scope: &'a Scope) -> impl Iterator<Item = Noted<'a>> {
        let has = |noted: &Noted<'_>| {
            kept.chosen.iter().all(|(column, word)| stands(&noted.entry.row, column, word))
        };
        self.noted(&kept.ledger, scope).filter(has)
    }

    /// What belongs to the period only in part is in the list and not in the sum, which then is the
    /// least that it can be.
    fn sum(&self, kept: &Kept, column: &str, scope: &Scope) -> Answer {
        let (mut sum, mut open, mut found) = (Amount::ZERO, false, Vec::new());
        for it in self.kept(kept, scope) {
            let Value::Amount(amount) = it.entry.row.value(column) else { continue };
            match it.certainty {
                Certainty::Certainly => sum = sum + *amount,
                _ => open = true,
            }
            found.push(Found {
                what: What::Entry(kept.ledger.clone(), it.at),
                certainty: it.certainty,
                note: String::new(),
            });
        }
        let value = if open { sum + Amount::at_least(0) } else { sum };
        Answer { value, found }
    }
}

/// A product that something befell, with its day.
fn befell(it: &Befallen) -> Found {
    Found {
        what: What::Product(it.at),
        certainty: it.lies.min(it.changed.certainty),
        note: spanned(it.changed.on),
    }
}

/// What befell products that came to a rank by it and had not been of it.
fn added(befallen: &[Befallen], aim: StarsAim) -> impl Iterator<Item = &Befallen> {
    befallen.iter().filter(move |it| {
        let changed = it.changed;
        let began = !matches!(changed.change, Change::Lapsed | Change::Revoked);
        let had = changed.before.is_some_and(|it| aim.takes(it));
        began && aim.takes(changed.stars) && !had
    })
}

/// Whether this word stands there; `+` asks for anything, `-` for nothing. For days stands the word
/// of their years.
fn stands(row: &Row, column: &str, word: &str) -> bool {
    match word {
        "+" => row.has(column),
        "-" => !row.has(column),
        word => row.days(column).map_or_else(
            || row.words(column) == word,
            |(first, last)| years_word((first.year(), last.year())) == word,
        ),
    }
}

/// The word of a year, or of the first and the last of several: `2023`, `2019-2023`.
pub(super) fn years_word((first, last): (i16, i16)) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// As many as were found, at least those that certainly count.
fn counted(found: Vec<Found>) -> Answer {
    let of = |wanted| found.iter().filter(|it| it.certainty == wanted).count();
    let whole = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    let certain = whole(of(Certainty::Certainly));
    let most = certain.saturating_add(whole(of(Certainty::Possibly)));
    let value = Amount::between(certain, most).unwrap_or(Amount::exactly(certain));
    Answer { value, found }
}

/// How sure it is that a product counts for an aim.
pub(super) fn meets(counted: Counted, aim: Option<StarsAim>) -> Certainty {
    aim.map_or_else(|| counted.at_all(), |it| it.meets(counted))
}

/// Whether a product is of one of these lines; `-` asks for those whose line is not known.
fn is_of(product: &Product, wanted: &str) -> bool {
    if wanted == "-" {
        return product.class.is_empty();
    }
    wanted.split(',').any(|line| registry::is_of(&product.class, line))
}

fn spanned(on: ocop_rules::certificates::Span) -> String {
    let day = |day: jiff::civil::Date| ocop_documents::words::short_date(day);
    if on.is_known() {
        day(on.earliest())
    } else {
        format!("từ {} đến {}", day(on.earliest()), day(on.latest()))
    }
}

impl Answer {
    /// As it is held against a later one.
    pub fn kept(&self, facts: &Facts) -> reports::Answer<Amount> {
        let list: BTreeSet<String> = self.found.iter().map(|it| facts.id(&it.what)).collect();
        reports::Answer { value: self.value, list }
    }
}

impl Facts {
    /// What tells it from everything else that may be counted.
    pub fn id(&self, what: &What) -> String {
        let kept = &self.snapshot.kept;
        match what {
            What::Product(at) => kept.product(*at).map_or_else(String::new, |it| it.id.to_string()),
            What::Producer(at) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                kept.producers.get(at).map_or_else(String::new, |it| it.id.to_string())
            }
            What::Way(at) => {
                self.ways.get(*at).map_or_else(String::new, |it| it.journey.product.clone())
            }
            What::Entry(ledger, at) => {
                self.all(ledger).get(*at).map_or_else(String::new, |it| it.id.clone())
            }
        }
    }
}
