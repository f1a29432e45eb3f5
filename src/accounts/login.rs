use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ocop_rules::accounts::{Act, Place, Post, Role, may};

use crate::machinery::Failure;

/// A person who is logged in, acting in one of their posts.
#[derive(Debug, Clone)]
pub struct Login {
    /// Their id.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The post in which they act now.
    pub post: Post,
    /// Every post they hold today.
    pub posts: Vec<HeldPost>,
}

/// A post, as it is kept.
#[derive(Debug, Clone)]
pub struct HeldPost {
    /// Its id.
    pub id: String,
    /// What it is.
    pub post: Post,
}

impl Login {
    /// What the person is, in the post in which they act.
    pub fn role(&self) -> Role {
        self.post.role
    }

    /// Passes when the person may do this there.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]: whoever may not, is not told that the thing exists.
    pub fn must(&self, act: Act, place: &Place<'_>) -> Result<(), Failure> {
        if may(&self.post, act, place) { Ok(()) } else { Err(Failure::NotFound) }
    }

    /// The producer the person acts for.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] for everyone who is not a producer.
    pub fn producer(&self) -> Result<&str, Failure> {
        self.post.producer.as_deref().ok_or(Failure::NotFound)
    }
}

/// As an argument of a handler: the person who asks. Its address must not be open to everyone.
impl<S: Sync> FromRequestParts<S> for Login {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().cloned().ok_or(Failure::NotFound)
    }
}
