//! `ocop`: the programme One Commune One Product, from a dossier to a star that the public can
//! check. The map is in `ARCHITECTURE.md`.

pub mod accounts;
pub mod activities;
pub mod certificates;
pub mod checkup;
pub mod chores;
pub mod councils;
pub mod criteria;
pub mod demo;
pub mod doors;
pub mod dossiers;
pub mod evidence;
pub mod face;
pub mod guests;
pub mod hall;
pub mod house;
pub mod inspections;
pub mod ledgers;
pub mod machinery;
pub mod market;
pub mod places;
pub mod portal;
pub mod producers;
pub mod products;
pub mod programme;
pub mod records;
pub mod registry;
pub mod reports;
pub mod support;
pub mod targets;
