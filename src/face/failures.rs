//! The page a person gets instead of the one they asked for.

use askama::Template;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

use super::language::forget_notice;
use super::{Frame, show};

/// A form longer than this is not repeated to whom it was refused.
const REPEATED_BYTES_MAX: usize = 256 * 1024;

/// Why a request was not carried out, in words for the person.
///
/// As a response it is plain text; [`dress`] makes a page of it for those who read pages.
#[derive(Debug, Clone)]
pub struct Apology {
    /// 404 not here, 409 somebody saved first, 422 refused, 500 our fault, 503 not now.
    pub status: StatusCode,
    /// What in particular; without it, what is always true of that status.
    pub sentence: Option<String>,
    /// The number under which a fault was logged, to quote when asking for help.
    pub number: Option<String>,
}

impl Apology {
    /// An apology in general words.
    pub fn new(status: StatusCode) -> Self {
        Self { status, sentence: None, number: None }
    }

    /// The same, in particular.
    #[must_use]
    pub fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.sentence = Some(sentence.into());
        self
    }

    /// The same, with the number in the log.
    #[must_use]
    pub fn quoting(mut self, number: impl Into<String>) -> Self {
        self.number = Some(number.into());
        self
    }
}

impl IntoResponse for Apology {
    fn into_response(self) -> Response {
        let sentence = self.sentence.clone().unwrap_or_else(|| self.status.to_string());
        let mut response = (self.status, sentence).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "face/failure.html")]
pub(super) struct FailurePage {
    pub(super) frame: Frame,
    pub(super) apology: Apology,
    /// What was typed, so that it can be taken over by hand.
    pub(super) typed: Vec<(String, String)>,
    /// The page from which the request came.
    pub(super) back: Option<String>,
}

impl FailurePage {
    fn status(&self) -> u16 {
        self.apology.status.as_u16()
    }

    fn title(&self) -> &'static str {
        let frame = &self.frame;
        match self.status() {
            404 => frame.t("Không có trang này"),
            409 => frame.t("Nội dung đã được lưu ở nơi khác"),
            413 => frame.t("Nội dung gửi lên quá lớn"),
            429 => frame.t("Quá nhiều lần thử"),
            500 => frame.t("Hệ thống gặp lỗi"),
            503 => frame.t("Hệ thống tạm nghỉ"),
            _ => frame.t("Chưa thực hiện được"),
        }
    }
}

/// A layer over all pages: it gives each request its [`Frame`], turns an [`Apology`] (and any bare
/// refusal of a lower layer) into a page in that frame, and takes back a notice once it is said.
///
/// It stands *inside* the layer that knows who is logged in, which puts its own `Frame` into the
/// extensions of the request.
pub async fn dress(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let frame = parts.extensions.get::<Frame>().cloned().unwrap_or_else(|| Frame::of(&parts));
    parts.extensions.insert(frame.clone());
    let reads_pages = accepts_pages(&parts.headers);
    let is_part = parts.headers.contains_key("hx-request");
    let back = page_before(&parts);
    let is_look = parts.method == Method::GET;
    let above = above(parts.uri.path());
    let (body, typed) = match remembered(&parts, body).await {
        Ok(remembered) => remembered,
        Err(too_long) => return too_long.into_response(),
    };

    let mut response = next.run(Request::from_parts(parts, body)).await;

    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html")
            || kind.as_bytes().starts_with(b"application/json")
    });
    // An action has no page of its own: whoever reloads its refusal is led to what it acts on.
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && is_look && reads_pages && !is_part {
        return Redirect::to(&above).into_response();
    }
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && reads_pages && !is_page {
        let apology = response.extensions_mut().remove::<Apology>();
        let apology = apology.unwrap_or_else(|| Apology::new(response.status()));
        let typed = pairs(&frame, typed).await;
        let page = FailurePage { frame, apology, typed, back };
        response = drawn(&page, response, is_part);
    } else if frame.notice.is_some() && is_page && !is_part {
        forget_notice(&mut response);
    }
    response
}

/// The page, under the status and the headers of the response that it replaces.
fn drawn(page: &FailurePage, bare: Response, is_part: bool) -> Response {
    let Ok(html) = show(page) else { return bare };
    let (mut parts, _) = bare.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    let mut response = (parts.status, parts.headers, html).into_response();
    if is_part {
        // The page that asked for a part shows the apology whole, in the place of its own content.
        for (name, value) in [("hx-retarget", "main"), ("hx-reselect", "main")] {
            response.headers_mut().insert(name, header::HeaderValue::from_static(value));
        }
        let whole = header::HeaderValue::from_static("outerHTML");
        response.headers_mut().insert("hx-reswap", whole);
    }
    response
}

/// The address of what an action acts on: `/sheets/7` of `/sheets/7/signature`.
fn above(path: &str) -> String {
    match path.trim_end_matches('/').rsplit_once('/') {
        Some((above, _)) if !above.is_empty() => above.to_owned(),
        _ => "/".to_owned(),
    }
}

fn accepts_pages(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|value| value.contains("text/html"))
}

/// The path of the page before, if it is one of ours.
fn page_before(parts: &Parts) -> Option<String> {
    let referrer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let host = parts.headers.get(header::HOST)?.to_str().ok()?;
    let (_, rest) = referrer.split_once("://")?;
    let path = rest.strip_prefix(host)?;
    path.starts_with('/').then(|| path.to_owned())
}

/// The body, and a second hold of its bytes where it is a form of reasonable length.
async fn remembered(parts: &Parts, body: Body) -> Result<(Body, Bytes), StatusCode> {
    let header = |name| parts.headers.get(name).and_then(|it| it.to_str().ok());
    let is_form = header(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let length = header(header::CONTENT_LENGTH).and_then(|it| it.parse::<usize>().ok());
    let is_short = length.is_some_and(|length| length <= REPEATED_BYTES_MAX);
    if parts.method != Method::POST || !is_form || !is_short {
        return Ok((body, Bytes::new()));
    }
    match to_bytes(body, REPEATED_BYTES_MAX).await {
        Ok(bytes) => Ok((Body::from(bytes.clone()), bytes)),
        Err(_) => Err(StatusCode::BAD_REQUEST),
    }
}

/// What a person typed: no passwords, and nothing that the page itself had written.
async fn pairs(frame: &Frame, form: Bytes) -> Vec<(String, String)> {
    let mut request = Request::new(Body::from(form));
    *request.method_mut() = Method::POST;
    let kind = header::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, kind);
    let Ok(Form(mut pairs)) = Form::<Vec<(String, String)>>::from_request(request, &()).await
    else {
        return Vec::new();
    };
    pairs.retain(|(name, value)| {
        let is_ours = ["revision", "part", "then", "key"].contains(&name.as_str())
            || name.starts_with('_')
            || name.contains("password");
        !is_ours && !value.trim().is_empty()
    });
    // A place in a list of options says nothing; which option it is, counted from one, does.
    for (name, value) in &mut pairs {
        let option =
            value.parse::<u8>().ok().filter(|_| name.starts_with(|it: char| it.is_ascii_digit()));
        if let Some(option) = option {
            *value = frame.tf("mức thứ {}", [option.saturating_add(1)]);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::middleware::from_fn;
    use axum::routing::post;
    use tower::ServiceExt;

    use super::*;

    async fn asked(accept: &str) -> (StatusCode, String) {
        let stale = || async { Apology::new(StatusCode::CONFLICT) };
        let router: Router = Router::new().route("/sheets/1", post(stale)).layer(from_fn(dress));
        let form = "revision=3&opinion=R%E1%BA%A5t+ngon+%3Cb%3E&password=secret";
        let request = Request::post("/sheets/1")
            .header(header::ACCEPT, accept)
            .header(header::HOST, "ocop.example")
            .header(header::REFERER, "http://ocop.example/sheets/1?part=B")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, form.len())
            .body(Body::from(form));
        let response = router.oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_was_typed_over_a_stale_page_is_not_lost() {
        let (status, page) = asked("text/html,*/*").await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(page.contains("đã được lưu ở nơi khác"));
        assert!(page.contains("Rất ngon &#60;b&#62;"));
        assert!(page.contains("href=\"/sheets/1?part=B\""));
        assert!(!page.contains("secret"));
    }

    #[tokio::test]
    async fn reloading_a_refused_action_leads_to_what_it_acts_on() {
        let nothing = || async {};
        let router = Router::new().route("/sheets/1/signature", post(nothing));
        let router: Router = router.layer(from_fn(dress));
        let reload = Request::get("/sheets/1/signature").header(header::ACCEPT, "text/html");
        let response = router.oneshot(reload.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()[header::LOCATION], "/sheets/1");
    }

    #[tokio::test]
    async fn a_program_is_answered_in_plain_words() {
        let (status, answer) = asked("application/json").await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(answer, "409 Conflict");
    }
}
