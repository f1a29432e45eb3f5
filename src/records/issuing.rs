//! How a document is drafted, and how it becomes one that is never changed.

use jiff::Timestamp;
use jiff::civil::Date;
use ocop_documents::words::long_date;
use ocop_documents::{Block, Document, Format};
use ocop_rules::accounts::{Act, Place};
use ocop_rules::places::UnitId;
use serde_json::json;

use super::kind::{Asked, DocumentKind, Draft, Following, Numbering, Replaced, Stamp};
use super::letterhead::{Letterhead, Numbers};
use super::store::{self, NewRecord, Numbered, Record, register};
use crate::accounts::Login;
use crate::house::House;
use crate::machinery::clock::vietnamese_day;
use crate::machinery::files::Looked;
use crate::machinery::{Failure, Tx, changes, logbook, series};
use crate::places::fold;

/// The step of the logbook under which a document is issued.
pub(super) const ISSUE: &str = "issue-document";

/// A document that somebody issues.
#[derive(Debug, Clone, Copy)]
pub struct Issuing<'a> {
    /// Of which kind.
    pub kind: &'static DocumentKind,
    /// About which thing.
    pub id: &'a str,
    /// Who issues it: a person's id, or the name of a job in angle brackets.
    pub person: &'a str,
    /// For which unit; it must be the one whose register the document belongs to.
    pub unit: &'a UnitId,
    /// When.
    pub at: Timestamp,
}

/// What the person decides who issues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The day it bears.
    pub dated: Date,
    /// The posts of who signs; empty for the usual one.
    pub posts: Vec<String>,
    /// The name of who signs; empty for the usual one.
    pub signatory: String,
    /// The number, where the office's *văn thư* gives it.
    pub number: String,
    /// The id of the record that it takes the place of; empty for none.
    pub replaces: String,
}

impl Wanted {
    /// As the letterhead says, on this day.
    pub fn on(dated: Date) -> Self {
        Self {
            dated,
            posts: Vec::new(),
            signatory: String::new(),
            number: String::new(),
            replaces: String::new(),
        }
    }
}

/// A document of this kind about a thing, as it would be with this stamp.
///
/// # Errors
///
/// [`Failure::NotFound`] when there is no such thing, or nothing to say of it yet.
pub async fn draft(
    house: &House,
    tx: &mut Tx<'static>,
    kind: &'static DocumentKind,
    id: &str,
    stamp: &Stamp,
) -> Result<Draft, Failure> {
    let mut draft = (kind.draft)(Asked { house, tx: &mut *tx, kind, id, stamp }).await?;
    if let Some(it) = draft.of_record.clone() {
        let mut stamp = stamp.clone();
        if stamp.signatory.is_empty() {
            stamp.signatory = it.signatory;
        }
        stamp = Stamp { number: it.number, dated: it.dated, ..stamp };
        draft = (kind.draft)(Asked { house, tx, kind, id, stamp: &stamp }).await?;
    }
    if let (Some(replaced), Document::Official(it)) = (&stamp.replaces, &mut draft.document) {
        let number = if replaced.number.is_empty() {
            String::new()
        } else {
            format!(" số {}", replaced.number)
        };
        let day = long_date(replaced.dated);
        let said = format!("Văn bản này thay thế văn bản{number} {day}.");
        it.body.push(Block::paragraph(said));
    }
    Ok(draft)
}

/// Passes when the person may see a document of this kind there.
///
/// # Errors
///
/// [`Failure::NotFound`] otherwise.
pub fn must_see(login: &Login, kind: &DocumentKind, place: &Place<'_>) -> Result<(), Failure> {
    login.must(kind.sees, place)?;
    if kind.personal { login.must(Act::SeePersonalData, place) } else { Ok(()) }
}

/// Whether the person may issue this draft: the act is theirs, and so is the register; and its
/// number is known where another record gives it.
pub fn may_issue(login: &Login, kind: &DocumentKind, draft: &Draft) -> bool {
    let place = draft.place(&login.person);
    let its = |act| login.must(act, &place).is_ok();
    must_see(login, kind, &place).is_ok()
        && kind.issues.is_some_and(its)
        && login.post.unit == draft.unit
        && (kind.numbering != Numbering::OfRecord || draft.of_record.is_some())
}

/// Passes when the person may see this record.
///
/// # Errors
///
/// [`Failure::NotFound`] otherwise.
pub(super) fn must_see_record(
    house: &House,
    login: &Login,
    kind: &DocumentKind,
    record: &Record,
) -> Result<(), Failure> {
    let units = units_today(house, &record.place.units);
    must_see(login, kind, &record.place.seen_by(&login.person, &units))
}

/// Whether the person may add to this record: a scan, or a document in its place.
pub(super) fn may_add(house: &House, login: &Login, kind: &DocumentKind, record: &Record) -> bool {
    let units = units_today(house, &record.place.units);
    let place = record.place.seen_by(&login.person, &units);
    must_see(login, kind, &place).is_ok()
        && kind.issues.is_some_and(|act| login.must(act, &place).is_ok())
        && login.post.unit == record.unit
}

/// The units that something lay in, and those that came after them.
fn units_today(house: &House, kept: &[String]) -> Vec<UnitId> {
    let mut units: Vec<UnitId> = kept.iter().filter_map(|it| UnitId::new(it).ok()).collect();
    if let Some(narrowest) = units.first().cloned() {
        for share in house.book.shares(&narrowest) {
            units.extend(house.units_above(&share.unit.id));
        }
    }
    units
}

/// Issues a document: its number, its files, its line in the register and in the logbook, all in the
/// transaction that is handed in, or nothing of it. Whether the person may do so is asked before,
/// with [`may_issue`].
///
/// # Errors
///
/// A refusal beside its field; [`Failure::Stale`] when somebody issues the same at the very same
/// moment.
pub async fn issue(
    house: &House,
    tx: &mut Tx<'static>,
    it: Issuing<'_>,
    wanted: &Wanted,
) -> Result<Record, Failure> {
    let Issuing { kind, id, .. } = it;
    let mut stamp = Stamp {
        posts: wanted.posts.clone(),
        signatory: wanted.signatory.clone(),
        is_draft: false,
        replaces: replaced(tx, it, wanted).await?,
        ..Stamp::draft(wanted.dated)
    };
    let first = draft(house, tx, kind, id, &stamp).await?;
    if kind.issues.is_none() || first.unit != *it.unit {
        return Err(Failure::NotFound);
    }
    let letterhead = Letterhead::of_kind(house, tx, &first.unit, kind).await?;
    if let Some(recorded) = &first.of_record {
        stamp.dated = recorded.dated;
        if stamp.signatory.is_empty() {
            stamp.signatory.clone_from(&recorded.signatory);
        }
    }
    if vietnamese_day(it.at) < stamp.dated {
        return Err(Failure::refused_of("dated", "Ngày văn bản không thể sau hôm nay."));
    }
    let numbered = number(tx, kind, &letterhead, &first, (&stamp, wanted)).await?;
    stamp.number.clone_from(&numbered.full);
    let drafted = draft(house, tx, kind, id, &stamp).await?;
    let signatory = letterhead.signature(&stamp).name;
    let search = fold(&format!("{} {} {}", numbered.full, kind.title, drafted.subject));
    let new = NewRecord {
        words: [kind.id, kind.about.id(), kind.issuer.id()],
        thing: id,
        numbered: &numbered,
        dated: stamp.dated,
        signatory: &signatory,
        search: &search,
        replaces: &wanted.replaces,
        draft: &drafted,
        by: (it.person, it.at),
    };
    let record = store::add(tx, &new).await?;
    let by = (it.person, it.at);
    for (format, bytes) in rendered(drafted.document).await? {
        let looked = Looked { bytes: bytes.into(), media_type: format.media_type() };
        let kept = house.files.keep(tx, looked, it.at).await?;
        store::add_file(tx, &record, (format.extension(), &kept.sha256), by).await?;
    }
    if kind.is_public {
        // The public page of what it is about leads to it from now on.
        changes::raise(tx, "registry").await?;
    }
    note(tx, it, &record, &numbered.full, &wanted.replaces).await?;
    let record = store::by_id(tx, &record).await?;
    if let Some(follows) = kind.follows {
        follows(Following { tx, record: &record, by: it }).await?;
    }
    Ok(record)
}

/// Every format of a document. Typesetting takes its time, and is done beside the requests.
async fn rendered(document: Document) -> Result<Vec<(Format, Vec<u8>)>, Failure> {
    let render = move || -> anyhow::Result<Vec<(Format, Vec<u8>)>> {
        let each = |&format| Ok((format, document.bytes(format)?));
        document.formats().iter().map(each).collect()
    };
    Ok(tokio::task::spawn_blocking(render).await??)
}

/// One format of a document.
///
/// # Errors
///
/// [`Failure::NotFound`] when it has no such format.
pub async fn bytes(document: Document, format: Format) -> Result<Vec<u8>, Failure> {
    if !document.formats().contains(&format) {
        return Err(Failure::NotFound);
    }
    let set = tokio::task::spawn_blocking(move || document.bytes(format)).await?;
    Ok(set.map_err(anyhow::Error::new)?)
}

/// What it takes the place of. A document that is there already is only ever replaced.
async fn replaced(
    tx: &mut Tx<'_>,
    it: Issuing<'_>,
    wanted: &Wanted,
) -> Result<Option<Replaced>, Failure> {
    let mut issued = store::of_thing(tx, it.kind.id, it.id).await?;
    let last = issued.pop();
    match (last, wanted.replaces.as_str()) {
        (None, "") => Ok(None),
        (Some(last), replaces) if last.id == replaces => {
            Ok(Some(Replaced { id: last.id, number: last.full_number, dated: last.dated }))
        }
        (Some(last), _) => {
            let number =
                if last.full_number.is_empty() { "không số" } else { &last.full_number };
            let day = last.dated.strftime("%d/%m/%Y");
            Err(Failure::refused(format!(
                "Văn bản này đã được ban hành ({number}, ngày {day}); chỉ có thể ban hành văn bản thay thế."
            )))
        }
        (None, _) => Err(Failure::NotFound),
    }
}

/// The number that it gets, taken from its series.
async fn number(
    tx: &mut Tx<'_>,
    kind: &'static DocumentKind,
    letterhead: &Letterhead,
    draft: &Draft,
    (stamp, wanted): (&Stamp, &Wanted),
) -> Result<Numbered, Failure> {
    let mut numbered = Numbered {
        how: "none",
        series: series_of(kind, &draft.unit),
        year: stamp.dated.year(),
        number: None,
        full: String::new(),
    };
    let name = format!("record/{}/{}", numbered.series, numbered.year);
    match (kind.numbering, &draft.of_record, letterhead.numbers) {
        (Numbering::Unnumbered, ..) => {}
        (Numbering::OfRecord, recorded, _) => {
            numbered.how = "of-record";
            numbered.full = recorded.as_ref().map(|it| it.number.clone()).unwrap_or_default();
        }
        (Numbering::Series, _, Numbers::Own) => {
            let highest = register::highest(tx, &numbered.series, numbered.year).await?;
            series::go_on_after(tx, &name, highest).await?;
            let next = series::next(tx, &name).await?;
            numbered.how = "own";
            numbered.number = Some(next);
            numbered.full = letterhead.full_number(next, kind.sign);
        }
        (Numbering::Series, _, Numbers::Typed) => {
            let typed = wanted.number.as_str();
            let number = typed_number(typed)?;
            series::go_on_after(tx, &name, number).await?;
            let at = (numbered.series.as_str(), numbered.year);
            if register::has_number(tx, at, number).await? {
                let sentence = format!("Số {number} đã có trong sổ năm {}.", numbered.year);
                return Err(Failure::refused_of("number", sentence));
            }
            let is_whole = typed.contains('/');
            numbered.how = "typed";
            numbered.number = Some(number);
            numbered.full =
                if is_whole { typed.to_owned() } else { letterhead.full_number(number, kind.sign) };
        }
    }
    Ok(numbered)
}

/// The series that a kind is numbered in: a letter has no sign, and its series is called `CV`.
pub(super) fn series_of(kind: &DocumentKind, unit: &UnitId) -> String {
    let sign = if kind.sign.is_empty() { "CV" } else { kind.sign };
    format!("{unit}/{}/{sign}", kind.issuer.id())
}

/// The number that begins what was typed: `12`, `012/TB-VPĐP`.
fn typed_number(typed: &str) -> Result<i64, Failure> {
    let digits = typed.split('/').next().unwrap_or_default().trim();
    match digits.parse::<i64>() {
        Ok(number) if 0 < number => Ok(number),
        _ => {
            let sentence = "Hãy nhập số do văn thư cấp, ví dụ 12 hoặc 12/TB-VPĐP.";
            Err(Failure::refused_of("number", sentence))
        }
    }
}

async fn note(
    tx: &mut Tx<'_>,
    it: Issuing<'_>,
    record: &str,
    number: &str,
    replaces: &str,
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: it.at,
        person: it.person,
        unit: it.unit.as_str(),
        subject: format!("record/{record}"),
        step: ISSUE,
        article: it.kind.article,
        detail: json!({
            "kind": it.kind.id,
            it.kind.about.id(): it.id,
            "number": Some(number).filter(|it| !it.is_empty()),
            "replaces": Some(replaces).filter(|it| !it.is_empty()),
        }),
    };
    logbook::write(tx, line).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_with_or_without_its_sign() {
        assert_eq!(typed_number("12").unwrap(), 12);
        assert_eq!(typed_number("012/TB-VPĐP").unwrap(), 12);
        for typed in ["", "số mười hai", "0", "-3", "/TB"] {
            assert!(typed_number(typed).is_err(), "{typed}");
        }
    }
}
