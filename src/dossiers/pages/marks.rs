//! Mẫu 02, part III: the self-assessment, with what it would earn.

use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Act;
use ocop_rules::criteria::{
    CaseTitle, Code, CriteriaSet, Criterion, Marks, Part, Points, Rank, Stars,
};
use serde::Deserialize;
use std::collections::HashSet;

use super::report::revision;
use super::{open, own, sheet};
use crate::accounts::Login;
use crate::dossiers::store::{self, Dossier};
use crate::evidence;
use crate::face::{Errors, Frame, again, redirect_saying, show};
use crate::house::House;
use crate::machinery::{Failure, Revision, Tx};

/// What a self-assessment comes to, and what stands between it and the next stars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sum {
    /// *Tổng điểm.*
    pub(super) total: Points,
    /// The stars it would earn.
    pub(super) stars: u8,
    /// How many criteria have an option, and how many there are.
    pub(super) marked: (usize, usize),
    /// The next stars worth having; none above five.
    pub(super) next: Option<Next>,
}

/// The next stars, and what is missing for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next {
    /// How many.
    pub(super) stars: u8,
    /// So many points are missing in all.
    pub(super) points: Points,
    /// The minima that are not met: criterion and points, in the order of the sheet.
    pub(super) minima: Vec<(Code, Points)>,
}

/// What some marks come to. Below three stars the next are three: the first with a certificate.
pub(super) fn sum(set: &CriteriaSet, marks: &Marks) -> Sum {
    let averages = marks.averages(set);
    let rank = Rank::of(set, &averages);
    let total = marks.total(set);
    let next = rank.stars.next().map(|it| it.max(Stars::Three)).map(|stars| Next {
        stars: stars.number(),
        points: set.bands().of(stars).saturating_sub(total),
        minima: averages.missed(set, stars).map(|it| (it.criterion, it.needs)).collect(),
    });
    let marked = set.len() - marks.unmarked(set).count();
    Sum { total, stars: rank.stars.number(), marked: (marked, set.len()), next }
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/panel.html")]
struct Panel {
    frame: Frame,
    id: String,
    sum: Sum,
    revision: Revision,
}

/// A paper beside a criterion.
struct Attached {
    criterion: Code,
    id: String,
    title: String,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/marks.html")]
struct MarksPage {
    frame: Frame,
    id: String,
    product: String,
    set: CriteriaSet,
    letter: char,
    marks: Marks,
    attached: Vec<Attached>,
    sum: Sum,
    revision: Revision,
}

impl MarksPage {
    fn part(&self) -> Option<&Part> {
        self.set.parts().iter().find(|it| it.letter == self.letter)
    }

    /// The letter of the part that follows.
    fn next(&self) -> Option<char> {
        self.set.parts().iter().map(|it| it.letter).find(|it| self.letter < *it)
    }

    /// The name under which the page finds a criterion.
    fn field(criterion: &Criterion) -> String {
        format!("c{}", criterion.code)
    }

    /// The heading of the case that begins with an option.
    fn case_before(criterion: &Criterion, option: usize) -> Option<&CaseTitle> {
        let case = criterion.options.get(option)?.case?;
        let before = option.checked_sub(1).and_then(|it| criterion.options.get(it)?.case);
        criterion.cases.iter().find(|it| it.case == case && before != Some(case))
    }

    fn is_chosen(&self, criterion: &Criterion, option: usize) -> bool {
        self.chosen(criterion) == Some(option)
    }

    fn chosen(&self, criterion: &Criterion) -> Option<usize> {
        let position = self.set.position(criterion.code)?;
        self.marks.chosen(position).map(|it| it.option)
    }

    fn papers(&self, criterion: &Criterion) -> impl Iterator<Item = &Attached> {
        let code = criterion.code;
        self.attached.iter().filter(move |it| it.criterion == code)
    }

    fn subtotal(&self, letter: char) -> Points {
        self.marks.subtotal(&self.set, self.set.positions(letter))
    }

    fn unmarked(&self, letter: char) -> usize {
        self.set.positions(letter).filter(|&it| self.marks.chosen(it).is_none()).count()
    }
}

async fn page(
    house: &House,
    tx: &mut Tx<'_>,
    frame: Frame,
    dossier: &Dossier,
    (letter, marks): (char, Marks),
    seen: Revision,
) -> Result<MarksPage, Failure> {
    let set = sheet(house, dossier)?.criteria.clone();
    let papers = evidence::store::of_producer(tx, &dossier.producer).await?;
    let mut attached = Vec::new();
    for (criterion, id) in store::papers(tx, &dossier.id).await? {
        if let Some(paper) = papers.iter().find(|it| it.id == id) {
            attached.push(Attached { criterion, title: paper.data.title.clone(), id });
        }
    }
    Ok(MarksPage {
        frame,
        id: dossier.id.clone(),
        product: dossier.slip.product.clone(),
        sum: sum(&set, &marks),
        set,
        letter,
        marks,
        attached,
        revision: seen,
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct Where {
    #[serde(default)]
    part: String,
    #[serde(default)]
    criterion: String,
}

/// The part that is asked for, or that holds the criterion asked for; otherwise the first.
fn letter_of(set: &CriteriaSet, part: &str, criterion: &str) -> char {
    let position = criterion.parse().ok().and_then(|code| set.position(code));
    let holds = |it: &&Part| match position {
        Some(position) => set.positions(it.letter).contains(&position),
        None => it.letter.to_string() == part,
    };
    set.parts().iter().find(holds).map_or('A', |it| it.letter)
}

pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Query(at): Query<Where>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let dossier = own(&house, &mut tx, &login, Act::FillDossier, &id).await?;
    let set = &sheet(&house, &dossier)?.criteria;
    let letter = letter_of(set, &at.part, &at.criterion);
    let marks = dossier.marks(set)?;
    let page = page(&house, &mut tx, frame, &dossier, (letter, marks), dossier.revision).await?;
    Ok(show(&page)?.into_response())
}

/// Names that are no criteria.
const ASIDE: [&str; 3] = ["revision", "part", "then"];

/// The marks with what was ticked on one page, and a sentence for each tick that is none.
fn ticked(set: &CriteriaSet, mut marks: Marks, pairs: &[(String, String)]) -> (Marks, Errors) {
    let mut errors = Errors::default();
    let mut seen = HashSet::new();
    for (name, value) in pairs.iter().filter(|(name, _)| !ASIDE.contains(&name.as_str())) {
        let field = format!("c{name}");
        let Some(code) = name.parse::<Code>().ok().filter(|it| set.position(*it).is_some()) else {
            errors.push("", format!("Phiếu {} không có tiêu chí {name}.", set.id()));
            continue;
        };
        if !seen.insert(code) {
            errors.push(field, format!("Tiêu chí {code} được chọn hai mức: hãy chọn một mức."));
            continue;
        }
        let taken = match value.as_str() {
            "" => marks.clear(set, code).is_ok(),
            _ => value.parse().is_ok_and(|option| marks.choose(set, code, option).is_ok()),
        };
        if !taken {
            errors.push(field, format!("Tiêu chí {code} không có mức được gửi lên: hãy chọn lại."));
        }
    }
    (marks, errors)
}

pub(super) async fn save(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    headers: HeaderMap,
    Path(id): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let field = |name: &str| {
        pairs.iter().find(|(at, _)| at == name).map_or(String::new(), |(_, it)| it.clone())
    };
    let seen = revision(&pairs)?;
    let is_part = headers.contains_key("hx-request");
    let mut tx = house.db.begin().await?;
    let dossier = open(&house, &mut tx, &login, &id).await?;
    let set = &sheet(&house, &dossier)?.criteria;
    let (marks, errors) = ticked(set, dossier.marks(set)?, &pairs);
    if errors.any() {
        let letter = letter_of(set, &field("part"), "");
        let frame = frame.with(errors);
        if is_part {
            let sum = sum(set, &marks);
            let panel = Panel { frame, id, sum, revision: seen };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(&panel)?).into_response());
        }
        let page = page(&house, &mut tx, frame, &dossier, (letter, marks), seen).await?;
        return Ok(again(&page)?.into_response());
    }
    store::save_marks(&mut tx, &id, set, &marks, seen).await?;
    tx.commit().await?;
    if is_part {
        let sum = sum(set, &marks);
        return Ok(show(&Panel { frame, id, sum, revision: seen + 1 })?.into_response());
    }
    let then = field("then");
    if then.parse::<Code>().is_ok() {
        return Ok(Redirect::to(&format!("/dossiers/{id}/evidence/{then}")).into_response());
    }
    let next = match then.as_str() {
        "A" | "B" | "C" => format!("/dossiers/{id}/marks?part={then}"),
        _ => format!("/dossiers/{id}"),
    };
    Ok(redirect_saying(&next, frame.t("Đã lưu phần tự chấm điểm.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Standards;

    fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
        typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_is_missing_for_the_next_stars_is_told_to_the_criterion() {
        let standards = Standards::load().unwrap();
        let set = &standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
        let mut marks = Marks::new(set);
        let best: Vec<_> = set.criteria().map(|it| (it.code, it.max)).collect();
        for (code, max) in best {
            marks.mark(set, code, max).unwrap();
        }
        assert_eq!(sum(set, &marks).stars, 5);
        assert_eq!(sum(set, &marks).next, None);

        let (_, code, needs) = set.minima(Stars::Four).next().unwrap();
        marks.clear(set, code).unwrap();
        let next = sum(set, &marks).next.unwrap();
        assert!(next.minima.contains(&(code, needs)), "{next:?}");
    }

    #[test]
    fn nothing_marked_is_far_from_three_stars() {
        let standards = Standards::load().unwrap();
        let set = &standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
        let next = sum(set, &Marks::new(set)).next.unwrap();
        assert_eq!((next.stars, next.points), (3, 50));
        assert!(!next.minima.is_empty());
    }

    #[test]
    fn a_second_option_and_a_wrong_one_are_told_apart() {
        let standards = Standards::load().unwrap();
        let set = &standards.set("26-2026/04".parse().unwrap()).unwrap().criteria;
        let typed = pairs(&[("1.1", "0"), ("1.1", "1"), ("1.2", "99"), ("99", "0")]);
        let (_, errors) = ticked(set, Marks::new(set), &typed);
        assert!(errors.of("c1.1").unwrap().contains("hai mức"));
        assert!(errors.of("c1.2").unwrap().contains("không có mức"));
        assert!(errors.of("").unwrap().contains("không có tiêu chí 99"));
    }
}
