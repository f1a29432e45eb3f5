//! What must always be true of every ledger.

use super::entry::Entry;
use super::ledger::{Kind, Ledger, Ledgers};
use super::store;
use super::value::Value;
use crate::house::House;
use crate::machinery::checks::Check;
use crate::machinery::{Failure, Tx};

/// So many entries are read at once.
const AT_ONCE: i64 = 2_000;

/// Asks every ledger.
///
/// # Errors
///
/// Only faults.
pub async fn ask(
    tx: &mut Tx<'static>,
    house: &House,
    ledgers: Ledgers,
) -> Result<Vec<Check>, Failure> {
    let mut found = Found::default();
    for ledger in ledgers.all() {
        let mut last = String::new();
        loop {
            let entries = store::after(tx, ledger, &last, AT_ONCE).await?;
            let Some(end) = entries.last() else { break };
            last.clone_from(&end.id);
            for entry in &entries {
                found.look(tx, house, ledgers, (ledger, entry)).await?;
            }
        }
    }
    Ok(vec![
        Check::new("Mọi dòng của sổ theo dõi thuộc một đơn vị đã biết", found.units),
        Check::new("Mọi khoảng ngày trong sổ theo dõi đi từ trước đến sau", found.spans),
        Check::new("Mọi dòng của sổ theo dõi có đủ chỗ bắt buộc và lựa chọn đã biết", found.values),
        Check::new("Mọi thứ mà sổ theo dõi dẫn tới đều còn", found.references),
    ])
}

/// What stands against each check.
#[derive(Default)]
struct Found {
    units: Vec<String>,
    spans: Vec<String>,
    values: Vec<String>,
    references: Vec<String>,
}

impl Found {
    async fn look(
        &mut self,
        tx: &mut Tx<'static>,
        house: &House,
        ledgers: Ledgers,
        (ledger, entry): (&'static Ledger, &Entry),
    ) -> Result<(), Failure> {
        let at = format!("{}/{}", ledger.id, entry.id);
        let is_unknown = |it| house.book.unit(it).is_none();
        if is_unknown(&entry.row.unit) {
            self.units.push(format!("{at}: không có đơn vị {}.", entry.row.unit));
        }
        for (column, value) in ledger.columns.iter().zip(&entry.row.values) {
            let name = column.name;
            match (value, column.kind) {
                (Value::None, _) if column.needed => {
                    self.values.push(format!("{at}: thiếu {name}."));
                }
                (Value::Unit(unit), _) if is_unknown(unit) => {
                    self.units.push(format!("{at}: {name}: không có đơn vị {unit}."));
                }
                (Value::Span(earliest, latest), _) if latest < earliest => {
                    self.spans.push(format!("{at}: {name} đi ngược."));
                }
                (Value::Choice(id), Kind::Choice(choices))
                    if choices.iter().all(|(it, _)| it != id) =>
                {
                    self.values.push(format!("{at}: {name} là “{id}”, không có trong danh sách."));
                }
                (Value::Reference(id), Kind::Reference(to))
                    if ledgers.referred(tx, to, id).await?.is_none() =>
                {
                    self.references.push(format!("{at}: {name} dẫn tới {to}/{id}, không có."));
                }
                _ => {}
            }
        }
        Ok(())
    }
}
