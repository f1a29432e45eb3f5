use jiff::civil::Date;

use crate::certificates::{Certificate, Standing};
use crate::criteria::Stars;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// *Còn hiệu lực*: certified on that day.
    ValidOn(Date),
    /// *Lũy kế*: ever recognised until that day, counted in.
    EverUntil(Date),
}

impl Basis {
    /// The day that is asked for.
    pub fn day(self) -> Date {
        match self {
            Self::ValidOn(day) | Self::EverUntil(day) => day,
        }
    }
}

/// How sure an answer is; the less sure stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Not on any day it may have been.
    No,
    /// On some of the days it may have been.
    Possibly,
    /// On every day it may have been.
    Certainly,
}

impl Certainty {
    fn new(certainly: bool, possibly: bool) -> Self {
        if certainly {
            Self::Certainly
        } else if possibly {
            Self::Possibly
        } else {
            Self::No
        }
    }
}

/// What one product counts as; it counts once, however many certificates it has had.
// Invariant: of `ranks` at least one is not `No`, and one that is certain stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    at_all: Certainty,
    ranks: [Certainty; 5],
}

impl Counted {
    /// How sure it is that it counts at all. An upgrade "in spring" leaves the stars in doubt, and
    /// not that the product is certified.
    pub fn at_all(self) -> Certainty {
        self.at_all
    }

    /// How sure it is that it counts as so many stars.
    pub fn as_stars(self, stars: Stars) -> Certainty {
        let [one, two, three, four, five] = self.ranks;
        match stars {
            Stars::One => one,
            Stars::Two => two,
            Stars::Three => three,
            Stars::Four => four,
            Stars::Five => five,
        }
    }

    /// The best it may count as.
    pub fn stars(self) -> Stars {
        let may_be = |it: &Stars| self.as_stars(*it) != Certainty::No;
        Stars::BEST_FIRST.into_iter().find(may_be).unwrap_or(Stars::One)
    }
}

impl Certificate {
    /// How sure it is that this certificate counts.
    ///
    /// A certificate known to begin "between A and B" certainly counts from B until the day on
    /// which it may first have ended.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::certificates::{Certificate, Span};
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::registry::{Basis, Certainty};
    ///
    /// let span = Span::between(date(2023, 1, 1), date(2025, 1, 31)).unwrap();
    /// let it = Certificate::issue(Stars::Three, span);
    /// let on = |day| it.counts(Basis::ValidOn(day));
    /// assert_eq!(on(date(2022, 12, 31)), Certainty::No);
    /// assert_eq!(on(date(2024, 6, 1)), Certainty::Possibly);
    /// assert_eq!(on(date(2025, 6, 1)), Certainty::Certainly);
    /// assert_eq!(on(date(2026, 6, 1)), Certainty::Possibly);
    /// assert_eq!(on(date(2028, 2, 1)), Certainty::No);
    /// ```
    pub fn counts(&self, basis: Basis) -> Certainty {
        let day = basis.day();
        let begun =
            Certainty::new(self.valid_from.latest() <= day, self.valid_from.earliest() <= day);
        match basis {
            Basis::EverUntil(_) => begun,
            Basis::ValidOn(_) => begun.min(self.lasts(day)).min(self.in_place(day)),
        }
    }

    /// How sure it is that it has neither ended nor been revoked by that day.
    fn lasts(&self, day: Date) -> Certainty {
        if self.revoked().is_some_and(|(on, _)| on <= day) {
            return Certainty::No;
        }
        let extended = |end: Date| self.extended_until().map_or(end, |until| until.max(end));
        let first_end = extended(self.valid_to.earliest());
        let last_end = extended(self.valid_to.latest());
        Certainty::new(day <= first_end, day <= last_end)
    }

    /// How sure it is that no other certificate has taken its place by that day.
    fn in_place(&self, day: Date) -> Certainty {
        match self.superseded() {
            Some(on) => Certainty::new(day < on.earliest(), day < on.latest()),
            None => Certainty::Certainly,
        }
    }

    /// How sure it is that the product counts with the stars of this certificate.
    fn gives_stars(&self, basis: Basis) -> Certainty {
        self.counts(basis).min(self.in_place(basis.day()))
    }

    /// Whether the product counts certainly, and only the day is in doubt on which another
    /// certificate takes the place of this one.
    fn is_handed_over(&self, basis: Basis) -> bool {
        let day = basis.day();
        self.valid_from.latest() <= day
            && self.lasts(day) == Certainty::Certainly
            && self.in_place(day) == Certainty::Possibly
    }
}

/// What a product with these certificates counts as; `None` when it counts on no reading.
///
/// An upgrade counts once, as the new rank from its day. *Ever recognised* counts a product as the
/// rank it was last given until that day.
///
/// ```
/// use jiff::civil::date;
/// use ocop_rules::certificates::{Certificate, Event, Span};
/// use ocop_rules::criteria::Stars;
/// use ocop_rules::registry::{Basis, counted};
///
/// let upgraded = Span::on(date(2027, 1, 10));
/// let mut three = Certificate::issue(Stars::Three, Span::on(date(2025, 8, 5)));
/// three.events.push(Event::Superseded { on: upgraded });
/// let product = [three, Certificate::issue(Stars::Four, upgraded)];
///
/// let stars = |day| counted(&product, Basis::ValidOn(day)).map(|it| it.stars());
/// assert_eq!(stars(date(2027, 1, 9)), Some(Stars::Three));
/// assert_eq!(stars(date(2027, 1, 10)), Some(Stars::Four));
/// ```
pub fn counted<'a>(
    certificates: impl IntoIterator<Item = &'a Certificate>,
    basis: Basis,
) -> Option<Counted> {
    let (mut at_all, mut ranks) = (Certainty::No, [Certainty::No; 5]);
    let (mut counting, mut handed_over, mut last) = (0, false, None::<&Certificate>);
    for it in certificates {
        let counts = it.counts(basis);
        counting += u8::from(counts != Certainty::No && counting < 2);
        at_all = at_all.max(counts);
        handed_over |= it.is_handed_over(basis);
        match it.gives_stars(basis) {
            Certainty::No => {}
            Certainty::Possibly => ranks[rank(it)] = Certainty::Possibly,
            // Of two that are certain, the later gives the stars, where it is known which is later.
            Certainty::Certainly => match last {
                Some(last) if it.valid_from.latest() < last.valid_from.earliest() => {}
                Some(other) if it.valid_from.earliest() <= other.valid_from.latest() => {
                    ranks[rank(it)] = Certainty::Possibly;
                }
                _ => last = Some(it),
            },
        }
    }
    if let Some(last) = last {
        ranks[rank(last)] = Certainty::Possibly;
    }
    // Either the old certificate stands that day, or the new one in its place.
    if 1 < counting && handed_over {
        at_all = Certainty::Certainly;
    }
    // What counts as one rank or not at all is as sure of its stars as of counting.
    if ranks.iter().filter(|it| **it != Certainty::No).count() == 1 {
        ranks = ranks.map(|it| if it == Certainty::No { it } else { at_all });
    }
    (at_all != Certainty::No).then_some(Counted { at_all, ranks })
}

fn rank(certificate: &Certificate) -> usize {
    usize::from(certificate.stars.number() - 1)
}

/// The certificate that speaks for a product on that day, and how it stands: the one in force,
/// otherwise the last that began; `None` before the first.
pub fn current<'a>(
    certificates: impl IntoIterator<Item = &'a Certificate>,
    day: Date,
) -> Option<(&'a Certificate, Standing)> {
    certificates
        .into_iter()
        .map(|it| (it, it.on(day)))
        .filter(|(_, standing)| *standing != Standing::NotYet)
        .max_by_key(|(it, standing)| (standing.is_certified(), it.valid_from.earliest()))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::super::tally::{Count, tally};
    use super::*;
    use crate::certificates::{Event, RevocationGround, Span};

    fn certificate(stars: Stars, from: Date) -> Certificate {
        Certificate::issue(stars, Span::on(from))
    }

    fn upgraded(on: Span) -> [Certificate; 2] {
        let mut three = certificate(Stars::Three, date(2023, 8, 5));
        three.events.push(Event::Superseded { on });
        [three, Certificate::issue(Stars::Four, on)]
    }

    fn valid(product: &[Certificate], day: Date) -> Option<Counted> {
        counted(product, Basis::ValidOn(day))
    }

    fn certainly(stars: Stars) -> Counted {
        let ranks = [Stars::One, Stars::Two, Stars::Three, Stars::Four, Stars::Five];
        let ranks = ranks.map(|it| Certainty::new(it == stars, it == stars));
        Counted { at_all: Certainty::Certainly, ranks }
    }

    #[test]
    fn an_upgrade_is_counted_once_as_the_new_rank_from_its_day() {
        let product = upgraded(Span::on(date(2025, 1, 10)));
        assert_eq!(valid(&product, date(2025, 1, 9)), Some(certainly(Stars::Three)));
        assert_eq!(valid(&product, date(2025, 1, 10)), Some(certainly(Stars::Four)));
        let ever = counted(&product, Basis::EverUntil(date(2025, 1, 10)));
        assert_eq!(ever, Some(certainly(Stars::Four)));
    }

    #[test]
    fn revoked_on_a_day_it_is_not_counted_on_that_day_and_was_the_day_before() {
        let mut product = [certificate(Stars::Three, date(2023, 8, 5))];
        let on = date(2024, 12, 20);
        product[0].events.push(Event::Revoked { on, ground: RevocationGround::Untrue });
        assert_eq!(valid(&product, date(2024, 12, 19)), Some(certainly(Stars::Three)));
        assert_eq!(valid(&product, on), None);
        assert_eq!(counted(&product, Basis::EverUntil(on)), Some(certainly(Stars::Three)));
    }

    #[test]
    fn a_renewed_product_counts_once() {
        let renewed = certificate(Stars::Three, date(2026, 8, 1));
        let mut old = certificate(Stars::Three, date(2023, 8, 5));
        old.events.push(Event::Superseded { on: renewed.valid_from });
        let product = [old, renewed];
        for day in [date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 6)] {
            let tally = tally(valid(&product, day));
            assert_eq!(tally.all, Count { certain: 1, possible: 0 }, "{day}");
        }
    }

    #[test]
    fn ever_counts_what_has_lapsed() {
        let product = [certificate(Stars::Four, date(2020, 5, 28))];
        let day = date(2023, 5, 29);
        assert_eq!(valid(&product, day), None);
        assert_eq!(counted(&product, Basis::EverUntil(day)), Some(certainly(Stars::Four)));
        assert_eq!(counted(&product, Basis::EverUntil(date(2020, 5, 27))), None);
    }

    #[test]
    fn an_extended_certificate_counts_until_the_end_of_its_extension() {
        let mut product = [certificate(Stars::Three, date(2023, 8, 5))];
        product[0].events.push(Event::Extended { until: date(2027, 2, 1) });
        assert_eq!(valid(&product, date(2027, 2, 1)), Some(certainly(Stars::Three)));
        assert_eq!(valid(&product, date(2027, 2, 2)), None);
    }

    #[test]
    fn a_day_known_as_a_range_counts_possibly_within_it() {
        let span = Span::between(date(2023, 1, 1), date(2025, 1, 31)).unwrap();
        let product = [Certificate::issue(Stars::Three, span)];
        let within = valid(&product, date(2024, 6, 1)).unwrap();
        assert_eq!(within.at_all(), Certainty::Possibly);
        let tally = tally([within]);
        assert_eq!(tally.by_stars[&Stars::Three], Count { certain: 0, possible: 1 });
    }

    #[test]
    fn an_upgrade_on_an_unknown_day_leaves_only_the_stars_in_doubt() {
        let spring = Span::between(date(2025, 2, 1), date(2025, 4, 30)).unwrap();
        let product = upgraded(spring);
        let within = valid(&product, date(2025, 3, 1)).unwrap();
        assert_eq!(within.at_all(), Certainty::Certainly);
        assert_eq!(within.as_stars(Stars::Three), Certainty::Possibly);
        assert_eq!(within.as_stars(Stars::Four), Certainty::Possibly);
        assert_eq!(valid(&product, date(2025, 1, 31)), Some(certainly(Stars::Three)));
        assert_eq!(valid(&product, date(2025, 4, 30)), Some(certainly(Stars::Four)));
    }

    #[test]
    fn nine_products_of_a_district_are_two_and_seven() {
        let day = date(2023, 5, 29);
        let begun = Span::between(date(2020, 5, 30), day).unwrap();
        let products = [Stars::Four; 2].into_iter().chain([Stars::Three; 7]);
        let counted = products.filter_map(|stars| {
            let product = [Certificate::issue(stars, begun)];
            valid(&product, day)
        });
        let tally = tally(counted);
        assert_eq!(tally.all, Count { certain: 9, possible: 0 });
        assert_eq!(tally.by_stars[&Stars::Four].certain, 2);
        assert_eq!(tally.by_stars[&Stars::Three].certain, 7);
    }

    #[test]
    fn the_certificate_in_force_speaks_for_the_product() {
        let on = date(2025, 1, 10);
        let product = upgraded(Span::on(on));
        let speaks = |day| current(&product, day).map(|(it, standing)| (it.stars, standing));
        assert_eq!(speaks(date(2023, 8, 4)), None);
        assert_eq!(speaks(on.saturating_sub(1.day())), Some((Stars::Three, Standing::Valid)));
        assert_eq!(speaks(on), Some((Stars::Four, Standing::Valid)));
        assert_eq!(speaks(date(2028, 1, 11)), Some((Stars::Four, Standing::Expired)));
    }
}
