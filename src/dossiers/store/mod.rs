//! The only SQL of this room. Here: a dossier, read and moved on; beside it what the producer
//! drafts, what she has submitted, and what officers add on its journey.

mod draft;
mod journey;
mod letters;
mod remarks;
mod submission;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::criteria::{CriteriaSet, Marks, SetId};
use ocop_rules::dossiers::{DossierKind, Stage, Step};
use ocop_rules::places::UnitId;
use sqlx::Row as _;
use sqlx::any::AnyRow;

pub use draft::{
    NewDossier, attach, papers, papers_of, save_marks, save_report, save_slip, start, uses,
};
pub use journey::{
    Filter, Listed, Office, Tally, findings, listed, next_code, note_proposal, note_reception,
    note_sending, save_findings, save_ticks, tally, ticked, touch,
};
pub use letters::{of_proposal, of_sending};
pub use remarks::{Remark, remark, remarks};
pub use submission::{
    Request, Submitted, Wanted, answer_requests, freeze, open_request, receive, request, requests,
    submissions,
};

use super::labels;
use super::written::{Report, Slip};
use crate::accounts::Login;
use crate::machinery::{Failure, Revision, Tx, changes, logbook};

/// A dossier (*hồ sơ*), as kept.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// Its id.
    pub id: String,
    /// Of which product.
    pub product: String,
    /// Whose.
    pub producer: String,
    /// What it asks for.
    pub kind: DossierKind,
    /// The sheet it is scored on.
    pub set: SetId,
    /// Where it is.
    pub stage: Stage,
    /// The commune that receives it.
    pub commune: UnitId,
    /// The province of that commune.
    pub province: UnitId,
    /// Mẫu 01, while it is written.
    pub slip: Slip,
    /// Mẫu 02 without points, while it is written.
    pub report: Report,
    /// The certificate that is renewed or upgraded.
    pub previous: Option<String>,
    /// The number of the commune's receipt.
    pub receipt: Option<String>,
    /// When the commune received it.
    pub received_on: Option<Date>,
    /// Until when the commune proposes or returns it.
    pub due_on: Option<Date>,
    /// The code given with the proposal.
    pub product_code: Option<String>,
    /// When the commune proposed it.
    pub proposed_on: Option<Date>,
    /// The number of the commune's letter.
    pub proposal: String,
    /// The round it falls into: year and number.
    pub round: Option<(i64, i64)>,
    /// The number of the province's receipt.
    pub province_receipt: Option<String>,
    /// When the province received it.
    pub province_received_on: Option<Date>,
    /// When it was sent to the ministry.
    pub sent_to_ministry_on: Option<Date>,
    /// The letter with which it was sent.
    pub ministry_letter: String,
    /// How often it was saved.
    pub revision: Revision,
    /// The ticks: the place of an option by the code of its criterion (JSON).
    marks: String,
}

impl Dossier {
    /// The self-assessment, on the sheet it was made for.
    ///
    /// # Errors
    ///
    /// A fault when what is kept does not fit the sheet.
    pub fn marks(&self, set: &CriteriaSet) -> Result<Marks, Failure> {
        let ticked: Vec<(String, usize)> =
            serde_json::from_str::<std::collections::BTreeMap<_, _>>(&self.marks)?
                .into_iter()
                .collect();
        let mut marks = Marks::new(set);
        for (code, option) in ticked {
            let code = code.parse().map_err(anyhow::Error::new)?;
            marks.choose(set, code, option).map_err(anyhow::Error::new)?;
        }
        Ok(marks)
    }

    /// What the logbook calls it.
    pub fn subject(&self) -> String {
        format!("dossier/{}", self.id)
    }
}

fn dossier(row: &AnyRow) -> Result<Dossier, Failure> {
    let text = |column| row.get::<String, _>(column);
    let bad = |what: &str| anyhow::anyhow!("a dossier has a bad {what}");
    let unit = |column| UnitId::new(&text(column)).map_err(|_| bad("unit"));
    let day = |column| -> Result<Option<Date>, jiff::Error> {
        row.get::<Option<String>, _>(column).map(|it| it.parse()).transpose()
    };
    let edition = text("edition").parse().map_err(|_| bad("edition"))?;
    let sheet = u8::try_from(row.get::<i64, _>("set_number")).map_err(|_| bad("set"))?;
    let round = row.get::<Option<i64>, _>("round_year").zip(row.get("round_number"));
    Ok(Dossier {
        id: text("id"),
        product: text("product"),
        producer: text("producer"),
        kind: DossierKind::from_id(&text("kind")).ok_or_else(|| bad("kind"))?,
        set: SetId::new(edition, sheet),
        stage: Stage::from_id(&text("stage")).ok_or_else(|| bad("stage"))?,
        commune: unit("commune")?,
        province: unit("province")?,
        slip: serde_json::from_str(&text("slip"))?,
        report: serde_json::from_str(&text("report"))?,
        marks: text("marks"),
        previous: row.get("previous"),
        receipt: row.get("receipt"),
        received_on: day("received_on")?,
        due_on: day("due_on")?,
        product_code: row.get("product_code"),
        proposed_on: day("proposed_on")?,
        proposal: text("proposal"),
        round,
        province_receipt: row.get("province_receipt"),
        province_received_on: day("province_received_on")?,
        sent_to_ministry_on: day("sent_to_ministry_on")?,
        ministry_letter: text("ministry_letter"),
        revision: row.get("revision"),
    })
}

/// The dossier with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Dossier, Failure> {
    let row = sqlx::query("SELECT * FROM dossiers WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    dossier(&row)
}

/// Every dossier there is.
///
/// # Errors
///
/// Only faults of the database.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<Dossier>, Failure> {
    let rows = sqlx::query("SELECT * FROM dossiers ORDER BY id").fetch_all(&mut **tx).await?;
    rows.iter().map(dossier).collect()
}

/// The dossiers of a product, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_product(tx: &mut Tx<'_>, product: &str) -> Result<Vec<Dossier>, Failure> {
    let rows = sqlx::query("SELECT * FROM dossiers WHERE product = $1 ORDER BY id DESC")
        .bind(product)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(dossier).collect()
}

/// The dossiers of a producer, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_producer(tx: &mut Tx<'_>, producer: &str) -> Result<Vec<Dossier>, Failure> {
    let rows = sqlx::query("SELECT * FROM dossiers WHERE producer = $1 ORDER BY id DESC")
        .bind(producer)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(dossier).collect()
}

/// Takes a step: the one way in which a dossier changes its stage.
///
/// The rules decide; the row moves on from the revision that was read; the logbook says who did it
/// and under which article; what the public sees is raised where it may have changed. Whether the
/// person may take the step is the handler's to ask. Answers the dossier as it stands then.
///
/// # Errors
///
/// A refusal when the step cannot be taken from here, [`Failure::Stale`] when somebody moved or
/// saved the dossier since it was read.
pub async fn move_on(
    tx: &mut Tx<'_>,
    dossier: Dossier,
    step: Step,
    login: &Login,
    detail: serde_json::Value,
    at: Timestamp,
) -> Result<Dossier, Failure> {
    let stage = dossier
        .stage
        .after(step, dossier.kind)
        .map_err(|it| Failure::refused(labels::step_refusal(it)))?;
    let moved = sqlx::query(
        "UPDATE dossiers SET stage = $3, revision = revision + 1 WHERE id = $1 AND revision = $2",
    )
    .bind(&dossier.id)
    .bind(dossier.revision)
    .bind(stage.id())
    .execute(&mut **tx)
    .await?;
    if moved.rows_affected() == 0 {
        return Err(Failure::Stale);
    }
    let line = logbook::Line {
        at,
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: dossier.subject(),
        step: step.id(),
        article: step.article(),
        detail,
    };
    logbook::write(tx, line).await?;
    if matches!(stage, Stage::PotentialFive | Stage::Recognised | Stage::HandedBack) {
        changes::raise(tx, "registry").await?;
    }
    Ok(Dossier { stage, revision: dossier.revision + 1, ..dossier })
}
