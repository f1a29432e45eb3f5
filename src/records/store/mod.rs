//! The only SQL of this room. Here: a record and its files; beside it letterheads, the register, and
//! what `ocop check` asks.

pub mod asked;
pub mod letterheads;
pub mod register;

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_documents::Document;
use ocop_rules::accounts::{Place, Seat};
use ocop_rules::places::UnitId;
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::kind::Draft;
use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Tx, new_id};

/// A document that was issued, as it stands in the register.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// Of which kind.
    pub kind: String,
    /// The id of what it is about.
    pub thing: String,
    /// In whose register it stands.
    pub unit: UnitId,
    /// Its number in its series.
    pub number: Option<i64>,
    /// `07/TB-VPĐP`; empty where it has none.
    pub full_number: String,
    /// The day it bears.
    pub dated: Date,
    /// *Trích yếu*
    pub subject: String,
    /// Who signs.
    pub signatory: String,
    /// Where the thing lies.
    pub place: KeptPlace,
    /// The address of the thing.
    pub back: String,
    /// The record that it takes the place of; empty for none.
    pub replaces: String,
    /// The record that takes its place.
    pub replaced_by: Option<String>,
    /// Who issued it.
    pub issued_by: String,
    /// When.
    pub issued_at: Timestamp,
    /// Unit, issuer and sign.
    series: String,
    /// The year of its series.
    year: i64,
}

impl Record {
    /// Its page.
    pub fn address(&self) -> String {
        format!("/records/{}", self.id)
    }

    /// The address of one of its files.
    pub fn file_address(&self, file: &RecordFile) -> String {
        format!("/records/{}/{}", self.id, file.word(&self.kind))
    }

    /// The name that one of its files is saved under: `07-TB-VPĐP.pdf`.
    pub fn file_name(&self, file: &RecordFile) -> String {
        let number = match self.full_number.as_str() {
            "" => format!("{}-{}", self.kind, self.dated),
            number => number.replace('/', "-"),
        };
        if file.is_scan() {
            format!("{number}-scan-{}.pdf", file.place)
        } else {
            format!("{number}.{}", file.format)
        }
    }
}

/// Where a thing lay when a document about it was issued.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPlace {
    /// The units, the narrowest first.
    pub units: Vec<String>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub producer: Option<String>,
    /// Who sits at it, and whether they chair.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<(String, bool)>,
}

impl KeptPlace {
    /// The place within these units, as seen by a person.
    pub fn seen_by<'a>(&'a self, person: &str, units: &'a [UnitId]) -> Place<'a> {
        let seats = self.seats.iter().filter(|(who, _)| who == person);
        let seats = seats.map(|(_, chairs)| if *chairs { Seat::Chair } else { Seat::Member });
        let place = Place::within(units).from_seat(seats.max().unwrap_or(Seat::None));
        match &self.producer {
            Some(producer) => place.of_producer(producer),
            None => place,
        }
    }

    fn of(draft: &Draft) -> Self {
        let sits = draft.seats.iter().filter(|(_, seat)| *seat != Seat::None);
        Self {
            units: draft.units.iter().map(ToString::to_string).collect(),
            producer: draft.producer.clone(),
            seats: sits.map(|(person, seat)| (person.clone(), *seat == Seat::Chair)).collect(),
        }
    }
}

/// A file of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// 1, 2, 3 …
    pub place: i64,
    /// `pdf`, `docx`, `xlsx`, or `scan`.
    pub format: String,
    /// The hash under which it is kept.
    pub sha256: String,
    /// When it was added.
    pub added_at: Timestamp,
}

impl RecordFile {
    /// Its word in an address: `result-notice.pdf`, `scan-3.pdf`.
    pub fn word(&self, kind: &str) -> String {
        if self.is_scan() {
            format!("scan-{}.pdf", self.place)
        } else {
            format!("{kind}.{}", self.format)
        }
    }

    /// Whether it is a scan of the signed document.
    pub fn is_scan(&self) -> bool {
        self.format == "scan"
    }
}

/// How a document is numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// `own`, `typed`, `of-record`, `none`.
    pub how: &'static str,
    /// Unit, issuer and sign.
    pub series: String,
    /// The year of the series.
    pub year: i16,
    /// In the series.
    pub number: Option<i64>,
    /// As it is printed.
    pub full: String,
}

/// A document that is about to stand in the register.
#[derive(Debug)]
pub struct NewRecord<'a> {
    /// The word of its kind, of what it is about, and of its issuer.
    pub words: [&'static str; 3],
    /// The id of what it is about.
    pub thing: &'a str,
    /// Its number.
    pub numbered: &'a Numbered,
    /// Its day.
    pub dated: Date,
    /// Who signs.
    pub signatory: &'a str,
    /// What is searched for.
    pub search: &'a str,
    /// What it takes the place of; empty for none.
    pub replaces: &'a str,
    /// What it says.
    pub draft: &'a Draft,
    /// Who issues it, and when.
    pub by: (&'a str, Timestamp),
}

/// Writes it into the register; answers its id.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody has issued it, or taken its number, at the very same moment.
pub async fn add(tx: &mut Tx<'_>, it: &NewRecord<'_>) -> Result<String, Failure> {
    let id = new_id();
    let added = sqlx::query(
        "INSERT INTO records
             (id, kind, about, thing, unit, issuer, numbered, series, year, number, full_number,
              dated, subject, search, signatory, place, back, content, replaces, issued_by,
              issued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21)",
    )
    .bind(&id)
    .bind(it.words[0])
    .bind(it.words[1])
    .bind(it.thing)
    .bind(it.draft.unit.as_str())
    .bind(it.words[2])
    .bind(it.numbered.how)
    .bind(&it.numbered.series)
    .bind(i64::from(it.numbered.year))
    .bind(it.numbered.number)
    .bind(&it.numbered.full)
    .bind(it.dated.to_string())
    .bind(&it.draft.subject)
    .bind(it.search)
    .bind(it.signatory)
    .bind(serde_json::to_string(&KeptPlace::of(it.draft))?)
    .bind(&it.draft.back)
    .bind(serde_json::to_string(&it.draft.document)?)
    .bind(it.replaces)
    .bind(it.by.0)
    .bind(it.by.1.to_string())
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(id),
        Err(error) if is_taken(&error) => Err(Failure::Stale),
        Err(error) => Err(error.into()),
    }
}

/// The record with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Record, Failure> {
    let row = sqlx::query(
        "SELECT r.*, o.id AS replaced_by
         FROM records r LEFT JOIN records o ON o.replaces = r.id WHERE r.id = $1",
    )
    .bind(id)
    .fetch_optional(&mut **tx)
    .await?
    .ok_or(Failure::NotFound)?;
    record(&row)
}

/// Every record of this kind about a thing, the oldest first: the last one is in force.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_thing(tx: &mut Tx<'_>, kind: &str, thing: &str) -> Result<Vec<Record>, Failure> {
    let rows = sqlx::query(
        "SELECT r.*, o.id AS replaced_by
         FROM records r LEFT JOIN records o ON o.replaces = r.id
         WHERE r.kind = $1 AND r.thing = $2 ORDER BY r.issued_at, r.id",
    )
    .bind(kind)
    .bind(thing)
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(record).collect()
}

/// What a record says, as it was issued.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such record.
pub async fn content(tx: &mut Tx<'_>, id: &str) -> Result<Document, Failure> {
    let row = sqlx::query("SELECT content FROM records WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    Ok(serde_json::from_str(row.get("content"))?)
}

/// The files of a record, in the order in which they came.
///
/// # Errors
///
/// Only faults of the database.
pub async fn files(tx: &mut Tx<'_>, id: &str) -> Result<Vec<RecordFile>, Failure> {
    let rows = sqlx::query("SELECT * FROM record_files WHERE record = $1 ORDER BY place")
        .bind(id)
        .fetch_all(&mut **tx)
        .await?;
    let file = |row: &AnyRow| {
        Ok(RecordFile {
            place: row.get("place"),
            format: row.get("format"),
            sha256: row.get("sha256"),
            added_at: row.get::<String, _>("added_at").parse()?,
        })
    };
    rows.iter().map(file).collect()
}

/// Adds a file to a record, after those that are there.
///
/// # Errors
///
/// [`Failure::Stale`] when somebody adds one at the very same moment.
pub async fn add_file(
    tx: &mut Tx<'_>,
    id: &str,
    (format, sha256): (&str, &str),
    (person, at): (&str, Timestamp),
) -> Result<(), Failure> {
    let added = sqlx::query(
        "INSERT INTO record_files (record, place, format, sha256, added_by, added_at)
         SELECT $1, COALESCE(MAX(place), 0) + 1, $2, $3, $4, $5
         FROM record_files WHERE record = $1",
    )
    .bind(id)
    .bind(format)
    .bind(sha256)
    .bind(person)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(()),
        Err(error) if is_taken(&error) => Err(Failure::Stale),
        Err(error) => Err(error.into()),
    }
}

fn record(row: &AnyRow) -> Result<Record, Failure> {
    let text = |column| row.get::<String, _>(column);
    let unit =
        UnitId::new(&text("unit")).map_err(|_| anyhow::anyhow!("a record has a bad unit"))?;
    Ok(Record {
        id: text("id"),
        kind: text("kind"),
        thing: text("thing"),
        unit,
        number: row.get("number"),
        full_number: text("full_number"),
        dated: text("dated").parse()?,
        subject: text("subject"),
        signatory: text("signatory"),
        place: serde_json::from_str(&text("place"))?,
        back: text("back"),
        replaces: text("replaces"),
        replaced_by: row.get("replaced_by"),
        issued_by: text("issued_by"),
        issued_at: text("issued_at").parse()?,
        series: text("series"),
        year: row.get("year"),
    })
}
