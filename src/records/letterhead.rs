//! What an issuer has set once for all its documents (*thể thức văn bản*), and how a document begins
//! from it.

use ocop_documents::words::{document_number, long_date};
use ocop_documents::{Head, Official, Signature};
use ocop_rules::places::{Level, UnitId};
use serde::{Deserialize, Serialize};

use super::kind::{DocumentKind, Issuer, Numbering, Stamp};
use super::store::letterheads;
use crate::house::House;
use crate::machinery::{Failure, Revision, Tx};

/// The letterhead of an issuer, with what was set for one kind of document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The body above it; may be empty.
    pub superior: String,
    /// `Ủy ban nhân dân tỉnh Rừng Tràm`
    pub name: String,
    /// `UBND`
    pub sign: String,
    /// The sign of the part that drafts, as in the number of a letter; may be empty.
    pub drafter: String,
    /// The place before the date.
    pub place: String,
    /// Who signs, the usual one first.
    pub signers: Vec<Signer>,
    /// Who gives the numbers.
    pub numbers: Numbers,
    /// *Căn cứ* of the kind.
    pub grounds: Vec<String>,
    /// *Nơi nhận* of the kind; the last is *Lưu: …*
    pub recipients: Vec<String>,
    /// How often it was set; none while it is computed from the unit.
    pub revision: Option<Revision>,
}

/// Somebody who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// In whose name, and in which post, each on its line.
    pub posts: Vec<String>,
    /// The name; may be empty.
    pub name: String,
}

impl Signer {
    /// In one line: `TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH: Lê Văn Ký`.
    pub fn said(&self) -> String {
        let posts = self.posts.join(", ");
        if self.name.is_empty() { posts } else { format!("{posts}: {}", self.name) }
    }

    fn new(posts: &[&str]) -> Self {
        Self { posts: posts.iter().map(|&it| it.to_owned()).collect(), name: String::new() }
    }
}

/// Who gives the numbers of an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// The program: the next of the series.
    Own,
    /// The office's *văn thư*: the number is typed in.
    Typed,
}

impl Numbers {
    /// Its word in tables.
    pub fn id(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Typed => "typed",
        }
    }

    /// That of this word.
    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Own, Self::Typed].into_iter().find(|it| it.id() == id)
    }
}

impl Letterhead {
    /// That of an issuer: as it was set, or else computed from the unit.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn of_issuer(
        house: &House,
        tx: &mut Tx<'_>,
        unit: &UnitId,
        issuer: Issuer,
    ) -> Result<Self, Failure> {
        let set = letterheads::letterhead(tx, unit, issuer).await?;
        Ok(set.unwrap_or_else(|| Self::computed(house, unit, issuer)))
    }

    /// The same, with what was set for this kind of document.
    ///
    /// # Errors
    ///
    /// Only faults of the database.
    pub async fn of_kind(
        house: &House,
        tx: &mut Tx<'_>,
        unit: &UnitId,
        kind: &DocumentKind,
    ) -> Result<Self, Failure> {
        let mut letterhead = Self::of_issuer(house, tx, unit, kind.issuer).await?;
        let own = |lines: &[&str]| lines.iter().map(|&it| it.to_owned()).collect();
        let Some(preset) = letterheads::preset(tx, unit, kind.id).await? else {
            letterhead.grounds = own(kind.grounds);
            letterhead.recipients = own(kind.recipients);
            letterhead.recipients.push(match letterhead.drafter.as_str() {
                "" => "Lưu: VT".to_owned(),
                drafter => format!("Lưu: VT, {drafter}"),
            });
            return Ok(letterhead);
        };
        letterhead.grounds = preset.grounds;
        letterhead.recipients = preset.recipients;
        if !preset.signer.posts.is_empty() {
            letterhead.signers.insert(0, preset.signer);
        }
        Ok(letterhead)
    }

    /// What it is before anybody has set anything.
    pub fn computed(house: &House, unit: &UnitId, issuer: Issuer) -> Self {
        let level = house.book.unit(unit).map_or(Level::Commune, |it| it.level);
        let committee = match level {
            Level::Country => MINISTRY.to_owned(),
            _ => format!("Ủy ban nhân dân {}", bare(&house.book.name(unit))),
        };
        let (superior, name) = names(issuer, level, committee);
        let (sign, drafter) = signs(issuer, level);
        let place = match level {
            Level::Country => "Hà Nội".to_owned(),
            _ => house.book.unit(unit).map(|it| bare(&it.name).to_owned()).unwrap_or_default(),
        };
        Self {
            superior,
            name,
            sign: sign.to_owned(),
            drafter: drafter.to_owned(),
            place,
            signers: signers(issuer, level),
            numbers: Numbers::Own,
            grounds: Vec::new(),
            recipients: Vec::new(),
            revision: None,
        }
    }

    /// The number and sign of a document: `07/TB-VPĐP`, and of a letter, which has no sign of its
    /// kind, `07/UBND-NNMT`.
    pub fn full_number(&self, number: i64, sign: &str) -> String {
        let parts = match sign {
            "" => [self.sign.as_str(), self.drafter.as_str()],
            sign => [sign, self.sign.as_str()],
        };
        let sign = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("-");
        format!("{}/{sign}", document_number(number))
    }

    /// A document of this office: head, grounds, signature and recipients. The kind adds its name
    /// and what it says.
    pub fn official(&self, kind: &DocumentKind, stamp: &Stamp) -> Official {
        let mut official = self.office(stamp);
        kind.title.clone_into(&mut official.title);
        if let Head::Office { is_numbered, .. } = &mut official.head {
            *is_numbered = kind.numbering != Numbering::Unnumbered;
        }
        if kind.issuer == Issuer::Producer {
            official.head = Head::Nation;
            official.recipients.clear();
        }
        official
    }

    /// What this office gives to every document.
    pub(super) fn office(&self, stamp: &Stamp) -> Official {
        Official {
            dated: Some(stamp.dated),
            head: Head::Office {
                superior: self.superior.clone(),
                issuer: self.name.clone(),
                number: stamp.number.clone(),
                is_numbered: true,
                about: String::new(),
                place_and_date: format!("{}, {}", self.place, long_date(stamp.dated)),
            },
            grounds: self.grounds.clone(),
            signatures: vec![self.signature(stamp)],
            recipients: self.recipients.clone(),
            is_draft: stamp.is_draft,
            ..Official::default()
        }
    }

    /// Who signs.
    pub fn signature(&self, stamp: &Stamp) -> Signature {
        let signer = self.signer(&stamp.posts);
        let name = if stamp.signatory.is_empty() { signer.name } else { stamp.signatory.clone() };
        Signature { posts: signer.posts, how: String::new(), name }
    }

    /// The signer with these posts, or the usual one.
    pub fn signer(&self, posts: &[String]) -> Signer {
        let named = self.signers.iter().find(|it| it.posts == posts);
        named.or(self.signers.first()).cloned().unwrap_or_default()
    }
}

const MINISTRY: &str = "Bộ Nông nghiệp và Môi trường";

/// A name without what stands behind it in brackets: that is a remark.
pub fn bare(name: &str) -> &str {
    name.split(" (").next().unwrap_or_default()
}

/// The body above, and the name.
fn names(issuer: Issuer, level: Level, committee: String) -> (String, String) {
    const COUNCIL: &str = "Hội đồng đánh giá, phân hạng sản phẩm OCOP";
    match (issuer, level) {
        (Issuer::Producer | Issuer::Committee, _) => (String::new(), committee),
        (Issuer::Office, Level::Country) => {
            (committee, "Văn phòng Điều phối nông thôn mới Trung ương".to_owned())
        }
        (Issuer::Office, Level::Province) => (
            "Sở Nông nghiệp và Môi trường".to_owned(),
            "Văn phòng Điều phối nông thôn mới".to_owned(),
        ),
        (Issuer::Office, _) => (committee, "Phòng Kinh tế".to_owned()),
        (Issuer::Council, Level::Country) => (committee, format!("{COUNCIL} cấp Trung ương")),
        (Issuer::Council, _) => (committee, COUNCIL.to_owned()),
        (Issuer::Group, _) => (committee, "Tổ tư vấn đánh giá, phân hạng sản phẩm OCOP".to_owned()),
    }
}

/// The sign of the issuer and of the part that drafts.
fn signs(issuer: Issuer, level: Level) -> (&'static str, &'static str) {
    match (issuer, level) {
        (Issuer::Producer, _) => ("", ""),
        (Issuer::Committee, Level::Country) => ("BNNMT", "VPĐP"),
        (Issuer::Committee, Level::Province) => ("UBND", "NNMT"),
        (Issuer::Committee, _) => ("UBND", "KT"),
        (Issuer::Office, Level::Country | Level::Province) => ("VPĐP", "OCOP"),
        (Issuer::Office, _) => ("PKT", "OCOP"),
        (Issuer::Council, _) => ("HĐOCOP", ""),
        (Issuer::Group, _) => ("TTV", ""),
    }
}

/// Who signs: the head, and whoever stands in.
fn signers(issuer: Issuer, level: Level) -> Vec<Signer> {
    const COMMITTEE: &str = "TM. ỦY BAN NHÂN DÂN";
    let (head, deputy): (&[&str], &[&str]) = match (issuer, level) {
        (Issuer::Producer, _) => (&["ĐẠI DIỆN CHỦ THỂ"], &[]),
        (Issuer::Committee, Level::Country) => (&["BỘ TRƯỞNG"], &["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
        (Issuer::Committee, _) => {
            (&[COMMITTEE, "CHỦ TỊCH"], &[COMMITTEE, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
        }
        (Issuer::Office, Level::Country | Level::Province) => {
            (&["CHÁNH VĂN PHÒNG"], &["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"])
        }
        (Issuer::Office, _) => (&["TRƯỞNG PHÒNG"], &["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]),
        (Issuer::Council, _) => (&["TM. HỘI ĐỒNG", "CHỦ TỊCH"], &["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (Issuer::Group, _) => (&["TM. TỔ TƯ VẤN", "TỔ TRƯỞNG"], &["KT. TỔ TRƯỞNG", "TỔ PHÓ"]),
    };
    [head, deputy].into_iter().filter(|it| !it.is_empty()).map(Signer::new).collect()
}
