use std::collections::BTreeMap;

use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::products::fold;
use ocop_rules::registry::Certainty;

use crate::places::Book;

use super::places::Places;
use super::snapshot::{Fact, Snapshot, State};

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
    total: u64,
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
        let mut counting = Counting::new(self);
        let passing = |product: u32| filter.fails(self.fact(product)) == 0;
        let products = if fold(&question.words).is_empty() {
            for &(fact, products) in &self.alike {
                filter.count(fact, products, &mut counting);
            }
            let order = self.order.iter().copied();
            order.filter(|&it| passing(it)).skip(first).take(most).collect()
        } else {
            let hits = self.kept.index.search(&question.words)?;
            for &(_, product) in &hits {
                filter.count(self.fact(product), 1, &mut counting);
            }
            let hits = hits.into_iter().filter(|&(_, it)| passing(it));
            // The best hit first, then as the registry stands. Scores are positive: their bits are
            // in their order.
            let key = |(score, it): (f32, u32)| (u32::MAX - score.to_bits(), self.rank(it), it);
            best(hits.map(key).collect(), first, most)
        };
        Ok(Found { total: counting.total, products, facets: counting.named(self) })
    }
}

/// The least from `first` on, at most `most`.
fn best(mut hits: Vec<(u32, u32, u32)>, first: usize, most: usize) -> Vec<u32> {
    let last = hits.len().min(first.saturating_add(most));
    if last < hits.len() {
        hits.select_nth_unstable(last);
    }
    hits.truncate(last);
    hits.sort_unstable();
    hits.into_iter().skip(first).map(|(_, _, it)| it).collect()
}

/// Which filters stand in whose way, worked out before any product is looked at.
struct Filter<'a> {
    question: &'a Question,
    places: &'a Places,
    /// Of each class and of each place.
    classes: Vec<u8>,
    lying: Vec<u8>,
}

impl<'a> Filter<'a> {
    fn new(snapshot: &'a Snapshot, question: &'a Question, book: &Book) -> Self {
        let places = &snapshot.kept.places;
        let wanted = question.class.as_deref();
        let is_class = |it: &str| wanted.is_none_or(|wanted| is_of(it, wanted));
        let classes = snapshot.kept.classes.iter();
        let mut lying = vec![0; places.len()];
        for (unit, filter) in [(&question.province, PROVINCE), (&question.unit, UNIT)] {
            let Some(unit) = unit else { continue };
            let within = places.within(unit, book);
            for (fails, place) in lying.iter_mut().zip(0..) {
                *fails |= if within.of(place) == Certainty::No { filter } else { 0 };
            }
        }
        let classes = classes.map(|it| if is_class(it) { 0 } else { CLASS }).collect();
        Self { question, places, classes, lying }
    }

    /// The filters that stand in the way of products with these facts.
    fn fails(&self, fact: Fact) -> u8 {
        let Question { stars, state, .. } = self.question;
        let fails = |fails: bool, filter: u8| if fails { filter } else { 0 };
        let at = |fails: &[u8], at: usize| fails.get(at).copied().unwrap_or(u8::MAX);
        fails(stars.is_some_and(|it| it != fact.now.stars), STARS)
            | fails(state.is_some_and(|it| it != fact.now.state), STATE)
            | at(&self.classes, usize::from(fact.class))
            | at(&self.lying, usize::try_from(fact.place).unwrap_or(usize::MAX))
    }

    /// Counts so many products with these facts. Where only one filter stands in their way, they
    /// count among what that filter's other choices would leave.
    fn count(&self, fact: Fact, products: u64, counting: &mut Counting) {
        let fails = self.fails(fact);
        let place = self.places.get(fact.place);
        let province = place.and_then(|it| it.province_at).unwrap_or(usize::MAX);
        for (but, counts, at) in [
            (STARS, counting.stars.as_mut_slice(), usize::from(fact.now.stars.number())),
            (STATE, counting.states.as_mut_slice(), fact.now.state as usize),
            (CLASS, counting.classes.as_mut_slice(), usize::from(fact.class)),
            (PROVINCE | UNIT, counting.provinces.as_mut_slice(), province),
        ] {
            if fails & !but == 0
                && let Some(count) = counts.get_mut(at)
            {
                *count += products;
            }
        }
        if self.question.province.is_some() && fails & !UNIT == 0 {
            for &it in place.map_or(&[][..], |it| &it.communes_at) {
                counting.communes[it] += products;
            }
        }
        if fails == 0 {
            counting.total += products;
        }
    }
}

/// Whether a line of Annex I is the wanted one or lies under it.
pub fn is_of(class: &str, wanted: &str) -> bool {
    class.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Counting {
    fn new(snapshot: &Snapshot) -> Self {
        let places = &snapshot.kept.places;
        Self {
            total: 0,
            stars: [0; 6],
            states: [0; 6],
            classes: vec![0; snapshot.kept.classes.len()],
            provinces: vec![0; places.provinces.len()],
            communes: vec![0; places.communes.len()],
        }
    }

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
