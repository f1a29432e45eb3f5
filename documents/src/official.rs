//! An official document (*văn bản hành chính*), before it is given a form.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::chart::{Chart, Setting};
use crate::words::{in_lines, office_lines};

/// What an official document says, in the order of the page (Decree 30/2020, Annex I).
///
/// It can be kept as text (JSON) and set again later into the very same document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Official {
    /// What it is called in a list and in the file's own data; not printed.
    pub title: String,
    /// The day it bears; a file says when it was made.
    pub dated: Option<Date>,
    /// The letterhead.
    pub head: Head,
    /// What kind of document it is, and of what.
    pub name: Name,
    /// *Kính gửi*: whom it is addressed to.
    pub addressees: Vec<String>,
    /// Who decides, alone in capitals above the grounds of a decision: `CHỦ TỊCH ỦY BAN NHÂN DÂN
    /// TỈNH`; mostly empty.
    #[serde(default)]
    pub authority: String,
    /// *Căn cứ*: each in italics, without the sign at its end.
    pub grounds: Vec<String>,
    /// What stands alone in capitals between the grounds and the articles: `QUYẾT ĐỊNH:`
    pub resolves: String,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs; two sign beside each other, the last on the right.
    pub signatures: Vec<Signature>,
    /// *Nơi nhận*: each without the sign at its end; the last is *Lưu: …*
    pub recipients: Vec<String>,
    /// What is attached, each on pages of its own.
    pub annexes: Vec<Annex>,
    /// How its pages lie; annexes have their own way.
    #[serde(default)]
    pub orientation: Orientation,
    /// Whether it is only shown before it is issued: it says so across the page.
    pub is_draft: bool,
}

/// The letterhead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "head", rename_all = "kebab-case")]
pub enum Head {
    /// Nothing stands above the name.
    #[default]
    None,
    /// *Quốc hiệu* and *Tiêu ngữ* alone, as on a form that a person fills in.
    Nation,
    /// An office's: its name on the left, *Quốc hiệu* on the right.
    Office {
        /// The body above it: `ỦY BAN NHÂN DÂN TỈNH`; empty for none.
        superior: String,
        /// Who issues: printed bold.
        issuer: String,
        /// Number and sign: `12/TB-VPĐP`; empty before it is issued.
        number: String,
        /// Whether it bears a number at all; minutes and forms do not.
        is_numbered: bool,
        /// What a letter is about, under its number: `V/v đề nghị …`; empty for the other kinds.
        about: String,
        /// Place and date: `Rừng Tràm, ngày 05 tháng 02 năm 2026`.
        place_and_date: String,
    },
}

/// The name of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// `QUYẾT ĐỊNH`; empty for a letter.
    pub kind: String,
    /// What it is about: `Về việc công nhận sản phẩm OCOP`; may be empty.
    pub subject: String,
}

impl Name {
    /// The subject, in lines that lie between the margins of an upright page.
    pub(crate) fn in_lines(&self) -> String {
        in_lines(&self.subject, 60)
    }
}

impl Annex {
    /// Its name in capitals, in lines that lie between the margins of its pages.
    pub(crate) fn in_lines(&self) -> String {
        let most = match self.orientation {
            Orientation::Portrait => 48,
            Orientation::Landscape => 72,
        };
        in_lines(&self.name.to_uppercase(), most)
    }
}

/// A piece of text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its words.
    pub text: String,
    /// Whether it is bold.
    #[serde(default)]
    pub bold: bool,
    /// Whether it is in italics.
    #[serde(default)]
    pub italic: bool,
}

/// A run of pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// The same, with more words after it.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), ..Span::default() });
        self
    }

    /// The same, with bold words after it.
    #[must_use]
    pub fn bold(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: true, italic: false });
        self
    }

    /// The same, with words in italics after it.
    #[must_use]
    pub fn italic(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span { text: text.into(), bold: false, italic: true });
        self
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().then(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().then(text)
    }
}

/// A part of what a document says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// *Phần, Chương*: its number and its name in two centred lines.
    Chapter {
        /// `Phần I`
        number: String,
        /// `THÔNG TIN CHUNG`
        name: String,
    },
    /// A heading of its own line: `I. Kết quả`, `1. Thành phần`.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph, its first line set in.
    Paragraph {
        /// Its words.
        text: Text,
    },
    /// A point of a list, with a dash.
    Item {
        /// Its words.
        text: Text,
    },
    /// What a form asks, and what was filled in; dots stand where nothing was.
    Fact {
        /// `Tên đơn vị`
        label: String,
        /// What was filled in.
        value: String,
    },
    /// Boxes to tick, on one line where they fit.
    Ticks {
        /// What stands before them; may be empty.
        label: String,
        /// Each box: its words, and whether it is ticked.
        choices: Vec<(String, bool)>,
    },
    /// A table.
    Table(Table),
    /// A picture of figures, with its title above, what is to be seen in it below, and the same
    /// figures as a table.
    Chart {
        /// What it shows.
        chart: Chart,
    },
    /// Where and when a form is signed, in italics above the signature on the right.
    Dated {
        /// `Rạch Ong, ngày 05 tháng 02 năm 2026`
        text: String,
    },
    /// Signatures in the midst of a document, as in the boxes of an office.
    Signatures {
        /// One stands on the right, two beside each other.
        signatures: Vec<Signature>,
    },
    /// What follows begins on a new page.
    PageBreak,
}

impl Block {
    /// An article: `Điều 1.` in bold, then its words.
    pub fn article(number: usize, text: impl Into<String>) -> Self {
        Self::Paragraph { text: Text::default().bold(format!("Điều {number}. ")).then(text) }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A point of a list.
    pub fn item(text: impl Into<Text>) -> Self {
        Self::Item { text: text.into() }
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::Heading { text: text.into() }
    }

    /// A picture of figures.
    pub fn chart(chart: Chart) -> Self {
        Self::Chart { chart }
    }

    /// Where and when a form is signed.
    pub fn dated(text: impl Into<String>) -> Self {
        Self::Dated { text: text.into() }
    }

    /// A line of a form.
    pub fn fact(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Fact { label: label.into(), value: value.into() }
    }
}

/// A table, with borders and a head that is repeated on each page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; a row of one cell goes across all columns and is bold.
    pub rows: Vec<Vec<String>>,
    /// In points, where it is to be smaller than the text: 14 stands for no change.
    pub size: u8,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// What stands at its head.
    pub name: String,
    /// How wide it is beside the others.
    pub width: u32,
    /// Where its cells stand.
    pub align: Align,
}

/// Where the text of a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    #[default]
    Left,
    /// Short codes and marks.
    Center,
    /// Numbers.
    Right,
}

impl Column {
    /// Whether it holds words, and no figures to be compared.
    pub fn is_of_words(&self) -> bool {
        self.align != Align::Right
    }
}

impl Table {
    /// An empty table of 12 points; columns are name, width beside the others, and place of cells.
    pub fn new(columns: &[(&str, u32, Align)]) -> Self {
        let column = |&(name, width, align): &(&str, u32, Align)| Column {
            name: name.to_owned(),
            width,
            align,
        };
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new(), size: 12 }
    }
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// In whose name, and in which post, each on its line: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`.
    pub posts: Vec<String>,
    /// Where a form says how: `(Ký, đóng dấu, ghi rõ họ tên)`; may be empty.
    pub how: String,
    /// The name; empty where it is written by hand.
    pub name: String,
}

/// What is attached to a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annex {
    /// `Phụ lục I`, or `Phụ lục` when it is alone.
    pub label: String,
    /// `DANH SÁCH SẢN PHẨM`
    pub name: String,
    /// What it belongs to: `(Kèm theo Quyết định số …)`; may be empty.
    pub of: String,
    /// How its pages lie.
    pub orientation: Orientation,
    /// What it says.
    pub body: Vec<Block>,
}

/// How pages lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    /// Upright.
    #[default]
    Portrait,
    /// On their side, for wide tables.
    Landscape,
}

impl Official {
    /// The document as PDF/A-2b.
    ///
    /// # Errors
    ///
    /// When it cannot be typeset: our fault, never the data's.
    pub fn pdf(&self) -> Result<Vec<u8>, crate::TypesetError> {
        crate::typeset::pdf("official.typ", &self.title, self.dated, &self.with_pictures())
    }

    /// What the template is given: the document, its letterhead in lines and its pictures drawn.
    fn with_pictures(&self) -> Value {
        let mut given = json!(self);
        if let Head::Office { superior, issuer, .. } = &self.head {
            given["head"]["superior"] = json!(office_lines(superior));
            given["head"]["issuer"] = json!(office_lines(issuer));
        }
        given["name"]["subject"] = json!(self.name.in_lines());
        draw(&self.body, &mut given["body"]);
        for (at, annex) in self.annexes.iter().enumerate() {
            given["annexes"][at]["name"] = json!(annex.in_lines());
            draw(&annex.body, &mut given["annexes"][at]["body"]);
        }
        given
    }

    /// The document as an editable Word file (.docx).
    ///
    /// # Errors
    ///
    /// When it cannot be packed: our fault, never the data's.
    pub fn docx(&self) -> Result<Vec<u8>, crate::word::WordError> {
        crate::word::docx(self)
    }
}

fn draw(blocks: &[Block], given: &mut Value) {
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Chart { chart } = block {
            let (width, height) = chart.size_on_paper();
            given[at]["svg"] = json!(chart.svg(Setting::Print));
            given[at]["width"] = json!(width);
            given[at]["height"] = json!(height);
            if !chart.is_in_table {
                given[at]["table"] = json!(chart.table());
            }
        }
    }
}
