//! A producer's papers and their terms (*tài liệu minh chứng*): kept once, used by many dossiers.

mod paper;

pub use paper::{EndsBeforeItBegins, PaperKind, Term, TermStanding};
