//! Passwords: Argon2id, a few at a time, so that a crowd at the door cannot exhaust the machine.

use std::num::NonZeroU32;
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

use crate::machinery::Failure;

/// The shortest password we take.
pub(super) const SHORTEST: usize = 10;
const TRIES_A_MINUTE: NonZeroU32 = match NonZeroU32::new(10) {
    Some(ten) => ten,
    None => NonZeroU32::MIN,
};

/// What a first password is made of: nothing that a hand confuses.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Hashes and verifies passwords, and counts tries.
#[derive(Debug, Clone)]
pub struct Passwords {
    at_once: Arc<Semaphore>,
    tries: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            at_once: Arc::new(Semaphore::new(2)),
            tries: Arc::new(RateLimiter::keyed(Quota::per_minute(TRIES_A_MINUTE))),
        }
    }
}

impl Passwords {
    /// Counts a try at `login` from `address`.
    ///
    /// # Errors
    ///
    /// [`Failure::TooMany`] after ten in a minute.
    pub fn count_try(&self, login: &str, address: &str) -> Result<(), Failure> {
        self.tries.check_key(&format!("{login} {address}")).map_err(|_| Failure::TooMany)
    }

    /// Whether `password` is the one that was hashed. Without a hash the same work is done in vain,
    /// so that the time taken does not tell whether a login exists.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, Failure> {
        let _turn = self.at_once.acquire().await.map_err(anyhow::Error::new)?;
        Ok(tokio::task::spawn_blocking(move || match hash {
            Some(hash) => PasswordHash::new(&hash).is_ok_and(|it| {
                Argon2::default().verify_password(password.as_bytes(), &it).is_ok()
            }),
            None => Argon2::default().hash_password(password.as_bytes()).is_err(),
        })
        .await?)
    }

    /// The hash to keep of `password`.
    ///
    /// # Errors
    ///
    /// Only faults.
    pub async fn hash(&self, password: String) -> Result<String, Failure> {
        let _turn = self.at_once.acquire().await.map_err(anyhow::Error::new)?;
        tokio::task::spawn_blocking(move || hash(&password)).await?
    }
}

/// The hash to keep of `password`; slow on purpose.
///
/// # Errors
///
/// Only faults.
pub fn hash(password: &str) -> Result<String, Failure> {
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(hash) => Ok(hash.to_string()),
        Err(error) => Err(anyhow::anyhow!("a password cannot be hashed: {error}").into()),
    }
}

/// A first password for somebody else, to be told once and changed: four times four letters.
pub fn first() -> String {
    let letter = || char::from(LETTERS[rand::random_range(0..LETTERS.len())]);
    let group = || (0..4).map(|_| letter()).collect::<String>();
    [group(), group(), group(), group()].join("-")
}
