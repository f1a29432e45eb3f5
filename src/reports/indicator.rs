//! The indicators (*chỉ số*): questions with a name, which sentences and dashboards cite.

use std::sync::LazyLock;

use serde::Deserialize;

use super::question::{Of, Written};

const FILE: &str = include_str!("indicators.toml");

/// A question with a name.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Its word in sentences: `certified.4`.
    pub id: String,
    /// *Sản phẩm 4 sao còn hiệu lực.*
    pub name: String,
    /// What it asks.
    pub of: Of,
    /// What its number is a number of.
    pub measure: Measure,
}

/// What a number is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// *Sản phẩm.*
    Products,
    /// *Chủ thể.*
    Producers,
    /// *Đồng.*
    Money,
    /// *Lượt người.*
    Persons,
    /// Whatever the entries are.
    Entries,
}

impl Measure {
    /// *Sản phẩm*; nothing where the name of the indicator says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Products => "sản phẩm",
            Self::Producers => "chủ thể",
            Self::Money => "đồng",
            Self::Persons => "lượt người",
            Self::Entries => "",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    indicator: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    measure: Measure,
    #[serde(flatten)]
    asks: Written,
}

fn read(file: &str) -> Result<Vec<Indicator>, String> {
    let file: File = toml::from_str(file).map_err(|it| it.to_string())?;
    let indicator = |row: Row| {
        let of = row.asks.read().map_err(|it| format!("{}: {it}", row.id))?;
        Ok(Indicator { id: row.id, name: row.name, of, measure: row.measure })
    };
    file.indicator.into_iter().map(indicator).collect()
}

static INDICATORS: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    read(FILE).unwrap_or_else(|fault| {
        tracing::error!(%fault, "the indicators cannot be read");
        Vec::new()
    })
});

/// Every indicator, in the order of a report.
pub fn indicators() -> &'static [Indicator] {
    &INDICATORS
}

/// The indicator of this word.
pub(super) fn indicator(id: &str) -> Option<&'static Indicator> {
    indicators().iter().find(|it| it.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_indicator_asks_something_under_a_word_of_its_own() {
        let indicators = read(FILE).unwrap();
        let words: HashSet<&str> = indicators.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(words.len(), indicators.len());
        assert!(40 < words.len());
    }

    #[test]
    fn a_question_reads_as_it_was_written() {
        for it in read(FILE).unwrap() {
            assert_eq!(Written::from(&it.of).read(), Ok(it.of.clone()), "{}", it.id);
        }
    }

    #[test]
    fn what_asks_nothing_is_named() {
        let file = "[[indicator]]\nid = \"x\"\nname = \"\"\nmeasure = \"money\"\nof = \"sum\"";
        assert_eq!(read(file).unwrap_err(), "x: no such question");
    }
}
