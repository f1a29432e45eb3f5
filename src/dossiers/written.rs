//! What a producer writes into a dossier, as it is kept: Mẫu 01, and the parts of Mẫu 02 that are
//! not points.
//!
//! Nothing personal is here: sex, ethnic group and residence stay with the producer.

use ocop_rules::dossiers::{SlipField, Update};
use serde::{Deserialize, Serialize};

/// The registration slip (*Phiếu đăng ký*, Mẫu 01).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Slip {
    /// *Tên đơn vị.*
    pub producer: String,
    /// *Họ tên người đại diện pháp lý.*
    pub representative: String,
    /// *Chức vụ.*
    pub position: String,
    /// *Địa chỉ liên hệ.*
    pub address: String,
    /// *Điện thoại.*
    pub phone: String,
    /// *Thư điện tử*; not everyone has one.
    pub email: String,
    /// *Tên sản phẩm.*
    pub product: String,
    /// *Quy cách.*
    pub specification: String,
    /// *Ngành, nhóm, phân nhóm*: a line of Annex I.
    pub class: String,
    /// *Số lượng sản phẩm mẫu*, as typed.
    pub samples: String,
}

impl Slip {
    /// A field, by the name the rules give it.
    pub fn field(&self, field: SlipField) -> &str {
        match field {
            SlipField::Producer => &self.producer,
            SlipField::Representative => &self.representative,
            SlipField::Position => &self.position,
            SlipField::Address => &self.address,
            SlipField::Phone => &self.phone,
            SlipField::Product => &self.product,
            SlipField::Group => &self.class,
        }
    }

    /// The fields that are asked for and empty, in the order of the form.
    pub fn empty_fields(&self) -> Vec<SlipField> {
        FIELDS.into_iter().filter(|&it| self.field(it).trim().is_empty()).collect()
    }

    /// How many samples there are, or are promised.
    pub fn sample_count(&self) -> u32 {
        self.samples.trim().parse().unwrap_or(0)
    }
}

/// The fields of Mẫu 01 that are asked for, in its order.
const FIELDS: [SlipField; 7] = [
    SlipField::Producer,
    SlipField::Representative,
    SlipField::Position,
    SlipField::Address,
    SlipField::Phone,
    SlipField::Product,
    SlipField::Group,
];

/// The report of self-assessment (*Báo cáo tự đánh giá*, Mẫu 02), without its points.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// I. *Tiêu chuẩn công bố.*
    pub standard: String,
    /// I. *Giấy tờ đã có*: the ticked lines, by their words.
    pub holdings: Vec<String>,
    /// I. *Quá trình hình thành.*
    pub history: String,
    /// I. *Cơ cấu tổ chức.*
    pub organisation: String,
    /// II. *Vùng nguyên liệu, công nghệ.*
    pub materials: String,
    /// II. *Thay đổi về chất lượng.*
    pub quality: String,
    /// II. *Thị trường.*
    pub market: String,
    /// II. *Doanh thu, lợi nhuận.*
    pub turnover: String,
    /// II. For an upgrade: what has changed since recognition (Art. 6.1.b).
    pub changes: String,
    /// II. For a renewal: what has been brought up to date (Art. 6.1.c), by their words.
    pub updates: Vec<String>,
    /// IV. *Kế hoạch thời gian tới.*
    pub plan: String,
}

impl Report {
    /// What a renewal has brought up to date.
    pub fn updated(&self) -> Vec<Update> {
        let is_ticked = |it: &Update| self.updates.iter().any(|word| word == update_id(*it));
        ocop_rules::dossiers::RENEWED.into_iter().filter(is_ticked).collect()
    }
}

/// The word under which an update is kept.
pub fn update_id(update: Update) -> &'static str {
    match update {
        Update::Materials => "materials",
        Update::Technology => "technology",
        Update::PackagingAndLabels => "packaging",
        Update::QualityDeclaration => "declaration",
        Update::PeriodicTests => "tests",
        Update::Market => "market",
        Update::OutputAndTurnover => "turnover",
        Update::PapersWithTerm => "papers",
    }
}

/// The papers that Mẫu 02 asks to tick, part I: their words and what they are called.
pub(super) const HOLDINGS: [(&str, &str); 9] = [
    ("registration", "Giấy đăng ký kinh doanh"),
    ("declaration", "Công bố chất lượng sản phẩm"),
    ("food-safety", "Giấy chứng nhận an toàn thực phẩm"),
    ("production", "Giấy chứng nhận bắt buộc khác về sản xuất"),
    ("trade-mark", "Nhãn hiệu"),
    ("indication", "Quyền dùng chỉ dẫn địa lý, nhãn hiệu tập thể, nhãn hiệu chứng nhận"),
    ("patent", "Sáng chế, giải pháp hữu ích"),
    ("design", "Kiểu dáng công nghiệp"),
    ("copyright", "Bản quyền và quyền khác"),
];
