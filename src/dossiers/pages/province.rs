//! The province receives what its communes propose, is told the round, and accepts it (Art. 5.1,
//! 7.3.a).

use axum::extract::{Path, State};
use axum::response::Response;
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::{Receipt, Stage, Step};
use serde_json::json;

use super::super::store::{self, Dossier};
use super::office::{Body, Typed, begin, done, finish};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::Frame;
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook, series};
use crate::programme;

pub(super) fn doors() -> Doors {
    const PROVINCE: Who = Who::Only(&[Role::Province]);
    Doors::new().post("/dossiers/{id}/reception", PROVINCE, take_in).post(
        "/dossiers/{id}/acceptance",
        PROVINCE,
        accept,
    )
}

/// Receives a proposal once: the province's receipt, and the round by the date of the commune's
/// letter (Art. 5.1).
pub(super) async fn receive(
    tx: &mut Tx<'_>,
    house: &House,
    login: &Login,
    dossier: Dossier,
) -> Result<Dossier, Failure> {
    let (None, Some(proposed_on)) = (&dossier.province_receipt, dossier.proposed_on) else {
        return Ok(dossier);
    };
    let today = house.clock.today();
    let round = programme::round_on(tx, &dossier.province, proposed_on).await?;
    let name = format!("province-receipt/{}/{}", dossier.province, today.year());
    let number = series::next(tx, &name).await?;
    let receipt = Receipt {
        number: u32::try_from(number).map_err(anyhow::Error::new)?,
        province: dossier.province.code().to_owned(),
        commune: dossier.commune.code().to_owned(),
        year: today.year(),
    }
    .to_string();
    store::note_reception(tx, &dossier.id, (&receipt, today), round).await?;
    let dossier = store::touch(tx, dossier).await?;
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: dossier.subject(),
        step: "receive",
        article: "7.3.a",
        detail: json!({ "receipt": receipt, "round": format!("{}-{}", round.year, round.number) }),
    };
    logbook::write(tx, line).await?;
    store::by_id(tx, &dossier.id).await
}

/// The round of a dossier, for a person.
fn round_label(frame: &Frame, dossier: &Dossier) -> String {
    let label = |(year, number): (i64, i64)| frame.tf("Đợt {} năm {}", (number, year));
    dossier.round.map(label).unwrap_or_default()
}

async fn take_in(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let opened = begin(&house, &login, &typed, (&id, Act::AcceptDossier)).await?;
    let Some((mut tx, dossier)) = opened else {
        return Ok(done(&id, frame.t("Hồ sơ đã được tiếp nhận.")));
    };
    if dossier.stage != Stage::ProvinceChecking {
        return Err(Failure::refused("Chỉ tiếp nhận hồ sơ xã đang đề nghị (Điều 7.3.a)."));
    }
    let dossier = receive(&mut tx, &house, &login, dossier).await?;
    finish(tx, &house, &login, &typed, &id).await?;
    let round = round_label(&frame, &dossier);
    let receipt = dossier.province_receipt.unwrap_or_default();
    Ok(done(&id, &frame.tf("Đã tiếp nhận: phiếu {}, hồ sơ thuộc {}.", (&receipt, &round))))
}

async fn accept(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let step = Step::Accept;
    let Some((mut tx, dossier)) = begin(&house, &login, &typed, (&id, step.act())).await? else {
        return Ok(done(&id, frame.t("Hồ sơ đã được tiếp nhận.")));
    };
    let dossier = receive(&mut tx, &house, &login, dossier).await?;
    let round = round_label(&frame, &dossier);
    let detail = json!({ "round": dossier.round });
    store::move_on(&mut tx, dossier, step, &login, detail, house.clock.now()).await?;
    finish(tx, &house, &login, &typed, &id).await?;
    Ok(done(&id, &frame.tf("Đã tiếp nhận hồ sơ vào {}.", [round.as_str()])))
}
