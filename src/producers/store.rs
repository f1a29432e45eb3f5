//! The only SQL of this room: producers, and the personal data that the forms ask for.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::names::{Likeness, fold, likeness};
use ocop_rules::places::UnitId;
use ocop_rules::producers::{ProducerKind, Registration};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::ledgers::Found;
use crate::machinery::{Failure, Revision, Tx, changes, many, new_id};

/// What is known of a producer as a business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProducerData {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: ProducerKind,
    /// Where it lies, as recorded then.
    pub commune: UnitId,
    /// The province of that commune.
    pub province: UnitId,
    /// House, street, village.
    pub address: String,
    /// How to call it.
    pub phone: String,
    /// How to write to it.
    pub email: String,
    /// The number of its business registration; empty when there is none.
    pub registration_number: String,
    /// When it was registered.
    pub registered_on: Option<Date>,
    /// Who stands for it by law.
    pub representative: String,
    /// As what.
    pub representative_post: String,
}

impl ProducerData {
    /// A producer of whom only the name, the kind and the place are known, as old lists have it.
    pub fn named(name: &str, kind: ProducerKind, commune: UnitId, province: UnitId) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            commune,
            province,
            address: String::new(),
            phone: String::new(),
            email: String::new(),
            registration_number: String::new(),
            registered_on: None,
            representative: String::new(),
            representative_post: String::new(),
        }
    }

    /// Whether it has a business registration.
    pub fn registration(&self) -> Registration {
        if self.registration_number.trim().is_empty() {
            Registration::Unregistered
        } else {
            Registration::Registered
        }
    }
}

/// A producer, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Producer {
    /// Its id.
    pub id: String,
    /// What is known of it.
    pub data: ProducerData,
    /// How often it was saved.
    pub revision: Revision,
}

/// What Mẫu 02 and 03 ask of the person who stands for a producer. Never public (Law 91/2025).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persons {
    /// *Giới tính.*
    pub sex: String,
    /// *Dân tộc.*
    pub ethnic_group: String,
    /// *Nơi thường trú.*
    pub residence: String,
    /// *Khuyết tật*, only where it is told.
    pub disability: String,
}

fn producer(row: &AnyRow) -> Result<Producer, Failure> {
    let kind: String = row.get("kind");
    let kind = ProducerKind::from_id(&kind)
        .ok_or_else(|| anyhow::anyhow!("a producer is of the kind {kind}, which is not known"))?;
    let unit = |column| {
        let id: String = row.get(column);
        UnitId::new(&id).map_err(|it| anyhow::anyhow!("a producer has a bad unit: {it}"))
    };
    let registered_on: Option<String> = row.get("registered_on");
    Ok(Producer {
        id: row.get("id"),
        revision: row.get("revision"),
        data: ProducerData {
            name: row.get("name"),
            kind,
            commune: unit("commune")?,
            province: unit("province")?,
            address: row.get("address"),
            phone: row.get("phone"),
            email: row.get("email"),
            registration_number: row.get("registration_number"),
            registered_on: registered_on.map(|it| it.parse()).transpose()?,
            representative: row.get("representative"),
            representative_post: row.get("representative_post"),
        },
    })
}

/// Adds a producer; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add(tx: &mut Tx<'_>, data: &ProducerData, at: Timestamp) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO producers (id, name, search, kind, commune, province, address, phone, email,
             registration_number, registered_on, representative, representative_post, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&id)
    .bind(&data.name)
    .bind(fold(&data.name))
    .bind(data.kind.id())
    .bind(data.commune.as_str())
    .bind(data.province.as_str())
    .bind(&data.address)
    .bind(&data.phone)
    .bind(&data.email)
    .bind(&data.registration_number)
    .bind(data.registered_on.map(|it| it.to_string()))
    .bind(&data.representative)
    .bind(&data.representative_post)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// Adds the producers of a list, each under an id that its importer made.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add_many(
    tx: &mut Tx<'_>,
    producers: &[(String, ProducerData)],
    at: Timestamp,
) -> Result<(), Failure> {
    let at = at.to_string();
    let rows = producers.iter().map(|(id, data)| {
        [
            id.as_str().into(),
            data.name.as_str().into(),
            fold(&data.name).into(),
            data.kind.id().into(),
            data.commune.as_str().into(),
            data.province.as_str().into(),
            at.as_str().into(),
        ]
    });
    let into = "INSERT INTO producers (id, name, search, kind, commune, province, created_at)";
    many::insert(tx, into, rows.collect()).await
}

/// The producer with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Producer, Failure> {
    let row = sqlx::query("SELECT * FROM producers WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    producer(&row)
}

/// Saves a producer that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it has been saved since.
pub async fn save(
    tx: &mut Tx<'_>,
    id: &str,
    data: &ProducerData,
    seen: Revision,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "UPDATE producers SET name = $3, search = $4, kind = $5, address = $6, phone = $7,
             email = $8, registration_number = $9, registered_on = $10, representative = $11,
             representative_post = $12, revision = revision + 1
         WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(&data.name)
    .bind(fold(&data.name))
    .bind(data.kind.id())
    .bind(&data.address)
    .bind(&data.phone)
    .bind(&data.email)
    .bind(&data.registration_number)
    .bind(data.registered_on.map(|it| it.to_string()))
    .bind(&data.representative)
    .bind(&data.representative_post)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 {
        return Err(Failure::Stale);
    }
    changes::raise(tx, changes::TEXTS).await
}

/// The producers of a province whose name is this or one that a person should compare, the likest
/// first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn find_near(
    tx: &mut Tx<'_>,
    name: &str,
    province: &UnitId,
) -> Result<Vec<(Likeness, Producer)>, Failure> {
    let rows = sqlx::query("SELECT * FROM producers WHERE province = $1 ORDER BY search, id")
        .bind(province.as_str())
        .fetch_all(&mut **tx)
        .await?;
    let mut near = Vec::new();
    for row in &rows {
        let likeness = likeness(name, &row.get::<String, _>("name"));
        if likeness < Likeness::Different {
            near.push((likeness, producer(row)?));
        }
    }
    near.sort_by_key(|(likeness, _)| *likeness);
    Ok(near)
}

/// The producers of a province with this business registration; none for an empty number.
///
/// # Errors
///
/// Only faults of the database.
pub async fn with_registration(
    tx: &mut Tx<'_>,
    number: &str,
    province: &UnitId,
) -> Result<Vec<Producer>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM producers WHERE registration_number = $1 AND $1 <> '' AND province = $2
         ORDER BY id LIMIT 10",
    )
    .bind(number)
    .bind(province.as_str())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(producer).collect()
}

/// The producers recorded in one of these units whose name holds `q`, tones or not, cut to a page;
/// and how many there are in all.
///
/// # Errors
///
/// Only faults of the database.
pub async fn list(
    tx: &mut Tx<'_>,
    within: &[UnitId],
    q: &str,
    (skip, most): (i64, i64),
) -> Result<(Vec<Producer>, u64), Failure> {
    // One placeholder for each unit, behind the three that are always there.
    let units = match within.len() {
        0 => "''".to_owned(),
        units => many::places(4, units),
    };
    let sql = format!(
        "SELECT p.*, CAST(COUNT(*) OVER () AS BIGINT) AS total FROM producers p
         WHERE p.search LIKE $1 AND (p.commune IN ({units}) OR p.province IN ({units}))
         ORDER BY p.search, p.id LIMIT $2 OFFSET $3"
    );
    let mut query =
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(format!("%{}%", fold(q))).bind(most).bind(skip);
    for unit in within {
        query = query.bind(unit.as_str());
    }
    let rows = query.fetch_all(&mut **tx).await?;
    let total = rows.first().map_or(0, |it| it.get::<i64, _>("total"));
    let found = rows.iter().map(producer).collect::<Result<_, _>>()?;
    Ok((found, u64::try_from(total).unwrap_or(0)))
}

/// The producers within these units whose name it is, or that have this registration; in all, when
/// no unit is named.
///
/// # Errors
///
/// Only faults of the database.
pub async fn called(
    tx: &mut Tx<'_>,
    within: &[UnitId],
    typed: &str,
) -> Result<Vec<Found>, Failure> {
    let units = match within {
        [] => String::new(),
        _ => format!("AND commune IN ({})", many::places(3, within.len())),
    };
    let sql = format!(
        "SELECT id, name, registration_number FROM producers
         WHERE (search LIKE $1 OR id = $2 OR registration_number = $2) {units}
         ORDER BY search, id LIMIT 11"
    );
    let query = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(format!("%{}%", fold(typed)));
    let query = within.iter().fold(query.bind(typed), |query, it| query.bind(it.as_str()));
    let rows = query.fetch_all(&mut **tx).await?;
    let mut found: Vec<Found> = rows.iter().map(self::found).collect();
    let wanted = fold(typed);
    let is_it = |it: &Found| it.code == typed || it.id == typed || fold(&it.name) == wanted;
    if found.iter().any(is_it) {
        found.retain(is_it);
    }
    Ok(found)
}

fn found(row: &AnyRow) -> Found {
    let (id, name) = (row.get("id"), row.get("name"));
    Found { id, name, code: row.get("registration_number"), address: String::new() }
}

/// The personal data of a producer; all empty while nobody has told them.
///
/// # Errors
///
/// Only faults of the database.
pub async fn persons(tx: &mut Tx<'_>, id: &str) -> Result<Persons, Failure> {
    let row = sqlx::query("SELECT * FROM producer_persons WHERE producer = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map_or_else(Persons::default, |row| Persons {
        sex: row.get("sex"),
        ethnic_group: row.get("ethnic_group"),
        residence: row.get("residence"),
        disability: row.get("disability"),
    }))
}

/// Keeps the personal data of a producer. The revision of the producer guards them too: save that
/// first, in the same transaction.
///
/// # Errors
///
/// Only faults of the database.
pub async fn save_persons(tx: &mut Tx<'_>, id: &str, persons: &Persons) -> Result<(), Failure> {
    sqlx::query(
        "INSERT INTO producer_persons (producer, sex, ethnic_group, residence, disability)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (producer) DO UPDATE SET sex = excluded.sex,
             ethnic_group = excluded.ethnic_group, residence = excluded.residence,
             disability = excluded.disability",
    )
    .bind(id)
    .bind(&persons.sex)
    .bind(&persons.ethnic_group)
    .bind(&persons.residence)
    .bind(&persons.disability)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
