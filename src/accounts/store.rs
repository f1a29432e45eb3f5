//! The only SQL of this room: people and their posts.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::accounts::{Post, Role};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::login::{HeldPost, Login};
use crate::machinery::db::is_taken;
use crate::machinery::{Failure, Tx, new_id};

/// A person, as kept.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// What they type to log in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// The hash of their password.
    pub password: String,
    /// Whether they may no longer log in.
    pub disabled: bool,
}

fn person(row: &AnyRow) -> Person {
    Person {
        id: row.get("id"),
        login: row.get("login"),
        name: row.get("name"),
        password: row.get("password"),
        disabled: row.get::<Option<String>, _>("disabled_at").is_some(),
    }
}

/// The person who logs in with this word.
///
/// # Errors
///
/// Only faults of the database.
pub async fn person_by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Person>, Failure> {
    let row = sqlx::query("SELECT * FROM people WHERE login = $1")
        .bind(login)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.as_ref().map(person))
}

/// Everyone, by login.
///
/// # Errors
///
/// Only faults of the database.
pub async fn people(tx: &mut Tx<'_>) -> Result<Vec<Person>, Failure> {
    let rows = sqlx::query("SELECT * FROM people ORDER BY login").fetch_all(&mut **tx).await?;
    Ok(rows.iter().map(person).collect())
}

/// Those who stand for a producer on `day`, by login.
///
/// # Errors
///
/// Only faults of the database.
pub async fn people_of_producer(
    tx: &mut Tx<'_>,
    producer: &str,
    day: Date,
) -> Result<Vec<Person>, Failure> {
    let rows = sqlx::query(
        "SELECT * FROM people WHERE id IN (SELECT person FROM posts
             WHERE role = 'producer' AND producer = $1 AND (until IS NULL OR $2 <= until))
         ORDER BY login",
    )
    .bind(producer)
    .bind(day.to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.iter().map(person).collect())
}

/// Adds a person; answers their id.
///
/// # Errors
///
/// A refusal when the login is taken.
pub async fn add_person(
    tx: &mut Tx<'_>,
    login: &str,
    name: &str,
    password_hash: &str,
    at: Timestamp,
) -> Result<String, Failure> {
    let id = new_id();
    let added = sqlx::query(
        "INSERT INTO people (id, login, name, password, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&id)
    .bind(login)
    .bind(name)
    .bind(password_hash)
    .bind(at.to_string())
    .execute(&mut **tx)
    .await;
    match added {
        Ok(_) => Ok(id),
        Err(error) if is_taken(&error) => {
            Err(Failure::refused_of("login", format!("Tên đăng nhập “{login}” đã có người dùng.")))
        }
        Err(error) => Err(error.into()),
    }
}

/// Changes a person's password.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such person.
pub async fn set_password(tx: &mut Tx<'_>, person: &str, hash: &str) -> Result<(), Failure> {
    let set = sqlx::query("UPDATE people SET password = $2, revision = revision + 1 WHERE id = $1")
        .bind(person)
        .bind(hash)
        .execute(&mut **tx)
        .await?;
    if set.rows_affected() == 0 { Err(Failure::NotFound) } else { Ok(()) }
}

/// Closes a person's account from `at`, or opens it again with `None`.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such person.
pub async fn set_disabled(
    tx: &mut Tx<'_>,
    person: &str,
    at: Option<Timestamp>,
) -> Result<(), Failure> {
    let set =
        sqlx::query("UPDATE people SET disabled_at = $2, revision = revision + 1 WHERE id = $1")
            .bind(person)
            .bind(at.map(|it| it.to_string()))
            .execute(&mut **tx)
            .await?;
    if set.rows_affected() == 0 { Err(Failure::NotFound) } else { Ok(()) }
}

/// Gives a person a post; answers its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn add_post(tx: &mut Tx<'_>, person: &str, post: &Post) -> Result<String, Failure> {
    let id = new_id();
    sqlx::query("INSERT INTO posts (id, person, role, unit, producer) VALUES ($1, $2, $3, $4, $5)")
        .bind(&id)
        .bind(person)
        .bind(post.role.id())
        .bind(post.unit.as_str())
        .bind(post.producer.as_deref())
        .execute(&mut **tx)
        .await?;
    Ok(id)
}

/// The posts that a person holds on `day`.
///
/// # Errors
///
/// A fault when a row holds a role or a unit that the program does not know.
pub async fn posts(tx: &mut Tx<'_>, person: &str, day: Date) -> Result<Vec<HeldPost>, Failure> {
    let rows = sqlx::query(
        "SELECT id, role, unit, producer FROM posts
         WHERE person = $1 AND (until IS NULL OR $2 <= until) ORDER BY id",
    )
    .bind(person)
    .bind(day.to_string())
    .fetch_all(&mut **tx)
    .await?;
    rows.iter().map(held_post).collect()
}

fn held_post(row: &AnyRow) -> Result<HeldPost, Failure> {
    let role: String = row.get("role");
    let role = Role::from_id(&role)
        .ok_or_else(|| anyhow::anyhow!("a post has the role {role}, which is not known"))?;
    let unit: String = row.get("unit");
    let unit = unit.parse().map_err(|it| anyhow::anyhow!("a post has a bad unit: {it}"))?;
    Ok(HeldPost { id: row.get("id"), post: Post { role, unit, producer: row.get("producer") } })
}

/// The login of a person on `day`, in the chosen post or else in their first.
///
/// `None` when the account is closed or holds no post any more: such a login ends.
///
/// # Errors
///
/// Only faults of the database.
pub async fn login(
    tx: &mut Tx<'_>,
    person: &str,
    chosen: Option<&str>,
    day: Date,
) -> Result<Option<Login>, Failure> {
    let row = sqlx::query("SELECT name FROM people WHERE id = $1 AND disabled_at IS NULL")
        .bind(person)
        .fetch_optional(&mut **tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let posts = posts(tx, person, day).await?;
    let post = posts.iter().find(|it| Some(it.id.as_str()) == chosen).or(posts.first());
    Ok(post.map(|it| Login {
        person: person.to_owned(),
        name: row.get("name"),
        post: it.post.clone(),
        posts: posts.clone(),
    }))
}

/// The hash of a person's password.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such person.
pub async fn hash_of(tx: &mut Tx<'_>, person: &str) -> Result<String, Failure> {
    let row = sqlx::query("SELECT password FROM people WHERE id = $1")
        .bind(person)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|it| it.get("password")).ok_or(Failure::NotFound)
}

/// The name of a person; a job, or whoever is gone, is called by its id.
///
/// # Errors
///
/// Only faults of the database.
pub async fn name(tx: &mut Tx<'_>, person: &str) -> Result<String, Failure> {
    let row = sqlx::query("SELECT name FROM people WHERE id = $1")
        .bind(person)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map_or_else(|| person.to_owned(), |it| it.get("name")))
}
