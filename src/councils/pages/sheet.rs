use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use ocop_rules::accounts::Act;
use ocop_rules::councils::Origin;
use ocop_rules::criteria::{Case, Criterion, Marks, Points, Rank, ScoreOption, Section};
use serde::Deserialize;

use super::hearing::{may_look, seat_at};
use super::marks::sums;
use super::sits;
use crate::accounts::Login;
use crate::councils::proceedings::{Proceedings, marks};
use crate::councils::store::{self, Filled, KeptSheet, Proof};
use crate::councils::words;
use crate::criteria::ProductSet;
use crate::dossiers;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::files::Files;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Kinds, Offer, offers};

#[derive(Debug, Default, Deserialize)]
pub(super) struct At {
    /// A section's code, or `all`; empty for the overview.
    #[serde(default)]
    section: String,
}

/// A section, and how far the member is in it.
pub(super) struct Progress<'a> {
    pub(super) section: &'a Section,
    pub(super) part: char,
    pub(super) points: Points,
    pub(super) answered: usize,
}

impl Progress<'_> {
    fn is_done(&self) -> bool {
        self.answered == self.section.criteria.len()
    }
}

/// Points, of how many.
pub(super) struct Sum {
    pub(super) name: String,
    pub(super) points: Points,
    pub(super) max: Points,
}

/// What the page of a sheet is drawn from.
#[derive(askama::Template)]
#[template(path = "councils/pages/sheet.html")]
pub(super) struct SheetPage<'a> {
    pub(super) frame: Frame,
    pub(super) it: &'a Proceedings<'a>,
    pub(super) sheet: &'a KeptSheet,
    pub(super) filled: Filled,
    pub(super) set: &'a ProductSet,
    pub(super) at: String,
    pub(super) given: Marks,
    pub(super) total: Points,
    pub(super) rank: Rank,
    pub(super) progress: Vec<Progress<'a>>,
    pub(super) parts: Vec<Sum>,
    pub(super) proofs: BTreeMap<String, Vec<Proof>>,
    pub(super) findings: Vec<(ocop_rules::dossiers::FindingSubject, String)>,
    pub(super) own: Marks,
    pub(super) is_mine: bool,
    pub(super) offers: Vec<Offer>,
}

impl<'a> SheetPage<'a> {
    pub(super) async fn read(
        tx: &mut Tx<'_>,
        frame: Frame,
        it: &'a Proceedings<'a>,
        sheet: &'a KeptSheet,
        filled: Filled,
        (at, is_mine): (String, bool),
    ) -> Result<Self, Failure> {
        let set = &it.set.criteria;
        let given = marks(set, &filled.marks)?;
        let dossier = dossiers::store::by_id(tx, &sheet.dossier).await?;
        let progress = set.sections().map(|(section, positions)| Progress {
            section,
            part: part_of(it.set, section),
            answered: section
                .criteria
                .iter()
                .filter(|it| filled.ticks.contains_key(&it.code.to_string()))
                .count(),
            points: given.subtotal(set, positions),
        });
        let parts = set.parts().iter().map(|part| Sum {
            name: part.letter.to_string(),
            points: given.subtotal(set, set.positions(part.letter)),
            max: part.max,
        });
        Ok(Self {
            total: given.total(set),
            rank: Rank::of(set, &given.averages(set)),
            progress: progress.collect(),
            parts: parts.collect(),
            proofs: store::proofs(tx, &sheet.dossier).await?,
            findings: store::findings(tx, &sheet.dossier).await?,
            own: dossier.marks(set)?,
            set: it.set,
            given,
            frame,
            it,
            sheet,
            filled,
            at,
            is_mine,
            offers: Vec::new(),
        })
    }

    fn is_open(&self) -> bool {
        self.is_mine && self.sheet.stage() == ocop_rules::councils::SheetStage::Open
    }

    /// The sections on this screen.
    fn shown(&self) -> Vec<&Progress<'a>> {
        let shown = |it: &&Progress<'_>| self.at == "all" || it.section.code.to_string() == self.at;
        self.progress.iter().filter(shown).collect()
    }

    /// The subtotals below this screen.
    fn sums(&self) -> Vec<(String, Points, Points)> {
        sums(&self.frame, &self.set.criteria, &self.given, &self.at)
    }

    fn answered(&self) -> usize {
        self.progress.iter().map(|it| it.answered).sum()
    }

    /// The first section that is not done; empty when all are.
    fn next_open(&self) -> String {
        let open = self.progress.iter().find(|it| !it.is_done());
        open.map_or_else(String::new, |it| it.section.code.to_string())
    }

    /// The section before or after this one; empty at the ends.
    fn neighbour(&self, before: bool) -> String {
        let at = self.progress.iter().position(|it| it.section.code.to_string() == self.at);
        let next = at.and_then(|at| if before { at.checked_sub(1) } else { Some(at + 1) });
        let next = next.and_then(|at| self.progress.get(at));
        next.map_or_else(String::new, |it| it.section.code.to_string())
    }

    fn is_from_paper(&self) -> bool {
        self.sheet.origin == Origin::Paper
    }

    fn state(&self) -> (&'static str, &'static str) {
        words::sheet(self.frame.lang, self.sheet.stage())
    }

    fn ticked(&self, it: &Criterion, option: usize) -> bool {
        let chosen = self.filled.ticks.get(&it.code.to_string());
        chosen.is_some_and(|it| usize::try_from(*it) == Ok(option))
    }

    fn is_none(&self, it: &Criterion) -> bool {
        self.filled.ticks.get(&it.code.to_string()) == Some(&-1)
    }

    /// The title of a case, at its first option.
    fn case_title(it: &Criterion, option: usize) -> Option<&str> {
        let case = |at: usize| it.options.get(at).and_then(|it: &ScoreOption| it.case);
        let this: Case = case(option)?;
        let opens = option == 0 || case(option - 1) != Some(this);
        let title = it.cases.iter().find(|it| it.case == this)?;
        opens.then_some(title.title.as_str())
    }

    fn knocked(&self, it: &Criterion, which: usize) -> bool {
        self.filled.knockouts.contains(&(it.code.to_string(), which))
    }

    fn note(&self, it: &Criterion) -> Option<&str> {
        self.filled.notes.get(&it.code.to_string()).map(String::as_str)
    }

    fn papers(&self, it: &Criterion) -> &[Proof] {
        self.proofs.get(&it.code.to_string()).map_or(&[], Vec::as_slice)
    }

    /// What the commune found on what this criterion asks.
    fn finding(&self, it: &Criterion) -> Option<&str> {
        let subject = words::subject_of(it.code).filter(|_| it.commune)?;
        let found = self.findings.iter().find(|(on, _)| *on == subject);
        found.map(|(_, text)| text.as_str())
    }

    /// What the producer ticked herself.
    fn own_option(&self, it: &Criterion) -> Option<&ScoreOption> {
        let chosen = self.own.chosen(self.set.criteria.position(it.code)?)?;
        let position = self.set.criteria.position(it.code)?;
        self.set.criteria.at(position)?.options.get(chosen.option)
    }

    /// The heading that opens at this criterion.
    fn heading(section: &Section, at: usize) -> Option<&ocop_rules::criteria::Heading> {
        let this = section.criteria.get(at)?.heading?;
        let before = at.checked_sub(1).and_then(|it| section.criteria.get(it)?.heading);
        section.headings.iter().find(|it| it.code == this && before != Some(this))
    }
}

fn part_of(set: &ProductSet, section: &Section) -> char {
    let part = set.criteria.parts().iter().find(|it| it.sections.contains(section));
    part.map_or(' ', |it| it.letter)
}

/// `/sheets/{id}`: its member's own; another's once it may be seen.
pub(super) async fn look(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
    Query(at): Query<At>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    let it = Proceedings::read(&house, &mut tx, &sheet.meeting, &sheet.dossier).await?;
    let is_mine = may_see(&login, &it, &sheet)?;
    let filled = sheet.filled.clone();
    let at = if is_mine { at.section } else { "all".to_owned() };
    // While sections are filled in, nobody prints.
    let prints = !is_mine || at.is_empty();
    let mut page = SheetPage::read(&mut tx, frame, &it, &sheet, filled, (at, is_mine)).await?;
    if prints {
        page.offers = offers(&house, &mut tx, kinds, &login, About::Sheet, &id).await?;
    }
    Ok(show(&page)?.into_response())
}

/// Passes when the person may see what a sheet holds: her own; another's once its marks are shown.
/// Answers whether it is hers.
fn may_see(login: &Login, it: &Proceedings<'_>, sheet: &KeptSheet) -> Result<bool, Failure> {
    if sheet.person == login.person {
        sits(login, &it.council, ocop_rules::accounts::Seat::Member, Act::FillSheet)?;
        return Ok(true);
    }
    if may_look(login, &it.council, seat_at(login, it)) && it.shows(sheet) {
        return Ok(false);
    }
    Err(Failure::NotFound)
}

/// `/sheets/{id}/scan`: the paper as it was scanned; to the sheet where there is none.
pub(super) async fn scan(
    State(house): State<House>,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let sheet = store::sheet(&mut tx, &id).await?;
    let it = Proceedings::read(&house, &mut tx, &sheet.meeting, &sheet.dossier).await?;
    may_see(&login, &it, &sheet)?;
    let Some(sha256) = &sheet.scan else {
        return Ok(Redirect::to(&format!("/sheets/{id}")).into_response());
    };
    let kept = Files::kept(&mut tx, sha256).await?;
    let ending = if kept.media_type == "application/pdf" { "pdf" } else { "jpg" };
    house.files.give(&kept, &format!("phieu-giay-{id}.{ending}")).await
}
