//! Journeys: what people do, told on every database. One file a journey; its name is a sentence.

#![cfg(test)]

mod a_backup_is_restored_elsewhere;
mod a_commune_returns_a_dossier_with_one_list;
mod a_council_scores_a_product;
mod a_proposal_dated_thirty_april_waits_for_the_second_round;
mod a_province_sends_ninety_points_to_the_ministry;
mod an_extension_lasts_until_the_result;
mod an_office_records_decisions;
mod an_office_registers_a_producer;
mod an_officer_imports_a_list;
mod an_officer_keeps_a_ledger;
mod an_officer_takes_a_ledger_in;
mod anyone_allowed_counts;
mod every_door_keeps_its_people;
mod everyone_finds_a_product;
mod everyone_is_let_in_by_their_post;
mod everyone_reads_the_criteria;
mod filed;
mod fixture;
mod sitting;
mod the_whole_way;
mod told;
