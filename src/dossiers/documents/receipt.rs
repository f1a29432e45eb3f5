//! *Phiếu tiếp nhận hồ sơ* of the commune: its number, what was handed in, and until when the
//! commune answers (Art. 7.1, 7.2).

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Align, Block, Name, Signature, Table};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{Component, composition};

use super::ground::{Ground, TAKEN_UP, who_did};
use super::tables::evidence_by_criterion;
use crate::dossiers::pages::{component_label, group};
use crate::dossiers::store;
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, OfRecord};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "receipt",
    about: About::Dossier,
    title: "Phiếu tiếp nhận hồ sơ",
    issuer: Issuer::Committee,
    sign: "PĐK",
    numbering: Numbering::OfRecord,
    article: "Art. 7.1",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeDossier,
    issues: Some(Act::CheckComposition),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let dossier = &ground.dossier;
    let (Some(number), Some(received_on)) = (dossier.receipt.clone(), dossier.received_on) else {
        return Err(Failure::NotFound);
    };
    let unit = dossier.commune.clone();
    let receiver = who_did(asked.tx, dossier, TAKEN_UP).await?;
    let ticked = store::ticked(asked.tx, id).await?;
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name =
        Name { kind: "Phiếu tiếp nhận hồ sơ".to_owned(), subject: String::new() };
    let mut body = ground.facts(house);
    body.push(Block::fact("Điện thoại", composed(&ground.slip().phone)));
    body.push(Block::fact("Ngày nhận", short_date(received_on)));
    body.push(Block::fact("Lần nộp", ground.times.to_string()));
    body.push(Block::heading("Hồ sơ đã nộp"));
    body.push(Block::Table(handed_in(house, &ground, &ticked)?));
    if let Some(due) = dossier.due_on {
        body.push(Block::paragraph(format!(
            "Thời hạn: trước hết ngày {}, {} kiểm tra, đánh giá và gửi đề nghị lên tỉnh, hoặc thông báo cho chủ thể nội dung cần bổ sung (15 ngày làm việc kể từ ngày nhận, Điều 7 khoản 2).",
            short_date(due),
            ground.commune(house),
        )));
    }
    body.push(Block::fact("Mã băm SHA-256 của hồ sơ đã nộp", &ground.fingerprint));
    official.body = body;
    // Both sign beside each other, and each has a copy.
    official.recipients.clear();
    official.signatures = vec![
        Signature {
            posts: vec!["NGƯỜI NỘP HỒ SƠ".to_owned()],
            how: "(Ký, ghi rõ họ tên)".to_owned(),
            name: composed(&ground.slip().representative),
        },
        receiving(&asked.stamp.signatory, &receiver),
    ];
    let subject = format!("Tiếp nhận hồ sơ sản phẩm {}", ground.product());
    let of_record = OfRecord { number, dated: received_on, signatory: receiver };
    Ok(ground.draft(house, official, (unit, subject), Some(of_record)))
}

/// Who receives signs it: the one who is typed, or the one who took it in.
pub(super) fn receiving(typed: &str, receiver: &str) -> Signature {
    Signature {
        posts: vec!["NGƯỜI TIẾP NHẬN".to_owned()],
        how: "(Ký, ghi rõ họ tên)".to_owned(),
        name: composed(if typed.is_empty() { receiver } else { typed }),
    }
}

/// What was handed in, and what of it the office has found complete.
pub(super) fn handed_in(
    house: &House,
    ground: &Ground,
    ticked: &[Component],
) -> Result<Table, Failure> {
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Thành phần hồ sơ", 90, Align::Left),
        ("Số lượng", 35, Align::Center),
        ("Kiểm tra", 30, Align::Center),
    ]);
    let papers = evidence_by_criterion(&ground.content).len();
    for (at, it) in (1..).zip(composition(ground.dossier.kind, group(house, &ground.dossier)?)) {
        let count = match it {
            Component::Evidence => format!("{papers:02} tài liệu"),
            Component::Samples => format!("{:02} mẫu", ground.slip().sample_count()),
            Component::Changes | Component::Updates => "Trong báo cáo".to_owned(),
            Component::Slip | Component::SelfAssessment => "01 bản".to_owned(),
        };
        let checked = if ticked.contains(&it) { "Đủ" } else { "" };
        let (label, _) = component_label(it);
        table.rows.push(vec![at.to_string(), label.to_owned(), count, checked.to_owned()]);
    }
    Ok(table)
}
