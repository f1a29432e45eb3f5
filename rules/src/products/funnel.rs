use alloc::string::String;

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

/// The first day at each milestone, as far as it is known: how far one product has come.
///
/// Of many products they are the funnel (*từ ý tưởng đến công nhận*). Only what is known is counted:
/// a product recognised without a word on its idea counts among the recognised and not among the
/// ideas. So a later number may be the greater, and what lies between two milestones says why:
/// `from − stayed + skipped = to`.
///
/// ```
/// use jiff::civil::{Date, date};
/// use ocop_rules::products::{Firsts, Milestone};
///
/// let (evaluated, certified) = (Milestone::EvaluatedByDistrict, Milestone::Certified);
/// let day = date(2021, 12, 31);
/// let firsts = |at: usize| -> Firsts {
///     let came = [(evaluated, at < 27), (certified, at < 12 || at == 27)];
///     came.into_iter().filter(|it| it.1).map(|it| (it.0, day)).collect()
/// };
/// let count = |is_so: &dyn Fn(Firsts) -> bool| (0..28).filter(|at| is_so(firsts(*at))).count();
///
/// assert_eq!(count(&|it| it.passed(evaluated, day)), 27);
/// assert_eq!(count(&|it| it.stayed(evaluated, certified, day)), 15);
/// assert_eq!(count(&|it| it.skipped(evaluated, certified, day)), 1);
/// assert_eq!(count(&|it| it.passed(certified, day)), 13);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

    /// Whether by that day it had come to the first milestone and not to the second.
    pub fn stayed(&self, from: Milestone, to: Milestone, by: Date) -> bool {
        self.passed(from, by) && !self.passed(to, by)
    }

    /// Whether by that day it had come to the second milestone, and of the first nothing is known.
    pub fn skipped(&self, from: Milestone, to: Milestone, by: Date) -> bool {
        self.stayed(to, from, by)
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

/// Of what was said of why a product went no further (a stop, a return, a result without a
/// certificate), each with its day: what was said last by that day.
pub fn reason(said: &[(Date, String)], by: Date) -> Option<&str> {
    let said = said.iter().filter(|(on, _)| *on <= by);
    said.max_by_key(|(on, _)| *on).map(|(_, reason)| reason.as_str())
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_came_later_is_not_counted_yet() {
        let (standardised, certified) = (Milestone::Standardised, Milestone::Certified);
        let days = [(standardised, date(2020, 1, 1)), (certified, date(2021, 1, 1))];
        let firsts: Firsts = days.into_iter().collect();
        let before = date(2020, 12, 31);
        assert!(
            !firsts.passed(certified, before) && firsts.stayed(standardised, certified, before)
        );
        let then = date(2021, 1, 1);
        assert!(firsts.passed(certified, then) && !firsts.stayed(standardised, certified, then));
    }

    #[test]
    fn recognised_without_a_known_evaluation_skipped_it() {
        let day = date(2021, 12, 31);
        let (evaluated, certified) = (Milestone::EvaluatedByDistrict, Milestone::Certified);
        let old: Firsts = [(certified, day)].into_iter().collect();
        assert!(old.skipped(evaluated, certified, day) && !old.stayed(evaluated, certified, day));
        let new: Firsts = [(evaluated, day)].into_iter().collect();
        assert!(new.stayed(evaluated, certified, day) && !new.skipped(evaluated, certified, day));
        let none = Firsts::default();
        assert!(
            !none.stayed(evaluated, certified, day) && !none.skipped(evaluated, certified, day)
        );
    }

    #[test]
    fn the_last_reason_counts() {
        let said = [(date(2022, 1, 1), "b".into()), (date(2021, 1, 1), "a".into())];
        assert_eq!(reason(&said, date(2020, 12, 31)), None);
        assert_eq!(reason(&said, date(2021, 6, 1)), Some("a"));
        assert_eq!(reason(&said, date(2022, 1, 1)), Some("b"));
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
