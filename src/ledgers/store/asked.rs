//! What a list is asked for, as SQL.

use jiff::civil::Date;
use ocop_rules::names::fold;
use ocop_rules::places::UnitId;
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;

use crate::ledgers::ledger::{Kind, Ledger};
use crate::machinery::many::{self, Value as Bound};
use crate::machinery::{Failure, Tx};

/// What a list is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The units whose entries are meant; none for all there are.
    pub within: Vec<UnitId>,
    /// Words that stand somewhere in an entry.
    pub words: String,
    /// Not wholly before this day.
    pub from: Option<Date>,
    /// Not wholly after this day.
    pub until: Option<Date>,
    /// The choice that stands in a column.
    pub chosen: Vec<(&'static str, String)>,
    /// Those that were set aside, and not the others.
    pub set_aside: bool,
}

/// A condition and the values it is asked with.
pub(super) struct Where {
    sql: Vec<String>,
    values: Vec<Bound>,
}

impl Where {
    pub(super) fn of(ledger: &Ledger, asked: &Asked) -> Self {
        let aside = if asked.set_aside { "NOT NULL" } else { "NULL" };
        let mut it = Self { sql: vec![format!("set_aside_at IS {aside}")], values: Vec::new() };
        it.within(&asked.within);
        for word in fold(&asked.words).split(' ').filter(|it| !it.is_empty()) {
            it.and("search LIKE {}", format!("%{word}%").into());
        }
        for (column, choice) in &asked.chosen {
            it.and(&format!("{column} = {{}}"), choice.clone().into());
        }
        if let Some(column) = ledger.when() {
            let name = column.name;
            let (first, last) = match column.kind {
                Kind::Span => (format!("{name}_earliest"), format!("{name}_latest")),
                _ => (name.to_owned(), name.to_owned()),
            };
            let is_year = matches!(column.kind, Kind::Year);
            let bound = |day: Date| {
                if is_year { Bound::from(i64::from(day.year())) } else { day.to_string().into() }
            };
            if let Some(from) = asked.from {
                it.and(&format!("{{}} <= {last}"), bound(from));
            }
            if let Some(until) = asked.until {
                it.and(&format!("{first} <= {{}}"), bound(until));
                if !is_year {
                    it.sql.push(format!("{first} <> ''"));
                }
            }
        }
        it
    }

    fn within(&mut self, units: &[UnitId]) {
        if units.is_empty() {
            return;
        }
        let places = many::places(self.values.len() + 1, units.len());
        self.sql.push(format!("unit IN ({places})"));
        self.values.extend(units.iter().map(|it| Bound::from(it.as_str())));
    }

    /// The same, of those where one of these columns is this.
    pub(super) fn any_is(mut self, columns: &[&str], value: &str) -> Self {
        let is: Vec<String> = columns.iter().map(|it| format!("{it} = {{}}")).collect();
        self.and(&format!("({})", is.join(" OR ")), value.into());
        self
    }

    /// A condition with `{}` for its value.
    fn and(&mut self, sql: &str, value: Bound) {
        self.values.push(value);
        self.sql.push(sql.replace("{}", &format!("${}", self.values.len())));
    }

    pub(super) async fn rows(
        self,
        tx: &mut Tx<'_>,
        before: &str,
        after: &str,
    ) -> Result<Vec<AnyRow>, Failure> {
        let sql = format!("{before} WHERE {} {after}", self.sql.join(" AND "));
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in self.values {
            query = many::bound(query, value);
        }
        Ok(query.fetch_all(&mut **tx).await?)
    }
}
