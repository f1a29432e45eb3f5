//! Difficulties and tasks from one report to the next: carried in from before, raised, closed in the
//! period, carried on until they are closed.

use jiff::civil::Date;
use ocop_documents::words::short_date;
use ocop_rules::activities::{Matter, MatterIn};

use super::composed::{Cell, Table};
use super::tables::{Tables, table};
use crate::activities::{DIFFICULTIES, TASKS, matter};
use crate::ledgers::{Entry, Ledger};

impl Tables<'_> {
    /// Each difficulty of the period, and how it stands there.
    pub(super) fn difficulties(&self) -> Table {
        self.matters("Khó khăn, vướng mắc trong kỳ", &DIFFICULTIES)
    }

    /// Each task of the period, and how it stands there.
    pub(super) fn tasks(&self) -> Table {
        self.matters("Nhiệm vụ, giải pháp trong kỳ", &TASKS)
    }

    /// Nothing where all was raised in the period and goes on: the list has said so.
    fn matters(&self, caption: &str, ledger: &'static Ledger) -> Table {
        let period = self.facts.scope.passed();
        let told = |it: &Entry| {
            let matter = matter(&it.row)?.ok()?;
            let how = matter.within(period)?;
            Some((how, row(ledger, it, (matter, how), period.last())))
        };
        let mut told: Vec<_> = self.facts.all(ledger.id).iter().filter_map(told).collect();
        if told.iter().all(|(how, _)| *how == MatterIn::Raised) {
            return Table::default();
        }
        told.sort_by_key(|(how, _)| *how);
        let headings = ["Nội dung", "Nêu từ ngày", "Trong kỳ", "Ngày xong", "Kết quả"];
        table(caption, &headings, told.into_iter().map(|it| it.1).collect())
    }
}

fn row(ledger: &Ledger, it: &Entry, (matter, how): (Matter, MatterIn), last: Date) -> Vec<Cell> {
    let closed = matter.closed_on().filter(|on| *on <= last);
    let words = |column: &str| Cell::words(it.row.words(column).replace('\n', "; "));
    let address = format!("{}/{}", ledger.address(), it.id);
    let from_before = it.row.words("carried") == "yes";
    vec![
        Cell { address, ..words(ledger.name) },
        Cell::words(if from_before {
            format!("trước {}", short_date(matter.raised_on().tomorrow().unwrap_or(last)))
        } else {
            short_date(matter.raised_on())
        }),
        Cell::words(said(how)),
        Cell::words(closed.map(short_date).unwrap_or_default()),
        if closed.is_some() { words("outcome") } else { Cell::default() },
    ]
}

/// How a matter stands in the report of a period.
fn said(how: MatterIn) -> &'static str {
    match how {
        MatterIn::CarriedOn => "từ kỳ trước, chuyển kỳ sau",
        MatterIn::CarriedAndClosed => "từ kỳ trước, đã xong",
        MatterIn::Raised => "mới, chuyển kỳ sau",
        MatterIn::RaisedAndClosed => "mới, đã xong",
    }
}
