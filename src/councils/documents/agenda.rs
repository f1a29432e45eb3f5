//! *Chương trình họp*: with the products of a meeting (Art. 7.3.d, 7.4.d).

use ocop_documents::words::{composed, long_date};
use ocop_documents::{Align, Block, Name, Table};
use ocop_rules::accounts::Act;
use ocop_rules::councils::Role;

use super::super::sitting::{Sitting, product_name};
use super::super::store::{self, Agenda};
use crate::dossiers::kind_label;
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "agenda",
    about: About::Meeting,
    title: "Chương trình họp Hội đồng",
    issuer: Issuer::Council,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "Art. 7.3.d",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeDossier,
    issues: Some(Act::PlanMeeting),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let sitting = Sitting::read(asked.tx, asked.id).await?;
    let products = store::agenda(asked.tx, asked.id).await?;
    let letterhead = asked.letterhead(&sitting.council.unit).await?;
    let council = composed(&sitting.council.name);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    let day = long_date(sitting.meeting.held_on);
    let kind =
        if sitting.is_written() { "Danh mục sản phẩm" } else { "Chương trình họp" };
    let subject = if sitting.is_written() {
        format!("{council} cho ý kiến bằng văn bản, {day}")
    } else {
        format!("Phiên họp {council}, {day}")
    };
    official.name = Name { kind: kind.to_owned(), subject };
    official.body = body(asked.house, &sitting, &products);
    official.recipients.clear();
    Ok(sitting.official(official, format!("{kind} {council}, {day}")))
}

fn body(house: &House, sitting: &Sitting, products: &[Agenda]) -> Vec<Block> {
    let meeting = &sitting.meeting;
    let mut body = Vec::new();
    if !sitting.is_written() {
        let when = match meeting.begins_at.split_once(':') {
            Some((hour, minute)) => {
                format!("{hour} giờ {minute}, {}", long_date(meeting.held_on))
            }
            None => long_date(meeting.held_on),
        };
        let chair = sitting.name_of(Role::Chair);
        body.extend([
            Block::fact("Thời gian", when),
            Block::fact("Địa điểm", composed(&meeting.place)),
            Block::fact("Chủ trì", format!("{chair}, Chủ tịch Hội đồng")),
            Block::heading("I. Nội dung"),
        ]);
        let items = [
            "1. Tuyên bố lý do, giới thiệu đại biểu; kiểm tra túc số theo Quy chế.".to_owned(),
            "2. Thành viên khai xung đột lợi ích (nếu có).".to_owned(),
            "3. Tổ tư vấn báo cáo kết quả đánh giá hồ sơ.".to_owned(),
            format!(
                "4. Hội đồng xem xét {} sản phẩm theo thứ tự tại mục II; chủ thể giải trình khi được yêu cầu.",
                products.len()
            ),
            "5. Từng thành viên chấm điểm độc lập và ký phiếu đánh giá.".to_owned(),
            "6. Tổng hợp điểm; thảo luận và chấm lại sản phẩm có điểm chênh quá mức Quy chế."
                .to_owned(),
            "7. Công bố kết quả, thông qua và ký biên bản.".to_owned(),
        ];
        body.extend(items.map(Block::paragraph));
        body.push(Block::heading("II. Sản phẩm đưa ra phiên họp"));
    }
    body.push(Block::Table(table(house, products)));
    body
}

fn table(house: &House, products: &[Agenda]) -> Table {
    let mut table = Table::new(&[
        ("TT", 9, Align::Center),
        ("Sản phẩm", 48, Align::Left),
        ("Chủ thể", 46, Align::Left),
        ("Xã, phường", 30, Align::Left),
        ("Bộ tiêu chí", 27, Align::Center),
        ("Loại đánh giá", 26, Align::Left),
    ]);
    for (it, number) in products.iter().zip(1..) {
        let heard = &it.heard;
        table.rows.push(vec![
            format!("{number}"),
            product_name(heard),
            composed(&heard.producer_name),
            house.book.name(&heard.commune),
            heard.set.to_string(),
            kind_label(heard.kind).to_owned(),
        ]);
    }
    table
}
