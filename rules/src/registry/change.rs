//! What befell the products of a registry within a period.

use alloc::vec::Vec;

use jiff::ToSpan;
use jiff::civil::Date;

use super::count::{Basis, Certainty, counted};
use crate::certificates::{Certificate, Span};
use crate::criteria::Stars;
use crate::programme::Period;

/// What may befall a product. None is another: an upgrade is no new product, and a renewal neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// *Công nhận mới*: its first certificate began.
    New,
    /// *Nâng hạng*: a certificate of a better rank than the one before began.
    Upgraded,
    /// *Công nhận lại*: a certificate of the same rank began.
    Renewed,
    /// *Xuống hạng*: a certificate of a lower rank began.
    Downgraded,
    /// *Hết hạn*: the first day on which it was certified no longer, and nobody had revoked it.
    Lapsed,
    /// *Thu hồi.*
    Revoked,
}

impl Change {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Upgraded, Self::Renewed, Self::Downgraded, Self::Lapsed, Self::Revoked];

    /// The word by which it is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Upgraded => "upgraded",
            Self::Renewed => "renewed",
            Self::Downgraded => "downgraded",
            Self::Lapsed => "lapsed",
            Self::Revoked => "revoked",
        }
    }

    /// The change kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// A change, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// What it was.
    pub change: Change,
    /// The rank it came to, or had.
    pub stars: Stars,
    /// The rank it had before, where another certificate began.
    pub before: Option<Stars>,
    /// The day, or the two between which it lies.
    pub on: Span,
    /// How sure it is that the day lies in the period.
    pub certainty: Certainty,
}

/// What befell one product within a period; its certificates are in the order of their first days.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::{Certificate, Event, Span};
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::programme::Period;
/// use ocop_rules::registry::{Change, changes};
///
/// let upgraded = Span::on(date(2020, 12, 30));
/// let mut three = Certificate::issue(Stars::Three, Span::on(date(2019, 12, 20)));
/// three.events.push(Event::Superseded { on: upgraded });
/// let product = [three, Certificate::issue(Stars::Four, upgraded)];
///
/// let of_year = |year| {
///     let changes = changes(&product, Period::years(year, year).unwrap());
///     changes.iter().map(|it| it.change).collect::<Vec<_>>()
/// };
/// assert_eq!(of_year(2019), [Change::New]);
/// assert_eq!(of_year(2020), [Change::Upgraded]);
/// assert_eq!(of_year(2022), []);
/// assert_eq!(of_year(2023), [Change::Lapsed]);
/// ```
pub fn changes<'a>(
    certificates: impl IntoIterator<Item = &'a Certificate>,
    period: Period,
) -> Vec<Changed> {
    let certificates: Vec<&Certificate> = certificates.into_iter().collect();
    let mut found = Vec::new();
    let mut before: Option<&Certificate> = None;
    for it in certificates.iter().copied() {
        let change = match before.map(|before| it.stars.cmp(&before.stars)) {
            None => Change::New,
            Some(core::cmp::Ordering::Greater) => Change::Upgraded,
            Some(core::cmp::Ordering::Equal) => Change::Renewed,
            Some(core::cmp::Ordering::Less) => Change::Downgraded,
        };
        found.push((change, it.stars, before.map(|it| it.stars), it.valid_from));
        found.extend(ended(it, &certificates));
        before = Some(it);
    }
    let within = |(change, stars, before, on): (Change, Stars, Option<Stars>, Span)| {
        let certainty = lies_in(on, period);
        (certainty != Certainty::No).then_some(Changed { change, stars, before, on, certainty })
    };
    found.into_iter().filter_map(within).collect()
}

/// How sure it is that a day lies in a period.
fn lies_in(on: Span, period: Period) -> Certainty {
    if period.contains(on.earliest()) && period.contains(on.latest()) {
        Certainty::Certainly
    } else if on.earliest() <= period.last() && period.first() <= on.latest() {
        Certainty::Possibly
    } else {
        Certainty::No
    }
}

/// How a certificate ended, where the product was certified no longer by it.
fn ended(it: &Certificate, all: &[&Certificate]) -> Option<(Change, Stars, Option<Stars>, Span)> {
    if let Some((on, _)) = it.revoked()
        && it.superseded().is_none_or(|since| on <= since.latest())
    {
        return Some((Change::Revoked, it.stars, None, Span::on(on)));
    }
    // What another took the place of in time has not ended by itself.
    if it.superseded().is_some_and(|since| since.earliest() <= it.valid_to.latest()) {
        return None;
    }
    let after = |day: Date| day.saturating_add(1.day());
    let extended = |day: Date| it.extended_until().map_or(day, |until| until.max(day));
    let on = it.valid_to.map(extended).map(after);
    let stands = |day| counted(all.iter().copied(), Basis::ValidOn(day)).is_some();
    (!stands(on.latest())).then_some((Change::Lapsed, it.stars, None, on))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::certificates::{Event, RevocationGround};

    fn certificate(stars: Stars, from: Date) -> Certificate {
        Certificate::issue(stars, Span::on(from))
    }

    fn of(certificates: &[Certificate], year: i16) -> Vec<(Change, Certainty)> {
        let changes = changes(certificates, Period::years(year, year).unwrap());
        changes.iter().map(|it| (it.change, it.certainty)).collect()
    }

    #[test]
    fn a_renewal_in_time_is_no_lapse() {
        let mut old = certificate(Stars::Three, date(2023, 8, 5));
        let renewed = certificate(Stars::Three, date(2026, 7, 1));
        old.events.push(Event::Superseded { on: renewed.valid_from });
        assert_eq!(of(&[old, renewed], 2026), [(Change::Renewed, Certainty::Certainly)]);
    }

    #[test]
    fn a_renewal_too_late_is_a_lapse_first() {
        let old = certificate(Stars::Four, date(2020, 3, 1));
        let again = certificate(Stars::Three, date(2023, 9, 1));
        let changes = of(&[old, again], 2023);
        assert!(changes.contains(&(Change::Lapsed, Certainty::Certainly)));
        assert!(changes.contains(&(Change::Downgraded, Certainty::Certainly)));
    }

    #[test]
    fn what_is_revoked_does_not_lapse_as_well() {
        let mut it = certificate(Stars::Three, date(2023, 8, 5));
        let ground = RevocationGround::Untrue;
        it.events.push(Event::Revoked { on: date(2025, 1, 10), ground });
        let product = [it];
        assert_eq!(of(&product, 2025), [(Change::Revoked, Certainty::Certainly)]);
        assert_eq!(of(&product, 2026), []);
    }

    #[test]
    fn what_was_replaced_does_not_lapse_when_the_other_is_revoked() {
        let mut old = certificate(Stars::Three, date(2023, 8, 5));
        let mut new = certificate(Stars::Four, date(2025, 1, 1));
        old.events.push(Event::Superseded { on: new.valid_from });
        let ground = RevocationGround::Untrue;
        new.events.push(Event::Revoked { on: date(2025, 6, 1), ground });
        assert_eq!(of(&[old, new], 2026), []);
    }

    #[test]
    fn an_extension_moves_the_lapse() {
        let mut it = certificate(Stars::Three, date(2023, 11, 5));
        it.events.push(Event::Extended { until: date(2027, 2, 1) });
        let product = [it];
        assert_eq!(of(&product, 2026), []);
        assert_eq!(of(&product, 2027), [(Change::Lapsed, Certainty::Certainly)]);
    }

    #[test]
    fn a_day_known_between_two_leaves_the_year_in_doubt() {
        let from = Span::between(date(2019, 6, 1), date(2020, 6, 1)).unwrap();
        let product = [Certificate::issue(Stars::Three, from)];
        assert_eq!(of(&product, 2019), [(Change::New, Certainty::Possibly)]);
        assert_eq!(of(&product, 2020), [(Change::New, Certainty::Possibly)]);
    }
}
