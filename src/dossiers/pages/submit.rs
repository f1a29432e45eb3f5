//! Handing in: the check of the composition, the frozen copy, the receipt; and afterwards the answer
//! to a request, or taking the dossier back.

use axum::Extension;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::{
    Defect, DossierKind, Receipt, Stage, Step, Submission, defects, renewal_door,
};
use ocop_rules::programme::{Clock, edition_on};
use serde::Deserialize;
use serde_json::json;

use super::marks::{Sum, sum};
use super::{awaits_answer, list, own, seen, sheet};
use crate::accounts::Login;
use crate::dossiers::frozen::Frozen;
use crate::dossiers::labels;
use crate::dossiers::store::{self, Dossier};
use crate::dossiers::{Downstream, kind_label};
use crate::evidence::{self, Paper};
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision, Tx, series};
use crate::producers::{self, Producer};
use crate::products;

/// What would be handed in now, and what is wrong with it.
struct Gathered {
    producer: Producer,
    papers: Vec<(String, Paper)>,
    sum: Sum,
    frozen: Frozen,
    defects: Vec<Defect>,
}

async fn gather(
    house: &House,
    tx: &mut Tx<'static>,
    downstream: Downstream,
    dossier: &Dossier,
) -> Result<Gathered, Failure> {
    let today = house.clock.today();
    let set = &sheet(house, dossier)?.criteria;
    let marks = dossier.marks(set)?;
    let producer = producers::store::by_id(tx, &dossier.producer).await?;
    let product = products::store::by_id(tx, &dossier.product).await?;
    let mut papers = Vec::new();
    for (criterion, id) in store::papers(tx, &dossier.id).await? {
        papers.push((criterion.to_string(), evidence::store::by_id(tx, &id).await?));
    }
    let mut terms: Vec<_> =
        papers.iter().map(|(_, it)| (it.data.kind, it.data.term, it.id.as_str())).collect();
    terms.sort_by_key(|(kind, _, id)| (*kind, *id));
    terms.dedup_by_key(|(_, _, id)| *id);
    let group = product.data.group();
    let submission = Submission {
        kind: dossier.kind,
        group: group.ok_or_else(|| anyhow::anyhow!("a product of a dossier has no group"))?,
        producer: producer.data.kind,
        registration: producer.data.registration(),
        empty_fields: dossier.slip.empty_fields(),
        unanswered: marks.unmarked(set).map(|it| it.to_string()).collect(),
        changes: dossier.report.changes.clone(),
        updates: dossier.report.updated(),
        papers: terms.into_iter().map(|(kind, term, _)| (kind, term)).collect(),
        samples: dossier.slip.sample_count(),
    };
    let mut found = defects(&submission, today);
    if edition_on(today, dossier.kind).is_none_or(|it| it.edition != dossier.set.edition()) {
        let sentence =
            format!("Hồ sơ nộp hôm nay không chấm theo phiếu {} (Điều 11).", dossier.set);
        found.push(Defect::Other(sentence));
    }
    if dossier.kind == DossierKind::Renewal && dossier.stage == Stage::Draft {
        let previous = (downstream.certificate_of)(tx, &dossier.product, today).await?;
        let door = previous.map(|it| renewal_door(it.valid_to, today, it.extension.as_deref()));
        if let Some(Err(refusal)) = door {
            found.push(Defect::Other(list::late(refusal)));
        }
    }
    let frozen = Frozen::new(dossier, &producer, set, &marks, &papers);
    Ok(Gathered { producer, papers, sum: sum(set, &marks), frozen, defects: found })
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/check.html")]
struct CheckPage {
    frame: Frame,
    dossier: Dossier,
    producer: String,
    papers: usize,
    sum: Sum,
    /// Each defect in a sentence, and the address where it is mended.
    defects: Vec<(String, String)>,
    agreed: bool,
}

fn check_page(frame: Frame, dossier: Dossier, gathered: Gathered, agreed: bool) -> CheckPage {
    let address = |(at, sentence): (String, String)| match at.as_str() {
        "" => (format!("/dossiers/{}", dossier.id), sentence),
        _ if at.starts_with('/') => (at, sentence),
        _ => (format!("/dossiers/{}/{at}", dossier.id), sentence),
    };
    CheckPage {
        frame,
        producer: gathered.producer.data.name,
        papers: gathered.papers.len(),
        sum: gathered.sum,
        defects: gathered.defects.iter().map(labels::defect).map(address).collect(),
        agreed,
        dossier,
    }
}

pub(super) async fn check(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::SubmitDossier, &id).await?;
    if !dossier.stage.is_open_to_producer() {
        return Ok(Redirect::to(&format!("/dossiers/{id}")).into_response());
    }
    let gathered = gather(&house, &mut tx, downstream, &dossier).await?;
    Ok(show(&check_page(frame, dossier, gathered, false))?.into_response())
}

#[derive(Debug, Deserialize)]
pub(super) struct SubmitForm {
    #[serde(default)]
    agreed: String,
    #[serde(default)]
    revision: Revision,
}

pub(super) async fn submit(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<SubmitForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = own(&house, &mut tx, &login, Act::SubmitDossier, &id).await?;
    // The same form sent twice: the first has done it.
    if dossier.stage == Stage::Filed {
        return Ok(Redirect::to(&format!("/dossiers/{id}/receipt")).into_response());
    }
    if dossier.stage.is_open_to_producer() && dossier.revision != form.revision {
        return Err(Failure::Stale);
    }
    let gathered = gather(&house, &mut tx, downstream, &dossier).await?;
    let agreed = form.agreed == "yes";
    let mut errors = Errors::default();
    if !gathered.defects.is_empty() {
        errors.push("defects", "Hồ sơ còn thiếu: hãy bổ sung đủ các dòng dưới đây rồi nộp.");
    } else if !agreed {
        errors.push("agreed", "Hãy đánh dấu lời cam đoan trước khi nộp (Điều 7.1).");
    }
    if errors.any() {
        drop(tx);
        let page = check_page(frame.with(errors), dossier, gathered, agreed);
        return Ok(again(&page)?.into_response());
    }
    file(&house, &mut tx, dossier, &gathered.frozen, &login).await?;
    tx.commit().await?;
    Ok(redirect_saying(&format!("/dossiers/{id}/receipt"), frame.t("Đã nộp hồ sơ.")))
}

/// Files a whole dossier: frozen, received with its number, the commune's clock started.
async fn file(
    house: &House,
    tx: &mut Tx<'_>,
    dossier: Dossier,
    frozen: &Frozen,
    login: &Login,
) -> Result<(), Failure> {
    let (now, today) = (house.clock.now(), house.clock.today());
    let number = store::freeze(tx, &dossier.id, &frozen.text()?, now).await?;
    // A dossier that was returned keeps its number.
    let receipt = match dossier.receipt.clone() {
        Some(receipt) => receipt,
        None => next_receipt(tx, &dossier, today.year()).await?.to_string(),
    };
    let clock = Clock::of_commune(today, &house.calendar.holidays);
    store::receive(tx, &dossier.id, &receipt, today, clock.due).await?;
    store::answer_requests(tx, &dossier.id, today).await?;
    let detail = json!({ "receipt": receipt, "submission": number, "due": clock.due.to_string() });
    store::move_on(tx, dossier, Step::Submit, login, detail, now).await?;
    Ok(())
}

/// The next number of the commune's slips in that year (Mẫu 01).
async fn next_receipt(tx: &mut Tx<'_>, dossier: &Dossier, year: i16) -> Result<Receipt, Failure> {
    let number = series::next(tx, &format!("receipt/{}/{year}", dossier.commune)).await?;
    Ok(Receipt {
        number: u32::try_from(number).map_err(anyhow::Error::new)?,
        province: dossier.province.code().to_owned(),
        commune: dossier.commune.code().to_owned(),
        year,
    })
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/receipt.html")]
struct ReceiptPage {
    frame: Frame,
    dossier: Dossier,
    receipt: String,
    commune: String,
    kind: &'static str,
    sha256: String,
    number: i64,
}

pub(super) async fn receipt(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (dossier, _) = seen(&house, &mut tx, downstream, &login, &id).await?;
    let submissions = store::submissions(&mut tx, &id).await?;
    let last = submissions.into_iter().next().ok_or(Failure::NotFound)?;
    let page = ReceiptPage {
        frame,
        receipt: dossier.receipt.clone().ok_or(Failure::NotFound)?,
        commune: house.book.full_name(&dossier.commune),
        kind: kind_label(dossier.kind),
        sha256: last.sha256,
        number: last.number,
        dossier,
    };
    Ok(show(&page)?.into_response())
}

pub(super) async fn complete(
    State(house): State<House>,
    Extension(downstream): Extension<Downstream>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<SubmitForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = own(&house, &mut tx, &login, Act::CompleteDossier, &id).await?;
    if !awaits_answer(dossier.stage) {
        return Err(Failure::refused("Không có yêu cầu bổ sung nào đang chờ trả lời."));
    }
    if dossier.revision != form.revision {
        return Err(Failure::Stale);
    }
    let (now, today) = (house.clock.now(), house.clock.today());
    let gathered = gather(&house, &mut tx, downstream, &dossier).await?;
    let number = store::freeze(&mut tx, &id, &gathered.frozen.text()?, now).await?;
    store::answer_requests(&mut tx, &id, today).await?;
    let step = match dossier.stage {
        Stage::CompletionRequested => Some(Step::Complete),
        Stage::CentralCompletionRequested => Some(Step::CompleteCentrally),
        // What the advisory group has asked for is taken up by the group itself.
        _ => None,
    };
    if let Some(step) = step {
        let detail = json!({ "submission": number });
        store::move_on(&mut tx, dossier, step, &login, detail, now).await?;
    }
    tx.commit().await?;
    Ok(redirect_saying(&format!("/dossiers/{id}"), frame.t("Đã gửi nội dung bổ sung.")))
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/withdrawal.html")]
struct WithdrawalPage {
    frame: Frame,
    dossier: Dossier,
}

pub(super) async fn ask_withdrawal(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::WithdrawDossier, &id).await?;
    Ok(show(&WithdrawalPage { frame, dossier })?.into_response())
}

pub(super) async fn withdraw(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(form): Form<SubmitForm>,
) -> Result<Response, Failure> {
    let mut tx = house.db.begin().await?;
    let dossier = own(&house, &mut tx, &login, Act::WithdrawDossier, &id).await?;
    if dossier.revision != form.revision {
        return Err(Failure::Stale);
    }
    store::move_on(&mut tx, dossier, Step::Withdraw, &login, json!({}), house.clock.now()).await?;
    tx.commit().await?;
    Ok(redirect_saying("/my/dossiers", frame.t("Đã rút hồ sơ.")))
}
