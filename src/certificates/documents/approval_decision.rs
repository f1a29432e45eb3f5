//! *Quyết định phê duyệt kết quả*: products of ninety points and more go to the ministry, and have
//! no certificate meanwhile (Art. 7.3.e).

use ocop_documents::{Block, Official};
use ocop_rules::accounts::Act;

use super::super::store::{self, DecisionKind, Item};
use super::decided::{self, Deciders, GROUNDS, Listing, MINISTRY};
use super::recognition_decision::attached;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, Stamp};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "approval-decision",
    about: About::Decision,
    title: "Quyết định phê duyệt kết quả từ 90 điểm",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::OfRecord,
    article: "Art. 7.3.e",
    grounds: GROUNDS,
    recipients: &["Như Điều 3", MINISTRY],
    sees: Act::RecordDecision,
    issues: Some(Act::RecordDecision),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

const USUAL: &str = "Về việc phê duyệt kết quả đánh giá, phân hạng sản phẩm OCOP tiềm năng 5 sao";

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (decision, deciders) = decided::recorded(&mut asked, DecisionKind::Approval).await?;
    let items = store::items_approved(asked.tx, asked.id).await?;
    if items.is_empty() {
        return Err(Failure::NotFound);
    }
    let subject = decided::subject(&decision, USUAL);
    let (house, tx, stamp) = (asked.house, asked.tx, asked.stamp);
    let official = official(house, tx, &deciders, (stamp, &subject), &items).await?;
    Ok(decided::drafted(house, &decision, official))
}

/// A decision that approves these results.
pub(super) async fn official(
    house: &House,
    tx: &mut Tx<'_>,
    deciders: &Deciders,
    (stamp, subject): (&Stamp, &str),
    items: &[Item],
) -> Result<Official, Failure> {
    let subject = if subject.is_empty() { USUAL } else { subject };
    let mut official = deciders.decision(stamp, subject);
    official.grounds.extend(decided::grounds(tx, deciders, items).await?);
    official.body = vec![
        Block::article(
            1,
            format!(
                "Phê duyệt kết quả đánh giá, phân hạng của {} đạt từ 90 điểm trở lên, là sản phẩm tiềm năng 5 sao (danh sách tại Phụ lục kèm theo).",
                decided::products(items.len())
            ),
        ),
        Block::article(
            2,
            format!(
                "{} hoàn thiện hồ sơ theo khoản 3 Điều 6 Quyết định số 26/2026/QĐ-TTg, trình cấp có thẩm quyền gửi Bộ Nông nghiệp và Môi trường đánh giá, phân hạng. Trong thời gian chờ kết quả, sản phẩm chưa được cấp Giấy chứng nhận.",
                deciders.office
            ),
        ),
        deciders.carried_out(
            3,
            "Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu có liên quan, các chủ thể có tên tại Phụ lục",
        ),
    ];
    let of = attached(deciders, stamp);
    let name = "DANH SÁCH SẢN PHẨM TIỀM NĂNG 5 SAO";
    official.annexes = vec![decided::list(house, name, &of, items, Listing::Results)];
    Ok(official)
}
