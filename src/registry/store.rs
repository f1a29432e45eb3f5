//! The question whose answer the registry keeps, and the same asked the other way round.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use anyhow::Context as _;
use futures::TryStreamExt as _;
use jiff::civil::Date;
use ocop_rules::certificates::{Certificate, Event, RevocationGround, Span};
use ocop_rules::criteria::{EditionId, SetId, Stars};
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::products::fold;
use ocop_rules::programme::Authority;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::criteria::Standards;
use crate::machinery::{Failure, Tx, changes};

use super::kept::{Decision, Ending, Held, Kind, Producer, Product};

/// What the public sees raises this version.
pub(super) const CHANGES: &str = "registry";

/// Everything that was read.
pub(super) struct Answer {
    pub(super) version: i64,
    /// Each with its name as it is sorted.
    pub(super) products: Vec<(String, Product)>,
    pub(super) producers: Vec<Producer>,
    /// Each unit once; products say which by its number.
    pub(super) units: Vec<UnitId>,
}

/// Every product that has ever had a certificate, with all that is public of it.
pub(super) async fn read(tx: &mut Tx<'_>, standards: &Standards) -> Result<Answer, Failure> {
    let version = changes::version(tx, CHANGES).await?;
    let mut shared = HashSet::new();
    let mut held = certificates(tx, &mut shared).await?;
    let mut codes = codes(tx).await?;
    let (producers, producer_at) = producers(tx).await?;

    let mut units: Vec<UnitId> = Vec::new();
    let mut unit_at: HashMap<String, u32> = HashMap::new();
    let mut products = Vec::new();
    let mut rows = sqlx::query(
        "SELECT id, producer, name, specification, set_number, class, story, description,
                picture, commune
         FROM products p WHERE EXISTS (SELECT 1 FROM certificates c WHERE c.product = p.id)",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        let commune: String = row.get("commune");
        let place = if let Some(&place) = unit_at.get(&commune) {
            place
        } else {
            let place = u32::try_from(units.len()).context("too many units")?;
            units.push(UnitId::new(&commune).context("a product lies nowhere")?);
            unit_at.insert(commune, place);
            place
        };
        let producer: &str = row.get("producer");
        let producer = *producer_at.get(producer).context("a product without its producer")?;
        let class = class(&row, standards);
        let id: &str = row.get("id");
        let name: &str = row.get("name");
        let product = Product {
            held: held.remove(id).unwrap_or_default().into(),
            codes: codes.remove(id).unwrap_or_default().into(),
            id: id.into(),
            name: name.into(),
            specification: text(&row, "specification"),
            class: share(&mut shared, &class),
            story: text(&row, "story"),
            description: text(&row, "description"),
            picture: row.get::<Option<String>, _>("picture").map(Into::into),
            producer,
            place,
        };
        products.push((fold(name), product));
    }
    Ok(Answer { version, products, producers, units })
}

/// The line of Annex I: as kept, else that of the product's sheet.
fn class(row: &AnyRow, standards: &Standards) -> String {
    let kept: String = row.get("class");
    let set = || {
        let number = u8::try_from(row.get::<Option<i64>, _>("set_number")?).ok()?;
        standards.set(SetId::new(EditionId::new(26, 2026), number))
    };
    if kept.is_empty() { set().map_or(kept, |it| it.class.clone()) } else { kept }
}

async fn producers(tx: &mut Tx<'_>) -> Result<(Vec<Producer>, HashMap<String, u32>), Failure> {
    let (mut producers, mut at) = (Vec::new(), HashMap::new());
    let mut rows = sqlx::query(
        "SELECT id, name, kind, address, phone, email, registration_number FROM producers
         WHERE id IN (SELECT p.producer FROM products p JOIN certificates c ON c.product = p.id)
         ORDER BY id",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        at.insert(row.get("id"), u32::try_from(producers.len()).context("too many producers")?);
        producers.push(Producer {
            id: text(&row, "id"),
            name: text(&row, "name"),
            kind: ProducerKind::from_id(row.get("kind")),
            address: text(&row, "address"),
            phone: text(&row, "phone"),
            email: text(&row, "email"),
            registration_number: text(&row, "registration_number"),
        });
    }
    Ok((producers, at))
}

async fn codes(tx: &mut Tx<'_>) -> Result<HashMap<String, Vec<Box<str>>>, Failure> {
    let mut codes: HashMap<String, Vec<Box<str>>> = HashMap::new();
    let mut rows = sqlx::query("SELECT product, code FROM product_codes ORDER BY given_on, code")
        .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        codes.entry(row.get("product")).or_default().push(text(&row, "code"));
    }
    Ok(codes)
}

/// The certificates of each product, the oldest first.
async fn certificates(
    tx: &mut Tx<'_>,
    shared: &mut HashSet<Arc<str>>,
) -> Result<HashMap<String, Vec<Held>>, Failure> {
    let decisions = decisions(tx).await?;
    let mut endings = endings(tx, &decisions).await?;
    let mut held: HashMap<String, Vec<Held>> = HashMap::new();
    let mut rows = sqlx::query(
        "SELECT id, number, product, decision, stars, edition,
                from_earliest, from_latest, to_earliest, to_latest
         FROM certificates ORDER BY product, from_earliest, from_latest, created_at, id",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        let stars = u8::try_from(row.get::<i64, _>("stars")).ok().and_then(Stars::from_number);
        let (events, endings): (Vec<Event>, Vec<Ending>) =
            endings.remove(row.get::<&str, _>("id")).unwrap_or_default().into_iter().unzip();
        let decision: Option<String> = row.get("decision");
        held.entry(row.get("product")).or_default().push(Held {
            certificate: Certificate {
                stars: stars.context("a certificate without its stars")?,
                valid_from: span(&row, "from_earliest", "from_latest")?,
                valid_to: span(&row, "to_earliest", "to_latest")?,
                events,
            },
            number: text(&row, "number"),
            decision: decision.and_then(|it| decisions.get(&it).cloned()),
            edition: share(shared, row.get("edition")),
            endings: endings.into(),
        });
    }
    Ok(held)
}

async fn decisions(tx: &mut Tx<'_>) -> Result<HashMap<String, Arc<Decision>>, Failure> {
    let mut decisions = HashMap::new();
    let mut rows = sqlx::query(
        "SELECT d.id, d.authority, d.unit, d.number, d.decided_on, d.signatory, r.thing
             FROM decisions d LEFT JOIN (SELECT DISTINCT thing FROM records WHERE kind IN
                 ('recognition-decision', 'revocation-decision')) r ON r.thing = d.id",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        let decision = Decision {
            number: text(&row, "number"),
            decided_on: day(&row, "decided_on")?,
            authority: Authority::from_id(row.get("authority")).context("no such authority")?,
            unit: text(&row, "unit"),
            signatory: text(&row, "signatory"),
            issued: row.get::<Option<String>, _>("thing").map(Into::into),
        };
        decisions.insert(row.get("id"), Arc::new(decision));
    }
    Ok(decisions)
}

type Endings = HashMap<String, Vec<(Event, Ending)>>;

/// What became of each certificate. Of a successor whose first day is known only as a range, the
/// same range is when it took its place.
async fn endings(
    tx: &mut Tx<'_>,
    decisions: &HashMap<String, Arc<Decision>>,
) -> Result<Endings, Failure> {
    let mut endings = Endings::new();
    let mut rows = sqlx::query(
        "SELECT e.certificate, e.kind, e.on_day, e.until, e.ground, e.decision, e.reason,
                s.from_earliest, s.from_latest
         FROM certificate_events e LEFT JOIN certificates s ON s.id = e.successor
         ORDER BY e.on_day, e.id",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
        let on = day(&row, "on_day")?;
        let (event, kind) = match row.get::<&str, _>("kind") {
            "extended" => {
                let until = day(&row, "until")?;
                (Event::Extended { until }, Kind::Extended(until))
            }
            "superseded" => {
                let successor: Option<String> = row.get("from_earliest");
                let on = match successor {
                    Some(_) => span(&row, "from_earliest", "from_latest")?,
                    None => Span::on(on),
                };
                (Event::Superseded { on }, Kind::Superseded)
            }
            _ => {
                let ground =
                    RevocationGround::from_id(row.get("ground")).unwrap_or(RevocationGround::Other);
                (Event::Revoked { on, ground }, Kind::Revoked(ground))
            }
        };
        let decision: Option<String> = row.get("decision");
        let decision = decision.and_then(|it| decisions.get(&it).cloned());
        let ending = Ending { kind, on, decision, reason: text(&row, "reason") };
        endings.entry(row.get("certificate")).or_default().push((event, ending));
    }
    Ok(endings)
}

/// The version that the database is at.
pub(super) async fn version(tx: &mut Tx<'_>) -> Result<i64, Failure> {
    changes::version(tx, CHANGES).await
}

/// The question asked anew, of the database alone: the products that are certified on that day by a
/// certificate whose days are all known.
pub(super) async fn certified_on(tx: &mut Tx<'_>, day: Date) -> Result<HashSet<String>, Failure> {
    let rows = sqlx::query(
        "SELECT DISTINCT c.product FROM certificates c
         WHERE c.from_earliest = c.from_latest AND c.to_earliest = c.to_latest
           AND c.from_latest <= $1
           AND (c.to_earliest >= $1 OR EXISTS (
                SELECT 1 FROM certificate_events e
                WHERE e.certificate = c.id AND e.kind = 'extended' AND e.until >= $1))
           AND NOT EXISTS (
                SELECT 1 FROM certificate_events e
                WHERE e.certificate = c.id AND e.kind = 'revoked' AND e.on_day <= $1)
           AND NOT EXISTS (
                SELECT 1 FROM certificate_events e LEFT JOIN certificates s ON s.id = e.successor
                WHERE e.certificate = c.id AND e.kind = 'superseded'
                  AND COALESCE(s.from_earliest, e.on_day) <= $1)",
    )
    .bind(day.to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(|it| it.get("product")).collect())
}

fn text(row: &AnyRow, column: &str) -> Box<str> {
    row.get::<&str, _>(column).into()
}

fn share(shared: &mut HashSet<Arc<str>>, text: &str) -> Arc<str> {
    if let Some(kept) = shared.get(text) {
        return Arc::clone(kept);
    }
    let kept: Arc<str> = text.into();
    shared.insert(Arc::clone(&kept));
    kept
}

fn day(row: &AnyRow, column: &str) -> Result<Date, Failure> {
    let written: Option<String> = row.get(column);
    Ok(written.unwrap_or_default().parse::<Date>().with_context(|| format!("no day: {column}"))?)
}

fn span(row: &AnyRow, earliest: &str, latest: &str) -> Result<Span, Failure> {
    let span = Span::between(day(row, earliest)?, day(row, latest)?);
    Ok(span.context("a day that is known backwards")?)
}
