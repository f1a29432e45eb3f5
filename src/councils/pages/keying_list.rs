//! Which sheets of a meeting are in, on the screen or from paper, and which are missing.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::councils::{HearingStage, Origin};

use super::hearing::seat_at;
use super::keying::keys;
use super::seat_in;
use crate::accounts::Login;
use crate::councils::proceedings::Proceedings;
use crate::councils::sitting::Sitting;
use crate::councils::store::{Agenda, Council, KeptSheet, Meeting, SheetState};
use crate::councils::words;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

/// A member's sheet of the running ballot.
struct Row {
    name: String,
    sheet: KeptSheet,
    state: (&'static str, &'static str),
}

/// A product, with its sheets.
struct Line {
    agenda: Agenda,
    rows: Vec<Row>,
    /// Whether this person keys them in: not where they are out for a conflict.
    keys: bool,
}

impl Row {
    fn is_from_paper(&self) -> bool {
        self.sheet.origin == Origin::Paper
    }

    fn is_missing(&self) -> bool {
        self.sheet.state == SheetState::Open
    }

    fn may_be_keyed_in(&self) -> bool {
        self.sheet.stage().may_be_keyed_in(self.sheet.origin).is_ok()
    }

    fn lacks_scan(&self) -> bool {
        self.sheet.scan.is_none() && self.is_from_paper()
    }

    fn address(&self) -> String {
        let KeptSheet { meeting, dossier, seat, .. } = &self.sheet;
        format!("/meetings/{meeting}/dossiers/{dossier}/keying/{seat}")
    }
}

impl Line {
    fn missing(&self) -> usize {
        self.rows.iter().filter(|it| it.is_missing()).count()
    }

    fn expected(&self) -> usize {
        self.rows.iter().filter(|it| it.sheet.state != SheetState::Conflict).count()
    }
}

#[derive(askama::Template)]
#[template(path = "councils/pages/keying_list.html")]
struct ListPage {
    frame: Frame,
    council: Council,
    meeting: Meeting,
    lines: Vec<Line>,
}

impl ListPage {
    /// The first sheet that is missing and may be keyed in; empty when there is none.
    fn next(&self) -> String {
        let open = self.lines.iter().filter(|it| it.keys).flat_map(|it| &it.rows);
        let next = open.filter(|it| it.is_missing()).find(|it| it.may_be_keyed_in());
        next.map(Row::address).unwrap_or_default()
    }

    fn hearing(&self, it: &Line) -> (&'static str, &'static str) {
        words::hearing(self.frame.lang, it.agenda.stage)
    }

    fn missing(&self) -> usize {
        let scored = self.lines.iter().filter(|it| it.agenda.stage == HearingStage::Scoring);
        scored.map(Line::missing).sum()
    }
}

/// `/meetings/{id}/keying`: for the office and the secretary.
pub(super) async fn look(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let sitting = Sitting::read(&mut tx, &id).await?;
    keys(&login, &sitting.council, seat_in(&login, &sitting.seats))?;
    let products = sitting.products(&house, &mut tx).await?;
    let lines = products.into_iter().map(|it| line(&frame, &login, it.it)).collect();
    let Sitting { council, meeting, .. } = sitting;
    Ok(show(&ListPage { frame, council, meeting, lines })?.into_response())
}

fn line(frame: &Frame, login: &Login, it: Proceedings<'_>) -> Line {
    let row = |sheet: &KeptSheet| Row {
        name: it.holder(&sheet.seat).to_owned(),
        state: words::sheet(frame.lang, sheet.stage()),
        sheet: sheet.clone(),
    };
    let mut rows: Vec<Row> = it.of_ballot(it.agenda.ballot).map(row).collect();
    let place = |id: &str| it.seats.iter().position(|seat| seat.id == id);
    rows.sort_by_key(|row| place(&row.sheet.seat));
    let keys = keys(login, &it.council, seat_at(login, &it)).is_ok();
    Line { rows, keys, agenda: it.agenda }
}
