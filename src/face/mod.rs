//! What every page shares: its frame, its parts, its style sheet and its words.
//!
//! A page is an askama template that `{% extends "face/page.html" %}`, imports the parts with
//! `{% import "face/parts.html" as p %}`, and whose struct has a field `frame: Frame`:
//!
//! ```html
//! {% extends "face/page.html" %}
//! {% import "face/parts.html" as p %}
//! {% block title %}{{ frame.t("Chủ thể mới") }}{% endblock %}
//! {% block main %}
//! <h1>{{ frame.t("Chủ thể mới") }}</h1>
//! <form method="post" action="/producers" novalidate data-draft="producer@0">
//!   {{ p::text("name", frame.t("Tên chủ thể"), form.name, autocomplete = "organization") }}
//!   {{ p::button(frame.t("Lưu")) }}
//! </form>
//! {% endblock %}
//! ```
//!
//! Its handler takes a [`Frame`] as an argument, and answers `Ok(show(&page)?)`; or, when the form
//! is not accepted, fills an [`Errors`] and answers `Ok(again(&page)?)` with `frame.with(errors)`:
//! the summary of errors, the sentence beside each field and the word *Lỗi* in the title come by
//! themselves. Every part is shown, with samples, in the gallery (`/gallery` in the demo).
//!
//! Nothing here needs a script. There is no inline style and no inline script anywhere
//! ([`CONTENT_SECURITY_POLICY`]), so a template uses classes.

mod assets;
mod failures;
mod forms;
mod frame;
mod gallery;
mod lang;
mod language;
#[cfg(test)]
mod looks;
mod parts;
pub mod translations;

use anyhow::Context;
use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::Html;

pub use assets::address;
pub use failures::{Apology, dress};
pub use forms::{Choice, Errors, date_typed, number_typed, time_typed};
pub use frame::{Frame, MenuItem, Visitor};
pub use gallery::gallery;
pub use lang::{Lang, Words};
pub use language::{NOTICE, redirect_saying};
pub use parts::{Pages, Progress, Step, drawn, stars};

/// Everything a page loads comes from us; nothing is written into the page itself.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; base-uri 'none'; object-src 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// `/assets/…` and `/language`.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    assets::routes().merge(language::routes())
}

/// A page, drawn.
pub fn show(page: &impl Template) -> anyhow::Result<Html<String>> {
    Ok(Html(page.render().context("a page cannot be drawn")?))
}

/// The form again, with what was typed and the sentences of its [`Errors`]: status 422.
pub fn again(page: &impl Template) -> anyhow::Result<(StatusCode, Html<String>)> {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, show(page)?))
}
