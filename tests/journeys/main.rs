//! Journeys: what people do, told on every database. One file a journey; its name is a sentence.

#![cfg(test)]

mod a_backup_is_restored_elsewhere;
mod anyone_allowed_counts;
mod everyone_finds_a_product;
mod everyone_is_let_in_by_their_post;
mod everyone_reads_the_criteria;
mod fixture;
mod told;
