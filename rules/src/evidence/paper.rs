use jiff::ToSpan;
use jiff::civil::Date;

/// What a paper proves: the fifteen lines of Mẫu 02, part III, and whatever else helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperKind {
    /// *Giấy đăng ký kinh doanh.*
    BusinessRegistration,
    /// *Giấy chứng nhận cơ sở đủ điều kiện sản xuất.*
    ProductionConditions,
    /// *Nguồn gốc nguyên liệu, vùng nguyên liệu, liên kết chuỗi.*
    MaterialOrigin,
    /// *Bảo vệ môi trường, công nghệ bền vững.*
    Environment,
    /// *Sử dụng lao động địa phương*: a list of persons, never public.
    LocalLabour,
    /// *Tăng trưởng sản xuất kinh doanh.*
    Growth,
    /// *Sở hữu trí tuệ.*
    IntellectualProperty,
    /// *Phát triển thị trường, xúc tiến thương mại.*
    Market,
    /// *Quảng bá sản phẩm.*
    Promotion,
    /// *Câu chuyện về sản phẩm.*
    Story,
    /// *Công bố chất lượng sản phẩm.*
    QualityDeclaration,
    /// *Phiếu kết quả kiểm nghiệm.*
    TestReport,
    /// *Mã số mã vạch, tem truy xuất nguồn gốc.*
    BarcodeTraceability,
    /// *Hệ thống quản lý chất lượng tiên tiến.*
    QualitySystem,
    /// *Giải thưởng, bình chọn.*
    Awards,
    /// Anything else.
    Other,
}

impl PaperKind {
    /// Every kind, in the order of Mẫu 02.
    pub const ALL: [Self; 16] = [
        Self::BusinessRegistration,
        Self::ProductionConditions,
        Self::MaterialOrigin,
        Self::Environment,
        Self::LocalLabour,
        Self::Growth,
        Self::IntellectualProperty,
        Self::Market,
        Self::Promotion,
        Self::Story,
        Self::QualityDeclaration,
        Self::TestReport,
        Self::BarcodeTraceability,
        Self::QualitySystem,
        Self::Awards,
        Self::Other,
    ];

    /// The word by which it is kept, also in `standards/26-2026/evidence.toml`.
    pub fn id(self) -> &'static str {
        match self {
            Self::BusinessRegistration => "business-registration",
            Self::ProductionConditions => "production-conditions",
            Self::MaterialOrigin => "material-origin",
            Self::Environment => "environment",
            Self::LocalLabour => "local-labour",
            Self::Growth => "growth",
            Self::IntellectualProperty => "intellectual-property",
            Self::Market => "market",
            Self::Promotion => "promotion",
            Self::Story => "story",
            Self::QualityDeclaration => "quality-declaration",
            Self::TestReport => "test-report",
            Self::BarcodeTraceability => "barcode-traceability",
            Self::QualitySystem => "quality-system",
            Self::Awards => "awards",
            Self::Other => "other",
        }
    }

    /// The kind kept under this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// Whether such papers name persons: then they are in no public page, export or log (Law
    /// 91/2025).
    pub fn names_persons(self) -> bool {
        self == Self::LocalLabour
    }
}

/// The term of a paper (*thời hạn*); either end may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Term {
    /// The first day, where it is printed.
    pub issued_on: Option<Date>,
    /// The last day, counted in; none for papers without an end.
    pub valid_until: Option<Date>,
}

/// How a paper stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermStanding {
    /// It is dated later.
    NotYet,
    /// It is in force.
    Valid,
    /// It is in force, and ends within the days asked for.
    EndsSoon(Date),
    /// It has ended.
    Ended(Date),
}

/// A paper that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the paper ends before it is issued")]
pub struct EndsBeforeItBegins;

impl Term {
    /// A term whose end does not lie before its beginning.
    pub fn new(
        issued_on: Option<Date>,
        valid_until: Option<Date>,
    ) -> Result<Self, EndsBeforeItBegins> {
        match (issued_on, valid_until) {
            (Some(from), Some(until)) if until < from => Err(EndsBeforeItBegins),
            _ => Ok(Self { issued_on, valid_until }),
        }
    }

    /// Whether the paper is in force on that day.
    pub fn valid_on(self, day: Date) -> bool {
        self.issued_on.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }

    /// How the paper stands on that day; `soon` days before its end it is worth a warning.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use ocop_rules::evidence::{Term, TermStanding};
    ///
    /// let safety = Term::new(Some(date(2023, 12, 20)), Some(date(2026, 12, 20))).unwrap();
    /// assert_eq!(safety.on(date(2026, 9, 1), 60), TermStanding::Valid);
    /// assert_eq!(safety.on(date(2026, 11, 23), 60), TermStanding::EndsSoon(date(2026, 12, 20)));
    /// assert_eq!(safety.on(date(2026, 12, 20), 60), TermStanding::EndsSoon(date(2026, 12, 20)));
    /// assert_eq!(safety.on(date(2026, 12, 21), 60), TermStanding::Ended(date(2026, 12, 20)));
    /// ```
    pub fn on(self, day: Date, soon: u16) -> TermStanding {
        match self.valid_until {
            Some(until) if until < day => TermStanding::Ended(until),
            _ if self.issued_on.is_some_and(|from| day < from) => TermStanding::NotYet,
            Some(until) if until <= day.saturating_add(i32::from(soon).days()) => {
                TermStanding::EndsSoon(until)
            }
            _ => TermStanding::Valid,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn mau_02_lists_fifteen_kinds() {
        assert_eq!(PaperKind::ALL.iter().filter(|it| **it != PaperKind::Other).count(), 15);
        assert!(PaperKind::ALL.into_iter().all(|it| PaperKind::from_id(it.id()) == Some(it)));
    }

    #[test]
    fn only_the_list_of_workers_names_persons() {
        let kinds: [_; 1] = [PaperKind::LocalLabour];
        assert!(PaperKind::ALL.iter().all(|it| it.names_persons() == kinds.contains(it)));
    }

    #[test]
    fn a_paper_without_an_end_never_ends() {
        let term = Term::new(Some(date(2020, 1, 1)), None).unwrap();
        assert_eq!(term.on(date(2099, 1, 1), 365), TermStanding::Valid);
        assert_eq!(term.on(date(2019, 12, 31), 365), TermStanding::NotYet);
        assert!(!term.valid_on(date(2019, 12, 31)));
    }

    #[test]
    fn a_paper_does_not_end_before_it_begins() {
        let term = Term::new(Some(date(2026, 1, 2)), Some(date(2026, 1, 1)));
        assert_eq!(term, Err(EndsBeforeItBegins));
        assert!(Term::new(Some(date(2026, 1, 1)), Some(date(2026, 1, 1))).is_ok());
    }
}
