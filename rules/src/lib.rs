//! The rules of OCOP, and nothing else.
//!
//! An auditor reads this crate beside the decision: what a score sheet may hold, how many stars it
//! earns, which step a dossier may take next. It is `no_std` as a wall, not for small machines:
//! without the standard library there is no file, no clock, no network and no setting to reach
//! for, so that every function here can be checked with pencil and paper.

#![no_std]

extern crate alloc;

pub mod criteria;
