//! What an office sets for one kind of document: căn cứ, nơi nhận, who signs.

use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::json;

use super::super::{errors, looked_at};
use super::{checked, issues};
use crate::accounts::Login;
use crate::face::{Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Revision, logbook};
use crate::records::kind::{DocumentKind, Kinds};
use crate::records::letterhead::{Letterhead, Signer};
use crate::records::store::letterheads::{self, Preset, lines};

/// The form as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::records::pages) struct Typed {
    grounds: String,
    recipients: String,
    posts: String,
    signatory: String,
    revision: Revision,
}

impl Typed {
    /// What was typed. The signs at the ends of lines are the document's own.
    fn preset(&self) -> Preset {
        let bare = |it: String| it.trim_end_matches([';', '.']).trim_start_matches("- ").to_owned();
        Preset {
            grounds: lines(&self.grounds).into_iter().map(bare).collect(),
            recipients: lines(&self.recipients).into_iter().map(bare).collect(),
            signer: Signer { posts: lines(&self.posts), name: self.signatory.trim().to_owned() },
            revision: self.revision,
        }
    }

    fn read(&self) -> Result<Preset, Failure> {
        let mut refusals = Vec::new();
        checked(&mut refusals, "grounds", &self.grounds, None);
        let needed = "Hãy nhập nơi nhận, mỗi dòng một nơi; dòng cuối là Lưu: VT, …";
        checked(&mut refusals, "recipients", self.recipients.trim(), Some(needed));
        checked(&mut refusals, "posts", &self.posts, None);
        checked(&mut refusals, "signatory", &self.signatory, None);
        if self.posts.trim().is_empty() && !self.signatory.trim().is_empty() {
            let sentence = "Hãy nhập cả chức vụ của người ký, hoặc để trống cả hai.";
            refusals.push(Refusal::of("posts", sentence));
        }
        if refusals.is_empty() { Ok(self.preset()) } else { Err(Failure::Refused(refusals)) }
    }
}

#[derive(askama::Template)]
#[template(path = "records/pages/office/preset.html")]
struct PresetPage {
    frame: Frame,
    kind: &'static DocumentKind,
    typed: Typed,
}

/// The kind of an address, where this office issues it.
fn kind(
    house: &House,
    kinds: Kinds,
    login: &Login,
    asked: &str,
) -> Result<&'static DocumentKind, Failure> {
    let kind = kinds.find(asked)?;
    if issues(house, login, kind) { Ok(kind) } else { Err(Failure::NotFound) }
}

pub(in crate::records::pages) async fn page(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
) -> Result<Response, Failure> {
    let kind = kind(&house, kinds, &login, &asked)?;
    let unit = &login.post.unit;
    let mut tx = house.db.read().await?;
    let set = letterheads::preset(&mut tx, unit, kind.id).await?;
    let letterhead = Letterhead::of_kind(&house, &mut tx, unit, kind).await?;
    let signer = set.as_ref().map(|it| it.signer.clone()).unwrap_or_default();
    let typed = Typed {
        grounds: letterhead.grounds.join("\n"),
        recipients: letterhead.recipients.join("\n"),
        posts: signer.posts.join("\n"),
        signatory: signer.name,
        revision: set.map_or(-1, |it| it.revision),
    };
    Ok(show(&PresetPage { frame, kind, typed })?.into_response())
}

pub(in crate::records::pages) async fn save(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(asked): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let kind = kind(&house, kinds, &login, &asked)?;
    match do_save(&house, &login, kind, &typed).await {
        Ok(()) => Ok(redirect_saying("/office", frame.t("Đã lưu thể thức văn bản."))),
        Err(Failure::Refused(refusals)) => {
            let page = PresetPage { frame: frame.with(errors(refusals)), kind, typed };
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn do_save(
    house: &House,
    login: &Login,
    kind: &DocumentKind,
    typed: &Typed,
) -> Result<(), Failure> {
    let preset = typed.read()?;
    let unit = &login.post.unit;
    let mut tx = house.db.begin().await?;
    letterheads::save_preset(&mut tx, unit, kind.id, &preset).await?;
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: unit.as_str(),
        subject: format!("letterhead/{unit}/{}", kind.id),
        step: "set-letterhead",
        article: "",
        detail: json!({ "kind": kind.id }),
    };
    logbook::write(&mut tx, line).await?;
    Ok(tx.commit().await?)
}

/// What was set or, from the form, what was typed: a page that shows it.
pub(in crate::records::pages) async fn sample(
    State(house): State<House>,
    kinds: Kinds,
    login: Login,
    Path((asked, name)): Path<(String, String)>,
    Query(typed): Query<Typed>,
) -> Result<Response, Failure> {
    let kind = kind(&house, kinds, &login, &asked)?;
    let mut tx = house.db.read().await?;
    let mut letterhead = Letterhead::of_kind(&house, &mut tx, &login.post.unit, kind).await?;
    drop(tx);
    if !typed.recipients.is_empty() {
        let preset = typed.preset();
        letterhead.grounds = preset.grounds;
        letterhead.recipients = preset.recipients;
        if !preset.signer.posts.is_empty() {
            letterhead.signers.insert(0, preset.signer);
        }
    }
    looked_at(super::sample(&house, &letterhead), &name, "sample").await
}
