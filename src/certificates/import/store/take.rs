//! A whole list, taken in: many rows in few statements.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use ocop_rules::certificates::Certificate;
use ocop_rules::criteria::Stars;
use ocop_rules::places::{Level, UnitId};
use ocop_rules::products::Identity;
use ocop_rules::programme::{Authority, DossierKind};
use serde_json::json;
use sqlx::Row as _;

use crate::certificates::import::entry::{Entry, Recognition};
use crate::certificates::import::likely::ProducerKey;
use crate::certificates::store::{By, NewCertificate, Numbering, supersede_older, take_in};
use crate::machinery::{Failure, Tx, changes, logbook, many, new_id};
use crate::places::Book;
use crate::producers::ProducerData;
use crate::products::ProductData;
use crate::products::store::Taken;
use crate::{producers, products};

/// A list, ready to be taken in.
#[derive(Debug)]
pub struct List<'a> {
    /// Its id.
    pub import: &'a str,
    /// The kept file.
    pub file: &'a str,
    /// The name it came with.
    pub file_name: &'a str,
    /// Its rows, each with its producer and the product that there is already.
    pub rows: Vec<Row>,
    /// The producers that there are already.
    pub producers: HashMap<ProducerKey, String>,
    /// The codes that are given already.
    pub codes: HashSet<String>,
}

/// A row of a list, ready to be taken in.
#[derive(Debug)]
pub struct Row {
    /// What it says.
    pub entry: Entry,
    /// What tells its producer from others.
    pub producer: ProducerKey,
    /// The name of the producer.
    pub producer_name: String,
    /// What tells its product from others in this list.
    pub product: Identity,
    /// The product, when the registry has it.
    pub known: Option<String>,
}

/// Takes a list in: producers and products found or made, a certificate for each recognition, one
/// line in the logbook.
///
/// # Errors
///
/// A refusal when a certificate cannot follow those of its product; nothing is kept then.
pub async fn take(tx: &mut Tx<'_>, book: &Book, list: List<'_>, by: By<'_>) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO imports (id, unit, file, file_name, person, at, rows)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(list.import)
    .bind(by.unit)
    .bind(list.file)
    .bind(list.file_name)
    .bind(by.person)
    .bind(by.at.to_string())
    .bind(i64::try_from(list.rows.len()).unwrap_or(i64::MAX))
    .execute(&mut **tx)
    .await?;
    let products = products_of(tx, book, &list, by.at).await?;
    let decisions = decisions_of(tx, book, &list, by.at).await?;
    certify(tx, &list, &products, &decisions, book, by).await?;
    let recognised = list.rows.iter().filter(|it| it.entry.recognition.is_some()).count();
    let line = logbook::Line {
        at: by.at,
        person: by.person,
        unit: by.unit,
        subject: format!("import/{}", list.import),
        step: "import",
        article: "",
        detail: json!({
            "file": list.file, "rows": list.rows.len(), "certificates": recognised,
        }),
    };
    logbook::write(tx, line).await?;
    changes::raise(tx, "registry").await
}

/// The product of each row: found, or made with its producer.
async fn products_of(
    tx: &mut Tx<'_>,
    book: &Book,
    list: &List<'_>,
    at: Timestamp,
) -> Result<Vec<String>, Failure> {
    let mut producers = list.producers.clone();
    let mut made: HashMap<&Identity, String> = HashMap::new();
    let (mut new_producers, mut new_products, mut codes) = (Vec::new(), Vec::new(), Vec::new());
    let mut ids = Vec::with_capacity(list.rows.len());
    for row in &list.rows {
        let entry = &row.entry;
        let province = book.province_of(&entry.commune).map(|it| it.id.clone());
        let province = province.ok_or_else(|| anyhow::anyhow!("a commune without a province"))?;
        let id = match (&row.known, made.get(&row.product)) {
            (Some(id), _) | (None, Some(id)) => id.clone(),
            (None, None) => {
                let producer = producers.entry(row.producer.clone()).or_insert_with(|| {
                    let id = new_id();
                    let (name, commune) = (&row.producer_name, entry.commune.clone());
                    let data = ProducerData::named(name, entry.kind, commune, province.clone());
                    new_producers.push((id.clone(), data));
                    id
                });
                let id = new_id();
                let data = ProductData {
                    name: entry.name.clone(),
                    specification: entry.specification.clone(),
                    class: entry.class.clone(),
                    set_number: entry.set,
                    ..ProductData::default()
                };
                let (producer, commune) = (producer.clone(), entry.commune.clone());
                new_products.push(Taken { id: id.clone(), producer, data, commune, province });
                made.insert(&row.product, id.clone());
                id
            }
        };
        let is_new = !entry.code.is_empty() && !list.codes.contains(&entry.code);
        if let (true, Some(it)) = (is_new, &entry.recognition) {
            codes.push((entry.code.clone(), id.clone(), it.span.latest()));
        }
        ids.push(id);
    }
    codes.sort();
    codes.dedup_by(|one, other| one.0 == other.0);
    producers::store::add_many(tx, &new_producers, at).await?;
    products::store::add_many(tx, &new_products, at).await?;
    products::store::add_codes(tx, codes).await?;
    Ok(ids)
}

/// What tells one decision from another.
type DecisionKey = (UnitId, String, String);

/// The decision of each row that names one with its day: found, or recorded.
async fn decisions_of(
    tx: &mut Tx<'_>,
    book: &Book,
    list: &List<'_>,
    at: Timestamp,
) -> Result<HashMap<DecisionKey, String>, Failure> {
    let mut decisions = HashMap::new();
    let mut new = Vec::new();
    for row in &list.rows {
        let Some((authority, key)) = decision_key(book, &row.entry) else { continue };
        if decisions.contains_key(&key) {
            continue;
        }
        let (unit, number, day) = &key;
        let found = sqlx::query(
            "SELECT id FROM decisions WHERE unit = $1 AND number = $2 AND decided_on = $3",
        )
        .bind(unit.as_str())
        .bind(number)
        .bind(day)
        .fetch_optional(&mut **tx)
        .await?;
        let id = found.as_ref().map_or_else(new_id, |row| row.get("id"));
        if found.is_none() {
            new.push([
                id.as_str().into(),
                "recognition".into(),
                authority.id().into(),
                unit.as_str().into(),
                number.as_str().into(),
                day.as_str().into(),
                at.to_string().into(),
            ]);
        }
        decisions.insert(key, id);
    }
    let into = "INSERT INTO decisions (id, kind, authority, unit, number, decided_on, created_at)";
    many::insert(tx, into, new).await?;
    Ok(decisions)
}

/// The unit that decided is the district, the province or the country that the product lay in.
fn decision_key(book: &Book, entry: &Entry) -> Option<(Authority, DecisionKey)> {
    let Recognition { authority, number, span, .. } = entry.recognition.as_ref()?;
    if number.is_empty() || !span.is_known() {
        return None;
    }
    let level = match authority {
        Authority::District => Level::District,
        Authority::Province => Level::Province,
        Authority::Ministry => Level::Country,
    };
    let chain = book.chain(&entry.commune);
    // A district that is not named: the province stands for it.
    let of = |level| chain.iter().find(|it| it.level == level);
    let unit = of(level).or_else(|| of(Level::Province))?;
    Some((*authority, (unit.id.clone(), number.clone(), span.latest().to_string())))
}

/// Certificates: at once for products that have one, one after the other where one follows another.
async fn certify(
    tx: &mut Tx<'_>,
    list: &List<'_>,
    products: &[String],
    decisions: &HashMap<DecisionKey, String>,
    book: &Book,
    by: By<'_>,
) -> Result<(), Failure> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for product in products {
        *times.entry(product).or_default() += 1;
    }
    let mut alone = Vec::new();
    let mut following = Vec::new();
    for (row, product) in list.rows.iter().zip(products) {
        let Some(it) = &row.entry.recognition else { continue };
        let decision = decision_key(book, &row.entry).and_then(|(_, key)| decisions.get(&key));
        if row.known.is_none() && times.get(product.as_str()) == Some(&1) {
            alone.push((row, it, product, decision));
        } else {
            following.push((it, row, product, decision));
        }
    }
    let into = "INSERT INTO certificates (id, number, product, decision, kind, stars, edition,
         from_earliest, from_latest, to_earliest, to_latest, product_code, import, import_row,
         created_at)";
    for some in alone.chunks(many::AT_A_TIME) {
        let rows = some
            .iter()
            .map(|&(row, it, product, decision)| values(list, row, it, product, decision, by.at));
        many::insert(tx, into, rows.collect()).await?;
    }
    following.sort_by_key(|(it, row, ..)| (it.span, row.entry.row));
    let mut before: HashMap<&str, Stars> = HashMap::new();
    for (it, row, product, decision) in following {
        let terms = Certificate::issue(it.stars, it.span);
        let kind = match before.insert(product, it.stars) {
            Some(before) if before < it.stars => DossierKind::Upgrade,
            Some(_) => DossierKind::Renewal,
            None if row.known.is_some() => DossierKind::Renewal,
            None => DossierKind::First,
        };
        let new = NewCertificate {
            number: Numbering::Given(""),
            product,
            dossier: None,
            decision: decision.map(String::as_str),
            kind,
            edition: it.edition,
            terms: &terms,
            product_code: &row.entry.code,
            import: Some((list.import, i64::from(row.entry.row))),
        };
        let id = take_in(tx, &new, by.at).await?;
        supersede_older(tx, product, &id, by).await?;
    }
    Ok(())
}

fn values(
    list: &List<'_>,
    row: &Row,
    it: &Recognition,
    product: &str,
    decision: Option<&String>,
    at: Timestamp,
) -> [many::Value; 15] {
    let terms = Certificate::issue(it.stars, it.span);
    [
        new_id().into(),
        "".into(),
        product.into(),
        decision.cloned().into(),
        DossierKind::First.id().into(),
        i64::from(it.stars.number()).into(),
        it.edition.to_string().into(),
        terms.valid_from.earliest().to_string().into(),
        terms.valid_from.latest().to_string().into(),
        terms.valid_to.earliest().to_string().into(),
        terms.valid_to.latest().to_string().into(),
        row.entry.code.as_str().into(),
        many::Value::MaybeText(Some(list.import.to_owned())),
        many::Value::MaybeNumber(Some(i64::from(row.entry.row))),
        at.to_string().into(),
    ]
}
