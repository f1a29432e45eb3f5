//! One sheet of an edition, as data that has proved itself.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use super::{Bands, Code, Points, SetFault, SetId, Stars, proof};

/// One answer to a criterion (*mức điểm*): what a member ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreOption {
    /// What it is worth.
    pub points: Points,
    /// What must be true for it.
    pub label: String,
    /// The stars printed beside it: whoever wants this rank must score at least as much.
    pub star: Option<Stars>,
    /// To which case it belongs, where the criterion has cases.
    pub case: Option<Case>,
}

/// One of the two cases of a criterion with cases (*trường hợp*), of which one applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// The first, (a).
    A,
    /// The second, (b).
    B,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::A => "a",
            Self::B => "b",
        })
    }
}

/// When a case applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseTitle {
    /// Which.
    pub case: Case,
    /// Its heading.
    pub title: String,
}

/// How a criterion is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of several options.
    Choice,
    /// Yes or no: the law prints the maximum alone, and the options are zero and it.
    Binary,
    /// One option of the case that applies.
    Cases,
}

/// A criterion (*tiêu chí*): one question of the sheet, one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its number on the sheet.
    pub code: Code,
    /// The heading that it stands under, where there are three levels.
    pub heading: Option<Code>,
    /// Its name.
    pub name: String,
    /// The most that it can bring.
    pub max: Points,
    /// How it is answered.
    pub kind: Kind,
    /// What is asked of every product here, whatever the option.
    pub ask: Option<String>,
    /// What the sheet explains.
    pub note: Option<String>,
    /// The answers, in the order of the sheet. Two may be worth the same.
    pub options: Vec<ScoreOption>,
    /// The headings of the cases; empty unless the criterion has cases.
    pub cases: Vec<CaseTitle>,
    /// What rejects the product, or ends its evaluation, at this criterion (*điều kiện loại*).
    pub knockouts: Vec<String>,
    /// It scores only where this other criterion scores: the story's structure needs a story.
    pub requires: Option<Code>,
    /// The commune reports on it (Art. 7.2.a).
    pub commune: bool,
}

impl Criterion {
    /// The least points that a rank asks for here: those of the highest option marked with that
    /// many stars or fewer (*yêu cầu tối thiểu*). Zero where nothing is marked.
    pub fn minimum(&self, stars: Stars) -> Points {
        let binding = |it: &&ScoreOption| it.star.is_some_and(|mark| mark <= stars);
        self.options.iter().filter(binding).map(|it| it.points).max().unwrap_or(0)
    }

    /// The first option worth so many points.
    pub fn option_worth(&self, points: Points) -> Option<usize> {
        self.options.iter().position(|it| it.points == points)
    }

    /// The best that can be had here by whoever misses the minimum of a rank, and which option it
    /// is. `None` where the rank asks for nothing, or where every option meets it.
    pub fn best_below(&self, stars: Stars) -> Option<usize> {
        let needs = self.minimum(stars);
        let below = self.options.iter().enumerate().filter(|(_, it)| it.points < needs);
        below.max_by_key(|(_, it)| it.points).map(|(option, _)| option)
    }
}

/// A heading between section and criteria ("6.1 Ngoại hình"): it has no options of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its number.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// What its criteria add up to.
    pub max: Points,
}

/// A section (*mục*) of a part. One whose options hang directly under it has a single criterion
/// with the section's own code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its number, counted through all parts.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// What its criteria add up to.
    pub max: Points,
    /// The headings inside it.
    pub headings: Vec<Heading>,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// A part (*phần*) of the sheet: A the community, B the market, C the quality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// 'A', 'B' or 'C'.
    pub letter: char,
    /// Its name.
    pub name: String,
    /// What its sections add up to.
    pub max: Points,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A set as it was read, before it has proved itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetDraft {
    /// Edition and sheet.
    pub id: SetId,
    /// The set's name (*tên bộ sản phẩm*).
    pub name: String,
    /// What the parts of this edition must come to: 40, 25 and 35 since 2023, 35, 25 and 40
    /// before.
    pub totals: Vec<Points>,
    /// The bands of this edition.
    pub bands: Bands,
    /// The parts, in order.
    pub parts: Vec<Part>,
}

/// One of an edition's sheets (*bộ tiêu chí*), proved: its sums agree, its options and star marks
/// ascend.
///
/// A criterion has a *position*, its place on the sheet counted from zero; marks are kept by it.
#[derive(Debug, Clone)]
pub struct CriteriaSet {
    draft: SetDraft,
    places: Vec<Place>,
    by_code: Vec<(Code, usize)>,
    minima: [Vec<(usize, Code, Points)>; 5],
}

/// Where the criterion of a position stands, and what it leans on.
#[derive(Debug, Clone, Copy)]
struct Place {
    part: usize,
    section: usize,
    criterion: usize,
    requires: Option<usize>,
}

impl CriteriaSet {
    /// The set, if its figures agree; otherwise everything that does not.
    pub fn prove(draft: SetDraft) -> Result<Self, Vec<SetFault>> {
        let faults = proof::faults(&draft);
        if faults.is_empty() { Ok(Self::index(draft)) } else { Err(faults) }
    }

    fn index(draft: SetDraft) -> Self {
        let mut places = Vec::new();
        let mut criteria = Vec::new();
        for (part, it) in draft.parts.iter().enumerate() {
            for (section, it) in it.sections.iter().enumerate() {
                for (criterion, it) in it.criteria.iter().enumerate() {
                    places.push(Place { part, section, criterion, requires: None });
                    criteria.push(it);
                }
            }
        }
        let mut by_code: Vec<_> = criteria.iter().map(|it| it.code).zip(0..).collect();
        by_code.sort_unstable();
        for (place, it) in places.iter_mut().zip(&criteria) {
            place.requires = it.requires.and_then(|code| find(&by_code, code));
        }
        let minima = Stars::BEST_FIRST.map(|stars| {
            let needs =
                criteria.iter().enumerate().map(|(at, it)| (at, it.code, it.minimum(stars)));
            needs.filter(|&(_, _, needs)| 0 < needs).collect()
        });
        Self { draft, places, by_code, minima }
    }

    /// Edition and sheet.
    pub fn id(&self) -> SetId {
        self.draft.id
    }

    /// The set's name.
    pub fn name(&self) -> &str {
        &self.draft.name
    }

    /// The bands of its edition.
    pub fn bands(&self) -> Bands {
        self.draft.bands
    }

    /// The parts, with their sections and criteria.
    pub fn parts(&self) -> &[Part] {
        &self.draft.parts
    }

    /// The most that a sheet can reach: a hundred.
    pub fn max(&self) -> Points {
        self.draft.totals.iter().sum()
    }

    /// How many criteria are scored.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Never: a set without criteria proves nothing.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The criteria, in the order of the sheet.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections().flat_map(|(section, _)| &section.criteria)
    }

    /// The sections, each with the positions of its criteria.
    pub fn sections(&self) -> impl Iterator<Item = (&Section, Range<usize>)> {
        let mut next = 0;
        self.draft.parts.iter().flat_map(|part| &part.sections).map(move |section| {
            let first = next;
            next += section.criteria.len();
            (section, first..next)
        })
    }

    /// The positions of a part's criteria.
    pub fn positions(&self, letter: char) -> Range<usize> {
        let inside =
            |place: &Place| self.parts().get(place.part).is_some_and(|it| it.letter == letter);
        let first = self.places.iter().position(inside).unwrap_or(0);
        first..first + self.places.iter().filter(|place| inside(place)).count()
    }

    /// The position of a criterion.
    pub fn position(&self, code: Code) -> Option<usize> {
        find(&self.by_code, code)
    }

    /// The criterion at a position.
    pub fn at(&self, position: usize) -> Option<&Criterion> {
        let place = self.places.get(position)?;
        let section = self.draft.parts.get(place.part)?.sections.get(place.section)?;
        section.criteria.get(place.criterion)
    }

    /// The criterion with this code.
    pub fn criterion(&self, code: Code) -> Option<&Criterion> {
        self.at(self.position(code)?)
    }

    /// The position of the criterion without which this one scores nothing.
    pub fn requires(&self, position: usize) -> Option<usize> {
        self.places.get(position)?.requires
    }

    /// What a rank asks for, criterion by criterion: position, code, points. Criteria that ask for
    /// nothing are left out.
    pub fn minima(&self, stars: Stars) -> impl Iterator<Item = (usize, Code, Points)> {
        let [five, four, three, two, one] = &self.minima;
        let minima = match stars {
            Stars::Five => five,
            Stars::Four => four,
            Stars::Three => three,
            Stars::Two => two,
            Stars::One => one,
        };
        minima.iter().copied()
    }
}

fn find(by_code: &[(Code, usize)], code: Code) -> Option<usize> {
    let found = by_code.binary_search_by_key(&code, |&(it, _)| it).ok()?;
    by_code.get(found).map(|&(_, position)| position)
}
