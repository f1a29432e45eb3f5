//! `ocop score`, told line by line, and then with whatever may come.

#![cfg(test)]

mod any_input;
mod lines;

use std::io::BufReader;
use std::sync::Arc;

use ocop::councils::score::score;
use ocop::criteria::Standards;

/// What is written for what is read.
fn scored(input: &[u8]) -> Vec<String> {
    let standards: Arc<Standards> = Standards::load().unwrap();
    let mut output = Vec::new();
    let set = |id| standards.set(id).map(|it| &it.criteria);
    score(set, BufReader::new(input), &mut output).unwrap();
    String::from_utf8(output).unwrap().lines().map(String::from).collect()
}
