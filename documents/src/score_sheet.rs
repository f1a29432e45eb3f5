//! The score sheet (*phiếu đánh giá*, Annex II): blank, to be filled in by hand, or as a member has
//! filled it in.

use std::ops::Range;

use ocop_rules::criteria::{Case, Code, CriteriaSet, Criterion, Marks, Points, Section, Stars};
use serde::{Deserialize, Serialize};

use crate::qr;
use crate::typeset::{self, TypesetError};

/// One member's sheet for one product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// `26-2026/04`
    pub set: String,
    /// What the sheet is for: `Mật ong, mật khác và nông sản thực phẩm khác`.
    pub set_name: String,
    /// `Quyết định số 26/2026/QĐ-TTg`
    pub edition: String,
    /// What turns a dossier away before any point is given.
    pub rejected_when: Vec<String>,
    /// The product and its specification; empty on a form for any product.
    pub product: String,
    /// Its code.
    pub product_code: String,
    /// Whose it is.
    pub producer: String,
    /// The telephone of the producer's business.
    pub phone: String,
    /// The address of the producer's business.
    pub address: String,
    /// The council and the day of its meeting; may be empty.
    pub meeting: String,
    /// Who scores, and for whom: `Lê Văn Tư, Sở Công Thương`; empty on a form for any member.
    pub member: String,
    /// Whether it is filled in; a blank one has boxes to tick and lines to write on.
    pub is_filled: bool,
    /// What the code at its head holds; empty for none.
    pub address_of_sheet: String,
    /// The parts A, B and C.
    pub parts: Vec<Part>,
    /// The total, where it is filled in.
    pub total: Option<Points>,
    /// The member's opinion.
    pub opinion: String,
    /// When it was signed, as it is printed: `14:05, ngày 10 tháng 11 năm 2026`; may be empty.
    pub signed: String,
    /// Whether it was signed on paper and keyed in, and not on the screen.
    #[serde(default)]
    pub on_paper: bool,
    /// Said at its foot, such as that it was keyed in from paper, or of which ballot it is.
    pub remarks: Vec<String>,
}

/// A part of the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// `PHẦN A. SẢN PHẨM VÀ SỨC MẠNH CỦA CỘNG ĐỒNG`
    pub name: String,
    /// The most it can bring.
    pub max: Points,
    /// What it brought.
    pub got: Option<Points>,
    /// Its lines, in the order of the sheet.
    pub lines: Vec<Line>,
}

/// A line of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "kebab-case")]
pub enum Line {
    /// A section or a heading inside one.
    Heading {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
        /// The most it can bring.
        max: Points,
        /// What it brought; only sections say it.
        got: Option<Points>,
    },
    /// A criterion.
    Criterion {
        /// Its code.
        code: String,
        /// Its name; empty where the section's own line says it.
        name: String,
        /// The most it can bring.
        max: Points,
        /// What is asked of every product, what is explained, what rejects.
        notes: Vec<String>,
        /// What it brought.
        got: Option<Points>,
    },
    /// One answer.
    Choice {
        /// What must be true for it.
        label: String,
        /// What it is worth.
        points: Points,
        /// The stars printed beside it: 0, 3, 4 or 5.
        stars: u8,
        /// Whether it is ticked.
        ticked: bool,
    },
}

impl ScoreSheet {
    /// The lines of a set, with the answers that `ticked` names by their place; none is a blank
    /// sheet.
    pub fn of(set: &CriteriaSet, ticked: impl Fn(Code) -> Option<usize>, is_filled: bool) -> Self {
        let mut marks = Marks::new(set);
        for it in set.criteria() {
            // A place that the criterion does not have ticks nothing.
            let _ = ticked(it.code).map(|at| marks.choose(set, it.code, at));
        }
        let told = Told { set, marks: &marks, is_filled };
        let mut sections = set.sections();
        let part = |it: &ocop_rules::criteria::Part| Part {
            name: format!("PHẦN {}. {}", it.letter, it.name.to_uppercase()),
            max: it.max,
            got: told.sum(set.positions(it.letter)),
            lines: sections
                .by_ref()
                .take(it.sections.len())
                .flat_map(|(section, positions)| told.lines(section, positions))
                .collect(),
        };
        let parts: Vec<Part> = set.parts().iter().map(part).collect();
        Self {
            set: set.id().to_string(),
            set_name: set.name().to_owned(),
            is_filled,
            parts,
            total: told.sum(0..set.len()),
            ..Self::default()
        }
    }
}

/// A set, what is ticked in it, and whether its points are said.
#[derive(Debug, Clone, Copy)]
struct Told<'a> {
    set: &'a CriteriaSet,
    marks: &'a Marks,
    is_filled: bool,
}

impl Told<'_> {
    /// What some criteria count together, as the rules count.
    fn sum(self, positions: Range<usize>) -> Option<Points> {
        self.is_filled.then(|| self.marks.subtotal(self.set, positions))
    }

    fn lines(self, section: &Section, positions: Range<usize>) -> Vec<Line> {
        let mut lines = vec![Line::Heading {
            code: section.code.to_string(),
            name: section.name.to_uppercase(),
            max: section.max,
            got: self.sum(positions.clone()),
        }];
        let mut under = None;
        for (it, position) in section.criteria.iter().zip(positions) {
            if it.heading != under {
                under = it.heading;
                let heading = section.headings.iter().find(|heading| Some(heading.code) == under);
                lines.extend(heading.map(|it| Line::Heading {
                    code: it.code.to_string(),
                    name: it.name.clone(),
                    max: it.max,
                    got: None,
                }));
            }
            let chosen = self.marks.chosen(position).map(|it| it.option);
            lines.push(criterion(section, it, self.sum(position..position + 1)));
            lines.extend(it.options.iter().enumerate().map(|(at, option)| Line::Choice {
                label: labelled(it, at),
                points: option.points,
                stars: option.star.map_or(0, Stars::number),
                ticked: chosen == Some(at),
            }));
        }
        lines
    }
}

fn criterion(section: &Section, it: &Criterion, got: Option<Points>) -> Line {
    let mut notes: Vec<String> = it.ask.iter().map(|ask| format!("Yêu cầu: {ask}")).collect();
    notes.extend(it.note.clone());
    notes.extend(it.knockouts.iter().map(|knockout| format!("Điều kiện loại: {knockout}")));
    notes.extend(it.requires.map(|other| format!("Chỉ tính khi tiêu chí {other} có điểm.")));
    let is_section = it.code == section.code;
    Line::Criterion {
        code: if is_section { String::new() } else { it.code.to_string() },
        name: if is_section { String::new() } else { it.name.clone() },
        max: it.max,
        notes,
        got,
    }
}

/// The words of an answer, after its number where points alone do not tell it, and after those of
/// its case where it is the first of one.
fn labelled(criterion: &Criterion, at: usize) -> String {
    let option = &criterion.options[at];
    let numbered = if criterion.is_told_by_points() {
        option.label.clone()
    } else {
        format!("[{}] {}", at + 1, option.label)
    };
    let before = at.checked_sub(1).and_then(|at| criterion.options[at].case);
    let opens = |case: Case| before != Some(case);
    match option.case.filter(|&case| opens(case)) {
        Some(case) => {
            let title = criterion.cases.iter().find(|it| it.case == case);
            let title = title.map_or("", |it| it.title.as_str());
            format!("({case}) {title}\n{numbered}")
        }
        None => numbered,
    }
}

/// What the template prints.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    sheet: &'a ScoreSheet,
    qr: String,
}

/// Sheets, each on pages of its own, as PDF/A-2b.
///
/// # Errors
///
/// When they cannot be typeset: our fault, never the data's.
pub fn pdf(
    sheets: &[ScoreSheet],
    dated: Option<jiff::civil::Date>,
) -> Result<Vec<u8>, TypesetError> {
    let title = match sheets {
        [one] => format!("Phiếu đánh giá {} {}", one.set, one.product),
        several => format!("{} phiếu đánh giá", several.len()),
    };
    let code = |it: &ScoreSheet| match it.address_of_sheet.as_str() {
        "" => String::new(),
        address => qr::svg(address).unwrap_or_default(),
    };
    let printed: Vec<Printed<'_>> =
        sheets.iter().map(|it| Printed { sheet: it, qr: code(it) }).collect();
    typeset::pdf("score-sheet.typ", &title, dated, &printed)
}
