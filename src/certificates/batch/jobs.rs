//! Issuing many documents, each in a transaction of its own.

use ocop_rules::places::UnitId;

use super::{Order, Outcome, Wrong};
use crate::certificates::documents::OWN;
use crate::certificates::store;
use crate::house::House;
use crate::machinery::jobs::{self, Job};
use crate::machinery::{Failure, Tx};
use crate::records::{self, About, DocumentKind, Issuing, Wanted};
use crate::{dossiers, products};

/// Many documents are issued.
pub const ISSUING: &str = "issue-documents";

/// Issues what is not issued yet; answers what was not to be issued, and why. One that is refused
/// does not stop the others.
///
/// # Errors
///
/// Only faults of the database.
pub async fn issue(house: &House, job: &Job) -> Result<String, Failure> {
    let order: Order = serde_json::from_str(&job.input)?;
    let kind = OWN.find(&order.kind)?;
    let unit = UnitId::new(&job.unit).map_err(anyhow::Error::new)?;
    let mut outcome = Outcome::default();
    for at in 0..order.things.len() {
        let why = match one(house, job, (&order, at), (kind, &unit)).await {
            Ok(()) => continue,
            Err(Failure::Refused(refusals)) => {
                let said: Vec<String> = refusals.into_iter().map(|it| it.sentence).collect();
                said.join(" ")
            }
            Err(Failure::NotFound) => "Không có gì để lập văn bản này.".to_owned(),
            Err(Failure::Stale) => "Vừa được người khác ban hành.".to_owned(),
            Err(failure) => {
                tracing::error!(job = job.id, cause = %failure, "a document was not issued");
                "Có lỗi của hệ thống; văn bản này chưa được ban hành.".to_owned()
            }
        };
        let mut tx = house.db.begin().await?;
        let name = name(&mut tx, kind, &order.things[at]).await?;
        report(house, &mut tx, job, (&order, at)).await?;
        tx.commit().await?;
        outcome.wrong.push(Wrong { name, sentence: why });
    }
    Ok(serde_json::to_string(&outcome)?)
}

/// Issues one, unless it is there.
async fn one(
    house: &House,
    job: &Job,
    (order, at): (&Order, usize),
    (kind, unit): (&'static DocumentKind, &UnitId),
) -> Result<(), Failure> {
    let id = order.things[at].as_str();
    let now = house.clock.now();
    let mut tx = house.db.begin().await?;
    if !records::store::of_thing(&mut tx, kind.id, id).await?.is_empty() {
        return Ok(());
    }
    let number = order.first_number.zip(i64::try_from(at).ok());
    let wanted = Wanted {
        dated: order.dated,
        posts: order.posts.clone(),
        signatory: order.signatory.clone(),
        number: number.map_or_else(String::new, |(first, at)| (first + at).to_string()),
        replaces: String::new(),
    };
    let by = Issuing { kind, id, person: &job.owner, unit, at: now };
    records::issue(house, &mut tx, by, &wanted).await?;
    report(house, &mut tx, job, (order, at)).await?;
    Ok(tx.commit().await?)
}

async fn report(
    house: &House,
    tx: &mut Tx<'_>,
    job: &Job,
    (order, at): (&Order, usize),
) -> Result<(), Failure> {
    let [done, total] = [at + 1, order.things.len()].map(|it| i64::try_from(it).unwrap_or(0));
    jobs::report(tx, &job.id, done, total, house.clock.now()).await
}

/// The product that a document is about.
async fn name(tx: &mut Tx<'_>, kind: &DocumentKind, id: &str) -> Result<String, Failure> {
    let product = match kind.about {
        About::Certificate => store::by_id(tx, id).await?.product,
        _ => dossiers::store::by_id(tx, id).await?.product,
    };
    Ok(products::store::by_id(tx, &product).await?.data.name)
}
