//! The values that some parts are drawn from.

use std::fmt::Display;

use ocop_documents::Chart;
use ocop_documents::chart::Setting;

use super::Frame;

/// `★★★★☆`
///
/// Only ever drawn for the eye: the part `stars` says the number beside it.
pub fn stars(count: impl Display) -> &'static str {
    match count.to_string().as_str() {
        "1" => "★☆☆☆☆",
        "2" => "★★☆☆☆",
        "3" => "★★★☆☆",
        "4" => "★★★★☆",
        "5" => "★★★★★",
        _ => "☆☆☆☆☆",
    }
}

/// A picture as SVG, its own few words in the language of the page: what the part `chart` shows.
pub fn drawn(frame: &Frame, chart: &Chart) -> String {
    chart.svg_saying(Setting::Screen, |it| frame.t(it).to_owned())
}

/// One step of a way: where a dossier stands.
#[derive(Debug, Clone)]
pub struct Step {
    /// `UBND xã kiểm tra`
    pub label: String,
    /// When it was done, or until when it should be.
    pub note: String,
    /// Done, under way, or to come.
    pub progress: Progress,
}

/// How far a [`Step`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Behind.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Later,
}

impl Step {
    /// A step of a way.
    pub fn new(progress: Progress, label: impl Into<String>, note: impl Into<String>) -> Self {
        Self { label: label.into(), note: note.into(), progress }
    }

    /// Its class in the style sheet.
    pub fn class(&self) -> &'static str {
        match self.progress {
            Progress::Done => "done",
            Progress::Now => "now",
            Progress::Later => "later",
        }
    }
}

/// A long list, cut into pages; the first is 1.
#[derive(Debug, Clone)]
pub struct Pages {
    /// The one that is shown.
    pub now: u64,
    /// How many there are, at least one.
    pub count: u64,
    /// How long the whole list is.
    pub total: u64,
    address: String,
}

impl Pages {
    /// `address` is that of the list with its question but without its page: `/registry?q=mat`.
    pub fn new(now: u64, size: u64, total: u64, address: impl Into<String>) -> Self {
        let count = total.div_ceil(size.max(1)).max(1);
        Self { now: now.clamp(1, count), count, total, address: address.into() }
    }

    /// The address of a page.
    pub fn at(&self, page: impl Display) -> String {
        let joint = if self.address.contains('?') { '&' } else { '?' };
        format!("{}{joint}page={page}", self.address)
    }

    /// The page before.
    pub fn before(&self) -> Option<u64> {
        (1 < self.now).then(|| self.now - 1)
    }

    /// The page after.
    pub fn after(&self) -> Option<u64> {
        (self.now < self.count).then(|| self.now + 1)
    }

    /// The pages worth a link: the first, the last, those near this one. `None` is a gap.
    pub fn near(&self) -> Vec<Option<u64>> {
        let mut near = Vec::new();
        for page in 1..=self.count {
            if page == 1 || page == self.count || page.abs_diff(self.now) <= 1 {
                near.push(Some(page));
            } else if near.last() != Some(&None) {
                near.push(None);
            }
        }
        near
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_pages_have_links() {
        let pages = Pages::new(6, 20, 400, "/registry?q=mat");
        let near = [Some(1), None, Some(5), Some(6), Some(7), None, Some(20)];
        assert_eq!(pages.near(), near);
        assert_eq!(pages.at(7), "/registry?q=mat&page=7");
    }

    #[test]
    fn an_empty_list_has_one_page() {
        let pages = Pages::new(9, 20, 0, "/registry");
        assert_eq!((pages.now, pages.count, pages.before(), pages.after()), (1, 1, None, None));
        assert_eq!(pages.at(1), "/registry?page=1");
    }
}
