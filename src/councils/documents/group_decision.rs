//! *Quyết định thành lập Tổ tư vấn*: the advisory group of a council (Art. 7.3.b, 7.4.b).

use ocop_documents::words::composed;
use ocop_documents::{Align, Block, Name, Table};
use ocop_rules::accounts::Act;
use ocop_rules::councils::AdviserRole;

use super::super::store::{self, Adviser, Council};
use super::super::words;
use super::{about_council, article, attached_to, decided_by_head, list_annex};
use crate::face::Lang;
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "group-decision",
    about: About::Council,
    title: "Quyết định thành lập Tổ tư vấn",
    issuer: Issuer::Committee,
    sign: "QĐ",
    numbering: Numbering::Series,
    article: "Art. 7.3.b",
    grounds: &[DECISION_26, "Theo đề nghị của cơ quan tham mưu quản lý OCOP"],
    recipients: &["Như Điều 3", "Các cơ quan có thành viên Tổ tư vấn"],
    sees: Act::FormCouncil,
    issues: Some(Act::FormCouncil),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let council = store::council(asked.tx, asked.id).await?;
    let advisers = store::advisers(asked.tx, asked.id).await?;
    let roles: Vec<AdviserRole> = advisers.iter().map(|it| it.role).collect();
    if !AdviserRole::make_a_group(&roles) {
        return Err(Failure::refused(
            "Tổ tư vấn phải có đúng một Tổ trưởng; hãy nhập thành viên Tổ tư vấn ở trang Hội đồng.",
        ));
    }
    let letterhead = asked.letterhead(&council.unit).await?;
    let name = format!("Tổ tư vấn {}", lowered(&composed(&council.name)));

    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name {
        kind: "Quyết định".to_owned(),
        subject: format!("Về việc thành lập {name}"),
    };
    decided_by_head(&mut official, asked.kind, &council, &letterhead);
    official.body = body(&council, &name, &advisers);
    let of = attached_to(&official, &asked.stamp.number);
    official.annexes = vec![list_annex(&format!("Danh sách {name}"), &of, vec![list(&advisers)])];
    Ok(about_council(&council, official, format!("Thành lập {name}")))
}

/// A name in the midst of another: `Hội đồng…` stays, since it is an office.
fn lowered(name: &str) -> String {
    match name.strip_prefix("HỘI ĐỒNG") {
        Some(rest) => format!("Hội đồng{}", rest.to_lowercase()),
        None => name.to_owned(),
    }
}

fn body(council: &Council, name: &str, advisers: &[Adviser]) -> Vec<Block> {
    let mut body = vec![
        Block::article(
            1,
            format!(
                "Thành lập {name} (sau đây gọi là Tổ tư vấn) gồm {} thành viên theo danh sách tại Phụ lục kèm theo Quyết định này.",
                advisers.len()
            ),
        ),
        Block::article(
            2,
            format!(
                "Tổ tư vấn giúp Hội đồng theo {} Quyết định số 26/2026/QĐ-TTg:",
                article(council)
            ),
        ),
    ];
    let tasks = [
        "Đánh giá hồ sơ sản phẩm; đề nghị chủ thể bổ sung tài liệu minh chứng khi cần;",
        "Khảo sát thực tế tại cơ sở; đề nghị kiểm nghiệm bổ sung khi cần thiết;",
        "Lập báo cáo đánh giá từng hồ sơ, gửi Chủ tịch Hội đồng trước phiên họp.",
    ];
    body.extend(tasks.map(Block::item));
    body.push(Block::paragraph(
        "Tổ trưởng phân công nhiệm vụ cho từng thành viên. Thành viên có lợi ích liên quan đến sản phẩm thì không đánh giá sản phẩm đó. Tổ tư vấn tự chấm dứt hoạt động khi hoàn thành nhiệm vụ.",
    ));
    body.push(Block::article(
        3,
        "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan có liên quan và các thành viên Tổ tư vấn chịu trách nhiệm thi hành Quyết định này.",
    ));
    body
}

fn list(advisers: &[Adviser]) -> Block {
    let mut table = Table::new(&[
        ("TT", 8, Align::Center),
        ("Họ và tên", 46, Align::Left),
        ("Chức vụ, cơ quan", 76, Align::Left),
        ("Vai trò trong Tổ", 35, Align::Left),
    ]);
    table.size = 13;
    for (it, number) in advisers.iter().zip(1..) {
        let posts = [&it.post, &it.agency].into_iter().filter(|it| !it.is_empty());
        let post = posts.map(|it| composed(it)).collect::<Vec<_>>().join(", ");
        let role = words::adviser(Lang::Vi, it.role).to_owned();
        table.rows.push(vec![format!("{number}"), composed(&it.name), post, role]);
    }
    Block::Table(table)
}
