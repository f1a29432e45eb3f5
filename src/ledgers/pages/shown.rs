//! What stands in a column, as a page shows it.

use std::collections::HashMap;

use ocop_rules::records::{Amount, Relation};

use super::super::amount;
use super::super::entry::Row;
use super::super::form;
use super::super::ledger::{Column, Kind, Ledgers};
use super::super::reference::Found;
use super::super::value::Value;
use crate::face::{Frame, Lang};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// A value in words, and where they lead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) link: String,
    /// Whether the link leads out of the house.
    pub(super) is_outside: bool,
}

/// What entries refer to, looked up once.
#[derive(Debug, Default)]
pub struct Names(HashMap<(&'static str, String), Found>);

impl Names {
    /// Looks up what these rows refer to.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn of<'a>(
        ledgers: Ledgers,
        tx: &mut Tx<'static>,
        rows: impl Iterator<Item = &'a Row>,
    ) -> Result<Self, Failure> {
        let mut names = Self::default();
        for row in rows {
            for (column, value) in row.ledger.columns.iter().zip(&row.values) {
                let (Kind::Reference(to), Value::Reference(id)) = (column.kind, value) else {
                    continue;
                };
                let key = (to, id.clone());
                if !names.0.contains_key(&key)
                    && let Some(found) = ledgers.referred(tx, to, id).await?
                {
                    names.0.insert(key, found);
                }
            }
        }
        Ok(names)
    }

    fn get(&self, to: &'static str, id: &str) -> Option<&Found> {
        self.0.get(&(to, id.to_owned()))
    }

    /// The words of a value in a file.
    pub fn words(&self, house: &House, column: &Column, value: &Value) -> String {
        match (value, column.kind) {
            (Value::Unit(unit), _) => house.book.full_name(unit),
            (Value::Reference(id), Kind::Reference(to)) => {
                self.get(to, id).map_or_else(|| id.clone(), Found::label)
            }
            _ => form::words(column, value),
        }
    }

    /// A value on a page.
    pub(super) fn shown(
        &self,
        frame: &Frame,
        house: &House,
        (column, value): (&Column, &Value),
    ) -> Shown {
        let mut shown = Shown { label: frame.t(column.label).to_owned(), ..Shown::default() };
        shown.text = match (value, column.kind) {
            (Value::Choice(id), Kind::Choice(choices)) => {
                frame.t(form::label(choices, id)).to_owned()
            }
            (Value::Day(day), _) => frame.date(*day),
            (Value::Span(earliest, latest), _) if earliest == latest => frame.date(*earliest),
            (Value::Span(earliest, latest), _) => {
                frame.tf("từ {} đến {}", [frame.date(*earliest), frame.date(*latest)])
            }
            (Value::Amount(it), Kind::Amount(measure)) => stated(frame, *it, measure),
            (Value::Link(address), _) => {
                shown.link.clone_from(address);
                shown.is_outside = true;
                address.clone()
            }
            (Value::Reference(id), Kind::Reference(to)) => match self.get(to, id) {
                Some(found) => {
                    shown.link.clone_from(&found.address);
                    found.label()
                }
                None => frame.t("không còn thấy").to_owned(),
            },
            _ => self.words(house, column, value),
        };
        shown
    }
}

/// An amount in the language of a page.
pub fn stated(frame: &Frame, stated: Amount, measure: &str) -> String {
    if frame.lang == Lang::Vi {
        return amount::words(stated, measure);
    }
    let number = frame.number(stated.value());
    let number = match stated.relation() {
        Relation::Exactly => number,
        Relation::AtLeast => frame.tf("ít nhất {}", [number]),
        Relation::MoreThan => frame.tf("trên {}", [number]),
        Relation::About => frame.tf("khoảng {}", [number]),
        Relation::Nearly => frame.tf("gần {}", [number]),
        Relation::Between => {
            let upper = frame.number(stated.second().unwrap_or(stated.value()));
            frame.tf("từ {} đến {}", [number, upper])
        }
    };
    if measure.is_empty() { number } else { format!("{number} {}", frame.t(measure)) }
}
