//! *Công văn đề nghị đánh giá 5 sao*: the province sends dossiers to the ministry; one letter may
//! name several products (Art. 6.3, 7.3.e, 7.6.e).

use ocop_documents::Block;
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{DossierKind, Step};

use super::ground::{Ground, about};
use super::tables::products;
use crate::dossiers::store::{self, Dossier};
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, OfRecord};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "ministry-letter",
    about: About::Dossier,
    title: "Công văn đề nghị Bộ đánh giá 5 sao",
    issuer: Issuer::Committee,
    sign: "",
    numbering: Numbering::OfRecord,
    article: "Art. 7.3.e",
    grounds: &[],
    recipients: &["Như trên", "Chủ tịch Ủy ban nhân dân tỉnh"],
    sees: Act::SeeDossier,
    issues: Some(Act::ProposeToMinistry),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (house, id) = (asked.house, asked.id);
    let ground = Ground::received(house, asked.tx, id).await?;
    let dossier = &ground.dossier;
    let of_record = dossier.sent_to_ministry_on.map(|dated| OfRecord {
        number: dossier.ministry_letter.clone(),
        dated,
        signatory: String::new(),
    });
    let can_send = dossier.stage.after(Step::SendToMinistry, dossier.kind).is_ok();
    let together = match &of_record {
        Some(it) => {
            let letter = (it.number.as_str(), it.dated);
            store::of_sending(asked.tx, &dossier.province, letter).await?
        }
        None if can_send => vec![dossier.clone()],
        None => return Err(Failure::NotFound),
    };
    let unit = dossier.province.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    about(&mut official, "V/v đề nghị đánh giá, phân hạng sản phẩm OCOP 5 sao");
    official.addressees = vec!["Bộ Nông nghiệp và Môi trường".to_owned()];
    let province = ground.province(house);
    let mut body = vec![
        Block::paragraph(
            "Thực hiện Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ (Điều 6 khoản 3, Điều 7);",
        ),
        Block::paragraph(format!(
            "{province} đề nghị Bộ Nông nghiệp và Môi trường đánh giá, phân hạng {:02} sản phẩm OCOP sau đây:",
            together.len(),
        )),
        Block::Table(products(&together)),
        Block::paragraph("Hồ sơ gửi kèm, mỗi sản phẩm gồm:"),
    ];
    let is_renewed = |it: &Dossier| it.kind == DossierKind::Renewal;
    if !together.iter().all(is_renewed) {
        body.extend(enclosed("Đánh giá lần đầu, nâng hạng (Điều 6 khoản 3 điểm a)", &FIRST));
    }
    if together.iter().any(is_renewed) {
        body.extend(enclosed("Đánh giá lại (Điều 6 khoản 3 điểm b)", &RENEWED));
    }
    body.push(Block::paragraph(format!(
        "{province} chịu trách nhiệm về hồ sơ đề nghị và kính đề nghị Bộ xem xét, đánh giá.",
    )));
    official.body = body;
    let subject = format!("Đề nghị đánh giá 5 sao sản phẩm {}", ground.product());
    Ok(ground.draft(house, official, (unit, subject), of_record))
}

/// What goes with a first evaluation (Art. 6.3.a).
const FIRST: [&str; 6] = [
    "Báo cáo đánh giá của Tổ tư vấn cấp tỉnh;",
    "Báo cáo kết quả của Hội đồng cấp tỉnh;",
    "Quyết định phê duyệt kết quả đánh giá;",
    "Hồ sơ sản phẩm;",
    "Kết quả kiểm tra, kiểm nghiệm thêm (nếu có);",
    "05 sản phẩm mẫu (trừ nhóm dịch vụ du lịch).",
];

/// What goes with a renewal (Art. 6.3.b).
const RENEWED: [&str; 4] = [
    "Báo cáo của cơ quan quản lý OCOP cấp tỉnh;",
    "Hồ sơ sản phẩm;",
    "Kết quả kiểm tra, kiểm nghiệm thêm (nếu có);",
    "05 sản phẩm mẫu (trừ nhóm dịch vụ du lịch).",
];

fn enclosed(heading: &str, parts: &[&str]) -> Vec<Block> {
    let mut said = vec![Block::heading(heading)];
    said.extend(parts.iter().map(|&it| Block::item(it)));
    said
}
