use alloc::string::String;
use alloc::vec::Vec;

use jiff::civil::Date;

/// What a report counts on a product's way, from the idea to the certificate.
///
/// A district evaluated until 30 June 2025; a province does, and the centre for five stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// *Ý tưởng.*
    Idea,
    /// *Được lựa chọn* for the plan of a year.
    Chosen,
    /// *Được (tiêu) chuẩn hóa.*
    Standardised,
    /// *Đã nộp hồ sơ.*
    Filed,
    /// *Đánh giá, phân hạng cấp huyện.*
    EvaluatedByDistrict,
    /// *Đánh giá, phân hạng cấp tỉnh.*
    EvaluatedByProvince,
    /// *Đánh giá, phân hạng cấp trung ương.*
    EvaluatedByCentre,
    /// *Đề nghị công nhận.*
    Proposed,
    /// *Được công nhận, cấp giấy chứng nhận.*
    Certified,
}

impl Milestone {
    /// Every milestone, in the order of the way.
    pub const ALL: [Self; 9] = [
        Self::Idea,
        Self::Chosen,
        Self::Standardised,
        Self::Filed,
        Self::EvaluatedByDistrict,
        Self::EvaluatedByProvince,
        Self::EvaluatedByCentre,
        Self::Proposed,
        Self::Certified,
    ];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Chosen => "chosen",
            Self::Standardised => "standardised",
            Self::Filed => "filed",
            Self::EvaluatedByDistrict => "evaluated-by-district",
            Self::EvaluatedByProvince => "evaluated-by-province",
            Self::EvaluatedByCentre => "evaluated-by-centre",
            Self::Proposed => "proposed",
            Self::Certified => "certified",
        }
    }

    /// The milestone kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// The first day at each milestone, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Firsts([Option<Date>; 9]);

impl Firsts {
    /// The first day there.
    pub fn at(&self, milestone: Milestone) -> Option<Date> {
        self.0[milestone as usize]
    }

    /// Takes in that it was there on a day; the first one counts.
    pub fn note(&mut self, milestone: Milestone, on: Date) {
        let first = &mut self.0[milestone as usize];
        *first = Some(first.map_or(on, |it| it.min(on)));
    }

    /// Every milestone that it came to, with its first day, in the order of the way.
    pub fn iter(&self) -> impl Iterator<Item = (Milestone, Date)> {
        Milestone::ALL.into_iter().zip(self.0).filter_map(|(it, on)| Some((it, on?)))
    }

    /// Whether it had come there by that day.
    pub fn passed(&self, milestone: Milestone, by: Date) -> bool {
        self.at(milestone).is_some_and(|on| on <= by)
    }
}

impl FromIterator<(Milestone, Date)> for Firsts {
    fn from_iter<T: IntoIterator<Item = (Milestone, Date)>>(days: T) -> Self {
        let mut firsts = Self::default();
        for (milestone, on) in days {
            firsts.note(milestone, on);
        }
        firsts
    }
}

/// What is known of one product's way: when it first came to each milestone, and what was said of
/// why it went no further.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Journey<'a> {
    /// The product.
    pub product: &'a str,
    /// The first day at each milestone.
    pub first: Firsts,
    /// Reasons with their days: a stop, a return, a result without a certificate.
    pub reasons: &'a [(Date, String)],
}

impl<'a> Journey<'a> {
    /// The last reason given by that day.
    pub fn reason(&self, by: Date) -> Option<&'a str> {
        let given = self.reasons.iter().filter(|(on, _)| *on <= by);
        given.max_by_key(|(on, _)| *on).map(|(_, reason)| reason.as_str())
    }
}

/// How many products had come to each milestone by a day, and which stayed between two (*từ ý tưởng
/// đến công nhận*).
///
/// Only what is known is counted: a product recognised without a word on its idea counts among the
/// recognised and not among the ideas. So a later number may be the greater, and [`Gap`] says why.
#[derive(Debug, Clone)]
pub struct Funnel<'a> {
    by: Date,
    journeys: Vec<Journey<'a>>,
}

/// What lies between two milestones: `from − stayed + skipped = to`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The earlier milestone.
    pub from: Milestone,
    /// The later one.
    pub to: Milestone,
    /// The products that came to the first and not to the second, each with the reason that was
    /// given, where one was.
    pub stayed: Vec<(&'a str, Option<&'a str>)>,
    /// The products that came to the second, and of which the first is not known.
    pub skipped: Vec<&'a str>,
}

impl<'a> Funnel<'a> {
    /// The funnel of these products on that day.
    pub fn on(by: Date, journeys: impl IntoIterator<Item = Journey<'a>>) -> Self {
        Self { by, journeys: journeys.into_iter().collect() }
    }

    /// The products that had come to a milestone.
    pub fn at(&self, milestone: Milestone) -> impl Iterator<Item = &'a str> {
        let by = self.by;
        let passed = self.journeys.iter().filter(move |it| it.first.passed(milestone, by));
        passed.map(|it| it.product)
    }

    /// How many had come to a milestone.
    pub fn count(&self, milestone: Milestone) -> usize {
        self.at(milestone).count()
    }

    /// The milestones that any product had come to, with their numbers.
    pub fn counts(&self) -> impl Iterator<Item = (Milestone, usize)> {
        let counts = Milestone::ALL.into_iter().map(|it| (it, self.count(it)));
        counts.filter(|(_, count)| 0 < *count)
    }

    /// What lies between two milestones.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::products::{Funnel, Journey, Milestone};
    ///
    /// let day = date(2021, 12, 31);
    /// let evaluated = Milestone::EvaluatedByDistrict;
    /// let names: Vec<String> = (0..27).map(|at| format!("p{at}")).collect();
    /// let said = [(day, "dưới 50 điểm".into())];
    /// let journey = |at: usize| {
    ///     let mut it = Journey { product: &names[at], ..Journey::default() };
    ///     it.first.note(evaluated, day);
    ///     if at < 12 {
    ///         it.first.note(Milestone::Certified, day);
    ///     } else if at == 12 {
    ///         it.reasons = &said;
    ///     }
    ///     it
    /// };
    ///
    /// let funnel = Funnel::on(day, (0..27).map(journey));
    /// let gap = funnel.between(evaluated, Milestone::Certified);
    /// assert_eq!((funnel.count(evaluated), funnel.count(Milestone::Certified)), (27, 12));
    /// assert_eq!(gap.stayed.len(), 15);
    /// assert_eq!(gap.stayed[0], ("p12", Some("dưới 50 điểm")));
    /// assert_eq!(gap.unexplained().count(), 14);
    /// ```
    pub fn between(&self, from: Milestone, to: Milestone) -> Gap<'a> {
        let mut gap = Gap { from, to, stayed: Vec::new(), skipped: Vec::new() };
        for it in &self.journeys {
            match (it.first.passed(from, self.by), it.first.passed(to, self.by)) {
                (true, false) => gap.stayed.push((it.product, it.reason(self.by))),
                (false, true) => gap.skipped.push(it.product),
                _ => {}
            }
        }
        gap
    }

    /// The gaps from each counted milestone to the next.
    pub fn gaps(&self) -> impl Iterator<Item = Gap<'a>> {
        let counted: Vec<_> = self.counts().map(|it| it.0).collect();
        let pairs = counted.clone().into_iter().zip(counted.into_iter().skip(1));
        pairs.map(|(from, to)| self.between(from, to))
    }
}

impl<'a> Gap<'a> {
    /// The products that stayed, and nobody said why.
    pub fn unexplained(&self) -> impl Iterator<Item = &'a str> {
        self.stayed.iter().filter(|it| it.1.is_none()).map(|it| it.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn journey<'a>(product: &'a str, first: &[(Milestone, Date)]) -> Journey<'a> {
        Journey { product, first: first.iter().copied().collect(), reasons: &[] }
    }

    #[test]
    fn what_came_later_is_not_counted_yet() {
        let products = [journey(
            "honey",
            &[
                (Milestone::Standardised, date(2020, 1, 1)),
                (Milestone::Certified, date(2021, 1, 1)),
            ],
        )];
        let funnel = Funnel::on(date(2020, 12, 31), products);
        assert_eq!(funnel.counts().collect::<Vec<_>>(), [(Milestone::Standardised, 1)]);
        assert_eq!(funnel.gaps().count(), 0);
        let funnel = Funnel::on(date(2021, 1, 1), products);
        assert_eq!(funnel.count(Milestone::Certified), 1);
    }

    #[test]
    fn three_standardised_without_a_star_are_named() {
        let day = date(2024, 6, 30);
        let mut products = Vec::new();
        for name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"] {
            let mut it = journey(name, &[(Milestone::Standardised, day)]);
            if name < "k" {
                it.first.note(Milestone::Certified, day);
            }
            products.push(it);
        }
        let funnel = Funnel::on(day, products);
        let gap = funnel.gaps().next().unwrap();
        assert_eq!((gap.from, gap.to), (Milestone::Standardised, Milestone::Certified));
        assert_eq!(gap.stayed, [("k", None), ("l", None), ("m", None)]);
    }

    #[test]
    fn recognised_without_a_known_evaluation_is_named_as_skipped() {
        let day = date(2021, 12, 31);
        let products = [
            journey("old", &[(Milestone::Certified, day)]),
            journey("new", &[(Milestone::EvaluatedByDistrict, day)]),
        ];
        let gap =
            Funnel::on(day, products).between(Milestone::EvaluatedByDistrict, Milestone::Certified);
        assert_eq!((gap.stayed, gap.skipped), (alloc::vec![("new", None)], alloc::vec!["old"]));
    }

    #[test]
    fn the_last_reason_counts() {
        let said = [(date(2022, 1, 1), "b".into()), (date(2021, 1, 1), "a".into())];
        let it = Journey { reasons: &said, ..journey("honey", &[]) };
        assert_eq!(it.reason(date(2020, 12, 31)), None);
        assert_eq!(it.reason(date(2021, 6, 1)), Some("a"));
        assert_eq!(it.reason(date(2022, 1, 1)), Some("b"));
    }

    #[test]
    fn every_milestone_is_found_under_its_word() {
        assert!(Milestone::ALL.into_iter().all(|it| Milestone::from_id(it.id()) == Some(it)));
        assert!(Milestone::ALL.is_sorted());
    }

    #[test]
    fn the_first_day_counts_and_each_has_its_own() {
        for (day, milestone) in (1..).zip(Milestone::ALL) {
            let mut firsts = Firsts::default();
            firsts.note(milestone, date(2022, 1, day));
            firsts.note(milestone, date(2021, 1, day));
            firsts.note(milestone, date(2023, 1, day));
            assert_eq!(firsts.iter().collect::<Vec<_>>(), [(milestone, date(2021, 1, day))]);
            assert!(!firsts.passed(milestone, date(2020, 12, 31)));
            assert!(firsts.passed(milestone, date(2021, 1, day)));
        }
    }
}
