//! What a document states: the bounds of a sum hold whatever the parts really were.

use ocop_rules::records::{Agreement, Amount, DocumentNumber, Relation};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::config;

/// An amount, and what it really was.
fn stated() -> impl Strategy<Value = (Amount, i64)> {
    (0..6_usize, 0_i64..1000, 0_i64..1000).prop_map(|(relation, was, off)| {
        let amount = match Relation::ALL[relation] {
            Relation::Exactly => Amount::exactly(was),
            Relation::AtLeast => Amount::at_least(was.saturating_sub(off).max(0)),
            Relation::MoreThan if was == 0 => Amount::exactly(was),
            Relation::MoreThan => Amount::more_than((was - 1 - off).max(0)),
            Relation::About => Amount::about(off),
            Relation::Nearly => Amount::nearly(was + 1 + off),
            Relation::Between => {
                let lower = (was - off).max(0);
                Amount::new(lower, Relation::Between, Some(was + 1)).unwrap_or(Amount::ZERO)
            }
        };
        (amount, was)
    })
}

fn may_be(amount: Amount, was: i64) -> bool {
    amount.lower().is_none_or(|it| it <= was) && amount.upper().is_none_or(|it| was <= it)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_sum_may_be_what_its_parts_were(parts in vec(stated(), 0..6)) {
        let sum: Amount = parts.iter().map(|it| it.0).sum();
        let was: i64 = parts.iter().map(|it| it.1).sum();
        prop_assert!(may_be(sum, was), "{sum} was {was}");
    }

    #[test]
    fn the_order_of_adding_does_not_matter(one in stated(), two in stated(), three in stated()) {
        let (one, two, three) = (one.0, two.0, three.0);
        prop_assert_eq!(one + two, two + one);
        prop_assert_eq!(((one + two) + three).relation(), (one + (two + three)).relation());
    }

    #[test]
    fn the_truth_never_differs(it in stated()) {
        let (amount, was) = it;
        let differs = matches!(amount.beside(was), Agreement::Differs { .. });
        prop_assert!(!differs);
        prop_assert_eq!(amount.beside(was), amount.beside_any(was..=was));
    }

    #[test]
    fn a_wider_range_is_never_told_more_of(it in stated(), low in 0_i64..2000, by in 0_i64..50) {
        let (narrow, wide) = (it.0.beside_any(low..=low), it.0.beside_any(low..=low + by));
        let loosened = match (narrow, wide) {
            (Agreement::Differs { by: narrow }, Agreement::Differs { by: wide }) => {
                wide.abs() <= narrow.abs()
            }
            (_, Agreement::CannotTell) => true,
            (narrow, wide) => narrow == wide,
        };
        prop_assert!(loosened, "{narrow:?} {wide:?}");
    }

    #[test]
    fn an_amount_is_read_as_it_is_kept(it in stated()) {
        prop_assert_eq!(it.0.to_string().parse(), Ok(it.0));
    }

    #[test]
    fn a_number_of_a_document_is_read_as_it_is_printed(
        number in 1_u32.., year in prop::option::of(1945_i16..2100), sign in "[A-ZĐ]{1,4}(-[A-ZĐ]{2,6}){0,2}",
    ) {
        let year = year.map_or(String::new(), |it| format!("/{it}"));
        let it: DocumentNumber = format!("{number}{year}/{sign}").parse().map_err(|it| {
            TestCaseError::fail(format!("{it}"))
        })?;
        prop_assert_eq!(it.to_string().parse(), Ok(it));
    }

    #[test]
    fn nothing_typed_breaks_the_readers(text in ".{0,40}") {
        let _ = text.parse::<Amount>();
        let _ = text.parse::<DocumentNumber>();
    }
}
