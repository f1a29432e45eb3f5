//! *Phiếu tiếp nhận hồ sơ* of the province: what the commune has sent, the round, and the legal
//! clock of a renewal (Art. 5.1, 7.3.a, 7.6.g).

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Block, Name, Signature};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{Component, DossierKind};
use ocop_rules::programme::Clock;

use super::ground::{Ground, RECEIVED, who_did};
use super::receipt::{handed_in, receiving};
use crate::dossiers::store;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, OfRecord};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "province-receipt",
    about: About::Dossier,
    title: "Phiếu tiếp nhận hồ sơ của tỉnh",
    issuer: Issuer::Office,
    sign: "PĐK",
    numbering: Numbering::OfRecord,
    article: "Art. 7.3.a",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeDossier,
    issues: Some(Act::AcceptDossier),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let dossier = &ground.dossier;
    let given = (dossier.province_receipt.clone(), dossier.province_received_on);
    let (Some(number), Some(received_on)) = given else { return Err(Failure::NotFound) };
    let unit = dossier.province.clone();
    let receiver = who_did(asked.tx, dossier, RECEIVED).await?;
    let completed_on = completed_on(&store::requests(asked.tx, id).await?);
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name =
        Name { kind: "Phiếu tiếp nhận hồ sơ".to_owned(), subject: String::new() };
    let mut body = ground.facts(house);
    body.push(Block::fact("Nơi đề nghị", ground.commune(house)));
    if let Some(day) = dossier.proposed_on {
        let letter = format!("số {} ngày {}", dossier.proposal, short_date(day));
        body.push(Block::fact("Công văn đề nghị", letter));
    }
    body.push(Block::fact("Ngày nhận", short_date(received_on)));
    if let Some((year, round)) = dossier.round {
        body.push(Block::fact("Đợt đánh giá", format!("Đợt {round} năm {year} (Điều 5)")));
    }
    body.push(Block::heading("Hồ sơ đã nhận"));
    body.push(Block::item("Báo cáo đánh giá một số nội dung của hồ sơ (Mẫu số 03)."));
    body.push(Block::item("Hồ sơ sản phẩm, gồm:"));
    body.push(Block::Table(handed_in(house, &ground, &Component::ALL)?));
    if dossier.kind == DossierKind::Renewal {
        let complete = completed_on.max(Some(received_on)).unwrap_or(received_on);
        let due = Clock::of_renewal(complete, &house.calendar.holidays).due;
        body.push(Block::paragraph(format!(
            "Thời hạn đánh giá lại: trước hết ngày {} (45 ngày kể từ ngày nhận đủ hồ sơ, Điều 7 khoản 6 điểm g).",
            short_date(due),
        )));
    }
    official.body = body;
    // Both sign beside each other, and each has a copy.
    official.recipients.clear();
    official.signatures = vec![
        Signature {
            posts: vec!["NGƯỜI GIAO HỒ SƠ".to_owned()],
            how: "(Ký, ghi rõ họ tên)".to_owned(),
            name: String::new(),
        },
        receiving(&asked.stamp.signatory, &receiver),
    ];
    let subject = composed(&format!("Tiếp nhận hồ sơ sản phẩm {}", ground.product()));
    let of_record = OfRecord { number, dated: received_on, signatory: receiver };
    Ok(ground.draft(house, official, (unit, subject), Some(of_record)))
}

/// When the last of what the province asked for was there.
fn completed_on(requests: &[store::Request]) -> Option<jiff::civil::Date> {
    let of_province = requests.iter().filter(|it| it.level == "province");
    of_province.filter_map(|it| it.answered_on).max()
}
