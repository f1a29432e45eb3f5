use alloc::string::String;
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use jiff::civil::Date;

use super::figure::{FigureBasis, FigureOf};
use crate::certificates::Span;
use crate::places::UnitId;
use crate::records::{Agreement, Amount};
use crate::registry::Count;

/// Where a figure was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSource {
    /// The document: its number, or what it is called.
    pub document: String,
    /// Its day, where it is known.
    pub dated: Option<Date>,
    /// The words of the figure.
    pub words: String,
}

/// A figure as it is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureDraft {
    /// How many.
    pub amount: Amount,
    /// Of what.
    pub of: FigureOf,
    /// Of which group, in the words of the document: old groups are none of today's.
    pub group: Option<String>,
    /// In which unit.
    pub unit: UnitId,
    /// On which day, or between which two.
    pub when: Option<Span>,
    /// On which basis.
    pub basis: FigureBasis,
    /// Where it was read.
    pub source: FigureSource,
}

/// A figure that a document declares (*số liệu theo báo cáo*).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::Span;
/// use ocop_rules::records::Amount;
/// use ocop_rules::reports::{DeclareRefusal, FigureBasis, FigureDraft, FigureOf, FigureSource};
///
/// let draft = FigureDraft {
///     amount: Amount::exactly(10),
///     of: FigureOf::Products(None),
///     group: None,
///     unit: "186.2024".parse().unwrap(),
///     when: None,
///     basis: FigureBasis::Unstated,
///     source: FigureSource {
///         document: "bài trên tạp chí".into(),
///         dated: None,
///         words: "10 sản phẩm được đánh giá, phân hạng và gắn sao OCOP".into(),
///     },
/// };
/// assert_eq!(draft.clone().declare(), Err(vec![DeclareRefusal::NoDate]));
///
/// let when = Span::between(date(2023, 1, 1), date(2025, 1, 31)).ok();
/// let figure = FigureDraft { when, ..draft }.declare().unwrap();
/// assert!(figure.is_uncertain());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    draft: FigureDraft,
    when: Span,
}

/// Why a figure is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeclareRefusal {
    /// *Tính đến nay* is no date: a count without a day can be held against nothing. Two days
    /// between which it lies are enough.
    #[error("a figure needs its day, or two days between which it lies")]
    NoDate,
    /// Nobody could look it up.
    #[error("a figure needs the document that it was read in, and its words")]
    NoSource,
    /// The document is older than what it tells of.
    #[error("the document is of {dated}, and the figure of a later day")]
    AfterSource {
        /// The day of the document.
        dated: Date,
    },
    /// A basis is given for what is neither product nor producer.
    #[error("only products and producers are counted on a basis")]
    BasisOfOther,
    /// Stars are given to what is not evaluated yet.
    #[error("what is chosen or standardised has no stars yet")]
    StarsTooEarly,
}

impl FigureDraft {
    /// The figure, or everything that speaks against it.
    pub fn declare(self) -> Result<Declared, Vec<DeclareRefusal>> {
        let refusals = self.refusals();
        match self.when {
            Some(when) if refusals.is_empty() => Ok(Declared { draft: self, when }),
            _ => Err(refusals),
        }
    }

    fn refusals(&self) -> Vec<DeclareRefusal> {
        let blank = |text: &str| text.trim().is_empty();
        let source = &self.source;
        let mut refusals = Vec::new();
        if self.when.is_none() {
            refusals.push(DeclareRefusal::NoDate);
        }
        if blank(&source.document) || blank(&source.words) {
            refusals.push(DeclareRefusal::NoSource);
        }
        if let (Some(when), Some(dated)) = (self.when, source.dated)
            && dated < when.earliest()
        {
            refusals.push(DeclareRefusal::AfterSource { dated });
        }
        if self.basis != FigureBasis::None && !self.of.has_basis() {
            refusals.push(DeclareRefusal::BasisOfOther);
        }
        let early = matches!(self.basis, FigureBasis::Standardised | FigureBasis::Chosen);
        if early && matches!(self.of, FigureOf::Products(Some(_))) {
            refusals.push(DeclareRefusal::StarsTooEarly);
        }
        refusals
    }
}

/// A declared figure beside what the records count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// On which basis was counted.
    pub basis: FigureBasis,
    /// What was counted; a range where a day is known only between two.
    pub counted: RangeInclusive<i64>,
    /// How the two stand to each other.
    pub agreement: Agreement,
}

impl Declared {
    /// What was entered.
    pub fn figure(&self) -> &FigureDraft {
        &self.draft
    }

    /// On which day, or between which two.
    pub fn when(&self) -> Span {
        self.when
    }

    /// Whether its day is known only between two.
    pub fn is_uncertain(&self) -> bool {
        !self.when.is_known()
    }

    /// Holds it against what the records count, on each basis that it may have.
    ///
    /// `counted` answers for a basis the count of every day that the figure may be of, or of those
    /// on which it changes; none where the records do not count on that basis.
    pub fn beside<C>(&self, counted: impl Fn(FigureBasis) -> C) -> Vec<Comparison>
    where
        C: IntoIterator<Item = Count>,
    {
        let bases = self.draft.basis.counted_as().iter().copied();
        let compared = bases.filter_map(|basis| {
            let counted = range(counted(basis))?;
            let agreement = self.draft.amount.beside_any(counted.clone());
            Some(Comparison { basis, counted, agreement })
        });
        compared.collect()
    }
}

/// The least and the most that some counts come to; none of no count.
///
/// ```
/// use ocop_rules::registry::Count;
/// use ocop_rules::reports::range;
///
/// let (spring, autumn) = (Count { certain: 7, possible: 2 }, Count { certain: 8, possible: 0 });
/// assert_eq!(range([spring, autumn]), Some(7..=9));
/// assert_eq!(range([]), None);
/// ```
pub fn range(counts: impl IntoIterator<Item = Count>) -> Option<RangeInclusive<i64>> {
    let whole = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
    let ends = |it: Count| (whole(it.certain), whole(it.certain.saturating_add(it.possible)));
    let wider = |one: (i64, i64), other: (i64, i64)| (one.0.min(other.0), one.1.max(other.1));
    let (least, most) = counts.into_iter().map(ends).reduce(wider)?;
    Some(least..=most)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use jiff::civil::date;

    use super::*;
    use crate::criteria::Stars;
    use crate::targets::StarsAim;

    fn draft() -> FigureDraft {
        FigureDraft {
            amount: Amount::exactly(9),
            of: FigureOf::Products(None),
            group: None,
            unit: "182.2024".parse().unwrap(),
            when: Some(Span::on(date(2023, 5, 29))),
            basis: FigureBasis::Unstated,
            source: FigureSource {
                document: "tin hội nghị sơ kết".into(),
                dated: Some(date(2023, 5, 29)),
                words: "toàn huyện có 9 sản phẩm".into(),
            },
        }
    }

    fn refused(draft: FigureDraft) -> Vec<DeclareRefusal> {
        draft.declare().unwrap_err()
    }

    #[test]
    fn everything_that_speaks_against_a_figure_is_said() {
        let source = FigureSource { words: " ".into(), ..draft().source };
        let vague = FigureDraft { when: None, source, ..draft() };
        assert_eq!(refused(vague), [DeclareRefusal::NoDate, DeclareRefusal::NoSource]);

        let later = FigureDraft { when: Some(Span::on(date(2023, 5, 30))), ..draft() };
        let dated = date(2023, 5, 29);
        assert_eq!(refused(later), [DeclareRefusal::AfterSource { dated }]);

        let persons = FigureDraft { of: FigureOf::Persons, ..draft() };
        assert_eq!(refused(persons.clone()), [DeclareRefusal::BasisOfOther]);
        assert!(FigureDraft { basis: FigureBasis::None, ..persons }.declare().is_ok());

        let of = FigureOf::Products(Some(StarsAim::Only(Stars::Four)));
        let early = FigureDraft { of, basis: FigureBasis::Standardised, ..draft() };
        assert_eq!(refused(early), [DeclareRefusal::StarsTooEarly]);
    }

    #[test]
    fn an_unstated_basis_is_held_against_both() {
        let figure = draft().declare().unwrap();
        assert!(!figure.is_uncertain());
        let compared = figure.beside(|basis| {
            let certain = if basis == FigureBasis::Valid { 7 } else { 9 };
            [Count { certain, possible: 0 }]
        });
        let agreements = compared.iter().map(|it| (it.basis, it.agreement)).collect::<Vec<_>>();
        let expected = vec![
            (FigureBasis::Valid, Agreement::Differs { by: -2 }),
            (FigureBasis::Ever, Agreement::Same),
        ];
        assert_eq!(agreements, expected);
    }

    #[test]
    fn where_nothing_is_counted_nothing_is_compared() {
        let figure = draft().declare().unwrap();
        assert_eq!(figure.beside(|_| []), []);
    }

    #[test]
    fn an_uncertain_day_leaves_the_comparison_open_where_the_count_changed() {
        let when = Span::between(date(2023, 1, 1), date(2025, 1, 31)).ok();
        let figure =
            FigureDraft { when, source: FigureSource { dated: None, ..draft().source }, ..draft() };
        let figure = figure.declare().unwrap();
        let counts = |numbers: [u64; 2]| {
            figure.beside(|_| numbers.map(|certain| Count { certain, possible: 0 }))[0].agreement
        };
        assert_eq!(counts([8, 12]), Agreement::CannotTell);
        assert_eq!(counts([10, 12]), Agreement::Differs { by: 1 });
        assert_eq!(counts([9, 9]), Agreement::Same);
    }
}
