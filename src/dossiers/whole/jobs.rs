//! The long work: piece by piece, with a word on how far it is.

use bytes::Bytes;
use jiff::ToSpan as _;
use ocop_documents::Format;
use sha2::{Digest as _, Sha256};

use super::contents::{Contents, Piece, Source};
use super::{Made, Wanted, What, archive, bound};
use crate::dossiers::Downstream;
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::jobs::{self, Job};
use crate::records::{self, Kinds, Stamp};

/// The work of making the file of a dossier.
pub const MAKING: &str = "dossier-file";
/// So long what was made lies there; it can be made again.
const KEPT_HOURS: i64 = 72;

/// Makes what a job asks for; answers [`Made`].
///
/// # Errors
///
/// Only faults: a paper that cannot be printed is named instead.
pub async fn make(
    house: &House,
    job: &Job,
    downstream: Downstream,
    kinds: Kinds,
) -> Result<String, Failure> {
    let wanted: Wanted = serde_json::from_str(&job.input)?;
    let mut tx = house.db.read().await?;
    let contents = Contents::of(house, &mut tx, (downstream, kinds), &wanted).await?;
    drop(tx);
    let work = Work { house, job, total: contents.count() };
    work.report(0).await?;
    let made = match wanted.what {
        What::Proposal => Box::pin(archive::made(&work, &contents)).await?,
        What::Bound => Box::pin(bound::made(&work, &contents)).await?,
    };
    Ok(serde_json::to_string(&made)?)
}

/// Drops what was made some days ago: it names persons, and is soon made again.
///
/// # Errors
///
/// Only faults of the store or the database.
pub async fn drop_old(house: &House) -> Result<(), Failure> {
    let before = house.clock.now() - KEPT_HOURS.hours();
    let mut tx = house.db.read().await?;
    let old = jobs::done_before(&mut tx, MAKING, before).await?;
    drop(tx);
    for job in old {
        if let Ok(made) = serde_json::from_str::<Made>(&job.outcome) {
            house.files.drop_made(&made.sha256).await?;
        }
        let mut tx = house.db.begin().await?;
        jobs::close(&mut tx, &job.id, "done", "", house.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The work that is under way.
pub(super) struct Work<'a> {
    pub(super) house: &'a House,
    job: &'a Job,
    total: usize,
}

impl Work<'_> {
    /// Says how many pieces are done.
    pub(super) async fn report(&self, done: usize) -> Result<(), Failure> {
        let [done, total] = [done, self.total].map(|it| i64::try_from(it).unwrap_or(0));
        let mut tx = self.house.db.begin().await?;
        jobs::report(&mut tx, &self.job.id, done, total, self.house.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    /// The bytes of a piece, and what they are.
    pub(super) async fn bytes(&self, piece: &Piece) -> Result<(Bytes, String), Failure> {
        match &piece.source {
            Source::Kept { sha256, media_type } => {
                Ok((self.house.files.bytes(sha256).await?, media_type.clone()))
            }
            Source::Drawn(kind, thing) => {
                let stamp = Stamp::draft(self.house.clock.today());
                let mut tx = self.house.db.read().await?;
                let draft = records::draft(self.house, &mut tx, kind, thing, &stamp).await?;
                drop(tx);
                let pdf = records::bytes(draft.document, Format::Pdf).await?;
                Ok((pdf.into(), Format::Pdf.media_type().to_owned()))
            }
        }
    }
}

/// The hash of bytes.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A file that is being made, gone with the value.
pub(super) fn temporary() -> Result<tempfile::NamedTempFile, Failure> {
    Ok(tempfile::NamedTempFile::new()?)
}
