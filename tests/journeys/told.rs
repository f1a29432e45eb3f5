//! The teller: a person with a browser and no scripts, before a house of their own.

#![expect(clippy::unwrap_used, reason = "a journey that cannot go on has failed")]

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt as _;
use jiff::civil::{Date, date};
use ocop::hall;
use ocop::house::House;
use ocop::machinery::{Clock, Config, new_id};
use ocop_rules::accounts::{Post, Role};
use sqlx::{Connection as _, Executor as _};
use tower::ServiceExt as _;

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

async fn house(database: &str, folder: &tempfile::TempDir) -> House {
    let config = Config::new(database, folder.path().join("files"));
    let mut house = House::open(config, Clock::on(TODAY)).await.unwrap();
    house.book = ocop::places::fictional().unwrap();
    house
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

/// Somebody with a browser.
#[derive(Clone)]
pub(crate) struct Visitor {
    house: House,
    cookie: String,
}

/// What a visitor was answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) page: String,
}

impl Visitor {
    /// Somebody who is not logged in.
    pub(crate) fn guest(house: &House) -> Self {
        Self { house: house.clone(), cookie: String::new() }
    }

    /// A new person with this post, logged in.
    pub(crate) async fn with_post(house: &House, post: Post) -> Self {
        let login = format!("p{}", new_id());
        let mut tx = house.db.begin().await.unwrap();
        let hash = ocop::accounts::hashed("một mật khẩu dài").unwrap();
        let now = house.clock.now();
        let person = ocop::accounts::store::add_person(&mut tx, &login, "Người thử", &hash, now)
            .await
            .unwrap();
        ocop::accounts::store::add_post(&mut tx, &person, &post).await.unwrap();
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
        let mut visitor = Self::guest(house);
        let form = serde_urlencoded::to_string([("login", login), ("password", password)]).unwrap();
        let response = visitor.asks("POST", "/login", Some(form)).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "the login is refused");
        let cookie = response.headers().get(header::SET_COOKIE).unwrap().to_str().unwrap();
        visitor.cookie = cookie.split(';').next().unwrap().to_owned();
        visitor
    }

    async fn asks(&self, method: &str, path: &str, form: Option<String>) -> Response {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "ocop.test")
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin");
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        let body = match form {
            None => Body::empty(),
            Some(form) => {
                request = request
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(header::CONTENT_LENGTH, form.len());
                Body::from(form)
            }
        };
        let service = hall::open(self.house.clone());
        service.oneshot(request.body(body).unwrap()).await.unwrap()
    }

    /// Opens a page, whatever the answer.
    pub(crate) async fn opens(&self, path: &str) -> Answer {
        answer(self.asks("GET", path, None).await).await
    }

    /// Reads a page that must be there.
    pub(crate) async fn reads(&self, path: &str) -> String {
        let answer = self.opens(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.page);
        answer.page
    }

    /// Sends a form.
    pub(crate) async fn posts(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let form = serde_urlencoded::to_string(form).unwrap();
        answer(self.asks("POST", path, Some(form)).await).await
    }

    /// Sends a form that must be accepted; answers where it led.
    pub(crate) async fn does(&self, path: &str, form: &[(&str, &str)]) -> String {
        let answer = self.posts(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.page);
        answer.location
    }

    /// Sends a form with one file; the other fields as in [`Visitor::posts`].
    pub(crate) async fn uploads(
        &self,
        path: &str,
        form: &[(&str, &str)],
        (field, name, bytes): (&str, &str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        for (key, value) in form {
            body.extend(
                format!(
                    "--vach\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(
            format!(
                "--vach\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n--vach--\r\n");
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header(header::HOST, "ocop.test")
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=vach")
            .body(Body::from(body))
            .unwrap();
        answer(hall::open(self.house.clone()).oneshot(request).await.unwrap()).await
    }
}

async fn answer(response: Response) -> Answer {
    let status = response.status();
    let location = response
        .headers()
        .get(header::LOCATION)
        .map_or_else(String::new, |it| it.to_str().unwrap().to_owned());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer { status, location, page: String::from_utf8_lossy(&bytes).into_owned() }
}
