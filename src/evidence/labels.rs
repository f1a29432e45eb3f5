use jiff::civil::Date;
use ocop_rules::evidence::{PaperKind, Term, TermStanding};

use crate::face::Frame;

/// So many days before its end a paper is worth a warning.
pub const SOON_DAYS: u16 = 60;

/// What a kind of paper is called.
pub fn kind_label(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::BusinessRegistration => "Giấy đăng ký kinh doanh",
        PaperKind::ProductionConditions => "Giấy chứng nhận đủ điều kiện sản xuất",
        PaperKind::MaterialOrigin => "Nguồn gốc nguyên liệu, liên kết chuỗi",
        PaperKind::Environment => "Bảo vệ môi trường, công nghệ bền vững",
        PaperKind::LocalLabour => "Lao động địa phương",
        PaperKind::Growth => "Tăng trưởng sản xuất, kinh doanh",
        PaperKind::IntellectualProperty => "Sở hữu trí tuệ",
        PaperKind::Market => "Thị trường, xúc tiến thương mại",
        PaperKind::Promotion => "Quảng bá sản phẩm",
        PaperKind::Story => "Câu chuyện sản phẩm",
        PaperKind::QualityDeclaration => "Công bố chất lượng",
        PaperKind::TestReport => "Phiếu kiểm nghiệm",
        PaperKind::BarcodeTraceability => "Mã số mã vạch, tem truy xuất nguồn gốc",
        PaperKind::QualitySystem => "Hệ thống quản lý chất lượng tiên tiến",
        PaperKind::Awards => "Giải thưởng, bình chọn",
        PaperKind::Other => "Giấy tờ khác",
    }
}

/// How a paper stands, for a person: a word and the tone of its tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// `Còn hạn đến 20/12/2026`
    pub label: String,
    /// As the part `tag` knows it.
    pub tone: &'static str,
}

/// How a paper with this term stands on a day.
pub fn standing(frame: &Frame, term: Term, day: Date) -> Standing {
    let (label, tone) = match term.on(day, SOON_DAYS) {
        TermStanding::NotYet => (frame.t("Chưa có hiệu lực").to_owned(), "wait"),
        TermStanding::Valid => match term.valid_until {
            Some(until) => (frame.tf("Còn hạn đến {}", [frame.date(until)]), "good"),
            None => (frame.t("Không ghi thời hạn").to_owned(), ""),
        },
        TermStanding::EndsSoon(until) => (frame.tf("Sắp hết hạn: {}", [frame.date(until)]), "wait"),
        TermStanding::Ended(until) => (frame.tf("Hết hạn từ {}", [frame.date(until)]), "bad"),
    };
    Standing { label, tone }
}
