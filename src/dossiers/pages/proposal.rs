//! The commune takes a dossier up and proposes it to the province: letter, code, round (Art. 7.2).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::{Step, composition, missing_findings};
use ocop_rules::programme::Group;
use serde_json::json;

use super::super::store::{self, Dossier};
use super::findings::subject_label;
use super::note::{Asked, NotePage, Noted};
use super::office::{Body, Head, Typed, answer, begin, done, finish, open};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx};
use crate::{products, programme};

pub(super) fn doors() -> Doors {
    const COMMUNE: Who = Who::Only(&[Role::Commune]);
    Doors::new()
        .post("/dossiers/{id}/check", COMMUNE, take_up)
        .get("/dossiers/{id}/proposal", COMMUNE, ask)
        .post("/dossiers/{id}/proposal", COMMUNE, propose)
}

async fn take_up(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let step = Step::TakeUp;
    if let Some((mut tx, dossier)) = begin(&house, &login, &typed, (&id, step.act())).await? {
        store::move_on(&mut tx, dossier, step, &login, json!({}), house.clock.now()).await?;
        finish(tx, &house, &login, &typed, &id).await?;
    }
    Ok(done(&id, frame.t("Xã đã bắt đầu kiểm tra hồ sơ.")))
}

async fn page(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<NotePage, Failure> {
    let mut tx = house.db.read().await?;
    let today = house.clock.today();
    let dossier = open(&mut tx, house, login, (id, Act::ProposeDossier)).await?;
    let round = programme::round_on(&mut tx, &dossier.province, today).await?;
    let lead = frame.tf(
        "Đề nghị ký hôm nay thuộc Đợt {} năm {} của tỉnh. Mã sản phẩm được cấp khi gửi đề nghị.",
        (i64::from(round.number), i64::from(round.year)),
    );
    Ok(NotePage {
        head: Head::of(&mut tx, &dossier, typed).await?,
        typed: Noted::typed(typed, &frame, today),
        asked: Asked {
            title: frame.t("Đề nghị tỉnh đánh giá"),
            lead,
            action: "proposal",
            choices: None,
            letter: Some(frame.t("Số công văn đề nghị")),
            date: frame.t("Ngày ký công văn"),
            words: None,
            button: frame.t("Gửi đề nghị lên tỉnh"),
        },
        frame,
    })
}

async fn ask(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&page(&house, frame, &login, (&id, &Typed::default())).await?)?.into_response())
}

async fn propose(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let form = (id.as_str(), &typed);
    let said = frame.t("Đã gửi đề nghị lên tỉnh và cấp mã sản phẩm.");
    let tried = propose_to_province(&house, &login, form).await;
    answer(&id, (frame, said), tried, |frame| page(&house, frame, &login, form)).await
}

async fn propose_to_province(
    house: &House,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<(), Failure> {
    let step = Step::Propose;
    let Some((mut tx, dossier)) = begin(house, login, typed, (id, step.act())).await? else {
        return Ok(());
    };
    let term = (dossier.received_on, house.clock.today());
    let letter = Noted::read(typed, (true, false), term)?;
    must_be_checked(&mut tx, house, &dossier).await?;
    let round = programme::round_on(&mut tx, &dossier.province, letter.dated).await?;
    let place = (dossier.province.clone(), dossier.commune.clone());
    let product = dossier.product.clone();
    let detail = json!({
        "letter": letter.letter,
        "dated": letter.dated.to_string(),
        "round": format!("{}-{}", round.year, round.number),
    });
    // The step first: what the rules refuse takes no number of the series.
    store::move_on(&mut tx, dossier, step, login, detail, house.clock.now()).await?;
    let code = store::next_code(&mut tx, (&place.0, &place.1), round.year).await?;
    products::store::add_code(&mut tx, &product, &code.to_string(), letter.dated).await?;
    store::note_proposal(&mut tx, id, (&letter.letter, letter.dated), &code).await?;
    finish(tx, house, login, typed, id).await
}

/// Nothing is proposed before every part is ticked off and every finding written (Art. 7.2).
async fn must_be_checked(tx: &mut Tx<'_>, house: &House, dossier: &Dossier) -> Result<(), Failure> {
    let ticked = store::ticked(tx, &dossier.id).await?;
    let parts = composition(dossier.kind, group(house, dossier)?);
    let mut refusals = Vec::new();
    if !parts.iter().all(|it| ticked.contains(it)) {
        refusals.push(Refusal::new(
            "Thành phần hồ sơ chưa được xác nhận đủ (Điều 7.2.a): hãy kiểm tra thành phần hồ sơ trước.",
        ));
    }
    for subject in missing_findings(&store::findings(tx, &dossier.id).await?) {
        refusals.push(Refusal::new(format!(
            "Mẫu 03 chưa ghi nhận xét của xã về: {} (Điều 7.2.a).",
            subject_label(subject)
        )));
    }
    if refusals.is_empty() { Ok(()) } else { Err(Failure::Refused(refusals)) }
}

/// The group of the product, by the sheet that it is scored on.
pub(in crate::dossiers) fn group(house: &House, dossier: &Dossier) -> Result<Group, Failure> {
    let set = house.standards.set(dossier.set);
    let group = set.and_then(|it| Group::from_id(it.class.split('.').next()?));
    group.ok_or_else(|| anyhow::anyhow!("{} has no group", dossier.set).into())
}
