//! Beginning a report: of which unit, on which period, as of which day.

use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::civil::Date;
use ocop_rules::accounts::Act;
use ocop_rules::programme::Period;
use serde::Deserialize;

use super::super::question::Scope;
use super::super::store::{self, Kind, Report};
use super::super::words;
use super::note;
use crate::accounts::Login;
use crate::face::{Choice, Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::ledgers;
use crate::machinery::{Failure, new_id, submits};
use crate::programme::CYCLES;

/// What was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key: String,
    unit: String,
    kind: String,
    title: String,
    period: String,
    on: String,
    places: String,
}

/// On which period, as an address says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    period: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/begin.html")]
struct BeginPage {
    frame: Frame,
    typed: Typed,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
}

impl BeginPage {
    fn new(frame: Frame, typed: Typed) -> Self {
        let kinds = Kind::ALL.iter().map(|it| Choice::new(it.id(), frame.t(it.label())));
        let kinds = kinds.collect();
        let places = vec![
            Choice::new("today", frame.t("Đơn vị hành chính hiện nay")),
            Choice::new("then", frame.t("Đơn vị hành chính khi công nhận")),
        ];
        Self { frame, typed, kinds, places }
    }
}

pub(super) async fn form(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    ledgers::must(&house, &login, Act::KeepLedgers, &login.post.unit)?;
    let today = house.clock.today();
    // A period that is over is told as of its end.
    let chosen = period(&asked.period).ok().filter(|it| it.first() <= today);
    let on = chosen.map_or(today, |it| it.last().min(today));
    let typed = Typed {
        key: new_id(),
        unit: ledgers::unit_words(&house, &login.post.unit, &login.post.unit),
        kind: "yearly".to_owned(),
        period: chosen.map_or_else(|| today.year().to_string(), |_| asked.period.trim().to_owned()),
        on: ocop_documents::words::short_date(on),
        places: "today".to_owned(),
        ..Typed::default()
    };
    Ok(show(&BeginPage::new(frame, typed))?.into_response())
}

/// What was typed, as a report; or every sentence that speaks against it.
fn read(house: &House, login: &Login, typed: &Typed) -> Result<Report, Errors> {
    let (office, now) = (&login.post.unit, house.clock.now());
    let mut errors = Errors::default();
    let unit = errors.keep("unit", ledgers::unit_typed(house, office, &typed.unit));
    let kind = Kind::from_id(&typed.kind);
    if kind.is_none() {
        errors.push("kind", "Hãy chọn loại báo cáo.");
    }
    let period = errors.keep("period", period(&typed.period));
    let on = errors.keep("on", crate::face::date_typed(typed.on.trim()));
    if let (Some(period), Some(on)) = (period, on) {
        let sentence = "Ngày tính số liệu nằm trước kỳ báo cáo.";
        if on < period.first() {
            errors.push("on", sentence);
        }
        if house.clock.today() < on {
            errors.push("on", "Ngày tính số liệu chưa tới.");
        }
    }
    if 300 < typed.title.chars().count() {
        errors.push("title", "Tên báo cáo không quá 300 ký tự.");
    }
    let (Some(unit), Some(kind), Some(period), Some(on), false) =
        (unit, kind, period, on, errors.any())
    else {
        return Err(errors);
    };
    let title = match typed.title.trim() {
        "" => usual_title(house, kind, &unit, period),
        title => title.to_owned(),
    };
    Ok(Report {
        id: new_id(),
        kind,
        title,
        scope: Scope { unit, period, on },
        today: typed.places != "then",
        created: (login.person.clone(), now),
        frozen: None,
        revision: 0,
    })
}

fn period(typed: &str) -> Result<Period, String> {
    let (first, last): (Date, Date) = ledgers::span_typed(typed)?;
    Period::days(first, last).map_err(|_| "Kỳ báo cáo kết thúc trước khi bắt đầu.".to_owned())
}

/// *Báo cáo sơ kết Chương trình mỗi xã một sản phẩm giai đoạn 2019 – 2023, huyện Văn Lãng*
fn usual_title(
    house: &House,
    kind: Kind,
    unit: &ocop_rules::places::UnitId,
    period: Period,
) -> String {
    let kind = match kind {
        Kind::Yearly | Kind::Other => "Báo cáo kết quả thực hiện",
        it => it.label(),
    };
    let (period, unit) = (words::period(period), words::unit(&house.book, unit));
    format!("{kind} Chương trình mỗi xã một sản phẩm {period}, {unit}")
}

pub(super) async fn begin(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    ledgers::must(&house, &login, Act::KeepLedgers, &login.post.unit)?;
    let mut tx = house.db.begin().await?;
    if let Some(location) = submits::answered(&mut tx, &typed.key, &login.person).await? {
        return Ok(Redirect::to(&location).into_response());
    }
    let report = match read(&house, &login, &typed) {
        Ok(report) => report,
        Err(errors) => {
            let page = BeginPage::new(frame.with(errors), typed);
            return Ok(again(&page)?.into_response());
        }
    };
    store::add(&mut tx, &report).await?;
    note(&mut tx, (&house, &login), &report.id, "begin-report", "").await?;
    let location = format!("/reports/{}", report.id);
    submits::keep(&mut tx, &typed.key, &login.person, &location, report.created.1).await?;
    tx.commit().await?;
    Ok(redirect_saying(&location, frame.t("Báo cáo đã được soạn; hãy đọc và sửa câu chữ.")))
}
