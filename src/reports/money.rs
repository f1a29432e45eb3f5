//! The tables of money: by source, by what it is for, by the years that it is stated for. Their sums
//! are the rules'; what belongs to the period only in part is in its list and not in a sum, which
//! then is the least that it can be.

use std::collections::BTreeSet;

use ocop_rules::programme::Period;
use ocop_rules::records::Amount;
use ocop_rules::registry::Certainty;
use ocop_rules::support::{FundingSource, MoneyStage, Outlay, SupportKind, Totals, totals};

use super::answer::years_word;
use super::composed::{Cell, Table};
use super::indicator::Measure;
use super::question::{Kept, Of, Scope, Written};
use super::tables::{Tables, is_told, table};
use super::words;
use crate::support::{BUDGETS, PHASES, PURPOSES, SOURCES, outlay};

/// The sums of each stage.
struct Sums([Totals; 3]);

impl Sums {
    /// A row: what it is of, and at each stage its sum, which opens to the entries with this choice.
    fn row(
        &self,
        label: impl Into<String>,
        chosen: Option<(&str, &str)>,
        of: impl Fn(&Totals) -> Option<Amount>,
    ) -> Vec<Cell> {
        let stages = MoneyStage::ALL.into_iter().zip(&self.0);
        let cells = stages.map(|(stage, sums)| {
            let value = of(sums).unwrap_or(Amount::ZERO);
            let asks = (value != Amount::ZERO).then(|| asks(stage, chosen));
            Cell { text: words::number(value, Measure::Money), asks, ..Cell::default() }
        });
        [Cell::words(label)].into_iter().chain(cells).collect()
    }

    fn all(&self) -> Vec<Cell> {
        self.row("Tất cả", None, |it| Some(it.all))
    }
}

/// The entries at a stage that have a choice.
fn asks(stage: MoneyStage, chosen: Option<(&str, &str)>) -> Written {
    let pairs = [("phase", stage.id())].into_iter().chain(chosen);
    let chosen = pairs.map(|(column, word)| (column.to_owned(), word.to_owned())).collect();
    let kept = Kept { ledger: BUDGETS.id.to_owned(), chosen };
    Written::from(&Of::Sum { kept, column: "amount".to_owned() })
}

fn told(caption: &str, what: &str, mut rows: Vec<Vec<Cell>>, all: Vec<Cell>) -> Table {
    rows.push(all);
    rows.retain(|it| is_told(it));
    let headings: Vec<&str> =
        [what].into_iter().chain(PHASES.into_iter().map(|(_, label)| label)).collect();
    table(caption, &headings, rows)
}

impl Tables<'_> {
    /// The sums of what is kept of a period.
    fn sums(&self, scope: &Scope) -> Sums {
        let noted = self.facts.noted(BUDGETS.id, scope);
        let each = noted.filter_map(|it| {
            let stated = outlay(&it.entry.row)?;
            let amount = match it.certainty {
                Certainty::Certainly => stated.amount,
                _ => Amount::at_least(0),
            };
            Some(Outlay { amount, ..stated })
        });
        let outlays: Vec<Outlay> = each.collect();
        Sums(MoneyStage::ALL.map(|it| totals(it, &outlays)))
    }

    pub(super) fn money_by_source(&self) -> Table {
        let sums = self.sums(&self.facts.scope);
        let row = |(source, (id, label)): (_, (&str, &str))| {
            sums.row(label, Some(("funding", id)), |it| it.by_source.get(&source).copied())
        };
        let rows = FundingSource::ALL.into_iter().zip(SOURCES).map(row).collect();
        told("Kinh phí theo nguồn vốn", "Nguồn vốn", rows, sums.all())
    }

    /// Nothing where no entry says what it is for.
    pub(super) fn money_by_kind(&self) -> Table {
        let sums = self.sums(&self.facts.scope);
        if sums.0.iter().all(|it| it.by_kind.keys().all(Option::is_none)) {
            return Table::default();
        }
        let kinds = SupportKind::ALL.into_iter().map(Some).zip(PURPOSES);
        let row = |(kind, (id, label)): (_, (&str, &str))| {
            sums.row(label, Some(("purpose", id)), |it| it.by_kind.get(&kind).copied())
        };
        let rows = kinds.chain([(None, ("-", "Không ghi việc"))]).map(row).collect();
        told("Kinh phí theo việc chi", "Chi cho việc gì", rows, sums.all())
    }

    /// Nothing where all is stated for the same years. What is stated for several years together has
    /// a row of its own, and what goes beyond the period is told as a whole there.
    pub(super) fn money_by_years(&self) -> Table {
        let sums = self.sums(&self.facts.scope);
        let years: BTreeSet<(i16, i16)> =
            sums.0.iter().flat_map(|it| it.by_years.keys().copied()).collect();
        if years.len() < 2 {
            return Table::default();
        }
        let rows = years.into_iter().map(|it| self.years(&sums, it)).collect();
        told("Kinh phí theo năm", "Năm", rows, sums.all())
    }

    fn years(&self, sums: &Sums, years: (i16, i16)) -> Vec<Cell> {
        let (first, last) = years;
        let word = years_word(years);
        let chosen = Some(("period", word.as_str()));
        let sum = |it: &Totals| it.by_years.get(&years).copied();
        let whole = Period::years(first, last).unwrap_or(self.facts.scope.period);
        let is_within = self.facts.scope.period.covers(whole);
        if is_within && first == last {
            return sums.row(word.as_str(), chosen, sum);
        }
        let label = format!("Cả {}", words::period(whole));
        if is_within {
            return sums.row(label, chosen, sum);
        }
        let scope = Scope { period: whole, ..self.facts.scope.clone() };
        let mut row = self.sums(&scope).row(label, chosen, sum);
        for it in row.iter_mut().filter(|it| it.asks.is_some()) {
            it.within = Some((&scope).into());
        }
        row
    }
}
