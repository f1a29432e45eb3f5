//! What the house does by itself while it stands: long work that somebody asked for, and tidying.

use std::time::Duration;

use jiff::SignedDuration;
use tower_sessions::session_store::ExpiredDeletion as _;

use crate::certificates::{batch, import};
use crate::dossiers::whole;
use crate::hall::{self, LEDGERS};
use crate::house::House;
use crate::ledgers;
use crate::machinery::jobs::{self, Job};
use crate::machinery::logins::Logins;
use crate::machinery::{Failure, vitals};

const BETWEEN_LOOKS: Duration = Duration::from_millis(500);
const BETWEEN_SUMS: Duration = Duration::from_secs(5);
const BETWEEN_TIDYINGS: Duration = Duration::from_hours(1);
/// A node that has not reported for so long is gone, and its work is given to another.
const LONGEST_SILENCE: SignedDuration = SignedDuration::from_mins(5);

/// Starts every chore; they end with the program.
pub fn start(house: &House) {
    let worker = house.clone();
    tokio::spawn(async move {
        loop {
            match work(&worker).await {
                Ok(true) => {}
                Ok(false) => tokio::time::sleep(BETWEEN_LOOKS).await,
                Err(_) if worker.db.is_closed() => return,
                Err(failure) => {
                    tracing::error!(cause = %failure, "a chore failed");
                    tokio::time::sleep(BETWEEN_LOOKS).await;
                }
            }
        }
    });
    let logins = Logins::new(house.db.clone());
    let tidied = house.clone();
    tokio::spawn(async move {
        loop {
            if let Err(error) = logins.delete_expired().await {
                tracing::error!(cause = %error, "expired logins were not deleted");
            }
            if let Err(error) = whole::drop_old(&tidied).await {
                tracing::error!(cause = %error, "files that were made are not dropped");
            }
            tokio::time::sleep(BETWEEN_TIDYINGS).await;
        }
    });
    tokio::spawn(async {
        loop {
            tokio::time::sleep(BETWEEN_SUMS).await;
            vitals::sum_up();
        }
    });
}

/// Does the oldest waiting piece of work; answers whether there was one.
///
/// # Errors
///
/// Only faults of the database; work that fails is closed as failed, with its reason.
pub async fn work(house: &House) -> Result<bool, Failure> {
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    jobs::give_back(&mut tx, now - LONGEST_SILENCE).await?;
    let claimed = jobs::claim(&mut tx, now).await?;
    tx.commit().await?;
    let Some(job) = claimed else { return Ok(false) };

    let (state, outcome) = match done(house, &job).await {
        Ok(outcome) => ("done", outcome),
        Err(Failure::Refused(refusals)) => {
            let said: Vec<String> = refusals.into_iter().map(|it| it.sentence).collect();
            ("failed", said.join(" "))
        }
        Err(failure) => {
            tracing::error!(job = job.id, kind = job.kind, cause = %failure, "work failed");
            ("failed", "Có lỗi của hệ thống; chưa có gì được lưu.".to_owned())
        }
    };
    let mut tx = house.db.begin().await?;
    jobs::close(&mut tx, &job.id, state, &outcome, house.clock.now()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Hands the work to its room; a new kind of work is a line here.
async fn done(house: &House, job: &Job) -> Result<String, Failure> {
    match job.kind.as_str() {
        import::jobs::READING => import::jobs::read(house, job).await,
        import::jobs::TAKING => import::jobs::take(house, job).await,
        batch::jobs::ISSUING => batch::jobs::issue(house, job).await,
        whole::MAKING => Box::pin(whole::make(house, job, hall::DOWNSTREAM, hall::DOCUMENTS)).await,
        ledgers::jobs::READING => ledgers::jobs::read(house, LEDGERS, job).await,
        ledgers::jobs::TAKING => ledgers::jobs::take(house, LEDGERS, job).await,
        kind => Err(anyhow::anyhow!("no room does work of the kind {kind}").into()),
    }
}
