//! What is difficult and what is to be done, from report to report.

use jiff::ToSpan;
use ocop_rules::activities::{Matter, MatterIn};
use ocop_rules::programme::Period;
use proptest::prelude::*;

use crate::{config, days};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_one_report_hands_on_the_next_takes_up(
        raised in days(), lasts in prop::option::of(0_i32..2000), first in days(), length in 0_i32..800, next in 0_i32..800,
    ) {
        let matter = Matter::raise(raised);
        let closed = lasts.map(|it| matter.close(raised.saturating_add(it.days())));
        let matter = closed.unwrap_or(Ok(matter)).unwrap();
        let last = first.saturating_add(length.days());
        let now = Period::days(first, last).unwrap();
        let after = Period::days(last.saturating_add(1.days()), last.saturating_add((1 + next).days())).unwrap();
        let hands_on = matter.within(now).is_some_and(MatterIn::goes_on);
        let takes_up = matter.within(after).is_some_and(MatterIn::came_from_before);
        prop_assert_eq!(hands_on, takes_up);
    }
}
