//! What this room asks and only later rooms know.

use futures::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use ocop_rules::accounts::Seat;
use ocop_rules::criteria::Stars;

use super::Dossier;
use crate::accounts::Login;
use crate::machinery::{Failure, Tx};
use crate::records::About;

/// What a question to a later room is answered with.
pub type Answer<'a, T> = BoxFuture<'a, Result<T, Failure>>;

/// What documents are about, by its kind and its id.
pub type Things = Vec<(About, String)>;

/// A certificate that a product has, and that may be upgraded or renewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Previous {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its stars.
    pub stars: Stars,
    /// Its last day, without any extension.
    pub valid_to: Date,
    /// The number of the document that keeps it in force beyond that day.
    pub extension: Option<String>,
}

/// The questions, and what must be told, as the hall hands them down.
#[derive(Debug, Clone, Copy)]
pub struct Downstream {
    /// The certificate that a product has on a day, in force or kept in force (Art. 12.3).
    pub certificate_of:
        for<'a> fn(&'a mut Tx<'static>, product: &'a str, Date) -> Answer<'a, Option<Previous>>,
    /// How a person sits at a dossier.
    pub seat_at:
        for<'a> fn(&'a mut Tx<'static>, dossier: &'a str, person: &'a str) -> Answer<'a, Seat>,
    /// Hears that a dossier has its result, on that day, by what this person did: what was kept in
    /// force until then is kept no longer (Art. 12.3).
    pub has_result:
        for<'a> fn(&'a mut Tx<'static>, &'a Dossier, Date, &'a Login, Timestamp) -> Answer<'a, ()>,
    /// What later rooms hold about a dossier, as documents are about it: the council and the
    /// meetings that heard it, the decisions on it.
    pub things_of: for<'a> fn(&'a mut Tx<'static>, dossier: &'a str) -> Answer<'a, Things>,
    /// Whether a dossier lies before a council that has no result for it yet.
    pub is_heard: for<'a> fn(&'a mut Tx<'static>, dossier: &'a str) -> Answer<'a, bool>,
}

impl Downstream {
    /// While nobody answers: no certificate, no seat, no hearing.
    pub const SILENT: Self = Self {
        certificate_of: |_, _, _| Box::pin(async { Ok(None) }),
        seat_at: |_, _, _| Box::pin(async { Ok(Seat::None) }),
        has_result: |_, _, _, _, _| Box::pin(async { Ok(()) }),
        things_of: |_, _| Box::pin(async { Ok(Vec::new()) }),
        is_heard: |_, _| Box::pin(async { Ok(false) }),
    };
}
