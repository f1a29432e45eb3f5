//! *Thông báo trả hồ sơ để bổ sung*: the commune returns a dossier with one list of everything that
//! is missing (Art. 7.2.a).

use ocop_rules::accounts::Act;

use super::completion_request::{body, of};
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};
use ocop_documents::Name;

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "return-notice",
    about: About::Request,
    title: "Thông báo trả hồ sơ để bổ sung",
    issuer: Issuer::Committee,
    sign: "TB",
    numbering: Numbering::Series,
    article: "Art. 7.2.a",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::SeeDossier,
    issues: Some(Act::ReturnDossier),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let house = asked.house;
    let (ground, request) = of(&mut asked, |level| level == "commune").await?;
    let unit = ground.dossier.commune.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Thông báo".to_owned(),
        subject: "Trả hồ sơ sản phẩm OCOP để bổ sung, hoàn thiện".to_owned(),
    };
    official.addressees = vec![ground.producer_name()];
    let opening = format!(
        "{} đã kiểm tra hồ sơ của chủ thể và thấy còn thiếu hoặc chưa đúng các nội dung nêu dưới đây (Điều 7 khoản 2 điểm a).",
        ground.commune(house),
    );
    let closing = "Chủ thể bổ sung, hoàn thiện rồi nộp lại; thời hạn 15 ngày làm việc của Ủy ban nhân dân cấp xã tính từ ngày nhận hồ sơ nộp lại.";
    official.body = body(house, &ground, &request, (&opening, closing))?;
    let subject = format!("Trả hồ sơ sản phẩm {} để bổ sung", ground.product());
    Ok(ground.draft(house, official, (unit, subject), None))
}
