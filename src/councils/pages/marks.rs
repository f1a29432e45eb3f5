//! Saving a sheet while it is filled in: the busiest address of the house on the day of a meeting.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::{Act, Place, Seat};
use ocop_rules::councils::SheetStage;
use ocop_rules::criteria::{CriteriaSet, Criterion, Points, Rank};

use super::sheet::SheetPage;
use crate::accounts::Login;
use crate::councils::filling::{self, Fields, NONE, field, filled};
use crate::councils::proceedings::{Proceedings, marks};
use crate::councils::store::{self, Filled, KeptSheet};
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Refusal, Tx};

/// Passes when the sheet is the person's own.
pub(super) fn owns(login: &Login, sheet: &KeptSheet) -> Result<(), Failure> {
    if sheet.person != login.person {
        return Err(Failure::NotFound);
    }
    let place = Place::within(std::slice::from_ref(&sheet.unit)).from_seat(Seat::Member);
    login.must(Act::FillSheet, &place)
}

/// Passes while the sheet may be changed.
pub(super) fn is_open(sheet: &KeptSheet) -> Result<(), Failure> {
    Err(Failure::refused(match sheet.stage() {
        SheetStage::Open => return Ok(()),
        SheetStage::Signed => "Phiếu đã ký; muốn sửa thì đề nghị Chủ tịch Hội đồng trả lại phiếu.",
        SheetStage::Locked | SheetStage::Vacant => {
            "Lượt chấm này đã chốt hoặc phiên họp đã kết thúc; phiếu không sửa được nữa."
        }
        SheetStage::Excused => "Bạn đã khai xung đột lợi ích nên không chấm sản phẩm này.",
    }))
}

pub(super) fn set_of<'h>(house: &'h House, sheet: &KeptSheet) -> Result<&'h CriteriaSet, Failure> {
    let set = house.standards.set(sheet.set).map(|it| &it.criteria);
    set.ok_or_else(|| anyhow::anyhow!("a sheet is of {}, which is not there", sheet.set).into())
}

/// `POST /sheets/{id}/marks`: one read, one write; no line in the logbook, for a draft changes
/// nobody's standing.
pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    owns(&login, &sheet)?;
    is_open(&sheet)?;
    let set = set_of(&house, &sheet)?;
    let after = match filled(set, &sheet.filled, &fields) {
        Ok(after) => after,
        Err(refusals) => return refused(&house, tx, frame, &sheet, &fields, refusals).await,
    };
    if field(&fields, "revision") != sheet.revision.to_string() {
        return Ok(conflict(&frame, set, &sheet, &after, &fields)?);
    }
    drop(tx);

    let (at, saved, seen) = (id.clone(), after.clone(), sheet.revision);
    let write = house
        .together
        .write(move |tx| Box::pin(async move { store::save_sheet(tx, &at, &saved, seen).await }));
    match write.await {
        Ok(()) => {}
        Err(Failure::Stale) => {
            let mut tx = house.db.read().await?;
            let sheet = store::sheet(&mut tx, &id).await?;
            is_open(&sheet)?;
            return Ok(conflict(&frame, set, &sheet, &after, &fields)?);
        }
        Err(failure) => return Err(failure),
    }
    if headers.contains_key("hx-request") {
        return Ok(show(&Running::of(frame, set, &sheet, &after, &fields)?)?.into_response());
    }
    let then = field(&fields, "then");
    Ok(match then {
        "" => redirect_saying(&format!("/sheets/{id}"), frame.t("Đã lưu phiếu.")),
        section => Redirect::to(&format!("/sheets/{id}?section={section}")).into_response(),
    })
}

async fn refused(
    house: &House,
    mut tx: Tx<'_>,
    frame: Frame,
    sheet: &KeptSheet,
    fields: &Fields,
    refusals: Vec<Refusal>,
) -> Result<Response, Failure> {
    let it = Proceedings::read(house, &mut tx, &sheet.meeting, &sheet.dossier).await?;
    let errors: Errors = refusals.into_iter().map(|it| (it.field, it.sentence)).collect();
    let at = match field(fields, "section") {
        "" => "all",
        section => section,
    };
    let typed = typed(&it.set.criteria, &sheet.filled, fields);
    let frame = frame.with(errors);
    let page = SheetPage::read(&mut tx, frame, &it, sheet, typed, (at.to_owned(), true)).await?;
    Ok(again(&page)?.into_response())
}

/// As much of a refused form as is an answer.
fn typed(set: &CriteriaSet, before: &Filled, fields: &Fields) -> Filled {
    let mut sound = Fields::new();
    for one in fields.iter().filter(|(name, _)| name != "set") {
        let mut tried = sound.clone();
        tried.push(one.clone());
        if filled(set, before, &tried).is_ok() {
            sound = tried;
        }
    }
    filled(set, before, &sound).unwrap_or_else(|_| before.clone())
}

/// What changes on the screen when a mark was saved without leaving the page.
#[derive(askama::Template)]
#[template(path = "councils/pages/running.html")]
struct Running {
    frame: Frame,
    revision: i64,
    /// The section after this one; empty at the end.
    next: String,
    sums: Vec<(String, Points, Points)>,
    total: Points,
    rank: Rank,
    answered: usize,
    criteria: usize,
}

impl Running {
    fn of(
        frame: Frame,
        set: &CriteriaSet,
        sheet: &KeptSheet,
        filled: &Filled,
        fields: &Fields,
    ) -> Result<Self, Failure> {
        let given = marks(set, &filled.marks)?;
        let section = field(fields, "section");
        let mut codes = set.sections().map(|(it, _)| it.code.to_string());
        let next = codes.find(|it| it == section).and_then(|_| codes.next());
        Ok(Self {
            sums: sums(&frame, set, &given, section),
            next: next.unwrap_or_default(),
            total: given.total(set),
            rank: Rank::of(set, &given.averages(set)),
            answered: filled.ticks.len(),
            criteria: set.len(),
            revision: sheet.revision + 1,
            frame,
        })
    }
}

/// The subtotals that stand below a screen: of its section, and of its part or of every part.
pub(super) fn sums(
    frame: &Frame,
    set: &CriteriaSet,
    given: &ocop_rules::criteria::Marks,
    at: &str,
) -> Vec<(String, Points, Points)> {
    let mut sums = Vec::new();
    for part in set.parts() {
        let here = part.sections.iter().any(|it| it.code.to_string() == at);
        let sections = set.sections().filter(|(it, _)| here && it.code.to_string() == at);
        for (section, positions) in sections {
            let points = given.subtotal(set, positions);
            sums.push((frame.tf("Mục {}", [section.code]), points, section.max));
        }
        if here || at == "all" {
            let points = given.subtotal(set, set.positions(part.letter));
            sums.push((frame.tf("Phần {}", [part.letter]), points, part.max));
        }
    }
    sums
}

/// Where what is saved and what was typed differ in one criterion.
struct Difference<'a> {
    criterion: &'a Criterion,
    saved: String,
    typed: String,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/conflict.html")]
struct ConflictPage<'a> {
    frame: Frame,
    sheet: &'a KeptSheet,
    section: &'a str,
    differences: Vec<Difference<'a>>,
    /// What else differs: where, saved, typed.
    words: Vec<(String, String, String)>,
    /// What was typed and is sent along as it is.
    rest: Vec<(&'a str, &'a str)>,
}

impl ConflictPage<'_> {
    fn label(&self, criterion: &Criterion, option: &str) -> String {
        let chosen = option.parse().ok().and_then(|it: usize| criterion.options.get(it));
        match (option, chosen) {
            (_, Some(it)) => self.frame.tf("{} điểm: {}", (it.points, &it.label)),
            (NONE, None) => self.frame.t("Không đạt mức nào, 0 điểm").to_owned(),
            _ => self.frame.t("Chưa chấm").to_owned(),
        }
    }
}

/// Both versions side by side: nothing is overwritten, and nothing is lost.
fn conflict(
    frame: &Frame,
    set: &CriteriaSet,
    saved: &KeptSheet,
    typed: &Filled,
    fields: &Fields,
) -> anyhow::Result<Response> {
    let option = |filled: &Filled, code: &str| match filled.ticks.get(code) {
        None => String::new(),
        Some(-1) => NONE.to_owned(),
        Some(option) => option.to_string(),
    };
    let section = field(fields, "section");
    let laid = filling::filled(set, &saved.filled, fields).unwrap_or_else(|_| typed.clone());
    let mut differences = Vec::new();
    let mut words = Vec::new();
    for criterion in set.criteria() {
        let code = criterion.code.to_string();
        let (old, new) = (option(&saved.filled, &code), option(&laid, &code));
        if old != new {
            differences.push(Difference { criterion, saved: old, typed: new });
        }
        let note = |it: &Filled| it.notes.get(&code).cloned().unwrap_or_default();
        if note(&saved.filled) != note(&laid) {
            let at = frame.tf("{}: lý do khác với nhận xét của xã", [&code]);
            words.push((at, note(&saved.filled), note(&laid)));
        }
        let knocked = |it: &Filled| {
            let ticked = it.knockouts.iter().filter(|(at, _)| *at == code);
            let text = ticked.filter_map(|(_, which)| criterion.knockouts.get(*which).cloned());
            text.collect::<Vec<_>>().join("; ")
        };
        if knocked(&saved.filled) != knocked(&laid) {
            let at = frame.tf("{}: điều kiện loại", [&code]);
            words.push((at, knocked(&saved.filled), knocked(&laid)));
        }
    }
    if saved.filled.opinion != laid.opinion {
        let at = frame.t("Ý kiến").to_owned();
        words.push((at, saved.filled.opinion.clone(), laid.opinion.clone()));
    }
    let is_asked =
        |name: &str| differences.iter().any(|it| name == format!("m.{}", it.criterion.code));
    let rest = fields.iter().filter(|(name, _)| {
        !is_asked(name) && !["revision", "section", "then"].contains(&name.as_str())
    });
    let rest = rest.map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page =
        ConflictPage { frame: frame.clone(), sheet: saved, section, differences, words, rest };
    let mut response = (StatusCode::CONFLICT, show(&page)?).into_response();
    for (name, value) in
        [("hx-retarget", "main"), ("hx-reselect", "main"), ("hx-reswap", "outerHTML")]
    {
        let value = axum::http::HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
