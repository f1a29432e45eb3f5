//! The rehearsal: every row of a list read and judged, and nothing saved.

use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};

use ocop_rules::places::UnitId;
use serde::{Deserialize, Serialize};

use super::{Headings, heading};
use crate::house::House;
use crate::ledgers::entry::Row;
use crate::ledgers::form::{Reader, words};
use crate::ledgers::ledger::{Kind, Ledger, Ledgers};
use crate::ledgers::{store, units};
use crate::machinery::sheet::{self, Cell};
use crate::machinery::{Failure, Tx};

/// A row of the file: its number and its cells.
type Line = (u32, Vec<Cell>);

/// Rows above the headings, at most.
const TITLE_ROWS: usize = 30;
/// The longest list.
const MOST_ROWS: usize = 20_000;

/// A list, and what a person has said of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::ledgers) struct Wanted {
    /// The ledger.
    pub(in crate::ledgers) ledger: String,
    /// The kept file.
    pub(in crate::ledgers) file: String,
    /// The name it came with.
    pub(in crate::ledgers) file_name: String,
    /// Rows that are left out.
    #[serde(default)]
    pub(in crate::ledgers) leave_out: HashSet<u32>,
    /// Whether every row that is wrong is left out.
    #[serde(default)]
    pub(in crate::ledgers) leave_out_wrong: bool,
    /// The reading after which it is taken in.
    #[serde(default)]
    pub(in crate::ledgers) reading: String,
}

/// What was found in a row, for a person to read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::ledgers) struct Finding {
    /// Its number in the file.
    pub(in crate::ledgers) row: u32,
    /// What it is called.
    pub(in crate::ledgers) name: String,
    /// What would be saved, in short.
    pub(in crate::ledgers) said: String,
    /// What is wrong; each begins with its column.
    pub(in crate::ledgers) faults: Vec<String>,
}

impl Finding {
    /// `Dòng 17, cột Ngày tổ chức: Lịch không có ngày 31/02/2026.`, one line each.
    pub(in crate::ledgers) fn sentences(&self) -> impl Iterator<Item = String> {
        self.faults.iter().map(|it| format!("Dòng {}, {it}", self.row))
    }
}

/// A list, rehearsed.
#[derive(Debug, Default)]
pub(in crate::ledgers) struct Review {
    /// The rows that can be taken, each with what it is found by.
    pub(in crate::ledgers) rows: Vec<(Row, String)>,
    /// Every row that is not left out.
    pub(in crate::ledgers) findings: Vec<Finding>,
    /// Headings that mean nothing to us.
    pub(in crate::ledgers) ignored: Vec<String>,
}

/// Rehearses a list. `done` counts the rows.
///
/// # Errors
///
/// A refusal, when the file as a whole cannot be read.
pub(in crate::ledgers) async fn review(
    house: &House,
    ledgers: Ledgers,
    (ledger, office): (&'static Ledger, &UnitId),
    wanted: &Wanted,
    done: &AtomicI64,
) -> Result<Review, Failure> {
    let bytes = house.files.bytes(&wanted.file).await?;
    let name = wanted.file_name.clone();
    let (headings, rows) = tokio::task::spawn_blocking(move || opened(ledger, &name, &bytes))
        .await?
        .map_err(Failure::refused)?;
    let mut tx = house.db.read().await?;
    let within = units::beneath(house, office);
    let mut known = store::known(&mut tx, ledger, &within).await?;
    let mut reader = Reader::new(house, ledgers, ledger, office);
    let mut review = Review { ignored: headings.ignored.clone(), ..Review::default() };
    for (row, cells) in rows {
        done.fetch_add(1, Ordering::Relaxed);
        if wanted.leave_out.contains(&row) {
            continue;
        }
        let (mut finding, taken) =
            one(&mut tx, &mut reader, ledger, (row, &cells), &headings).await?;
        if let Some((taken, search)) = taken {
            if known.insert(search.clone()) {
                finding.said = said(house, &taken);
                review.rows.push((taken, search));
            } else {
                finding.faults.push("đã có một dòng y như vậy.".to_owned());
            }
        }
        if finding.faults.is_empty() || !wanted.leave_out_wrong {
            review.findings.push(finding);
        }
    }
    Ok(review)
}

async fn one(
    tx: &mut Tx<'static>,
    reader: &mut Reader<'_>,
    ledger: &'static Ledger,
    (row, cells): (u32, &[Cell]),
    headings: &Headings,
) -> Result<(Finding, Option<(Row, String)>), Failure> {
    let (typed, mut faults) = headings.typed(ledger, cells);
    let read = reader.read(tx, &typed).await?;
    for refusal in read.refusals {
        let column = heading(ledger, &refusal.field);
        let is_said = faults.iter().any(|it| it.starts_with(&format!("cột {column}:")));
        if column.is_empty() {
            faults.push(refusal.sentence);
        } else if !is_said {
            faults.push(format!("cột {column}: {}", refusal.sentence));
        }
    }
    let name = typed.get(ledger.name).chars().take(120).collect();
    let taken = if faults.is_empty() { read.row.map(|it| (it, read.search)) } else { None };
    Ok((Finding { row, name, said: String::new(), faults }, taken))
}

/// The headings of a file, and the rows beneath them.
fn opened(
    ledger: &'static Ledger,
    name: &str,
    bytes: &[u8],
) -> Result<(Headings, Vec<Line>), String> {
    let mut headings: Option<Headings> = None;
    let mut rows = Vec::new();
    let mut above = 0_usize;
    let needed = ledger.columns.iter().filter(|it| it.needed);
    let needed: Vec<String> = needed.map(|it| format!("“{}”", it.label)).collect();
    let none = format!(
        "Tệp “{name}”: không tìm thấy dòng tiêu đề; cần ít nhất các cột {}. Hãy dùng tệp mẫu.",
        needed.join(", ")
    );
    sheet::read(name, bytes, &mut |row, cells| {
        if headings.is_none() {
            headings = Headings::of(ledger, row, &cells)?;
            above += 1;
            if headings.is_none() && TITLE_ROWS < above {
                return Err(none.clone());
            }
            return Ok(());
        }
        if MOST_ROWS == rows.len() {
            return Err(format!("Tệp “{name}” có hơn {MOST_ROWS} dòng; hãy chia thành nhiều tệp."));
        }
        rows.push((row, cells));
        Ok(())
    })?;
    let headings = headings.ok_or(none)?;
    if rows.is_empty() {
        return Err(format!("Tệp “{name}” không có dòng nào dưới tiêu đề."));
    }
    Ok((headings, rows))
}

/// What would be saved, in short: the unit and the columns of the summary.
fn said(house: &House, row: &Row) -> String {
    let columns = row.ledger.shown().skip(1);
    let plain = columns.filter(|(_, it)| !matches!(it.kind, Kind::Reference(_) | Kind::Unit));
    let mut said: Vec<String> =
        plain.map(|(at, it)| words(it, &row.values[at])).filter(|it| !it.is_empty()).collect();
    said.push(house.book.name(&row.unit));
    said.join(" · ")
}
