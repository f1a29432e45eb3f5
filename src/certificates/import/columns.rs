//! The columns of a list, found by their headings: tone marks and order do not matter.

use ocop_rules::products::fold;

use super::sheet::Cell;

/// A column that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    /// Whether the product is recognised or only planned.
    Status,
    /// Its name.
    Product,
    /// What tells one jar from another.
    Specification,
    /// Its sheet or its group.
    Set,
    /// Whose it is.
    Producer,
    /// The kind of producer.
    Kind,
    /// The commune, of either era.
    Commune,
    /// The district, gone since 1 July 2025.
    District,
    /// The province.
    Province,
    /// Three to five.
    Stars,
    /// The number of the recognition decision.
    DecisionNumber,
    /// Its date.
    DecidedOn,
    /// The first day on which it may have been recognised.
    Earliest,
    /// The last such day.
    Latest,
    /// A code it was given.
    Code,
    /// Who recognised it.
    Authority,
    /// Anything else.
    Note,
}

impl Column {
    /// Every column, in the order of the template.
    pub(super) const ALL: [Self; 17] = [
        Self::Product,
        Self::Specification,
        Self::Set,
        Self::Producer,
        Self::Kind,
        Self::Commune,
        Self::District,
        Self::Province,
        Self::Stars,
        Self::DecisionNumber,
        Self::DecidedOn,
        Self::Earliest,
        Self::Latest,
        Self::Authority,
        Self::Code,
        Self::Status,
        Self::Note,
    ];

    /// Those without which a list cannot be read.
    const NEEDED: [Self; 4] = [Self::Product, Self::Producer, Self::Commune, Self::Stars];

    /// As the template has it.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Status => "Trạng thái",
            Self::Product => "Tên sản phẩm",
            Self::Specification => "Quy cách",
            Self::Set => "Bộ sản phẩm/nhóm",
            Self::Producer => "Chủ thể",
            Self::Kind => "Loại hình",
            Self::Commune => "Xã",
            Self::District => "Huyện (cũ)",
            Self::Province => "Tỉnh",
            Self::Stars => "Số sao",
            Self::DecisionNumber => "Số quyết định",
            Self::DecidedOn => "Ngày quyết định",
            Self::Earliest => "Từ ngày",
            Self::Latest => "Đến ngày",
            Self::Code => "Mã số sản phẩm cũ",
            Self::Authority => "Cấp công nhận",
            Self::Note => "Ghi chú",
        }
    }

    /// What else people write above it, folded.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Status => &["tinh trang"],
            Self::Product => &["san pham", "ten san pham ocop", "san pham ocop"],
            Self::Specification => &["quy cach dong goi", "dung tich", "khoi luong"],
            Self::Set => &["bo san pham", "nhom", "nhom san pham", "nganh hang", "phan nhom"],
            Self::Producer => {
                &["ten chu the", "chu the san xuat", "chu the ocop", "co so san xuat", "don vi"]
            }
            Self::Kind => &["loai hinh chu the", "loai hinh to chuc"],
            Self::Commune => &["xa phuong", "xa phuong thi tran", "ten xa", "ma xa", "dia chi xa"],
            Self::District => &["huyen", "quan huyen", "huyen thi xa", "ten huyen"],
            Self::Province => &["tinh thanh pho", "ten tinh", "tinh tp"],
            Self::Stars => &["sao", "hang sao", "hang", "ket qua phan hang", "xep hang"],
            Self::DecisionNumber => &["so qd", "quyet dinh", "so quyet dinh cong nhan"],
            Self::DecidedOn => &["ngay qd", "ngay cong nhan", "ngay ban hanh", "ngay"],
            Self::Earliest => &["tu", "cong nhan tu ngay"],
            Self::Latest => &["den", "cong nhan den ngay"],
            Self::Code => &["ma so", "ma san pham", "ma so san pham"],
            Self::Authority => &["co quan cong nhan", "cap cong nhan san pham"],
            Self::Note => &["ghi chu khac"],
        }
    }

    fn of(heading: &str) -> Option<Self> {
        let heading = fold(heading);
        Self::ALL
            .into_iter()
            .find(|it| fold(it.heading()) == heading || it.aliases().contains(&heading.as_str()))
    }
}

/// Where in a row each column stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Headings {
    at: Vec<(Column, usize)>,
    /// Headings that mean nothing to us; their columns are left alone, and the person is told.
    pub(super) ignored: Vec<String>,
}

impl Headings {
    /// The headings of a row; `None` when it is a title or a row of another table.
    ///
    /// # Errors
    ///
    /// A sentence that names the heading that is missing, or there twice.
    pub(super) fn of(row: u32, cells: &[Cell]) -> Result<Option<Self>, String> {
        let mut headings = Self { at: Vec::new(), ignored: Vec::new() };
        for (at, cell) in cells.iter().enumerate() {
            let text = cell.text();
            match Column::of(&text) {
                Some(column) if headings.place(column).is_some() => {
                    return Err(format!(
                        "Dòng {row}: cột “{}” có hai lần; hãy bỏ một.",
                        column.heading()
                    ));
                }
                Some(column) => headings.at.push((column, at)),
                None if text.trim().is_empty() => {}
                None => headings.ignored.push(text.trim().chars().take(60).collect()),
            }
        }
        if headings.at.len() < 3 {
            return Ok(None);
        }
        let missing = Column::NEEDED.into_iter().filter(|it| headings.place(*it).is_none());
        let mut missing: Vec<String> = missing.map(|it| format!("“{}”", it.heading())).collect();
        let dated = headings.place(Column::DecidedOn).is_some()
            || (headings.place(Column::Earliest).is_some()
                && headings.place(Column::Latest).is_some());
        if !dated {
            missing.push("“Ngày quyết định” (hoặc “Từ ngày” và “Đến ngày”)".to_owned());
        }
        if missing.is_empty() {
            Ok(Some(headings))
        } else {
            Err(format!("Dòng {row} (tiêu đề) thiếu cột {}.", missing.join(", ")))
        }
    }

    fn place(&self, column: Column) -> Option<usize> {
        self.at.iter().find(|(it, _)| *it == column).map(|(_, at)| *at)
    }

    /// The cell of a column in a row.
    pub(super) fn cell<'a>(&self, column: Column, cells: &'a [Cell]) -> &'a Cell {
        self.place(column).and_then(|at| cells.get(at)).unwrap_or(&Cell::Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(words: &[&str]) -> Result<Option<Headings>, String> {
        let cells: Vec<Cell> = words.iter().map(|it| Cell::Text((*it).to_owned())).collect();
        Headings::of(1, &cells)
    }

    #[test]
    fn neither_tones_nor_order_nor_case_matter() {
        let found = headings(&["SO SAO", "ten san pham", "Chủ thể", "xã", "Ngày QĐ", "STT"]);
        let found = found.unwrap().unwrap();
        assert_eq!(found.place(Column::Stars), Some(0));
        assert_eq!(found.place(Column::DecidedOn), Some(4));
        assert_eq!(found.ignored, ["STT"]);
    }

    #[test]
    fn a_missing_column_is_named() {
        let said = headings(&["Tên sản phẩm", "Chủ thể", "Số sao", "Xã"]).unwrap_err();
        assert!(said.contains("“Ngày quyết định”"), "{said}");
        let said = headings(&["Tên sản phẩm", "Chủ thể", "Xã", "Ngày quyết định"]).unwrap_err();
        assert_eq!(said, "Dòng 1 (tiêu đề) thiếu cột “Số sao”.");
    }

    #[test]
    fn a_title_is_no_heading() {
        assert_eq!(headings(&["Danh sách sản phẩm OCOP"]), Ok(None));
    }

    #[test]
    fn no_two_columns_have_one_heading() {
        for column in Column::ALL {
            assert_eq!(Column::of(column.heading()), Some(column));
            for alias in column.aliases() {
                assert_eq!(Column::of(alias), Some(column), "{alias}");
            }
        }
    }
}
