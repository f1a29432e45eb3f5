use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use ocop_rules::councils::SheetStage;

use crate::accounts::Login;
use crate::councils::store::{self, Waiting};
use crate::councils::words;
use crate::face::{Frame, show};
use crate::house::House;
use crate::machinery::Failure;

/// A sheet in the list, with how many criteria it has.
struct Line {
    it: Waiting,
    criteria: usize,
}

/// The sheets of one meeting.
struct Meeting {
    lines: Vec<Line>,
}

#[derive(askama::Template)]
#[template(path = "councils/pages/sheets.html")]
struct SheetsPage {
    frame: Frame,
    meetings: Vec<Meeting>,
}

impl Meeting {
    /// What all its lines share.
    fn head(&self) -> Option<&Waiting> {
        self.lines.first().map(|line| &line.it)
    }

    fn signed(&self) -> usize {
        self.lines.iter().filter(|line| line.it.stage.counts()).count()
    }

    fn to_sign(&self) -> usize {
        self.lines.iter().filter(|line| line.it.stage != SheetStage::Excused).count()
    }
}

impl SheetsPage {
    fn state(&self, it: &Waiting) -> (&'static str, &'static str) {
        words::sheet(self.frame.lang, it.stage)
    }

    fn waiting(&self) -> usize {
        let lines = self.meetings.iter().flat_map(|it| &it.lines);
        lines.filter(|line| line.it.stage == SheetStage::Open).count()
    }
}

/// `/sheets`: what waits for the member, meeting by meeting.
pub(super) async fn list(
    State(house): State<House>,
    frame: Frame,
    login: Login,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let mut meetings: Vec<Meeting> = Vec::new();
    for it in store::waiting_for(&mut tx, &login.person).await? {
        let criteria = house.standards.set(it.set).map_or(0, |set| set.criteria.len());
        let same =
            meetings.last().and_then(Meeting::head).is_some_and(|last| last.meeting == it.meeting);
        let line = Line { it, criteria };
        match meetings.last_mut().filter(|_| same) {
            Some(meeting) => meeting.lines.push(line),
            None => meetings.push(Meeting { lines: vec![line] }),
        }
    }
    // What waits stands first: meetings, and sheets within one.
    for meeting in &mut meetings {
        meeting.lines.sort_by_key(|line| line.it.stage != SheetStage::Open);
    }
    meetings.sort_by_key(|it| it.head().is_none_or(|it| it.stage != SheetStage::Open));
    Ok(show(&SheetsPage { frame, meetings })?.into_response())
}
