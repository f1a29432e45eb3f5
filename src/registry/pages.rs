use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, Place, Role};
use ocop_rules::certificates::Span;
use ocop_rules::criteria::Stars;
use ocop_rules::places::{Level, UnitId};
use ocop_rules::producers::ProducerKind;
use ocop_rules::registry::{Basis, Certainty, Count, Tally};
use serde::Deserialize;

use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Errors, Frame, Pages, date_typed, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::places::Book;
use crate::producers::kind_label;

use super::count::{Ask, Cell, Counts, Listed, basis_of, basis_word};
use super::snapshot::Snapshot;
use super::{export, industry_label};

/// How many products of a list a page shows.
const A_PAGE: u16 = 50;

/// The addresses of this room. The numbers are everyone's; a list as a file is for officers, of
/// their own unit.
pub fn doors() -> Doors {
    const OFFICERS: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new()
        .get("/counts", Who::Everyone, counts)
        .get("/counts/list", Who::Everyone, list)
        .get("/counts/list.csv", OFFICERS, csv)
        .get("/counts/list.xlsx", OFFICERS, xlsx)
}

/// What an address asks, as it stands there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    unit: String,
    on: String,
    basis: String,
    stars: String,
    group: String,
    kind: String,
    sure: String,
    page: String,
}

impl Asked {
    /// What is counted; where something is not understood, the sentence that says so, and what
    /// stands in for it.
    fn ask(&self, house: &House, login: Option<&Login>) -> (Ask, Errors) {
        let mut errors = Errors::default();
        let today = house.clock.today();
        let own = || login.map_or_else(UnitId::country, |it| it.post.unit.clone());
        let unit = match self.unit.trim() {
            "" => own(),
            typed => errors.keep("unit", self.unit_typed(house, typed)).unwrap_or_else(own),
        };
        let day = match self.on.trim() {
            "" => today,
            typed => {
                let day = typed.parse::<Date>().or_else(|_| date_typed(typed));
                errors.keep("on", day).unwrap_or(today)
            }
        };
        let basis = basis_of(&self.basis, day).unwrap_or(Basis::ValidOn(day));
        (Ask { unit, basis }, errors)
    }

    /// A name is read as of the day that is asked for: on 31/12/2024 the district exists.
    fn unit_typed(&self, house: &House, typed: &str) -> Result<UnitId, String> {
        if let Some(unit) = house.book.unit_of(typed) {
            return Ok(unit.id.clone());
        }
        let today = house.clock.today();
        let day = date_typed(self.on.trim()).unwrap_or(today);
        let read = |day| house.book.read_cell(typed, day);
        match read(day) {
            crate::places::Reading::One(unit) => Ok(unit.id.clone()),
            reading => match read(today) {
                crate::places::Reading::One(unit) => Ok(unit.id.clone()),
                _ => Err(house
                    .book
                    .refusal_of(&reading, typed, day)
                    .unwrap_or_else(|| format!("Không có đơn vị “{typed}”."))),
            },
        }
    }

    fn cell(&self) -> Cell {
        Cell {
            stars: self.stars.parse().ok().and_then(Stars::from_number),
            class: Some(self.group.clone()).filter(|it| !it.is_empty()),
            kind: ProducerKind::from_id(&self.kind),
            certainty: match self.sure.as_str() {
                "yes" => Some(Certainty::Certainly),
                "maybe" => Some(Certainty::Possibly),
                _ => None,
            },
            to_ask: self.sure == "ask",
        }
    }
}

/// A row of the numbers: its words, and how its lists narrow those of the whole.
struct Line {
    label: String,
    query: String,
    tally: Tally,
}

/// A table of the numbers.
struct Block {
    title: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "registry/counts.html")]
struct CountsPage {
    frame: Frame,
    book: Arc<Book>,
    asked: Asked,
    ask: Ask,
    bases: Vec<Choice>,
    all: Line,
    blocks: Vec<Block>,
    to_ask: u64,
}

async fn counts(
    State(house): State<House>,
    frame: Frame,
    login: Option<axum::Extension<Login>>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (ask, errors) = asked.ask(&house, login.as_deref());
    let snapshot = house.registry.on(house.clock.today());
    let counts = snapshot.count(&ask, &house.book);
    let base = query(&ask);
    let all = Line {
        label: frame.t("Tất cả").to_owned(),
        query: base.clone(),
        tally: counts.all.clone(),
    };
    let page = CountsPage {
        bases: bases(&frame),
        to_ask: counts.to_ask,
        all,
        blocks: blocks(&house, &frame, &ask, counts),
        book: Arc::clone(&house.book),
        asked,
        ask,
        frame: frame.with(errors),
    };
    Ok(show(&page)?)
}

fn bases(frame: &Frame) -> Vec<Choice> {
    vec![
        Choice::new("valid", frame.t("Còn hiệu lực vào ngày đó")),
        Choice::new("ever", frame.t("Lũy kế: từng được công nhận đến ngày đó")),
    ]
}

/// The address of what is counted, without what the number is of.
fn query(ask: &Ask) -> String {
    let (day, basis) = (ask.basis.day(), basis_word(ask.basis));
    format!("unit={}&on={day}&basis={basis}", ask.unit)
}

fn blocks(house: &House, frame: &Frame, ask: &Ask, counts: Counts) -> Vec<Block> {
    let base = query(ask);
    let industries = counts.industries.into_iter().map(|(class, tally)| {
        let label = industry_label(house.standards.classification(), &class)
            .map_or_else(|| frame.t("Chưa rõ nhóm").to_owned(), |it| format!("{class}. {it}"));
        let class = if class.is_empty() { "-".to_owned() } else { class };
        Line { label, query: format!("{base}&group={class}"), tally }
    });
    let kinds = counts.kinds.into_iter().map(|(kind, tally)| Line {
        label: frame.t(kind_label(kind)).to_owned(),
        query: format!("{base}&kind={}", kind.id()),
        tally,
    });
    let parts = counts.parts.into_iter().filter(|(_, tally)| *tally != Tally::default());
    let parts = parts.map(|(unit, tally)| {
        let label = house.book.name(&unit);
        Line { label, query: query(&Ask { unit, basis: ask.basis }), tally }
    });
    let blocks = [
        (frame.t("Theo nhóm sản phẩm"), industries.collect::<Vec<_>>()),
        (frame.t("Theo loại hình chủ thể"), kinds.collect()),
        (frame.t("Theo đơn vị trực thuộc"), parts.collect()),
    ];
    blocks
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| Block { title: title.to_owned(), lines })
        .collect()
}

impl Line {
    /// The numbers of the line: in all, then five, four and three stars; each with its list.
    fn numbers(&self) -> Vec<(u8, Count, String)> {
        let all = (0, self.tally.all, self.query.clone());
        let ranks = [Stars::Five, Stars::Four, Stars::Three].map(|stars| {
            let count = self.tally.by_stars.get(&stars).copied().unwrap_or_default();
            (stars.number(), count, format!("{}&stars={}", self.query, stars.number()))
        });
        std::iter::once(all).chain(ranks).collect()
    }
}

/// A line of a list.
struct Item {
    id: String,
    name: String,
    producer: String,
    place: String,
    stars: u8,
    validity: String,
    certain: bool,
}

#[derive(Template)]
#[template(path = "registry/counted.html")]
struct ListedPage {
    frame: Frame,
    title: String,
    back: String,
    to_ask: bool,
    items: Vec<Item>,
    pages: Pages,
    /// Where the list is given as a file, to whom it may be given.
    files: Option<String>,
}

async fn list(
    State(house): State<House>,
    frame: Frame,
    login: Option<axum::Extension<Login>>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let (ask, _) = asked.ask(&house, login.as_deref());
    let snapshot = house.registry.on(house.clock.today());
    let cell = asked.cell();
    let listed = snapshot.list(&ask, &cell, &house.book);
    let query = narrowed(&ask, &asked);
    let now = asked.page.parse().unwrap_or(1);
    let total = u64::try_from(listed.len()).unwrap_or(u64::MAX);
    let pages = Pages::new(now, u64::from(A_PAGE), total, format!("/counts/list?{query}"));
    let size = usize::from(A_PAGE);
    let first = usize::try_from(pages.now - 1).unwrap_or_default().saturating_mul(size);
    let items = listed.iter().skip(first).take(size);
    let items = items.map(|it| item(&house, &frame, &snapshot, &ask, it)).collect();
    let page = ListedPage {
        title: title(&house, &frame, &ask, &cell),
        back: format!("/counts?{}", self::query(&ask)),
        to_ask: cell.to_ask,
        items,
        pages,
        files: may_take(&house, login.as_deref(), &ask).is_ok().then_some(query),
        frame,
    };
    Ok(show(&page)?)
}

fn narrowed(ask: &Ask, asked: &Asked) -> String {
    let more = [
        ("stars", &asked.stars),
        ("group", &asked.group),
        ("kind", &asked.kind),
        ("sure", &asked.sure),
    ];
    let more: Vec<_> = more.into_iter().filter(|(_, it)| !it.is_empty()).collect();
    let more = serde_urlencoded::to_string(more).unwrap_or_default();
    if more.is_empty() { query(ask) } else { format!("{}&{more}", query(ask)) }
}

/// What the list holds, in words.
fn title(house: &House, frame: &Frame, ask: &Ask, cell: &Cell) -> String {
    let mut title = match ask.basis {
        Basis::ValidOn(day) => frame.tf("Còn hiệu lực ngày {}", [frame.date(day)]),
        Basis::EverUntil(day) => frame.tf("Từng được công nhận đến ngày {}", [frame.date(day)]),
    };
    let unit = match house.book.unit(&ask.unit) {
        Some(unit) if unit.level == Level::Country => frame.t("cả nước").to_owned(),
        _ => house.book.full_name(&ask.unit),
    };
    let class = cell.class.as_deref();
    let classification = house.standards.classification();
    let more = [
        Some(unit),
        cell.stars.map(|it| frame.tf("{} sao", [it.number()])),
        class.and_then(|it| industry_label(classification, it)).map(str::to_owned),
        cell.kind.map(|it| frame.t(kind_label(it)).to_owned()),
    ];
    for words in more.into_iter().flatten() {
        title.push_str(", ");
        title.push_str(&words);
    }
    title
}

fn item(house: &House, frame: &Frame, snapshot: &Snapshot, ask: &Ask, listed: &Listed<'_>) -> Item {
    let product = listed.product;
    let place = snapshot.kept.places.get(product.place);
    let span = |it: Span| {
        let (earliest, latest) = (frame.date(it.earliest()), frame.date(it.latest()));
        if it.is_known() { earliest } else { format!("{earliest} – {latest}") }
    };
    let held = product.speaks(ask.basis.day()).map(|(held, _)| &held.certificate);
    Item {
        id: product.id.to_string(),
        name: product.name.to_string(),
        producer: snapshot
            .kept
            .producer(product)
            .map_or_else(String::new, |it| it.name.to_string()),
        place: place.map_or_else(String::new, |it| house.book.full_name(&it.unit)),
        stars: listed.counted.stars().number(),
        validity: held.map_or_else(String::new, |it| {
            frame.tf("{} đến {}", [span(it.valid_from), span(it.valid_to)])
        }),
        certain: listed.certainty == Certainty::Certainly,
    }
}

/// Officers take lists of their unit and of what lies in it, on either map.
fn may_take(house: &House, login: Option<&Login>, ask: &Ask) -> Result<(), Failure> {
    let login = login.ok_or(Failure::NotFound)?;
    let mut units = house.units_above(&ask.unit);
    if house.book.reach(&login.post.unit).surely.contains(&ask.unit) {
        units.push(login.post.unit.clone());
    }
    login.must(Act::CountProducts, &Place::within(&units))
}

async fn csv(
    State(house): State<House>,
    login: Login,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (ask, _) = asked.ask(&house, Some(&login));
    may_take(&house, Some(&login), &ask)?;
    let snapshot = house.registry.on(house.clock.today());
    export::csv(&snapshot, &house.book, &ask, &snapshot.list(&ask, &asked.cell(), &house.book))
}

async fn xlsx(
    State(house): State<House>,
    login: Login,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (ask, _) = asked.ask(&house, Some(&login));
    may_take(&house, Some(&login), &ask)?;
    let snapshot = house.registry.on(house.clock.today());
    export::xlsx(&snapshot, &house.book, &ask, &snapshot.list(&ask, &asked.cell(), &house.book))
}
