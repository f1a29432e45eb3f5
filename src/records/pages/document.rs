//! A document before it is issued: what it will say, and the form that issues it.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_documents::words::short_date;
use serde::Deserialize;

use super::{errors, looked_at, note_look};
use crate::accounts::Login;
use crate::face::{Choice, Frame, again, date_typed, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, new_id, submits};
use crate::records::issuing::{self, Issuing, Wanted, may_issue, must_see, series_of};
use crate::records::kind::{DocumentKind, Draft, Kinds, Numbering, OfRecord, Replaced, Stamp};
use crate::records::labels;
use crate::records::letterhead::{Letterhead, Numbers};
use crate::records::offers::drafts;
use crate::records::store::{self, Record, register};

/// What was typed, or what the address asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key: String,
    dated: String,
    number: String,
    /// The place of the signer among those of the letterhead.
    signer: String,
    signatory: String,
    replaces: String,
}

impl Typed {
    /// The posts of the signer who was chosen; none for the usual one.
    fn posts(&self, letterhead: &Letterhead) -> Vec<String> {
        let chosen = self.signer.parse::<usize>().ok();
        let signer = chosen.and_then(|it| letterhead.signers.get(it));
        signer.map(|it| it.posts.clone()).unwrap_or_default()
    }
}

/// What the form that issues a document needs.
struct IssueForm {
    typed: Typed,
    signers: Vec<Choice>,
    /// Whether the office's *văn thư* gives the number.
    is_typed: bool,
    /// What is already recorded of it.
    recorded: Option<OfRecord>,
    /// The highest number of its series this year.
    latest: Option<(String, jiff::civil::Date)>,
}

#[derive(askama::Template)]
#[template(path = "records/pages/document.html")]
struct DocumentPage {
    frame: Frame,
    kind: &'static DocumentKind,
    address: String,
    drafts: Vec<(String, &'static str)>,
    draft: Draft,
    /// What is in force.
    current: Option<Record>,
    form: Option<IssueForm>,
}

impl DocumentPage {
    async fn read(
        house: &House,
        tx: &mut Tx<'static>,
        (frame, login): (Frame, &Login),
        (kind, id): (&'static DocumentKind, &str),
        typed: Typed,
    ) -> Result<Self, Failure> {
        let stamp = Stamp::draft(house.clock.today());
        let draft = issuing::draft(house, tx, kind, id, &stamp).await?;
        must_see(login, kind, &draft.place(&login.person))?;
        let current = store::of_thing(tx, kind.id, id).await?.pop();
        let is_next = current.as_ref().map_or("", |it| &it.id) == typed.replaces;
        let form = if is_next && may_issue(login, kind, &draft) {
            let letterhead = Letterhead::of_kind(house, tx, &draft.unit, kind).await?;
            let series = series_of(kind, &draft.unit);
            let year = house.clock.today().year();
            let is_numbered = kind.numbering == Numbering::Series;
            Some(IssueForm {
                signers: signers(&letterhead),
                is_typed: is_numbered && letterhead.numbers == Numbers::Typed,
                recorded: draft.of_record.clone(),
                latest: register::latest(tx, &series, year).await?.filter(|_| is_numbered),
                typed,
            })
        } else {
            None
        };
        let address = format!("/documents/{}/{id}", kind.id);
        let drafts = drafts(&address, draft.document.formats());
        Ok(Self { frame, kind, address, drafts, draft, current, form })
    }
}

/// Who may sign, as a list: by place, since posts are words.
fn signers(letterhead: &Letterhead) -> Vec<Choice> {
    let signers = letterhead.signers.iter().enumerate();
    signers.map(|(at, it)| Choice::new(at.to_string(), it.said())).collect()
}

pub(super) async fn page(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path((kind, id)): Path<(String, String)>,
    Query(asked): Query<Typed>,
) -> Result<Response, Failure> {
    let kind = kinds.find(&kind)?;
    let mut tx = house.db.read().await?;
    let typed = Typed {
        key: new_id(),
        dated: short_date(house.clock.today()),
        signer: "0".to_owned(),
        ..asked
    };
    let page = DocumentPage::read(&house, &mut tx, (frame, &login), (kind, &id), typed).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn draft(
    State(house): State<House>,
    kinds: Kinds,
    login: Login,
    Path((kind, id, name)): Path<(String, String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let kind = kinds.find(&kind)?;
    let mut tx = house.db.read().await?;
    let mut stamp = Stamp::draft(date_typed(&typed.dated).unwrap_or(house.clock.today()));
    let first = issuing::draft(&house, &mut tx, kind, &id, &stamp).await?;
    must_see(&login, kind, &first.place(&login.person))?;
    let letterhead = Letterhead::of_kind(&house, &mut tx, &first.unit, kind).await?;
    stamp.posts = typed.posts(&letterhead);
    stamp.signatory = typed.signatory.trim().to_owned();
    if !typed.replaces.is_empty() {
        let record = store::by_id(&mut tx, &typed.replaces).await?;
        if record.kind != kind.id || record.thing != id {
            return Err(Failure::NotFound);
        }
        let (number, dated) = (record.full_number, record.dated);
        stamp.replaces = Some(Replaced { id: record.id, number, dated });
    }
    let draft = issuing::draft(&house, &mut tx, kind, &id, &stamp).await?;
    drop(tx);
    note_look(&house, &login, kind, &id).await?;
    looked_at(draft.document, &name, "draft").await
}

pub(super) async fn issue(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path((kind, id)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let kind = kinds.find(&kind)?;
    match do_issue(&house, &login, (kind, &id), &typed).await {
        Ok(address) => Ok(redirect_saying(&address, frame.t("Đã ban hành."))),
        Err(Failure::Refused(refusals)) => {
            let frame = frame.with(errors(refusals));
            let mut tx = house.db.read().await?;
            let at = (kind, id.as_str());
            let page = DocumentPage::read(&house, &mut tx, (frame, &login), at, typed).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Issues it, or answers where the first submit of this form led.
async fn do_issue(
    house: &House,
    login: &Login,
    (kind, id): (&'static DocumentKind, &str),
    typed: &Typed,
) -> Result<String, Failure> {
    let at = house.clock.now();
    let mut tx = house.db.begin().await?;
    if let Some(address) = submits::answered(&mut tx, &typed.key, &login.person).await? {
        return Ok(address);
    }
    let today = house.clock.today();
    let draft = issuing::draft(house, &mut tx, kind, id, &Stamp::draft(today)).await?;
    if !may_issue(login, kind, &draft) {
        return Err(Failure::NotFound);
    }
    let letterhead = Letterhead::of_kind(house, &mut tx, &draft.unit, kind).await?;
    let dated = match &draft.of_record {
        Some(recorded) => recorded.dated,
        None => date_typed(&typed.dated).map_err(|it| Failure::refused_of("dated", it))?,
    };
    let wanted = Wanted {
        dated,
        posts: typed.posts(&letterhead),
        signatory: typed.signatory.trim().to_owned(),
        number: typed.number.trim().to_owned(),
        replaces: typed.replaces.clone(),
    };
    let by = Issuing { kind, id, person: &login.person, unit: &login.post.unit, at };
    let record = issuing::issue(house, &mut tx, by, &wanted).await?;
    submits::keep(&mut tx, &typed.key, &login.person, &record.address(), at).await?;
    tx.commit().await?;
    Ok(record.address())
}
