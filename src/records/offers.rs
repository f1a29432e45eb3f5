//! The section *Văn bản* of a page: what can be drawn up about a thing, and what was issued.

use ocop_documents::Format;
use ocop_rules::accounts::{Place, Role, Seat};

use super::issuing::{draft, may_issue, must_see, must_see_record};
use super::kind::{About, DocumentKind, Kinds, Stamp};
use super::labels::format_label;
use super::store::{self, Record, RecordFile};
use crate::accounts::Login;
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// A kind of document that somebody may see about a thing.
#[derive(Debug)]
pub struct Offer {
    /// The kind.
    pub kind: &'static DocumentKind,
    /// Where it is previewed and issued.
    pub address: String,
    /// What a draft can be given out as.
    pub formats: &'static [Format],
    /// Whether this person may issue it now.
    pub can_issue: bool,
    /// What was issued, the latest first.
    pub issued: Vec<Issued>,
}

impl Offer {
    /// The draft in each of its formats: address and label.
    pub fn drafts(&self) -> Vec<(String, &'static str)> {
        drafts(&self.address, self.formats)
    }
}

/// A draft in these formats: address and label.
pub(super) fn drafts(address: &str, formats: &[Format]) -> Vec<(String, &'static str)> {
    let draft = |&it: &Format| (format!("{address}/draft.{}", it.extension()), format_label(it));
    formats.iter().map(draft).collect()
}

/// A document that was issued.
#[derive(Debug)]
pub struct Issued {
    /// Its line in the register.
    pub record: Record,
    /// Its files.
    pub files: Vec<RecordFile>,
}

/// What can be drawn up about a thing for this person, and what was issued. A page hands it to
/// `records/offers.html` as `offers`, and needs nothing else.
///
/// # Errors
///
/// Only faults of the database.
pub async fn offers(
    house: &House,
    tx: &mut Tx<'static>,
    kinds: Kinds,
    login: &Login,
    about: About,
    id: &str,
) -> Result<Vec<Offer>, Failure> {
    let mut offers = Vec::new();
    if login.role() == Role::Admin {
        return Ok(offers);
    }
    for kind in kinds.about(about).filter(|it| may_ever_see(login, it)) {
        offers.extend(offer(house, tx, login, kind, id).await?);
    }
    Ok(offers)
}

/// Whether the person may see a document of this kind anywhere: nothing is drafted in vain.
fn may_ever_see(login: &Login, kind: &DocumentKind) -> bool {
    let units = [login.post.unit.clone()];
    let own = login.post.producer.as_deref().unwrap_or_default();
    [Seat::None, Seat::Member, Seat::Secretary, Seat::Chair].into_iter().any(|seat| {
        let place = Place::within(&units).from_seat(seat).of_producer(own);
        must_see(login, kind, &place).is_ok()
    })
}

async fn offer(
    house: &House,
    tx: &mut Tx<'static>,
    login: &Login,
    kind: &'static DocumentKind,
    id: &str,
) -> Result<Option<Offer>, Failure> {
    let mut issued = Vec::new();
    for record in store::of_thing(tx, kind.id, id).await? {
        if must_see_record(house, login, kind, &record).is_ok() {
            let files = store::files(tx, &record.id).await?;
            issued.insert(0, Issued { record, files });
        }
    }
    // What is in force is shown as it is, and replaced from its own page: no draft is needed.
    if !issued.is_empty() {
        let address = format!("/documents/{}/{id}", kind.id);
        return Ok(Some(Offer { kind, address, formats: &[], can_issue: false, issued }));
    }
    let stamp = Stamp::draft(house.clock.today());
    let (formats, can_issue): (&'static [Format], bool) =
        match draft(house, tx, kind, id, &stamp).await {
            Ok(draft) if must_see(login, kind, &draft.place(&login.person)).is_ok() => {
                (draft.document.formats(), may_issue(login, kind, &draft))
            }
            Ok(_) | Err(Failure::NotFound | Failure::Refused(_)) => (&[], false),
            Err(failure) => return Err(failure),
        };
    if formats.is_empty() {
        return Ok(None);
    }
    let address = format!("/documents/{}/{id}", kind.id);
    Ok(Some(Offer { kind, address, formats, can_issue, issued }))
}
