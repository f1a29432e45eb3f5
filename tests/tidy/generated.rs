//! Nothing is written twice: what is made from the code is committed, and is never out of date.
//!
//! `cargo xtask generate` runs these same tests with `OCOP_GENERATE` set, and they write.

use std::fs;
use std::path::Path;

use crate::source::file;
use crate::{law_index, none, seeds, stages};

#[test]
fn generated_law_index_is_up_to_date() {
    up_to_date("docs/law/26-2026.md", &law_index::page());
}

#[test]
fn generated_stages_are_up_to_date() {
    up_to_date("docs/law/stages.md", &stages::page());
}

#[test]
fn generated_seeds_are_up_to_date() {
    up_to_date("docs/seeds.md", &seeds::page());
}

#[test]
fn every_journey_that_the_seeds_name_is_told() {
    let told = file("tests/journeys/the_five_places_go_on.rs").unwrap().text;
    let mut missing = seeds::journeys();
    missing.retain(|it| !told.contains(&format!("async fn {it}()")));
    none(&missing, "docs/seeds.md names journeys that nobody tells");
}

/// Compares a generated file with what it should say; writes it instead, when asked to.
#[track_caller]
fn up_to_date(path: &str, should_say: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if fs::read_to_string(&file).is_ok_and(|says| says == should_say) {
        return;
    }
    assert!(
        std::env::var_os("OCOP_GENERATE").is_some(),
        "{path} is out of date: run `cargo xtask generate` and commit what it writes"
    );
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, should_say).unwrap();
    println!("{path} is written anew");
}
