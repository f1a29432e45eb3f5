use alloc::vec::Vec;

use jiff::ToSpan;
use jiff::civil::Date;

use super::life::RevocationGround;
use super::span::Span;
use crate::criteria::Stars;
use crate::programme::Window;

/// The last day of a certificate: the same day and month, thirty-six months later (Art. 4.3). What
/// begins on 29 February ends on the 28th.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::valid_to;
///
/// assert_eq!(valid_to(date(2026, 8, 5)), date(2029, 8, 5));
/// assert_eq!(valid_to(date(2028, 2, 29)), date(2031, 2, 28));
/// ```
pub fn valid_to(valid_from: Date) -> Date {
    valid_from.saturating_add(36.months())
}

/// A certificate and what became of it; the certificate itself is never edited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Certificate {
    /// Three, four or five.
    pub stars: Stars,
    /// Its first day. A decision may set another day than its own date.
    pub valid_from: Span,
    /// Its last day, counted in.
    pub valid_to: Span,
    /// What became of it.
    pub events: Vec<Event>,
}

/// What becomes of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Kept in force beyond its end, up to this day (Art. 12.3).
    Extended {
        /// The last day.
        until: Date,
    },
    /// The renewal that it was kept in force for has its result: it is kept no longer (Art. 12.3).
    ExtensionEnded {
        /// The day of the result, the last one that is kept.
        on: Date,
    },
    /// Another certificate of the product takes its place from this day.
    Superseded {
        /// The other's first day.
        on: Span,
    },
    /// Revoked on this day (Art. 8).
    Revoked {
        /// The day of the decision.
        on: Date,
        /// Why.
        ground: RevocationGround,
    },
}

/// How a certificate stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It begins later.
    NotYet,
    /// It is in force.
    Valid,
    /// Its term has ended, and Art. 12.3 keeps it in force.
    Extended,
    /// Its term has ended: no decision was needed.
    Expired,
    /// Another certificate took its place.
    Superseded,
    /// It was revoked, by a decision.
    Revoked(RevocationGround),
}

impl Standing {
    /// Whether the product is certified by it.
    pub fn is_certified(self) -> bool {
        matches!(self, Self::Valid | Self::Extended)
    }
}

impl Certificate {
    /// A certificate for thirty-six months from a day, known or known between two days.
    pub fn issue(stars: Stars, valid_from: Span) -> Self {
        Self { stars, valid_from, valid_to: valid_from.map(valid_to), events: Vec::new() }
    }

    /// How it stands on that day, where its days are known.
    ///
    /// Of a day known between two, the earlier is taken for the beginning and for the end; who
    /// counts asks the registry, which says how sure it is.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::certificates::{Certificate, Event, RevocationGround, Span, Standing};
    /// use ocop_rules::criteria::Stars;
    ///
    /// let mut it = Certificate::issue(Stars::Four, Span::on(date(2026, 8, 5)));
    /// assert_eq!(it.on(date(2026, 8, 4)), Standing::NotYet);
    /// assert_eq!(it.on(date(2029, 8, 5)), Standing::Valid);
    /// assert_eq!(it.on(date(2029, 8, 6)), Standing::Expired);
    ///
    /// let ground = RevocationGround::Stopped;
    /// it.events.push(Event::Revoked { on: date(2027, 3, 1), ground });
    /// assert_eq!(it.on(date(2027, 2, 28)), Standing::Valid);
    /// assert_eq!(it.on(date(2027, 3, 1)), Standing::Revoked(ground));
    /// ```
    pub fn on(&self, day: Date) -> Standing {
        let revoked = self.revoked().filter(|(on, _)| *on <= day);
        let superseded = self.superseded().map(Span::earliest).filter(|on| *on <= day);
        if day < self.valid_from.earliest() {
            Standing::NotYet
        } else if let Some((on, ground)) = revoked
            && superseded.is_none_or(|since| on <= since)
        {
            Standing::Revoked(ground)
        } else if superseded.is_some() {
            Standing::Superseded
        } else if day <= self.valid_to.earliest() {
            Standing::Valid
        } else if self.extended_until().is_some_and(|until| day <= until) {
            Standing::Extended
        } else {
            Standing::Expired
        }
    }

    /// The last day to which it is extended: that of the extension, or that of the result which the
    /// extension waited for, where it came first.
    pub fn extended_until(&self) -> Option<Date> {
        let extensions = self.events.iter().filter_map(|it| match it {
            Event::Extended { until } => Some(*until),
            _ => None,
        });
        let until = extensions.max()?;
        Some(self.extension_ended().map_or(until, |on| on.min(until)))
    }

    /// The day of the result that ended its extension.
    pub fn extension_ended(&self) -> Option<Date> {
        let ended = self.events.iter().filter_map(|it| match it {
            Event::ExtensionEnded { on } => Some(*on),
            _ => None,
        });
        ended.min()
    }

    /// From when another certificate takes its place.
    pub fn superseded(&self) -> Option<Span> {
        self.events.iter().find_map(|it| match it {
            Event::Superseded { on } => Some(*on),
            _ => None,
        })
    }

    /// When and why it was revoked.
    pub fn revoked(&self) -> Option<(Date, RevocationGround)> {
        self.events.iter().find_map(|it| match it {
            Event::Revoked { on, ground } => Some((*on, *ground)),
            _ => None,
        })
    }
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningKind {
    /// A renewal may be filed from this day.
    WindowOpens,
    /// The last day for a renewal.
    WindowCloses,
    /// The last day of the certificate.
    Ends,
    /// The last day of an extension, if there is one.
    ExtensionEnds,
}

/// A day of which producer, commune and province are warned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Warning {
    /// The day.
    pub on: Date,
    /// What happens then.
    pub kind: WarningKind,
}

/// The days to be warned of, for a certificate that ends on `valid_to` (Art. 7.6.a, 12.3).
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::warnings;
///
/// let days = warnings(date(2029, 8, 5)).map(|it| it.on);
/// assert_eq!(days, [date(2029, 2, 6), date(2029, 4, 7), date(2029, 8, 5), date(2030, 2, 1)]);
/// ```
pub fn warnings(valid_to: Date) -> [Warning; 4] {
    let window = Window::before(valid_to);
    [
        Warning { on: window.opens, kind: WarningKind::WindowOpens },
        Warning { on: window.closes, kind: WarningKind::WindowCloses },
        Warning { on: valid_to, kind: WarningKind::Ends },
        Warning { on: valid_to.saturating_add(180.days()), kind: WarningKind::ExtensionEnds },
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn certificate(events: &[Event]) -> Certificate {
        let mut certificate = Certificate::issue(Stars::Three, Span::on(date(2023, 8, 5)));
        certificate.events = events.into();
        certificate
    }

    #[track_caller]
    fn check(events: &[Event], day: Date, expected: Standing) {
        assert_eq!(certificate(events).on(day), expected, "{day}");
    }

    #[test]
    fn the_first_and_the_last_day_count() {
        check(&[], date(2023, 8, 4), Standing::NotYet);
        check(&[], date(2023, 8, 5), Standing::Valid);
        check(&[], date(2026, 8, 5), Standing::Valid);
        check(&[], date(2026, 8, 6), Standing::Expired);
    }

    #[test]
    fn an_extension_lasts_until_its_day() {
        let extended = [Event::Extended { until: date(2027, 2, 1) }];
        check(&extended, date(2026, 8, 5), Standing::Valid);
        check(&extended, date(2026, 8, 6), Standing::Extended);
        check(&extended, date(2027, 2, 1), Standing::Extended);
        check(&extended, date(2027, 2, 2), Standing::Expired);
    }

    #[test]
    fn an_extension_ends_on_the_day_of_the_result() {
        let extended = Event::Extended { until: date(2027, 2, 1) };
        let ended = [extended, Event::ExtensionEnded { on: date(2026, 11, 10) }];
        check(&ended, date(2026, 11, 10), Standing::Extended);
        check(&ended, date(2026, 11, 11), Standing::Expired);
        // A result before the end of the term takes nothing from the term.
        let early = [extended, Event::ExtensionEnded { on: date(2026, 7, 1) }];
        check(&early, date(2026, 8, 5), Standing::Valid);
        check(&early, date(2026, 8, 6), Standing::Expired);
        // And one that comes after the 180 days adds nothing to them.
        let late = [extended, Event::ExtensionEnded { on: date(2027, 5, 1) }];
        check(&late, date(2027, 2, 2), Standing::Expired);
    }

    #[test]
    fn an_upgrade_takes_its_place_from_its_own_first_day() {
        let superseded = [Event::Superseded { on: Span::on(date(2025, 1, 10)) }];
        check(&superseded, date(2025, 1, 9), Standing::Valid);
        check(&superseded, date(2025, 1, 10), Standing::Superseded);
        check(&superseded, date(2027, 1, 1), Standing::Superseded);
    }

    #[test]
    fn revoked_on_a_day_is_not_certified_on_that_day() {
        let ground = RevocationGround::Untrue;
        let revoked = [Event::Revoked { on: date(2024, 12, 20), ground }];
        check(&revoked, date(2024, 12, 19), Standing::Valid);
        check(&revoked, date(2024, 12, 20), Standing::Revoked(ground));
        check(&revoked, date(2030, 1, 1), Standing::Revoked(ground));
    }

    #[test]
    fn an_extended_certificate_can_still_be_revoked_and_superseded() {
        let ground = RevocationGround::BreaksLaw;
        let extended = Event::Extended { until: date(2027, 2, 1) };
        let revoked = Event::Revoked { on: date(2026, 10, 1), ground };
        check(&[extended, revoked], date(2026, 10, 1), Standing::Revoked(ground));
        let superseded = Event::Superseded { on: Span::on(date(2026, 10, 1)) };
        check(&[extended, superseded], date(2026, 10, 1), Standing::Superseded);
    }

    #[test]
    fn a_month_without_that_day_ends_on_its_last() {
        assert_eq!(valid_to(date(2024, 2, 29)), date(2027, 2, 28));
        assert_eq!(valid_to(date(2026, 8, 31)), date(2029, 8, 31));
    }
}
