//! *Thông báo kết quả*: what came of a dossier, to its commune and its producer (Art. 7.3.g).
//!
//! The model of a kind: what there is to say is gathered by the room, the letterhead gives the
//! office's part, and what is left is the body.

use ocop_documents::words::{composed, short_date, stars};
use ocop_documents::{Block, Document, Name};
use ocop_rules::accounts::{Act, Post, Role};
use ocop_rules::dossiers::Step;
use serde_json::json;

use super::super::labels;
use super::super::notice::{Ending, Missing, Notice};
use crate::accounts::Login;
use crate::machinery::Failure;
use crate::machinery::clock::vietnamese_day;
use crate::records::{
    About, Asked, DECISION_26, DocumentKind, Draft, Following, Issuer, Numbering,
};
use crate::{councils, dossiers};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "result-notice",
    about: About::Dossier,
    title: "Thông báo kết quả đánh giá, phân hạng",
    issuer: Issuer::Office,
    sign: "TB",
    numbering: Numbering::Series,
    article: "Art. 7.3.g",
    grounds: &[DECISION_26],
    recipients: &["Như trên"],
    sees: Act::SeeResult,
    issues: Some(Act::Notify),
    is_public: false,
    personal: false,
    follows: Some(|it| Box::pin(told(it))),
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let notice = Notice::of(asked.house, asked.tx, asked.id).await?;
    let unit = notice.dossier.province.clone();
    let letterhead = asked.letterhead(&unit).await?;
    let commune = asked.house.book.name(&notice.dossier.commune);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Thông báo".to_owned(),
        subject: "Kết quả đánh giá, phân hạng sản phẩm OCOP".to_owned(),
    };
    official.addressees =
        vec![format!("Ủy ban nhân dân {commune}"), composed(&notice.producer.data.name)];
    official.body = body(&notice);
    let product = composed(&notice.product.data.name);
    Ok(Draft {
        document: Document::Official(Box::new(official)),
        subject: format!("Kết quả đánh giá, phân hạng sản phẩm {product}"),
        unit,
        seats: councils::seated_at(asked.tx, asked.id).await?,
        producer: Some(notice.producer.id),
        units: notice.units,
        back: format!("/dossiers/{}", notice.dossier.id),
        of_record: None,
    })
}

/// What was issued goes to commune and producer: the dossier is told, where it waits for it. A
/// notice in the place of another tells nothing new, nor does one while the centre has the dossier.
async fn told(it: Following<'_>) -> Result<(), Failure> {
    let dossier = dossiers::store::by_id(it.tx, it.by.id).await?;
    if dossier.stage.after(Step::Notify, dossier.kind).is_err() {
        return Ok(());
    }
    let post = Post { role: Role::Province, unit: it.by.unit.clone(), producer: None };
    let person = it.by.person.to_owned();
    let login = Login { person, name: String::new(), post, posts: Vec::new() };
    let record = it.record;
    let detail = json!({ "number": record.full_number, "dated": record.dated.to_string() });
    dossiers::store::move_on(it.tx, dossier, Step::Notify, &login, detail, it.by.at).await?;
    Ok(())
}

fn body(notice: &Notice) -> Vec<Block> {
    let product = &notice.product.data;
    let mut body = vec![
        Block::paragraph("Kết quả đánh giá, phân hạng sản phẩm được thông báo như sau:"),
        Block::fact("Sản phẩm", composed(&product.name)),
    ];
    if let Some(code) = &notice.dossier.product_code {
        body.push(Block::fact("Mã sản phẩm", code));
    }
    if let Some(outcome) = &notice.outcome {
        let day = short_date(vietnamese_day(outcome.closed_at));
        if let Some(earned) = outcome.stars {
            let mean = labels::mean(outcome.sum, outcome.count);
            body.push(Block::fact("Tổng điểm trung bình", format!("{mean} điểm")));
            body.push(Block::fact("Hạng", stars(earned.number())));
        }
        body.push(Block::fact("Ngày Hội đồng có kết quả", day));
    }
    body.push(Block::paragraph(ending(notice)));
    body.extend(notice.missing.iter().flat_map(missing));
    body
}

fn ending(notice: &Notice) -> String {
    if let Some(it) = &notice.certificate {
        let until = short_date(it.terms.valid_to.latest());
        return format!(
            "Sản phẩm được công nhận và cấp Giấy chứng nhận sản phẩm OCOP số {}, có hiệu lực đến hết ngày {until}.",
            it.number
        );
    }
    match notice.ending() {
        Ending::NotRecognised => "Sản phẩm chưa được công nhận và không được cấp Giấy chứng nhận (khoản 1 Điều 4 Quyết định số 26/2026/QĐ-TTg). Chủ thể có thể hoàn thiện sản phẩm và đăng ký lại ở đợt đánh giá sau.",
        Ending::Rejected => {
            let ground = match notice.rejection.as_str() {
                "" => String::new(),
                ground => format!(": {}", ground.trim_end_matches('.')),
            };
            return format!("Hồ sơ bị loại theo điều kiện tại Phụ lục II nên không được chấm điểm{ground}.");
        }
        Ending::HandedBack => "Sản phẩm chưa đạt 90 điểm ở cấp Trung ương, hồ sơ được chuyển lại tỉnh để xem xét công nhận theo kết quả của Trung ương hoặc tổ chức đánh giá lại (điểm g khoản 4 Điều 7 Quyết định số 26/2026/QĐ-TTg).",
        Ending::Other => "Sản phẩm là sản phẩm tiềm năng 5 sao, được đề nghị Trung ương đánh giá; trong thời gian chờ chưa được cấp Giấy chứng nhận (điểm e khoản 3 Điều 7 Quyết định số 26/2026/QĐ-TTg).",
    }
    .to_owned()
}

/// What stands between the product and its next star.
fn missing(it: &Missing) -> Vec<Block> {
    let mut said = vec![Block::paragraph(format!("Để đạt hạng {}, còn thiếu:", stars(it.stars)))];
    if let Some(points) = it.points {
        said.push(Block::item(format!("Tổng điểm trung bình từ {points} điểm trở lên")));
    }
    for (code, name, needs, got) in &it.minima {
        said.push(Block::item(format!("Tiêu chí {code} ({name}): cần {needs} điểm, được {got}")));
    }
    said
}
