//! A document that was issued: what it is, its files, and what became of it.

use axum::extract::{Multipart, Path, State};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::{errors, note_look};
use crate::accounts::{self, Login};
use crate::face::{Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::uploads::Upload;
use crate::machinery::{Failure, Tx, logbook, new_id, submits};
use crate::records::issuing::{may_add, must_see_record};
use crate::records::kind::{DocumentKind, Kinds};
use crate::records::labels;
use crate::records::store::{self, Record, RecordFile, register};

/// The step of the logbook under which a scan is attached.
const SCAN: &str = "attach-scan";

#[derive(askama::Template)]
#[template(path = "records/pages/record.html")]
struct RecordPage {
    frame: Frame,
    kind: &'static DocumentKind,
    record: Record,
    unit: String,
    person: String,
    files: Vec<RecordFile>,
    replaces: Option<Record>,
    replaced_by: Option<Record>,
    /// The number before it in its series, where that bears a later day.
    out_of_order: Option<(String, jiff::civil::Date)>,
    can_add: bool,
    key: String,
}

impl RecordPage {
    /// When it was issued, and by whom.
    fn issued(&self) -> String {
        format!("{} · {}", self.frame.moment(self.record.issued_at), self.person)
    }

    async fn read(
        house: &House,
        tx: &mut Tx<'_>,
        (frame, login): (Frame, &Login),
        (kind, record): (&'static DocumentKind, Record),
    ) -> Result<Self, Failure> {
        let before = register::before(tx, &record).await?;
        let replaces = match record.replaces.as_str() {
            "" => None,
            id => Some(store::by_id(tx, id).await?),
        };
        let replaced_by = match &record.replaced_by {
            None => None,
            Some(id) => Some(store::by_id(tx, id).await?),
        };
        Ok(Self {
            unit: house.book.name(&record.unit),
            person: accounts::store::name(tx, &record.issued_by).await?,
            files: store::files(tx, &record.id).await?,
            out_of_order: before.filter(|(_, day)| record.dated < *day),
            can_add: may_add(house, login, kind, &record),
            key: new_id(),
            replaces,
            replaced_by,
            frame,
            kind,
            record,
        })
    }
}

/// A record that the person may see, and its kind.
async fn seen(
    house: &House,
    tx: &mut Tx<'_>,
    kinds: Kinds,
    login: &Login,
    id: &str,
) -> Result<(&'static DocumentKind, Record), Failure> {
    let record = store::by_id(tx, id).await?;
    let kind = kinds.find(&record.kind)?;
    must_see_record(house, login, kind, &record)?;
    Ok((kind, record))
}

pub(super) async fn page(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let seen = seen(&house, &mut tx, kinds, &login, &id).await?;
    let page = RecordPage::read(&house, &mut tx, (frame, &login), seen).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn file(
    State(house): State<House>,
    kinds: Kinds,
    login: Login,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (kind, record) = seen(&house, &mut tx, kinds, &login, &id).await?;
    let files = store::files(&mut tx, &id).await?;
    let file = files.into_iter().find(|it| it.word(kind.id) == name).ok_or(Failure::NotFound)?;
    let kept = Files::kept(&mut tx, &file.sha256).await?;
    drop(tx);
    note_look(&house, &login, kind, &record.thing).await?;
    house.files.give(&kept, &record.file_name(&file)).await
}

pub(super) async fn scan(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Failure> {
    let upload = Upload::read(form).await;
    let attached = match &upload {
        Ok(upload) => attach(&house, kinds, &login, &id, upload).await,
        Err(failure) => Err(failure.clone()),
    };
    match attached {
        Ok(()) => Ok(redirect_saying(&format!("/records/{id}"), frame.t("Đã đính kèm bản quét."))),
        Err(Failure::Refused(refusals)) => {
            let frame = frame.with(errors(refusals));
            let mut tx = house.db.read().await?;
            let seen = seen(&house, &mut tx, kinds, &login, &id).await?;
            let page = RecordPage::read(&house, &mut tx, (frame, &login), seen).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Attaches a scan of the signed document. What was attached before stays.
async fn attach(
    house: &House,
    kinds: Kinds,
    login: &Login,
    id: &str,
    upload: &Upload,
) -> Result<(), Failure> {
    let at = house.clock.now();
    let key = upload.field("key");
    let mut tx = house.db.begin().await?;
    let (kind, record) = seen(house, &mut tx, kinds, login, id).await?;
    if !may_add(house, login, kind, &record) {
        return Err(Failure::NotFound);
    }
    if submits::answered(&mut tx, key, &login.person).await?.is_some() {
        return Ok(());
    }
    let (_, looked) = upload.file("file")?;
    if looked.media_type != "application/pdf" {
        return Err(Failure::refused_of("file", "Bản quét văn bản đã ký phải là tệp PDF."));
    }
    let kept = house.files.keep(&mut tx, looked, at).await?;
    if store::files(&mut tx, id).await?.iter().any(|it| it.sha256 == kept.sha256) {
        return Err(Failure::refused_of("file", "Tệp này đã có trong văn bản."));
    }
    store::add_file(&mut tx, id, ("scan", &kept.sha256), (&login.person, at)).await?;
    let line = logbook::Line {
        at,
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: format!("record/{id}"),
        step: SCAN,
        article: "",
        detail: json!({ "sha256": kept.sha256 }),
    };
    logbook::write(&mut tx, line).await?;
    submits::keep(&mut tx, key, &login.person, &record.address(), at).await?;
    Ok(tx.commit().await?)
}
