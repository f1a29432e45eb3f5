//! What can be wrong with a set.

use super::{Code, Points, Stars};

/// A figure of a set that does not agree with another.
///
/// It says where and what, in the sheet's own terms; the program adds the file and the line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SetFault {
    /// The edition has another number of parts.
    #[error("{got} parts instead of {expected}")]
    Parts {
        /// How many the edition has.
        expected: usize,
        /// How many the set has.
        got: usize,
    },
    /// The part totals of the edition do not come to a hundred.
    #[error("the parts come to {got} instead of {expected}")]
    Full {
        /// A hundred.
        expected: u64,
        /// What they come to.
        got: u64,
    },
    /// The bands do not rise from two stars to five, or five stars are out of reach.
    #[error("the bands do not ascend within the maximum")]
    Bands,
    /// A part is worth another total than its edition says.
    #[error("part {letter} is worth {got} instead of {expected}")]
    PartTotal {
        /// Which part.
        letter: char,
        /// What the edition says.
        expected: Points,
        /// What the part says.
        got: Points,
    },
    /// The sections of a part do not add up to it.
    #[error("the sections of part {letter} add up to {sum} instead of {max}")]
    PartSum {
        /// Which part.
        letter: char,
        /// What the part says.
        max: Points,
        /// What its sections come to.
        sum: u64,
    },
    /// The criteria of a section do not add up to it.
    #[error("the criteria of section {section} add up to {sum} instead of {max}")]
    SectionSum {
        /// Which section.
        section: Code,
        /// What the section says.
        max: Points,
        /// What its criteria come to.
        sum: u64,
    },
    /// The criteria under a heading do not add up to it.
    #[error("the criteria of heading {heading} add up to {sum} instead of {max}")]
    HeadingSum {
        /// Which heading.
        heading: Code,
        /// What the heading says.
        max: Points,
        /// What its criteria come to.
        sum: u64,
    },
    /// Two criteria, or two headings, have the same code.
    #[error("{code} occurs twice")]
    Twice {
        /// The code.
        code: Code,
    },
    /// A criterion names a heading that its section does not have.
    #[error("criterion {criterion} stands under heading {heading}, which is not there")]
    NoHeading {
        /// Which criterion.
        criterion: Code,
        /// The heading that it names.
        heading: Code,
    },
    /// A criterion cannot be answered.
    #[error("criterion {criterion} has no options")]
    NoOptions {
        /// Which criterion.
        criterion: Code,
    },
    /// The highest option, of the whole criterion or of one of its cases, is not the maximum.
    #[error("the best option of criterion {criterion} is worth {best} instead of {max}")]
    Best {
        /// Which criterion.
        criterion: Code,
        /// What the criterion says.
        max: Points,
        /// What its best option is worth.
        best: Points,
    },
    /// An option is worth less than the one before it.
    #[error("criterion {criterion}: an option of {after} points follows one of {before}")]
    PointsFall {
        /// Which criterion.
        criterion: Code,
        /// The earlier option.
        before: Points,
        /// The later, lower option.
        after: Points,
    },
    /// A star mark is lower than the one before it.
    #[error("criterion {criterion}: {} stars follow {}", after.number(), before.number())]
    MarksFall {
        /// Which criterion.
        criterion: Code,
        /// The earlier mark.
        before: Stars,
        /// The later, lower mark.
        after: Stars,
    },
    /// Only three, four and five stars are ever printed.
    #[error("criterion {criterion}: a mark of {} stars", star.number())]
    Mark {
        /// Which criterion.
        criterion: Code,
        /// The mark.
        star: Stars,
    },
    /// A yes-or-no criterion whose options are not zero and the maximum.
    #[error("criterion {criterion} is binary, but its options are not 0 and {max}")]
    NotBinary {
        /// Which criterion.
        criterion: Code,
        /// What the criterion says.
        max: Points,
    },
    /// A criterion with cases has an option outside them, or a case without title or options; or
    /// one without cases has an option in a case.
    #[error("criterion {criterion}: cases and options do not agree")]
    Cases {
        /// Which criterion.
        criterion: Code,
    },
    /// A criterion requires one that is not there, or comes later, or cannot score zero.
    #[error("criterion {criterion} requires {requires}, which cannot be resolved")]
    Requires {
        /// Which criterion.
        criterion: Code,
        /// What it requires.
        requires: Code,
    },
}
