//! Inspections (*kiểm tra, giám sát*, Art. 9): the yearly plan, visits, what was found of each
//! criterion beside the option evaluated, the mark, licences and tests; breaches, what must be put
//! right by when, and what leads to a revocation (Art. 8).
//!
//! Plans, visits and breaches are ledgers ([`LEDGERS`]): list, form, import, export and checks come
//! with them. This room's own pages lead an officer from a certified product to its visit, and
//! its breach to the revocation, which is recorded in `certificates`, and offer the documents of a
//! visit ([`DOCUMENTS`]). Nothing here is public.
//! Offers downstream: [`figures`], [`visits`], [`breaches`], [`standing`].

mod case;
pub mod checks;
mod documents;
mod figures;
mod labels;
mod ledgers;
mod pages;
mod standing;
pub mod store;
mod writing;

pub use documents::DOCUMENTS;
pub use figures::{Figures, breaches, figures, visits};
pub use labels::{breach_kind, mark, state, state_tone};
pub use ledgers::{BREACHES, LEDGERS, PAGES, PLANS, VISITS};
pub use pages::doors;
pub use standing::{Exception, Stood, standing};
