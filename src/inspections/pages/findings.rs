//! What a visit found, criterion by criterion: only what is not as it was need be entered.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Act;
use ocop_rules::criteria::{CriteriaSet, Criterion, Points, Section};
use ocop_rules::inspections::Kept;

use super::super::case::{Case, Evaluated};
use super::super::labels;
use super::super::ledgers::VISITS;
use super::super::store::{self, Finding, Visit};
use super::super::writing::{self, choice};
use super::typed::{Reader, Typed, errors};
use super::visit::visited;
use crate::accounts::Login;
use crate::face::{Choice, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::ledgers;
use crate::machinery::{Failure, Revision};

/// How much of an option's label a list shows.
const SHORT: usize = 70;

/// A criterion as it is asked.
struct Asked {
    code: String,
    name: String,
    /// What it was worth, and what was true for it; empty where no council scored it here.
    evaluated: String,
    choices: Vec<Choice>,
    chosen: String,
    note: String,
}

/// The criteria of a section.
struct Group {
    title: String,
    criteria: Vec<Asked>,
}

impl Group {
    /// Whether something stands there that is worth a look.
    fn is_open(&self, frame: &Frame) -> bool {
        let is_plain = |it: &str| ["", Kept::Kept.id()].contains(&it);
        let is_wrong = |it: &Asked| {
            ["f", "n"]
                .iter()
                .any(|field| frame.errors.of(&format!("{field}.{}", it.code)).is_some())
        };
        let is_worth = |it: &Asked| !is_plain(&it.chosen) || !it.note.is_empty() || is_wrong(it);
        self.criteria.iter().any(is_worth)
    }
}

#[derive(askama::Template)]
#[template(path = "inspections/pages/findings.html")]
struct FindingsPage {
    frame: Frame,
    visit: Visit,
    is_scored: bool,
    set: String,
    is_other_edition: bool,
    groups: Vec<Group>,
    others: Vec<Choice>,
    typed: Typed,
    seen: Revision,
}

fn set<'h>(house: &'h House, case: &Case) -> Result<&'h CriteriaSet, Failure> {
    let set = case.set(house).map(|it| &it.criteria);
    set.ok_or_else(|| {
        let sentence =
            "Sản phẩm này chưa rõ thuộc bộ tiêu chí nào, nên không ghi được từng tiêu chí.";
        Failure::refused(sentence)
    })
}

/// What a finding is as the answer of a form.
fn answered(it: &Finding) -> String {
    match (it.kept, it.chosen, it.evaluated) {
        (Kept::Below | Kept::Better, Some(option), Some(_)) => format!("o.{option}"),
        (kept, _, _) => kept.id().to_owned(),
    }
}

impl FindingsPage {
    fn new(
        house: &House,
        frame: Frame,
        (visit, case): (Visit, &Case),
        evaluated: Option<&Evaluated>,
        typed: Typed,
    ) -> Result<Self, Failure> {
        let set = set(house, case)?;
        let group = |(section, positions): (&Section, std::ops::Range<usize>)| {
            let criteria = positions.filter_map(|at| Some((at, set.at(at)?)));
            Group {
                title: format!("{}. {}", section.code, section.name),
                criteria: criteria.map(|it| asked(&frame, set, it, evaluated, &typed)).collect(),
            }
        };
        let others = [("kept", "Đã xem, như khi đánh giá"), ("not-looked-at", "Chưa xem")];
        let edition = case.certificate.as_ref().map(|it| it.edition);
        Ok(Self {
            groups: set.sections().map(group).collect(),
            others: labels::choices(&frame, &others),
            is_scored: evaluated.is_some(),
            is_other_edition: edition.is_some_and(|it| it != set.id().edition()),
            set: format!("{} {}", set.id(), set.name()),
            seen: visit.revision,
            frame,
            visit,
            typed,
        })
    }
}

fn asked(
    frame: &Frame,
    set: &CriteriaSet,
    (at, criterion): (usize, &Criterion),
    evaluated: Option<&Evaluated>,
    typed: &Typed,
) -> Asked {
    let code = criterion.code.to_string();
    let then = evaluated.and_then(|it| it.marks.chosen(at));
    let label = |option: usize| {
        let option = criterion.options.get(option);
        option.map(|it| frame.tf("{} điểm: {}", (it.points, &short(&it.label)))).unwrap_or_default()
    };
    let mut choices = vec![Choice::new("kept", frame.t(labels::kept(Kept::Kept)))];
    match (evaluated, then) {
        (Some(_), then) => {
            let then = then.map(|it| it.option);
            let others = (0..criterion.options.len()).filter(|it| Some(*it) != then);
            choices.extend(others.map(|it| Choice::new(format!("o.{it}"), label(it))));
        }
        (None, _) => choices.push(Choice::new("below", frame.t(labels::kept(Kept::Below)))),
    }
    let blind = Kept::NotLookedAt;
    choices.push(Choice::new(blind.id(), frame.t(labels::kept(blind))));
    Asked {
        name: criterion.name.clone(),
        evaluated: then.map(|it| label(it.option)).unwrap_or_default(),
        choices,
        chosen: typed.one(&format!("f.{code}")).to_owned(),
        note: typed.one(&format!("n.{code}")).to_owned(),
        code,
    }
    .of(set)
}

impl Asked {
    /// A criterion that is the whole of its section is called as it.
    fn of(mut self, set: &CriteriaSet) -> Self {
        if self.name.is_empty() {
            let named = set.sections().find(|(it, _)| it.code.to_string() == self.code);
            self.name = named.map(|(it, _)| it.name.clone()).unwrap_or_default();
        }
        self
    }
}

fn short(label: &str) -> String {
    if label.chars().count() <= SHORT {
        return label.to_owned();
    }
    let cut: String = label.chars().take(SHORT).collect();
    format!("{}…", cut.trim_end())
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let (visit, case) = visited(&house, &mut tx, (&login, Act::Inspect), &id).await?;
    let evaluated = case.evaluated(&house, &mut tx).await?;
    let findings = store::findings(&mut tx, &id).await?;
    let mut typed = Typed::default();
    for it in &findings {
        typed = typed.or(&format!("f.{}", it.criterion), answered(it));
        typed = typed.or(&format!("n.{}", it.criterion), it.note.as_str());
    }
    let others = if findings.is_empty() { "kept" } else { "not-looked-at" };
    let typed = typed.or("others", others);
    let page = FindingsPage::new(&house, frame, (visit, &case), evaluated.as_ref(), typed)?;
    Ok(show(&page)?.into_response())
}

pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    match keep(&house, &login, &id, &typed).await {
        Ok(()) => {
            let said = frame.t("Đã ghi kết quả từng tiêu chí.");
            Ok(redirect_saying(&format!("/inspections/{id}"), said))
        }
        Err(Failure::Refused(refusals)) => {
            let mut tx = house.db.read().await?;
            let (visit, case) = visited(&house, &mut tx, (&login, Act::Inspect), &id).await?;
            let evaluated = case.evaluated(&house, &mut tx).await?;
            let frame = frame.with(errors(refusals));
            let page = FindingsPage::new(&house, frame, (visit, &case), evaluated.as_ref(), typed)?;
            Ok(again(&page)?.into_response())
        }
        Err(failure) => Err(failure),
    }
}

async fn keep(house: &House, login: &Login, id: &str, typed: &Typed) -> Result<(), Failure> {
    let mut tx = house.db.begin().await?;
    let (_, case) = visited(house, &mut tx, (login, Act::Inspect), id).await?;
    let evaluated = case.evaluated(house, &mut tx).await?;
    let set = set(house, &case)?;
    let findings = read(set, evaluated.as_ref(), typed)?;
    let below = findings.iter().any(|it| it.kept == Kept::Below);
    let seen_any = findings.iter().any(|it| it.kept != Kept::NotLookedAt);
    let upkeep = match (below, seen_any) {
        (true, _) => "below",
        (false, true) => "kept",
        (false, false) => "not-looked-at",
    };
    store::replace_findings(&mut tx, id, &findings).await?;
    let mut row = ledgers::store::by_id(&mut tx, &VISITS, id).await?.row;
    writing::set(&mut row, "upkeep", choice(upkeep));
    let seen: Revision = typed.one("revision").parse().unwrap_or(-1);
    writing::change(&mut tx, (house, login), &case, (id, row, seen), &["upkeep"]).await?;
    Ok(tx.commit().await?)
}

/// The findings that were typed: what is said of a criterion, else what is said of all others.
fn read(
    set: &CriteriaSet,
    evaluated: Option<&Evaluated>,
    typed: &Typed,
) -> Result<Vec<Finding>, Failure> {
    let mut reader = Reader::of(typed);
    let kinds = [("kept", ""), ("not-looked-at", "")];
    let missing = "Hãy chọn: các tiêu chí không ghi riêng đã được xem hay chưa.";
    let others = reader.choice("others", &kinds, missing);
    let mut findings = Vec::new();
    for (at, criterion) in set.criteria().enumerate() {
        let code = criterion.code.to_string();
        let field = format!("f.{code}");
        let note = reader.line(&format!("n.{code}"), "");
        let said = match typed.one(&field) {
            "" => others,
            said => said,
        };
        let then = evaluated.map(|it| it.marks.chosen(at));
        let found = finding(criterion, then.map(|it| it.map(|it| (it.option, it.points))), said);
        let Some((kept, chosen)) = found else {
            reader.refuse(&field, format!("Tiêu chí {code} không có kết quả như vậy."));
            continue;
        };
        if kept == Kept::NotLookedAt && typed.one(&field).is_empty() && note.is_empty() {
            continue;
        }
        let points = then.map(|it| it.map_or(0, |it| it.points));
        let finding =
            Finding { set: set.id(), criterion: code, kept, evaluated: points, chosen, note };
        findings.push(finding);
    }
    reader.passed()?;
    Ok(findings)
}

/// What an answer says of a criterion, and the option it is now: `then` is none where no council
/// scored it here, and none within where the council gave nothing.
#[expect(clippy::option_option, reason = "never scored here, and scored with nothing")]
fn finding(
    criterion: &Criterion,
    then: Option<Option<(usize, Points)>>,
    said: &str,
) -> Option<(Kept, Option<usize>)> {
    match (said, then) {
        ("not-looked-at", _) => Some((Kept::NotLookedAt, None)),
        ("kept", Some(then)) => {
            let nothing = criterion.options.iter().position(|it| it.points == 0);
            Some((Kept::Kept, then.map(|(option, _)| option).or(nothing)))
        }
        ("kept", None) => Some((Kept::Kept, None)),
        ("below", None) => Some((Kept::Below, None)),
        (said, Some(then)) => {
            let option: usize = said.strip_prefix("o.")?.parse().ok()?;
            let now = criterion.options.get(option)?.points;
            let then = then.map_or(0, |(_, points)| points);
            let kept = match now.cmp(&then) {
                std::cmp::Ordering::Less => Kept::Below,
                std::cmp::Ordering::Equal => Kept::Kept,
                std::cmp::Ordering::Greater => Kept::Better,
            };
            Some((kept, Some(option)))
        }
        _ => None,
    }
}
