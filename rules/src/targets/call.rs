use alloc::vec::Vec;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::forecast::{Holding, Renewal};
use crate::certificates::{Warning, WarningKind, warnings};
use crate::programme::{Period, Window};
use crate::registry::{Basis, Certainty};

/// A producer to be called: a window opens, or it closes and nothing is filed (Art. 7.6.a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call<'a> {
    /// The day.
    pub on: Date,
    /// What happens then.
    pub kind: WarningKind,
    /// The product.
    pub product: &'a str,
    /// The last day of its certificate.
    pub valid_to: Date,
    /// Whether a renewal is filed.
    pub renewal: Renewal,
}

/// Who must be called in these days, the first day first: certificates in force whose window opens
/// or closes then, and whose renewal is not filed.
///
/// Of an end known between two days the earlier is taken: better called too early.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::{Certificate, Span, WarningKind};
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::programme::Period;
/// use ocop_rules::registry::Certainty;
/// use ocop_rules::targets::{Holding, Renewal, calls};
///
/// let certificate = Certificate::issue(Stars::Four, Span::on(date(2026, 8, 5)));
/// let holding = Holding {
///     product: "tea",
///     certificate: &certificate,
///     renewal: Renewal::NotFiled,
///     lies: Certainty::Certainly,
/// };
/// let in_month = |day| calls(Period::month_of(day), [holding]);
/// assert_eq!(in_month(date(2029, 2, 14))[0].kind, WarningKind::WindowOpens);
/// assert_eq!(in_month(date(2029, 4, 1))[0].on, date(2029, 4, 7));
/// assert!(in_month(date(2029, 3, 1)).is_empty());
/// ```
pub fn calls<'a>(days: Period, holdings: impl IntoIterator<Item = Holding<'a>>) -> Vec<Call<'a>> {
    let mut calls = windows(days, holdings);
    calls.retain(|it| it.renewal == Renewal::NotFiled);
    calls
}

/// Every window that opens or closes in these days, as in [`calls`], whether a renewal is filed or
/// not.
pub fn windows<'a>(days: Period, holdings: impl IntoIterator<Item = Holding<'a>>) -> Vec<Call<'a>> {
    let of_window = |it: Holding<'a>| {
        let valid_to = it.certificate.valid_to.earliest();
        let of_window = warnings(valid_to).into_iter().filter(move |warning| {
            let kinds = [WarningKind::WindowOpens, WarningKind::WindowCloses];
            let in_force = || it.certificate.counts(Basis::ValidOn(warning.on)) != Certainty::No;
            kinds.contains(&warning.kind) && days.contains(warning.on) && in_force()
        });
        of_window.map(move |warning| it.call(warning))
    };
    // Of most certificates the last day alone says that no window can lie in these days.
    let ends = days.first()..=Window::latest_end(days.last());
    let near = holdings.into_iter().filter(|it| ends.contains(&it.certificate.valid_to.earliest()));
    sorted(near.flat_map(of_window).collect())
}

/// Where a certificate in force stands before its renewal (Art. 7.6.a).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// The window opens within thirty days.
    Opening,
    /// It is open.
    Open,
    /// It has closed, and the certificate ends.
    Lapsing,
}

impl Due {
    /// All of them, in the order of time.
    pub const ALL: [Self; 3] = [Self::Opening, Self::Open, Self::Lapsing];

    /// Its word in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Open => "open",
            Self::Lapsing => "lapsing",
        }
    }

    /// That of a certificate with this last day, and what comes next; none long before its window,
    /// and after its end.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::targets::Due;
    ///
    /// let due = |day| Due::of(date(2029, 8, 5), day).map(|it| it.0);
    /// assert_eq!(due(date(2029, 1, 6)), None);
    /// assert_eq!(due(date(2029, 1, 7)), Some(Due::Opening));
    /// assert_eq!(due(date(2029, 2, 6)), Some(Due::Open));
    /// assert_eq!(due(date(2029, 4, 7)), Some(Due::Open));
    /// assert_eq!(due(date(2029, 4, 8)), Some(Due::Lapsing));
    /// assert_eq!(due(date(2029, 8, 6)), None);
    /// ```
    pub fn of(valid_to: Date, day: Date) -> Option<(Self, Warning)> {
        let [opens, closes, ends, _] = warnings(valid_to);
        match day {
            _ if day < opens.on.saturating_sub(TOLD_BEFORE.days()) || ends.on < day => None,
            _ if day < opens.on => Some((Self::Opening, opens)),
            _ if day <= closes.on => Some((Self::Open, closes)),
            _ => Some((Self::Lapsing, ends)),
        }
    }
}

/// So many days before a window opens its producer is told.
const TOLD_BEFORE: i32 = 30;

/// The certificates in force on a day that stand before their renewal, each with what comes next,
/// whether a renewal is filed or not.
pub fn due<'a>(day: Date, holdings: impl IntoIterator<Item = Holding<'a>>) -> Vec<(Due, Call<'a>)> {
    let in_force = |it: &Holding<'a>| it.certificate.counts(Basis::ValidOn(day)) != Certainty::No;
    let due = holdings.into_iter().filter(in_force).filter_map(|it| {
        let (due, next) = Due::of(it.certificate.valid_to.earliest(), day)?;
        Some((due, it.call(next)))
    });
    let mut due: Vec<_> = due.collect();
    due.sort_by_key(|(_, it)| (it.on, it.product));
    due
}

impl<'a> Holding<'a> {
    fn call(self, warning: Warning) -> Call<'a> {
        Call {
            on: warning.on,
            kind: warning.kind,
            product: self.product,
            valid_to: self.certificate.valid_to.earliest(),
            renewal: self.renewal,
        }
    }
}

fn sorted(mut calls: Vec<Call<'_>>) -> Vec<Call<'_>> {
    calls.sort_by_key(|it| (it.on, it.product));
    calls
}
