//! *Giấy mời*: to a meeting of the council (Art. 7.3.d, 7.4.d).

use ocop_documents::words::{composed, long_date};
use ocop_documents::{Block, Name};
use ocop_rules::accounts::Act;
use ocop_rules::councils::Role;

use super::super::sitting::Sitting;
use super::super::{store, words};
use crate::face::Lang;
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "invitation",
    about: About::Meeting,
    title: "Giấy mời họp Hội đồng",
    issuer: Issuer::Office,
    sign: "GM",
    numbering: Numbering::Series,
    article: "Art. 7.3.d",
    grounds: &[],
    recipients: &["Như thành phần mời"],
    sees: Act::SeeDossier,
    issues: Some(Act::PlanMeeting),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let sitting = Sitting::read(asked.tx, asked.id).await?;
    if sitting.is_written() {
        return Err(Failure::NotFound);
    }
    let products = store::agenda(asked.tx, asked.id).await?.len();
    let advisers = store::advisers(asked.tx, &sitting.council.id).await?;
    let letterhead = asked.letterhead(&sitting.council.unit).await?;
    let council = composed(&sitting.council.name);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name =
        Name { kind: "Giấy mời".to_owned(), subject: format!("Dự phiên họp {council}") };
    official.body = body(&sitting, &letterhead.name, products, !advisers.is_empty());
    let day = ocop_documents::words::short_date(sitting.meeting.held_on);
    Ok(sitting.official(official, format!("Mời dự phiên họp {council} ngày {day}")))
}

fn body(sitting: &Sitting, office: &str, products: usize, advised: bool) -> Vec<Block> {
    let meeting = &sitting.meeting;
    let mut body = vec![Block::paragraph(format!("{office} trân trọng kính mời:"))];
    for it in &sitting.seats {
        let role = words::role(Lang::Vi, it.seat.role);
        body.push(Block::item(format!(
            "Ông/Bà {}, {}, {role};",
            composed(&it.name),
            composed(&it.agency)
        )));
    }
    if advised {
        body.push(Block::item("Các thành viên Tổ tư vấn giúp việc Hội đồng."));
    }
    let day = long_date(meeting.held_on);
    let when = match meeting.begins_at.split_once(':') {
        Some((hour, minute)) => format!("{hour} giờ {minute}, {day}"),
        None => format!("…… giờ ……, {day}"),
    };
    let chair = sitting.in_role(Role::Chair).map(|it| {
        format!("Ông/Bà {}, {}", composed(&it.name), words::role(Lang::Vi, it.seat.role))
    });
    let council = composed(&sitting.council.name);
    body.extend([
        Block::fact(
            "Tới dự",
            format!("Phiên họp {council} đánh giá, phân hạng {products} sản phẩm (chương trình họp gửi kèm)"),
        ),
        Block::fact("Chủ trì", chair.unwrap_or_default()),
        Block::fact("Thời gian", when),
        Block::fact("Địa điểm", composed(&meeting.place)),
        Block::paragraph(
            "Đề nghị đại biểu nghiên cứu trước hồ sơ sản phẩm và báo cáo của Tổ tư vấn trên hệ thống; thành viên có lợi ích liên quan đến sản phẩm nào thì khai trước khi chấm sản phẩm đó. Sự có mặt đúng giờ của đại biểu là cần thiết để phiên họp đủ túc số theo Quy chế.",
        ),
    ]);
    body
}
