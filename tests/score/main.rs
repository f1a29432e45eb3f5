//! `ocop score`, told line by line, with whatever may come, and on every sheet of the decision.

#![cfg(test)]

mod any_input;
mod every_set;
mod lines;

use std::io::BufReader;
use std::sync::{Arc, LazyLock};

use ocop::councils::score::score;
use ocop::criteria::Standards;

static STANDARDS: LazyLock<Arc<Standards>> = LazyLock::new(|| Standards::load().unwrap());

/// What is written for what is read.
fn scored(input: &[u8]) -> Vec<String> {
    let mut output = Vec::new();
    let set = |id| STANDARDS.set(id).map(|it| &it.criteria);
    score(set, BufReader::new(input), &mut output).unwrap();
    String::from_utf8(output).unwrap().lines().map(String::from).collect()
}
