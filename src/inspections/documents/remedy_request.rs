//! *Công văn yêu cầu khắc phục*: what a visit found at fault and must be put right, by when, and what
//! follows when it is not (Art. 9, 8).

use jiff::civil::Date;
use ocop_documents::words::{composed, long_date, short_date};
use ocop_documents::{Block, Head};
use ocop_rules::accounts::Act;
use ocop_rules::inspections::{Remedy, RemedyState};

use super::super::labels;
use super::super::store::Breach;
use super::ground::{Ground, remedies};
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "remedy-request",
    about: About::Visit,
    title: "Công văn yêu cầu khắc phục sau kiểm tra",
    issuer: Issuer::Office,
    sign: "",
    numbering: Numbering::Series,
    article: "Art. 9",
    grounds: &[],
    recipients: &["Như trên"],
    sees: Act::SeeInspections,
    issues: Some(Act::Inspect),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let house = asked.house;
    let ground = Ground::of(house, asked.tx, asked.id).await?;
    let day = asked.stamp.dated;
    let is_done = |it: &RemedyState| matches!(it, RemedyState::Done { .. });
    let waits = |it: &&Breach| it.rules.remedy.is_some_and(|it| !is_done(&it.on(day)));
    let waiting: Vec<&Breach> = ground.breaches.iter().filter(waits).collect();
    if waiting.is_empty() {
        return Err(Failure::refused("Lần kiểm tra này không có vi phạm nào đang chờ khắc phục."));
    }
    let letterhead = asked.letterhead(&ground.unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    if let Head::Office { about, .. } = &mut official.head {
        "V/v khắc phục vi phạm sau kiểm tra sản phẩm OCOP".clone_into(about);
    }
    let committees = ground.committees(house, day);
    official.addressees = [ground.producer()].into_iter().chain(committees.clone()).collect();
    let mut body = opening(house, &ground, &letterhead.name);
    body.push(Block::Table(remedies(waiting.iter().copied())));
    body.extend(closing(&letterhead.name, &waiting, day));
    if !committees.is_empty() {
        body.push(Block::paragraph(format!(
            "Đề nghị {} theo dõi, đôn đốc chủ thể thực hiện.",
            committees.join(", ")
        )));
    }
    official.body = body;
    let subject = format!("Yêu cầu khắc phục vi phạm của sản phẩm {}", ground.product());
    Ok(ground.draft(official, subject))
}

fn opening(house: &House, ground: &Ground, office: &str) -> Vec<Block> {
    let visit = &ground.visit;
    let bodies: Vec<String> =
        visit.bodies.split([';', '\n']).map(|it| composed(it.trim())).collect();
    let mut said = vec![Block::paragraph(format!(
        "Thực hiện Điều 9 Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ, {}, {} đã kiểm tra sản phẩm OCOP sau đây (Biên bản {}):",
        long_date(visit.visited_on),
        bodies.join(", "),
        called(&visit.minutes)
    ))];
    said.extend(ground.facts(house));
    if let Some(mark) = visit.mark.filter(|it| it.is_fault()) {
        let mark = labels::mark(mark).to_lowercase();
        said.push(Block::fact("Sử dụng biểu trưng, nhãn", mark));
    }
    said.push(Block::paragraph(format!(
        "Qua kiểm tra, {office} yêu cầu chủ thể khắc phục các vi phạm sau:"
    )));
    said
}

fn closing(office: &str, waiting: &[&Breach], day: Date) -> Vec<Block> {
    let last = waiting.iter().filter_map(|it| it.rules.remedy).map(Remedy::due).max();
    let by_when = match last {
        Some(last) if last < day => format!(
            "Hạn khắc phục cuối cùng, ngày {}, đã qua. Chủ thể khắc phục ngay và báo cáo bằng văn bản về {office}, kèm giấy tờ, ảnh chứng minh.",
            short_date(last)
        ),
        _ => format!(
            "Khắc phục xong nội dung nào, chủ thể báo cáo bằng văn bản về {office}, kèm giấy tờ, ảnh chứng minh, không muộn hơn hạn của nội dung đó."
        ),
    };
    vec![
        Block::paragraph(by_when),
        Block::paragraph(
            "Quá hạn mà chưa khắc phục, hoặc tiếp tục vi phạm, thì cơ quan quản lý OCOP báo cáo, đề nghị cấp có thẩm quyền thu hồi Giấy chứng nhận theo Điều 8 Quyết định số 26/2026/QĐ-TTg.",
        ),
    ]
}

/// Minutes with a number bear it; others are called as they are.
fn called(minutes: &str) -> String {
    if minutes.contains('/') && !minutes.contains(' ') {
        format!("số {minutes}")
    } else {
        format!("“{minutes}”")
    }
}
