//! What people type, as every room is given it: composed (NFC), and without characters that stand
//! for nothing, which no database, page or document could take.

use std::borrow::Cow;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Request};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use ocop_documents::words::composed;

use super::Failure;

/// Hands a request on, its form and the question of its address as they are to be kept.
pub async fn compose(request: Request, next: Next) -> Response {
    if request.uri().path().contains("%00") {
        return Failure::NotFound.into_response();
    }
    let is_form = is_form(request.headers());
    let (mut parts, body) = request.into_parts();
    if let Some(uri) = parts.uri.query().and_then(better).and_then(|it| asking(&parts.uri, &it)) {
        parts.uri = uri;
    }
    if !is_form {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let bytes = match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(bytes) => bytes,
        Err(too_long) => return too_long.into_response(),
    };
    let bytes = match std::str::from_utf8(&bytes).ok().and_then(better) {
        Some(form) => {
            parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(form.len()));
            Bytes::from(form)
        }
        None => bytes,
    };
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
    kind.is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
}

fn asking(uri: &Uri, query: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("{}?{query}", uri.path())).ok()?);
    Uri::from_parts(parts).ok()
}

/// A form, where it is not yet as it should be. A password is left as it was typed.
fn better(form: &str) -> Option<String> {
    let pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = serde_urlencoded::from_str(form).ok()?;
    let is_left = |name: &str| name.contains("password");
    let kept = |name: &str, value: &str| {
        if is_left(name) { value.to_owned() } else { composed(value) }
    };
    let better: Vec<(&str, String)> =
        pairs.iter().map(|(name, value)| (name.as_ref(), kept(name, value))).collect();
    let is_same = pairs.iter().zip(&better).all(|((_, typed), (_, kept))| typed == kept);
    if is_same { None } else { serde_urlencoded::to_string(better).ok() }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::to_bytes;
    use axum::extract::{Form, Query};
    use axum::http::StatusCode;
    use axum::middleware::from_fn;
    use axum::routing::post;
    use tower::ServiceExt as _;

    use super::*;

    type Pairs = Vec<(String, String)>;

    async fn asked(address: &str, form: &str) -> (StatusCode, String) {
        let echo = |Query(asked): Query<Pairs>, Form(typed): Form<Pairs>| async move {
            format!("{asked:?} {typed:?}")
        };
        let router: Router = Router::new().route("/{*at}", post(echo)).layer(from_fn(compose));
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()));
        let response = router.oneshot(request.unwrap()).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_is_typed_arrives_composed_and_without_controls() {
        let (status, said) =
            asked("/a?q=Ma%CC%A3%CC%82t%00", "name=o%CC%9B%CC%89%07+%26&note=a%0D%0Ab&x=").await;
        assert_eq!(status, StatusCode::OK);
        let wanted = r#"[("q", "Mật")] [("name", "ở &"), ("note", "a\nb"), ("x", "")]"#;
        assert_eq!(said, wanted);
    }

    #[tokio::test]
    async fn a_password_and_what_is_well_are_left_as_they_came() {
        let (_, said) =
            asked("/a?q=M%E1%BA%ADt", "password=o%CC%9B%07&name=+%E1%BB%9F%F0%9F%8D%B5").await;
        let typed = [("password", "o\u{31b}\u{7}"), ("name", " ở🍵")];
        assert_eq!(said, format!("{:?} {typed:?}", [("q", "Mật")]));
    }

    #[tokio::test]
    async fn nothing_lies_at_an_address_with_a_nought() {
        assert_eq!(asked("/a%00b", "").await.0, StatusCode::NOT_FOUND);
    }
}
