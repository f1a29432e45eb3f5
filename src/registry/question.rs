use std::collections::BTreeMap;

use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::products::fold;
use ocop_rules::registry::Certainty;

use crate::places::Book;

use super::places::Within;
use super::snapshot::{Snapshot, State};

/// What somebody looks for: words, and what the product must be.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// As typed; nothing for every product.
    pub words: String,
    /// With so many stars.
    pub stars: Option<Stars>,
    /// Of this line of Annex I, or of all that begin with it: `I`, `I.2`, `I.2.b`.
    pub class: Option<String>,
    /// In this state.
    pub state: Option<State>,
    /// In this province.
    pub province: Option<UnitId>,
    /// In this unit, of whichever era.
    pub unit: Option<UnitId>,
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// How many products.
    pub total: u64,
    /// Those of the page that was asked for.
    pub products: Vec<u32>,
    /// How many there would be under another choice.
    pub facets: Facets,
}

/// One choice, and how many products it would leave.
pub type Facet<T> = BTreeMap<T, u64>;

/// For each filter: how many products each of its choices would leave, the other filters as they
/// are.
#[derive(Debug, Default)]
pub struct Facets {
    /// By stars.
    pub stars: Facet<Stars>,
    /// By state.
    pub states: Facet<State>,
    /// By line of Annex I, and by each of its beginnings.
    pub classes: Facet<String>,
    /// By province of today.
    pub provinces: Facet<UnitId>,
    /// By commune of today; only where a province is asked for.
    pub communes: Facet<UnitId>,
}

const STARS: u8 = 1;
const CLASS: u8 = 2;
const STATE: u8 = 4;
const PROVINCE: u8 = 8;
const UNIT: u8 = 16;

/// Counts by number, which are given their names at the end.
struct Counting {
    stars: [u64; 6],
    states: [u64; 6],
    classes: Vec<u64>,
    provinces: Vec<u64>,
    communes: Vec<u64>,
}

impl Snapshot {
    /// Asks the question; answers the products from `first` on, at most `most`.
    ///
    /// # Errors
    ///
    /// Only faults of the index.
    pub fn ask(
        &self,
        question: &Question,
        book: &Book,
        first: usize,
        most: usize,
    ) -> anyhow::Result<Found> {
        let filter = Filter::new(self, question, book);
        let mut counting = Counting {
            stars: [0; 6],
            states: [0; 6],
            classes: vec![0; self.kept.classes.len()],
            provinces: vec![0; self.kept.places.provinces.len()],
            communes: vec![0; self.kept.places.communes.len()],
        };
        // The best hit first, then as the registry stands.
        let mut hits: Vec<(u32, u32, u32)> = Vec::new();
        let mut look = |worse: u32, product: u32| {
            if filter.passes(product, &mut counting) {
                hits.push((worse, self.rank(product), product));
            }
        };
        if fold(&question.words).is_empty() {
            self.products().for_each(|(product, _)| look(0, product));
        } else {
            for (score, product) in self.kept.index.search(&question.words)? {
                // Scores are positive: their bits are in their order.
                look(u32::MAX - score.to_bits(), product);
            }
        }
        let total = hits.len();
        let last = total.min(first.saturating_add(most));
        if last < total {
            hits.select_nth_unstable(last);
        }
        hits.truncate(last);
        hits.sort_unstable();
        let products = hits.into_iter().skip(first).map(|(_, _, it)| it).collect();
        let facets = counting.named(self);
        Ok(Found { total: total as u64, products, facets })
    }
}

struct Filter<'a> {
    snapshot: &'a Snapshot,
    question: &'a Question,
    /// For each class, whether it is of the one asked for.
    classes: Vec<bool>,
    province: Option<Within>,
    unit: Option<Within>,
}

impl<'a> Filter<'a> {
    fn new(snapshot: &'a Snapshot, question: &'a Question, book: &Book) -> Self {
        let within =
            |unit: &Option<UnitId>| unit.as_ref().map(|it| snapshot.kept.places.within(it, book));
        let wanted = question.class.as_deref();
        let classes = snapshot.kept.classes.iter();
        Self {
            snapshot,
            question,
            classes: classes.map(|it| wanted.is_none_or(|wanted| is_of(it, wanted))).collect(),
            province: within(&question.province),
            unit: within(&question.unit),
        }
    }

    /// Whether the product is what is looked for. Where only one filter stands in its way, it counts
    /// among what that filter's other choices would leave.
    fn passes(&self, at: u32, counting: &mut Counting) -> bool {
        let Some(product) = self.snapshot.kept.product(at) else { return false };
        let now = self.snapshot.now(at);
        let class = self.class_of(at);
        let lies = |within: &Option<Within>| {
            within.as_ref().is_none_or(|it| it.of(product.place) != Certainty::No)
        };
        let is_class = self.classes.get(class).copied().unwrap_or_default();
        let fails = [
            (self.question.stars.is_some_and(|it| it != now.stars), STARS),
            (!is_class, CLASS),
            (self.question.state.is_some_and(|it| it != now.state), STATE),
            (!lies(&self.province), PROVINCE),
            (!lies(&self.unit), UNIT),
        ];
        let fails = fails.iter().filter(|(fails, _)| *fails).fold(0, |all, (_, it)| all | it);
        let place = self.snapshot.kept.places.get(product.place);
        let province = place.and_then(|it| it.province_at).unwrap_or(usize::MAX);
        for (but, counts, at) in [
            (STARS, counting.stars.as_mut_slice(), usize::from(now.stars.number())),
            (STATE, counting.states.as_mut_slice(), now.state as usize),
            (CLASS, counting.classes.as_mut_slice(), class),
            (PROVINCE | UNIT, counting.provinces.as_mut_slice(), province),
        ] {
            if fails & !but == 0
                && let Some(count) = counts.get_mut(at)
            {
                *count += 1;
            }
        }
        if let Some(place) = place.filter(|_| self.province.is_some() && fails & !UNIT == 0) {
            place.communes_at.iter().for_each(|&it| counting.communes[it] += 1);
        }
        fails == 0
    }

    fn class_of(&self, product: u32) -> usize {
        let at = usize::try_from(product).unwrap_or(usize::MAX);
        self.snapshot.kept.class_of.get(at).copied().map_or(usize::MAX, usize::from)
    }
}

/// Whether a line of Annex I is the wanted one or lies under it.
pub(super) fn is_of(class: &str, wanted: &str) -> bool {
    class.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Counting {
    fn named(self, snapshot: &Snapshot) -> Facets {
        let mut facets = Facets::default();
        for stars in Stars::BEST_FIRST {
            put(&mut facets.stars, stars, self.stars[usize::from(stars.number())]);
        }
        for state in State::ALL {
            put(&mut facets.states, state, self.states[state as usize]);
        }
        for (class, count) in snapshot.kept.classes.iter().zip(self.classes) {
            let ends = class.match_indices('.').map(|(at, _)| at).chain([class.len()]);
            for end in ends.filter(|it| 0 < *it) {
                put(&mut facets.classes, class[..end].to_owned(), count);
            }
        }
        let places = &snapshot.kept.places;
        for (province, count) in places.provinces.iter().zip(self.provinces) {
            put(&mut facets.provinces, province.clone(), count);
        }
        let communes = places.communes.iter().zip(self.communes).filter(|(_, count)| *count != 0);
        for (commune, count) in communes {
            put(&mut facets.communes, commune.clone(), count);
        }
        facets
    }
}

fn put<T: Ord>(facet: &mut Facet<T>, choice: T, count: u64) {
    if count != 0 {
        *facet.entry(choice).or_default() += count;
    }
}
