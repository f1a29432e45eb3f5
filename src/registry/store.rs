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

use super::kept::{Decision, Ending, Held, Kept, Kind, Producer, Product};

/// What the public sees raises one of these versions: what is certified, and what products and
/// producers say of themselves.
const CHANGES: [&str; 2] = ["registry", changes::TEXTS];

/// Everything that was read.
pub(super) struct Answer {
    pub(super) version: i64,
    /// Each with its name as it is sorted.
    pub(super) products: Vec<(String, Arc<Product>)>,
    pub(super) producers: Vec<Producer>,
    /// Each unit once; products say which by its number.
    pub(super) units: Vec<UnitId>,
}

/// Every product that has ever had a certificate, with all that is public of it; what has not
/// changed is that of the picture before.
pub(super) async fn read(
    tx: &mut Tx<'_>,
    standards: &Standards,
    before: &Kept,
) -> Result<Answer, Failure> {
    let version = version(tx).await?;
    let decisions = decisions(tx).await?;
    let mut endings = endings(tx, &decisions).await?;
    let mut codes = codes(tx).await?;
    let (producers, producer_at) = producers(tx, before).await?;
    let (mut units, mut shared) = (Units::of(before), HashSet::new());

    let mut products = Vec::new();
    let mut finish = |(product, held): (Product, Vec<Held>)| {
        let product = Product { held: held.into(), ..product };
        products.push((fold(&product.name), before.shared(product)));
    };
    // One row a certificate, each with its product: fewer rows are read sooner.
    let mut rows = sqlx::query(
        "SELECT c.id AS certificate, c.number, c.decision, c.stars, c.edition, c.from_earliest,
                c.from_latest, c.to_earliest, c.to_latest, p.id, p.producer, p.name,
                p.specification, p.set_number, p.class, p.story, p.description, p.picture, p.commune
         FROM certificates c JOIN products p ON p.id = c.product
         ORDER BY c.product, c.from_earliest, c.from_latest, c.created_at, c.id",
    )
    .fetch(&mut **tx);
    let mut last: Option<(Product, Vec<Held>)> = None;
    while let Some(row) = rows.try_next().await? {
        let held = held(&row, &decisions, &mut endings, &mut shared)?;
        match &mut last {
            Some((product, all)) if *product.id == *row.get::<&str, _>("id") => all.push(held),
            _ => {
                let producer = producer_at.get(row.get::<&str, _>("producer"));
                let producer = *producer.context("a product without its producer")?;
                let place = units.place(row.get("commune"))?;
                let codes = codes.remove(row.get::<&str, _>("id")).unwrap_or_default();
                let class = share(&mut shared, &class(&row, standards));
                let product = product(&row, class, codes, (producer, place));
                last.replace((product, vec![held])).map(&mut finish);
            }
        }
    }
    last.map(finish);
    Ok(Answer { version, products, producers, units: units.all })
}

/// The units that products lie in, each with its number.
struct Units {
    all: Vec<UnitId>,
    at: HashMap<String, u32>,
}

impl Units {
    /// Those of the picture before, with the numbers they have there.
    fn of(before: &Kept) -> Self {
        let all: Vec<UnitId> = before.places.units().cloned().collect();
        let at = all.iter().map(ToString::to_string).zip(0..).collect();
        Self { all, at }
    }

    fn place(&mut self, unit: &str) -> Result<u32, Failure> {
        if let Some(&place) = self.at.get(unit) {
            return Ok(place);
        }
        let place = u32::try_from(self.all.len()).context("too many units")?;
        self.all.push(UnitId::new(unit).context("a product lies nowhere")?);
        self.at.insert(unit.to_owned(), place);
        Ok(place)
    }
}

/// A product without its certificates.
fn product(
    row: &AnyRow,
    class: Arc<str>,
    codes: Vec<Box<str>>,
    (producer, place): (u32, u32),
) -> Product {
    Product {
        id: text(row, "id"),
        name: text(row, "name"),
        specification: text(row, "specification"),
        class,
        story: text(row, "story"),
        description: text(row, "description"),
        picture: row.get::<Option<String>, _>("picture").map(Into::into),
        codes: codes.into(),
        producer,
        place,
        held: Box::default(),
    }
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

/// The producers, in the order of the picture before, the new ones last: so their numbers stay.
async fn producers(
    tx: &mut Tx<'_>,
    before: &Kept,
) -> Result<(Vec<Producer>, HashMap<String, u32>), Failure> {
    let mut producers = Vec::new();
    let mut rows = sqlx::query(
        "SELECT id, name, kind, address, phone, email, registration_number FROM producers
         WHERE id IN (SELECT p.producer FROM products p JOIN certificates c ON c.product = p.id)
         ORDER BY id",
    )
    .fetch(&mut **tx);
    while let Some(row) = rows.try_next().await? {
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
    let known: HashMap<&str, usize> = before.producers.iter().map(|it| &*it.id).zip(0..).collect();
    producers.sort_by_key(|it| known.get(&*it.id).copied().unwrap_or(usize::MAX));
    u32::try_from(producers.len()).context("too many producers")?;
    let at = producers.iter().map(|it| it.id.to_string()).zip(0..).collect();
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

/// A certificate and what is printed of it.
fn held(
    row: &AnyRow,
    decisions: &HashMap<String, Arc<Decision>>,
    endings: &mut Endings,
    shared: &mut HashSet<Arc<str>>,
) -> Result<Held, Failure> {
    let stars = u8::try_from(row.get::<i64, _>("stars")).ok().and_then(Stars::from_number);
    let (events, endings): (Vec<Event>, Vec<Ending>) =
        endings.remove(row.get::<&str, _>("certificate")).unwrap_or_default().into_iter().unzip();
    let decision: Option<String> = row.get("decision");
    Ok(Held {
        certificate: Certificate {
            stars: stars.context("a certificate without its stars")?,
            valid_from: span(row, "from_earliest", "from_latest")?,
            valid_to: span(row, "to_earliest", "to_latest")?,
            events,
        },
        number: text(row, "number"),
        decision: decision.and_then(|it| decisions.get(&it).cloned()),
        edition: share(shared, row.get("edition")),
        endings: endings.into(),
    })
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
            "extension-ended" => (Event::ExtensionEnded { on }, Kind::ExtensionEnded),
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
    changes::version_of_both(tx, CHANGES).await
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
                WHERE e.certificate = c.id AND e.kind = 'extended' AND e.until >= $1)
                AND NOT EXISTS (
                SELECT 1 FROM certificate_events e
                WHERE e.certificate = c.id AND e.kind = 'extension-ended' AND e.on_day < $1))
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
