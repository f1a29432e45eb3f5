//! The two pieces of long work: reading a list, and taking it in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use ocop_rules::places::UnitId;
use serde::{Deserialize, Serialize};

use super::likely::{identity, producer_key, unknown_or};
use super::place::Places;
use super::review::{Finding, Ground, Review, Wanted, review};
use super::store::{self, List, Row, There};
use crate::certificates::store::By;
use crate::house::House;
use crate::machinery::files::Looked;
use crate::machinery::jobs::{self, Job};
use crate::machinery::{Failure, Refusal, new_id};

/// A list is read and judged; nothing is saved.
pub const READING: &str = "import-reading";
/// A list is taken in.
pub const TAKING: &str = "import-taking";

const BETWEEN_REPORTS: Duration = Duration::from_millis(300);
/// No more sentences than these are said at once.
const MOST_SAID: usize = 20;

/// What came of reading.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Read {
    /// The kept findings.
    pub findings: String,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them are wrong.
    pub wrong: usize,
    /// How many a person should look at.
    pub remarked: usize,
    /// Headings that mean nothing to us.
    pub ignored: Vec<String>,
    /// The list that was taken in from this very file before, and when.
    pub again: Option<String>,
}

/// Reads a list; answers [`Read`].
///
/// # Errors
///
/// A refusal that says why the file cannot be read.
pub async fn read(house: &House, job: &Job) -> Result<String, Failure> {
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    let unit = unit(&job.unit)?;
    let bytes = house.files.bytes(&wanted.file).await?;
    let done = Arc::new(AtomicI64::new(0));
    let reviewing = rehearse(house, &unit, wanted.clone(), bytes, Arc::clone(&done));
    let (review, _) = reported(house, job, &done, reviewing).await?;
    let read = Read {
        findings: String::new(),
        rows: review.findings.len(),
        wrong: review.wrong().count(),
        remarked: review.findings.iter().filter(|it| !it.remarks.is_empty()).count(),
        ignored: review.ignored,
        again: None,
    };
    let kept = Looked {
        bytes: Bytes::from(serde_json::to_vec(&review.findings)?),
        media_type: "application/json",
    };
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    let findings = house.files.keep(&mut tx, kept, now).await?.sha256;
    let again = store::of_file(&mut tx, &wanted.file, &unit).await?.map(|it| it.at.to_string());
    tx.commit().await?;
    Ok(serde_json::to_string(&Read { findings, again, ..read })?)
}

/// The findings that reading kept.
///
/// # Errors
///
/// Only faults of the store.
pub async fn findings(house: &House, read: &Read) -> Result<Vec<Finding>, Failure> {
    Ok(serde_json::from_slice(&house.files.bytes(&read.findings).await?)?)
}

/// Takes a list in; answers the id of the import.
///
/// # Errors
///
/// A refusal that says which rows are wrong; nothing is saved then.
pub async fn take(house: &House, job: &Job) -> Result<String, Failure> {
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    let unit = unit(&job.unit)?;
    let bytes = house.files.bytes(&wanted.file).await?;
    let done = Arc::new(AtomicI64::new(0));
    let rehearsal = rehearse(house, &unit, wanted.clone(), bytes, Arc::clone(&done));
    // While the one transaction is written there are no reports: there is one writer.
    let (review, there) = reported(house, job, &done, rehearsal).await?;
    save(house, &unit, &job.owner, &job.id, &wanted, review, there).await
}

/// Takes a list in that was read from the shell; answers what was found, and the import unless it
/// is only rehearsed.
///
/// # Errors
///
/// A refusal that says which rows are wrong; nothing is saved then.
pub async fn at_once(
    house: &House,
    unit: &UnitId,
    wanted: Wanted,
    bytes: Bytes,
    done: Arc<AtomicI64>,
    rehearsal: bool,
) -> Result<(Vec<Finding>, Option<String>), Failure> {
    let (mut review, there) = rehearse(house, unit, wanted.clone(), bytes, done).await?;
    if rehearsal || review.wrong().next().is_some() {
        return Ok((review.findings, None));
    }
    let findings = std::mem::take(&mut review.findings);
    let import = save(house, unit, "<import>", &new_id(), &wanted, review, there).await?;
    Ok((findings, Some(import)))
}

async fn rehearse(
    house: &House,
    unit: &UnitId,
    wanted: Wanted,
    bytes: Bytes,
    done: Arc<AtomicI64>,
) -> Result<(Review, There), Failure> {
    let today = house.clock.today();
    let provinces = Places::new(&house.book, unit, today).provinces();
    let mut tx = house.db.read().await?;
    let there = store::there(&mut tx, &provinces).await?;
    drop(tx);
    let (house, unit) = (house.clone(), unit.clone());
    let work = move || {
        let ground = Ground {
            book: &house.book,
            standards: &house.standards,
            today,
            province: &unit,
            known: there.products.clone(),
            codes: there.codes.clone(),
        };
        review(&wanted, &bytes, ground, &done).map(|review| (review, there))
    };
    tokio::task::spawn_blocking(work).await?.map_err(Failure::refused)
}

async fn save(
    house: &House,
    unit: &UnitId,
    person: &str,
    import: &str,
    wanted: &Wanted,
    review: Review,
    there: There,
) -> Result<String, Failure> {
    let refusals: Vec<Refusal> =
        review.wrong().flat_map(Finding::sentences).take(MOST_SAID).map(Refusal::new).collect();
    if !refusals.is_empty() {
        return Err(Failure::Refused(refusals));
    }
    if review.entries.is_empty() {
        return Err(Failure::refused("Không còn dòng nào để nhập."));
    }
    let places = Places::new(&house.book, unit, house.clock.today());
    let mut producers = HashMap::new();
    for (id, name, commune) in there.producers {
        producers.entry(producer_key(&name, "", &places.home(&commune))).or_insert(id);
    }
    let rows = review.entries.into_iter().map(|(entry, known)| {
        let home = places.home(&entry.commune);
        let producer = producer_key(&entry.producer, &entry.name, &home);
        let producer_name = unknown_or(&entry.producer, &entry.name);
        let product = identity(&producer, &entry.name, &entry.specification);
        Row { entry, producer, producer_name, product, known }
    });
    let codes: HashSet<String> = there.codes.into_iter().map(|(code, _)| code).collect();
    let list = List {
        import,
        file: &wanted.file,
        file_name: &wanted.file_name,
        rows: rows.collect(),
        producers,
        codes,
    };
    let by = By { person, unit: unit.as_str(), at: house.clock.now() };
    let mut tx = house.db.begin().await?;
    if crate::machinery::changes::version(&mut tx, "registry").await? != there.version {
        return Err(Failure::refused(
            "Danh mục vừa được người khác thay đổi trong lúc đọc tệp; chưa có gì được lưu. Hãy nhập lại.",
        ));
    }
    store::take(&mut tx, &house.book, list, by).await?;
    tx.commit().await?;
    Ok(import.to_owned())
}

/// Does the work, and says every now and then how far it is.
async fn reported<T>(
    house: &House,
    job: &Job,
    done: &AtomicI64,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::pin!(work);
    loop {
        tokio::select! {
            answer = &mut work => return answer,
            () = tokio::time::sleep(BETWEEN_REPORTS) => {
                let now = house.clock.now();
                let mut tx = house.db.begin().await?;
                jobs::report(&mut tx, &job.id, done.load(Ordering::Relaxed), 0, now).await?;
                tx.commit().await?;
            }
        }
    }
}

fn unit(id: &str) -> Result<UnitId, Failure> {
    Ok(UnitId::new(id).map_err(anyhow::Error::new)?)
}
