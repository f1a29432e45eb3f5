use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use jiff::civil::Date;

use super::measure::StarsAim;
use crate::certificates::Certificate;
use crate::criteria::Stars;
use crate::programme::Window;
use crate::registry::{Basis, Certainty, Count};

/// Whether a renewal has been filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It has, and has no result yet.
    Filed,
    /// It has not.
    NotFiled,
}

/// A certificate of a product, and whether its renewal is under way.
#[derive(Debug, Clone, Copy)]
pub struct Holding<'a> {
    /// The product.
    pub product: &'a str,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// Whether its renewal is under way.
    pub renewal: Renewal,
    /// How sure it is that the product lies in the unit that is asked about.
    pub lies: Certainty,
}

/// A dossier under way, first or upgrade, from which a certificate may come.
#[derive(Debug, Clone, Copy)]
pub struct Coming<'a> {
    /// The product.
    pub product: &'a str,
    /// The rank that it is expected to earn; none where nobody can say.
    pub stars: Option<Stars>,
    /// By when its round must have evaluated it.
    pub due: Date,
}

/// What a forecast rests on for one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// Its certificate still stands at the end.
    Stays,
    /// It ends before, and its renewal is under way.
    RenewalFiled,
    /// It ends before, and its renewal may still be filed.
    Renewable(Window),
    /// It ends before, and the window for its renewal has closed: only a first evaluation is left.
    TooLate(Window),
    /// Nothing stands; a dossier is under way that is due in time.
    Coming(Date),
}

/// What will be certified at the end of a period, seen from a day.
///
/// Certain is only what no one has to do anything for: a certificate that outlasts the period. What
/// must be renewed before, and what is under way, is possible. A renewal is taken to bring the rank
/// that there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast<'a> {
    /// How many.
    pub count: Count,
    /// Each product that counts today or may count at the end, how sure it is then, and why.
    pub products: Vec<(&'a str, Certainty, Outlook)>,
}

/// What one product may be at the end.
#[derive(Clone, Copy)]
struct Possible {
    /// Nothing.
    nothing: bool,
    /// Of a rank that counts.
    counting: bool,
    /// Of a rank that does not.
    other: bool,
    outlook: Outlook,
}

impl<'a> Forecast<'a> {
    /// The forecast of a total: of products that count for `aim` at the end of a period, in the order
    /// in which they are held. The certificates of one product stand together.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::certificates::{Certificate, Span};
    /// use ocop_rules::criteria::Stars;
    /// use ocop_rules::registry::{Certainty, Count};
    /// use ocop_rules::targets::{Forecast, Holding, Outlook, Renewal, StarsAim};
    ///
    /// let certificate = |from| Certificate::issue(Stars::Three, Span::on(from));
    /// let (lasting, ending) = (certificate(date(2027, 8, 5)), certificate(date(2026, 8, 5)));
    /// let held = |product, certificate| Holding {
    ///     product,
    ///     certificate,
    ///     renewal: Renewal::NotFiled,
    ///     lies: Certainty::Certainly,
    /// };
    /// let holdings = [held("honey", &lasting), held("tea", &ending)];
    /// let end = date(2030, 6, 30);
    /// let aim = StarsAim::AtLeast(Stars::Three);
    ///
    /// let early = Forecast::of_total(aim, date(2029, 3, 1), end, holdings, []);
    /// assert_eq!(early.count, Count { certain: 1, possible: 1 });
    /// let late = Forecast::of_total(aim, date(2029, 4, 8), end, holdings, []);
    /// assert_eq!(late.count, Count { certain: 1, possible: 0 });
    /// assert!(matches!(late.products[1], ("tea", _, Outlook::TooLate(_))));
    /// ```
    pub fn of_total(
        aim: StarsAim,
        today: Date,
        end: Date,
        holdings: impl IntoIterator<Item = Holding<'a>>,
        coming: impl IntoIterator<Item = Coming<'a>>,
    ) -> Self {
        let mut coming_to = BTreeMap::<&str, Possible>::new();
        for it in coming.into_iter().filter(|it| it.due <= end) {
            let possible = it.possible(aim);
            coming_to
                .entry(it.product)
                .and_modify(|known| known.also(possible))
                .or_insert(possible);
        }
        let mut products: Vec<(&str, Possible)> = Vec::new();
        for it in holdings {
            let Some(possible) = it.at_end(aim, today, end) else { continue };
            match products.last_mut() {
                Some((product, other)) if *product == it.product => other.or(possible),
                _ => products.push((it.product, possible)),
            }
        }
        if !coming_to.is_empty() {
            for (product, possible) in &mut products {
                if let Some(coming) = coming_to.remove(*product) {
                    possible.also(coming);
                }
            }
        }
        let all = products.into_iter().chain(coming_to);
        Self::new(all.map(|(product, it)| (product, it.counts(), it.outlook)))
    }

    /// The forecast of an addition: so many were added already, and these dossiers of products
    /// without a certificate are under way, which alone are listed.
    pub fn of_addition(
        aim: StarsAim,
        added: Count,
        end: Date,
        coming: impl IntoIterator<Item = Coming<'a>>,
    ) -> Self {
        let in_time = coming.into_iter().filter(|it| it.due <= end);
        let may_count = in_time.filter(|it| it.ranks().any(|stars| aim.takes(stars)));
        let due: BTreeMap<&str, Date> = may_count.map(|it| (it.product, it.due)).collect();
        let products = due
            .into_iter()
            .map(|(product, due)| (product, Certainty::Possibly, Outlook::Coming(due)));
        let mut forecast = Self::new(products);
        forecast.count.certain += added.certain;
        forecast.count.possible += added.possible;
        forecast
    }

    fn new(products: impl Iterator<Item = (&'a str, Certainty, Outlook)>) -> Self {
        let products: Vec<_> = products.collect();
        let count =
            |certainty| products.iter().filter(|it| it.1 == certainty).fold(0, |n, _| n + 1);
        let count =
            Count { certain: count(Certainty::Certainly), possible: count(Certainty::Possibly) };
        Self { count, products }
    }
}

impl Holding<'_> {
    /// What it may be at the end; none where it does not count today.
    fn at_end(&self, aim: StarsAim, today: Date, end: Date) -> Option<Possible> {
        let it = self.certificate;
        if it.counts(Basis::ValidOn(today)).min(self.lies) == Certainty::No {
            return None;
        }
        let stays = it.counts(Basis::ValidOn(end));
        let (holds, outlook) = match stays {
            Certainty::Certainly | Certainty::Possibly => (true, Outlook::Stays),
            Certainty::No if self.renewal == Renewal::Filed => (true, Outlook::RenewalFiled),
            Certainty::No => {
                let window = Window::before(it.valid_to.earliest());
                if today <= window.closes {
                    (true, Outlook::Renewable(window))
                } else {
                    (false, Outlook::TooLate(window))
                }
            }
        };
        let takes = aim.takes(it.stars);
        Some(Possible {
            nothing: stays.min(self.lies) != Certainty::Certainly,
            counting: holds && takes,
            other: holds && !takes,
            outlook,
        })
    }
}

impl Coming<'_> {
    /// The certified ranks that it may bring.
    fn ranks(&self) -> impl Iterator<Item = Stars> {
        let expected = self.stars;
        let may_be = move |it: &Stars| expected.is_none_or(|stars| stars == *it);
        Stars::BEST_FIRST.into_iter().filter(|it| it.is_certified()).filter(may_be)
    }

    /// What its product may be, if there is nothing else.
    fn possible(&self, aim: StarsAim) -> Possible {
        Possible {
            nothing: true,
            counting: self.ranks().any(|it| aim.takes(it)),
            other: self.ranks().any(|it| !aim.takes(it)),
            outlook: Outlook::Coming(self.due),
        }
    }
}

impl Possible {
    /// Of two certificates of a product, one is enough.
    fn or(&mut self, other: Self) {
        if other.counting && other.outlook == Outlook::Stays {
            self.outlook = other.outlook;
        }
        self.takes_reason_of(other);
        self.nothing &= other.nothing;
        self.counting |= other.counting;
        self.other |= other.other;
    }

    /// A dossier under way may bring another rank; if it brings none, all is as it was.
    fn also(&mut self, coming: Self) {
        self.takes_reason_of(coming);
        self.counting |= coming.counting;
        self.other |= coming.other;
    }

    /// What makes a product count is the reason that is told.
    fn takes_reason_of(&mut self, other: Self) {
        let is_too_late = matches!(self.outlook, Outlook::TooLate(_));
        if is_too_late || (other.counting && !self.counting) {
            self.outlook = other.outlook;
        }
    }

    fn counts(self) -> Certainty {
        match (self.counting, self.nothing || self.other) {
            (false, _) => Certainty::No,
            (true, false) => Certainty::Certainly,
            (true, true) => Certainty::Possibly,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::call::calls;
    use super::*;
    use crate::certificates::{Event, RevocationGround, Span};
    use crate::programme::Period;

    const TODAY: Date = date(2029, 3, 1);
    const END: Date = date(2030, 12, 31);
    const THREE_UP: StarsAim = StarsAim::AtLeast(Stars::Three);

    fn certificate(stars: Stars, from: Date) -> Certificate {
        Certificate::issue(stars, Span::on(from))
    }

    fn held(certificate: &Certificate, renewal: Renewal) -> Holding<'_> {
        Holding { product: "tea", certificate, renewal, lies: Certainty::Certainly }
    }

    fn coming(product: &'static str, stars: Option<Stars>, due: Date) -> Coming<'static> {
        Coming { product, stars, due }
    }

    fn count(certain: u64, possible: u64) -> Count {
        Count { certain, possible }
    }

    #[test]
    fn an_upgrade_under_way_leaves_the_product_certain_and_its_rank_possible() {
        let three = certificate(Stars::Three, date(2028, 8, 5));
        let four = coming("tea", Some(Stars::Four), date(2029, 6, 30));
        let forecast = |aim| {
            let holding = held(&three, Renewal::NotFiled);
            Forecast::of_total(aim, TODAY, END, [holding], [four]).count
        };
        assert_eq!(forecast(THREE_UP), count(1, 0));
        assert_eq!(forecast(StarsAim::Only(Stars::Three)), count(0, 1));
        assert_eq!(forecast(StarsAim::Only(Stars::Four)), count(0, 1));
        assert_eq!(forecast(StarsAim::Only(Stars::Five)), count(0, 0));
    }

    #[test]
    fn the_reason_is_what_makes_it_count() {
        let three = certificate(Stars::Three, date(2028, 8, 5));
        let ending = certificate(Stars::Four, date(2026, 8, 5));
        let four = StarsAim::Only(Stars::Four);
        let outlook = |held: &[Holding<'_>], coming: &[Coming<'_>]| {
            let (held, coming) = (held.iter().copied(), coming.iter().copied());
            Forecast::of_total(four, TODAY, END, held, coming).products[0].2
        };
        let staying = held(&three, Renewal::NotFiled);
        let upgrade = coming("tea", Some(Stars::Four), date(2029, 6, 30));
        assert_eq!(outlook(&[staying], &[upgrade]), Outlook::Coming(date(2029, 6, 30)));
        let renewed = held(&ending, Renewal::Filed);
        for both in [[staying, renewed], [renewed, staying]] {
            assert_eq!(outlook(&both, &[]), Outlook::RenewalFiled);
        }
    }

    #[test]
    fn what_may_lie_elsewhere_is_possible() {
        let three = certificate(Stars::Three, date(2028, 8, 5));
        let forecast = |lies| {
            let holding = Holding { lies, ..held(&three, Renewal::NotFiled) };
            Forecast::of_total(THREE_UP, TODAY, END, [holding], []).count
        };
        assert_eq!(forecast(Certainty::Certainly), count(1, 0));
        assert_eq!(forecast(Certainty::Possibly), count(0, 1));
        assert_eq!(forecast(Certainty::No), count(0, 0));
    }

    #[test]
    fn what_is_due_after_the_end_does_not_count() {
        let late = coming("oil", None, date(2031, 6, 30));
        let in_time = coming("rice", None, date(2030, 6, 30));
        let forecast = Forecast::of_total(THREE_UP, TODAY, END, [], [late, in_time]);
        assert_eq!(forecast.count, count(0, 1));
        assert_eq!(
            Forecast::of_addition(THREE_UP, count(3, 1), END, [late, in_time]).count,
            count(3, 2)
        );
    }

    #[test]
    fn a_lapsing_product_is_possible_while_something_can_be_done() {
        let ending = certificate(Stars::Three, date(2026, 8, 5));
        let forecast = |today, renewal| {
            Forecast::of_total(THREE_UP, today, END, [held(&ending, renewal)], []).products[0]
        };
        let window = Window::before(date(2029, 8, 5));
        let (possible, no) = (Certainty::Possibly, Certainty::No);
        let unfiled = Renewal::NotFiled;
        assert_eq!(forecast(window.closes, unfiled), ("tea", possible, Outlook::Renewable(window)));
        let late = date(2029, 4, 8);
        assert_eq!(forecast(late, unfiled), ("tea", no, Outlook::TooLate(window)));
        assert_eq!(forecast(late, Renewal::Filed), ("tea", possible, Outlook::RenewalFiled));
    }

    #[test]
    fn who_came_too_late_may_come_again_as_for_the_first_time() {
        let ending = certificate(Stars::Three, date(2026, 8, 5));
        let again = coming("tea", Some(Stars::Three), date(2029, 12, 30));
        let holding = held(&ending, Renewal::NotFiled);
        let today = date(2029, 6, 1);
        let forecast = Forecast::of_total(THREE_UP, today, END, [holding], [again]);
        let outlook = Outlook::Coming(date(2029, 12, 30));
        assert_eq!(forecast.products, [("tea", Certainty::Possibly, outlook)]);
    }

    #[test]
    fn what_is_revoked_or_superseded_is_neither_forecast_nor_called() {
        let ground = RevocationGround::Stopped;
        let on = date(2028, 1, 1);
        for event in [Event::Revoked { on, ground }, Event::Superseded { on: Span::on(on) }] {
            let mut it = certificate(Stars::Three, date(2026, 8, 5));
            it.events.push(event);
            let holding = held(&it, Renewal::NotFiled);
            let forecast = Forecast::of_total(THREE_UP, TODAY, END, [holding], []);
            assert_eq!(forecast.products, []);
            assert_eq!(calls(Period::year_of(TODAY), [holding]), []);
        }
    }

    #[test]
    fn who_has_filed_is_not_called() {
        let it = certificate(Stars::Three, date(2026, 8, 5));
        let year = Period::year_of(TODAY);
        assert_eq!(calls(year, [held(&it, Renewal::NotFiled)]).len(), 2);
        assert_eq!(calls(year, [held(&it, Renewal::Filed)]), []);
    }
}
