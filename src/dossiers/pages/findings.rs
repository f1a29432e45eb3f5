//! The four findings of the commune (Mẫu 03, Art. 7.2.a), beside what the producer describes.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use jiff::civil::Date;
use ocop_rules::accounts::{Act, Place, Role, may};
use ocop_rules::dossiers::{Finding, FindingSubject};
use serde_json::json;

use super::super::store::{self, Dossier};
use super::composition::{must_be_checking, note};
use super::lookup::{Opened, note_opened};
use super::office::{Body, Head, Typed, answer, begin, finish, open};
use crate::accounts::Login;
use crate::criteria::ProductSet;
use crate::doors::{Doors, Who};
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::producers::store::Persons;
use crate::products::Product;
use crate::{producers, products};

/// A finding is a page of a form, not a book.
const LONGEST: usize = 4000;

pub(super) fn doors() -> Doors {
    const OFFICES: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new()
        .get("/dossiers/{id}/findings", Who::Only(&[Role::Commune]), look)
        .post("/dossiers/{id}/findings", Who::Only(&[Role::Commune]), write)
        .get("/dossiers/{id}/findings/paper", OFFICES, paper)
}

/// What a subject of Mẫu 03 is called.
pub fn subject_label(subject: FindingSubject) -> &'static str {
    match subject {
        FindingSubject::Origin => "Nguồn gốc sản phẩm, nguyên liệu địa phương",
        FindingSubject::Labour => "Sử dụng lao động địa phương",
        FindingSubject::Idea => "Nguồn gốc ý tưởng sản phẩm",
        FindingSubject::Identity => "Bản sắc, trí tuệ địa phương",
    }
}

/// The section of the sheet whose criterion the commune reports on.
fn section(subject: FindingSubject) -> char {
    match subject {
        FindingSubject::Origin => '1',
        FindingSubject::Idea => '2',
        FindingSubject::Labour => '3',
        FindingSubject::Identity => '5',
    }
}

/// What the producer says on a subject: her words, and the options that she ticked on the criteria
/// that the commune reports on. A journey has such criteria for two subjects only.
fn described(
    subject: FindingSubject,
    dossier: &Dossier,
    product: &Product,
    set: &ProductSet,
) -> Result<String, Failure> {
    let report = &dossier.report;
    let words = match subject {
        FindingSubject::Origin => &report.materials,
        FindingSubject::Labour => &report.organisation,
        FindingSubject::Idea => &report.history,
        FindingSubject::Identity => &product.data.story,
    };
    let mut lines: Vec<String> = Some(words.trim().to_owned()).into_iter().collect();
    lines.retain(|it| !it.is_empty());
    let marks = dossier.marks(&set.criteria)?;
    for (code, chosen) in marks.iter(&set.criteria) {
        let Some(criterion) = set.criteria.criterion(code).filter(|it| it.commune) else {
            continue;
        };
        if code.to_string().starts_with(section(subject))
            && let Some(option) = criterion.options.get(chosen.option)
        {
            lines.push(format!("{code} {}: {}", criterion.name, option.label));
        }
    }
    Ok(lines.join("\n"))
}

struct Line {
    name: String,
    label: &'static str,
    described: String,
    found: String,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/findings.html")]
struct FindingsPage {
    frame: Frame,
    head: Head,
    lines: Vec<Line>,
}

fn field(subject: FindingSubject) -> String {
    format!("found-{}", subject.id())
}

/// Every subject with what is described now and what is found so far.
async fn beside(
    tx: &mut Tx<'_>,
    house: &House,
    dossier: &Dossier,
) -> Result<Vec<Finding>, Failure> {
    let kept = store::findings(tx, &dossier.id).await?;
    let product = products::store::by_id(tx, &dossier.product).await?;
    let set = house.standards.set(dossier.set);
    let set = set.ok_or_else(|| anyhow::anyhow!("{} is not known", dossier.set))?;
    let finding = |subject| {
        let kept = kept.iter().find(|it| it.subject == subject);
        Ok(Finding {
            subject,
            described: described(subject, dossier, &product, set)?,
            found: kept.map_or_else(String::new, |it| it.found.clone()),
        })
    };
    FindingSubject::ALL.into_iter().map(finding).collect()
}

async fn page(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<FindingsPage, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = open(&mut tx, house, login, (id, Act::WriteFindings)).await?;
    let lines = beside(&mut tx, house, &dossier).await?.into_iter().map(|it| {
        let name = field(it.subject);
        Line {
            label: subject_label(it.subject),
            described: it.described,
            found: if typed.is_sent() { typed.get(&name).to_owned() } else { it.found },
            name,
        }
    });
    let lines = lines.collect();
    Ok(FindingsPage { head: Head::of(&mut tx, &dossier, typed).await?, lines, frame })
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&page(&house, frame, &login, (&id, &Typed::default())).await?)?.into_response())
}

async fn write(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let form = (id.as_str(), &typed);
    let said = frame.t("Đã lưu nhận xét của xã.");
    let tried = keep(&house, &login, form).await;
    answer(&id, (frame, said), tried, |frame| page(&house, frame, &login, form)).await
}

async fn keep(house: &House, login: &Login, (id, typed): (&str, &Typed)) -> Result<(), Failure> {
    let opened = begin(house, login, typed, (id, Act::WriteFindings)).await?;
    let Some((mut tx, dossier)) = opened else { return Ok(()) };
    must_be_checking(&dossier)?;
    let mut findings = beside(&mut tx, house, &dossier).await?;
    for finding in &mut findings {
        let name = field(finding.subject);
        typed.get(&name).clone_into(&mut finding.found);
        if LONGEST < finding.found.chars().count() {
            let label = subject_label(finding.subject);
            let sentence = format!("{label}: nhận xét dài quá {LONGEST} ký tự.");
            return Err(Failure::refused_of(name, sentence));
        }
    }
    let dossier = store::touch(&mut tx, dossier).await?;
    store::save_findings(&mut tx, &dossier.id, &findings).await?;
    note(&mut tx, house, login, &dossier, ("write-findings", json!({}))).await?;
    finish(tx, house, login, typed, id).await
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/mau_03.html")]
struct Paper {
    frame: Frame,
    head: Head,
    producer: producers::ProducerData,
    persons: Option<Persons>,
    commune: String,
    findings: Vec<Finding>,
    proposal: Option<(String, Date)>,
    code: String,
}

/// Mẫu 03 to print. It names the person who stands for the producer, so it is written down who opens
/// it.
async fn paper(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = open(&mut tx, &house, &login, (&id, Act::SeeDossier)).await?;
    drop(tx);
    let units = house.units_above(&dossier.commune);
    let place = Place::within(&units).of_producer(&dossier.producer);
    let sees_persons = may(&login.post, Act::SeePersonalData, &place);
    if sees_persons {
        note_opened(&house, &login, &dossier, Opened::Findings).await?;
    }
    let mut tx = house.db.read().await?;
    let persons = if sees_persons {
        Some(producers::store::persons(&mut tx, &dossier.producer).await?)
    } else {
        None
    };
    let mut findings = store::findings(&mut tx, &dossier.id).await?;
    if findings.is_empty() {
        findings = beside(&mut tx, &house, &dossier).await?;
    }
    let page = Paper {
        head: Head::of(&mut tx, &dossier, &Typed::default()).await?,
        producer: producers::store::by_id(&mut tx, &dossier.producer).await?.data,
        persons,
        commune: house.book.full_name(&dossier.commune),
        findings,
        proposal: dossier.proposed_on.map(|it| (dossier.proposal, it)),
        code: dossier.product_code.unwrap_or_default(),
        frame,
    };
    Ok(show(&page)?.into_response())
}
