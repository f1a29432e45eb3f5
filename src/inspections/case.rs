//! A product before its inspectors: its producer, its certificate, and what it was evaluated as.

use jiff::civil::Date;
use ocop_rules::accounts::Place;
use ocop_rules::criteria::{Marks, Mean, SetId};
use ocop_rules::inspections::{Upkeep, reached};
use ocop_rules::places::UnitId;

use super::store::Finding;
use crate::certificates::store::{self as certificates, Issued};
use crate::councils;
use crate::criteria::ProductSet;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::producers::{self, Producer};
use crate::products::{self, Product};

/// A product, its producer, and the certificate that speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) product: Product,
    pub(super) producer: Producer,
    /// The one that stands on the day; without one the latest; none when it never had one.
    pub(super) certificate: Option<Issued>,
    /// The units it lies in, as recorded and of today.
    units: Vec<UnitId>,
}

/// What a council's result stands on.
#[derive(Debug, Clone)]
pub(super) struct Evaluated {
    /// The option that the council's average reaches, criterion by criterion.
    pub(super) marks: Marks,
    /// The average total.
    pub(super) mean: Mean,
}

impl Case {
    pub(super) async fn of(
        house: &House,
        tx: &mut Tx<'_>,
        product: &str,
        day: Date,
    ) -> Result<Self, Failure> {
        let product = products::store::by_id(tx, product).await?;
        let producer = producers::store::by_id(tx, &product.producer).await?;
        let mut issued = certificates::of_product(tx, &product.id).await?;
        let standing = issued.iter().rposition(|it| it.terms.on(day).is_certified());
        let certificate = match standing {
            Some(at) => Some(issued.swap_remove(at)),
            None => issued.pop(),
        };
        let units = house.units_of(&product.commune);
        Ok(Self { product, producer, certificate, units })
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place::within(&self.units).of_producer(&self.producer.id)
    }

    /// The set that the product was evaluated by; where that edition is not known criterion by
    /// criterion, its sheet of the edition in force.
    pub(super) fn set<'h>(&self, house: &'h House) -> Option<&'h ProductSet> {
        let sheet = self.product.data.set_number?;
        let edition = self.certificate.as_ref().map(|it| it.edition);
        let of_then = edition.and_then(|it| house.standards.set(SetId::new(it, sheet)));
        of_then.or_else(|| house.standards.in_force()?.set(sheet))
    }

    /// What the council's result stands on; none for what was taken in from a list.
    pub(super) async fn evaluated(
        &self,
        house: &House,
        tx: &mut Tx<'_>,
    ) -> Result<Option<Evaluated>, Failure> {
        let Some(dossier) = self.certificate.as_ref().and_then(|it| it.dossier.as_deref()) else {
            return Ok(None);
        };
        let results = councils::store::results_of(tx, dossier).await?;
        let Some(result) = results.iter().find(|it| it.rejected.is_empty()) else {
            return Ok(None);
        };
        let set = house.standards.set(result.set);
        let Some(set) = set
            .filter(|it| self.set(house).is_some_and(|own| own.criteria.id() == it.criteria.id()))
        else {
            return Ok(None);
        };
        let averages = councils::averages(house, tx, &result.id).await?;
        Ok(averages.map(|it| Evaluated { marks: reached(&set.criteria, &it), mean: it.total() }))
    }

    /// The visit held against the evaluation, where there is one to hold it against.
    pub(super) fn upkeep(
        &self,
        house: &House,
        evaluated: &Evaluated,
        findings: &[Finding],
    ) -> Option<Upkeep> {
        let set = &self.set(house)?.criteria;
        let stars = self.certificate.as_ref()?.terms.stars;
        let mut visit = Marks::new(set);
        for it in findings.iter().filter(|it| it.set == set.id()) {
            let (Ok(code), Some(option)) = (it.criterion.parse(), it.chosen) else { continue };
            visit.choose(set, code, option).ok()?;
        }
        Upkeep::of(set, stars, &evaluated.marks, &visit).ok()
    }
}
