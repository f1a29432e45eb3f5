//! The programme (*chương trình, đợt đánh giá*): the legal calendar and the rounds.
//!
//! Which days offices rest is fixed anew every year; `standards/calendar/` holds one file a year.
//! Two rounds a year are fixed by the decision and computed; further ones rest on a plan (Art. 5).

mod calendar;
pub mod ledgers;
mod pages;
mod store;

pub use calendar::{Basis, Calendar, CalendarFault, MarkedDay, calendar};
pub use pages::doors;
pub use store::{PlannedRound, level_of, plan_round, planned_rounds, round_on};

/// The cycles of the programme, as they are offered where a period is asked for.
pub const CYCLES: [&str; 3] = ["2018 – 2020", "2021 – 2025", "2026 – 2030"];

#[cfg(test)]
mod tests {
    use ocop_rules::programme::Cycle;

    #[test]
    fn the_cycles_that_are_offered_are_those_of_the_rules() {
        let years = Cycle::ALL.map(|it| it.period().whole_years().unwrap());
        assert_eq!(years.map(|(first, last)| format!("{first} – {last}")), super::CYCLES);
    }
}
