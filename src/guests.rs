//! What guests are answered ready-made: the pages that everyone reads, drawn once and kept until
//! anything on them changes.
//!
//! A guest is whoever sends neither a login nor a notice. What such a page shows follows from its
//! address, the language, and one picture of the registry, which is itself of one day: so it is kept
//! *in* that picture, and goes with it. Which pages these are, the doors say
//! ([`crate::doors::Doors::page`]).

use std::sync::Arc;
use std::time::Instant;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::CookieJar;

use crate::accounts::Login;
use crate::face::{Frame, Lang};
use crate::house::House;
use crate::machinery::clock::Clock;
use crate::machinery::ready::Answer;
use crate::machinery::{Failure, logins, vitals};
use crate::registry::Registry;

/// A longer address is hardly asked for twice.
const LONGEST_ADDRESS: usize = 512;

/// What is needed to answer a guest.
#[derive(Debug, Clone)]
pub struct Desk {
    registry: Registry,
    clock: Clock,
}

impl Desk {
    /// The desk of this house.
    pub fn of(house: &House) -> Self {
        Self { registry: house.registry.clone(), clock: house.clock.clone() }
    }
}

/// The layer before all others: whoever is a guest, and asks what another guest has asked, is
/// answered here.
pub async fn answer(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let Some(name) = name(&request) else { return next.run(request).await };
    // Taken before the page is drawn: a newer page may come into an older picture, never an older
    // one into a newer.
    let snapshot = desk.registry.on(desk.clock.today());
    if let Some(kept) = snapshot.ready.get(&name) {
        vitals::answered_ready(kept.page, since);
        return kept.response();
    }
    let response = next.run(request).await;
    let Some(&Same(page)) = response.extensions().get() else { return response };
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return Failure::from(anyhow::Error::new(error)).into_response(),
    };
    let answer = Answer { page, headers: Arc::new(parts.headers), bytes };
    snapshot.ready.keep(name, answer).response()
}

/// Under which name the answer is kept: everything of a guest's request that it follows from. None
/// for whoever is no guest, and for whoever wants it drawn anew.
fn name(request: &Request) -> Option<String> {
    let address = request.uri().path_and_query()?.as_str();
    let is_page = address == "/" || address.starts_with("/registry");
    if request.method() != Method::GET || !is_page || LONGEST_ADDRESS < address.len() {
        return None;
    }
    let headers = request.headers();
    let fresh = headers.get(header::CACHE_CONTROL).is_some_and(|it| it.as_bytes() == b"no-cache");
    if fresh || headers.contains_key("hx-request") || !is_guest(headers) {
        return None;
    }
    Some(format!("{}{}{address}", Lang::chosen(headers).code(), packing(headers)?))
}

fn is_guest(headers: &HeaderMap) -> bool {
    let cookies = CookieJar::from_headers(headers);
    cookies.get(logins::COOKIE).is_none() && cookies.get(crate::face::NOTICE).is_none()
}

/// How the answer is packed. Whoever says it in a way that must be weighed is answered anew.
fn packing(headers: &HeaderMap) -> Option<char> {
    let mut accepted = headers.get_all(header::ACCEPT_ENCODING).iter();
    let Some(first) = accepted.next() else { return Some('-') };
    let first = first.to_str().ok().filter(|it| !it.contains([';', '*']))?;
    let gzip = first.split(',').any(|it| it.trim() == "gzip");
    accepted.next().is_none().then_some(if gzip { 'z' } else { '-' })
}

/// The mark of an answer that is the same for every guest, with the pattern of its address.
#[derive(Debug, Clone, Copy)]
struct Same(&'static str);

/// Marks the answers to guests of a page that is the same for all of them.
pub(crate) async fn mark(page: &'static str, request: Request, next: Next) -> Response {
    let frame = request.extensions().get::<Frame>();
    let says_nothing = frame.is_some_and(|it| it.visitor.is_none() && it.notice.is_none());
    let is_guest = says_nothing && request.extensions().get::<Login>().is_none();
    let mut response = next.run(request).await;
    if is_guest {
        response.extensions_mut().insert(Same(page));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn named(headers: &[(&'static str, &'static str)]) -> Option<String> {
        let mut request = Request::get("/registry?q=mat");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        name(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn guests_who_would_read_the_same_share_an_answer() {
        assert_eq!(named(&[]).unwrap(), "vi-/registry?q=mat");
        let phone = named(&[("accept-encoding", "gzip, deflate, br"), ("cookie", "theme=dark")]);
        assert_eq!(phone, named(&[("accept-encoding", "deflate, gzip")]));
        assert_ne!(phone, named(&[]));
        assert_ne!(named(&[("cookie", "lang=en")]), named(&[]));
    }

    #[test]
    fn who_is_no_guest_or_wants_it_anew_has_none() {
        for header in [
            ("cookie", "ocop=abc"),
            ("cookie", "lang=en; ocop=abc"),
            ("cookie", "notice=eA"),
            ("cache-control", "no-cache"),
            ("accept-encoding", "gzip;q=0"),
            ("hx-request", "true"),
        ] {
            assert_eq!(named(&[header]), None, "{header:?}");
        }
    }

    #[test]
    fn a_form_has_none() {
        let post = Request::post("/registry").body(Body::empty()).unwrap();
        assert_eq!(name(&post), None);
    }
}
