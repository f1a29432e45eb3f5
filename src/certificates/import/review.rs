//! The rehearsal: every row read, judged and compared, and nothing saved.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use ocop_rules::places::UnitId;
use serde::{Deserialize, Serialize};

use super::columns::Headings;
use super::entry::{Entry, Judge, written};
use super::likely::{Known, Twins};
use super::place::Places;
use super::sheet;
use crate::criteria::Standards;
use crate::places::Book;

/// Rows above the headings, at most.
const TITLE_ROWS: u32 = 30;
/// A heading for each of these is searched; after them, there is none.
const NO_HEADINGS: &str = "không tìm thấy dòng tiêu đề; cần ít nhất các cột “Tên sản phẩm”, “Chủ thể”, “Xã”, “Số sao” và “Ngày quyết định”. Hãy dùng tệp mẫu.";

/// A list, and what a person has said of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Wanted {
    /// The kept file.
    pub file: String,
    /// The name it came with.
    pub file_name: String,
    /// Rows that are left out.
    #[serde(default)]
    pub leave_out: HashSet<u32>,
    /// Whether every row that is wrong is left out.
    #[serde(default)]
    pub leave_out_wrong: bool,
    /// The unit that a person chose for a row.
    #[serde(default)]
    pub places: HashMap<u32, String>,
    /// The reading after which it is taken in; empty where there was none.
    #[serde(default)]
    pub reading: String,
}

/// What a row is judged against.
pub struct Ground<'a> {
    /// The units.
    pub book: &'a Book,
    /// The editions.
    pub standards: &'a Standards,
    /// The day.
    pub today: Date,
    /// The province whose list it is.
    pub province: &'a UnitId,
    /// The products there are already.
    pub known: Vec<Known>,
    /// Every code given, and the product it was given.
    pub codes: Vec<(String, String)>,
}

/// What was found in a row, for a person to read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its number in the file.
    pub row: u32,
    /// The product.
    pub name: String,
    /// Whose it is.
    pub producer: String,
    /// What would be saved, in short.
    pub said: String,
    /// What is wrong; each begins with the column.
    #[serde(default)]
    pub faults: Vec<String>,
    /// What a person should look at.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// What a person is asked; empty when nothing.
    #[serde(default)]
    pub question: String,
    /// The answers: a unit's id, and its name.
    #[serde(default)]
    pub choices: Vec<(String, String)>,
    /// The answer that is proposed.
    #[serde(default)]
    pub proposed: String,
}

impl Finding {
    /// Whether it stands in the way of the list, unless it is left out.
    pub fn is_wrong(&self) -> bool {
        !self.faults.is_empty() || !self.question.is_empty()
    }

    /// `Dòng 17, cột Ngày quyết định: 31/02/2026 không có trong lịch.`, one line each.
    pub fn sentences(&self) -> impl Iterator<Item = String> {
        let question = (!self.question.is_empty()).then_some(&self.question);
        self.faults.iter().chain(question).map(|it| {
            let joint = if it.starts_with("cột ") { "," } else { ":" };
            format!("Dòng {}{joint} {it}", self.row)
        })
    }
}

/// A list, rehearsed.
#[derive(Debug, Default)]
pub struct Review {
    /// The rows that can be taken, each with the product that it is of, when there is one already.
    pub entries: Vec<(Entry, Option<String>)>,
    /// Every row.
    pub findings: Vec<Finding>,
    /// Headings that mean nothing to us.
    pub ignored: Vec<String>,
    /// How many rows were left out.
    pub left_out: usize,
}

impl Review {
    /// The rows that are wrong and not left out.
    pub fn wrong(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|it| it.is_wrong())
    }
}

/// Rehearses a list. `done` counts the rows.
///
/// # Errors
///
/// A sentence, when the file as a whole cannot be read.
pub fn review(
    wanted: &Wanted,
    bytes: &[u8],
    ground: Ground<'_>,
    done: &AtomicI64,
) -> Result<Review, String> {
    let places = Places::new(ground.book, ground.province, ground.today);
    let mut twins = Twins::new();
    twins.know(ground.known, ground.codes, &places);
    let mut places = Some(places);
    let mut judge: Option<Judge<'_>> = None;
    let mut review = Review::default();
    sheet::read(&wanted.file_name, bytes, &mut |row, cells| {
        done.fetch_add(1, Ordering::Relaxed);
        let Some(judge) = &mut judge else {
            if let Some(headings) = Headings::of(row, &cells)? {
                review.ignored.clone_from(&headings.ignored);
                judge = places.take().map(|places| Judge {
                    headings,
                    places,
                    standards: ground.standards,
                    today: ground.today,
                });
            } else if TITLE_ROWS < row {
                return Err(format!("Tệp “{}”: {NO_HEADINGS}", wanted.file_name));
            }
            return Ok(());
        };
        if wanted.leave_out.contains(&row) {
            review.left_out += 1;
            return Ok(());
        }
        one(judge, &mut twins, row, &cells, wanted, &mut review);
        Ok(())
    })?;
    if judge.is_none() {
        return Err(format!("Tệp “{}”: {NO_HEADINGS}", wanted.file_name));
    }
    if review.findings.is_empty() && review.left_out == 0 {
        return Err(format!("Tệp “{}” không có dòng nào dưới tiêu đề.", wanted.file_name));
    }
    Ok(review)
}

fn one(
    judge: &mut Judge<'_>,
    twins: &mut Twins,
    row: u32,
    cells: &[sheet::Cell],
    wanted: &Wanted,
    review: &mut Review,
) {
    let chosen = wanted.places.get(&row).and_then(|it| it.parse().ok());
    let judged = judge.judge(row, cells, chosen.as_ref());
    let mut finding = Finding {
        row,
        faults: judged.faults,
        remarks: judged.remarks,
        name: judge.headings.cell(super::columns::Column::Product, cells).text(),
        producer: judge.headings.cell(super::columns::Column::Producer, cells).text(),
        ..Finding::default()
    };
    if let Some(question) = judged.question {
        finding.question = question.sentence;
        let book = |it: &UnitId| (it.to_string(), judge.places.name(it));
        finding.choices = question.units.iter().map(book).collect();
        finding.proposed = question.proposed.map(|it| it.to_string()).unwrap_or_default();
    }
    if let Some(entry) = judged.entry {
        // A row that is left out because it is wrong has no twin.
        if finding.question.is_empty() || !wanted.leave_out_wrong {
            let beside = twins.compare(&entry, &judge.places);
            finding.faults.extend(beside.fault);
            finding.remarks.extend(beside.remarks);
        }
        finding.said = said(&entry, &judge.places.name(&entry.commune));
        if !finding.is_wrong() {
            let known = twins.id_of(&entry, &judge.places);
            review.entries.push((entry, known));
        }
    }
    if finding.is_wrong() && wanted.leave_out_wrong {
        review.left_out += 1;
    } else {
        review.findings.push(finding);
    }
}

/// `4 sao · 29/5/2023 · xã Tân Mỹ, huyện Văn Lãng, tỉnh Lạng Sơn`
fn said(entry: &Entry, place: &str) -> String {
    match &entry.recognition {
        None => format!("dự kiến · {place}"),
        Some(it) => {
            let (from, to) = (written(it.span.earliest()), written(it.span.latest()));
            let day = if it.span.is_known() { from } else { format!("từ {from} đến {to}") };
            format!("{} sao · {day} · {place}", it.stars.number())
        }
    }
}
