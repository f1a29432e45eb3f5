//! The teller: a person with a browser and no scripts, before a house of their own.

use axum::http::StatusCode;
use jiff::civil::{Date, date};
use ocop::accounts::store;
use ocop::demo::guide::{Answer, Fields, Given, Guide, Upload};
use ocop::house::House;
use ocop::machinery::db::Engine;
use ocop::machinery::{Clock, Config, new_id};
use ocop_rules::accounts::{Post, Role};
use sqlx::{Connection as _, Executor as _};

/// The day on which journeys begin, unless they say otherwise.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// Tells one journey on SQLite, and again on PostgreSQL where the machine has one.
pub(crate) async fn told(journey: impl AsyncFn(House)) {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}", folder.path().join("ocop.db").display());
    journey(house(&file, &folder).await).await;
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    match std::env::var("OCOP_TEST_POSTGRES") {
        Ok(server) => journey(house(&empty_database(&server).await, &folder).await).await,
        Err(_) => eprintln!("told on SQLite only: OCOP_TEST_POSTGRES is not set"),
    }
}

/// Tells what depends on no database, on SQLite alone.
pub(crate) async fn told_on_sqlite(journey: impl AsyncFn(House)) {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}", folder.path().join("ocop.db").display());
    journey(house(&file, &folder).await).await;
}

async fn house(database: &str, folder: &tempfile::TempDir) -> House {
    let config = Config::new(database, folder.path().join("files"));
    let house = House::open(config, Clock::on(TODAY)).await.unwrap();
    house.with_book(ocop::places::fictional().unwrap()).unwrap()
}

/// An empty house on the other kind of database, where the machine has both.
pub(crate) async fn other_house(one: &House, folder: &tempfile::TempDir) -> House {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    let server = std::env::var("OCOP_TEST_POSTGRES").ok();
    let database = match (one.db.engine(), server) {
        (Engine::Sqlite, Some(server)) => empty_database(&server).await,
        _ => format!("sqlite://{}", folder.path().join("other.db").display()),
    };
    house(&database, folder).await
}

/// A database of its own for each journey.
async fn empty_database(server: &str) -> String {
    sqlx::any::install_default_drivers();
    let name = format!("ocop_{}", new_id());
    let mut connection = sqlx::AnyConnection::connect(server).await.unwrap();
    connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

/// Somebody with a browser, of whom a journey tells.
#[derive(Clone)]
pub(crate) struct Visitor(Guide);

impl Visitor {
    /// Somebody who is not logged in.
    pub(crate) fn guest(house: &House) -> Self {
        Self(Guide::guest(house))
    }

    /// Somebody who is not logged in, and has chosen English.
    pub(crate) fn reading_english(house: &House) -> Self {
        Self(Guide::reading_english(house))
    }

    /// A new person with this post, logged in.
    pub(crate) async fn with_post(house: &House, post: Post) -> Self {
        let login = format!("p{}", new_id());
        let mut tx = house.db.begin().await.unwrap();
        let hash = ocop::accounts::hashed("một mật khẩu dài").unwrap();
        let now = house.clock.now();
        let person = store::add_person(&mut tx, &login, "Người thử", &hash, now).await.unwrap();
        store::add_post(&mut tx, &person, &post).await.unwrap();
        tx.commit().await.unwrap();
        Self::logged_in(house, &login, "một mật khẩu dài").await
    }

    /// A new person in this role and unit, logged in.
    pub(crate) async fn in_role(house: &House, role: Role, unit: &str) -> Self {
        let unit = unit.parse().unwrap();
        Self::with_post(house, Post { role, unit, producer: None }).await
    }

    /// Somebody who logs in.
    pub(crate) async fn logged_in(house: &House, login: &str, password: &str) -> Self {
        Self(Guide::logged_in(house, login, password).await.unwrap())
    }

    /// The same person, reading English.
    pub(crate) fn in_english(&self) -> Self {
        Self(self.0.in_english())
    }

    /// Opens a page, whatever the answer.
    pub(crate) async fn opens(&self, path: &str) -> Answer {
        self.0.opens(path).await.unwrap()
    }

    /// Reads a page that must be there.
    pub(crate) async fn reads(&self, path: &str) -> String {
        let answer = self.opens(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.page);
        answer.page
    }

    /// Takes a file, whatever the answer.
    pub(crate) async fn takes(&self, path: &str) -> Given {
        self.0.takes(path).await.unwrap()
    }

    /// Sends a form that is answered with a file, whatever the answer.
    pub(crate) async fn asks(&self, path: &str, form: Fields<'_>) -> Given {
        self.0.asks(path, form).await.unwrap()
    }

    /// Sends a form, whatever the answer.
    pub(crate) async fn posts(&self, path: &str, form: Fields<'_>) -> Answer {
        self.0.posts(path, form).await.unwrap()
    }

    /// Sends a form that must be accepted; answers where it led.
    pub(crate) async fn does(&self, path: &str, form: Fields<'_>) -> String {
        self.0.does(path, form).await.unwrap()
    }

    /// Sends a form with one file, whatever the answer.
    pub(crate) async fn uploads(&self, path: &str, form: Fields<'_>, file: Upload<'_>) -> Answer {
        self.0.uploads(path, form, file).await.unwrap()
    }
}
