//! The two pieces of long work: reading a list, and taking it in.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use bytes::Bytes;
use ocop_rules::places::UnitId;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::import::review::{Finding, Review, Wanted, review};
use super::import::subject;
use super::ledger::{Ledger, Ledgers};
use super::store::{self, By, Written};
use crate::house::House;
use crate::machinery::files::Looked;
use crate::machinery::jobs::{self, Job};
use crate::machinery::{Failure, Refusal, logbook, new_id};

/// A list is read and judged; nothing is saved.
pub const READING: &str = "ledger-reading";
/// A list is taken in.
pub const TAKING: &str = "ledger-taking";

/// No more sentences than these are said at once.
const MOST_SAID: usize = 20;

/// What came of reading.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    /// The kept findings.
    pub(super) findings: String,
    /// How many rows there are.
    pub(super) rows: usize,
    /// How many of them are wrong.
    pub(super) wrong: usize,
    /// Headings that mean nothing to us.
    pub(super) ignored: Vec<String>,
}

/// Reads a list.
///
/// # Errors
///
/// A refusal that says why the file cannot be read.
pub async fn read(house: &House, ledgers: Ledgers, job: &Job) -> Result<String, Failure> {
    let (_, review) = rehearsed(house, ledgers, job).await?;
    let outcome = Outcome {
        findings: String::new(),
        rows: review.findings.len(),
        wrong: review.findings.iter().filter(|it| !it.faults.is_empty()).count(),
        ignored: review.ignored,
    };
    let kept = Looked {
        bytes: Bytes::from(serde_json::to_vec(&review.findings)?),
        media_type: "application/json",
    };
    let mut tx = house.db.begin().await?;
    let findings = house.files.keep(&mut tx, kept, house.clock.now()).await?.sha256;
    tx.commit().await?;
    Ok(serde_json::to_string(&Outcome { findings, ..outcome })?)
}

/// The findings that reading kept.
///
/// # Errors
///
/// Only faults of the store.
pub(super) async fn findings(house: &House, outcome: &Outcome) -> Result<Vec<Finding>, Failure> {
    Ok(serde_json::from_slice(&house.files.bytes(&outcome.findings).await?)?)
}

/// Takes a list in, all rows in one transaction with one line of the logbook; answers how many.
///
/// # Errors
///
/// A refusal that says which rows are wrong; nothing is saved then.
pub async fn take(house: &House, ledgers: Ledgers, job: &Job) -> Result<String, Failure> {
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    let (ledger, review) = rehearsed(house, ledgers, job).await?;
    let sentences = review.findings.iter().flat_map(Finding::sentences);
    let refusals: Vec<Refusal> = sentences.take(MOST_SAID).map(Refusal::new).collect();
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    if review.rows.is_empty() {
        return Err(Failure::refused("Không còn dòng nào để nhập."));
    }
    let count = review.rows.len();
    let entries: Vec<Written> = review
        .rows
        .into_iter()
        .map(|(row, search)| Written { id: new_id(), row, search })
        .collect();
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    let by = By { person: &job.owner, at: now, import: &job.id };
    store::add(&mut tx, ledger, &entries, by).await?;
    let line = logbook::Line {
        at: now,
        person: &job.owner,
        unit: &job.unit,
        subject: subject(ledger, &job.id),
        step: "import",
        article: "",
        detail: json!({ "file": wanted.file, "file_name": wanted.file_name, "rows": count }),
    };
    logbook::write(&mut tx, line).await?;
    tx.commit().await?;
    Ok(count.to_string())
}

async fn rehearsed(
    house: &House,
    ledgers: Ledgers,
    job: &Job,
) -> Result<(&'static Ledger, Review), Failure> {
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    let ledger = ledgers.find(&wanted.ledger)?;
    let office = UnitId::new(&job.unit).map_err(anyhow::Error::new)?;
    let done = Arc::new(AtomicI64::new(0));
    let work = review(house, ledgers, (ledger, &office), &wanted, &done);
    let review = jobs::reported(&house.db, &house.clock, job, &done, work).await?;
    Ok((ledger, review))
}
