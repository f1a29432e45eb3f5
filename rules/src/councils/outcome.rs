//! What a ballot comes to.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Attendee, Binding, Quorum, QuorumRefusal, Regulation, Sheets};
use crate::criteria::{Code, CriteriaSet, Marks, Mean, Points, Rank, SetId, Stars};

/// Everything from which the outcome for one product follows.
#[derive(Debug, Clone, Copy)]
pub struct Hearing<'a> {
    /// The criteria.
    pub set: &'a CriteriaSet,
    /// The Quy chế.
    pub regulation: &'a Regulation,
    /// Every seat of the council, at this product.
    pub attendees: &'a [Attendee],
    /// The sheets that count; `None` while nobody has signed.
    pub sheets: Option<&'a Sheets<'a>>,
    /// What the council settled, where the Quy chế asks for it.
    pub settled: Option<&'a Marks>,
    /// The ballot, counted from one.
    pub ballot: u32,
    /// The knock-outs that members ticked and the council has not dismissed.
    pub flags: &'a [Flag],
    /// The ground on which the council rejected the product, if it did.
    pub rejected: Option<Ground>,
}

/// Why a product is rejected: no score is given, which is not a score of zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// The dossier is forged.
    Forged,
    /// A certificate that production needs is missing.
    Licence,
    /// The registration dossier is not as prescribed.
    Registration,
    /// A knock-out of a criterion applies.
    Knockout {
        /// Of which criterion.
        criterion: Code,
        /// Which, from zero.
        which: usize,
    },
}

/// A knock-out that a member ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Who.
    pub member: String,
    /// Of which criterion.
    pub criterion: Code,
    /// Which, from zero.
    pub which: usize,
}

/// What a ballot comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The product was rejected.
    Rejected(Ground),
    /// Members ticked knock-outs: the council must reject or dismiss before there is a result.
    Flagged(Vec<Flag>),
    /// Too few could or did score.
    NoQuorum(QuorumRefusal),
    /// Totals differ by more than the Quy chế allows.
    Held {
        /// By how much they differ.
        spread: Points,
        /// By how much they may.
        allowed: Points,
    },
    /// The Quy chế has the council settle the marked criteria, and these are open.
    Unsettled(Vec<Code>),
    /// There is a result.
    Ranked(Evaluation),
}

/// The result of a ballot, as anyone may recompute it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// Edition and set.
    pub set: SetId,
    /// Each member's total.
    pub totals: Vec<(String, Points)>,
    /// The exact sum, the count, and the mean as printed.
    pub mean: Mean,
    /// The highest total less the lowest.
    pub spread: Points,
    /// What the points alone would earn, and what points and minima earn.
    pub rank: Rank,
    /// Every minimum of three, four and five stars, met or missed.
    pub minima: Vec<Minimum>,
}

/// A minimum, and how it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minimum {
    /// The rank that asks for it.
    pub stars: Stars,
    /// Where.
    pub criterion: Code,
    /// What it asks for.
    pub needs: Points,
    /// What stands there.
    pub got: Mean,
    /// Who gave less. There may be some though the minimum is met.
    pub short: Vec<String>,
}

impl Minimum {
    /// Whether it is met.
    pub fn is_met(&self) -> bool {
        self.got.reaches(self.needs)
    }
}

impl Hearing<'_> {
    /// The outcome as things stand now.
    pub fn outcome(&self) -> Outcome {
        if let Some(ground) = self.rejected {
            return Outcome::Rejected(ground);
        }
        if !self.flags.is_empty() {
            return Outcome::Flagged(self.flags.to_vec());
        }
        let quorum = self.regulation.quorum;
        if let Err(refusal) = quorum.test(self.regulation, self.attendees) {
            return Outcome::NoQuorum(refusal);
        }
        let Some(sheets) = self.sheets else {
            let base = Quorum::base(self.regulation, self.attendees);
            let nobody = QuorumRefusal::TooFew { signed: 0, needed: quorum.needed(base), base };
            return Outcome::NoQuorum(nobody);
        };
        let (spread, allowed) = (sheets.spread(), self.regulation.spread);
        if self.regulation.holds(spread, self.ballot) {
            return Outcome::Held { spread, allowed };
        }
        match self.regulation.minima.binding(self.settled) {
            Some(Binding::Settled(settled)) if self.open(settled).next().is_some() => {
                Outcome::Unsettled(self.open(settled).collect())
            }
            Some(binding) => Outcome::Ranked(Evaluation::of(self.set, sheets, binding)),
            None => Outcome::Unsettled(self.marked().map(|(_, code, _)| code).collect()),
        }
    }

    /// The criteria that bear star marks: whatever five stars ask for, and no other.
    fn marked(&self) -> impl Iterator<Item = (usize, Code, Points)> {
        self.set.minima(Stars::Five)
    }

    fn open(&self, settled: &Marks) -> impl Iterator<Item = Code> {
        let open = |&(position, _, _): &(usize, Code, Points)| settled.chosen(position).is_none();
        self.marked().filter(open).map(|(_, code, _)| code)
    }
}

impl Evaluation {
    /// The result of some sheets.
    pub fn of(set: &CriteriaSet, sheets: &Sheets<'_>, binding: Binding<'_>) -> Self {
        let averages = sheets.averages(binding);
        let minimum = |stars| {
            let averages = &averages;
            set.minima(stars).map(move |(position, criterion, needs)| Minimum {
                stars,
                criterion,
                needs,
                got: averages.at(position),
                short: sheets.below(position, needs).map(String::from).collect(),
            })
        };
        Self {
            set: set.id(),
            totals: sheets.totals().map(|(member, total)| (String::from(member), total)).collect(),
            mean: averages.total(),
            spread: sheets.spread(),
            rank: Rank::of(set, &averages),
            minima: [Stars::Three, Stars::Four, Stars::Five]
                .into_iter()
                .flat_map(minimum)
                .collect(),
        }
    }

    /// The minima that stand between the rank and its band.
    pub fn missed(&self) -> impl Iterator<Item = &Minimum> {
        let Rank { band, stars } = self.rank;
        self.minima.iter().filter(move |it| stars < it.stars && it.stars <= band && !it.is_met())
    }
}

/// Whose council it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// The province's (Art. 7.3).
    Province,
    /// The ministry's (Art. 7.4).
    Ministry,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 2] = [Self::Province, Self::Ministry];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Ministry => "ministry",
        }
    }

    /// The level kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What a result leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proposal {
    /// Recognition with a certificate.
    Recognise(Stars),
    /// Potential five stars (*tiềm năng 5 sao*): proposed to the ministry, and no certificate
    /// meanwhile (Art. 7.3.e).
    PotentialFive,
    /// One or two stars: a notice, no certificate (Art. 4.1.a).
    Notify(Stars),
    /// Not five stars at the ministry: handed back to the province (Art. 7.4.g).
    HandBack(Stars),
}

impl Proposal {
    /// What a rank leads to at a level.
    pub fn of(stars: Stars, level: Level) -> Self {
        match (level, stars) {
            (Level::Ministry, Stars::Five) => Self::Recognise(stars),
            (Level::Ministry, _) => Self::HandBack(stars),
            (Level::Province, Stars::Five) => Self::PotentialFive,
            (Level::Province, Stars::Four | Stars::Three) => Self::Recognise(stars),
            (Level::Province, Stars::Two | Stars::One) => Self::Notify(stars),
        }
    }
}
