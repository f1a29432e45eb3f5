//! *Báo cáo tự đánh giá* (Mẫu 02): the producer's own account in four parts, and its evidence.

use ocop_documents::words::{composed, long_date};
use ocop_documents::{Annex, Block, Head, Name, Official, Orientation, Signature};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::DossierKind;
use ocop_rules::evidence::PaperKind;
use ocop_rules::producers::ProducerKind;

use super::ground::{Ground, paragraphs};
use super::tables::{cited, evidence_by_kind, self_marks, updated};
use crate::dossiers::frozen::FrozenPaper;
use crate::dossiers::pages::sheet;
use crate::dossiers::written::HOLDINGS;
use crate::machinery::Failure;
use crate::producers;
use crate::producers::store::Persons;
use crate::records::{About, Asked, DocumentKind, Draft, Issuer, Numbering};

pub(super) const KIND: DocumentKind = DocumentKind {
    id: "self-assessment",
    about: About::Dossier,
    title: "Báo cáo tự đánh giá (Mẫu 02)",
    issuer: Issuer::Producer,
    sign: "",
    numbering: Numbering::Unnumbered,
    article: "Art. 6.1.a",
    grounds: &[],
    recipients: &[],
    sees: Act::SeeDossier,
    issues: None,
    is_public: false,
    personal: true,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

async fn draft(asked: Asked<'_>) -> Result<Draft, Failure> {
    let Asked { house, tx, kind, id, stamp } = asked;
    let ground = Ground::of(house, tx, id).await?;
    let persons = producers::store::persons(tx, &ground.dossier.producer).await?;
    let day = ground.submitted_on.unwrap_or(stamp.dated);
    let set = &sheet(house, &ground.dossier)?.criteria;
    let content = &ground.content;

    let mut body = part("Phần I", "THÔNG TIN CHUNG");
    body.extend(general(&ground, &persons));
    body.extend(part("Phần II", "KẾT QUẢ THỰC HIỆN PHƯƠNG ÁN SẢN XUẤT KINH DOANH"));
    body.extend(results(&ground));
    body.extend(part("Phần III", "ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN THEO BỘ TIÊU CHÍ SẢN PHẨM OCOP"));
    body.push(Block::fact("Bộ tiêu chí", composed(&format!("{}, {}", set.id(), set.name()))));
    let evidence = ("Tài liệu minh chứng", |code: &str| cited(content, code));
    body.push(Block::Table(self_marks(set, content, evidence)));
    body.extend(part("Phần IV", "KẾ HOẠCH SẢN XUẤT, KINH DOANH"));
    body.extend(paragraphs(&content.report.plan));
    body.push(Block::dated(ground.place_and_date(house, day)));

    let official = Official {
        title: kind.title.to_owned(),
        dated: Some(day),
        head: Head::None,
        name: Name {
            kind: "Báo cáo tự đánh giá về sản phẩm".to_owned(),
            subject: "(Dành cho chủ thể có sản phẩm đăng ký)".to_owned(),
        },
        body,
        signatures: vec![Signature {
            posts: vec!["ĐẠI DIỆN THEO PHÁP LUẬT CỦA CƠ SỞ".to_owned()],
            how: "(Ký, họ tên, đóng dấu)".to_owned(),
            name: composed(&ground.slip().representative),
        }],
        annexes: vec![Annex {
            label: "Phụ lục".to_owned(),
            name: "DANH MỤC TÀI LIỆU MINH CHỨNG".to_owned(),
            of: format!("(Kèm theo Báo cáo tự đánh giá {})", long_date(day)),
            orientation: Orientation::Portrait,
            body: vec![evidence_by_kind(content)],
        }],
        is_draft: ground.submitted_on.is_none(),
        ..Official::default()
    };
    let subject = format!("Báo cáo tự đánh giá sản phẩm {}", ground.product());
    let unit = ground.dossier.commune.clone();
    Ok(ground.draft(house, official, (unit, subject), None))
}

fn part(number: &str, name: &str) -> Vec<Block> {
    vec![Block::Chapter { number: number.to_owned(), name: name.to_owned() }]
}

/// Part I.
fn general(ground: &Ground, persons: &Persons) -> Vec<Block> {
    let (slip, content) = (ground.slip(), &ground.content);
    let fact = |label: &str, value: &str| Block::fact(label, composed(value.trim()));
    let kind = ProducerKind::from_id(&content.producer_kind);
    let registered = content.registered_on.as_deref().and_then(|it| it.parse().ok());
    let mut said = vec![
        fact("1. Tên chủ thể", &ground.producer_name()),
        fact("2. Loại hình tổ chức", kind.map_or("", producers::kind_label)),
        fact("3. Địa chỉ", &slip.address),
        fact("4. Điện thoại", &slip.phone),
        fact("Email", &slip.email),
        Block::heading("5. Tên người đại diện pháp luật"),
        fact("- Họ tên", &slip.representative),
        fact("- Giới tính (Nam/nữ)", &persons.sex),
        fact("- Dân tộc", &persons.ethnic_group),
        fact("- Địa chỉ thường trú", &persons.residence),
        fact(
            "6. Ngày thành lập/đăng ký kinh doanh",
            &registered.map(ocop_documents::words::short_date).unwrap_or_default(),
        ),
        fact("Số giấy đăng ký (nếu có)", &content.registration_number),
        fact("7. Tên sản phẩm/dịch vụ, quy cách", &ground.product()),
        fact("Tiêu chuẩn công bố", &content.report.standard),
        Block::paragraph("Giấy tờ đã có (đánh dấu vào ô tương ứng):"),
    ];
    said.extend(HOLDINGS.into_iter().map(|(word, label)| {
        let is_ticked = content.report.holdings.iter().any(|it| it == word);
        let is_there = content.papers.iter().any(|it| holding(it) == Some(word));
        let choices = vec![(format!("- {label}"), is_ticked || is_there)];
        Block::Ticks { label: String::new(), choices }
    }));
    said.push(Block::heading("8. Lịch sử hình thành của chủ thể"));
    said.extend(paragraphs(&content.report.history));
    said.push(Block::heading("9. Cơ cấu tổ chức của chủ thể"));
    said.extend(paragraphs(&content.report.organisation));
    said
}

/// Which of the papers of part I a paper of the evidence is; none where that cannot be told.
fn holding(paper: &FrozenPaper) -> Option<&'static str> {
    let said = format!("{} {}", paper.title, paper.number).to_lowercase();
    let says = |words: &[&str]| words.iter().any(|it| said.contains(it));
    match PaperKind::from_id(&paper.kind)? {
        PaperKind::BusinessRegistration => Some("registration"),
        PaperKind::QualityDeclaration => Some("declaration"),
        PaperKind::ProductionConditions if says(&["an toàn thực phẩm", "attp"]) => {
            Some("food-safety")
        }
        PaperKind::ProductionConditions => Some("production"),
        PaperKind::IntellectualProperty => [
            ("indication", &["chỉ dẫn địa lý", "nhãn hiệu tập thể", "nhãn hiệu chứng nhận"][..]),
            ("trade-mark", &["nhãn hiệu"]),
            ("patent", &["sáng chế", "giải pháp hữu ích"]),
            ("design", &["kiểu dáng"]),
            ("copyright", &["bản quyền", "quyền tác giả"]),
        ]
        .into_iter()
        .find(|(_, words)| says(words))
        .map(|it| it.0)
        .or_else(|| registered(&paper.number)),
        _ => None,
    }
}

/// What the office of intellectual property registered: its numbers begin with the kind of right.
fn registered(number: &str) -> Option<&'static str> {
    match number.trim().split_once('-')?.0 {
        "1" | "2" => Some("patent"),
        "3" => Some("design"),
        "4" => Some("trade-mark"),
        "6" => Some("indication"),
        _ => None,
    }
}

/// Part II.
fn results(ground: &Ground) -> Vec<Block> {
    let report = &ground.content.report;
    let mut said = Vec::new();
    for (heading, words) in [
        ("1. Vùng nguyên liệu, công nghệ sản xuất, sơ chế, chế biến, đóng gói", &report.materials),
        ("2. Thay đổi về chất lượng, tiêu chuẩn, bao bì, nhãn mác", &report.quality),
        ("3. Thị trường phân phối sản phẩm", &report.market),
        ("4. Doanh thu, lợi nhuận", &report.turnover),
    ] {
        said.push(Block::heading(heading));
        said.extend(paragraphs(words));
    }
    match ground.dossier.kind {
        DossierKind::First => {}
        DossierKind::Upgrade => {
            said.push(Block::heading(
                "5. Những thay đổi so với lần công nhận trước (Điều 6 khoản 1 điểm b)",
            ));
            said.extend(paragraphs(&report.changes));
        }
        DossierKind::Renewal => {
            said.push(Block::heading("5. Nội dung đã cập nhật (Điều 6 khoản 1 điểm c)"));
            said.extend(updated(report));
            if !report.changes.trim().is_empty() {
                said.extend(paragraphs(&report.changes));
            }
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_of_the_evidence_ticks_its_box() {
        let paper = |kind: &str, title: &str, number: &str| FrozenPaper {
            criterion: String::new(),
            paper: String::new(),
            kind: kind.to_owned(),
            title: title.to_owned(),
            number: number.to_owned(),
            issuer: String::new(),
            issued_on: None,
            valid_until: None,
            sha256: String::new(),
        };
        for (kind, title, number, ticked) in [
            ("business-registration", "", "01", Some("registration")),
            ("production-conditions", "", "27/2026/ATTP", Some("food-safety")),
            ("production-conditions", "Giấy phép khai thác", "5", Some("production")),
            (
                "intellectual-property",
                "Nhãn hiệu tập thể mật ong",
                "4-0412345-000",
                Some("indication"),
            ),
            ("intellectual-property", "", "4-2024-00991", Some("trade-mark")),
            ("intellectual-property", "", "91", None),
            ("test-report", "An toàn thực phẩm", "", None),
        ] {
            assert_eq!(holding(&paper(kind, title, number)), ticked, "{kind} {title} {number}");
        }
    }
}
