//! *Báo cáo của cơ quan quản lý OCOP cấp tỉnh* on a renewal: the office reports in the place of an
//! advisory group, to the council, or with five stars to the ministry (Art. 6.3.b, 7.6.c, 7.6.e).

use ocop_documents::{Block, Name};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{DossierKind, Step};

use super::ground::{Ground, is_advised};
use super::tables::{found, process, proposal, self_marks, updated};
use crate::dossiers::pages::sheet;
use crate::dossiers::store::{self, Remark};
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "office-report",
    about: About::Dossier,
    title: "Báo cáo của cơ quan quản lý OCOP cấp tỉnh",
    issuer: Issuer::Office,
    sign: "BC",
    numbering: Numbering::Series,
    article: "Art. 7.6.c",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::SeeDossier,
    issues: Some(Act::Advise),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let remarks = store::remarks(asked.tx, id).await?;
    let is_its = ground.dossier.kind == DossierKind::Renewal
        && ground.dossier.province_received_on.is_some()
        && !is_advised(&remarks);
    if !is_its {
        return Err(Failure::NotFound);
    }
    let requests = store::requests(asked.tx, id).await?;
    let findings = store::findings(asked.tx, id).await?;
    let unit = ground.dossier.province.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Báo cáo".to_owned(),
        subject: "Kết quả thẩm xét hồ sơ đánh giá lại sản phẩm OCOP".to_owned(),
    };
    official.addressees = vec![
        "Chủ tịch Hội đồng đánh giá, phân hạng sản phẩm OCOP".to_owned(),
        ground.province(house),
    ];
    let mut body = vec![Block::heading("1. Thông tin chung")];
    body.extend(ground.facts(house));
    body.push(Block::heading("2. Nội dung chủ thể đã cập nhật (Điều 6 khoản 1 điểm c)"));
    body.extend(updated(&ground.content.report));
    body.push(Block::heading("3. Việc kiểm tra, xác minh (Điều 7 khoản 6 điểm c)"));
    let asked_for: Vec<_> = requests.iter().rev().filter(|it| it.level == "province").collect();
    let done = |it: &&Remark| matches!(it.step, Step::Survey | Step::Test | Step::Answer);
    let done: Vec<_> = remarks.iter().filter(done).collect();
    body.extend(process(&asked_for, &done));
    body.push(Block::heading("4. Nhận xét của Ủy ban nhân dân cấp xã"));
    body.extend(found(&findings));
    body.push(Block::heading("5. Điểm tự đánh giá của chủ thể"));
    let set = &sheet(house, &ground.dossier)?.criteria;
    let opinion = ("Ý kiến của cơ quan thẩm xét", |_: &str| String::new());
    body.push(Block::Table(self_marks(set, &ground.content, opinion)));
    body.push(Block::heading("6. Kiến nghị"));
    body.extend(proposal(
        &remarks,
        "Đề nghị xem xét, đánh giá lại sản phẩm theo quy định (Điều 7 khoản 6).",
    ));
    official.body = body;
    let subject = format!("Kết quả thẩm xét hồ sơ đánh giá lại sản phẩm {}", ground.product());
    Ok(ground.draft(house, official, (unit, subject), None))
}
