//! *Báo cáo của UBND cấp xã* (Mẫu 03): what the commune has found on four subjects.

use ocop_documents::words::composed;
use ocop_documents::{Block, Name};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::missing_findings;
use ocop_rules::producers::ProducerKind;

use super::ground::Ground;
use super::tables;
use crate::dossiers::store;
use crate::dossiers::subject_label;
use crate::machinery::Failure;
use crate::producers;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "commune-report",
    about: About::Dossier,
    title: "Báo cáo của Ủy ban nhân dân cấp xã (Mẫu 03)",
    issuer: Issuer::Committee,
    sign: "BC",
    numbering: Numbering::Series,
    article: "Art. 7.2.a",
    grounds: &[],
    recipients: &["Ủy ban nhân dân tỉnh", "Cơ quan quản lý OCOP cấp tỉnh"],
    sees: Act::SeeDossier,
    issues: Some(Act::WriteFindings),
    is_public: false,
    personal: true,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let findings = store::findings(asked.tx, id).await?;
    if let Some(subject) = missing_findings(&findings).into_iter().next() {
        let said = format!("Mẫu 03 chưa ghi nhận xét của xã về: {}.", subject_label(subject));
        return Err(Failure::refused(said));
    }
    let persons = producers::store::persons(asked.tx, &ground.dossier.producer).await?;
    let unit = ground.dossier.commune.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Báo cáo".to_owned(),
        subject:
            "Đánh giá một số nội dung của hồ sơ đăng ký tham gia đánh giá, phân hạng sản phẩm OCOP"
                .to_owned(),
    };
    let slip = ground.slip();
    let kind = ProducerKind::from_id(&ground.content.producer_kind);
    let fact = |label: &str, value: &str| Block::fact(label, composed(value.trim()));
    let mut body = vec![
        Block::heading("I. THÔNG TIN CHUNG VỀ HỒ SƠ SẢN PHẨM"),
        fact("1. Tên chủ thể", &ground.producer_name()),
        fact("2. Loại hình tổ chức", kind.map_or("", producers::kind_label)),
        fact("3. Địa chỉ", &slip.address),
        Block::heading("4. Tên người đại diện pháp luật"),
        fact("- Họ tên", &slip.representative),
        fact("- Giới tính (Nam/nữ)", &persons.sex),
        fact("- Dân tộc", &persons.ethnic_group),
        fact("- Địa chỉ thường trú", &persons.residence),
        fact("5. Sản phẩm đăng ký đánh giá", &ground.product()),
        Block::heading("II. ĐÁNH GIÁ MỘT SỐ NỘI DUNG CỦA HỒ SƠ SẢN PHẨM"),
    ];
    body.extend(tables::findings(&findings));
    body.push(Block::paragraph(format!(
        "{} đề nghị {} tổ chức đánh giá, phân hạng sản phẩm OCOP cho sản phẩm {} của {}.",
        ground.commune(house),
        ground.province(house),
        ground.product(),
        ground.producer_name(),
    )));
    official.body = body;
    let subject = format!("Đánh giá một số nội dung của hồ sơ sản phẩm {}", ground.product());
    Ok(ground.draft(house, official, (unit, subject), None))
}
