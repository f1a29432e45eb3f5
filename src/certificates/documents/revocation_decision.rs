//! *Quyết định thu hồi Giấy chứng nhận*: on one of the six grounds (Art. 8).

use ocop_documents::Block;
use ocop_documents::words::{composed, long_date};
use ocop_rules::accounts::Act;
use ocop_rules::certificates::Event;

use super::super::labels;
use super::super::store::DecisionKind;
use super::decided::{self, GROUNDS, MINISTRY};
use super::extension_decision::{certificate, ended};
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "revocation-decision",
    about: About::Decision,
    title: "Quyết định thu hồi Giấy chứng nhận",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::OfRecord,
    article: "Art. 8.2",
    grounds: GROUNDS,
    recipients: &["Như Điều 4", MINISTRY],
    sees: Act::RecordDecision,
    issues: Some(Act::RecordDecision),
    is_public: true,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

const USUAL: &str = "Về việc thu hồi Giấy chứng nhận sản phẩm OCOP";

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (decision, deciders) = decided::recorded(&mut asked, DecisionKind::Revocation).await?;
    let items = ended(asked.tx, asked.id).await?;
    let subject = decided::subject(&decision, USUAL);
    let mut official = deciders.decision(asked.stamp, &subject);
    official.grounds.extend(decided::grounds(asked.tx, &deciders, &[]).await?);
    official.body = vec![Block::article(1, "Thu hồi Giấy chứng nhận sản phẩm OCOP sau đây:")];
    for (item, recorded) in &items {
        let Event::Revoked { on, ground } = recorded.event else { continue };
        let concluded = recorded.concluded_on.map_or_else(String::new, |it| {
            format!(", theo kết luận hoặc xác nhận {}", long_date(it))
        });
        official.body.extend([
            Block::item(format!(
                "{}; bị thu hồi kể từ {}.",
                certificate(asked.house, item),
                long_date(on)
            )),
            Block::paragraph(format!(
                "Trường hợp thu hồi: {} (điểm {} khoản 1 Điều 8 Quyết định số 26/2026/QĐ-TTg){concluded}.",
                labels::ground_label(ground),
                ground.id()
            )),
        ]);
        if !recorded.reason.is_empty() {
            official.body.push(Block::paragraph(format!("Lý do: {}", composed(&recorded.reason))));
        }
    }
    official.body.extend([
        Block::article(
            2,
            "Kể từ ngày bị thu hồi, chủ thể nộp lại Giấy chứng nhận, không được sử dụng nhãn hiệu OCOP và hạng sao trên bao bì, nhãn, tài liệu và phương tiện quảng bá của sản phẩm.",
        ),
        Block::article(
            3,
            format!(
                "{} công khai việc thu hồi, đưa sản phẩm ra khỏi danh mục sản phẩm OCOP đang được công nhận, gửi Quyết định này cho chủ thể và các cơ quan liên quan, kiểm tra việc thực hiện.",
                deciders.office
            ),
        ),
        deciders.carried_out(
            4,
            "Chủ tịch Ủy ban nhân dân xã, phường, đặc khu có liên quan, chủ thể có tên tại Điều 1",
        ),
    ]);
    Ok(decided::drafted(asked.house, &decision, official))
}
