//! The pages of every ledger: the shelves, a list, an entry, its form.

mod entry;
mod form;
mod list;
mod saving;
mod scans;
mod shown;
mod start;

use axum::http::Method;
use axum::routing::post;
use ocop_rules::accounts::Role;

pub use shown::{Names, stated as amount_shown};

use super::import;
use super::ledger::Ledger;
use super::units::may_act;
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::uploads::with_file;

/// The addresses of every ledger.
pub fn doors() -> Doors {
    const OFFICE: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new()
        .get("/ledgers", OFFICE, start::page)
        .get("/ledgers/{ledger}", OFFICE, list::page)
        .get("/ledgers/{ledger}/list.xlsx", OFFICE, list::file)
        .get("/ledgers/{ledger}/list.csv", OFFICE, list::file)
        .get("/ledgers/{ledger}/template.xlsx", OFFICE, import::pages::template)
        .get("/ledgers/{ledger}/template.csv", OFFICE, import::pages::template)
        .get("/ledgers/{ledger}/readings", OFFICE, import::pages::ask)
        .door(
            Method::POST,
            "/ledgers/{ledger}/readings",
            OFFICE,
            with_file(post(import::pages::upload)),
        )
        .get("/ledgers/{ledger}/readings/{reading}", OFFICE, import::pages::look)
        .post("/ledgers/{ledger}/readings/{reading}/entries", OFFICE, import::pages::enter)
        .get("/ledgers/{ledger}/new", OFFICE, form::new)
        .post("/ledgers/{ledger}", OFFICE, saving::add)
        .get("/ledgers/{ledger}/{entry}", OFFICE, entry::page)
        .get("/ledgers/{ledger}/{entry}/edit", OFFICE, form::edit)
        .post("/ledgers/{ledger}/{entry}", OFFICE, saving::change)
        .post("/ledgers/{ledger}/{entry}/setting-aside", OFFICE, saving::set_aside)
        .post("/ledgers/{ledger}/{entry}/taking-back", OFFICE, saving::take_back)
        .door(
            Method::POST,
            "/ledgers/{ledger}/{entry}/scans",
            OFFICE,
            with_file(post(scans::attach)),
        )
        .get("/ledgers/{ledger}/{entry}/scans/{scan}", OFFICE, scans::give)
}

/// Passes when this officer sees the ledger at all.
pub(super) fn must_see(house: &House, login: &Login, ledger: &Ledger) -> Result<(), Failure> {
    let sees = may_act(house, login, ledger.see, &login.post.unit);
    if sees { Ok(()) } else { Err(Failure::NotFound) }
}

/// Whether this officer keeps the ledger of the own unit.
pub(super) fn keeps(house: &House, login: &Login, ledger: &Ledger) -> bool {
    may_act(house, login, ledger.keep, &login.post.unit)
}

/// Passes when this officer keeps the ledger of the own unit.
pub(super) fn must_keep(house: &House, login: &Login, ledger: &Ledger) -> Result<(), Failure> {
    if keeps(house, login, ledger) { Ok(()) } else { Err(Failure::NotFound) }
}
