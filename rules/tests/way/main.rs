//! From a paper to a number in a report: what holds on any day, for any history.
//!
//! The seed is fixed, so that a failure today fails tomorrow.

mod amounts;
mod calendar;
mod counting;
mod figures;
mod funnels;
mod matters;
mod names;
mod stages;
mod targets;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, RngSeed};

fn config() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(26_2026),
        rng_algorithm: RngAlgorithm::ChaCha,
        failure_persistence: None,
        ..Config::default()
    }
}

/// The day so many days after 1 January 2019.
fn day(number: i32) -> Date {
    date(2019, 1, 1).saturating_add(number.days())
}

/// Any day of sixteen years.
fn days() -> impl Strategy<Value = Date> {
    (0..5844).prop_map(day)
}
