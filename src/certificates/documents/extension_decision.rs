//! *Quyết định kéo dài hiệu lực*: a certificate stays in force until its renewal has a result, and
//! at most 180 days (Art. 12.3).

use ocop_documents::Block;
use ocop_documents::words::{composed, long_date, stars};
use ocop_rules::accounts::Act;
use ocop_rules::certificates::Event;

use super::super::store::{self, DecisionKind, Item, Recorded};
use super::decided::{self, GROUNDS, MINISTRY};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "extension-decision",
    about: About::Decision,
    title: "Quyết định kéo dài hiệu lực Giấy chứng nhận",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::OfRecord,
    article: "Art. 12.3",
    grounds: GROUNDS,
    recipients: &["Như Điều 3", MINISTRY],
    sees: Act::RecordDecision,
    issues: Some(Act::RecordDecision),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

const USUAL: &str = "Về việc kéo dài hiệu lực Giấy chứng nhận sản phẩm OCOP";

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (decision, deciders) = decided::recorded(&mut asked, DecisionKind::Extension).await?;
    let items = ended(asked.tx, asked.id).await?;
    let subject = decided::subject(&decision, USUAL);
    let mut official = deciders.decision(asked.stamp, &subject);
    official.grounds.extend(decided::grounds(asked.tx, &deciders, &[]).await?);
    official.body = vec![Block::article(
        1,
        "Kéo dài hiệu lực Giấy chứng nhận sản phẩm OCOP sau đây đến khi có kết quả đánh giá lại, tối đa không quá 180 ngày kể từ ngày Giấy chứng nhận hết giá trị (khoản 3 Điều 12 Quyết định số 26/2026/QĐ-TTg):",
    )];
    for (item, recorded) in &items {
        let Event::Extended { until } = recorded.event else { continue };
        let ends = item
            .valid
            .map_or_else(String::new, |(_, to)| format!(", có giá trị đến hết {}", long_date(to)));
        official.body.push(Block::item(format!(
            "{}{ends}; được kéo dài chậm nhất đến hết {}.",
            certificate(asked.house, item),
            long_date(until)
        )));
        if !recorded.reason.is_empty() {
            official.body.push(Block::paragraph(format!("Lý do: {}", composed(&recorded.reason))));
        }
    }
    official.body.extend([
        Block::article(
            2,
            "Trong thời gian được kéo dài, chủ thể duy trì các tiêu chí của hạng sao đã được công nhận và chịu trách nhiệm về hồ sơ đánh giá lại.",
        ),
        deciders.carried_out(
            3,
            "Chủ tịch Ủy ban nhân dân xã, phường, đặc khu có liên quan, chủ thể có tên tại Điều 1",
        ),
    ]);
    Ok(decided::drafted(asked.house, &decision, official))
}

/// What a decision extends or revokes, and how.
pub(super) async fn ended(
    tx: &mut Tx<'_>,
    decision: &str,
) -> Result<Vec<(Item, Recorded)>, Failure> {
    let mut ended = Vec::new();
    for item in store::items_ended(tx, decision).await? {
        let Some(certificate) = &item.certificate else { continue };
        let events = store::by_id(tx, certificate).await?.events;
        let its = events.into_iter().find(|it| it.decision.as_deref() == Some(decision));
        ended.extend(its.map(|it| (item, it)));
    }
    if ended.is_empty() { Err(Failure::NotFound) } else { Ok(ended) }
}

/// `Giấy chứng nhận số 12/2026/GCN-OCOP-99 của sản phẩm …, hạng bốn sao, chủ thể: …`
pub(super) fn certificate(house: &House, it: &Item) -> String {
    let number = if it.number.is_empty() { String::new() } else { format!(" số {}", it.number) };
    let rank = it.stars.map_or_else(String::new, |it| format!(", hạng {}", stars(it.number())));
    format!(
        "Giấy chứng nhận{number} của sản phẩm {}{rank}; chủ thể: {} ({})",
        composed(&it.name),
        composed(&it.producer),
        decided::address(house, it)
    )
}
