//! *Phiếu đăng ký* (Mẫu 01): who registers which product for what, with the boxes of both offices.

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Block, Head, Name, Official, Signature};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::DossierKind;
use ocop_rules::places::UnitId;

use super::ground::{Ground, RECEIVED, TAKEN_UP, who_did};
use crate::machinery::Failure;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "registration-slip",
    about: About::Dossier,
    title: "Phiếu đăng ký (Mẫu 01)",
    issuer: Issuer::Producer,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "Art. 6.1.a",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeDossier,
    issues: None,
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(asked: Asked<'_>) -> Result<Draft, Failure> {
    let Asked { house, tx, kind, id, stamp } = asked;
    let ground = Ground::of(house, tx, id).await?;
    let day = ground.submitted_on.unwrap_or(stamp.dated);
    let province = house.book.name(&ground.dossier.province);
    let mut body = registered(&ground, &ground.class(house));
    body.push(Block::dated(ground.place_and_date(house, day)));
    body.push(Block::Signatures { signatures: vec![representative(&ground)] });
    body.push(Block::PageBreak);
    body.push(Block::Chapter {
        number: "PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ".to_owned(),
        name: String::new(),
    });
    let it = &ground.dossier;
    body.extend(of_office(
        "DÀNH CHO ỦY BAN NHÂN DÂN CẤP XÃ",
        it.receipt.clone().unwrap_or_else(|| blank(&it.province, &it.commune)),
        it.received_on,
        &who_did(tx, it, TAKEN_UP).await?,
    ));
    body.extend(of_office(
        "DÀNH CHO CƠ QUAN QUẢN LÝ OCOP CẤP TỈNH",
        it.province_receipt.clone().unwrap_or_else(|| blank(&it.province, &it.commune)),
        it.province_received_on,
        &who_did(tx, it, RECEIVED).await?,
    ));
    let official = Official {
        title: kind.title.to_owned(),
        dated: Some(day),
        head: Head::Nation,
        name: Name {
            kind: "Phiếu đăng ký".to_owned(),
            subject: format!(
                "Tham gia đánh giá, phân hạng sản phẩm OCOP\ncủa {province} năm {}",
                day.year()
            ),
        },
        body,
        is_draft: ground.submitted_on.is_none(),
        ..Official::default()
    };
    let subject = format!("Phiếu đăng ký của {}: {}", ground.producer_name(), ground.product());
    let unit = ground.dossier.commune.clone();
    Ok(ground.draft(house, official, (unit, subject), None))
}

/// The number of a slip that is not given yet.
fn blank(province: &UnitId, commune: &UnitId) -> String {
    format!("……/PĐK-{}-{}-……", province.code(), commune.code())
}

fn registered(ground: &Ground, class: &str) -> Vec<Block> {
    let slip = ground.slip();
    let fact = |label: &str, value: &str| Block::fact(label, composed(value.trim()));
    let kind = ground.dossier.kind;
    let box_of = |label: &str, it| (label.to_owned(), it == kind);
    vec![
        Block::heading("1. Thông tin về đơn vị đăng ký"),
        fact("- Tên đơn vị", &slip.producer),
        fact("- Họ tên người đại diện pháp lý", &slip.representative),
        fact("- Chức vụ", &slip.position),
        fact("- Địa chỉ liên hệ", &slip.address),
        fact("- Điện thoại", &slip.phone),
        fact("- Email", &slip.email),
        fact("2. Tên sản phẩm", &ground.product()),
        fact("3. Nhóm sản phẩm đăng ký (Ngành, Nhóm, Phân nhóm)", class),
        Block::Ticks {
            label: "4. Lần đăng ký đánh giá".to_owned(),
            choices: vec![
                box_of("Lần đầu", DossierKind::First),
                box_of("Nâng hạng", DossierKind::Upgrade),
                box_of("Đánh giá lại", DossierKind::Renewal),
            ],
        },
        Block::heading("5. Tài liệu kèm theo"),
        Block::item("Báo cáo tự đánh giá theo Bộ tiêu chí (bản gốc và bản điện tử)."),
        fact("- Sản phẩm mẫu (số lượng)", &slip.samples),
        Block::paragraph(
            "Chúng tôi cam đoan nội dung Phiếu đăng ký là đúng sự thật, thực hiện đúng quy định về đánh giá, phân hạng sản phẩm OCOP và chịu trách nhiệm trước Hội đồng và trước pháp luật về hồ sơ đã đăng ký.",
        ),
    ]
}

fn representative(ground: &Ground) -> Signature {
    Signature {
        posts: vec!["ĐẠI DIỆN".to_owned()],
        how: "(Ký, đóng dấu, ghi rõ họ tên)".to_owned(),
        name: composed(&ground.slip().representative),
    }
}

/// The box that an office fills in.
fn of_office(
    title: &str,
    number: String,
    received_on: Option<jiff::civil::Date>,
    receiver: &str,
) -> Vec<Block> {
    vec![
        Block::heading(title),
        Block::fact("Phiếu số", number),
        Block::fact("Ngày nhận", received_on.map(short_date).unwrap_or_default()),
        Block::fact("Người tiếp nhận", composed(receiver)),
        Block::fact("Chữ ký", ""),
        Block::Signatures {
            signatures: vec![Signature {
                posts: vec!["CƠ QUAN TIẾP NHẬN".to_owned()],
                how: "(Ký, đóng dấu và ghi rõ họ tên)".to_owned(),
                name: String::new(),
            }],
        },
    ]
}
