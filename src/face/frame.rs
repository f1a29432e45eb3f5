//! What stands around every page, and how a page speaks.

use std::borrow::Borrow;
use std::convert::Infallible;
use std::fmt::Display;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Errors, Lang, Words};

/// What a page needs to draw its frame: the language, who is logged in, where it lies, what went
/// wrong with its form.
///
/// As an argument of a handler it is the one that the login put into the request's extensions, or
/// else the public one in the language of the browser.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// The language of the page.
    pub lang: Lang,
    /// Who is logged in.
    pub visitor: Option<Visitor>,
    /// The address of the page, with its question.
    pub path: String,
    /// What has just been done, said once.
    pub notice: Option<String>,
    /// What the form on this page is refused for.
    pub errors: Errors,
    /// Whether the house is a demo: every page says so.
    pub is_demo: bool,
}

/// A person who is logged in, as the frame shows them.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// `Trần Thị Hạnh`
    pub name: String,
    /// The post in which they act: `Chủ tịch Hội đồng, tỉnh Rừng Tràm`.
    pub post_label: String,
    /// Where they may go, the most used first.
    pub menu: Vec<MenuItem>,
}

/// One line of the menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// In the language of the page.
    pub label: String,
    /// Where it leads.
    pub path: String,
    /// How many things wait there; nothing is shown for none.
    pub waiting: u64,
}

impl MenuItem {
    /// A line without a count.
    pub fn new(label: impl Into<String>, path: impl Into<String>) -> Self {
        Self { label: label.into(), path: path.into(), waiting: 0 }
    }
}

impl Frame {
    /// The frame of a page.
    pub fn new(lang: Lang, visitor: Option<Visitor>, path: impl Into<String>) -> Self {
        Self { lang, visitor, path: path.into(), ..Self::default() }
    }

    /// The public frame of a request: its language, its address, the notice it carries.
    pub fn of(parts: &Parts) -> Self {
        let path = parts.uri.path_and_query().map_or("/", |it| it.as_str());
        let mut frame = Self::new(Lang::chosen(&parts.headers), None, path);
        frame.notice = super::language::notice(&parts.headers);
        frame
    }

    /// The same, around a form that is refused.
    #[must_use]
    pub fn with(mut self, errors: Errors) -> Self {
        self.errors = errors;
        self
    }

    /// A sentence in the language of the page.
    pub fn t<'a>(&self, vi: &'a str) -> &'a str {
        self.lang.t(vi)
    }

    /// A sentence with `{}` filled in, in order: `frame.tf("Còn {} ngày", [days])`; words of
    /// different kinds stand in brackets, and a `String` is lent: `(&name, days)`.
    pub fn tf(&self, vi: &str, words: impl Words) -> String {
        self.lang.tf(vi, words)
    }

    /// `02/11/2026`
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        self.lang.date(*date.borrow())
    }

    /// `ngày 02 tháng 11 năm 2026`
    pub fn long_date(&self, date: impl Borrow<Date>) -> String {
        self.lang.long_date(*date.borrow())
    }

    /// `14:05 02/11/2026`, by the clock in Việt Nam.
    pub fn moment(&self, instant: impl Borrow<Timestamp>) -> String {
        self.lang.moment(*instant.borrow())
    }

    /// `18.243`
    pub fn number(&self, number: impl Display) -> String {
        self.lang.number(number)
    }

    /// The lasting address of a file of the face.
    pub fn asset<'a>(&self, name: &'a str) -> &'a str {
        super::address(name)
    }

    /// Whether the page lies under this line of the menu.
    pub fn is_at(&self, item: &MenuItem) -> bool {
        let path = self.path.split('?').next().unwrap_or_default();
        path.strip_prefix(item.path.as_str())
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && item.path != "/"))
    }
}

impl<S: Sync> FromRequestParts<S> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self::of(parts)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_menu_knows_the_pages_beneath_it() {
        let frame = Frame::new(Lang::Vi, None, "/dossiers/17?tab=2");
        assert!(frame.is_at(&MenuItem::new("Hồ sơ", "/dossiers")));
        assert!(!frame.is_at(&MenuItem::new("Trang đầu", "/")));
        assert!(!frame.is_at(&MenuItem::new("Khác", "/doss")));
        assert!(Frame::new(Lang::Vi, None, "/").is_at(&MenuItem::new("Trang đầu", "/")));
    }
}
