//! An answer as a list: what a number opens to.

use ocop_rules::registry::Certainty;

use super::answer::{Answer, Found, What};
use super::facts::Facts;
use super::question::Of;
use crate::house::House;
use crate::ledgers::{Ledger, Ledgers};
use crate::producers::kind_label;
use crate::registry::Product;

/// A list: what its columns are, and its rows.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// What stands above each column; the first names the thing.
    pub headings: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Line>,
}

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// Where its page is; empty where there is none.
    pub address: String,
    /// A cell for each heading.
    pub cells: Vec<String>,
    /// Whether it counts certainly.
    pub is_sure: bool,
}

const PRODUCT: [&str; 8] = [
    "Sản phẩm",
    "Hạng",
    "Chủ thể",
    "Địa phương khi công nhận",
    "Xã, phường hiện nay",
    "Giấy chứng nhận",
    "Quyết định",
    "Hiệu lực",
];
const PRODUCER: [&str; 4] = ["Chủ thể", "Loại hình", "Địa chỉ", "Số đăng ký"];
const WAY: [&str; 2] = ["Sản phẩm", "Địa phương"];
const ON: [&str; 1] = ["Ngày"];
const REASON: [&str; 1] = ["Lý do, tình trạng"];
const UNIT: [&str; 1] = ["Đơn vị"];

/// Every heading that is not a ledger's.
#[cfg(test)]
pub(super) const HEADINGS: [&[&str]; 6] = [&PRODUCT, &PRODUCER, &WAY, &ON, &REASON, &UNIT];

impl Listing {
    /// The list behind an answer.
    pub fn of(facts: &Facts, house: &House, ledgers: Ledgers, of: &Of, answer: &Answer) -> Self {
        let mut headings: Vec<&'static str> = match of {
            Of::Products(_) => PRODUCT.to_vec(),
            Of::Changes { .. } | Of::Added(_) => [PRODUCT.as_slice(), &ON].concat(),
            Of::Producers { .. } => PRODUCER.to_vec(),
            Of::Reached(_) | Of::Came(_) | Of::Skipped(..) => WAY.to_vec(),
            Of::Stayed(..) | Of::Forecast(_) => [WAY.as_slice(), &REASON].concat(),
            Of::Entries(kept) | Of::Sum { kept, .. } => {
                let ledger = ledgers.find(&kept.ledger).ok();
                let shown = ledger.into_iter().flat_map(Ledger::shown);
                shown.map(|(_, column)| column.label).chain(UNIT).collect()
            }
        };
        let rows = answer.found.iter().map(|it| facts.line(house, of, it)).collect::<Vec<_>>();
        let width = rows.iter().map(|it: &Line| it.cells.len()).max().unwrap_or(headings.len());
        headings.truncate(width.max(1));
        Self { headings, rows }
    }
}

impl Facts {
    fn line(&self, house: &House, of: &Of, found: &Found) -> Line {
        let (address, mut cells) = match &found.what {
            What::Product(at) => match self.snapshot.kept.product(*at) {
                Some(it) => (format!("/registry/{}", it.id), self.product(of, it)),
                None => Default::default(),
            },
            What::Producer(at) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                let producer = self.snapshot.kept.producers.get(at);
                let cells = producer.map(|it| {
                    vec![
                        it.name.to_string(),
                        it.kind.map_or("", kind_label).to_owned(),
                        it.address.to_string(),
                        it.registration_number.to_string(),
                    ]
                });
                let id = producer.map_or("", |it| &*it.id);
                (format!("/producers/{id}"), cells.unwrap_or_default())
            }
            What::Way(at) => match self.ways.all().get(*at) {
                Some(it) => {
                    let unit = self.way_unit(it).map(|it| self.book.full_name(&it));
                    let cells = vec![self.way_name(it).to_owned(), unit.unwrap_or_default()];
                    (self.way_address(it), cells)
                }
                None => Default::default(),
            },
            What::Entry(ledger, at) => match self.all(ledger).get(*at) {
                Some(it) => {
                    let row = &it.row;
                    let cell = |(at, column)| match row.values.get(at) {
                        Some(value) => self.words(house, row.ledger, (column, value)),
                        None => String::new(),
                    };
                    let mut cells: Vec<String> = row.ledger.shown().map(cell).collect();
                    cells.push(self.book.name(&row.unit));
                    (format!("{}/{}", row.ledger.address(), it.id), cells)
                }
                None => Default::default(),
            },
        };
        if matches!(of, Of::Changes { .. } | Of::Added(_) | Of::Stayed(..) | Of::Forecast(_)) {
            cells.push(found.note.clone());
        }
        Line { address, cells, is_sure: found.certainty == Certainty::Certainly }
    }

    fn product(&self, of: &Of, product: &Product) -> Vec<String> {
        let kept = &self.snapshot.kept;
        let day = match of {
            Of::Products(it) => it.moment.basis(&self.scope).day(),
            _ => self.scope.on,
        };
        let held = product.speaks(day).map(|it| it.0);
        let place = kept.places.get(product.place);
        let date = ocop_documents::words::short_date;
        let now = place.into_iter().flat_map(|it| &it.communes).map(|it| self.book.full_name(it));
        let term = held.map(|it| {
            let it = &it.certificate;
            let first = if it.valid_from.is_known() {
                date(it.valid_from.latest())
            } else {
                format!("{} … {}", date(it.valid_from.earliest()), date(it.valid_from.latest()))
            };
            format!("{first} – {}", date(it.valid_to.latest()))
        });
        let decision = held.and_then(|it| it.decision.as_ref());
        vec![
            product.name.to_string(),
            held.map_or_else(String::new, |it| format!("{} sao", it.certificate.stars.number())),
            kept.producer(product).map_or_else(String::new, |it| it.name.to_string()),
            place.map_or_else(String::new, |it| self.book.full_name(&it.unit)),
            now.collect::<Vec<_>>().join("; "),
            held.map_or_else(String::new, |it| it.number.to_string()),
            decision.map_or_else(String::new, |it| {
                format!("{} ngày {}", it.number, date(it.decided_on))
            }),
            term.unwrap_or_default(),
        ]
    }
}
