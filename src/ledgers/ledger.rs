//! What a room declares: a ledger, its columns, and the shelf it stands on.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use ocop_rules::accounts::Act;

use super::entry::Row;
use super::reference::Reference;
use crate::machinery::{Failure, Refusal};

/// One kind of record that officers keep (*sổ theo dõi*).
#[derive(Debug)]
pub struct Ledger {
    /// Its word in addresses: `events` is at `/ledgers/events`.
    pub id: &'static str,
    /// `Hội nghị, tập huấn, tuyên truyền`
    pub title: &'static str,
    /// What one of its entries is called: `hoạt động`.
    pub one: &'static str,
    /// What it is for, in a sentence.
    pub help: &'static str,
    /// Its table.
    pub table: &'static str,
    /// What is kept of each entry beside its unit and its source.
    pub columns: &'static [Column],
    /// The column that names an entry in a list.
    pub name: &'static str,
    /// The other columns that a list shows.
    pub summary: &'static [&'static str],
    /// The column that says when: a day, a span or a year. It orders the list and is asked for a
    /// period.
    pub dated: Option<&'static str>,
    /// Whether it tells of a moment, or of what is there from then on.
    pub lasts: Lasts,
    /// Who sees it.
    pub see: Act,
    /// Who keeps it.
    pub keep: Act,
    /// What the room says of an entry beyond its columns: sentences beside fields.
    pub check: fn(&Row) -> Vec<Refusal>,
}

/// How long an entry tells of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasts {
    /// It happened then: it belongs to the reports of that period alone.
    Moment,
    /// It is there from then on, and stands in every later report.
    Onward,
    /// The same, until the day in this column.
    Until(&'static str),
}

impl Ledger {
    /// For a ledger whose columns say all.
    pub const UNCHECKED: fn(&Row) -> Vec<Refusal> = |_| Vec::new();

    /// The column of this name, with its place.
    pub fn column(&self, name: &str) -> Option<(usize, &'static Column)> {
        self.columns.iter().enumerate().find(|(_, it)| it.name == name)
    }

    /// The column that names an entry, first, then those of the summary, with their places.
    pub fn shown(&self) -> impl Iterator<Item = (usize, &'static Column)> {
        std::iter::once(&self.name).chain(self.summary).filter_map(|it| self.column(it))
    }

    /// The column that tells entries of one name apart.
    pub fn code(&self) -> Option<&'static Column> {
        self.columns.iter().find(|it| it.is_code)
    }

    /// The columns that refer to entries of the ledger of this word.
    pub fn referring_to(&self, id: &str) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(move |it| matches!(it.kind, Kind::Reference(to) if to == id))
    }

    /// The column that says when.
    pub fn when(&self) -> Option<&'static Column> {
        self.dated.and_then(|it| self.column(it)).map(|(_, it)| it)
    }

    /// Where its entries are.
    pub fn address(&self) -> String {
        format!("/ledgers/{}", self.id)
    }
}

/// What is kept under one heading.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its word in the table, and in the form.
    pub name: &'static str,
    /// Beside its field, and above its column in a list.
    pub label: &'static str,
    /// Below the label; empty where the kind says enough.
    pub hint: &'static str,
    /// Whether no entry is without it.
    pub needed: bool,
    /// Whether it tells entries of one name apart, as the number of a document does.
    pub is_code: bool,
    /// What is offered to be chosen, where one may also type.
    pub offers: &'static [&'static str],
    /// Of a reference to a ledger: the column whose day is none before that of what is referred to.
    pub not_before: Option<&'static str>,
    /// What stands in it.
    pub kind: Kind,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of words.
    Words,
    /// Several lines.
    Text,
    /// A day.
    Day,
    /// A day, or a range within which it is known to lie; two columns, `_earliest` and `_latest`.
    Span,
    /// A year.
    Year,
    /// A number as documents state it, of this measure; three columns: the word itself, `_relation`
    /// and `_upper`.
    Amount(&'static str),
    /// One of these: its word, and how it is called.
    Choice(&'static [(&'static str, &'static str)]),
    /// A unit, of any time.
    Unit,
    /// Something that another room or ledger keeps: the id of its [`Reference`].
    Reference(&'static str),
    /// An address on the web.
    Link,
    /// A number of days.
    Days,
}

impl Column {
    const fn of(kind: Kind, name: &'static str, label: &'static str) -> Self {
        Self {
            name,
            label,
            hint: "",
            needed: false,
            is_code: false,
            offers: &[],
            not_before: None,
            kind,
        }
    }

    /// One line of words.
    pub const fn words(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Words, name, label)
    }

    /// Several lines of words.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Text, name, label)
    }

    /// A day.
    pub const fn day(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Day, name, label)
    }

    /// A day that may be known only as a range.
    pub const fn span(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Span, name, label)
    }

    /// A year.
    pub const fn year(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Year, name, label)
    }

    /// A number as documents state it: of `đồng`, `người`, `sản phẩm`.
    pub const fn amount(name: &'static str, label: &'static str, measure: &'static str) -> Self {
        Self::of(Kind::Amount(measure), name, label)
    }

    /// One of several.
    pub const fn choice(
        name: &'static str,
        label: &'static str,
        choices: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self::of(Kind::Choice(choices), name, label)
    }

    /// A unit.
    pub const fn unit(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Unit, name, label)
    }

    /// Something that is kept elsewhere.
    pub const fn reference(name: &'static str, label: &'static str, to: &'static str) -> Self {
        Self::of(Kind::Reference(to), name, label)
    }

    /// An address on the web.
    pub const fn link(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Link, name, label)
    }

    /// A number of days.
    pub const fn days(name: &'static str, label: &'static str) -> Self {
        Self::of(Kind::Days, name, label)
    }

    /// The same, without which there is no entry.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self { needed: true, ..self }
    }

    /// The same, by which an entry is told from others of its name.
    #[must_use]
    pub const fn code(self) -> Self {
        Self { is_code: true, ..self }
    }

    /// The same, where these may be chosen, or something else typed.
    #[must_use]
    pub const fn offering(self, offers: &'static [&'static str]) -> Self {
        Self { offers, ..self }
    }

    /// The same, refused where what is referred to is dated later than this column says.
    #[must_use]
    pub const fn dated_by(self, column: &'static str) -> Self {
        Self { not_before: Some(column), ..self }
    }

    /// The same, explained.
    #[must_use]
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// What stands below the label in a form.
    pub fn guide(&self) -> &'static str {
        if !self.hint.is_empty() {
            return self.hint;
        }
        match self.kind {
            Kind::Day => "Ngày/tháng/năm, ví dụ 02/11/2026",
            Kind::Span => {
                "Một ngày, hoặc một khoảng nếu không rõ ngày: 02/11/2026; từ 01/01/2023 đến 31/12/2023; 5/2023; 2023"
            }
            Kind::Year => "Ví dụ 2026",
            Kind::Amount("đồng") => {
                "Như văn bản ghi: 1.300.000.000; 1,3 tỷ; trên 1,3 tỷ; từ 2 đến 3 tỷ"
            }
            Kind::Amount(_) => "Như văn bản ghi: 80; hơn 80; gần 100; khoảng 145; 1 đến 2",
            Kind::Unit => "Tên hoặc mã đơn vị, cũ hay mới",
            Kind::Link => "Bắt đầu bằng https://",
            Kind::Days => "Số ngày",
            Kind::Words | Kind::Text | Kind::Choice(_) | Kind::Reference(_) => "",
        }
    }
}

/// The ledgers of one room.
#[derive(Debug, Clone, Copy)]
pub struct Shelf {
    /// What the room is called.
    pub title: &'static str,
    /// Its ledgers, in the order in which they are read.
    pub ledgers: &'static [&'static Ledger],
}

/// Every ledger of every room, and what they may refer to. The hall joins the rooms' shelves and
/// hands them down; as an argument of a handler it is what the hall has handed down.
#[derive(Debug, Clone, Copy)]
pub struct Ledgers {
    /// The shelves, in the order of the rooms.
    pub shelves: &'static [Shelf],
    /// What may be referred to, beside the ledgers themselves.
    pub references: &'static [Reference],
    /// Ledgers whose entries have a page of their own in a room, by their word: where those pages
    /// are, without the entry's id.
    pub pages: &'static [(&'static str, &'static str)],
}

impl Ledgers {
    /// All of them.
    pub fn all(self) -> impl Iterator<Item = &'static Ledger> {
        self.shelves.iter().flat_map(|it| it.ledgers).copied()
    }

    /// The page that a room has for an entry of this ledger.
    pub fn own_page(self, ledger: &Ledger, id: &str) -> Option<String> {
        let own = self.pages.iter().find(|(it, _)| *it == ledger.id);
        own.map(|(_, address)| format!("{address}/{id}"))
    }

    /// The ledger of this word.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when there is none.
    pub fn find(self, id: &str) -> Result<&'static Ledger, Failure> {
        self.all().find(|it| it.id == id).ok_or(Failure::NotFound)
    }
}

impl<S: Sync> FromRequestParts<S> for Ledgers {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().copied().ok_or(Failure::NotFound)
    }
}
