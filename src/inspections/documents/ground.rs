//! What the documents of a visit stand on.

use jiff::civil::Date;
use ocop_documents::words::{composed, long_date, short_date, stars};
use ocop_documents::{Align, Block, Document, Official, Table};
use ocop_rules::places::{Level, UnitId};

use super::super::case::Case;
use super::super::ledgers::PLANS;
use super::super::store::{self, Asked, Breach, Visit};
use crate::certificates;
use crate::house::House;
use crate::ledgers;
use crate::machinery::{Failure, Tx, logbook};
use crate::records::Draft;

/// A visit with its product and what was concluded on it.
pub(super) struct Ground {
    pub(super) visit: Visit,
    pub(super) case: Case,
    /// What was concluded on it, the earliest first.
    pub(super) breaches: Vec<Breach>,
    /// The unit whose office made it: that of the officer who recorded it.
    pub(super) unit: UnitId,
    /// The units that the product lies in.
    units: Vec<UnitId>,
}

impl Ground {
    pub(super) async fn of(house: &House, tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let visit = store::visit(tx, id).await?;
        let case = Case::of(house, tx, &visit.of.id, visit.visited_on).await?;
        let asked = Asked { product: &visit.of.id, ..Asked::default() };
        let mut breaches = store::breaches(tx, &asked).await?;
        breaches.retain(|it| it.visit == id);
        breaches.reverse();
        let units = house.units_of(&case.product.commune);
        let recorded = logbook::of(tx, &format!("visits/{id}")).await?.into_iter().next();
        let recorded = recorded.and_then(|it| UnitId::new(&it.unit).ok());
        let known = recorded.filter(|it| house.book.unit(it).is_some());
        let unit = known.or_else(|| province(house, &units)).ok_or(Failure::NotFound)?;
        Ok(Self { visit, case, breaches, unit, units })
    }

    /// `Mật ong hoa tràm`
    pub(super) fn product(&self) -> String {
        composed(&self.case.product.data.name)
    }

    /// Whose product it is.
    pub(super) fn producer(&self) -> String {
        composed(&self.case.producer.data.name)
    }

    /// The communes that there are on a day and that the product may lie in.
    fn communes<'h>(&'h self, house: &'h House, day: Date) -> Vec<&'h UnitId> {
        let is_then = |it: &&UnitId| {
            let unit = house.book.unit(it);
            unit.is_some_and(|it| it.level == Level::Commune && it.exists_on(day))
        };
        self.units.iter().filter(is_then).collect()
    }

    /// Where the product lies: by the name of the day of the visit, or as it was recorded.
    pub(super) fn place(&self, house: &House) -> String {
        let unit = match self.communes(house, self.visit.visited_on)[..] {
            [commune] => commune,
            _ => &self.case.product.commune,
        };
        house.book.full_name(unit)
    }

    /// The committees of the commune on a day; none where its own office writes.
    pub(super) fn committees(&self, house: &House, day: Date) -> Vec<String> {
        let others = self.communes(house, day).into_iter().filter(|it| **it != self.unit);
        others.map(|it| format!("Ủy ban nhân dân {}", house.book.name(it))).collect()
    }

    /// The plan that the visit carries out: its number and day, or its title.
    pub(super) async fn plan(&self, tx: &mut Tx<'_>) -> Result<Option<String>, Failure> {
        if self.visit.plan.is_empty() {
            return Ok(None);
        }
        let row = ledgers::store::by_id(tx, &PLANS, &self.visit.plan).await?.row;
        let number = row.words("number");
        let said = match (number, row.days("signed_on")) {
            ("", _) => format!("“{}”", row.words("title")),
            (number, Some((day, _))) => format!("số {number} {}", long_date(day)),
            (number, None) => format!("số {number}"),
        };
        Ok(Some(said))
    }

    /// Product and certificate, as a form states them.
    pub(super) fn facts(&self, house: &House) -> Vec<Block> {
        let mut facts = vec![
            Block::fact("Sản phẩm", self.product()),
            Block::fact("Chủ thể", self.producer()),
            Block::fact("Địa chỉ sản xuất", self.place(house)),
        ];
        let Some(certificate) = &self.case.certificate else {
            facts.push(Block::fact("Giấy chứng nhận", "chưa được cấp"));
            return facts;
        };
        let terms = &certificate.terms;
        let number = match certificate.number.as_str() {
            "" => "không rõ số".to_owned(),
            number => format!("số {number}"),
        };
        let standing = certificates::standing_label(terms.on(self.visit.visited_on));
        let until = short_date(terms.valid_to.latest());
        facts.push(Block::fact("Hạng được công nhận", stars(terms.stars.number())));
        facts.push(Block::fact(
            "Giấy chứng nhận",
            format!(
                "{number}, có giá trị đến hết ngày {until}; ngày kiểm tra: {}",
                standing.to_lowercase()
            ),
        ));
        facts
    }

    /// The draft of a document of this visit.
    pub(super) fn draft(self, official: Official, subject: String) -> Draft {
        Draft {
            document: Document::Official(Box::new(official)),
            subject,
            back: format!("/inspections/{}", self.visit.id),
            unit: self.unit,
            units: self.units,
            producer: Some(self.case.producer.id),
            seats: Vec::new(),
            of_record: None,
        }
    }
}

/// What must be put right, and by when.
pub(super) fn remedies<'a>(breaches: impl IntoIterator<Item = &'a Breach>) -> Table {
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Vi phạm", 58, Align::Left),
        ("Phải khắc phục", 67, Align::Left),
        ("Hạn", 30, Align::Center),
    ]);
    for (it, number) in breaches.into_iter().zip(1..) {
        let (remedy, due) = match it.rules.remedy {
            Some(remedy) => (composed(&it.remedy), short_date(remedy.due())),
            None => ("–".to_owned(), "–".to_owned()),
        };
        table.rows.push(vec![number.to_string(), composed(&it.what), remedy, due]);
    }
    table
}

/// The province of today among these units.
fn province(house: &House, units: &[UnitId]) -> Option<UnitId> {
    let units = units.iter().filter_map(|it| house.book.unit(it));
    let today = house.clock.today();
    let mut provinces = units.filter(|it| it.level == Level::Province && it.exists_on(today));
    provinces.next().map(|it| it.id.clone())
}
