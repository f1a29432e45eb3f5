//! The house keeps its own order.
//!
//! Each law of `ARCHITECTURE.md` that a compiler cannot keep is a test here, and fails with the
//! list of what broke it.

#![cfg(test)]

mod generated;
mod law_index;
mod map;
mod rooms;
mod seeds;
mod size;
mod source;
mod sql;
mod stages;
mod tables;
mod wording;
mod words;

/// The rooms, in the order in which a product walks through them.
const ROOMS: [&str; 20] = [
    "places",
    "accounts",
    "records",
    "criteria",
    "programme",
    "producers",
    "evidence",
    "products",
    "dossiers",
    "councils",
    "certificates",
    "registry",
    "traceability",
    "inspections",
    "support",
    "activities",
    "market",
    "targets",
    "reports",
    "portal",
];

/// What is no room: used by all, and naming none.
const SHARED: [&str; 3] = ["names", "machinery", "face"];

/// What is no room either, with the first rooms that it stands upon: those alone it names.
const BUILT: [(&str, &[&str]); 1] = [("ledgers", &["places", "accounts", "records"])];

/// Fails with everything that broke a law, not with the first of it.
#[track_caller]
fn none(broken: &[String], law: &str) {
    assert!(broken.is_empty(), "{law}:\n  {}", broken.join("\n  "));
}
