//! *Thông báo bổ sung, hoàn thiện hồ sơ*: the office of the province or of the ministry asks for
//! everything that is missing, in one list (Art. 7.3.a, 7.3.c, 7.4.a).

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Align, Block, Name, Table};
use ocop_rules::accounts::Act;
use ocop_rules::criteria::Code;
use ocop_rules::places::UnitId;

use super::ground::Ground;
use crate::dossiers::pages::sheet;
use crate::dossiers::store::{self, Request};
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "completion-request",
    about: About::Request,
    title: "Thông báo bổ sung, hoàn thiện hồ sơ",
    issuer: Issuer::Office,
    sign: "TB",
    numbering: Numbering::Series,
    article: "Art. 7.3.a",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::SeeDossier,
    issues: Some(Act::AcceptDossier),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let house = asked.house;
    let (ground, request) = of(&mut asked, |level| level != "commune").await?;
    let is_central = request.level == "ministry";
    let unit = if is_central { UnitId::country() } else { ground.dossier.province.clone() };
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Thông báo".to_owned(),
        subject: "Bổ sung, hoàn thiện hồ sơ sản phẩm OCOP".to_owned(),
    };
    official.addressees = if is_central { vec![ground.province(house)] } else { Vec::new() };
    official.addressees.extend([ground.commune(house), ground.producer_name()]);
    let article = if is_central { "Điều 7 khoản 4" } else { "Điều 7 khoản 3" };
    let opening = format!(
        "{} đã kiểm tra hồ sơ và đề nghị bổ sung, hoàn thiện các nội dung nêu dưới đây ({article}).",
        letterhead.name,
    );
    let closing = "Nội dung bổ sung được gửi trên hệ thống và theo đường văn bản.";
    official.body = body(house, &ground, &request, (&opening, closing))?;
    let subject = format!("Bổ sung, hoàn thiện hồ sơ sản phẩm {}", ground.product());
    Ok(ground.draft(house, official, (unit, subject), None))
}

/// The request, where it is of such a level, and its dossier.
pub(super) async fn of(
    asked: &mut Asked<'_>,
    is_its: impl Fn(&str) -> bool,
) -> Result<(Ground, Request), Failure> {
    let (dossier, request) = store::request(asked.tx, asked.id).await?;
    if !is_its(&request.level) {
        return Err(Failure::NotFound);
    }
    Ok((Ground::received(asked.house, asked.tx, &dossier).await?, request))
}

/// What is asked for, by when, between the opening and the closing sentence.
pub(super) fn body(
    house: &House,
    ground: &Ground,
    request: &Request,
    (opening, closing): (&str, &str),
) -> Result<Vec<Block>, Failure> {
    let mut said = vec![Block::paragraph(opening)];
    said.extend(ground.facts(house).into_iter().take(1));
    let number = ground.dossier.province_receipt.as_ref().or(ground.dossier.receipt.as_ref());
    if let Some(number) = number {
        said.push(Block::fact("Phiếu số", number));
    }
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Phần của hồ sơ", 50, Align::Left),
        ("Nội dung cần bổ sung, hoàn thiện", 105, Align::Left),
    ]);
    for (at, it) in (1..).zip(&request.items) {
        let part = part_label(house, ground, &it.part)?;
        table.rows.push(vec![at.to_string(), part, composed(&it.sentence)]);
    }
    said.push(Block::Table(table));
    said.push(Block::paragraph(match request.answer_by {
        Some(day) => format!("Thời hạn trả lời: trước hết ngày {}.", short_date(day)),
        None => "Thời hạn trả lời: khi chủ thể đã hoàn thiện hồ sơ.".to_owned(),
    }));
    said.push(Block::paragraph(closing));
    Ok(said)
}

/// What a part of a dossier is called.
fn part_label(house: &House, ground: &Ground, part: &str) -> Result<String, Failure> {
    Ok(match part {
        "" => "Toàn bộ hồ sơ".to_owned(),
        "slip" => "Phiếu đăng ký (Mẫu 01)".to_owned(),
        "report" => "Báo cáo tự đánh giá (Mẫu 02)".to_owned(),
        "evidence" => "Tài liệu minh chứng".to_owned(),
        code => {
            let set = &sheet(house, &ground.dossier)?.criteria;
            let criterion = code.parse::<Code>().ok().and_then(|it| set.criterion(it));
            match criterion {
                Some(it) => format!("Tiêu chí {code}: {}", composed(&it.name)),
                None => code.to_owned(),
            }
        }
    })
}
