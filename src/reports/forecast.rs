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

impl Facts {
    /// What is forecast for the end of a target: by which question, how many, and whether that is
    /// enough. None where it is no target of products, or has ended.
    pub(super) fn foreseen(&self, aimed: &Aimed) -> Option<(Of, Amount, Prospect)> {
        let count = self.forecast(&aimed.target, self.scope.on)?.0.count;
        Some((Of::Forecast(aimed.id.clone()), count.into(), aimed.target.prospect(count)))
    }

    /// How many products are forecast for a target of the unit.
    pub(super) fn forecast_value(&self, target: &str, scope: &Scope) -> Amount {
        let forecast = self.own_target(target).and_then(|it| self.forecast(&it, scope.on));
        forecast.map_or(Amount::ZERO, |it| it.0.count.into())
    }

    /// Which products they are, each with the reason.
    pub(super) fn forecast_found(&self, target: &str, scope: &Scope) -> Vec<Found> {
        let Some(target) = self.own_target(target) else { return Vec::new() };
        let Some((forecast, added)) = self.forecast(&target, scope.on) else { return Vec::new() };
        let ways = self.ways.all().iter().enumerate();
        let ways: HashMap<&str, usize> = ways.map(|(at, it)| (self.way_id(it), at)).collect();
        let way = |product: &str, certainty: Certainty, note: String| {
            let what = What::Way(*ways.get(product)?);
            (certainty != Certainty::No).then_some(Found { what, certainty, note })
        };
        let added = added.map(|it| self.answer_in(&it.of, &it.scope).found).unwrap_or_default();
        let added = added.into_iter().filter_map(|it| {
            way(&self.id(&it.what), it.certainty, format!("Đã tăng thêm {}", it.note))
        });
        let foreseen = forecast.products.iter();
        let foreseen = foreseen.filter_map(|(product, certainty, outlook)| {
            way(product, *certainty, outlook_words(*outlook))
        });
        added.chain(foreseen).collect()
    }

    /// The target of this id, of the unit itself.
    fn own_target(&self, id: &str) -> Option<Target> {
        let entry = self.all(TARGETS.id).iter().find(|it| it.id == id)?;
        target_of(&entry.row).filter(|_| entry.row.unit == self.scope.unit)
    }

    /// What will count for a target at its end; of an addition also what was added already, which
    /// is in the count and not among the products.
    fn forecast(&self, target: &Target, today: Date) -> Option<(Forecast<'_>, Option<Reckoned>)> {
        let end = target.stretch(today).last();
        let aim = match target.measure() {
            Measure::Certified(aim) | Measure::NewlyCertified(aim) if today <= end => aim,
            _ => return None,
        };
        let counting = target.counting(today)?;
        if let Counting::On(_) = counting {
            let forecast = Forecast::of_total(aim, today, end, self.holdings(), self.coming());
            return Some((forecast, None));
        }
        let added = self.reckon(target, counting);
        let unheld = self.coming().filter(|it| !self.is_held(it.product, today));
        let forecast = Forecast::of_addition(aim, added.value.into(), end, unheld);
        Some((forecast, Some(added)))
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

/// Why a product is forecast.
fn outlook_words(outlook: Outlook) -> String {
    let day = ocop_documents::words::short_date;
    match outlook {
        Outlook::Stays => "Giấy chứng nhận còn hiệu lực".to_owned(),
        Outlook::RenewalFiled => "Hết hạn trước đó, đã nộp hồ sơ đánh giá lại".to_owned(),
        Outlook::Renewable(window) => format!(
            "Hết hạn trước đó, cần nộp hồ sơ đánh giá lại từ {} đến {}",
            day(window.opens),
            day(window.closes)
        ),
        Outlook::TooLate(window) => {
            format!("Hết hạn trước đó, đã quá hạn nộp hồ sơ {}", day(window.closes))
        }
        Outlook::Coming(due) => format!("Đang có hồ sơ, đánh giá xong trước {}", day(due)),
    }
}
