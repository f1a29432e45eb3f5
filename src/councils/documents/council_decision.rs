//! *Quyết định thành lập Hội đồng*: what the head has decided and the council was formed from
//! (Art. 7.3.b, 7.4.b).

use ocop_documents::words::composed;
use ocop_documents::{Align, Block, Name, Table};
use ocop_rules::accounts::Act;
use ocop_rules::councils::{Level, Role};

use super::super::sitting::in_order;
use super::super::store::{self, Council, HeldSeat};
use super::super::words;
use super::{about_council, article, attached_to, decided_by_head, list_annex};
use crate::face::Lang;
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering, OfRecord};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "council-decision",
    about: About::Council,
    title: "Quyết định thành lập Hội đồng",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::OfRecord,
    article: "Art. 7.3.b",
    grounds: &[DECISION_26, "Theo đề nghị của cơ quan tham mưu quản lý OCOP"],
    recipients: &["Như Điều 4", "Các cơ quan có thành viên Hội đồng"],
    sees: Act::FormCouncil,
    issues: Some(Act::FormCouncil),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let council = store::council(asked.tx, asked.id).await?;
    let seats = in_order(store::seats(asked.tx, asked.id).await?);
    let letterhead = asked.letterhead(&council.unit).await?;
    let name = composed(&council.name);

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Quyết định".to_owned(),
        subject: format!("Về việc thành lập {name}"),
    };
    decided_by_head(&mut official, asked.kind, &council, &letterhead);
    official.body = body(&council, &seats);
    let of = attached_to(&official, &council.decision);
    official.annexes = vec![list_annex(&format!("Danh sách {name}"), &of, vec![list(&seats)])];
    let subject = format!("Thành lập {name}");
    let mut draft = about_council(&council, official, subject);
    draft.of_record = Some(OfRecord {
        number: council.decision,
        dated: council.decided_on,
        signatory: council.signatory,
    });
    Ok(draft)
}

fn body(council: &Council, seats: &[HeldSeat]) -> Vec<Block> {
    let name = composed(&council.name);
    let regulation = &council.regulation;
    let quorum = regulation.quorum;
    let chaired =
        if quorum.with_chair { ", trong đó có Chủ tịch Hội đồng" } else { "" };
    let execution = match council.level() {
        Level::Province => {
            "Chánh Văn phòng Ủy ban nhân dân, Giám đốc Sở Nông nghiệp và Môi trường, Thủ trưởng các cơ quan có liên quan"
        }
        Level::Ministry => {
            "Chánh Văn phòng Bộ, Chánh Văn phòng Điều phối nông thôn mới Trung ương, Thủ trưởng các cơ quan có liên quan"
        }
    };
    vec![
        Block::article(
            1,
            format!(
                "Thành lập {name} (sau đây gọi là Hội đồng) gồm {} thành viên theo danh sách tại Phụ lục kèm theo Quyết định này.",
                seats.len()
            ),
        ),
        Block::article(
            2,
            format!(
                "Hội đồng đánh giá, phân hạng hồ sơ sản phẩm theo {} Quyết định số 26/2026/QĐ-TTg: mỗi thành viên chấm điểm độc lập trên phiếu đánh giá; báo cáo kết quả và đề nghị công nhận theo quy định. Hội đồng tự chấm dứt hoạt động khi hoàn thành nhiệm vụ.",
                article(council)
            ),
        ),
        Block::article(
            3,
            format!(
                "Hội đồng hoạt động theo Quy chế số {}. Kết quả của một sản phẩm chỉ được công bố khi có ít nhất {}/{} số thành viên được chấm sản phẩm đó đã ký phiếu{chaired}; tổng điểm giữa các thành viên chênh nhau quá {} điểm thì Hội đồng thảo luận và chấm lại. Thành viên có lợi ích liên quan đến sản phẩm thì không chấm sản phẩm đó.",
                regulation.document, quorum.part, quorum.of, regulation.spread
            ),
        ),
        Block::article(
            4,
            format!(
                "Quyết định này có hiệu lực kể từ ngày ký. {execution} và các thành viên Hội đồng chịu trách nhiệm thi hành Quyết định này."
            ),
        ),
    ]
}

fn list(seats: &[HeldSeat]) -> Block {
    let mut table = Table::new(&[
        ("TT", 8, Align::Center),
        ("Họ và tên", 50, Align::Left),
        ("Cơ quan", 64, Align::Left),
        ("Vai trò trong Hội đồng", 43, Align::Left),
    ]);
    table.size = 13;
    for (it, number) in seats.iter().zip(1..) {
        let mut role = words::role(Lang::Vi, it.seat.role).to_owned();
        if !it.seat.scores && it.seat.role != Role::Expert {
            role.push_str(" (không chấm điểm)");
        }
        table.rows.push(vec![format!("{number}"), composed(&it.name), composed(&it.agency), role]);
    }
    Block::Table(table)
}
