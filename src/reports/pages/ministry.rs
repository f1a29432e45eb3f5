//! The table `PTNT_OCOP` of the ministry's data standard (Decision 5277/QĐ-BNNMT), for one year.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::Response;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;
use ocop_rules::registry::{Basis, Certainty, Counted};
use serde::Deserialize;

use super::super::facts::{Facts, Needs};
use super::super::question::Scope;
use super::unit_of;
use crate::accounts::Login;
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::Failure;
use crate::machinery::sheet::written::{self, Ending};
use crate::market::YEARLY_FIGURES;

/// As the standard spells them.
const HEADINGS: [&str; 9] = [
    "MA_OCOP",
    "Ma_DonViHanhChinh",
    "Ma_ThoiGian",
    "Ma_SanPham",
    "TenSanPham",
    "XepHang",
    "ChuTheSXKD",
    "DoanhThuNam",
    "TrangThai",
];

/// A unit and a year.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    unit: String,
    year: Option<i16>,
}

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
    ending: Ending,
) -> Result<Response, Failure> {
    let unit = unit_of(&house, &login, &asked.unit)?;
    let today = house.clock.today();
    let year = asked.year.unwrap_or(today.year());
    let period = Period::years(year, year).map_err(|_| Failure::NotFound)?;
    let scope = Scope { unit, period, on: period.last().min(today) };
    let mut needs = Needs::default();
    needs.also(YEARLY_FIGURES.id);
    let mut tx = house.db.read().await?;
    let facts = Facts::read(&mut tx, &house, ledgers, scope, &needs).await?;
    drop(tx);
    let name = format!("PTNT_OCOP-{}-{year}", facts.scope.unit);
    written::list(ending, &name, move || (HEADINGS.into(), rows(&facts, year))).await
}

/// Every product that was ever certified until the year's end: what counts as certified then, and
/// what no longer does.
fn rows(facts: &Facts, year: i16) -> Vec<Vec<String>> {
    let turnover = turnover(facts);
    let kept = &facts.snapshot.kept;
    let row = |it: &crate::registry::Counting| {
        let product = kept.product(it.at)?;
        let producer = kept.producer(product)?;
        let place = kept.places.get(product.place)?;
        let commune: &UnitId = place.communes.first().unwrap_or(&place.unit);
        let held = product.speaks(facts.scope.on)?.0;
        let valid = product.counted(Basis::ValidOn(facts.scope.on)).map(Counted::at_all);
        let state = match valid {
            Some(Certainty::Certainly) => "Còn hiệu lực",
            Some(Certainty::Possibly) => "Chưa rõ hiệu lực",
            Some(Certainty::No) | None => "Hết hiệu lực",
        };
        Some(vec![
            held.number.to_string(),
            commune.code().to_owned(),
            year.to_string(),
            product.codes.last().map_or_else(|| product.id.to_string(), ToString::to_string),
            product.name.to_string(),
            format!("{}*", held.certificate.stars.number()),
            producer.name.to_string(),
            turnover.get(&*product.id).map_or_else(String::new, |it| millions(*it)),
            state.to_owned(),
        ])
    };
    facts.counting(Basis::EverUntil(facts.scope.on)).iter().filter_map(row).collect()
}

/// The turnover of the year, by product, in đồng.
fn turnover(facts: &Facts) -> HashMap<String, i64> {
    let noted = facts.noted(YEARLY_FIGURES.id, &facts.scope);
    let told = noted.filter_map(|it| {
        let row = &it.entry.row;
        Some((row.words("product").to_owned(), row.amount("turnover")?.value()))
    });
    told.collect()
}

/// In millions of đồng with two decimals, rounded down: `1300.50`.
fn millions(dong: i64) -> String {
    format!("{}.{:02}", dong / 1_000_000, dong % 1_000_000 / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turnover_is_told_in_millions_with_two_decimals() {
        assert_eq!(millions(1_300_509_999), "1300.50");
        assert_eq!(millions(70_000), "0.07");
    }
}
