//! The documents of this room: each kind in a file of its own, named as the kind is.

mod agenda;
mod council_decision;
mod council_report;
mod evaluation_report;
mod group_decision;
mod invitation;
mod meeting_sheets;
mod minutes;
mod score_matrix;
mod sheet;

use ocop_documents::{Annex, Block, Official};
use ocop_rules::councils::Level;

use super::store::Council;
use crate::records::{DocumentKind, Draft, Letterhead};

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[
    council_decision::KIND,
    group_decision::KIND,
    invitation::KIND,
    agenda::KIND,
    meeting_sheets::OF_MEETING,
    meeting_sheets::OF_PRODUCT,
    sheet::OWN,
    sheet::OF_MEMBER,
    score_matrix::KIND,
    minutes::KIND,
    council_report::KIND,
    evaluation_report::KIND,
];

/// The ground that only a province has.
const LAW_OF_PROVINCES: &str = "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15";

/// What the head of a committee or of the ministry decides in their own name: they are said above
/// the grounds, and do not sign for the committee (Decree 30/2020, article 13).
fn decided_by_head(
    official: &mut Official,
    kind: &DocumentKind,
    council: &Council,
    letterhead: &Letterhead,
) {
    let head = match council.level() {
        Level::Province => "Chủ tịch",
        Level::Ministry => "Bộ trưởng",
    };
    official.authority = format!("{head} {}", letterhead.name);
    for signature in &mut official.signatures {
        signature.posts.retain(|it| !it.starts_with("TM."));
    }
    // An office that has set its own grounds has said all of them.
    if council.level() == Level::Province && official.grounds == kind.grounds {
        official.grounds.insert(0, LAW_OF_PROVINCES.to_owned());
    }
    "QUYẾT ĐỊNH:".clone_into(&mut official.resolves);
}

/// The annex that lists people.
fn list_annex(name: &str, of: &str, body: Vec<Block>) -> Annex {
    Annex {
        label: "Phụ lục".to_owned(),
        name: name.to_uppercase(),
        of: of.to_owned(),
        body,
        ..Annex::default()
    }
}

/// What an annex belongs to.
fn attached_to(official: &Official, decision: &str) -> String {
    let day = official.dated.map(ocop_documents::words::long_date).unwrap_or_default();
    match decision {
        "" => "(Kèm theo Quyết định số … ngày … tháng … năm …)".to_owned(),
        number => format!("(Kèm theo Quyết định số {number} {day})"),
    }
}

/// A draft about a council.
fn about_council(council: &Council, official: Official, subject: impl Into<String>) -> Draft {
    Draft {
        document: ocop_documents::Document::Official(Box::new(official)),
        subject: subject.into(),
        unit: council.unit.clone(),
        units: vec![council.unit.clone()],
        producer: None,
        seats: Vec::new(),
        back: format!("/councils/{}", council.id),
        of_record: None,
    }
}

/// Where the work of a council ends up: the article of its level.
fn article(council: &Council) -> &'static str {
    match council.level() {
        Level::Province => "khoản 3 Điều 7",
        Level::Ministry => "khoản 4 Điều 7",
    }
}
