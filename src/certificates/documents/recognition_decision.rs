//! *Quyết định công nhận và cấp Giấy chứng nhận*: which products are recognised, for how long, and
//! what follows (Art. 4.3, 7.3.e, 7.4.e).

use jiff::civil::Date;
use ocop_documents::words::long_date;
use ocop_documents::{Block, Official};
use ocop_rules::accounts::Act;

use super::super::store::{self, DecisionKind, Item};
use super::decided::{self, Deciders, GROUNDS, Listing, MINISTRY};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering, Stamp};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "recognition-decision",
    about: About::Decision,
    title: "Quyết định công nhận và cấp Giấy chứng nhận",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::OfRecord,
    article: "Art. 7.3.e",
    grounds: GROUNDS,
    recipients: &["Như Điều 5", MINISTRY],
    sees: Act::RecordDecision,
    issues: Some(Act::RecordDecision),
    is_public: true,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

const USUAL: &str = "Về việc công nhận và cấp Giấy chứng nhận sản phẩm OCOP";

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let (decision, deciders) = decided::recorded(&mut asked, DecisionKind::Recognition).await?;
    let items = store::items_certified(asked.tx, asked.id).await?;
    if items.is_empty() || items.iter().any(|it| it.is_imported) {
        return Err(Failure::NotFound);
    }
    let subject = decided::subject(&decision, USUAL);
    let from = items.iter().find_map(|it| it.valid).map_or(decision.decided_on, |(from, _)| from);
    let (house, tx, stamp) = (asked.house, asked.tx, asked.stamp);
    let official = official(house, tx, &deciders, (stamp, &subject), &items, from).await?;
    Ok(decided::drafted(house, &decision, official))
}

/// A decision that recognises these products from a day on.
pub(super) async fn official(
    house: &House,
    tx: &mut Tx<'_>,
    deciders: &Deciders,
    (stamp, subject): (&Stamp, &str),
    items: &[Item],
    from: Date,
) -> Result<Official, Failure> {
    let subject = if subject.is_empty() { USUAL } else { subject };
    let mut official = deciders.decision(stamp, subject);
    official.grounds.extend(decided::grounds(tx, deciders, items).await?);
    official.body = body(deciders, items, (stamp.dated, from));
    let of = attached(deciders, stamp);
    let name = "DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN VÀ CẤP GIẤY CHỨNG NHẬN SẢN PHẨM OCOP";
    official.annexes = vec![decided::list(house, name, &of, items, Listing::Certificates)];
    Ok(official)
}

/// `(Kèm theo Quyết định số 12/QĐ-UBND ngày … của …)`
pub(super) fn attached(deciders: &Deciders, stamp: &Stamp) -> String {
    let number = if stamp.number.is_empty() { "…" } else { &stamp.number };
    let (day, authority) = (long_date(stamp.dated), &deciders.authority);
    format!("(Kèm theo Quyết định số {number} {day} của {authority})")
}

fn body(deciders: &Deciders, items: &[Item], (dated, from): (Date, Date)) -> Vec<Block> {
    let begins = if from == dated {
        "kể từ ngày ký Quyết định này".to_owned()
    } else {
        format!("kể từ {}", long_date(from))
    };
    let until = long_date(ocop_rules::certificates::valid_to(from));
    vec![
        Block::article(
            1,
            format!(
                "Công nhận và cấp Giấy chứng nhận sản phẩm OCOP cho {} (danh sách tại Phụ lục kèm theo).",
                decided::counted(items)
            ),
        ),
        Block::article(
            2,
            format!(
                "Giấy chứng nhận có giá trị 36 tháng {begins}, đến hết {until}, trừ trường hợp bị thu hồi theo Điều 8 Quyết định số 26/2026/QĐ-TTg."
            ),
        ),
        Block::article(
            3,
            "Chủ thể có sản phẩm được công nhận được sử dụng nhãn hiệu OCOP kèm hạng sao cho đúng sản phẩm được công nhận; có trách nhiệm duy trì các tiêu chí đã được đánh giá; khi có nhu cầu đánh giá lại thì nộp hồ sơ trong thời gian từ 180 ngày đến 120 ngày trước ngày Giấy chứng nhận hết giá trị (điểm a khoản 6 Điều 7 Quyết định số 26/2026/QĐ-TTg).",
        ),
        Block::article(
            4,
            format!(
                "{} công khai kết quả, trao Giấy chứng nhận, thông báo bằng văn bản cho Ủy ban nhân dân cấp xã và chủ thể, kiểm tra việc duy trì tiêu chí và sử dụng nhãn hiệu sau công nhận.",
                deciders.office
            ),
        ),
        deciders.carried_out(
            5,
            "Chủ tịch Ủy ban nhân dân các xã, phường, đặc khu có liên quan, các chủ thể có tên tại Phụ lục",
        ),
    ]
}
