//! Ledgers: the records that officers enter in forms or import from lists.
//!
//! A [`Ledger`] is a constant: what is kept, under which columns, who sees it and who keeps it. A
//! room declares its ledgers, the hall joins the rooms' shelves ([`Ledgers`]) and hands them down,
//! and everything else is here, once: the list and its filters, the form, the sheet of one entry,
//! setting aside, the template, the import with its rehearsal, the export, the checks.
//!
//! ```ignore
//! pub const EVENTS: Ledger = Ledger {
//!     id: "events",
//!     title: "Hội nghị, tập huấn, tuyên truyền",
//!     columns: &[
//!         Column::words("title", "Tên hoạt động").needed(),
//!         Column::span("held", "Ngày tổ chức").needed(),
//!         Column::amount("present", "Số người dự", "người"),
//!     ],
//!     …
//! };
//! ```
//!
//! Each ledger is a table of its own, made by a migration: `id`, `unit`, the columns, then what
//! [`store`] lists. This folder is no room: it stands upon places, accounts
//! and how records state a number, and names no other room.

mod amount;
pub mod checks;
mod day;
mod entry;
mod form;
mod import;
pub mod jobs;
mod ledger;
mod pages;
mod reference;
pub mod store;
mod units;
mod value;

pub use amount::{read as amount_typed, words as amount_words};
pub use day::{out_of_order, span as span_typed};
pub use entry::{Entry, Row, Source};
pub use ledger::{Column, Kind, Lasts, Ledger, Ledgers, Shelf};
pub use pages::{Names, amount_shown, doors};
pub use reference::{Answer, Found, Reference};
pub use units::{beneath, must, read as unit_typed, words as unit_words};
pub use value::Value;
