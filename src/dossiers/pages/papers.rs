//! Which papers prove which criterion, and the papers themselves.

use axum::Extension;
use axum::extract::{Form, Multipart, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::criteria::Code;

use super::lookup::{Opened, note_opened};
use super::report::revision;
use super::{must, open, own, seen, sheet};
use crate::accounts::Login;
use crate::dossiers::Downstream;
use crate::dossiers::store::{self, Dossier};
use crate::evidence::{self, Paper, PaperForm, Standing, standing};
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::uploads::Upload;
use crate::machinery::{Failure, Revision, Tx};

struct Line {
    code: Code,
    name: String,
    papers: Vec<Paper>,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/evidence.html")]
struct ListPage {
    frame: Frame,
    id: String,
    product: String,
    lines: Vec<Line>,
}

pub(super) async fn list(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
    let papers = evidence::store::of_producer(&mut tx, &dossier.producer).await?;
    let pairs = store::papers(&mut tx, &id).await?;
    let of = |code: Code| {
        let ids = pairs.iter().filter(|(at, _)| *at == code).map(|(_, id)| id);
        ids.filter_map(|id| papers.iter().find(|it| it.id == *id).cloned()).collect()
    };
    let criteria = sheet(&house, &dossier)?.criteria.criteria();
    let lines = criteria
        .map(|it| Line { code: it.code, name: it.name.clone(), papers: of(it.code) })
        .collect();
    Ok(show(&ListPage { frame, id, product: dossier.slip.product, lines })?.into_response())
}

struct Offer {
    paper: Paper,
    kind: &'static str,
    standing: Standing,
    is_attached: bool,
    speaks: bool,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/attach.html")]
struct AttachPage {
    frame: Frame,
    id: String,
    code: Code,
    name: String,
    wanted: Vec<String>,
    offers: Vec<Offer>,
    revision: Revision,
    kinds: Vec<Choice>,
    form: PaperForm,
}

async fn attach_page(
    house: &House,
    tx: &mut Tx<'_>,
    frame: Frame,
    dossier: &Dossier,
    code: Code,
    form: PaperForm,
) -> Result<AttachPage, Failure> {
    let set = &sheet(house, dossier)?.criteria;
    let criterion = set.criterion(code).ok_or(Failure::NotFound)?;
    let attached = store::papers_of(tx, &dossier.id, code).await?;
    let speaking = house.standards.evidence().iter().filter(|it| it.speaks_for(dossier.set, code));
    let speaking: Vec<_> = speaking.collect();
    let today = house.clock.today();
    let offer = |paper: Paper| Offer {
        is_attached: attached.contains(&paper.id),
        speaks: speaking.iter().any(|it| it.id == paper.data.kind.id()),
        kind: evidence::kind_label(paper.data.kind),
        standing: standing(&frame, paper.data.term, today),
        paper,
    };
    let papers = evidence::store::of_producer(tx, &dossier.producer).await?;
    let mut offers: Vec<_> =
        papers.into_iter().map(offer).filter(|it| it.is_attached || !it.paper.set_aside).collect();
    offers.sort_by_key(|it| (!it.is_attached, !it.speaks));
    let wanted = speaking.iter().map(|it| format!("{}: {}", it.name, it.asks)).collect();
    Ok(AttachPage {
        id: dossier.id.clone(),
        code,
        name: criterion.name.clone(),
        wanted,
        offers,
        revision: dossier.revision,
        kinds: PaperForm::kinds(house, &frame),
        frame,
        form,
    })
}

fn code(typed: &str) -> Result<Code, Failure> {
    typed.parse().map_err(|_| Failure::NotFound)
}

pub(super) async fn choose(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, criterion)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
    let form = PaperForm::default();
    let page = attach_page(&house, &mut tx, frame, &dossier, code(&criterion)?, form).await?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn attach(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, criterion)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let criterion = code(&criterion)?;
    let mut tx = house.db.begin().await?;
    let dossier = open(&house, &mut tx, &login, &id).await?;
    sheet(&house, &dossier)?.criteria.position(criterion).ok_or(Failure::NotFound)?;
    let mut chosen = Vec::new();
    for (_, id) in pairs.iter().filter(|(name, _)| name == "paper") {
        let paper = evidence::store::by_id(&mut tx, id).await?;
        if paper.producer != dossier.producer {
            return Err(Failure::NotFound);
        }
        chosen.push(paper.id);
    }
    store::attach(&mut tx, &dossier, criterion, &chosen, revision(&pairs)?).await?;
    tx.commit().await?;
    Ok(redirect_saying(&back_to(&id, criterion), frame.t("Đã gắn giấy tờ.")))
}

fn back_to(id: &str, criterion: Code) -> String {
    format!("/dossiers/{id}/marks?criterion={criterion}#c{criterion}")
}

pub(super) async fn upload(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, criterion)): Path<(String, String)>,
    form: Multipart,
) -> Result<Response, Failure> {
    let criterion = code(&criterion)?;
    let upload = Upload::read(form).await;
    let typed = upload.as_ref().map(PaperForm::of).unwrap_or_default();
    let kept = match &upload {
        Ok(upload) => keep(&house, &login, &id, criterion, upload).await,
        Err(failure) => Err(failure.clone()),
    };
    match kept {
        Ok(()) => {
            Ok(redirect_saying(&back_to(&id, criterion), frame.t("Đã tải lên và gắn giấy tờ.")))
        }
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
            let frame = frame.with(evidence::beside(refusals));
            let page = attach_page(&house, &mut tx, frame, &dossier, criterion, typed).await?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

/// Keeps a new paper and attaches it beside those that are attached already.
async fn keep(
    house: &House,
    login: &Login,
    id: &str,
    criterion: Code,
    upload: &Upload,
) -> Result<(), Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = open(house, &mut tx, login, id).await?;
    sheet(house, &dossier)?.criteria.position(criterion).ok_or(Failure::NotFound)?;
    let mut papers = store::papers_of(&mut tx, id, criterion).await?;
    papers.push(evidence::take(house, &mut tx, &dossier.producer, upload).await?);
    store::attach(&mut tx, &dossier, criterion, &papers, dossier.revision).await?;
    Ok(tx.commit().await?)
}

pub(super) async fn file(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    login: Login,
    Path((id, paper)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, seat) = seen(&house, &mut tx, downstream, &login, &id).await?;
    if !store::uses(&mut tx, &id, &paper).await? {
        return Err(Failure::NotFound);
    }
    let paper = evidence::store::by_id(&mut tx, &paper).await?;
    let kept = Files::kept(&mut tx, &paper.file).await?;
    drop(tx);
    if paper.data.kind.names_persons() {
        must(&house, &login, Act::SeePersonalData, &dossier, seat)?;
    }
    note_opened(&house, &login, &dossier, Opened::Paper).await?;
    house.files.give(&kept, &paper.file_name).await
}
