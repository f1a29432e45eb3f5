//! What later rooms tell this one: which kinds of document they have, and how each is drafted.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use futures::future::BoxFuture;
use jiff::civil::Date;
use ocop_documents::Document;
use ocop_rules::accounts::{Act, Place, Seat};
use ocop_rules::places::UnitId;

use super::issuing::Issuing;
use super::letterhead::Letterhead;
use super::store::Record;
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// The first ground of nearly every document of the programme.
pub const DECISION_26: &str = "Căn cứ Quyết định số 26/2026/QĐ-TTg ngày 22 tháng 5 năm 2026 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, phân hạng sản phẩm mỗi xã một sản phẩm";

/// What follows from issuing a document.
pub type Follows = for<'a> fn(Following<'a>) -> BoxFuture<'a, Result<(), Failure>>;

/// A kind of document (*loại văn bản*). Each room that has some lists them as a constant.
#[derive(Debug)]
pub struct DocumentKind {
    /// Its word in addresses and tables: `result-notice`.
    pub id: &'static str,
    /// What one of them is about.
    pub about: About,
    /// What it is called: *Thông báo kết quả*.
    pub title: &'static str,
    /// Who issues it.
    pub issuer: Issuer,
    /// The abbreviation of its kind in the number: `QĐ`, `TB`; empty for a letter (Decree 30/2020,
    /// Annex III).
    pub sign: &'static str,
    /// Where its number comes from.
    pub numbering: Numbering,
    /// The article that asks for it: `Art. 7.3.g`; empty where none does.
    pub article: &'static str,
    /// *Căn cứ*, until an office sets its own.
    pub grounds: &'static [&'static str],
    /// *Nơi nhận* before the line *Lưu*, until an office sets its own.
    pub recipients: &'static [&'static str],
    /// What lets somebody see it.
    pub sees: Act,
    /// What lets somebody issue it, in the unit of its register; `None` for what is only downloaded
    /// (a form, a sheet) and never stands in a register.
    pub issues: Option<Act>,
    /// Whether everyone may see it once it is issued.
    pub is_public: bool,
    /// Whether it names what is personal: then it is opened only with [`Act::SeePersonalData`], and
    /// each look is written down.
    pub personal: bool,
    /// What follows where one is issued, in the same transaction; `None` where nothing does.
    pub follows: Option<Follows>,
    /// Says what is in it.
    pub draft: for<'a> fn(Asked<'a>) -> BoxFuture<'a, Result<Draft, Failure>>,
}

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A dossier.
    Dossier,
    /// A request for completion.
    Request,
    /// A council.
    Council,
    /// A meeting of a council.
    Meeting,
    /// One dossier before one meeting; its id is that of the meeting, a point, that of the dossier.
    Hearing,
    /// A member's score sheet.
    Sheet,
    /// A decision.
    Decision,
    /// A certificate.
    Certificate,
    /// A visit of an inspection.
    Visit,
    /// A report.
    Report,
}

impl About {
    /// Its word in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Request => "request",
            Self::Council => "council",
            Self::Meeting => "meeting",
            Self::Hearing => "hearing",
            Self::Sheet => "sheet",
            Self::Decision => "decision",
            Self::Certificate => "certificate",
            Self::Visit => "visit",
            Self::Report => "report",
        }
    }
}

/// Who issues a document, in the unit whose register it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The producer: there is no letterhead.
    Producer,
    /// *UBND*, or the ministry.
    Committee,
    /// *Cơ quan tham mưu quản lý OCOP*.
    Office,
    /// *Hội đồng đánh giá, phân hạng*.
    Council,
    /// *Tổ tư vấn*.
    Group,
}

impl Issuer {
    /// Those with a letterhead.
    pub const ALL: [Self; 4] = [Self::Committee, Self::Office, Self::Council, Self::Group];

    /// Its word in tables and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Producer => "producer",
            Self::Committee => "committee",
            Self::Office => "office",
            Self::Council => "council",
            Self::Group => "group",
        }
    }

    /// The issuer with a letterhead of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

/// Where the number of a document comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// It has none, as minutes and forms.
    Unnumbered,
    /// The next of its series, without gap: unit, issuer, year and sign.
    Series,
    /// What is already recorded elsewhere, as of a decision: the draft says it ([`OfRecord`]).
    OfRecord,
}

/// What a draft is asked with.
#[derive(Debug)]
pub struct Asked<'a> {
    /// The house.
    pub house: &'a House,
    /// The database.
    pub tx: &'a mut Tx<'static>,
    /// Of which kind.
    pub kind: &'static DocumentKind,
    /// About which thing.
    pub id: &'a str,
    /// Number, day and who signs.
    pub stamp: &'a Stamp,
}

impl Asked<'_> {
    /// The letterhead of this kind's issuer in a unit, with everything that was set for the kind.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn letterhead(&mut self, unit: &UnitId) -> Result<Letterhead, Failure> {
        Letterhead::of_kind(self.house, self.tx, unit, self.kind).await
    }
}

/// A document that was issued just now, for what follows.
#[derive(Debug)]
pub struct Following<'a> {
    /// The transaction that it is issued in.
    pub tx: &'a mut Tx<'static>,
    /// Its line in the register.
    pub record: &'a Record,
    /// Who issues it, for which unit, and when.
    pub by: Issuing<'a>,
}

/// What makes a draft a document: given to each draft, and printed by [`Letterhead::official`].
#[derive(Debug, Clone)]
pub struct Stamp {
    /// `07/TB-VPĐP`; empty before it is issued.
    pub number: String,
    /// The day it bears.
    pub dated: Date,
    /// The posts of who signs; empty for the usual one.
    pub posts: Vec<String>,
    /// The name of who signs; empty for the usual one.
    pub signatory: String,
    /// Whether it is only shown before it is issued.
    pub is_draft: bool,
    /// What it takes the place of.
    pub replaces: Option<Replaced>,
}

impl Stamp {
    /// That of a draft of this day.
    pub fn draft(dated: Date) -> Self {
        Self {
            number: String::new(),
            dated,
            posts: Vec::new(),
            signatory: String::new(),
            is_draft: true,
            replaces: None,
        }
    }
}

/// A document that another one takes the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Its id in the register.
    pub id: String,
    /// Its number; empty where it has none.
    pub number: String,
    /// Its day.
    pub dated: Date,
}

/// A document as drafted, and where it belongs.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What is printed.
    pub document: Document,
    /// *Trích yếu*, as the register shows it.
    pub subject: String,
    /// In whose register it stands.
    pub unit: UnitId,
    /// The units that the thing lies in, the narrowest first.
    pub units: Vec<UnitId>,
    /// Whose the thing is.
    pub producer: Option<String>,
    /// Who sits at it.
    pub seats: Vec<(String, Seat)>,
    /// The address of the thing.
    pub back: String,
    /// Number, day and signatory, for [`Numbering::OfRecord`].
    pub of_record: Option<OfRecord>,
}

impl Draft {
    /// Where it belongs, as seen by a person.
    pub fn place(&self, person: &str) -> Place<'_> {
        let held = self.seats.iter().filter(|(who, _)| who == person).map(|(_, seat)| *seat);
        let place = Place::within(&self.units).from_seat(held.max().unwrap_or(Seat::None));
        match &self.producer {
            Some(producer) => place.of_producer(producer),
            None => place,
        }
    }
}

/// What is already recorded of a document elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfRecord {
    /// `1234/QĐ-UBND`
    pub number: String,
    /// Its day.
    pub dated: Date,
    /// Who signed; may be empty.
    pub signatory: String,
}

/// Every kind of document of every room. The hall joins the rooms' lists and hands them down; as an
/// argument of a handler it is what the hall has handed down.
#[derive(Debug, Clone, Copy)]
pub struct Kinds(&'static [&'static [DocumentKind]]);

impl Kinds {
    /// The lists of all rooms, in their order.
    pub const fn new(rooms: &'static [&'static [DocumentKind]]) -> Self {
        Self(rooms)
    }

    /// All of them.
    pub fn all(self) -> impl Iterator<Item = &'static DocumentKind> {
        self.0.iter().copied().flatten()
    }

    /// The kind of this word.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when there is none.
    pub fn find(self, id: &str) -> Result<&'static DocumentKind, Failure> {
        self.all().find(|it| it.id == id).ok_or(Failure::NotFound)
    }

    /// The kinds about such a thing.
    pub fn about(self, about: About) -> impl Iterator<Item = &'static DocumentKind> {
        self.all().filter(move |it| it.about == about)
    }
}

impl<S: Sync> FromRequestParts<S> for Kinds {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Failure> {
        parts.extensions.get::<Self>().copied().ok_or(Failure::NotFound)
    }
}
