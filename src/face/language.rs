//! Two small cookies: the language a browser has chosen, and the notice that a redirect carries.

use axum::extract::Form;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Router, http::header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::Lang;
use super::lang::COOKIE;

/// The cookie that carries a notice to the next page.
pub const NOTICE: &str = "notice";

#[derive(Deserialize)]
struct Wish {
    to: String,
    back: String,
}

/// `POST /language`
pub(super) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/language", post(choose))
}

async fn choose(jar: CookieJar, Form(wish): Form<Wish>) -> (CookieJar, Redirect) {
    let lang = Lang::from_code(&wish.to).unwrap_or_default();
    let mut cookie = cookie(COOKIE, lang.code().to_owned());
    cookie.make_permanent();
    (jar.add(cookie), Redirect::to(ours(&wish.back)))
}

/// An address of this house, never of another: `//elsewhere` and `/\elsewhere` are another's.
fn ours(address: &str) -> &str {
    let is_ours = address.starts_with('/')
        && !address.starts_with("//")
        && !address.contains(|it: char| it == '\\' || it.is_control());
    if is_ours { address } else { "/" }
}

fn cookie(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value)).path("/").http_only(true).same_site(SameSite::Lax).build()
}

/// A redirect, after which the next page says once what was done: `Đã lưu điểm.`
///
/// The sentence travels in a cookie for at most a minute, so it must hold nothing personal.
pub fn redirect_saying(address: &str, sentence: &str) -> Response {
    let mut notice = cookie(NOTICE, URL_SAFE_NO_PAD.encode(sentence));
    notice.set_max_age(time::Duration::MINUTE);
    (CookieJar::new().add(notice), Redirect::to(address)).into_response()
}

/// The notice that a request carries.
pub(super) fn notice(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let bytes = URL_SAFE_NO_PAD.decode(jar.get(NOTICE)?.value()).ok()?;
    String::from_utf8(bytes).ok()
}

/// Takes the notice back from the browser, once a page has said it.
pub(super) fn forget_notice(response: &mut Response) {
    let mut spent = cookie(NOTICE, String::new());
    spent.make_removal();
    if let Ok(value) = spent.to_string().parse() {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_house() {
        assert_eq!(ours("/registry?q=mat+ong"), "/registry?q=mat+ong");
        for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", ""] {
            assert_eq!(ours(elsewhere), "/");
        }
    }

    #[test]
    fn a_notice_arrives_as_it_was_written() {
        let response = redirect_saying("/dossiers", "Đã nộp hồ sơ “Mật ong”.");
        let carried = response.headers()[header::SET_COOKIE].to_str().unwrap();
        let mut headers = HeaderMap::new();
        let pair = carried.split(';').next().unwrap();
        headers.insert(header::COOKIE, pair.parse().unwrap());
        assert_eq!(notice(&headers).unwrap(), "Đã nộp hồ sơ “Mật ong”.");
    }
}
