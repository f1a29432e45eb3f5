//! The only SQL of this room. Here: a certificate, read; beside it how one is issued, what becomes
//! of it, the decisions behind both, and the list of the office.

mod asked;
mod decisions;
mod events;
mod issue;
mod items;
mod list;
mod waiting;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::certificates::{Certificate, Event, RevocationGround, Span};
use ocop_rules::criteria::{EditionId, Stars};
use ocop_rules::programme::DossierKind;
use sqlx::Row as _;
use sqlx::any::AnyRow;

pub use asked::{kept_beyond_result, recognitions, without_line, without_recognition};
pub use decisions::{
    Decision, DecisionKind, NewDecision, Settled, add_decision, decision, decisions, settle,
    settled_by,
};
pub use events::{Revocation, end_extension, extend, revoke, supersede_older};
pub use issue::{NewCertificate, Numbering, issue, take_in};
pub use items::{
    HeldBy, Item, issued_for, item_of_certificate, item_of_result, items_approved, items_certified,
    items_ended, items_of_meeting,
};
pub use list::{Line, Wanted, list};
pub use waiting::{Outcome, Waiting, outcome_of, waiting};

use crate::accounts::Login;
use crate::machinery::{Failure, Tx, changes, logbook};

/// A certificate (*giấy chứng nhận*) as issued, and what became of it.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Its id.
    pub id: String,
    /// Its number; empty for some old ones.
    pub number: String,
    /// Of which product.
    pub product: String,
    /// The dossier that earned it; none for what was taken in from a list.
    pub dossier: Option<String>,
    /// The decision by which it was issued.
    pub decision: Option<String>,
    /// What the dossier had asked for.
    pub kind: DossierKind,
    /// The edition of the criteria that it was earned under.
    pub edition: EditionId,
    /// The code of the product at that time.
    pub product_code: String,
    /// The list it was taken in from, and the row there.
    pub import: Option<(String, i64)>,
    /// Stars, days and events, as the rules ask for them.
    pub terms: Certificate,
    /// The events with what is kept of them, the oldest first.
    pub events: Vec<Recorded>,
}

/// An event of a certificate, as recorded.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// What happened.
    pub event: Event,
    /// On which day; of a superseding, the first day that the other certificate may have.
    pub on: Date,
    /// The certificate that took its place.
    pub successor: Option<String>,
    /// The decision behind it.
    pub decision: Option<String>,
    /// When the conclusion was drawn that a revocation rests on (Art. 8.4).
    pub concluded_on: Option<Date>,
    /// Why, in words.
    pub reason: String,
}

/// Who acts, for which unit, and when: what a line of the logbook needs.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The person's id, or the name of a job in angle brackets.
    pub person: &'a str,
    /// The unit acted for.
    pub unit: &'a str,
    /// When.
    pub at: Timestamp,
}

impl<'a> By<'a> {
    /// A person who is logged in.
    pub fn login(login: &'a Login, at: Timestamp) -> Self {
        Self { person: &login.person, unit: login.post.unit.as_str(), at }
    }
}

/// Certificates with what became of them, in one question: a row an event, and one row for what has
/// none; the oldest certificate of a product first, and its oldest event.
macro_rules! with_events {
    ($condition:literal) => {
        sqlx::query(concat!(
            "SELECT c.*, e.kind AS event_kind, e.on_day, e.until, e.ground, e.successor,
                 e.decision AS event_decision, e.concluded_on, e.reason,
                 s.from_earliest AS successor_earliest, s.from_latest AS successor_latest
             FROM certificates c LEFT JOIN certificate_events e ON e.certificate = c.id
             LEFT JOIN certificates s ON s.id = e.successor
             WHERE ",
            $condition,
            " ORDER BY c.product, c.from_earliest, c.from_latest, c.id, e.on_day, e.id"
        ))
    };
}

/// The certificate with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Issued, Failure> {
    let rows = with_events!("c.id = $1").bind(id).fetch_all(&mut **tx).await?;
    gathered(&rows)?.pop().ok_or(Failure::NotFound)
}

/// The certificates of a product, the oldest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_product(tx: &mut Tx<'_>, product: &str) -> Result<Vec<Issued>, Failure> {
    gathered(&with_events!("c.product = $1").bind(product).fetch_all(&mut **tx).await?)
}

/// The certificates of the products that come after `after`, product by product, for so many
/// products.
///
/// # Errors
///
/// Only faults of the database.
pub async fn by_products(tx: &mut Tx<'_>, after: &str, most: i64) -> Result<Vec<Issued>, Failure> {
    let rows = with_events!(
        "c.product IN (SELECT DISTINCT product FROM certificates WHERE $1 < product
                       ORDER BY product LIMIT $2)"
    )
    .bind(after)
    .bind(most)
    .fetch_all(&mut **tx)
    .await?;
    gathered(&rows)
}

/// The certificate that stands for a product on that day, when there is one.
///
/// # Errors
///
/// Only faults of the database.
pub async fn standing_of(
    tx: &mut Tx<'_>,
    product: &str,
    day: Date,
) -> Result<Option<Issued>, Failure> {
    let issued = of_product(tx, product).await?;
    Ok(issued.into_iter().rfind(|it| it.terms.on(day).is_certified()))
}

/// The certificates of these rows, of which those of one certificate stand together.
fn gathered(rows: &[AnyRow]) -> Result<Vec<Issued>, Failure> {
    let id = |row: &AnyRow| row.get::<String, _>("id");
    let together = rows.chunk_by(|one, other| id(one) == id(other));
    together
        .map(|rows| {
            let has_event = |it: &&AnyRow| it.get::<Option<String>, _>("event_kind").is_some();
            let events = rows.iter().filter(has_event).map(recorded).collect::<Result<_, _>>()?;
            issued(&rows[0], events)
        })
        .collect()
}

fn issued(row: &AnyRow, events: Vec<Recorded>) -> Result<Issued, Failure> {
    let bad = |what: &str| anyhow::anyhow!("a certificate has a bad {what}");
    let kind: String = row.get("kind");
    let edition: String = row.get("edition");
    let stars = u8::try_from(row.get::<i64, _>("stars")).ok().and_then(Stars::from_number);
    let import: Option<String> = row.get("import");
    Ok(Issued {
        id: row.get("id"),
        number: row.get("number"),
        product: row.get("product"),
        dossier: row.get("dossier"),
        decision: row.get("decision"),
        kind: DossierKind::from_id(&kind).ok_or_else(|| bad("kind"))?,
        edition: edition.parse().map_err(|_| bad("edition"))?,
        product_code: row.get("product_code"),
        import: import.zip(row.get("import_row")),
        terms: Certificate {
            stars: stars.ok_or_else(|| bad("number of stars"))?,
            valid_from: span(row, "from_earliest", "from_latest")?,
            valid_to: span(row, "to_earliest", "to_latest")?,
            events: events.iter().map(|it| it.event).collect(),
        },
        events,
    })
}

fn recorded(row: &AnyRow) -> Result<Recorded, Failure> {
    let on = day(row, "on_day")?;
    let kind: String = row.get("event_kind");
    let ground: String = row.get("ground");
    let successor: Option<String> = row.get("successor");
    let event = match (kind.as_str(), RevocationGround::from_id(&ground)) {
        ("extended", _) => Event::Extended { until: day(row, "until")? },
        ("extension-ended", _) => Event::ExtensionEnded { on },
        ("superseded", _) if successor.is_some() => {
            Event::Superseded { on: span(row, "successor_earliest", "successor_latest")? }
        }
        ("revoked", Some(ground)) => Event::Revoked { on, ground },
        _ => return Err(anyhow::anyhow!("a certificate has a bad event, {kind}").into()),
    };
    let concluded_on: Option<String> = row.get("concluded_on");
    Ok(Recorded {
        event,
        on,
        successor,
        decision: row.get("event_decision"),
        concluded_on: concluded_on.map(|it| it.parse()).transpose()?,
        reason: row.get("reason"),
    })
}

fn day(row: &AnyRow, column: &str) -> Result<Date, Failure> {
    let written: Option<String> = row.get(column);
    Ok(written.unwrap_or_default().parse()?)
}

fn span(row: &AnyRow, earliest: &str, latest: &str) -> Result<Span, Failure> {
    let span = Span::between(day(row, earliest)?, day(row, latest)?);
    Ok(span.map_err(anyhow::Error::new)?)
}

/// What every change of a certificate's standing leaves behind: its line, and word to the registry.
async fn note(
    tx: &mut Tx<'_>,
    certificate: &str,
    (step, article): (&str, &str),
    detail: serde_json::Value,
    by: By<'_>,
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: by.at,
        person: by.person,
        unit: by.unit,
        subject: format!("certificate/{certificate}"),
        step,
        article,
        detail,
    };
    logbook::write(tx, line).await?;
    changes::raise(tx, "registry").await
}
