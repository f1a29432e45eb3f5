//! The pages of this room, by noun.

mod document;
mod office;
mod record;
mod register;

use axum::http::{HeaderValue, Method, header};
use axum::response::Response;
use axum::routing::post;
use ocop_documents::{Document, Format};
use ocop_rules::accounts::Role;

use super::issuing::bytes;
use super::kind::DocumentKind;
use crate::accounts::{Login, SEES_PERSONAL_DATA};
use crate::doors::{Doors, Who};
use crate::face::Errors;
use crate::house::House;
use crate::machinery::files::shown;
use crate::machinery::logbook::{self, Line};
use crate::machinery::uploads::with_file;
use crate::machinery::{Failure, Refusal};

/// The addresses of this room.
pub fn doors() -> Doors {
    const SEEING: Who =
        Who::Only(&[Role::Producer, Role::Commune, Role::Province, Role::Member, Role::Ministry]);
    const ISSUING: Who = Who::Only(&[Role::Commune, Role::Province, Role::Member, Role::Ministry]);
    const OFFICE: Who = Who::Only(&[Role::Commune, Role::Province, Role::Ministry]);
    Doors::new()
        .get("/documents/{kind}/{about}", SEEING, document::page)
        .post("/documents/{kind}/{about}", ISSUING, document::issue)
        .get("/documents/{kind}/{about}/{draft}", SEEING, document::draft)
        .get("/records", OFFICE, register::page)
        .get("/records/register.xlsx", OFFICE, register::xlsx)
        .get("/records/{record}", SEEING, record::page)
        .door(Method::POST, "/records/{record}/scans", ISSUING, with_file(post(record::scan)))
        .get("/records/{record}/{file}", SEEING, record::file)
        .get("/office", OFFICE, office::overview)
        .get("/office/{issuer}", OFFICE, office::letterhead::page)
        .post("/office/{issuer}", OFFICE, office::letterhead::save)
        .get("/office/{issuer}/{sample}", OFFICE, office::letterhead::sample)
        .get("/presets/{preset}", OFFICE, office::preset::page)
        .post("/presets/{preset}", OFFICE, office::preset::save)
        .get("/presets/{preset}/{sample}", OFFICE, office::preset::sample)
}

/// A document that is only looked at: its format by the ending of the name that is asked for.
async fn looked_at(document: Document, asked: &str, stem: &str) -> Result<Response, Failure> {
    let ending = asked.strip_prefix(stem).and_then(|it| it.strip_prefix('.'));
    let format = ending.and_then(Format::from_extension).ok_or(Failure::NotFound)?;
    let bytes = bytes(document, format).await?;
    let mut response = shown(bytes.into(), format.media_type(), asked);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Writes down that an office opens a document that names what is personal, unless it has opened
/// something of the same thing today. To be called with no transaction open.
async fn note_look(
    house: &House,
    login: &Login,
    kind: &DocumentKind,
    thing: &str,
) -> Result<(), Failure> {
    // Her own is nobody else's to see; a member of a council sees no persons.
    if !kind.personal || matches!(login.role(), Role::Producer | Role::Member) {
        return Ok(());
    }
    let subject = format!("{}/{thing}", kind.about.id());
    let by = (SEES_PERSONAL_DATA, login.person.as_str());
    let mut tx = house.db.read().await?;
    let is_written = logbook::is_written(&mut tx, &subject, by, house.clock.day_began()).await?;
    drop(tx);
    if is_written {
        return Ok(());
    }
    let mut tx = house.db.begin().await?;
    let line = Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject,
        step: SEES_PERSONAL_DATA,
        article: "",
        detail: serde_json::json!({ "opened": kind.id }),
    };
    logbook::write(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// The sentences of a refused form, each beside its field.
fn errors(refusals: Vec<Refusal>) -> Errors {
    refusals.into_iter().map(|it| (it.field, it.sentence)).collect()
}
