//! Answers that are kept ready-made, so that whoever asks the same next is answered at once.
//!
//! They know nothing of what they say: whoever keeps them lets go of all of them, as soon as
//! anything that they say has changed.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use axum::response::Response;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// So much is kept; then what was asked for least makes room.
const MOST_BYTES: u64 = 24_000_000;
/// Small answers are expected, so that of many it is remembered that they were asked for.
const USUAL_BYTES: usize = 1_000;
/// What an answer weighs beside its bytes and its name.
const BESIDE_BYTES: u64 = 250;
/// There are hardly more kinds of headers than these.
const MOST_HEADERS: usize = 16;

/// Answers that are kept, each under its name.
pub struct Ready {
    answers: Cache<String, Arc<Answer>, Weight>,
    /// The headers that answers share.
    headers: Mutex<Vec<Arc<HeaderMap>>>,
}

/// One of them.
#[derive(Debug)]
pub struct Answer {
    /// The pattern of its address, under which it is counted.
    pub page: &'static str,
    /// Its headers, which other answers share.
    pub headers: Arc<HeaderMap>,
    /// Its bytes, as they are sent.
    pub bytes: Bytes,
}

impl Answer {
    /// It, as it is sent.
    pub fn response(&self) -> Response {
        let mut response = Response::new(Body::from(self.bytes.clone()));
        self.headers.as_ref().clone_into(response.headers_mut());
        response
    }
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Answer>> for Weight {
    fn weight(&self, name: &String, answer: &Arc<Answer>) -> u64 {
        (name.len() + answer.bytes.len()) as u64 + BESIDE_BYTES
    }
}

impl Ready {
    /// The answer of this name.
    pub fn get(&self, name: &str) -> Option<Arc<Answer>> {
        self.answers.get(name)
    }

    /// Keeps an answer, as long as there is room.
    pub fn keep(&self, name: String, answer: Answer) -> Arc<Answer> {
        let answer = Arc::new(Answer { headers: self.shared(answer.headers), ..answer });
        self.answers.insert(name, Arc::clone(&answer));
        answer
    }

    /// These headers, as other answers have them; but for the length, which follows from the bytes.
    fn shared(&self, mut headers: Arc<HeaderMap>) -> Arc<HeaderMap> {
        Arc::make_mut(&mut headers).remove(CONTENT_LENGTH);
        let mut kinds = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kind) = kinds.iter().find(|it| **it == headers) {
            return Arc::clone(kind);
        }
        if kinds.len() < MOST_HEADERS {
            kinds.push(Arc::clone(&headers));
        }
        headers
    }
}

impl Default for Ready {
    /// None yet.
    fn default() -> Self {
        let answers = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) / USUAL_BYTES;
        let headers = Mutex::default();
        Self { answers: Cache::with_weighter(answers, MOST_BYTES, Weight), headers }
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready").field("answers", &self.answers.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let ready = Ready::default();
        for at in 0..2_000 {
            let bytes = Bytes::from(vec![0; 50_000]);
            ready.keep(format!("{at}"), Answer { page: "/", headers: Arc::default(), bytes });
        }
        let kept = (0..2_000).filter(|it| ready.get(&it.to_string()).is_some()).count();
        assert!(0 < kept && kept <= 24_000_000 / 50_000, "{kept}");
    }
}
