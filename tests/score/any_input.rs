//! Whatever is read, as many lines come out as went in, and each is an answer.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

use crate::scored;

fn config() -> Config {
    Config {
        rng_seed: RngSeed::Fixed(20_260_522),
        failure_persistence: None,
        ..Config::with_cases(200)
    }
}

/// What a line may look like: bytes, JSON of any shape, and requests that are nearly right.
fn any_line() -> impl Strategy<Value = Vec<u8>> {
    let bytes = vec(any::<u8>(), 0..80).prop_map(|mut it| {
        it.retain(|&byte| byte != b'\n');
        it
    });
    prop_oneof![bytes, json().prop_map(String::into_bytes), request().prop_map(String::into_bytes)]
}

fn json() -> impl Strategy<Value = String> {
    let name =
        || prop::sample::select(vec!["id", "set", "sheets", "member", "marks", "minima", "1.1"]);
    let leaf = prop_oneof![
        Just("null".to_owned()),
        any::<i64>().prop_map(|it| it.to_string()),
        any::<f32>()
            .prop_filter("JSON has none", |it| it.is_finite())
            .prop_map(|it| it.to_string()),
        "[a-z0-9/. -]{0,12}".prop_map(|it| format!("\"{it}\"")),
        Just("\"26-2026/04\"".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        let entry = (name(), inner.clone()).prop_map(|(name, it)| format!("\"{name}\":{it}"));
        prop_oneof![
            vec(inner, 0..4).prop_map(|it| format!("[{}]", it.join(","))),
            vec(entry, 0..5).prop_map(|it| format!("{{{}}}", it.join(","))),
        ]
    })
}

fn request() -> impl Strategy<Value = String> {
    let mark =
        (1_u8..13, 1_u8..6, 0_u8..7).prop_map(|(a, b, points)| format!("\"{a}.{b}\":{points}"));
    let marks = || vec(mark.clone(), 0..3).prop_map(|it| it.join(","));
    let sheets = vec(marks(), 0..4).prop_map(|it| {
        let sheet = |(at, marks)| format!("{{\"member\":\"{at}\",\"marks\":{{{marks}}}}}");
        it.into_iter().enumerate().map(sheet).collect::<Vec<_>>().join(",")
    });
    let minima = prop::sample::select(vec!["average", "every-member", "settled", "x"]);
    (0_u8..28, sheets, minima, marks()).prop_map(|(set, sheets, minima, settled)| {
        format!(
            "{{\"id\":\"x\",\"set\":\"26-2026/{set:02}\",\"sheets\":[{sheets}],\
             \"minima\":\"{minima}\",\"settled\":{{{settled}}}}}"
        )
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn is_answered_line_by_line(lines in vec(any_line(), 1..6)) {
        let mut input = lines.join(&b'\n');
        input.push(b'\n');
        let output = scored(&input);
        prop_assert_eq!(output.len(), lines.len());
        for line in output {
            let answer: serde_json::Value = serde_json::from_str(&line).unwrap();
            prop_assert!(answer["error"].is_string() != answer["sum"].is_u64(), "{}", line);
        }
    }
}
