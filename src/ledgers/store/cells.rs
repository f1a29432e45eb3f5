//! A value and the columns of the table that keep it.

use ocop_rules::places::UnitId;
use ocop_rules::records::{Amount, Relation};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::Written;
use crate::ledgers::ledger::{Column, Kind, Ledger};
use crate::ledgers::value::Value;
use crate::machinery::Failure;
use crate::machinery::many::Value as Bound;

/// The columns of the table that keep one column of the ledger.
fn kept(column: &Column) -> Vec<String> {
    let name = column.name;
    match column.kind {
        Kind::Span => vec![format!("{name}_earliest"), format!("{name}_latest")],
        Kind::Amount(_) => {
            vec![name.to_owned(), format!("{name}_relation"), format!("{name}_upper")]
        }
        _ => vec![name.to_owned()],
    }
}

/// The columns of the table that an edit writes.
pub(super) fn written(ledger: &Ledger) -> Vec<String> {
    let mut names = vec!["unit".to_owned()];
    names.extend(ledger.columns.iter().flat_map(kept));
    names.extend(["source_number", "source_day", "source_words", "search"].map(str::to_owned));
    names
}

pub(super) fn bound(written: &Written) -> Vec<Bound> {
    let row = &written.row;
    let mut values = vec![Bound::from(row.unit.as_str())];
    for (column, value) in row.ledger.columns.iter().zip(&row.values) {
        match column.kind {
            Kind::Span => match value {
                Value::Span(earliest, latest) => {
                    values.extend([earliest.to_string().into(), latest.to_string().into()]);
                }
                _ => values.extend(["".into(), "".into()]),
            },
            Kind::Amount(_) => match value {
                Value::Amount(it) => values.extend([
                    Bound::MaybeNumber(Some(it.value())),
                    it.relation().id().into(),
                    Bound::MaybeNumber(it.second()),
                ]),
                _ => values.extend([Bound::MaybeNumber(None), "".into(), Bound::MaybeNumber(None)]),
            },
            Kind::Year | Kind::Days => values.push(match value {
                Value::Year(it) | Value::Days(it) => Bound::MaybeNumber(Some(*it)),
                _ => Bound::MaybeNumber(None),
            }),
            _ => values.push(text(value).into()),
        }
    }
    values.push(row.source.number.clone().into());
    values.push(row.source.day.map_or_else(String::new, |it| it.to_string()).into());
    values.push(row.source.words.clone().into());
    values.push(written.search.clone().into());
    values
}

fn text(value: &Value) -> String {
    match value {
        Value::Words(it) | Value::Choice(it) | Value::Reference(it) | Value::Link(it) => it.clone(),
        Value::Day(it) => it.to_string(),
        Value::Unit(it) => it.to_string(),
        _ => String::new(),
    }
}

pub(super) fn value(row: &AnyRow, column: &Column) -> Result<Value, Failure> {
    let name = column.name;
    if let Kind::Span = column.kind {
        let ends = [format!("{name}_earliest"), format!("{name}_latest")];
        let [earliest, latest] = ends.map(|it| row.get::<String, _>(it.as_str()));
        return Ok(if earliest.is_empty() {
            Value::None
        } else {
            Value::Span(earliest.parse()?, latest.parse()?)
        });
    }
    if let Kind::Amount(_) | Kind::Year | Kind::Days = column.kind {
        let Some(number) = row.get::<Option<i64>, _>(name) else { return Ok(Value::None) };
        return Ok(match column.kind {
            Kind::Year => Value::Year(number),
            Kind::Days => Value::Days(number),
            _ => {
                let relation: String = row.get(format!("{name}_relation").as_str());
                let relation = Relation::from_id(&relation)
                    .ok_or_else(|| anyhow::anyhow!("an amount has the relation “{relation}”"))?;
                let upper = row.get(format!("{name}_upper").as_str());
                let amount = Amount::new(number, relation, upper);
                Value::Amount(amount.map_err(anyhow::Error::new)?)
            }
        });
    }
    let text: String = row.get(name);
    if text.is_empty() {
        return Ok(Value::None);
    }
    Ok(match column.kind {
        Kind::Day => Value::Day(text.parse()?),
        Kind::Choice(_) => Value::Choice(text),
        Kind::Unit => Value::Unit(UnitId::new(&text).map_err(anyhow::Error::new)?),
        Kind::Reference(_) => Value::Reference(text),
        Kind::Link => Value::Link(text),
        _ => Value::Words(text),
    })
}
