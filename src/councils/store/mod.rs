//! The only SQL of this room: councils, meetings, what they hear, sheets and results.

mod advisers;
mod agenda;
mod councils;
mod dossiers;
mod meetings;
mod paper;
mod results;
mod sheets;

use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::any::AnyRow;

pub use advisers::{Adviser, add_adviser, advisers, remove_adviser};
pub use agenda::{
    Agenda, Discussion, add_discussion, agenda, discussions, discussions_of_meeting, dismiss,
    hearings, next_ballot, place, settle, step_hearing, touch, with_scoring_opened,
};
pub use councils::{
    Council, HeldSeat, NewCouncil, NewSeat, add_council, candidates, council, councils_of, seat_at,
    seated_at, seats,
};
pub use dossiers::{Heard, Proof, findings, hearable, is_heard, proofs};
pub use meetings::{
    Meeting, MeetingLine, NewMeeting, add_meeting, attend, attendance, meeting, meetings_of,
    minute, step_meeting,
};
pub use paper::{attach_scan, key_in};
pub use results::{
    KeptResult, add_result, result, result_of, results, results_of, results_of_meeting,
};
pub use sheets::{
    Filled, KeptSheet, SheetState, Waiting, add_conflict, conflicts, conflicts_of_meeting,
    open_sheets, reopen, save_sheet, sheet, sheets, sheets_of_meeting, sign_sheet, waiting_for,
};

use crate::machinery::Failure;

/// A word of a row, as the rules know it.
fn word<T>(row: &AnyRow, column: &str, known: fn(&str) -> Option<T>) -> Result<T, Failure> {
    let word: String = row.get(column);
    let read = known(&word);
    Ok(read.ok_or_else(|| anyhow::anyhow!("{column} holds {word}, which is not known"))?)
}

/// A value of a row that the rules read from text: a date, a unit, an edition.
fn read<T: std::str::FromStr>(row: &AnyRow, column: &str) -> Result<T, Failure> {
    let text: String = row.get(column);
    let read = text.parse().ok();
    Ok(read.ok_or_else(|| anyhow::anyhow!("{column} holds {text}, which cannot be read"))?)
}

fn json<T: DeserializeOwned>(row: &AnyRow, column: &str) -> Result<T, Failure> {
    Ok(serde_json::from_str(row.get::<&str, _>(column))?)
}

fn number<T: TryFrom<i64>>(row: &AnyRow, column: &str) -> Result<T, Failure> {
    let kept: i64 = row.get(column);
    let read = T::try_from(kept).ok();
    Ok(read.ok_or_else(|| anyhow::anyhow!("{column} holds {kept}, which is out of range"))?)
}
