use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use jiff::civil::Date;
use ocop_rules::criteria::Stars;
use ocop_rules::places::UnitId;

use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, Pages, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::Kept as KeptFile;
use crate::places::Book;
use crate::registry::{Facets, Question, State as Standing, industry_label, state_label};

use super::asked::Asked;
use super::card::Card;
use super::{api, decision, product};

/// How many products a page shows.
pub(super) const A_PAGE: u16 = 20;
const NEWEST: usize = 6;

/// The addresses of this room.
pub fn doors() -> Doors {
    Doors::new()
        .page("/", home)
        .page("/registry", list)
        .page("/registry/{product}", product::page)
        .get("/registry/{product}/decisions/{decision}", Who::Everyone, decision::file)
        .get("/registry/{product}/picture", Who::Everyone, picture)
        .get("/registry/{product}/qr.svg", Who::Everyone, qr)
        .get("/api/registry", Who::Everyone, api::list)
        .get("/api/registry/{product}", Who::Everyone, api::product)
        .get("/api/openapi.json", Who::Everyone, api::description)
}

/// A choice of the home page: where it leads, and how many products are there.
struct Way {
    label: String,
    address: String,
    count: u64,
}

#[derive(Template)]
#[template(path = "portal/home.html")]
struct HomePage<'a> {
    frame: Frame,
    today: Date,
    total: u64,
    stars: Vec<(u8, u64)>,
    industries: Vec<Way>,
    provinces: Vec<Way>,
    newest: Vec<Card<'a>>,
}

async fn home(State(house): State<House>, frame: Frame) -> Result<Html<String>, Failure> {
    let today = house.clock.today();
    let snapshot = house.registry.on(today);
    let certified = Question { state: Some(Standing::Certified), ..Question::default() };
    let found = snapshot.ask(&certified, &house.book, 0, 0)?;
    let Facets { stars, classes, provinces, .. } = found.facets;
    let industries = classes.iter().filter(|(class, _)| !class.contains('.'));
    let mut provinces: Vec<Way> = provinces
        .iter()
        .map(|(unit, &count)| Way {
            label: house.book.unit(unit).map_or_else(String::new, |it| it.name.clone()),
            address: format!("/registry?province={unit}&state=certified"),
            count,
        })
        .collect();
    provinces.sort_by(|one, other| (other.count, &one.label).cmp(&(one.count, &other.label)));
    let page = HomePage {
        today,
        total: found.total,
        stars: [Stars::Five, Stars::Four, Stars::Three]
            .map(|it| (it.number(), stars.get(&it).copied().unwrap_or_default()))
            .into(),
        industries: industries
            .filter_map(|(class, &count)| {
                let label = industry_label(house.standards.classification(), class)?.to_owned();
                let address = format!("/registry?group={class}&state=certified");
                Some(Way { label, address, count })
            })
            .collect(),
        provinces,
        newest: snapshot
            .newest(NEWEST)
            .into_iter()
            .filter_map(|it| Card::of(&snapshot, &house.book, it))
            .collect(),
        frame,
    };
    Ok(show(&page)?)
}

#[derive(Template)]
#[template(path = "portal/registry.html")]
struct ListPage<'a> {
    frame: Frame,
    asked: Asked,
    filters: Filters,
    cards: Vec<Card<'a>>,
    pages: Pages,
    /// The filters that are set, each with the address of the list without it.
    set: Vec<(String, String)>,
}

/// The choices of each filter, each with how many products it would leave.
struct Filters {
    states: Vec<Choice>,
    stars: Vec<Choice>,
    groups: Vec<Choice>,
    provinces: Vec<Choice>,
    communes: Vec<Choice>,
}

async fn list(
    State(house): State<House>,
    frame: Frame,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let snapshot = house.registry.on(house.clock.today());
    let size = usize::from(A_PAGE);
    let first = usize::try_from(asked.page() - 1).unwrap_or_default().saturating_mul(size);
    let found = snapshot.ask(&asked.question(), &house.book, first, size)?;
    let cards = found.products.iter().filter_map(|&it| Card::of(&snapshot, &house.book, it));
    let page = ListPage {
        cards: cards.collect(),
        pages: Pages::new(asked.page(), u64::from(A_PAGE), found.total, asked.without(&[])),
        filters: filters(&house, &frame, &asked, &found.facets),
        set: set(&house, &frame, &asked),
        asked,
        frame,
    };
    Ok(show(&page)?)
}

fn filters(house: &House, frame: &Frame, asked: &Asked, facets: &Facets) -> Filters {
    let counted = |label: &str, count: u64| format!("{label} ({})", frame.number(count));
    let units = |facet: &crate::registry::Facet<UnitId>, within: &str| {
        let mut units: Vec<(String, Choice)> = facet
            .iter()
            .filter(|(unit, _)| within.is_empty() || is_within(&house.book, unit, within))
            .map(|(unit, &count)| {
                let name = house.book.unit(unit).map_or_else(String::new, |it| it.name.clone());
                let label = counted(&house.book.name(unit), count);
                (ocop_rules::products::fold(&name), Choice::new(unit.as_str(), label))
            })
            .collect();
        units.sort_by(|one, other| one.0.cmp(&other.0));
        units.into_iter().map(|(_, it)| it).collect::<Vec<_>>()
    };
    let industry = asked.group.split('.').next().unwrap_or_default();
    Filters {
        states: facets
            .states
            .iter()
            .map(|(it, &count)| Choice::new(it.id(), counted(frame.t(state_label(*it)), count)))
            .collect(),
        stars: facets
            .stars
            .iter()
            .rev()
            .map(|(it, &count)| {
                let label = frame.tf("{} sao", [it.number()]);
                Choice::new(it.number().to_string(), counted(&label, count))
            })
            .collect(),
        groups: facets
            .classes
            .iter()
            .filter(|(class, _)| !class.contains('.') || class.split('.').next() == Some(industry))
            .filter_map(|(class, &count)| {
                let label = industry_label(house.standards.classification(), class)?;
                Some(Choice::new(class, counted(&format!("{class}. {label}"), count)))
            })
            .collect(),
        provinces: units(&facets.provinces, ""),
        communes: match asked.province.as_str() {
            "" => Vec::new(),
            province => units(&facets.communes, province),
        },
    }
}

fn is_within(book: &Book, unit: &UnitId, outer: &str) -> bool {
    UnitId::new(outer).is_ok_and(|outer| book.lies_within(unit, &outer))
}

/// The filters that are set, in words.
fn set(house: &House, frame: &Frame, asked: &Asked) -> Vec<(String, String)> {
    let question = asked.question();
    let name = |unit: UnitId| house.book.full_name(&unit);
    let class = question.class.as_deref();
    let class = class.and_then(|it| industry_label(house.standards.classification(), it));
    [
        (question.state.map(|it| frame.t(state_label(it)).to_owned()), &["state"][..]),
        (question.stars.map(|it| frame.tf("{} sao", [it.number()])), &["stars"]),
        (class.map(str::to_owned), &["group"]),
        (question.province.map(name), &["province", "commune"]),
        (question.unit.map(name), &["unit", "commune"]),
    ]
    .into_iter()
    .filter_map(|(label, names)| Some((label?, asked.without(names))))
    .collect()
}

/// The picture of a product: everyone may see it. Every picture was drawn anew when it came.
async fn picture(State(house): State<House>, Path(id): Path<String>) -> Result<Response, Failure> {
    let snapshot = house.registry.on(house.clock.today());
    let product = snapshot.kept.at(&id).and_then(|it| snapshot.kept.product(it));
    let product = product.ok_or(Failure::NotFound)?;
    let sha256 = product.picture.as_deref().ok_or(Failure::NotFound)?.to_owned();
    let kept = KeptFile { sha256, bytes: 0, media_type: "image/jpeg".to_owned() };
    house.files.give(&kept, "san-pham.jpg").await
}

/// The address of the product's page, to be printed on a label.
async fn qr(State(house): State<House>, Path(id): Path<String>) -> Result<Response, Failure> {
    let snapshot = house.registry.on(house.clock.today());
    snapshot.kept.at(&id).ok_or(Failure::NotFound)?;
    let address = format!("{}/registry/{id}", house.config.public_url);
    let code = QRBuilder::new(address)
        .build()
        .map_err(|error| anyhow::anyhow!("an address is too long for a code: {error}"))?;
    let svg = SvgBuilder::default().to_str(&code);
    let kept =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((kept, svg).into_response())
}

/// The picture in memory, and where a product stands in it.
pub(super) fn find(
    house: &House,
    id: &str,
) -> Result<(Arc<crate::registry::Snapshot>, u32), Failure> {
    let snapshot = house.registry.on(house.clock.today());
    let at = snapshot.kept.at(id).ok_or(Failure::NotFound)?;
    Ok((snapshot, at))
}
