//! Why a request was not carried out. Which failure where:
//!
//! | kind | who is at fault | answer | logged |
//! |---|---|---|---|
//! | [`Failure::Refused`] | the rules say no, with a sentence and where | 422 | no |
//! | [`Failure::NotFound`] | nothing there, or not for this person | 404 | no |
//! | [`Failure::Stale`] | somebody saved first | 409 | no |
//! | [`Failure::Fault`] | us | 500, a number to quote | once, with its cause |

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::new_id;
use crate::face::Apology;

/// A sentence that says no, in Vietnamese, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Names the field, the row or the article.
    pub sentence: String,
    /// The field of the form it stands beside; empty when it concerns the whole.
    pub field: String,
}

impl Refusal {
    /// A refusal of the whole request.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), field: String::new() }
    }

    /// A refusal of one field.
    pub fn of(field: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), field: field.into() }
    }
}

/// Why a request was not carried out.
///
/// Three of these are answers, and are shown to the person as such. [`Failure::Fault`] is ours: it
/// is logged once, with its cause, and the person learns only that it is not their doing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// The rules say no. Never empty.
    #[error("refused: {}", .0.iter().map(|it| it.sentence.as_str()).collect::<Vec<_>>().join(" "))]
    Refused(Vec<Refusal>),
    /// There is no such thing, or not for this person.
    #[error("not found")]
    NotFound,
    /// Somebody else saved it in the meantime.
    #[error("changed since it was read")]
    Stale,
    /// Too many tries; come back later.
    #[error("too many requests")]
    TooMany,
    /// Something broke.
    #[error("fault: {0:#}")]
    Fault(Arc<anyhow::Error>),
}

impl Failure {
    /// A refusal of the whole request, in one sentence.
    pub fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(vec![Refusal::new(sentence)])
    }

    /// A refusal of one field.
    pub fn refused_of(field: impl Into<String>, sentence: impl Into<String>) -> Self {
        Self::Refused(vec![Refusal::of(field, sentence)])
    }

    /// What the browser is told.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Stale => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The sentence travels as an [`Apology`], which the face makes a page of. A fault is logged here,
/// once, and only here.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let apology = Apology::new(self.status());
        match self {
            Self::Refused(refusals) => {
                let sentences: Vec<String> = refusals.into_iter().map(|it| it.sentence).collect();
                apology.saying(sentences.join(" "))
            }
            Self::NotFound | Self::Stale | Self::TooMany => apology,
            Self::Fault(cause) => {
                let number = new_id();
                tracing::error!(number, cause = format!("{cause:#}"), "fault");
                apology.quoting(number)
            }
        }
        .into_response()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Fault(Arc::new(error))
    }
}

/// Turns faults of libraries into ours, each with its cause.
macro_rules! faults {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Self::Fault(Arc::new(anyhow::Error::new(error)))
            }
        }
    )+};
}

faults!(
    sqlx::Error,
    std::io::Error,
    serde_json::Error,
    object_store::Error,
    askama::Error,
    tower_sessions::session::Error,
    tokio::task::JoinError,
    jiff::Error,
);
