use alloc::string::String;

use jiff::ToSpan;
use jiff::civil::Date;

use super::edition::IN_FORCE;

/// When the dossier of a renewal is filed (Art. 7.6.a): not earlier than 180 and not later than 120
/// days before the certificate ends. Both days count.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::programme::Window;
///
/// let window = Window::before(date(2029, 8, 5));
/// assert_eq!((window.opens, window.closes), (date(2029, 2, 6), date(2029, 4, 7)));
/// assert_eq!(Window::latest_end(window.opens), date(2029, 8, 5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
}

impl Window {
    /// So many days before the end it opens.
    const OPENS: i32 = 180;
    /// So many days before the end is its last day.
    const CLOSES: i32 = 120;

    /// The window of a certificate that ends on that day.
    pub fn before(valid_to: Date) -> Self {
        Self {
            opens: valid_to.saturating_sub(Self::OPENS.days()),
            closes: valid_to.saturating_sub(Self::CLOSES.days()),
        }
    }

    /// The last day of the certificate whose window opens on that day: of all that have opened by
    /// then, the latest.
    pub fn latest_end(opens: Date) -> Date {
        opens.saturating_add(Self::OPENS.days())
    }
}

/// Why a certificate may stay in force after its end while its renewal is decided (Art. 12.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExtensionGround {
    /// The window had closed before the decision was in force: nobody could have kept it.
    ClosedBeforeInForce,
    /// The province applies Art. 12.3 more widely, by a document.
    Switched {
        /// The number of the document.
        document: String,
    },
}

/// The extension of a certificate (*kéo dài hiệu lực*, Art. 12.3): until there is a result, and at
/// most 180 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// Why it is granted.
    pub ground: ExtensionGround,
    /// Its last day at the latest.
    pub until: Date,
}

impl Extension {
    /// The extension of a certificate that ends on that day, where one is to be had; `document` is
    /// that of the province which applies the article more widely.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::programme::{Extension, ExtensionGround};
    ///
    /// let early = Extension::of(date(2026, 9, 18), None).unwrap();
    /// assert_eq!(early.ground, ExtensionGround::ClosedBeforeInForce);
    /// assert_eq!(early.until, date(2027, 3, 17));
    /// assert_eq!(Extension::of(date(2026, 9, 19), None), None);
    /// assert!(Extension::of(date(2026, 9, 19), Some("12/KH-UBND")).is_some());
    /// ```
    pub fn of(valid_to: Date, document: Option<&str>) -> Option<Self> {
        let ground = if Window::before(valid_to).closes < IN_FORCE {
            ExtensionGround::ClosedBeforeInForce
        } else {
            ExtensionGround::Switched { document: document?.into() }
        };
        Some(Self { ground, until: valid_to.saturating_add(180.days()) })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_window_of_a_certificate_that_ends_on_31_august_2029() {
        let window = Window::before(date(2029, 8, 31));
        assert_eq!((window.opens, window.closes), (date(2029, 3, 4), date(2029, 5, 3)));
    }

    #[test]
    fn the_extension_stops_where_the_window_could_be_kept() {
        assert_eq!(Window::before(date(2026, 9, 19)).closes, IN_FORCE);
        assert!(Extension::of(date(2026, 9, 18), None).is_some());
        assert!(Extension::of(date(2026, 9, 19), None).is_none());
    }
}
