//! The answer to a question: its number, and what it counts.

use std::collections::BTreeSet;

use ocop_rules::names;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::Firsts;
use ocop_rules::records::Amount;
use ocop_rules::registry::{Certainty, Change, Count, Counted};
use ocop_rules::reports;
use ocop_rules::targets::StarsAim;

use super::facts::{Facts, Noted};
use super::question::{Kept, Moment, Of, Products, Scope};
use super::ways::Way;
use crate::ledgers::{Row, Value};
use crate::registry::{self, Alike, Befallen, ChangedAlike, Counting};

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

impl Found {
    fn of(what: What, certainty: Certainty) -> Self {
        Self { what, certainty, note: String::new() }
    }
}

impl Facts {
    /// Answers, as of the scope that was read for.
    pub fn answer(&self, of: &Of) -> Answer {
        self.answer_in(of, &self.scope)
    }

    /// Answers, as of another period or day.
    pub fn answer_in(&self, of: &Of, scope: &Scope) -> Answer {
        if let Of::Sum { kept, column } = of {
            return self.sum(kept, column, scope);
        }
        let mut found = self.found(of, scope);
        if found.iter().any(|it| matches!(it.what, What::Way(_))) {
            found.sort_by_cached_key(|it| self.place_among_names(&it.what));
        }
        Answer { value: number(found.iter().map(|it| (it.certainty, 1))), found }
    }

    /// The number of an answer, without what it counts.
    pub fn value(&self, of: &Of) -> Amount {
        self.value_in(of, &self.scope)
    }

    /// The same, as of another period or day.
    pub fn value_in(&self, of: &Of, scope: &Scope) -> Amount {
        match of {
            Of::Products(wanted) => self.count_of(wanted, scope),
            Of::Changes { change, stars } => self.count_changed(scope, |it| {
                it.change == *change && stars.is_none_or(|aim| aim.takes(it.stars))
            }),
            Of::Added(aim) => self.count_changed(scope, |it| is_added(*it, *aim)),
            Of::Sum { kept, column } => self.sum(kept, column, scope).value,
            Of::Reached(_) | Of::Came(_) | Of::Stayed(..) | Of::Skipped(..) => {
                let alike = self.ways.alike.iter().filter(|(it, _)| has_come(it.0, of, scope));
                number(alike.map(|((_, certainty), many)| (*certainty, *many)))
            }
            Of::Forecast(target) => self.forecast_value(target, scope),
            Of::Producers { .. } | Of::Entries(_) => {
                number(self.found(of, scope).iter().map(|it| (it.certainty, 1)))
            }
        }
    }

    /// What is counted; ways in no order.
    fn found(&self, of: &Of, scope: &Scope) -> Vec<Found> {
        match of {
            Of::Products(wanted) => self.products_of(wanted, scope),
            Of::Producers { moment, kind } => self.producers_of(*kind, *moment, scope),
            Of::Changes { change, stars } => {
                let befallen = self.befallen(scope.passed());
                let wanted = befallen.iter().filter(|it| it.changed.change == *change);
                let wanted =
                    wanted.filter(|it| stars.is_none_or(|aim| aim.takes(it.changed.stars)));
                wanted.map(befell).collect()
            }
            Of::Added(aim) => {
                let befallen = self.befallen(scope.passed());
                let added = befallen.iter().filter(|it| is_added(it.alike(), *aim));
                added.map(befell).collect()
            }
            Of::Reached(_) | Of::Came(_) | Of::Stayed(..) | Of::Skipped(..) => {
                self.ways_that(of, scope)
            }
            Of::Forecast(target) => self.forecast_found(target, scope),
            Of::Entries(kept) | Of::Sum { kept, .. } => self
                .kept(kept, scope)
                .map(|it| Found::of(What::Entry(kept.ledger.clone(), it.at), it.certainty))
                .collect(),
        }
    }

    /// What orders a list of ways: the name, and what tells namesakes apart.
    fn place_among_names(&self, what: &What) -> (String, String) {
        let What::Way(at) = what else { return Default::default() };
        let way = self.ways.all().get(*at);
        let name = way.map_or_else(String::new, |it| names::fold(self.way_name(it)));
        (name, way.map_or_else(String::new, |it| self.way_id(it).to_owned()))
    }

    fn products_of(&self, of: &Products, scope: &Scope) -> Vec<Found> {
        let kept = &self.snapshot.kept;
        let counting = self.counting(of.moment.basis(scope));
        let mut lies_in = self.lying_in(of.part.as_ref());
        let mut is_wanted = |it: &&Counting| {
            let Some(product) = kept.product(it.at) else { return false };
            let kind = || kept.producer(product).and_then(|it| it.kind);
            of.class.as_deref().is_none_or(|wanted| is_of(&product.class, wanted))
                && of.kind.is_none_or(|wanted| kind() == Some(wanted))
                && lies_in(product.place)
        };
        let found = counting
            .iter()
            .filter(|it| is_wanted(it))
            .map(|it| Found::of(What::Product(it.at), it.lies.min(meets(it.counted, of.stars))));
        found.filter(|it| it.certainty != Certainty::No).collect()
    }

    /// So many products as [`Self::products_of`] finds: what is alike is looked at once.
    fn count_of(&self, of: &Products, scope: &Scope) -> Amount {
        let kept = &self.snapshot.kept;
        let alike = self.products().alike(of.moment.basis(scope));
        let mut lies_in = self.lying_in(of.part.as_ref());
        let mut is_wanted = |it: &Alike| {
            of.class.as_deref().is_none_or(|wanted| is_of(kept.class(it.class), wanted))
                && of.kind.is_none_or(|wanted| it.kind == Some(wanted))
                && lies_in(it.place)
        };
        let alike = alike.iter().filter(|it| is_wanted(&it.0));
        number(alike.map(|(it, many)| (it.lies.min(meets(it.counted, of.stars)), *many)))
    }

    /// So many changes as there are of a sort.
    fn count_changed(&self, scope: &Scope, is_so: impl Fn(&ChangedAlike) -> bool) -> Amount {
        let changed = self.products().changed(scope.passed());
        let wanted = changed.iter().filter(|it| is_so(&it.0));
        number(wanted.map(|(it, many)| (it.certainty, *many)))
    }

    /// A producer counts as surely as the surest of its products.
    fn producers_of(
        &self,
        kind: Option<ProducerKind>,
        moment: Moment,
        scope: &Scope,
    ) -> Vec<Found> {
        let kept = &self.snapshot.kept;
        let is_of_kind = |&&(at, _): &&(u32, Certainty)| {
            let producer = usize::try_from(at).ok().and_then(|it| kept.producers.get(it));
            kind.is_none_or(|wanted| producer.and_then(|it| it.kind) == Some(wanted))
        };
        let producers = self.products().producers(moment.basis(scope));
        let found = producers.iter().filter(is_of_kind);
        found.map(|&(at, certainty)| Found::of(What::Producer(at), certainty)).collect()
    }

    /// What has come as far as is asked; what came no further with the reason.
    fn ways_that(&self, of: &Of, scope: &Scope) -> Vec<Found> {
        let has_come = |it: &(usize, &Way)| has_come(it.1.first, of, scope);
        let found = self.ways.all().iter().enumerate().filter(has_come).map(|(at, it)| {
            let reason = match of {
                Of::Stayed(..) => self.way_reason(it, scope.on),
                _ => None,
            };
            let note = reason.unwrap_or_default().to_owned();
            Found { note, ..Found::of(What::Way(at), it.certainty) }
        });
        found.collect()
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
            found.push(Found::of(What::Entry(kept.ledger.clone(), it.at), it.certainty));
        }
        let value = if open { sum + Amount::at_least(0) } else { sum };
        Answer { value, found }
    }
}

/// Whether a product has come as far as is asked.
fn has_come(first: Firsts, of: &Of, scope: &Scope) -> bool {
    match *of {
        Of::Reached(milestone) => first.passed(milestone, scope.on),
        Of::Came(milestone) => first.at(milestone).is_some_and(|on| scope.passed().contains(on)),
        Of::Stayed(from, to) => first.stayed(from, to, scope.on),
        Of::Skipped(unknown, to) => first.skipped(unknown, to, scope.on),
        Of::Products(_)
        | Of::Producers { .. }
        | Of::Changes { .. }
        | Of::Added(_)
        | Of::Forecast(_)
        | Of::Entries(_)
        | Of::Sum { .. } => false,
    }
}

/// A product that something befell, with its day.
fn befell(it: &Befallen) -> Found {
    let certainty = it.alike().certainty;
    Found { note: spanned(it.changed.on), ..Found::of(What::Product(it.at), certainty) }
}

/// Whether a product came to a rank by what befell it, and had not been of it.
fn is_added(it: ChangedAlike, aim: StarsAim) -> bool {
    let began = !matches!(it.change, Change::Lapsed | Change::Revoked);
    let had = it.before.is_some_and(|it| aim.takes(it));
    began && aim.takes(it.stars) && !had
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

/// As many as these, at least those that certainly count.
pub(super) fn number(counted: impl Iterator<Item = (Certainty, i64)>) -> Amount {
    let mut count = Count::default();
    for (certainty, many) in counted {
        let many = u64::try_from(many).unwrap_or(0);
        match certainty {
            Certainty::Certainly => count.certain = count.certain.saturating_add(many),
            Certainty::Possibly => count.possible = count.possible.saturating_add(many),
            Certainty::No => {}
        }
    }
    count.into()
}

/// How sure it is that a product counts for an aim.
pub(super) fn meets(counted: Counted, aim: Option<StarsAim>) -> Certainty {
    aim.map_or_else(|| counted.at_all(), |it| it.meets(counted))
}

/// Whether a line is one of these, or beneath; `-` asks for those whose line is not known.
fn is_of(class: &str, wanted: &str) -> bool {
    if wanted == "-" {
        return class.is_empty();
    }
    wanted.split(',').any(|line| registry::is_of(class, line))
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
                let way = self.ways.all().get(*at);
                way.map_or_else(String::new, |it| self.way_id(it).to_owned())
            }
            What::Entry(ledger, at) => {
                self.all(ledger).get(*at).map_or_else(String::new, |it| it.id.clone())
            }
        }
    }
}
