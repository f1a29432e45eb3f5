//! Counting (*số liệu*): how many certified products, on a day, in a unit, by what they are. Every
//! number is the length of a list that can be read.

use std::collections::BTreeMap;

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::registry::{Basis, Certainty, Counted, Tally, tally};

use crate::places::Book;

use super::kept::Product;
use super::places::Within;
use super::question::is_of;
use super::snapshot::Snapshot;

/// What is counted, where and when.
#[derive(Debug, Clone)]
pub struct Ask {
    /// In this unit, of whichever era; products lie where they were recorded, or in what that
    /// became.
    pub unit: UnitId,
    /// Valid on a day, or ever recognised until it.
    pub basis: Basis,
}

/// The numbers.
#[derive(Debug)]
pub struct Counts {
    /// In all.
    pub all: Tally,
    /// By industry of Annex I: `I`; nothing where it is not known.
    pub industries: BTreeMap<String, Tally>,
    /// By kind of producer.
    pub kinds: BTreeMap<ProducerKind, Tally>,
    /// By unit in the one that was asked about: those that exist on the day, else all of them.
    pub parts: Vec<(UnitId, Tally)>,
    /// In no number above: a split unit lies in the one asked about in part, and a person has yet to
    /// say where the product is.
    pub to_ask: u64,
}

/// One number: what its list must hold.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// With so many stars.
    pub stars: Option<Stars>,
    /// Of this industry or line of Annex I.
    pub class: Option<String>,
    /// Of this kind of producer.
    pub kind: Option<ProducerKind>,
    /// How sure it is; `None` for whatever is not out of the question.
    pub certainty: Option<Certainty>,
    /// Only those of which a person has yet to say where they are.
    pub to_ask: bool,
}

/// A product of a list, and how it counts.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its place among the products.
    pub at: u32,
    /// The product.
    pub product: &'a Product,
    /// What it counts as.
    pub counted: Counted,
    /// How sure it is of what was asked for.
    pub certainty: Certainty,
}

/// The basis of this word, on a day: `valid`, `ever`.
pub fn basis_of(word: &str, day: Date) -> Option<Basis> {
    match word {
        "" | "valid" => Some(Basis::ValidOn(day)),
        "ever" => Some(Basis::EverUntil(day)),
        _ => None,
    }
}

/// The word of a basis.
pub fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::ValidOn(_) => "valid",
        Basis::EverUntil(_) => "ever",
    }
}

impl Snapshot {
    /// Counts.
    pub fn count(&self, ask: &Ask, book: &Book) -> Counts {
        let within = self.kept.places.within(&ask.unit, book);
        let parts: Vec<(UnitId, Within)> = parts(ask, book)
            .into_iter()
            .map(|it| {
                let within = self.kept.places.within(&it, book);
                (it, within)
            })
            .collect();
        let mut all = Vec::new();
        let mut industries: BTreeMap<String, Vec<Counted>> = BTreeMap::new();
        let mut kinds: BTreeMap<ProducerKind, Vec<Counted>> = BTreeMap::new();
        let mut by_part: Vec<Vec<Counted>> = vec![Vec::new(); parts.len()];
        let mut to_ask = 0;
        for product in &self.kept.products {
            let lies = within.of(product.place);
            let Some(counted) = Some(lies)
                .filter(|it| *it != Certainty::No)
                .and_then(|_| product.counted(ask.basis))
            else {
                continue;
            };
            if lies == Certainty::Possibly {
                to_ask += 1;
                continue;
            }
            all.push(counted);
            match industries.get_mut(product.industry()) {
                Some(some) => some.push(counted),
                None => {
                    industries.insert(product.industry().to_owned(), vec![counted]);
                }
            }
            if let Some(kind) = self.kept.producer(product).and_then(|it| it.kind) {
                kinds.entry(kind).or_default().push(counted);
            }
            for ((_, within), counts) in parts.iter().zip(&mut by_part) {
                if within.of(product.place) == Certainty::Certainly {
                    counts.push(counted);
                }
            }
        }
        let by_part = by_part.into_iter().map(tally);
        Counts {
            all: tally(all),
            industries: industries.into_iter().map(|(it, counted)| (it, tally(counted))).collect(),
            kinds: kinds.into_iter().map(|(it, counted)| (it, tally(counted))).collect(),
            parts: parts.into_iter().map(|(it, _)| it).zip(by_part).collect(),
            to_ask,
        }
    }

    /// The list that a number opens to, by name.
    pub fn list(&self, ask: &Ask, cell: &Cell, book: &Book) -> Vec<Listed<'_>> {
        let within = self.kept.places.within(&ask.unit, book);
        let wanted = if cell.to_ask { Certainty::Possibly } else { Certainty::Certainly };
        self.products()
            .filter(|(_, it)| within.of(it.place) == wanted)
            .filter(|(_, it)| cell.class.as_deref().is_none_or(|wanted| is_class(it, wanted)))
            .filter(|(_, it)| {
                let kind = || self.kept.producer(it).and_then(|it| it.kind);
                cell.kind.is_none_or(|wanted| kind() == Some(wanted))
            })
            .filter_map(|(at, product)| {
                let counted = product.counted(ask.basis)?;
                let certainty = match cell.stars {
                    None => counted.at_all(),
                    Some(stars) => counted.as_stars(stars),
                };
                let asked = cell.certainty.is_none_or(|it| it == certainty);
                let counts = asked && certainty != Certainty::No;
                counts.then_some(Listed { at, product, counted, certainty })
            })
            .collect()
    }
}

/// `-` asks for the products whose line is not known.
fn is_class(product: &Product, wanted: &str) -> bool {
    if wanted == "-" { product.class.is_empty() } else { is_of(&product.class, wanted) }
}

fn parts(ask: &Ask, book: &Book) -> Vec<UnitId> {
    let day = ask.basis.day();
    let all = book.parts(&ask.unit);
    let then: Vec<UnitId> =
        all.iter().filter(|it| it.exists_on(day)).map(|it| it.id.clone()).collect();
    if then.is_empty() { all.iter().map(|it| it.id.clone()).collect() } else { then }
}
