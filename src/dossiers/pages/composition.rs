//! The commune ticks off what a dossier is made of (Art. 7.2.a).

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Role};
use ocop_rules::dossiers::{Component, Stage, composition};
use serde_json::json;

use super::super::store::{self, Dossier};
use super::office::{Body, Head, Typed, answer, begin, finish, open};
use super::proposal::group;
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx, logbook};

pub(super) fn doors() -> Doors {
    const COMMUNE: Who = Who::Only(&[Role::Commune]);
    Doors::new().get("/dossiers/{id}/composition", COMMUNE, look).post(
        "/dossiers/{id}/composition",
        COMMUNE,
        tick,
    )
}

/// What a part of a dossier is called, and where it is looked at.
pub(in crate::dossiers) fn component_label(part: Component) -> (&'static str, &'static str) {
    match part {
        Component::Slip => ("Phiếu đăng ký (Mẫu 01)", "slip"),
        Component::SelfAssessment => ("Báo cáo tự đánh giá (Mẫu 02)", "report"),
        Component::Changes => ("Những thay đổi so với lần công nhận trước", "report"),
        Component::Updates => ("Nội dung cập nhật khi đánh giá lại", "report"),
        Component::Evidence => ("Tài liệu minh chứng theo tiêu chí", "evidence"),
        Component::Samples => ("05 sản phẩm mẫu", "slip"),
    }
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/composition.html")]
struct CompositionPage {
    frame: Frame,
    head: Head,
    parts: Vec<Choice>,
    ticked: Vec<&'static str>,
}

async fn page(
    house: &House,
    frame: Frame,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<CompositionPage, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = open(&mut tx, house, login, (id, Act::CheckComposition)).await?;
    let parts = composition(dossier.kind, group(house, &dossier)?);
    let ticked =
        if typed.is_sent() { read(typed) } else { store::ticked(&mut tx, &dossier.id).await? };
    Ok(CompositionPage {
        head: Head::of(&mut tx, &dossier, typed).await?,
        parts: parts
            .into_iter()
            .map(|it| Choice::new(it.id(), frame.t(component_label(it).0)))
            .collect(),
        ticked: ticked.into_iter().map(Component::id).collect(),
        frame,
    })
}

fn read(typed: &Typed) -> Vec<Component> {
    let mut parts: Vec<Component> = typed.all("parts").filter_map(Component::from_id).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    Ok(show(&page(&house, frame, &login, (&id, &Typed::default())).await?)?.into_response())
}

async fn tick(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    body: Body,
) -> Result<Response, Failure> {
    let typed = Typed::of(body);
    let form = (id.as_str(), &typed);
    let said = frame.t("Đã lưu việc kiểm tra thành phần hồ sơ.");
    let tried = keep_ticks(&house, &login, form).await;
    answer(&id, (frame, said), tried, |frame| page(&house, frame, &login, form)).await
}

async fn keep_ticks(
    house: &House,
    login: &Login,
    (id, typed): (&str, &Typed),
) -> Result<(), Failure> {
    let opened = begin(house, login, typed, (id, Act::CheckComposition)).await?;
    let Some((mut tx, dossier)) = opened else { return Ok(()) };
    must_be_checking(&dossier)?;
    let belongs = composition(dossier.kind, group(house, &dossier)?);
    let mut parts = read(typed);
    parts.retain(|it| belongs.contains(it));
    let dossier = store::touch(&mut tx, dossier).await?;
    store::save_ticks(&mut tx, &dossier.id, &parts).await?;
    let words: Vec<&str> = parts.iter().map(|it| it.id()).collect();
    note(&mut tx, house, login, &dossier, ("check-composition", json!({ "parts": words }))).await?;
    finish(tx, house, login, typed, id).await
}

/// The commune writes only while it checks.
pub(super) fn must_be_checking(dossier: &Dossier) -> Result<(), Failure> {
    match dossier.stage {
        Stage::CommuneChecking => Ok(()),
        Stage::Filed => Err(Failure::refused(
            "Hãy bấm “Bắt đầu kiểm tra” trước khi ghi kết quả kiểm tra (Điều 7.2.a).",
        )),
        _ => Err(Failure::refused(
            "Hồ sơ không còn ở bước xã kiểm tra, nội dung này không sửa được nữa (Điều 7.2).",
        )),
    }
}

/// Writes what the commune did, without a change of stage, into the logbook.
pub(super) async fn note(
    tx: &mut Tx<'_>,
    house: &House,
    login: &Login,
    dossier: &Dossier,
    (step, detail): (&str, serde_json::Value),
) -> Result<(), Failure> {
    let line = logbook::Line {
        at: house.clock.now(),
        person: &login.person,
        unit: login.post.unit.as_str(),
        subject: dossier.subject(),
        step,
        article: "7.2.a",
        detail,
    };
    logbook::write(tx, line).await
}
