//! Many documents of one kind, issued in one go: certificates and notices of a decision, notices of
//! certificates that end soon. What is issued is found again by what is there, so the work goes on
//! after a stop where it was, and nothing is issued twice.

mod bundle;
pub mod jobs;
mod pages;

pub use pages::doors;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is asked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Order {
    /// The kind of document.
    kind: String,
    /// The decision that it belongs to; empty for a selection of certificates.
    decision: String,
    /// What it is about, one document each, in the order of the numbers.
    things: Vec<String>,
    /// The day that they bear, unless it is recorded elsewhere.
    dated: Date,
    /// The posts of who signs; empty for the usual one.
    posts: Vec<String>,
    /// The name of who signs; empty for the usual one.
    signatory: String,
    /// The number of the first, where the office's *văn thư* gives the numbers.
    first_number: Option<i64>,
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Outcome {
    /// What was not issued, and why.
    wrong: Vec<Wrong>,
}

/// One document that was not issued.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Wrong {
    /// The product.
    name: String,
    /// Why, in a sentence.
    sentence: String,
}
