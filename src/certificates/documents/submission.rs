//! *Tờ trình*: what the office lays before the chairman with the draft of the decision (Art. 7.3.đ,
//! 7.4.đ).

use std::num::NonZeroU32;

use ocop_documents::words::long_date;
use ocop_documents::{Block, Document, Name, Official};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{Level, Proposal};
use ocop_rules::places::UnitId;

use super::super::store::{self, Item};
use super::decided::{self, Listing};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{
    self, About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Letterhead, Numbering, Stamp,
};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "submission",
    about: About::Meeting,
    title: "Tờ trình kết quả đánh giá, phân hạng",
    issuer: Issuer::Office,
    sign: "TTr",
    numbering: Numbering::Series,
    article: "Art. 7.3.đ",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::RecordDecision,
    issues: Some(Act::RecordDecision),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(asked: Asked<'_>) -> Result<Draft, Failure> {
    let items = store::items_of_meeting(asked.tx, asked.id).await?;
    let held = items.iter().find_map(|it| it.meeting.clone()).ok_or(Failure::NotFound)?;
    let official =
        official(asked.house, asked.tx, asked.kind, (&held.unit, asked.stamp), &items).await?;
    Ok(Draft {
        document: Document::Official(Box::new(official)),
        subject: format!(
            "Kết quả đánh giá, phân hạng của {} {}",
            held.council,
            long_date(held.held_on)
        ),
        units: asked.house.units_above(&held.unit),
        unit: held.unit,
        producer: None,
        seats: Vec::new(),
        back: format!("/meetings/{}", held.id),
        of_record: None,
    })
}

/// What was issued of a meeting: `Tờ trình số 07/TTr-VPĐP ngày …`
pub(super) async fn issued(tx: &mut Tx<'_>, meeting: &str) -> Result<Option<String>, Failure> {
    let record = records::store::of_thing(tx, KIND.id, meeting).await?.pop();
    Ok(record.map(|it| format!("Tờ trình số {} {}", it.full_number, long_date(it.dated))))
}

/// A submission of these results.
pub(super) async fn official(
    house: &House,
    tx: &mut Tx<'_>,
    kind: &DocumentKind,
    (unit, stamp): (&UnitId, &Stamp),
    items: &[Item],
) -> Result<Official, Failure> {
    let letterhead = Letterhead::of_kind(house, tx, unit, kind).await?;
    let committee = Letterhead::of_issuer(house, tx, unit, Issuer::Committee).await?;
    let is_ministry = *unit == UnitId::country();
    let authority = decided::authority(&committee, is_ministry);
    let mut official = letterhead.official(kind, stamp);
    official.name = Name {
        kind: "Tờ trình".to_owned(),
        subject: "Về kết quả đánh giá, phân hạng sản phẩm OCOP".to_owned(),
    };
    official.addressees = vec![authority.clone()];
    for it in decided::meetings(items) {
        let day = long_date(it.held_on);
        official
            .grounds
            .push(format!("Căn cứ kết quả đánh giá, phân hạng của {} {day}", it.council));
    }
    let level = if is_ministry { Level::Ministry } else { Level::Province };
    official.body = body(&letterhead.name, &authority, items, level);
    official.annexes = vec![decided::list(
        house,
        "KẾT QUẢ ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP",
        &format!("(Kèm theo Tờ trình {} của {})", long_date(stamp.dated), letterhead.name),
        items,
        Listing::Results,
    )];
    Ok(official)
}

/// What is asked for, in the order of the stars.
fn body(office: &str, authority: &str, items: &[Item], level: Level) -> Vec<Block> {
    let mut body = vec![Block::paragraph(format!(
        "{office} báo cáo kết quả đánh giá, phân hạng {} và kính trình {authority} xem xét, quyết định các nội dung sau:",
        decided::products(items.len())
    ))];
    let asked = [
        (
            Asks::Approve,
            "Phê duyệt kết quả đánh giá",
            "Sản phẩm đạt từ 90 điểm là sản phẩm tiềm năng 5 sao; hồ sơ được gửi Bộ Nông nghiệp và Môi trường đánh giá, trong thời gian chờ chưa cấp Giấy chứng nhận (điểm e khoản 3 Điều 7).",
        ),
        (
            Asks::Recognise,
            "Công nhận và cấp Giấy chứng nhận",
            "Giấy chứng nhận có giá trị 36 tháng kể từ ngày cấp (khoản 3 Điều 4). Dự thảo Quyết định được trình kèm theo.",
        ),
        (
            Asks::HandBack,
            "Chuyển kết quả về tỉnh",
            "Sản phẩm chưa đạt 90 điểm ở cấp Trung ương được chuyển lại tỉnh để xem xét công nhận theo thẩm quyền (điểm g khoản 4 Điều 7).",
        ),
        (
            Asks::Decline,
            "Thông báo kết quả, không cấp Giấy chứng nhận",
            "Sản phẩm đạt 1 sao, 2 sao không được cấp Giấy chứng nhận (khoản 1 Điều 4); kết quả được thông báo bằng văn bản kèm nội dung cần hoàn thiện (điểm g khoản 3 Điều 7).",
        ),
        (
            Asks::Reject,
            "Thông báo hồ sơ bị loại",
            "Hồ sơ thuộc trường hợp bị loại ghi tại Phụ lục II nên không được chấm điểm.",
        ),
    ];
    let mut number = 0;
    for (what, title, meaning) in asked {
        let its: Vec<Item> =
            items.iter().filter(|it| Asks::of(it, level) == what).cloned().collect();
        if its.is_empty() {
            continue;
        }
        number += 1;
        body.push(Block::heading(format!("{number}. {title}")));
        let count = if what == Asks::Reject {
            decided::products(its.len())
        } else {
            decided::counted(&its)
        };
        body.push(Block::paragraph(format!("{count}. {meaning}")));
    }
    body.push(Block::paragraph(
        "Danh sách và kết quả từng sản phẩm tại Phụ lục kèm theo. Biên bản họp, báo cáo của Hội đồng và hồ sơ sản phẩm được lưu và trình kèm Tờ trình này.",
    ));
    body.push(Block::paragraph(format!("Kính trình {authority} xem xét, quyết định.")));
    body
}

/// What is asked for a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    Approve,
    Recognise,
    HandBack,
    Decline,
    Reject,
}

impl Asks {
    fn of(it: &Item, level: Level) -> Self {
        let is_scored = u32::try_from(it.count).ok().and_then(NonZeroU32::new).is_some();
        match it.stars.filter(|_| is_scored).map(|stars| Proposal::of(stars, level)) {
            None => Self::Reject,
            Some(Proposal::Recognise(_)) => Self::Recognise,
            Some(Proposal::PotentialFive) => Self::Approve,
            Some(Proposal::HandBack(_)) => Self::HandBack,
            Some(Proposal::Notify(_)) => Self::Decline,
        }
    }
}
