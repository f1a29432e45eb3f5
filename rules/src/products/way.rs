use alloc::vec::Vec;

use jiff::civil::Date;

use super::idea::{IdeaEvent, IdeaRefusal, IdeaStage, Reached};

/// A product's way before its first dossier: where it was first known, and every step with its day.
///
/// Old products are known only from where somebody first wrote them down: the way may begin at any
/// stage.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::products::{IdeaEvent, IdeaStage, IdeaWay, Reached};
///
/// let mut way = IdeaWay::begin(date(2022, 3, 1), Reached::Potential);
/// way.take(date(2022, 9, 1), IdeaEvent::Registered).unwrap();
/// way.take(date(2023, 1, 10), IdeaEvent::ChosenFor(2023)).unwrap();
/// assert_eq!(way.on(date(2022, 12, 31)), Some(IdeaStage::Idea));
/// assert_eq!(way.on(date(2023, 5, 29)), Some(IdeaStage::Chosen));
/// assert!(way.is_chosen_for(2023));
/// assert!(way.take(date(2022, 12, 1), IdeaEvent::Standardised).is_err());
/// ```
// Invariant: the days ascend, and each step may be taken after those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdeaWay {
    begun: Date,
    at: Reached,
    steps: Vec<(Date, IdeaEvent, IdeaStage)>,
}

/// Why a step is not written down.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WayRefusal {
    /// It cannot be taken from where the product is.
    #[error(transparent)]
    Step(#[from] IdeaRefusal),
    /// A later step stands already.
    #[error("the last step was on {last}")]
    Earlier {
        /// The day of the last step.
        last: Date,
    },
    /// It is stopped, and nobody says why.
    #[error("a stop needs its reason")]
    NoReason,
    /// A year is not planned once it has passed.
    #[error("the year {year} has passed")]
    YearPassed {
        /// The year it was to be chosen for.
        year: i16,
    },
}

impl IdeaWay {
    /// A way that begins on that day at that stage.
    pub fn begin(on: Date, at: Reached) -> Self {
        Self { begun: on, at, steps: Vec::new() }
    }

    /// Takes a step on a day.
    pub fn take(&mut self, on: Date, event: IdeaEvent) -> Result<IdeaStage, WayRefusal> {
        let last = self.steps.last().map_or(self.begun, |it| it.0);
        if on < last {
            return Err(WayRefusal::Earlier { last });
        }
        match &event {
            IdeaEvent::Stopped(reason) if reason.trim().is_empty() => {
                return Err(WayRefusal::NoReason);
            }
            IdeaEvent::ChosenFor(year) if *year < on.year() => {
                return Err(WayRefusal::YearPassed { year: *year });
            }
            _ => {}
        }
        let stage = self.stage().after(event.step())?;
        self.steps.push((on, event, stage));
        Ok(stage)
    }

    /// Where it is after its last step.
    pub fn stage(&self) -> IdeaStage {
        self.steps.last().map_or(self.at.into(), |it| it.2)
    }

    /// Where it was on a day; none before it was known.
    pub fn on(&self, day: Date) -> Option<IdeaStage> {
        let last = self.steps.iter().rev().find(|it| it.0 <= day).map(|it| it.2);
        last.or_else(|| (self.begun <= day).then_some(self.at.into()))
    }

    /// The steps with their days, in order.
    pub fn steps(&self) -> impl Iterator<Item = (Date, &IdeaEvent)> {
        self.steps.iter().map(|(on, event, _)| (*on, event))
    }

    /// When it is known to have come so far; what was first known further on came there before.
    pub fn came_to(&self, stage: Reached) -> Option<Date> {
        if stage <= self.at {
            return Some(self.begun);
        }
        self.steps.iter().find(|it| stage <= it.2.reached()).map(|it| it.0)
    }

    /// Whether it stands in the plan of that year (*danh mục sản phẩm của năm*).
    pub fn is_chosen_for(&self, year: i16) -> bool {
        self.steps.iter().any(|it| it.1 == IdeaEvent::ChosenFor(year))
    }

    /// Why it was stopped, where it is on that day.
    pub fn reason_on(&self, day: Date) -> Option<&str> {
        let last = self.steps.iter().rev().find(|it| it.0 <= day)?;
        match &last.1 {
            IdeaEvent::Stopped(reason) => Some(reason),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn idea() -> IdeaWay {
        IdeaWay::begin(date(2022, 3, 1), Reached::Idea)
    }

    #[test]
    fn a_stop_needs_its_reason_and_keeps_it_until_it_is_resumed() {
        let mut way = idea();
        let blank = way.take(date(2022, 5, 1), IdeaEvent::Stopped(" ".into()));
        assert_eq!(blank, Err(WayRefusal::NoReason));
        way.take(date(2022, 5, 1), IdeaEvent::Stopped("thiếu nguyên liệu".into())).unwrap();
        way.take(date(2023, 1, 5), IdeaEvent::Resumed).unwrap();
        assert_eq!(way.reason_on(date(2022, 4, 30)), None);
        assert_eq!(way.reason_on(date(2022, 12, 31)), Some("thiếu nguyên liệu"));
        assert_eq!(way.reason_on(date(2023, 1, 5)), None);
        assert_eq!(way.on(date(2022, 12, 31)), Some(IdeaStage::Stopped(Reached::Idea)));
        assert_eq!(way.stage(), IdeaStage::Idea);
    }

    #[test]
    fn a_year_is_planned_before_it_has_passed() {
        let mut way = idea();
        let late = way.take(date(2023, 1, 1), IdeaEvent::ChosenFor(2022));
        assert_eq!(late, Err(WayRefusal::YearPassed { year: 2022 }));
        assert!(way.take(date(2022, 12, 20), IdeaEvent::ChosenFor(2023)).is_ok());
        assert!(way.take(date(2023, 12, 20), IdeaEvent::ChosenFor(2024)).is_ok());
        assert!(way.is_chosen_for(2023) && way.is_chosen_for(2024) && !way.is_chosen_for(2022));
    }

    #[test]
    fn who_was_first_known_as_standardised_had_been_an_idea() {
        let begun = date(2020, 12, 18);
        let way = IdeaWay::begin(begun, Reached::Standardised);
        assert_eq!(way.came_to(Reached::Idea), Some(begun));
        assert_eq!(way.on(date(2020, 12, 17)), None);
    }

    #[test]
    fn a_refused_step_leaves_no_trace() {
        let mut way = idea();
        let before = way.clone();
        assert!(way.take(date(2022, 4, 1), IdeaEvent::Standardised).is_err());
        let last = date(2022, 3, 1);
        let earlier = way.take(date(2022, 2, 28), IdeaEvent::ChosenFor(2022));
        assert_eq!(earlier, Err(WayRefusal::Earlier { last }));
        assert_eq!(way, before);
        assert_eq!(way.steps().count(), 0);
    }
}
