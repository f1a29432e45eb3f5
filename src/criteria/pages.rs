//! The sheets as everyone may read them.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, Response};
use ocop_documents::Format;
use ocop_rules::criteria::{CriteriaSet, SetId, Stars};

use crate::doors::{Doors, Who};
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;
use crate::machinery::files::shown;
use crate::records::bytes;

use super::api::SetJson;
use super::show::opening;
use super::{Class, Edition, Length, ProductSet, Standards};

/// The addresses of this room, open to everyone.
pub fn doors() -> Doors {
    Doors::new()
        .get("/criteria", Who::Everyone, edition)
        .get("/criteria/{edition}/{sheet}", Who::Everyone, sheet)
        .get("/criteria/{edition}/{sheet}/sheet.pdf", Who::Everyone, blank_sheet)
        .get("/api/criteria/{edition}/{sheet}", Who::Everyone, sheet_as_data)
}

#[derive(Template)]
#[template(path = "criteria/edition.html")]
struct EditionPage<'a> {
    frame: Frame,
    standards: &'a Standards,
    edition: &'a Edition,
}

async fn edition(State(house): State<House>, frame: Frame) -> Result<Html<String>, Failure> {
    let standards = &house.standards;
    let edition = standards.in_force().ok_or(Failure::NotFound)?;
    Ok(show(&EditionPage { frame, standards, edition })?)
}

#[derive(Template)]
#[template(path = "criteria/set.html")]
struct SetPage<'a> {
    frame: Frame,
    edition: &'a Edition,
    set: &'a ProductSet,
    class: Option<&'a Class>,
}

async fn sheet(
    State(house): State<House>,
    frame: Frame,
    Path(id): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let standards = Arc::clone(&house.standards);
    let set = set(&standards, &id)?;
    let edition = standards.edition(set.criteria.id().edition()).ok_or(Failure::NotFound)?;
    let class = standards.classification().class(&set.class);
    Ok(show(&SetPage { frame, edition, set, class })?)
}

/// `/criteria/{edition}/{sheet}/sheet.pdf`: the sheet to be printed and filled in by hand.
async fn blank_sheet(
    State(house): State<House>,
    Path(id): Path<(String, String)>,
) -> Result<Response, Failure> {
    let set = set(&house.standards, &id)?;
    let bytes = bytes(super::sheet::blank(&house.standards, set), Format::Pdf).await?;
    let name = format!("phieu-danh-gia-{}-{}.pdf", id.0, id.1);
    let mut response = shown(bytes.into(), Format::Pdf.media_type(), &name);
    let kept = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}

async fn sheet_as_data(
    State(house): State<House>,
    Path(id): Path<(String, String)>,
) -> Result<Json<SetJson>, Failure> {
    Ok(Json(SetJson::of(set(&house.standards, &id)?)))
}

fn set<'a>(standards: &'a Standards, id: &(String, String)) -> Result<&'a ProductSet, Failure> {
    let id: SetId = format!("{}/{}", id.0, id.1).parse().map_err(|_| Failure::NotFound)?;
    standards.set(id).ok_or(Failure::NotFound)
}

/// "3.5 ≥ 2": what a rank asks for.
fn minima(set: &CriteriaSet, stars: Stars) -> String {
    let each = set.minima(stars).map(|(_, code, needs)| format!("{code} ≥ {needs}"));
    each.collect::<Vec<_>>().join(", ")
}

/// The ranks with a certificate, the best first.
fn ranks() -> impl Iterator<Item = Stars> {
    Stars::BEST_FIRST.into_iter().filter(|it| it.is_certified())
}

fn length(frame: &Frame, length: Length) -> String {
    match length {
        Length::Months(count) => frame.tf("{} tháng", [count]),
        Length::Days(count) => frame.tf("{} ngày", [count]),
        Length::WorkingDays(count) => frame.tf("{} ngày làm việc", [count]),
    }
}

/// What a term of the decision is about.
fn term_name<'a>(frame: &Frame, id: &'a str) -> &'a str {
    match id {
        "certificate" => frame.t("Giấy chứng nhận có giá trị"),
        "commune" => frame.t("UBND cấp xã đánh giá và đề nghị"),
        "renewal_opens" => frame.t("Nộp hồ sơ đánh giá lại: sớm nhất, trước ngày hết hạn"),
        "renewal_closes" => frame.t("Nộp hồ sơ đánh giá lại: muộn nhất, trước ngày hết hạn"),
        "renewal_result" => frame.t("Đánh giá lại, từ ngày nhận đủ hồ sơ"),
        "revocation" => frame.t("Thu hồi, từ ngày có kết luận"),
        "extension" => frame.t("Kéo dài hiệu lực, dài nhất"),
        _ => id,
    }
}
