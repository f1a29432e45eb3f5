//! What an office sets once for all its documents.

pub(super) mod letterhead;
pub(super) mod preset;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use ocop_documents::{Block, Document, Name};
use ocop_rules::accounts::{Place, Role, may};

use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal};
use crate::records::kind::{DocumentKind, Issuer, Kinds, Stamp};
use crate::records::labels;
use crate::records::letterhead::Letterhead;

/// The longest line that a letterhead holds.
const LONGEST: usize = 400;

#[derive(askama::Template)]
#[template(path = "records/pages/office/overview.html")]
struct OverviewPage {
    frame: Frame,
    /// Each issuer of this unit, its letterhead, and the kinds that it issues.
    issuers: Vec<(Issuer, Letterhead, Vec<&'static DocumentKind>)>,
}

pub(in crate::records::pages) async fn overview(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let mut issuers = Vec::new();
    for &issuer in issuers_of(&login) {
        let letterhead = Letterhead::of_issuer(&house, &mut tx, &login.post.unit, issuer).await?;
        let own = kinds.all().filter(|it| it.issuer == issuer && issues(&house, &login, it));
        issuers.push((issuer, letterhead, own.collect()));
    }
    Ok(show(&OverviewPage { frame, issuers })?.into_response())
}

/// The issuers of an office's unit.
fn issuers_of(login: &Login) -> &'static [Issuer] {
    match login.role() {
        Role::Commune => &[Issuer::Committee, Issuer::Office],
        Role::Province | Role::Ministry => &Issuer::ALL,
        _ => &[],
    }
}

/// Whether this office issues such documents.
fn issues(house: &House, login: &Login, kind: &DocumentKind) -> bool {
    let units = house.units_above(&login.post.unit);
    kind.issues.is_some_and(|act| may(&login.post, act, &Place::within(&units)))
}

/// A document that shows what was set, and says nothing else.
fn sample(house: &House, letterhead: &Letterhead) -> Document {
    let mut stamp = Stamp::draft(house.clock.today());
    stamp.number = letterhead.full_number(1, "TB");
    let mut official = letterhead.office(&stamp);
    official.name = Name {
        kind: "Thông báo".to_owned(),
        subject: "Mẫu thể thức văn bản".to_owned(),
    };
    official.body = vec![
        Block::paragraph(
            "Trang này cho thấy thể thức mà cơ quan đã đặt: tên cơ quan, số và ký hiệu, địa danh, người ký, căn cứ và nơi nhận.",
        ),
        Block::paragraph("Nội dung của từng loại văn bản được lập từ hồ sơ."),
    ];
    Document::Official(Box::new(official))
}

/// Refuses what no document can hold.
fn checked(refusals: &mut Vec<Refusal>, field: &str, text: &str, needed: Option<&str>) {
    if let Some(sentence) = needed.filter(|_| text.is_empty()) {
        refusals.push(Refusal::of(field, sentence));
    }
    if text.lines().any(|it| LONGEST < it.chars().count()) {
        let sentence = format!("Mỗi dòng dài nhất {LONGEST} ký tự.");
        refusals.push(Refusal::of(field, sentence));
    }
}
