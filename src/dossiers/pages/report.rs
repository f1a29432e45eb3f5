//! Mẫu 02 without its points: parts I, II and IV, one page each.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::dossiers::RENEWED;

use super::{open, own};
use crate::accounts::Login;
use crate::dossiers::labels::update_label;
use crate::dossiers::store::{self, Dossier};
use crate::dossiers::written::{HOLDINGS, Report, update_id};
use crate::face::{Choice, Frame, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision};

/// A page of the report, by the last word of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// I.
    General,
    /// II.
    Results,
    /// IV.
    Plan,
}

impl Part {
    fn from_word(word: &str) -> Result<Self, Failure> {
        match word {
            "general" => Ok(Self::General),
            "results" => Ok(Self::Results),
            "plan" => Ok(Self::Plan),
            _ => Err(Failure::NotFound),
        }
    }

    /// Its last word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Results => "results",
            Self::Plan => "plan",
        }
    }

    /// What it is called.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::General => "I. Thông tin chung",
            Self::Results => "II. Kết quả sản xuất, kinh doanh",
            Self::Plan => "IV. Kế hoạch thời gian tới",
        }
    }
}

/// The parts in which something that everyone writes is still empty.
pub(super) fn unwritten(report: &Report) -> Vec<Part> {
    let written = |texts: &[&String]| texts.iter().all(|it| !it.is_empty());
    let results = [&report.materials, &report.quality, &report.market, &report.turnover];
    let parts = [
        (Part::General, written(&[&report.history, &report.organisation])),
        (Part::Results, written(&results)),
        (Part::Plan, written(&[&report.plan])),
    ];
    parts.into_iter().filter(|(_, is_written)| !is_written).map(|(part, _)| part).collect()
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/report.html")]
struct ReportPage {
    frame: Frame,
    part: Part,
    dossier: Dossier,
    holdings: Vec<Choice>,
    updates: Vec<Choice>,
}

pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let part = Part::from_word(&part)?;
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
    let holdings = HOLDINGS.map(|(word, label)| Choice::new(word, frame.t(label))).into();
    let updates = RENEWED.map(|it| Choice::new(update_id(it), frame.t(update_label(it)))).into();
    Ok(show(&ReportPage { frame, part, dossier, holdings, updates })?.into_response())
}

pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path((id, part)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let part = Part::from_word(&part)?;
    let mut tx = house.db.begin().await?;
    let dossier = open(&house, &mut tx, &login, &id).await?;
    let report = written(dossier.report, part, &pairs);
    store::save_report(&mut tx, &id, &report, revision(&pairs)?).await?;
    tx.commit().await?;
    let said = frame.t("Đã lưu báo cáo tự đánh giá.");
    Ok(redirect_saying(&format!("/dossiers/{id}"), said))
}

/// The revision that a form was made from.
pub(super) fn revision(pairs: &[(String, String)]) -> Result<Revision, Failure> {
    let typed = pairs.iter().find(|(name, _)| name == "revision").map(|(_, typed)| typed);
    typed.and_then(|it| it.parse().ok()).ok_or(Failure::Stale)
}

/// The report with the fields of one page written anew.
fn written(report: Report, part: Part, pairs: &[(String, String)]) -> Report {
    let each = |name: &str| -> Vec<String> {
        pairs.iter().filter(|(at, _)| at == name).map(|(_, it)| it.trim().to_owned()).collect()
    };
    let one = |name: &str| each(name).into_iter().next().unwrap_or_default();
    match part {
        Part::General => Report {
            standard: one("standard"),
            holdings: each("holdings"),
            history: one("history"),
            organisation: one("organisation"),
            ..report
        },
        Part::Results => Report {
            materials: one("materials"),
            quality: one("quality"),
            market: one("market"),
            turnover: one("turnover"),
            changes: one("changes"),
            updates: each("updates"),
            ..report
        },
        Part::Plan => Report { plan: one("plan"), ..report },
    }
}
