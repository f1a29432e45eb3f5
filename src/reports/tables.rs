//! The tables of a report. A number asks something and opens to its list.

use std::collections::{BTreeMap, BTreeSet};

use ocop_rules::criteria::Stars;
use ocop_rules::products::Milestone;
use ocop_rules::programme::{DossierKind, edition_on};
use ocop_rules::records::Amount;
use ocop_rules::registry::{Certainty, Change};
use ocop_rules::targets::StarsAim;

use super::answer::{meets, number};
use super::composed::{Cell, Table};
use super::facts::Facts;
use super::indicator::{Indicator, Measure, indicators};
use super::listing::Listing;
use super::parts::{Part, Places};
use super::question::{Moment, Of, Products, Written};
use super::words;
use crate::criteria::{EarlierGroup, earlier_groups};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::registry::industry_label;

/// A list is cut after so many rows; all of it is a click away, and in the workbook.
const MOST_ROWS: usize = 300;

const RANKS: [Stars; 3] = [Stars::Five, Stars::Four, Stars::Three];

/// A table of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableId {
    /// Certified products by rank.
    Stars,
    /// What befell products in the period.
    Changes,
    /// By group of products.
    Industries,
    /// By the groups of the edition that was in force.
    IndustriesThen,
    /// By unit.
    Parts,
    /// The certified products, one by one.
    Products,
    /// How far products have come.
    Ways,
    /// What came close and was not recognised.
    Stayed,
    /// Producers by kind.
    Producers,
    /// Money by source.
    Money,
    /// Money by what it is for.
    MoneyKinds,
    /// Money by year.
    MoneyYears,
    /// Difficulties, and what became of them.
    Difficulties,
    /// Tasks, and what became of them.
    Tasks,
    /// Targets and how far they have come.
    Targets,
    /// What was set for the time to come.
    TargetsNext,
    /// What documents declare beside what is counted.
    Figures,
}

impl TableId {
    /// All of them.
    const ALL: [Self; 17] = [
        Self::Stars,
        Self::Changes,
        Self::Industries,
        Self::IndustriesThen,
        Self::Parts,
        Self::Products,
        Self::Ways,
        Self::Stayed,
        Self::Producers,
        Self::Money,
        Self::MoneyKinds,
        Self::MoneyYears,
        Self::Difficulties,
        Self::Tasks,
        Self::Targets,
        Self::TargetsNext,
        Self::Figures,
    ];

    /// Its word.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Stars => "stars",
            Self::Changes => "changes",
            Self::Industries => "industries",
            Self::IndustriesThen => "industries-then",
            Self::Parts => "parts",
            Self::Products => "products",
            Self::Ways => "ways",
            Self::Stayed => "stayed",
            Self::Producers => "producers",
            Self::Money => "money",
            Self::MoneyKinds => "money-kinds",
            Self::MoneyYears => "money-years",
            Self::Difficulties => "difficulties",
            Self::Tasks => "tasks",
            Self::Targets => "targets",
            Self::TargetsNext => "targets-next",
            Self::Figures => "figures",
        }
    }

    /// The table of this word.
    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// What tables are made from.
pub(super) struct Tables<'a> {
    pub(super) facts: &'a Facts,
    pub(super) house: &'a House,
    pub(super) ledgers: Ledgers,
    /// Whether products are told by the units that there are today, or by those that there were.
    pub(super) today: bool,
}

impl Tables<'_> {
    /// This table; none where it would be empty.
    pub(super) fn table(&self, id: TableId) -> Option<Table> {
        let table = match id {
            TableId::Stars => self.stars(),
            TableId::Changes => self.changes(),
            TableId::Industries => self.industries(),
            TableId::IndustriesThen => self.industries_then(),
            TableId::Parts => self.parts(),
            TableId::Products => self.products(),
            TableId::Ways => self.ways(),
            TableId::Stayed => self.stayed(),
            TableId::Producers => self.numbers("Chủ thể theo loại hình", "Loại hình", "producers."),
            TableId::Money => self.money_by_source(),
            TableId::MoneyKinds => self.money_by_kind(),
            TableId::MoneyYears => self.money_by_years(),
            TableId::Difficulties => self.difficulties(),
            TableId::Tasks => self.tasks(),
            TableId::Targets => self.targets(),
            TableId::TargetsNext => self.next(),
            TableId::Figures => self.figures(),
        };
        (!table.rows.is_empty()).then(|| Table { id: id.id().to_owned(), ..table })
    }

    /// A number that opens to its list.
    fn cell(&self, of: &Of, measure: Measure) -> Cell {
        let value = self.facts.value(of);
        let asks = (value != Amount::ZERO).then(|| Written::from(of));
        Cell { text: words::number(value, measure), asks, ..Cell::default() }
    }

    fn certified(&self, moment: Moment, stars: Option<Stars>, class: Option<&str>) -> Cell {
        let stars = stars.map(StarsAim::Only);
        let class = class.map(str::to_owned);
        let of = Of::Products(Products { stars, class, ..Products::at(moment) });
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
        let kept = &self.facts.snapshot.kept;
        let alike = self.facts.products().alike(Moment::Valid.basis(&self.facts.scope));
        let group = |class: &str| match class.split('.').take(2).collect::<Vec<_>>().join(".") {
            it if it.is_empty() => "-".to_owned(),
            it => it,
        };
        let groups: BTreeSet<String> =
            alike.iter().map(|it| group(kept.class(it.0.class))).collect();
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
        let alike = self.facts.products().alike(Moment::Valid.basis(&self.facts.scope));
        let mut places: BTreeMap<u32, Counts> = BTreeMap::new();
        for (it, many) in alike.iter() {
            let counts = places.entry(it.place).or_default();
            for (count, aim) in counts.iter_mut().zip(AIMS) {
                match it.lies.min(meets(it.counted, aim.map(StarsAim::Only))) {
                    Certainty::Certainly => count.0 += many,
                    Certainty::Possibly => count.1 += many,
                    Certainty::No => {}
                }
            }
        }
        let told_by = if self.today { Places::Today } else { Places::Then };
        let mut parts: BTreeMap<Part, Counts> = BTreeMap::new();
        for (place, counts) in places {
            let sum = parts.entry(self.facts.part(place, told_by)).or_default();
            for (sum, more) in sum.iter_mut().zip(counts) {
                *sum = (sum.0 + more.0, sum.1 + more.1);
            }
        }
        let caption = match told_by {
            Places::Today => "Sản phẩm còn hiệu lực theo đơn vị hành chính hiện nay",
            Places::Then => "Sản phẩm còn hiệu lực theo đơn vị hành chính khi công nhận",
        };
        let headings = ["Đơn vị", "Tất cả", "5 sao", "4 sao", "3 sao"];
        table(caption, &headings, self.rows_of(&parts))
    }

    fn rows_of(&self, parts: &BTreeMap<Part, Counts>) -> Vec<Vec<Cell>> {
        let book = &self.facts.book;
        let mut called: BTreeMap<String, usize> = BTreeMap::new();
        for part in parts.keys() {
            *called.entry(part.name(book)).or_default() += 1;
        }
        let row = |(part, counts): (&Part, &Counts)| {
            let name = part.name(book);
            let is_alone = called.get(&name).is_none_or(|it| *it == 1);
            let name = if is_alone { name } else { part.full_name(book) };
            let cells = counts.iter().zip(AIMS).map(|(count, aim)| of_part(part, *count, aim));
            [Cell::words(name)].into_iter().chain(cells).collect()
        };
        let mut rows: Vec<Vec<Cell>> = parts.iter().map(row).collect();
        ocop_documents::words::sort_by_name(&mut rows, |it| it.first().map_or("", |it| &it.text));
        rows
    }

    fn products(&self) -> Table {
        let of = Of::valid(None);
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
        Table {
            more,
            asks: Some(Box::new(Written::from(of))),
            ..table(caption, &listing.headings, rows)
        }
    }

    fn ways(&self) -> Table {
        let counted: Vec<Milestone> = self.facts.reached().map(|it| it.0).collect();
        let row = |(at, milestone): (usize, &Milestone)| {
            let next = counted.get(at + 1);
            let stayed = next.map(|it| self.cell(&Of::Stayed(*milestone, *it), Measure::Products));
            let skipped =
                next.map(|it| self.cell(&Of::Skipped(*milestone, *it), Measure::Products));
            vec![
                Cell::words(words::capital(words::milestone(*milestone))),
                self.cell(&Of::Reached(*milestone), Measure::Products),
                stayed.unwrap_or_default(),
                skipped.unwrap_or_default(),
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
        let first = stayed.iter().find(|it| self.facts.value(it) != Amount::ZERO);
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

/// How many certainly are, and how many may be: of any rank, and of each of [`AIMS`].
type Counts = [(i64, i64); 4];

/// So many certified products of a part.
fn of_part(part: &Part, (certain, possible): (i64, i64), stars: Option<Stars>) -> Cell {
    let counted = [(Certainty::Certainly, certain), (Certainty::Possibly, possible)];
    let value = number(counted.into_iter());
    let (moment, stars) = (Moment::Valid, stars.map(StarsAim::Only));
    let of = Of::Products(Products { stars, part: Some(part.clone()), ..Products::at(moment) });
    let asks = (value != Amount::ZERO).then(|| Written::from(&of));
    Cell { text: words::number(value, Measure::Products), asks, ..Cell::default() }
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
