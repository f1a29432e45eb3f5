//! The rules of OCOP, and nothing else.
//!
//! This crate is the part of the system that an auditor reads beside the decision: what a score
//! sheet may hold, how many stars it earns, which step a dossier may take next. It is `no_std` not
//! for the sake of small machines, but as a wall: without the standard library there is no file, no
//! clock, no network and no setting to reach for, so every function here can be checked with
//! pencil and paper.
//!
//! The rooms stand in the order of a product's life, and each looks only at those before it:
//! places, accounts, records, criteria, programme, producers, evidence, products, dossiers,
//! councils, certificates, registry, inspections, support, activities, targets, reports. How names
//! are compared is no room's own: [`names`].

#![no_std]

extern crate alloc;

pub mod accounts;
pub mod activities;
pub mod certificates;
pub mod councils;
pub mod criteria;
pub mod dossiers;
pub mod evidence;
pub mod inspections;
pub mod names;
pub mod places;
pub mod producers;
pub mod products;
pub mod programme;
pub mod records;
pub mod registry;
pub mod reports;
pub mod support;
pub mod targets;
