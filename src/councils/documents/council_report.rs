//! *Báo cáo kết quả đánh giá, phân hạng*: from the council to whoever formed it (Art. 7.3.d, 7.4.d).

use std::collections::BTreeMap;

use ocop_documents::words::{composed, long_date, stars};
use ocop_documents::{Block, Name};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{Level, Proposal};
use ocop_rules::criteria::Stars;

use super::super::sitting::{Product, Sitting};
use super::minutes::{earned as earned_words, results};
use crate::machinery::Failure;
use crate::records::{
    About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Letterhead, Numbering,
};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "council-report",
    about: About::Meeting,
    title: "Báo cáo kết quả của Hội đồng",
    issuer: Issuer::Council,
    sign: "BC",
    numbering: Numbering::Series,
    article: "Art. 7.3.d",
    grounds: &[DECISION_26],
    recipients: &["Như trên", "Cơ quan tham mưu quản lý OCOP", "Các thành viên Hội đồng"],
    sees: Act::SeeResult,
    issues: Some(Act::PlanMeeting),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let sitting = Sitting::read(asked.tx, asked.id).await?;
    if !sitting.has_begun() {
        return Err(Failure::NotFound);
    }
    if !asked.stamp.is_draft && !sitting.has_ended() {
        return Err(Failure::refused(
            "Biên bản phiên họp chưa được ký; báo cáo kết quả ban hành sau biên bản.",
        ));
    }
    let products = sitting.products(asked.house, asked.tx).await?;
    let letterhead = asked.letterhead(&sitting.council.unit).await?;
    let council = composed(&sitting.council.name);
    let day = long_date(sitting.meeting.held_on);
    let subject =
        format!("Kết quả đánh giá, phân hạng sản phẩm OCOP của {council}, {}", sitting.called());

    let unit = &sitting.council.unit;
    let committee =
        Letterhead::of_issuer(asked.house, asked.tx, unit, Issuer::Committee).await?.name;
    let addressee = match sitting.council.level() {
        Level::Province => format!("Chủ tịch {committee}"),
        Level::Ministry => format!("Bộ trưởng {committee}"),
    };

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name { kind: "Báo cáo".to_owned(), subject };
    official.addressees = vec![addressee];
    official.body = body(&sitting, &products);
    Ok(sitting.official(official, format!("Kết quả đánh giá, phân hạng sản phẩm OCOP, {day}")))
}

fn body(sitting: &Sitting, products: &[Product<'_>]) -> Vec<Block> {
    let council = &sitting.council;
    let mut body = vec![
        Block::heading("I. Quá trình đánh giá"),
        Block::paragraph(format!(
            "Thực hiện Quyết định số {} {}, Hội đồng đã đánh giá {} hồ sơ sản phẩm ({}), có {}/{} thành viên tham gia, theo Quy chế số {} và Bộ tiêu chí ban hành kèm theo Quyết định số 26/2026/QĐ-TTg.",
            council.decision,
            long_date(council.decided_on),
            products.len(),
            sitting.called(),
            sitting.there.len(),
            sitting.seats.len(),
            council.regulation.document
        )),
        Block::heading("II. Kết quả"),
        Block::paragraph(counted(council.level(), products)),
        Block::Table(results(products)),
        Block::heading("III. Đề nghị"),
    ];
    body.extend(proposals(council.level(), products));
    body.push(Block::paragraph(
        "Biên bản phiên họp, bảng tổng hợp điểm và phiếu đánh giá của thành viên được lưu tại hồ sơ Hội đồng.",
    ));
    body
}

/// How many products earned what.
fn counted(level: Level, products: &[Product<'_>]) -> String {
    let mut earned = BTreeMap::<u8, usize>::new();
    let (mut rejected, mut open) = (0, 0);
    for it in products {
        match (it.stars(), &it.result) {
            (Some(stars), _) => *earned.entry(stars).or_default() += 1,
            (None, Some(_)) => rejected += 1,
            (None, None) => open += 1,
        }
    }
    let mut said: Vec<String> = earned
        .iter()
        .rev()
        .map(|(number, count)| format!("{count} sản phẩm đạt {}", earned_words(level, *number)))
        .collect();
    if 0 < rejected {
        said.push(format!("{rejected} hồ sơ bị loại"));
    }
    if 0 < open {
        said.push(format!("{open} sản phẩm chưa có kết quả"));
    }
    if said.is_empty() {
        said.push("chưa có sản phẩm nào có kết quả".to_owned());
    }
    format!("Kết quả: {}. Cụ thể:", said.join("; "))
}

/// What follows for which products (Art. 7.3.e, 7.3.g, 7.4.g).
fn proposals(level: Level, products: &[Product<'_>]) -> Vec<Block> {
    let (mut recognise, mut potential) = (Vec::new(), Vec::new());
    let (mut notify, mut hand_back) = (Vec::new(), Vec::new());
    for it in products {
        let Some(earned) = it.stars().and_then(Stars::from_number) else {
            if it.result.is_some() {
                notify.push(it.name());
            }
            continue;
        };
        match Proposal::of(earned, level) {
            Proposal::Recognise(at) => {
                recognise.push(format!("{} ({})", it.name(), stars(at.number())));
            }
            Proposal::PotentialFive => potential.push(it.name()),
            Proposal::Notify(_) => notify.push(it.name()),
            Proposal::HandBack(_) => hand_back.push(it.name()),
        }
    }
    let mut said = Vec::new();
    let mut say = |words: &str, names: &[String]| {
        if !names.is_empty() {
            said.push(Block::item(format!("{words}: {}.", names.join("; "))));
        }
    };
    say("Đề nghị quyết định công nhận và cấp Giấy chứng nhận sản phẩm OCOP", &recognise);
    say(
        "Đề nghị phê duyệt kết quả và gửi hồ sơ đề nghị Bộ Nông nghiệp và Môi trường đánh giá sản phẩm tiềm năng 5 sao",
        &potential,
    );
    say("Đề nghị chuyển kết quả về Ủy ban nhân dân cấp tỉnh (chưa đạt 5 sao)", &hand_back);
    say("Đề nghị thông báo kết quả, không cấp giấy chứng nhận", &notify);
    if said.is_empty() {
        said.push(Block::paragraph("Chưa có nội dung đề nghị."));
    }
    said
}
