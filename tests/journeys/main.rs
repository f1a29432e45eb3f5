//! Journeys: what people do, told on every database. One file a journey; its name is a sentence.

#![cfg(test)]

mod a_backup_is_restored_elsewhere;
mod a_commune_returns_a_dossier_with_one_list;
mod a_council_issues_its_documents;
mod a_council_scores_a_product;
mod a_dossier_has_its_documents;
mod a_dossier_is_one_file;
mod a_proposal_dated_thirty_april_waits_for_the_second_round;
mod a_province_sends_ninety_points_to_the_ministry;
mod a_secretary_keys_in_paper_sheets;
mod an_extension_lasts_until_the_result;
mod an_inspection_leads_to_a_revocation;
mod an_office_asks_for_numbers;
mod an_office_draws_up_decisions;
mod an_office_freezes_a_report;
mod an_office_inspects_a_product;
mod an_office_issues_a_document;
mod an_office_issues_many_documents;
mod an_office_records_decisions;
mod an_office_registers_a_producer;
mod an_office_writes_a_report;
mod an_officer_imports_a_list;
mod an_officer_keeps_a_declared_figure;
mod an_officer_keeps_a_ledger;
mod an_officer_keeps_a_target;
mod an_officer_keeps_the_register;
mod an_officer_keeps_the_way_of_an_idea;
mod an_officer_takes_a_ledger_in;
mod anyone_allowed_counts;
mod every_door_keeps_its_people;
mod every_kind_has_its_picture;
mod everyone_finds_a_product;
mod everyone_is_let_in_by_their_post;
mod everyone_is_told_how_it_ended;
mod everyone_reads_the_criteria;
mod filed;
mod fixture;
mod guests_are_answered_at_once;
mod kept;
mod printed;
mod sitting;
mod the_five_places_answer;
mod the_five_places_go_on;
mod the_whole_way;
mod told;
