//! *Thông báo Giấy chứng nhận sắp hết giá trị*: until when a renewal can be filed (Art. 7.6.a).

use jiff::ToSpan as _;
use jiff::civil::Date;
use ocop_documents::words::{composed, long_date, short_date, stars};
use ocop_documents::{Block, Document, Name};
use ocop_rules::accounts::Act;
use ocop_rules::certificates::Standing;
use ocop_rules::places::{Heirs, Level, UnitId};
use ocop_rules::programme::Window;

use super::super::store::{self, Item};
use crate::house::House;
use crate::machinery::Failure;
use crate::products;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "expiry-notice",
    about: About::Certificate,
    title: "Thông báo Giấy chứng nhận sắp hết giá trị",
    issuer: Issuer::Office,
    sign: "TB",
    numbering: Numbering::Series,
    article: "Art. 7.6.a",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::SeeResult,
    issues: Some(Act::Notify),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

/// So many days before its end a certificate is first told of: thirty before its window opens.
const FIRST_TOLD: i32 = 210;

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let item = store::item_of_certificate(asked.tx, asked.id).await?;
    let terms = store::by_id(asked.tx, asked.id).await?.terms;
    let today = asked.house.clock.today();
    let Some((_, ends)) = item.valid else {
        return Err(Failure::refused("Chưa biết đúng ngày Giấy chứng nhận hết giá trị."));
    };
    let first_told = ends.saturating_sub(FIRST_TOLD.days());
    if terms.on(today) != Standing::Valid || today < first_told {
        let sentence = format!(
            "Giấy chứng nhận không sắp hết giá trị: thông báo được lập từ ngày {} đến hết ngày {}.",
            short_date(first_told),
            short_date(ends)
        );
        return Err(Failure::refused(sentence));
    }
    let product = products::store::by_id(asked.tx, &item.product).await?;
    let units = asked.house.units_of(&product.commune);
    let unit = province_on(asked.house, &units, today).ok_or(Failure::NotFound)?;
    let letterhead = asked.letterhead(&unit).await?;
    let communes = communes(asked.house, &item.commune, today);
    let commune = communes.join(" hoặc ");
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Thông báo".to_owned(),
        subject: "Về việc Giấy chứng nhận sản phẩm OCOP sắp hết giá trị".to_owned(),
    };
    official.addressees = vec![composed(&item.producer)];
    official.addressees.extend(communes.iter().map(|it| format!("Ủy ban nhân dân {it}")));
    official.body = body(&item, ends, asked.stamp.dated, &commune);
    Ok(Draft {
        document: Document::Official(Box::new(official)),
        subject: format!("Giấy chứng nhận sản phẩm {} sắp hết giá trị", composed(&item.name)),
        unit,
        units,
        producer: Some(product.producer),
        seats: Vec::new(),
        back: format!("/certificates/{}", asked.id),
        of_record: None,
    })
}

/// The commune as it stands on that day: itself, or what it became. Of one that was divided nothing
/// is guessed: all its heirs are told.
fn communes(house: &House, unit: &UnitId, day: Date) -> Vec<String> {
    let book = &house.book;
    let is_there = |it: &UnitId| book.unit(it).is_some_and(|it| it.exists_on(day));
    let units = match book.heirs(unit) {
        _ if is_there(unit) => vec![unit.clone()],
        Heirs::One(heir) => vec![heir],
        Heirs::Several { units, .. } => units,
        Heirs::Same | Heirs::None => vec![unit.clone()],
    };
    units.iter().map(|it| book.name(it)).collect()
}

/// The province that stands on that day, among these units.
fn province_on(house: &House, units: &[UnitId], day: Date) -> Option<UnitId> {
    let units = units.iter().filter_map(|it| house.book.unit(it));
    let mut provinces = units.filter(|it| it.level == Level::Province && it.exists_on(day));
    provinces.next().map(|it| it.id.clone())
}

fn body(it: &Item, ends: Date, dated: Date, commune: &str) -> Vec<Block> {
    let Window { opens, closes } = Window::before(ends);
    let mut body = vec![
        Block::paragraph("Giấy chứng nhận sản phẩm OCOP sau đây sắp hết giá trị:"),
        Block::fact("Sản phẩm", composed(&it.name)),
        Block::fact("Chủ thể", composed(&it.producer)),
    ];
    for (label, value) in [("Mã sản phẩm", &it.product_code), ("Số Giấy chứng nhận", &it.number)]
    {
        if !value.is_empty() {
            body.push(Block::fact(label, value));
        }
    }
    if let Some(rank) = it.stars {
        body.push(Block::fact("Hạng", stars(rank.number())));
    }
    body.push(Block::fact("Có giá trị đến hết", long_date(ends)));
    let filing = if dated <= closes {
        format!(
            "Chủ thể có nhu cầu đánh giá lại nộp hồ sơ tại Ủy ban nhân dân {commune} từ {} đến hết {} (không sớm hơn 180 ngày và không muộn hơn 120 ngày trước ngày hết giá trị, theo điểm a khoản 6 Điều 7 Quyết định số 26/2026/QĐ-TTg).",
            long_date(opens),
            long_date(closes)
        )
    } else {
        format!(
            "Thời gian nộp hồ sơ đánh giá lại đã kết thúc vào {} (120 ngày trước ngày hết giá trị, theo điểm a khoản 6 Điều 7 Quyết định số 26/2026/QĐ-TTg). Chủ thể có nhu cầu được công nhận tiếp thì đăng ký ở đợt đánh giá sau.",
            long_date(closes)
        )
    };
    body.push(Block::paragraph(filing));
    if dated <= closes {
        body.push(Block::paragraph(
            "Hồ sơ gồm Phiếu đăng ký (Mẫu 01, đánh dấu ô Đánh giá lại) và Báo cáo (Mẫu 02) cập nhật về nguyên liệu, công nghệ, bao bì, nhãn, công bố chất lượng, kiểm nghiệm định kỳ, thị trường, sản lượng, doanh thu và giấy tờ pháp lý đã gia hạn, kèm tài liệu minh chứng.",
        ));
    }
    body.push(Block::paragraph(format!(
        "Sau {}, nếu sản phẩm không được công nhận lại thì Giấy chứng nhận hết giá trị và sản phẩm không được tiếp tục sử dụng nhãn hiệu OCOP và hạng sao.",
        long_date(ends)
    )));
    body.push(Block::paragraph(format!(
        "Đề nghị Ủy ban nhân dân {commune} hướng dẫn chủ thể thực hiện."
    )));
    body
}
