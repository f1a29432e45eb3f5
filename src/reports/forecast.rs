//! What is forecast for the end of a target, as far as certificates and dossiers tell: how many
//! products, which, and why.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::programme::DossierKind;
use ocop_rules::records::Amount;
use ocop_rules::registry::{Basis, Certainty};
use ocop_rules::targets::{
    Coming, Counting, Forecast, Holding, Measure, Outlook, Prospect, Renewal, Target,
};

use super::aims::{Aimed, Reckoned};
use super::answer::{Found, What};
use super::facts::Facts;
use super::question::{Of, Scope};
use crate::targets::{TARGETS, target_of};

/// A forecast.
struct Foreseen<'a> {
    /// The last day of the target, or of its year.
    end: Date,
    /// What it is; of an addition, what was added already is in its count and not among its
    /// products.
    of: Forecast<'a>,
    /// What was added already.
    added: Option<Reckoned>,
}

impl Facts {
    /// What is forecast for the end of a target: by which question, how many, and whether that is
    /// enough. None where it is no target of products, or has ended.
    pub(super) fn foreseen(&self, aimed: &Aimed) -> Option<(Of, Amount, Prospect)> {
        let count = self.forecast(&aimed.target, self.scope.on)?.of.count;
        Some((Of::Forecast(aimed.id.clone()), count.into(), aimed.target.prospect(count)))
    }

    /// Whether there is such a forecast: of a target of the unit itself, of products, that has not
    /// ended.
    pub(super) fn is_forecast(&self, target: &str) -> bool {
        self.own_target(target).is_some_and(|it| self.forecast(&it, self.scope.on).is_some())
    }

    /// How many products are forecast for a target of the unit.
    pub(super) fn forecast_value(&self, target: &str, scope: &Scope) -> Amount {
        let target = self.own_target(target);
        let foreseen = target.as_ref().and_then(|it| self.forecast(it, scope.on));
        foreseen.map_or(Amount::ZERO, |it| it.of.count.into())
    }

    /// Which products they are, each with the reason.
    pub(super) fn forecast_found(&self, target: &str, scope: &Scope) -> Vec<Found> {
        let target = self.own_target(target);
        let foreseen = target.as_ref().and_then(|it| self.forecast(it, scope.on));
        let Some(Foreseen { end, of, added }) = foreseen else { return Vec::new() };
        let ways = self.ways.all().iter().enumerate();
        let ways: HashMap<&str, usize> = ways.map(|(at, it)| (self.way_id(it), at)).collect();
        let way = |product: &str, certainty: Certainty, note: String| {
            Some(Found { what: What::Way(*ways.get(product)?), certainty, note })
        };
        let added = added.map(|it| self.answer_in(&it.of, &it.scope).found).unwrap_or_default();
        let added = added.into_iter().filter_map(|it| {
            way(&self.id(&it.what), it.certainty, format!("Đã được công nhận: {}", it.note))
        });
        let possible = of.products.iter().filter(|it| it.1 != Certainty::No);
        let possible = possible.filter_map(|(product, certainty, outlook)| {
            way(product, *certainty, reason(*outlook, end))
        });
        added.chain(possible).collect()
    }

    /// The target of this id, of the unit itself.
    fn own_target(&self, id: &str) -> Option<Target> {
        let entry = self.all(TARGETS.id).iter().find(|it| it.id == id)?;
        target_of(&entry.row).filter(|_| entry.row.unit == self.scope.unit)
    }

    fn forecast(&self, target: &Target, today: Date) -> Option<Foreseen<'_>> {
        let end = target.stretch(today).last();
        let aim = match target.measure() {
            Measure::Certified(aim) | Measure::NewlyCertified(aim) if today <= end => aim,
            _ => return None,
        };
        let counting = target.counting(today)?;
        if let Counting::On(_) = counting {
            let of = Forecast::of_total(aim, today, end, self.holdings(), self.coming());
            return Some(Foreseen { end, of, added: None });
        }
        let added = self.reckon(target, counting);
        let unheld = self.coming().filter(|it| !self.is_held(it.product, today));
        let of = Forecast::of_addition(aim, added.value.into(), end, unheld);
        Some(Foreseen { end, of, added: Some(added) })
    }

    /// The certificates of the unit, and whether their renewal is under way.
    pub fn holdings(&self) -> impl Iterator<Item = Holding<'_>> {
        let kept = &self.snapshot.kept;
        let lying = self.products().lying();
        let renewals = self.ways.open.iter().filter(|it| it.kind == DossierKind::Renewal);
        let filed: HashSet<&str> = renewals.map(|it| it.product.as_str()).collect();
        (0..lying.len()).filter_map(move |it| lying.get(it).copied()).flat_map(move |it| {
            let product = kept.product(it.at);
            let is_filed = product.is_some_and(|it| filed.contains(&*it.id));
            let renewal = if is_filed { Renewal::Filed } else { Renewal::NotFiled };
            product.into_iter().flat_map(move |product| {
                product.certificates().map(move |certificate| Holding {
                    product: &product.id,
                    certificate,
                    renewal,
                    lies: it.lies,
                })
            })
        })
    }

    /// The dossiers from which a certificate may come.
    fn coming(&self) -> impl Iterator<Item = Coming<'_>> {
        let open = self.ways.open.iter().filter(|it| it.kind != DossierKind::Renewal);
        open.map(|it| Coming { product: &it.product, stars: None::<Stars>, due: it.due })
    }

    fn is_held(&self, product: &str, day: Date) -> bool {
        let kept = &self.snapshot.kept;
        let held = kept.at(product).and_then(|it| kept.product(it));
        held.and_then(|it| it.counted(Basis::ValidOn(day)))
            .is_some_and(|it| it.at_all() != Certainty::No)
    }
}

/// Why a product may count on the last day of a target.
fn reason(outlook: Outlook, end: Date) -> String {
    let day = ocop_documents::words::short_date;
    let ends_before = format!("Giấy chứng nhận hết hạn trước {}", day(end));
    match outlook {
        Outlook::Stays => format!("Giấy chứng nhận còn hiệu lực vào {}", day(end)),
        Outlook::RenewalFiled => format!("{ends_before}; đã nộp hồ sơ đánh giá lại"),
        Outlook::Renewable(window) => {
            let [opens, closes] = [window.opens, window.closes].map(day);
            format!("{ends_before}; hồ sơ đánh giá lại nộp từ {opens} đến {closes}")
        }
        // Such a product counts only by something else, which then is the reason.
        Outlook::TooLate(_) => ends_before,
        Outlook::Coming(due) => format!("Đang có hồ sơ, đánh giá chậm nhất {}", day(due)),
    }
}
