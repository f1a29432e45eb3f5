use jiff::civil::Date;

use crate::programme::{Extension, Window};

/// By which door a renewal comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenewalDoor {
    /// Within the window (Art. 7.6.a).
    Window,
    /// After it, while Art. 12.3 keeps the certificate in force.
    Extension(Extension),
}

/// What a producer may do who comes too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Late {
    /// Register the product as for the first time (Art. 6.1.a).
    FirstEvaluation,
    /// Ask the province whether it applies Art. 12.3 by a document.
    AskProvince,
}

/// Why a renewal is not filed on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RenewalRefusal {
    /// The window is not open yet.
    #[error("a renewal may be filed from {opens}")]
    TooEarly {
        /// The first day.
        opens: Date,
    },
    /// The window has closed.
    #[error("a renewal could be filed until {closed}")]
    TooLate {
        /// The last day there was.
        closed: Date,
        /// What is left to do.
        instead: &'static [Late],
    },
}

/// Whether a renewal of a certificate that ends on `valid_to` may be filed on `day` (Art. 7.6.a,
/// 12.3); `document` is that of a province which applies Art. 12.3 more widely.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::dossiers::{Late, RenewalDoor, RenewalRefusal, renewal_door};
///
/// let ends = date(2029, 8, 5);
/// let door = |day| renewal_door(ends, day, None);
/// assert_eq!(door(date(2029, 2, 5)), Err(RenewalRefusal::TooEarly { opens: date(2029, 2, 6) }));
/// assert_eq!(door(date(2029, 2, 6)), Ok(RenewalDoor::Window));
/// assert_eq!(door(date(2029, 4, 7)), Ok(RenewalDoor::Window));
/// assert_eq!(
///     door(date(2029, 4, 8)),
///     Err(RenewalRefusal::TooLate {
///         closed: date(2029, 4, 7),
///         instead: &[Late::FirstEvaluation, Late::AskProvince],
///     })
/// );
/// ```
pub fn renewal_door(
    valid_to: Date,
    day: Date,
    document: Option<&str>,
) -> Result<RenewalDoor, RenewalRefusal> {
    let window = Window::before(valid_to);
    if day < window.opens {
        return Err(RenewalRefusal::TooEarly { opens: window.opens });
    }
    if day <= window.closes {
        return Ok(RenewalDoor::Window);
    }
    match Extension::of(valid_to, document) {
        Some(extension) if day <= extension.until => Ok(RenewalDoor::Extension(extension)),
        // Nothing keeps a certificate longer than 180 days.
        Some(_) => Err(RenewalRefusal::TooLate {
            closed: window.closes,
            instead: &[Late::FirstEvaluation],
        }),
        None => Err(RenewalRefusal::TooLate {
            closed: window.closes,
            instead: &[Late::FirstEvaluation, Late::AskProvince],
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::programme::ExtensionGround;

    #[test]
    fn a_window_that_closed_before_the_decision_is_forgiven() {
        // Ends on 1 June 2026: the window was December 2025 to February 2026.
        let door = renewal_door(date(2026, 6, 1), date(2026, 6, 15), None);
        let Ok(RenewalDoor::Extension(extension)) = door else { panic!("{door:?}") };
        assert_eq!(extension.ground, ExtensionGround::ClosedBeforeInForce);
        assert_eq!(extension.until, date(2026, 11, 28));
    }

    #[test]
    fn but_not_for_more_than_180_days() {
        let late = renewal_door(date(2026, 6, 1), date(2026, 11, 29), None);
        let instead: &[Late] = &[Late::FirstEvaluation];
        assert!(matches!(late, Err(RenewalRefusal::TooLate { instead: it, .. }) if it == instead));
    }

    #[test]
    fn a_province_may_open_the_door_by_a_document() {
        let (ends, day) = (date(2029, 8, 5), date(2029, 5, 1));
        assert!(renewal_door(ends, day, None).is_err());
        assert!(renewal_door(ends, day, Some("12/KH-UBND")).is_ok());
    }
}
