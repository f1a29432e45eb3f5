use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::{Act, Place};
use ocop_rules::councils::{Evaluation, Level, Minima, Minimum, Proposal};
use ocop_rules::criteria::{Points, Stars};
use serde::{Deserialize, Serialize};

use super::hearing::{may_look, seat_at};
use super::keeps;
use crate::accounts::Login;
use crate::councils::proceedings::Proceedings;
use crate::councils::store::{self, KeptResult, KeptSheet};
use crate::councils::words;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// A sheet that counted: its member as far as the reader may know, its id likewise.
struct Row<'a> {
    label: String,
    sheet: &'a KeptSheet,
    total: Points,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/result.html")]
struct ResultPage<'a> {
    frame: Frame,
    it: &'a Proceedings<'a>,
    result: &'a KeptResult,
    evaluation: Option<Evaluation>,
    rows: Vec<Row<'a>>,
    others: Vec<KeptResult>,
    names: bool,
    keeps: bool,
    asked_again: bool,
}

impl ResultPage<'_> {
    fn agrees(&self) -> bool {
        agrees(self.result, self.evaluation.as_ref())
    }

    fn minima(&self) -> &'static str {
        words::minima(self.frame.lang, self.result.minima)
    }

    fn level(&self) -> &'static str {
        match self.result.level {
            Level::Province => self.frame.t("Hội đồng cấp tỉnh"),
            Level::Ministry => self.frame.t("Hội đồng Trung ương"),
        }
    }

    fn name_of(&self, minimum: &Minimum) -> &str {
        self.it.set.criteria.criterion(minimum.criterion).map_or("", |it| &it.name)
    }

    /// Every minimum of the ranks that the points alone would earn, and of the next above.
    fn weighed(&self) -> Vec<&Minimum> {
        let Some(evaluation) = &self.evaluation else { return Vec::new() };
        let band = evaluation.rank.band.next().unwrap_or(Stars::Five);
        evaluation.minima.iter().filter(|it| it.stars <= band).collect()
    }

    fn is_missed(&self, minimum: &Minimum) -> bool {
        self.evaluation.as_ref().is_some_and(|it| it.missed().any(|missed| missed == minimum))
    }

    /// Who fell short: names for those who may read them, otherwise how many.
    fn short(&self, minimum: &Minimum) -> String {
        match (minimum.short.len(), self.names) {
            (0, _) => String::new(),
            (_, true) => {
                let names = minimum.short.iter().map(|seat| self.it.holder(seat));
                names.collect::<Vec<_>>().join(", ")
            }
            (count, false) => self.frame.tf("{} thành viên", [count]),
        }
    }

    fn ground(&self) -> String {
        let ground = words::ground(&self.it.set.criteria, &self.result.rejected);
        ground.map_or_else(String::new, |it| words::ground_label(&self.frame, self.it.set, it))
    }

    fn is_exception(&self) -> bool {
        self.result.band == 5 && self.result.stars < 5
    }

    fn proposal(&self) -> &'static str {
        let Some(stars) = Stars::from_number(self.result.stars) else {
            return self.frame.t("Hồ sơ bị loại: không tính điểm, thông báo cho chủ thể.");
        };
        match Proposal::of(stars, self.result.level) {
            Proposal::Recognise(_) => self.frame.t("Đề nghị công nhận, cấp giấy chứng nhận."),
            Proposal::PotentialFive => self
                .frame
                .t("Tiềm năng 5 sao: đề nghị Bộ đánh giá, chưa cấp giấy chứng nhận (Điều 7.3.e)."),
            Proposal::Notify(_) => {
                self.frame.t("Thông báo kết quả, không cấp giấy chứng nhận (Điều 4.1.a).")
            }
            Proposal::HandBack(_) => {
                self.frame.t("Chưa đạt 5 sao: chuyển kết quả về tỉnh (Điều 7.4.g).")
            }
        }
    }
}

/// Whether what was kept is what the kept sheets come to.
pub(in crate::councils) fn agrees(result: &KeptResult, anew: Option<&Evaluation>) -> bool {
    match anew {
        _ if !result.rejected.is_empty() => result.count == 0,
        None => false,
        Some(it) => {
            u64::try_from(result.sum) == Ok(it.mean.sum())
                && u32::try_from(result.count) == Ok(it.mean.count())
                && result.band == it.rank.band.number()
                && result.stars == it.rank.stars.number()
        }
    }
}

/// Sheets without names: in an order that says nothing about whose they are.
fn rows<'a>(
    it: &'a Proceedings<'_>,
    result: &KeptResult,
    evaluation: &Evaluation,
    names: bool,
) -> Vec<Row<'a>> {
    let totals: BTreeMap<&str, Points> =
        evaluation.totals.iter().map(|(seat, total)| (seat.as_str(), *total)).collect();
    let mut rows: Vec<Row<'_>> = it
        .counted(result.ballot)
        .map(|sheet| {
            let total = totals.get(sheet.seat.as_str()).copied().unwrap_or(0);
            Row { label: it.holder(&sheet.seat).to_owned(), sheet, total }
        })
        .collect();
    if !names {
        rows.sort_by(|one, other| {
            let key = |it: &Row<'_>| (it.total, it.sheet.filled.marks.clone());
            key(other).cmp(&key(one))
        });
        for (row, number) in rows.iter_mut().zip(1..) {
            row.label = format!("Thành viên {number}");
        }
    }
    rows
}

/// A result that the person may see, and whether with names.
async fn seen<'h>(
    house: &'h House,
    tx: &mut Tx<'_>,
    login: &Login,
    id: &str,
) -> Result<(KeptResult, Proceedings<'h>, bool), Failure> {
    let result = store::result(tx, id).await?;
    let it = Proceedings::read(house, tx, &result.meeting, &result.dossier).await?;
    let seat = seat_at(login, &it);
    let heard = &it.agenda.heard;
    let units = house.units_above(&heard.commune);
    let place = Place::within(&units).of_producer(&heard.producer).from_seat(seat);
    login.must(Act::SeeResult, &place)?;
    let names = may_look(login, &it.council, seat);
    Ok((result, it, names))
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    again: String,
}

/// `/results/{id}`: the computation, anew each time it is looked at.
pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (result, it, names) = seen(&house, &mut tx, &login, &id).await?;
    let evaluation = it.evaluation(result.ballot, result.minima)?;
    let evaluation = evaluation.filter(|_| result.rejected.is_empty());
    let mut others = store::results_of(&mut tx, &result.dossier).await?;
    others.retain(|other| other.id != result.id);
    let page = ResultPage {
        rows: evaluation.as_ref().map_or_else(Vec::new, |done| rows(&it, &result, done, names)),
        keeps: keeps(&login, &it.council, Act::RecordDecision).is_ok(),
        asked_again: asked.again == "yes",
        it: &it,
        result: &result,
        evaluation,
        others,
        names,
        frame,
    };
    Ok(show(&page)?.into_response())
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    set: String,
    sheets: Vec<Sheet<'a>>,
    minima: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<&'a BTreeMap<String, Points>>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    member: String,
    marks: &'a BTreeMap<String, Points>,
}

/// `/results/{id}/sheets.jsonl`: one line that `ocop score` answers with this result; no names.
pub(super) async fn download(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (result, it, _) = seen(&house, &mut tx, &login, &id).await?;
    let evaluation = it.evaluation(result.ballot, result.minima)?;
    let evaluation = evaluation.filter(|_| result.rejected.is_empty()).ok_or(Failure::NotFound)?;
    let rows = rows(&it, &result, &evaluation, false);
    let sheets =
        rows.into_iter().map(|it| Sheet { member: it.label, marks: &it.sheet.filled.marks });
    let line = Line {
        id: &id,
        set: result.set.to_string(),
        sheets: sheets.collect(),
        minima: result.minima.id(),
        settled: (result.minima == Minima::Settled).then_some(&it.agenda.settled),
    };
    let text = serde_json::to_string(&line)? + "\n";
    let name = format!("attachment; filename=\"ocop-{id}.jsonl\"");
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, text).into_response())
}

/// `/dossiers/{id}/results`: on to the latest result of a dossier.
pub(super) async fn of_dossier(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Redirect, Failure> {
    let mut tx = house.db.read().await?;
    for result in store::results_of(&mut tx, &id).await? {
        if seen(&house, &mut tx, &login, &result.id).await.is_ok() {
            return Ok(Redirect::to(&format!("/results/{}", result.id)));
        }
    }
    Err(Failure::NotFound)
}
