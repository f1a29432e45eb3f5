//! The totals of a meeting (*tổng hợp điểm*): members beside products. On paper a table that lies,
//! in a workbook numbers to count with.

mod workbook;

use std::num::NonZeroU32;

use ocop_rules::criteria::{Mean, Points};
use serde::{Deserialize, Serialize};

use crate::official::{Align, Block, Official, Orientation, Table};

/// Marks a total that was given on paper.
const ON_PAPER: &str = "†";

/// So many members have their names at the head of the table; more have their number there.
const NAMED_AT_MOST: usize = 8;

/// The totals of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreMatrix {
    /// Letterhead, name, signatures, and in its body what stands above the table.
    pub official: Official,
    /// Those who score, in the order of the columns.
    pub members: Vec<Scorer>,
    /// The products, in the order of the meeting.
    pub products: Vec<Scored>,
}

/// Who scores.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorer {
    /// Their name.
    pub name: String,
    /// What they are in the council, and for whom they speak.
    pub stands_for: String,
}

/// A product, and what each member gave it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scored {
    /// Its name.
    pub product: String,
    /// Whose it is.
    pub producer: String,
    /// The sheet that it was scored on: `26-2026/04`.
    pub set: String,
    /// The ballot that counts.
    pub ballot: u32,
    /// One for each member, in their order.
    pub cells: Vec<Cell>,
    /// The average of part A, B, C and of the totals; none without a sheet that counts.
    pub means: Option<[Average; 4]>,
    /// What points and minima earn; none without a result.
    pub stars: Option<u8>,
    /// The minima that are missed on the way to the rank of the points: `4 sao: 1.3`.
    pub missed: Vec<String>,
    /// What else came of it, such as that it was rejected; may be empty.
    pub remark: String,
}

/// What stands where a member meets a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cell", rename_all = "kebab-case")]
pub enum Cell {
    /// The sheet counts.
    Points {
        /// What parts A, B and C brought.
        parts: [Points; 3],
        /// The total.
        total: Points,
        /// Whether it was filled in on paper and keyed in.
        on_paper: bool,
    },
    /// The member declared a conflict of interest.
    Conflict,
    /// There is no sheet that counts.
    Nothing,
    /// Nobody else may see it yet.
    Hidden,
}

/// An average, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Average {
    /// Of what adds up to this.
    pub sum: u64,
    /// Of so many.
    pub count: NonZeroU32,
}

impl Average {
    /// Those of the parts and of the total, of the sheets that count.
    pub fn of(cells: &[Cell]) -> Option<[Self; 4]> {
        let mut sums = [0_u64; 4];
        let mut sheets = 0_u32;
        for cell in cells {
            if let Cell::Points { parts: [a, b, c], total, .. } = cell {
                sheets += 1;
                for (sum, points) in sums.iter_mut().zip([a, b, c, total]) {
                    *sum += u64::from(*points);
                }
            }
        }
        let count = NonZeroU32::new(sheets)?;
        Some(sums.map(|sum| Self { sum, count }))
    }

    fn mean(self) -> Mean {
        Mean::new(self.sum, self.count)
    }
}

impl ScoreMatrix {
    /// The document that lies: what stands above, who scores, the table, what its signs mean.
    pub fn document(&self) -> Official {
        let mut official = self.official.clone();
        official.orientation = Orientation::Landscape;
        official.body.push(Block::heading("Thành viên chấm điểm"));
        for (it, number) in self.members.iter().zip(1..) {
            official
                .body
                .push(Block::paragraph(format!("{number}. {}, {}", it.name, it.stands_for)));
        }
        official.body.push(Block::heading("Điểm theo từng phần và tổng điểm"));
        official.body.push(Block::Table(self.table()));
        let legend = format!(
            "A, B, C: điểm từng phần của phiếu. {ON_PAPER}: phiếu chấm trên giấy, đã nhập vào hệ thống. XĐ: thành viên có xung đột lợi ích, không chấm. –: không có phiếu được tính. …: chưa được xem (phiếu của lượt chấm chưa ký đủ)."
        );
        official.body.push(Block::paragraph(crate::Text::default().italic(legend)));
        official
    }

    fn table(&self) -> Table {
        let named = self.members.len() <= NAMED_AT_MOST;
        let each = if named { 16 } else { 10 };
        let mut columns = vec![
            ("TT".to_owned(), 8, Align::Center),
            ("Sản phẩm, chủ thể".to_owned(), 42, Align::Left),
            ("Phần".to_owned(), 12, Align::Left),
        ];
        for (it, number) in self.members.iter().zip(1..) {
            let name = if named { it.name.clone() } else { format!("{number}") };
            columns.push((name, each, Align::Right));
        }
        columns.push(("Trung bình".to_owned(), 15, Align::Right));
        columns.push(("Số sao".to_owned(), 9, Align::Center));
        columns.push(("Yêu cầu tối thiểu còn thiếu".to_owned(), 28, Align::Left));
        let columns: Vec<(&str, u32, Align)> =
            columns.iter().map(|(name, width, align)| (name.as_str(), *width, *align)).collect();
        let mut table = Table::new(&columns);
        table.size = if named { 10 } else { 8 };
        table.rows = self.products.iter().zip(1..).map(|(it, at)| it.row(at)).collect();
        table
    }

    /// The workbook: the same table, and each sheet on a line of its own.
    ///
    /// # Errors
    ///
    /// When it cannot be written: our fault, never the data's.
    pub fn xlsx(&self) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
        workbook::bytes(self)
    }
}

impl Scored {
    fn row(&self, number: usize) -> Vec<String> {
        let ballot =
            if 1 < self.ballot { format!(", lượt {}", self.ballot) } else { String::new() };
        let product = format!("{}\n{}\nBộ {}{ballot}", self.product, self.producer, self.set);
        let mut row = vec![number.to_string(), product, "A\nB\nC\nTổng".to_owned()];
        row.extend(self.cells.iter().map(Cell::printed));
        row.push(
            self.means
                .map_or_else(|| "–".to_owned(), |it| it.map(|it| it.mean().to_string()).join("\n")),
        );
        row.push(self.stars.map_or_else(|| "–".to_owned(), |it| it.to_string()));
        row.push(self.remarks());
        row
    }

    /// The minima missed, and what else is to be said.
    fn remarks(&self) -> String {
        let all = self.missed.iter().chain(Some(&self.remark)).filter(|it| !it.is_empty());
        all.map(String::as_str).collect::<Vec<_>>().join("\n")
    }
}

impl Cell {
    /// The points of the parts above the total, a line each.
    fn printed(&self) -> String {
        match self {
            Self::Points { parts: [a, b, c], total, on_paper } => {
                format!("{a}\n{b}\n{c}\n{total}{}", if *on_paper { ON_PAPER } else { "" })
            }
            other => format!("\n\n\n{}", other.sign()),
        }
    }

    /// What stands there in one word where there are no points.
    fn sign(&self) -> &'static str {
        match self {
            Self::Points { .. } => "",
            Self::Conflict => "XĐ",
            Self::Nothing => "–",
            Self::Hidden => "…",
        }
    }
}
