//! The tables of a report. A number asks something and opens to its list, but for those of the
//! table by unit, and of products whose earlier steps nobody wrote down.

use std::collections::{BTreeMap, BTreeSet};

use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;
use ocop_rules::products::Milestone;
use ocop_rules::programme::{DossierKind, edition_on};
use ocop_rules::records::Amount;
use ocop_rules::registry::{Certainty, Change};
use ocop_rules::targets::StarsAim;

use super::answer::meets;
use super::composed::{Cell, Table};
use super::facts::Facts;
use super::indicator::{Indicator, Measure, indicators};
use super::listing::Listing;
use super::question::{Moment, Of, Written};
use super::words;
use crate::criteria::{EarlierGroup, earlier_groups};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::registry::industry_label;

/// A list is cut after so many rows; all of it is a click away, and in the workbook.
const MOST_ROWS: usize = 300;

const RANKS: [Stars; 3] = [Stars::Five, Stars::Four, Stars::Three];

/// What tables are made from.
pub(super) struct Tables<'a> {
    pub(super) facts: &'a Facts,
    pub(super) house: &'a House,
    pub(super) ledgers: Ledgers,
    /// Whether products are told by the units that there are today, or by those that there were.
    pub(super) today: bool,
}

impl Tables<'_> {
    /// The table of this word; none where it would be empty.
    pub(super) fn table(&self, id: &str) -> Option<Table> {
        let table = match id {
            "stars" => self.stars(),
            "changes" => self.changes(),
            "industries" => self.industries(),
            "industries-then" => self.industries_then(),
            "parts" => self.parts(),
            "products" => self.products(),
            "ways" => self.ways(),
            "stayed" => self.stayed(),
            "producers" => self.numbers("Chủ thể theo loại hình", "Loại hình", "producers."),
            "money" => self.money_by_source(),
            "money-kinds" => self.money_by_kind(),
            "money-years" => self.money_by_years(),
            "difficulties" => self.difficulties(),
            "tasks" => self.tasks(),
            "targets" => self.targets(),
            "targets-next" => self.next(),
            "figures" => self.figures(),
            _ => return None,
        };
        (!table.rows.is_empty()).then(|| Table { id: id.to_owned(), ..table })
    }

    /// A number that opens to its list.
    fn cell(&self, of: &Of, measure: Measure) -> Cell {
        let value = self.facts.answer(of).value;
        let asks = (value != Amount::ZERO).then(|| Written::from(of));
        Cell { text: words::number(value, measure), asks, ..Cell::default() }
    }

    fn certified(&self, moment: Moment, stars: Option<Stars>, class: Option<&str>) -> Cell {
        let stars = stars.map(StarsAim::Only);
        let of = Of::Products { moment, stars, class: class.map(str::to_owned), kind: None };
        self.cell(&of, Measure::Products)
    }

    fn stars(&self) -> Table {
        let row = |stars: Option<Stars>| {
            let label = stars.map_or("Tất cả".to_owned(), |it| format!("{} sao", it.number()));
            let moments = [Moment::ValidBefore, Moment::Valid, Moment::Ever];
            let cells = moments.map(|it| self.certified(it, stars, None));
            [Cell::words(label)].into_iter().chain(cells).collect::<Vec<_>>()
        };
        let ranks = RANKS.map(Some).into_iter().chain([None]);
        let on = ocop_documents::words::short_date(self.facts.scope.on);
        let valid = format!("Còn hiệu lực {on}");
        let headings = ["Hạng", "Còn hiệu lực trước kỳ", &valid, "Lũy kế"];
        let rows: Vec<Vec<Cell>> = ranks.map(row).collect();
        // Nothing but noughts is no table; the sentence above has said so.
        let rows = if rows.iter().any(|it| is_told(it)) { rows } else { Vec::new() };
        table("Sản phẩm theo hạng sao", &headings, rows)
    }

    fn changes(&self) -> Table {
        let row = |change: Change| -> Vec<Cell> {
            let cell = |stars: Option<Stars>| {
                let of = Of::Changes { change, stars: stars.map(StarsAim::Only) };
                self.cell(&of, Measure::Products)
            };
            [Cell::words(words::change(change))].into_iter().chain(AIMS.map(cell)).collect()
        };
        let rows = Change::ALL.into_iter().map(row).filter(|it| is_told(it)).collect();
        table("Biến động trong kỳ", &BY_STARS, rows)
    }

    fn industries(&self) -> Table {
        let class = |at: u32| self.facts.snapshot.kept.product(at).map(|it| it.class.to_string());
        let counting = self.facts.counting(Moment::Valid.basis(&self.facts.scope));
        let group = |class: String| match class.split('.').take(2).collect::<Vec<_>>().join(".") {
            it if it.is_empty() => "-".to_owned(),
            it => it,
        };
        let groups: BTreeSet<String> =
            counting.iter().filter_map(|it| class(it.at)).map(group).collect();
        let row = |class: String| {
            let name = self.house.standards.classification();
            let label = industry_label(name, &class).unwrap_or("Chưa rõ nhóm").to_owned();
            let cells = AIMS.map(|it| self.certified(Moment::Valid, it, Some(&class)));
            [Cell::words(label)].into_iter().chain(cells).collect()
        };
        let headings = ["Nhóm sản phẩm", "Tất cả", "5 sao", "4 sao", "3 sao"];
        table("Sản phẩm còn hiệu lực theo nhóm", &headings, groups.into_iter().map(row).collect())
    }

    /// By the groups of the edition that was in force on the day of the figures, where they were not
    /// those of today.
    fn industries_then(&self) -> Table {
        let row = |group: &EarlierGroup| {
            let label = format!("{}: {}", group.industry, group.name);
            let class = group.now.join(",");
            let cells = AIMS.map(|it| self.certified(Moment::Valid, it, Some(&class)));
            [Cell::words(label)].into_iter().chain(cells).collect::<Vec<_>>()
        };
        let then = edition_on(self.facts.scope.on, DossierKind::First);
        let groups = then.map_or(&[][..], |it| earlier_groups(it.edition));
        let groups = groups.iter().filter(|it| !it.now.is_empty());
        let headings = ["Nhóm khi đó", "Tất cả", "5 sao", "4 sao", "3 sao"];
        let rows = groups.map(row).filter(|it| is_told(it)).collect();
        table("Sản phẩm còn hiệu lực theo nhóm của Quyết định 1048/QĐ-TTg", &headings, rows)
    }

    /// By unit: those of then, or those of today.
    fn parts(&self) -> Table {
        let counting = self.facts.counting(Moment::Valid.basis(&self.facts.scope));
        let mut parts: BTreeMap<String, [(i64, i64); 4]> = BTreeMap::new();
        for it in counting.iter() {
            let Some(product) = self.facts.snapshot.kept.product(it.at) else { continue };
            let counts = parts.entry(self.part(product.place)).or_default();
            for (count, aim) in counts.iter_mut().zip(AIMS) {
                match it.lies.min(meets(it.counted, aim.map(StarsAim::Only))) {
                    Certainty::Certainly => count.0 += 1,
                    Certainty::Possibly => count.1 += 1,
                    Certainty::No => {}
                }
            }
        }
        let row = |(name, counts): (String, [(i64, i64); 4])| {
            [Cell::words(name)].into_iter().chain(counts.map(of_part)).collect()
        };
        let caption = if self.today {
            "Sản phẩm còn hiệu lực theo đơn vị hành chính hiện nay"
        } else {
            "Sản phẩm còn hiệu lực theo đơn vị hành chính khi công nhận"
        };
        let headings = ["Đơn vị", "Tất cả", "5 sao", "4 sao", "3 sao"];
        let mut rows: Vec<Vec<Cell>> = parts.into_iter().map(row).collect();
        ocop_documents::words::sort_by_name(&mut rows, |it| it.first().map_or("", |it| &it.text));
        table(caption, &headings, rows)
    }

    /// The unit, next beneath the one that is told of, that a place lies in.
    fn part(&self, place: u32) -> String {
        let Some(place) = self.facts.snapshot.kept.places.get(place) else {
            return String::new();
        };
        let book = &self.facts.book;
        let beneath = |unit: &UnitId| {
            let chain = book.chain_ids(unit);
            let own = chain.iter().position(|it| *it == self.facts.scope.unit);
            let next = own.and_then(|it| it.checked_sub(1)).and_then(|it| chain.get(it));
            next.unwrap_or(unit).clone()
        };
        let today = if self.today { &place.communes[..] } else { &[] };
        let mut units: Vec<UnitId> = today.iter().map(beneath).collect();
        if units.is_empty() {
            units.push(beneath(&place.unit));
        }
        units.dedup();
        let names: Vec<String> = units.iter().map(|it| book.name(it)).collect();
        names.join(" hoặc ")
    }

    fn products(&self) -> Table {
        let of = Of::Products { moment: Moment::Valid, stars: None, class: None, kind: None };
        self.list("Danh mục sản phẩm còn hiệu lực", &of)
    }

    fn list(&self, caption: &str, of: &Of) -> Table {
        let mut answer = self.facts.answer(of);
        let all = answer.found.len();
        answer.found.truncate(MOST_ROWS);
        let listing = Listing::of(self.facts, self.house, self.ledgers, of, &answer);
        let row = |it: super::listing::Line| {
            let mut cells: Vec<Cell> = it.cells.into_iter().map(Cell::words).collect();
            if let Some(first) = cells.first_mut() {
                first.address = it.address;
            }
            cells
        };
        let rows = listing.rows.into_iter().map(row).collect();
        let more = all.saturating_sub(MOST_ROWS);
        Table { more, asks: Some(Written::from(of)), ..table(caption, &listing.headings, rows) }
    }

    fn ways(&self) -> Table {
        let funnel = self.facts.funnel(self.facts.scope.on);
        let counted: Vec<Milestone> = funnel.counts().map(|it| it.0).collect();
        let row = |(at, milestone): (usize, &Milestone)| {
            let next = counted.get(at + 1);
            let stayed = next.map(|it| self.cell(&Of::Stayed(*milestone, *it), Measure::Products));
            let skipped = next.map(|it| funnel.between(*milestone, *it).skipped.len());
            vec![
                Cell::words(words::capital(words::milestone(*milestone))),
                self.cell(&Of::Reached(*milestone), Measure::Products),
                stayed.unwrap_or_default(),
                Cell::words(skipped.map_or_else(String::new, |it| it.to_string())),
            ]
        };
        let headings =
            ["Bước", "Số sản phẩm", "Chưa sang bước sau", "Sang bước sau, không rõ bước này"];
        table("Từ ý tưởng đến công nhận", &headings, counted.iter().enumerate().map(row).collect())
    }

    /// What came close and was not recognised, each with its reason.
    fn stayed(&self) -> Table {
        let last = [
            Milestone::EvaluatedByCentre,
            Milestone::EvaluatedByProvince,
            Milestone::EvaluatedByDistrict,
            Milestone::Standardised,
        ];
        let stayed = last.map(|it| Of::Stayed(it, Milestone::Certified));
        let first = stayed.iter().find(|it| !self.facts.answer(it).found.is_empty());
        let caption = "Sản phẩm chưa được công nhận và lý do";
        first.map(|it| self.list(caption, it)).unwrap_or_default()
    }

    /// The indicators whose words begin so, one a row; those that are nothing are left out.
    fn numbers(&self, caption: &str, what: &str, words: &str) -> Table {
        let of = |it: &&Indicator| {
            it.id.starts_with(words) && !matches!(it.of, Of::Producers { moment: Moment::Ever, .. })
        };
        let row = |it: &Indicator| vec![Cell::words(&it.name), self.cell(&it.of, it.measure)];
        let rows = indicators().iter().filter(of).map(row).filter(|it| is_told(it)).collect();
        table(caption, &[what, "Số lượng"], rows)
    }
}

const AIMS: [Option<Stars>; 4] = [None, Some(Stars::Five), Some(Stars::Four), Some(Stars::Three)];

/// So many certified products of a part.
fn of_part((certain, possible): (i64, i64)) -> Cell {
    let value = Amount::between(certain, certain.saturating_add(possible));
    Cell::words(words::number(value.unwrap_or(Amount::exactly(certain)), Measure::Products))
}

const BY_STARS: [&str; 5] = ["Biến động", "Tất cả", "5 sao", "4 sao", "3 sao"];

/// Whether any number of the row is more than nothing.
pub(super) fn is_told(row: &[Cell]) -> bool {
    row.iter().any(|it| it.asks.is_some())
}

pub(super) fn table(caption: &str, headings: &[&str], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        caption: caption.to_owned(),
        headings: headings.iter().map(|it| (*it).to_owned()).collect(),
        rows,
        ..Table::default()
    }
}
