//! The only SQL of this room: products and their codes.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::names::{Likeness, fold, likeness};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Group;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::ledgers::Found;
use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Revision, Tx, changes, many, new_id};

/// What is known of a product.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductData {
    /// Its name.
    pub name: String,
    /// *Quy cách*: what tells one jar from another.
    pub specification: String,
    /// Its line of Annex I, `I.2.b`; for some old products less of it, or nothing.
    pub class: String,
    /// Its sheet of Decision 26/2026, from 1 to 26; unknown for some old products.
    pub set_number: Option<u8>,
    /// Its story.
    pub story: String,
    /// What it is.
    pub description: String,
}

impl ProductData {
    /// The group that its class lies in.
    pub fn group(&self) -> Option<Group> {
        Group::from_id(self.class.split('.').next()?)
    }
}

/// A product, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub producer: String,
    /// What is known of it.
    pub data: ProductData,
    /// Where it lies, as recorded then.
    pub commune: UnitId,
    /// The province of that commune.
    pub province: UnitId,
    /// Its picture, by its hash.
    pub picture: Option<String>,
    /// How often it was saved.
    pub revision: Revision,
}

/// A code that a product was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenCode {
    /// `99-99001-3-2026`
    pub code: String,
    /// When.
    pub given_on: Date,
}

fn product(row: &AnyRow) -> Result<Product, Failure> {
    let unit = |column| {
        let id: String = row.get(column);
        UnitId::new(&id).map_err(|it| anyhow::anyhow!("a product has a bad unit: {it}"))
    };
    let set_number = row.get::<Option<i64>, _>("set_number").map(u8::try_from).transpose();
    Ok(Product {
        id: row.get("id"),
        producer: row.get("producer"),
        data: ProductData {
            name: row.get("name"),
            specification: row.get("specification"),
            class: row.get("class"),
            set_number: set_number
                .map_err(|it| anyhow::anyhow!("a product has a bad set: {it}"))?,
            story: row.get("story"),
            description: row.get("description"),
        },
        commune: unit("commune")?,
        province: unit("province")?,
        picture: row.get("picture"),
        revision: row.get("revision"),
    })
}

/// Adds a product of a producer that lies there; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add(
    tx: &mut Tx<'_>,
    producer: &str,
    data: &ProductData,
    (commune, province): (&UnitId, &UnitId),
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query(
        "INSERT INTO products (id, producer, name, specification, search, set_number, class, story,
             description, commune, province, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(&id)
    .bind(producer)
    .bind(&data.name)
    .bind(&data.specification)
    .bind(fold(&data.name))
    .bind(data.set_number.map(i64::from))
    .bind(&data.class)
    .bind(&data.story)
    .bind(&data.description)
    .bind(commune.as_str())
    .bind(province.as_str())
    .bind(at.to_string())
    .execute(&mut **tx)
    .await?;
    Ok(id)
}

/// A product of a list, under an id that its importer made.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub producer: String,
    /// What is known of it.
    pub data: ProductData,
    /// Where it lies, as recorded then.
    pub commune: UnitId,
    /// The province of that commune.
    pub province: UnitId,
}

/// Adds the products of a list.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add_many(tx: &mut Tx<'_>, taken: &[Taken], at: Timestamp) -> Result<(), Failure> {
    let at = at.to_string();
    let into = "INSERT INTO products (id, producer, name, specification, search, set_number, class,
         commune, province, created_at)";
    for some in taken.chunks(many::AT_A_TIME) {
        let rows = some.iter().map(|it| {
            [
                it.id.as_str().into(),
                it.producer.as_str().into(),
                it.data.name.as_str().into(),
                it.data.specification.as_str().into(),
                fold(&it.data.name).into(),
                it.data.set_number.map(i64::from).into(),
                it.data.class.as_str().into(),
                it.commune.as_str().into(),
                it.province.as_str().into(),
                at.as_str().into(),
            ]
        });
        many::insert(tx, into, rows.collect()).await?;
    }
    Ok(())
}

/// Notes the codes that products of a list were given: code, product, day.
///
/// # Errors
///
/// Only faults of the database, also when a code is another product's: the importer asks first.
pub async fn add_codes(tx: &mut Tx<'_>, codes: Vec<(String, String, Date)>) -> Result<(), Failure> {
    let rows = codes.into_iter().map(|(code, product, given_on)| {
        [code.into(), product.into(), given_on.to_string().into()]
    });
    let into = "INSERT INTO product_codes (code, product, given_on)";
    many::insert(tx, into, rows.collect()).await
}

/// The product with this id.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is none.
pub async fn by_id(tx: &mut Tx<'_>, id: &str) -> Result<Product, Failure> {
    let row = sqlx::query("SELECT * FROM products WHERE id = $1")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?
        .ok_or(Failure::NotFound)?;
    product(&row)
}

/// The products of a producer, by name.
///
/// # Errors
///
/// Only faults of the database.
pub async fn of_producer(tx: &mut Tx<'_>, producer: &str) -> Result<Vec<Product>, Failure> {
    let rows = sqlx::query("SELECT * FROM products WHERE producer = $1 ORDER BY search, id")
        .bind(producer)
        .fetch_all(&mut **tx)
        .await?;
    rows.iter().map(product).collect()
}

/// The products of a producer whose name is this or one that a person should compare, the likest
/// first. The same name in another specification is another product.
///
/// # Errors
///
/// Only faults of the database.
pub async fn find_near(
    tx: &mut Tx<'_>,
    producer: &str,
    name: &str,
) -> Result<Vec<(Likeness, Product)>, Failure> {
    let products = of_producer(tx, producer).await?;
    let mut near: Vec<_> = products
        .into_iter()
        .map(|it| (likeness(name, &it.data.name), it))
        .filter(|(likeness, _)| *likeness < Likeness::Different)
        .collect();
    near.sort_by_key(|(likeness, _)| *likeness);
    Ok(near)
}

/// The products within these units that are called so, by code or by name; in all, when none is
/// named.
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
        _ => format!("AND p.commune IN ({})", many::places(3, within.len())),
    };
    let sql = format!(
        "{FOUND} WHERE (p.search LIKE $1 OR p.id = $2
             OR EXISTS (SELECT 1 FROM product_codes k WHERE k.product = p.id AND k.code = $2))
         {units} ORDER BY p.search, p.id LIMIT 11"
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

/// How a product is called, for whoever refers to it.
///
/// # Errors
///
/// Only faults of the database.
pub async fn found_by_id(tx: &mut Tx<'_>, id: &str) -> Result<Option<Found>, Failure> {
    let sql = format!("{FOUND} WHERE p.id = $1");
    let row = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(&mut **tx).await?;
    Ok(row.as_ref().map(found))
}

/// A product without a code is told from others by its specification.
const FOUND: &str = "SELECT p.id, p.name, COALESCE((SELECT MAX(c.code) FROM product_codes c
    WHERE c.product = p.id), p.specification) AS code FROM products p";

fn found(row: &AnyRow) -> Found {
    let (id, code, name) = (row.get("id"), row.get("code"), row.get("name"));
    Found { id, code, name, address: String::new() }
}

/// Saves a product that was read at revision `seen`.
///
/// # Errors
///
/// [`Failure::Stale`] when it has been saved since.
pub async fn save(
    tx: &mut Tx<'_>,
    id: &str,
    data: &ProductData,
    seen: Revision,
) -> Result<(), Failure> {
    let saved = sqlx::query(
        "UPDATE products SET name = $3, specification = $4, search = $5, set_number = $6,
             class = $7, story = $8, description = $9, revision = revision + 1
         WHERE id = $1 AND revision = $2",
    )
    .bind(id)
    .bind(seen)
    .bind(&data.name)
    .bind(&data.specification)
    .bind(fold(&data.name))
    .bind(data.set_number.map(i64::from))
    .bind(&data.class)
    .bind(&data.story)
    .bind(&data.description)
    .execute(&mut **tx)
    .await?;
    if saved.rows_affected() == 0 {
        return Err(Failure::Stale);
    }
    changes::raise(tx, changes::TEXTS).await
}

/// Gives a product its picture: a kept file, by its hash.
///
/// # Errors
///
/// Only faults of the database.
pub async fn set_picture(tx: &mut Tx<'_>, id: &str, sha256: &str) -> Result<(), Failure> {
    sqlx::query("UPDATE products SET picture = $2, revision = revision + 1 WHERE id = $1")
        .bind(id)
        .bind(sha256)
        .execute(&mut **tx)
        .await?;
    changes::raise(tx, changes::TEXTS).await
}

/// Notes a code that a product was given.
///
/// # Errors
///
/// A refusal when the code is another product's.
pub async fn add_code(
    tx: &mut Tx<'_>,
    product: &str,
    code: &str,
    given_on: Date,
) -> Result<(), Failure> {
    let added =
        sqlx::query("INSERT INTO product_codes (code, product, given_on) VALUES ($1, $2, $3)")
            .bind(code)
            .bind(product)
            .bind(given_on.to_string())
            .execute(&mut **tx)
            .await;
    match added {
        Ok(_) => changes::raise(tx, changes::TEXTS).await,
        Err(error) if is_taken(&error) => {
            Err(Failure::refused_of("code", format!("Mã sản phẩm {code} đã được dùng.")))
        }
        Err(error) => Err(error.into()),
    }
}

/// The codes of a product, the newest first.
///
/// # Errors
///
/// Only faults of the database.
pub async fn codes(tx: &mut Tx<'_>, product: &str) -> Result<Vec<GivenCode>, Failure> {
    let rows = sqlx::query(
        "SELECT code, given_on FROM product_codes WHERE product = $1 ORDER BY given_on DESC, code",
    )
    .bind(product)
    .fetch_all(&mut **tx)
    .await?;
    let code = |row: &AnyRow| {
        let given_on = row.get::<String, _>("given_on").parse()?;
        Ok(GivenCode { code: row.get("code"), given_on })
    };
    rows.iter().map(code).collect()
}
