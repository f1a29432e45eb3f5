//! Dossiers that were filed, put there as the producer's pages would, and the hands of an office.

use jiff::civil::Date;
use ocop::accounts::{Login, store as accounts};
use ocop::demo::guide::Answer;
use ocop::dossiers::store::{self, NewDossier};
use ocop::dossiers::{Frozen, Report, Slip};
use ocop::house::House;
use ocop::machinery::{new_id, series};
use ocop::producers::ProducerData;
use ocop::producers::store::Persons;
use ocop::products::ProductData;
use ocop_rules::accounts::{Post, Role};
use ocop_rules::criteria::Marks;
use ocop_rules::dossiers::{DossierKind, Step};
use ocop_rules::places::UnitId;
use ocop_rules::producers::ProducerKind;
use ocop_rules::programme::Clock;
use serde_json::json;

use crate::told::Visitor;

/// The commune of most journeys, and its neighbour.
pub(crate) const COMMUNE: &str = "99001.2025";
pub(crate) const NEIGHBOUR: &str = "99007.2025";
pub(crate) const PROVINCE: &str = "99.2025";

/// A first dossier of honey, received by that commune on that day; answers its id.
pub(crate) async fn filed(house: &House, commune: &str, on: Date) -> String {
    filed_as(house, commune, on, DossierKind::First).await
}

/// The same, of another kind.
pub(crate) async fn filed_as(house: &House, commune: &str, on: Date, kind: DossierKind) -> String {
    house.clock.move_to(on);
    let (commune, province): (UnitId, UnitId) =
        (commune.parse().unwrap(), PROVINCE.parse().unwrap());
    let now = house.clock.now();
    let mut tx = house.db.begin().await.unwrap();
    let name = "HTX Ong Tràm Xanh";
    let known =
        ProducerData::named(name, ProducerKind::Cooperative, commune.clone(), province.clone());
    let producer = ocop::producers::store::add(&mut tx, &known, now).await.unwrap();
    let persons = Persons {
        sex: "Nữ".to_owned(),
        ethnic_group: "Khmer".to_owned(),
        residence: "ấp Gáo Vàng".to_owned(),
        disability: String::new(),
    };
    ocop::producers::store::save_persons(&mut tx, &producer, &persons).await.unwrap();
    let data = ProductData {
        name: "Mật ong hoa tràm".to_owned(),
        specification: "Chai 500 ml".to_owned(),
        class: "I.2.b".to_owned(),
        set_number: Some(4),
        story: "Bà ngoại gác kèo ong từ năm 1962.".to_owned(),
        description: String::new(),
    };
    let product = ocop::products::store::add(&mut tx, &producer, &data, (&commune, &province), now)
        .await
        .unwrap();
    let slip = Slip {
        producer: name.to_owned(),
        product: data.name.clone(),
        class: data.class.clone(),
        samples: "5".to_owned(),
        ..Slip::default()
    };
    let set = "26-2026/04".parse().unwrap();
    let new = NewDossier {
        product: &product,
        producer: &producer,
        kind,
        set,
        commune: &commune,
        province: &province,
        previous: None,
        slip: &slip,
    };
    let id = store::start(&mut tx, &new, now).await.unwrap();
    let report = Report {
        materials: "Rừng tràm ven kinh, toàn bộ trong xã.".to_owned(),
        ..Report::default()
    };
    store::save_report(&mut tx, &id, &report, 0).await.unwrap();
    let criteria = &house.standards.set(set).unwrap().criteria;
    let dossier = store::by_id(&mut tx, &id).await.unwrap();
    let kept = ocop::producers::store::by_id(&mut tx, &producer).await.unwrap();
    let frozen = Frozen::new(&dossier, &kept, criteria, &Marks::new(criteria), &[]);
    store::freeze(&mut tx, &id, &frozen.text().unwrap(), now).await.unwrap();
    let clock = Clock::of_commune(on, &house.calendar.holidays);
    let number = series::next(&mut tx, "receipts of journeys").await.unwrap();
    let receipt = format!("{number:02}/PĐK-99-{}-{}", commune.code(), on.year());
    store::receive(&mut tx, &id, &receipt, on, clock.due).await.unwrap();
    let person = accounts::add_person(&mut tx, &new_id(), "Chị Sáu Tràm", "!", now).await.unwrap();
    let post = Post { role: Role::Producer, unit: commune, producer: Some(producer) };
    let login = Login { person, name: "Chị Sáu Tràm".to_owned(), post, posts: Vec::new() };
    store::move_on(&mut tx, dossier, Step::Submit, &login, json!({}), now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Somebody of that commune.
pub(crate) async fn of_commune(house: &House, commune: &str) -> Visitor {
    Visitor::in_role(house, Role::Commune, commune).await
}

/// Somebody of the provincial office.
pub(crate) async fn of_province(house: &House) -> Visitor {
    Visitor::in_role(house, Role::Province, PROVINCE).await
}

/// The value of a hidden field in the form of a page that is sent to `action`.
pub(crate) fn hidden(page: &str, action: &str, name: &str) -> String {
    let form = page.split_once(&format!("action=\"{action}\"")).map_or("", |(_, rest)| rest);
    let field = form.split_once(&format!("name=\"{name}\" value=\"")).map_or("", |(_, rest)| rest);
    field.split('"').next().unwrap_or_default().to_owned()
}

/// Opens the form for an action on a dossier, fills it in and sends it, whatever the answer.
pub(crate) async fn sends(
    officer: &Visitor,
    id: &str,
    action: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let address = format!("/dossiers/{id}/{action}");
    let form = officer.opens(&address).await.page;
    let mut revision = hidden(&form, &address, "revision");
    let mut key = hidden(&form, &address, "key");
    if revision.is_empty() {
        // A button on the page of the dossier.
        let page = officer.opens(&format!("/dossiers/{id}")).await.page;
        revision = hidden(&page, &address, "revision");
        key = hidden(&page, &address, "key");
    }
    let mut all = vec![("revision", revision.as_str()), ("key", key.as_str())];
    all.extend(fields);
    officer.posts(&address, &all).await
}

/// The same, and it must be accepted.
pub(crate) async fn does(officer: &Visitor, id: &str, action: &str, fields: &[(&str, &str)]) {
    let answer = sends(officer, id, action, fields).await;
    assert_eq!(answer.status, 303, "{action}: {}", answer.page);
}

pub(crate) const WHOLE: [(&str, &str); 4] =
    [("parts", "slip"), ("parts", "self-assessment"), ("parts", "evidence"), ("parts", "samples")];
pub(crate) const FOUND: [(&str, &str); 4] = [
    ("found-origin", "Đúng như mô tả."),
    ("found-labour", "Tám lao động trong xã."),
    ("found-idea", "Nghề gác kèo truyền lại trong nhà."),
    ("found-identity", "Gắn với rừng tràm của xã."),
];

/// The commune takes it up, checks it and writes its findings.
pub(crate) async fn checks(officer: &Visitor, id: &str) {
    does(officer, id, "check", &[]).await;
    does(officer, id, "composition", &WHOLE).await;
    does(officer, id, "findings", &FOUND).await;
}

/// The commune proposes it with a letter of that day: `29/04/2026`.
pub(crate) async fn proposes(officer: &Visitor, id: &str, dated: &str) {
    does(officer, id, "proposal", &[("letter", "12/UBND-KT"), ("dated", dated)]).await;
}
