//! Somebody with a browser and no scripts, inside the program: what they send and read goes through
//! the same doors, forms and pages as everyone's. The demo is furnished so, and journeys are told so.

use axum::Router;
use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::form::PageForm;
use crate::hall;
use crate::house::House;
use crate::machinery::Failure;

/// A form: the fields in order; a name may come more than once.
pub type Fields<'a> = &'a [(&'a str, &'a str)];

/// Somebody with a browser.
#[derive(Debug, Clone)]
pub struct Guide {
    /// The house they are in.
    pub house: House,
    service: Router,
    cookie: String,
}

/// What they were answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Where a redirect leads; empty without one.
    pub location: String,
    /// The page.
    pub page: String,
}

/// A file that they were given.
#[derive(Debug)]
pub struct Given {
    /// The status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its bytes.
    pub bytes: Bytes,
}

impl Given {
    /// What a header says; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
    }
}

/// A file to send: the field, the name it has, its bytes.
pub type Upload<'a> = (&'a str, &'a str, &'a [u8]);

impl Guide {
    /// Somebody who is not logged in.
    pub fn guest(house: &House) -> Self {
        let service = hall::open(house.clone());
        Self { house: house.clone(), service, cookie: String::new() }
    }

    /// Somebody who is not logged in, and has chosen English.
    pub fn reading_english(house: &House) -> Self {
        Self { cookie: "lang=en".to_owned(), ..Self::guest(house) }
    }

    /// The same person, who has chosen English.
    #[must_use]
    pub fn in_english(&self) -> Self {
        Self { cookie: format!("{}; lang=en", self.cookie), ..self.clone() }
    }

    /// Somebody who logs in.
    ///
    /// # Errors
    ///
    /// A refusal when they are not let in.
    pub async fn logged_in(house: &House, login: &str, password: &str) -> Result<Self, Failure> {
        let guide = Self::guest(house);
        let fields = [("login", login), ("password", password)];
        let response = guide.send(guide.form("/login", &fields)).await?;
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let mut texts = cookies.filter_map(|it| it.to_str().ok());
        let cookie = texts.find(|it| it.starts_with("ocop="));
        match (response.status(), cookie) {
            (StatusCode::SEE_OTHER, Some(cookie)) => {
                let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
                Ok(Self { cookie, ..guide })
            }
            (status, _) => Err(anyhow::anyhow!("{login} is not let in: {status}").into()),
        }
    }

    fn request(&self, method: &str, path: &str) -> Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "ocop.test")
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin");
        if self.cookie.is_empty() { request } else { request.header(header::COOKIE, &self.cookie) }
    }

    fn form(&self, path: &str, fields: Fields<'_>) -> Result<Request<Body>, axum::http::Error> {
        let form = serde_urlencoded::to_string(fields).unwrap_or_default();
        self.request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, form.len())
            .body(Body::from(form))
    }

    async fn send(
        &self,
        request: Result<Request<Body>, axum::http::Error>,
    ) -> Result<Response, Failure> {
        let request = request.map_err(anyhow::Error::new)?;
        match self.service.clone().oneshot(request).await {
            Ok(response) => Ok(response),
            Err(never) => match never {},
        }
    }

    /// Opens a page, whatever the answer.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn opens(&self, path: &str) -> Result<Answer, Failure> {
        answer(self.send(self.request("GET", path).body(Body::empty())).await?).await
    }

    /// Takes a file, whatever the answer.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn takes(&self, path: &str) -> Result<Given, Failure> {
        given(self.send(self.request("GET", path).body(Body::empty())).await?).await
    }

    /// Sends a form that is answered with a file, whatever the answer.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn asks(&self, path: &str, fields: Fields<'_>) -> Result<Given, Failure> {
        given(self.send(self.form(path, fields)).await?).await
    }

    /// Sends a form, whatever the answer.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn posts(&self, path: &str, fields: Fields<'_>) -> Result<Answer, Failure> {
        answer(self.send(self.form(path, fields)).await?).await
    }

    /// Sends a form with one file, whatever the answer.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn uploads(
        &self,
        path: &str,
        fields: Fields<'_>,
        (field, name, bytes): Upload<'_>,
    ) -> Result<Answer, Failure> {
        const BETWEEN: &str = "--vach\r\nContent-Disposition: form-data; name=";
        let mut body = Vec::new();
        for (key, value) in fields {
            body.extend(format!("{BETWEEN}\"{key}\"\r\n\r\n{value}\r\n").bytes());
        }
        let kind = "Content-Type: application/octet-stream";
        let file = format!("{BETWEEN}\"{field}\"; filename=\"{name}\"\r\n{kind}\r\n\r\n");
        body.extend(file.bytes());
        body.extend(bytes);
        body.extend(b"\r\n--vach--\r\n");
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=vach")
            .body(Body::from(body));
        answer(self.send(request).await?).await
    }

    /// Sends a form that must be accepted; answers where it led.
    ///
    /// # Errors
    ///
    /// A fault that shows the page, when the form is not accepted.
    pub async fn does(&self, path: &str, fields: Fields<'_>) -> Result<String, Failure> {
        led(path, self.posts(path, fields).await?)
    }

    /// The form on a page that leads to `action`.
    ///
    /// # Errors
    ///
    /// A fault that shows the page, when there is no such form.
    pub async fn form_on(&self, path: &str, action: &str) -> Result<PageForm, Failure> {
        let Answer { status, page, .. } = self.opens(path).await?;
        let form = PageForm::on(&page, action);
        let none = || anyhow::anyhow!("{path} has no form to {action}: {status}\n{page}");
        Ok(form.ok_or_else(none)?)
    }

    /// Opens a page, fills in these fields of the form that leads to `action`, and sends it; answers
    /// where it led. What stands in the form already is sent along, as a browser does.
    ///
    /// # Errors
    ///
    /// A fault that shows the page, when there is no such form or it is not accepted.
    pub async fn fills(
        &self,
        path: &str,
        action: &str,
        fields: Fields<'_>,
    ) -> Result<String, Failure> {
        let form = self.form_on(path, action).await?;
        self.does(action, &form.with(fields)).await
    }

    /// Sends a form with one file that must be accepted; answers where it led.
    ///
    /// # Errors
    ///
    /// A fault that shows the page, when the form is not accepted.
    pub async fn gives(
        &self,
        path: &str,
        fields: Fields<'_>,
        upload: Upload<'_>,
    ) -> Result<String, Failure> {
        led(path, self.uploads(path, fields, upload).await?)
    }
}

fn led(path: &str, answer: Answer) -> Result<String, Failure> {
    if answer.status == StatusCode::SEE_OTHER {
        return Ok(answer.location);
    }
    Err(anyhow::anyhow!("{path} is not accepted: {}\n{}", answer.status, answer.page).into())
}

async fn given(response: Response) -> Result<Given, Failure> {
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map_err(anyhow::Error::new)?.to_bytes();
    Ok(Given { status: parts.status, headers: parts.headers, bytes })
}

async fn answer(response: Response) -> Result<Answer, Failure> {
    let status = response.status();
    let location = response.headers().get(header::LOCATION).and_then(|it| it.to_str().ok());
    let location = location.unwrap_or_default().to_owned();
    let bytes = response.into_body().collect().await.map_err(anyhow::Error::new)?.to_bytes();
    Ok(Answer { status, location, page: String::from_utf8_lossy(&bytes).into_owned() })
}
