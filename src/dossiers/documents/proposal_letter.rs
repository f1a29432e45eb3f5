//! *Công văn đề nghị*: the commune asks the province to evaluate; one letter may name several
//! products (Art. 6.2.a, 7.2.b).

use ocop_documents::Block;
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{Stage, composition, missing_findings};

use super::ground::{Ground, about};
use super::tables::products;
use crate::dossiers::pages::group;
use crate::dossiers::store::{self, Dossier};
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, OfRecord};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "proposal-letter",
    about: About::Dossier,
    title: "Công văn đề nghị tỉnh đánh giá",
    issuer: Issuer::Committee,
    sign: "",
    numbering: Numbering::OfRecord,
    article: "Art. 7.2.b",
    grounds: &[],
    recipients: &["Như trên", "Chủ thể sản phẩm"],
    sees: Act::SeeDossier,
    issues: Some(Act::ProposeDossier),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let of_record = recorded(&ground.dossier);
    if of_record.is_none() {
        must_be_ready(&ground, house, asked.tx).await?;
    }
    let together = match &of_record {
        Some(it) => {
            let letter = (it.number.as_str(), it.dated);
            store::of_proposal(asked.tx, &ground.dossier.commune, letter).await?
        }
        None => vec![ground.dossier.clone()],
    };
    let unit = ground.dossier.commune.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    about(&mut official, "V/v đề nghị đánh giá, phân hạng sản phẩm OCOP");
    official.addressees = vec![ground.province(house)];
    official.body = vec![
        Block::paragraph(
            "Thực hiện Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ (Điều 7 khoản 2);",
        ),
        Block::paragraph(format!(
            "Sau khi kiểm tra thành phần hồ sơ và đánh giá các nội dung thuộc trách nhiệm của cấp xã, {} đề nghị {} tổ chức đánh giá, phân hạng {:02} sản phẩm OCOP sau đây:",
            ground.commune(house),
            ground.province(house),
            together.len(),
        )),
        Block::Table(products(&together)),
        Block::paragraph("Gửi kèm theo công văn này, mỗi sản phẩm gồm:"),
        Block::item("Báo cáo đánh giá một số nội dung của hồ sơ (Mẫu số 03);"),
        Block::item("Hồ sơ sản phẩm của chủ thể: 01 bản giấy và 01 bản điện tử;"),
        Block::item("Sản phẩm mẫu theo quy định (trừ nhóm dịch vụ du lịch)."),
        Block::paragraph(format!("Kính đề nghị {} xem xét.", ground.province(house))),
    ];
    let subject = format!("Đề nghị đánh giá, phân hạng sản phẩm {}", ground.product());
    Ok(ground.draft(house, official, (unit, subject), of_record))
}

fn recorded(dossier: &Dossier) -> Option<OfRecord> {
    let dated = dossier.proposed_on?;
    Some(OfRecord { number: dossier.proposal.clone(), dated, signatory: String::new() })
}

/// Before it is proposed, the letter is drafted once everything is checked.
async fn must_be_ready(
    ground: &Ground,
    house: &crate::house::House,
    tx: &mut Tx<'_>,
) -> Result<(), Failure> {
    let dossier = &ground.dossier;
    let ticked = store::ticked(tx, &dossier.id).await?;
    let is_whole =
        composition(dossier.kind, group(house, dossier)?).iter().all(|it| ticked.contains(it));
    let is_found = missing_findings(&store::findings(tx, &dossier.id).await?).is_empty();
    if dossier.stage == Stage::CommuneChecking && is_whole && is_found {
        return Ok(());
    }
    Err(Failure::refused("Hãy kiểm tra xong thành phần hồ sơ và ghi đủ Mẫu 03 trước khi đề nghị."))
}
