//! *Báo cáo đánh giá của Tổ tư vấn*: what the advisory group has looked at, asked and found, for
//! the council (Art. 7.3.c).

use ocop_documents::words::composed;
use ocop_documents::{Block, Name};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::Step;

use crate::councils::seated_at;
use crate::dossiers::documents::{Ground, found, looked_at, process, proposal, self_marks};
use crate::dossiers::pages::sheet;
use crate::dossiers::store::{self, Remark};
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "evaluation-report",
    about: About::Dossier,
    title: "Báo cáo đánh giá của Tổ tư vấn",
    issuer: Issuer::Group,
    sign: "BC",
    numbering: Numbering::Series,
    article: "Art. 7.3.c",
    grounds: &[DECISION_26],
    recipients: &["Như trên", "Thành viên Hội đồng"],
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
    if !remarks.iter().any(|it| it.step == Step::HandToAdvisers) {
        return Err(Failure::NotFound);
    }
    let requests = store::requests(asked.tx, id).await?;
    let findings = store::findings(asked.tx, id).await?;
    let seats = seated_at(asked.tx, id).await?;
    let unit = ground.dossier.province.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Báo cáo".to_owned(),
        subject: format!("Đánh giá hồ sơ sản phẩm OCOP: {}", ground.product()),
    };
    official.addressees = vec!["Chủ tịch Hội đồng đánh giá, phân hạng sản phẩm OCOP".to_owned()];
    let set = &sheet(house, &ground.dossier)?.criteria;
    let mut body = vec![Block::heading("1. Thông tin chung")];
    body.extend(ground.facts(house));
    body.push(Block::fact("Bộ tiêu chí", composed(&format!("{}, {}", set.id(), set.name()))));
    body.push(Block::heading("2. Tài liệu đã xem xét"));
    body.push(looked_at(&ground.content));
    body.push(Block::heading("3. Yêu cầu bổ sung, khảo sát thực tế, kiểm nghiệm thêm"));
    let asked_for: Vec<_> = requests.iter().rev().filter(|it| it.level == "province").collect();
    let done = |it: &&Remark| matches!(it.step, Step::Survey | Step::Test | Step::Answer);
    let done: Vec<_> = remarks.iter().filter(done).collect();
    body.extend(process(&asked_for, &done));
    body.push(Block::heading("4. Nhận xét của Ủy ban nhân dân cấp xã (Mẫu 03)"));
    body.extend(found(&findings));
    body.push(Block::heading("5. Điểm tự đánh giá của chủ thể"));
    let opinion = ("Ý kiến của Tổ tư vấn", |_: &str| String::new());
    body.push(Block::Table(self_marks(set, &ground.content, opinion)));
    body.push(Block::heading("6. Kiến nghị với Hội đồng"));
    body.extend(proposal(
        &remarks,
        "Tổ tư vấn báo cáo Hội đồng xem xét, đánh giá, phân hạng sản phẩm (Điều 7 khoản 3).",
    ));
    official.body = body;
    let subject = format!("Đánh giá hồ sơ sản phẩm {}", ground.product());
    let drafted = ground.draft(house, official, (unit, subject), None);
    Ok(Draft { seats, ..drafted })
}
