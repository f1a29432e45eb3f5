//! A report as it is read: what a page shows, what is frozen, what is printed.

use jiff::civil::Date;
use ocop_documents::Chart;
use serde::{Deserialize, Serialize};

use super::question::{Scope, Written};
use super::sentence::Part;

/// A report as it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composed {
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// The numbers of its sentences, each once.
    pub answers: Vec<Answered>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its word.
    pub id: String,
    /// `IV`
    pub number: String,
    /// Its heading.
    pub name: String,
    /// What it tells.
    pub blocks: Vec<Block>,
}

/// What a section tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A sentence.
    Passage {
        /// Its word.
        id: String,
        /// What it says.
        parts: Vec<Part>,
        /// Whose words they are.
        by: Author,
    },
    /// Entries of a ledger.
    Items {
        /// The word of the ledger.
        ledger: String,
        /// The entries that are told.
        items: Vec<Item>,
        /// How many more there are.
        more: usize,
    },
    /// A table.
    Table(Table),
    /// A picture.
    Chart {
        /// What is drawn.
        chart: Chart,
    },
}

/// Whose words a sentence is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Author {
    /// The outline's.
    Outline,
    /// An officer's, in place of the outline's.
    Rewritten,
    /// An officer's own.
    Own,
}

/// An entry, told in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What is said.
    pub text: String,
    /// Where its page is.
    pub address: String,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its word.
    pub id: String,
    /// What stands above it.
    pub caption: String,
    /// What stands above each column.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many more rows there are, and where all of them are.
    #[serde(default)]
    pub more: usize,
    /// What the whole table asks, where it is a list.
    #[serde(default)]
    pub asks: Option<Box<Written>>,
}

/// A cell: words, or a number that opens to its list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What is read.
    pub text: String,
    /// What the number asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Written>,
    /// When, where it is not as of the whole report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
    /// Where it leads, where it asks nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

/// The days of one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// The first day of its period.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// The day of the figures.
    pub on: Date,
}

impl From<&Scope> for Within {
    fn from(scope: &Scope) -> Self {
        Self { from: scope.period.first(), to: scope.period.last(), on: scope.on }
    }
}

impl Cell {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// A number of a sentence, as it was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The word of the indicator.
    pub indicator: String,
    /// What it asked.
    pub asks: Written,
    /// The number, as the rules keep it: `exactly:9`.
    pub value: String,
    /// As it is told.
    pub words: String,
    /// What it counts, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<String>,
}
