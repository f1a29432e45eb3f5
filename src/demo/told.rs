//! The logbook of a dossier that was put into the tables where it stands, without walking there:
//! for tests and load, which begin in the middle of the way.

use std::collections::VecDeque;

use jiff::Timestamp;
use ocop_rules::dossiers::{DossierKind, Stage, Step};

use crate::machinery::{Failure, Tx, logbook};

/// A shortest way from a draft to this stage.
fn way(kind: DossierKind, to: Stage) -> Vec<Step> {
    let mut seen = vec![Stage::Draft];
    let mut waiting = VecDeque::from([(Stage::Draft, Vec::new())]);
    while let Some((stage, way)) = waiting.pop_front() {
        if stage == to {
            return way;
        }
        for step in Step::ALL {
            if let Ok(next) = stage.after(step, kind)
                && !seen.contains(&next)
            {
                seen.push(next);
                waiting.push_back((next, [way.as_slice(), &[step]].concat()));
            }
        }
    }
    Vec::new()
}

/// Writes the lines that lead a dossier to where it stands.
///
/// # Errors
///
/// Only faults of the database.
pub async fn tell(
    tx: &mut Tx<'_>,
    dossier: &str,
    kind: DossierKind,
    stage: Stage,
    at: Timestamp,
) -> Result<(), Failure> {
    for step in way(kind, stage) {
        let line = logbook::Line {
            at,
            person: "<told>",
            unit: "vn",
            subject: format!("dossier/{dossier}"),
            step: step.id(),
            article: step.article(),
            detail: serde_json::Value::Null,
        };
        logbook::write(tx, line).await?;
    }
    Ok(())
}
