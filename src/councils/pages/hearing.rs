use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::{Act, Seat};
use ocop_rules::councils::{HearingStage, Minima, Origin, Outcome, Quorum, Role};
use ocop_rules::criteria::{Criterion, Points, ScoreOption, Stars};
use ocop_rules::dossiers::RejectionGround;

use super::keying::keys;
use super::{keeps, sits};
use crate::accounts::Login;
use crate::councils::filling::Fields;
use crate::councils::proceedings::{Proceedings, marks};
use crate::councils::store::{self, Council, Discussion, KeptResult, KeptSheet};
use crate::councils::{filling, words};
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::{About, Kinds, Offer, offers};

/// A sheet, as far as it may be shown here.
pub(super) struct Row {
    pub(super) sheet: KeptSheet,
    name: String,
    role: &'static str,
    state: (&'static str, &'static str),
    /// The total; none while nobody else may see it.
    total: Option<Points>,
}

/// The sheets of one ballot.
struct Ballot {
    number: u32,
    rows: Vec<Row>,
}

impl Row {
    fn is_from_paper(&self) -> bool {
        self.sheet.origin == Origin::Paper
    }

    fn may_be_keyed_in(&self) -> bool {
        self.sheet.stage().may_be_keyed_in(self.sheet.origin).is_ok()
    }
}

/// A criterion that the council settles.
struct Settled<'a> {
    criterion: &'a Criterion,
    points: Option<Points>,
}

impl Ballot {
    /// The difference between the totals of a ballot, once they may be seen.
    fn spread(&self) -> Option<Points> {
        let totals: Option<Vec<Points>> =
            self.rows.iter().filter(|it| it.sheet.stage().counts()).map(|it| it.total).collect();
        let totals = totals?;
        Some(totals.iter().max()? - totals.iter().min()?)
    }
}

impl Settled<'_> {
    fn is_on(&self, option: &ScoreOption) -> bool {
        self.points == Some(option.points)
    }
}

#[derive(askama::Template)]
#[template(path = "councils/pages/hearing.html")]
pub(super) struct HearingPage<'a> {
    frame: Frame,
    it: &'a Proceedings<'a>,
    ballots: Vec<Ballot>,
    discussions: Vec<Discussion>,
    result: Option<KeptResult>,
    outcome: Option<Outcome>,
    leads: bool,
    keys: bool,
    offers: Vec<Offer>,
    fields: Fields,
}

impl<'a> HearingPage<'a> {
    pub(super) async fn read(
        tx: &mut Tx<'_>,
        frame: Frame,
        it: &'a Proceedings<'a>,
        leads: bool,
        fields: Fields,
    ) -> Result<Self, Failure> {
        let (meeting, dossier) = (&it.meeting.id, &it.agenda.heard.dossier);
        let mut ballots = Vec::new();
        for ballot in 1..=it.agenda.ballot {
            let rows = it.of_ballot(ballot).map(|sheet| row(&frame, it, sheet));
            let rows = rows.collect::<Result<Vec<_>, _>>()?;
            ballots.push(Ballot { number: ballot, rows });
        }
        let runs = it.agenda.stage == HearingStage::Scoring;
        Ok(Self {
            discussions: store::discussions(tx, meeting, dossier).await?,
            result: store::result_of(tx, meeting, dossier).await?,
            outcome: if runs { Some(it.outcome()?) } else { None },
            ballots,
            frame,
            it,
            leads,
            keys: false,
            offers: Vec::new(),
            fields,
        })
    }

    fn stage(&self) -> (&'static str, &'static str) {
        words::hearing(self.frame.lang, self.it.agenda.stage)
    }

    /// Whether the marks of this ballot are still hidden.
    fn is_hidden(&self) -> bool {
        self.is_scoring() && !self.it.of_ballot(self.it.agenda.ballot).any(|it| self.it.shows(it))
    }

    fn is_scoring(&self) -> bool {
        self.it.agenda.stage == HearingStage::Scoring
    }

    fn address(&self) -> String {
        format!("/meetings/{}/dossiers/{}", self.it.meeting.id, self.it.agenda.heard.dossier)
    }

    fn is_held(&self) -> bool {
        self.it.agenda.stage == HearingStage::Discussion
    }

    fn typed(&self, name: &str) -> &str {
        filling::field(&self.fields, name)
    }

    /// Signed, needed, and of how many.
    fn quorum(&self) -> (usize, usize, usize) {
        let ballot = self.it.agenda.ballot;
        let regulation = &self.it.council.regulation;
        let base = Quorum::base(regulation, &self.it.attendees(ballot));
        (self.it.counted(ballot).count(), regulation.quorum.needed(base), base)
    }

    fn discussed(&self, ballot: &Ballot) -> Option<&str> {
        let said = self.discussions.iter().find(|it| it.ballot == i64::from(ballot.number));
        said.map(|it| it.note.as_str())
    }

    /// Why the ballot cannot be closed with a result as things stand.
    fn hindrance(&self) -> Option<String> {
        match self.outcome.as_ref()? {
            Outcome::NoQuorum(refusal) => Some(words::quorum_refusal(&self.it.council, *refusal)),
            _ => None,
        }
    }

    /// The ticked knock-outs, each with who ticked it.
    fn flags(&self) -> Vec<(String, String, String)> {
        let set = &self.it.set.criteria;
        let flag = |it: &ocop_rules::councils::Flag| {
            let holder = self.it.holder(&it.member).to_owned();
            (words::flag_id(it), words::knockout(set, it.criterion, it.which), holder)
        };
        self.it.flags().iter().map(flag).collect()
    }

    fn grounds(&self) -> Vec<Choice> {
        let set = &self.it.set.criteria;
        let known = RejectionGround::ALL.iter().filter_map(|it| words::ground(set, it.id()));
        let ticked = self.it.flags();
        let ticked = ticked.iter().filter_map(|it| words::ground(set, &words::flag_id(it)));
        let mut choices: Vec<Choice> = Vec::new();
        for ground in known.chain(ticked) {
            let label = words::ground_label(&self.frame, self.it.set, ground);
            let choice = Choice::new(words::ground_id(ground), label);
            if !choices.contains(&choice) {
                choices.push(choice);
            }
        }
        choices
    }

    /// The marked criteria, where the Quy chế has the council settle them.
    fn settles(&self) -> Vec<Settled<'_>> {
        let set = &self.it.set.criteria;
        if self.it.council.regulation.minima != Minima::Settled || !self.is_scoring() {
            return Vec::new();
        }
        let settled = &self.it.agenda.settled;
        let marked = set.minima(Stars::Five).filter_map(|(position, ..)| set.at(position));
        let settled = marked.map(|criterion| Settled {
            points: settled.get(&criterion.code.to_string()).copied(),
            criterion,
        });
        settled.collect()
    }
}

fn row(frame: &Frame, it: &Proceedings<'_>, sheet: &KeptSheet) -> Result<Row, Failure> {
    let set = &it.set.criteria;
    let counts = sheet.stage().counts() && it.shows(sheet);
    let total = if counts { Some(marks(set, &sheet.filled.marks)?.total(set)) } else { None };
    Ok(Row {
        name: it.holder(&sheet.seat).to_owned(),
        role: words::role(frame.lang, sheet.role.role),
        state: words::sheet(frame.lang, sheet.stage()),
        total,
        sheet: sheet.clone(),
    })
}

/// The seat that a person has at a product.
pub(super) fn seat_at(login: &Login, it: &Proceedings<'_>) -> Seat {
    match it.seat_of(&login.person) {
        None => Seat::None,
        Some(_) if it.is_led_by(&login.person) => Seat::Chair,
        Some(held) if it.conflicts.contains(&held.id) => Seat::None,
        Some(held) if held.seat.role == Role::Secretary => Seat::Secretary,
        Some(_) => Seat::Member,
    }
}

/// Whether the person may see how the ballot stands: the office, and whoever leads.
pub(super) fn may_look(login: &Login, council: &Council, seat: Seat) -> bool {
    keeps(login, council, Act::SeeSheets).is_ok()
        || sits(login, council, seat, Act::SeeSheets).is_ok()
}

/// `/meetings/{id}/dossiers/{dossier}`: for the office and whoever leads.
pub(super) async fn look(
    State(house): State<House>,
    kinds: Kinds,
    frame: Frame,
    login: Login,
    Path((meeting, dossier)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let it = Proceedings::read(&house, &mut tx, &meeting, &dossier).await?;
    let seat = seat_at(&login, &it);
    if !may_look(&login, &it.council, seat) {
        return Err(Failure::NotFound);
    }
    let fields = BTreeMap::<String, String>::new().into_iter().collect();
    let mut page = HearingPage::read(&mut tx, frame, &it, seat == Seat::Chair, fields).await?;
    let id = format!("{meeting}.{dossier}");
    page.offers = offers(&house, &mut tx, kinds, &login, About::Hearing, &id).await?;
    page.keys = keys(&login, &it.council, seat).is_ok();
    Ok(show(&page)?.into_response())
}
