//! A meeting with its council and everyone who sits in it: what its documents are drawn up from.

use std::collections::{BTreeMap, BTreeSet};

use ocop_documents::words::{composed, short_date, sort_by_name};
use ocop_documents::{Document, Official};
use ocop_rules::accounts;
use ocop_rules::councils::{Evaluation, MeetingForm, MeetingStage, Role};

use super::proceedings::Proceedings;
use super::store::{self, Agenda, Council, Discussion, HeldSeat, KeptResult, KeptSheet, Meeting};
use super::{seat_of, words};
use crate::face::Lang;
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::records::Draft;

/// A meeting, its council, and who sits and attends.
#[derive(Debug)]
pub(super) struct Sitting {
    /// The council.
    pub(super) council: Council,
    /// The meeting.
    pub(super) meeting: Meeting,
    /// Every seat: the chair first, then by role and name.
    pub(super) seats: Vec<HeldSeat>,
    /// The seats that attend.
    pub(super) there: BTreeSet<String>,
}

/// A product before the meeting, with what came of it.
#[derive(Debug)]
pub(super) struct Product<'a> {
    /// Everything about it.
    pub(super) it: Proceedings<'a>,
    /// What was kept as its result.
    pub(super) result: Option<KeptResult>,
    /// The same, computed anew from the sheets; none for a product without points.
    pub(super) evaluation: Option<Evaluation>,
    /// What was said between ballots.
    pub(super) discussions: Vec<Discussion>,
}

impl Sitting {
    /// Reads a meeting that takes place.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] when there is none, or when it was cancelled.
    pub(super) async fn read(tx: &mut Tx<'_>, id: &str) -> Result<Self, Failure> {
        let meeting = store::meeting(tx, id).await?;
        if meeting.stage == MeetingStage::Cancelled {
            return Err(Failure::NotFound);
        }
        let council = store::council(tx, &meeting.council).await?;
        let seats = in_order(store::seats(tx, &council.id).await?);
        let there = store::attendance(tx, id).await?;
        Ok(Self { council, meeting, seats, there })
    }

    /// Whether opinions are given in writing, without a table to sit at.
    pub(super) fn is_written(&self) -> bool {
        self.meeting.form == MeetingForm::Written
    }

    /// Whether members have received their sheets.
    pub(super) fn has_begun(&self) -> bool {
        !matches!(self.meeting.stage, MeetingStage::Planned | MeetingStage::Convened)
    }

    /// Whether its minutes are signed: nothing changes any more.
    pub(super) fn has_ended(&self) -> bool {
        self.meeting.stage == MeetingStage::Minuted
    }

    /// The seats that score; once it has begun, of those that attend.
    pub(super) fn scorers(&self) -> impl Iterator<Item = &HeldSeat> {
        let scores = |it: &&HeldSeat| it.seat.receives_sheets(&self.council.regulation);
        let comes = |it: &&HeldSeat| !self.has_begun() || self.there.contains(&it.id);
        self.seats.iter().filter(scores).filter(comes)
    }

    /// The first who holds this role.
    pub(super) fn in_role(&self, role: Role) -> Option<&HeldSeat> {
        self.seats.iter().find(|it| it.seat.role == role)
    }

    /// The name of the first who holds this role; empty when nobody does.
    pub(super) fn name_of(&self, role: Role) -> String {
        self.in_role(role).map(|it| composed(&it.name)).unwrap_or_default()
    }

    /// The day and form in words: `phiên họp ngày 10/11/2026`.
    pub(super) fn called(&self) -> String {
        let day = short_date(self.meeting.held_on);
        if self.is_written() {
            format!("lấy ý kiến bằng văn bản ngày {day}")
        } else {
            format!("phiên họp ngày {day}")
        }
    }

    /// Everything about each product, in the order of the meeting.
    ///
    /// # Errors
    ///
    /// A refusal when there is no sheet of a product's edition.
    pub(super) async fn products<'h>(
        &self,
        house: &'h House,
        tx: &mut Tx<'_>,
    ) -> Result<Vec<Product<'h>>, Failure> {
        let id = &self.meeting.id;
        let mut sheets = BTreeMap::<String, Vec<KeptSheet>>::new();
        for sheet in store::sheets_of_meeting(tx, id).await? {
            sheets.entry(sheet.dossier.clone()).or_default().push(sheet);
        }
        let mut conflicts = BTreeMap::<String, BTreeSet<String>>::new();
        for (dossier, seat) in store::conflicts_of_meeting(tx, id).await? {
            conflicts.entry(dossier).or_default().insert(seat);
        }
        let mut discussions = BTreeMap::<String, Vec<Discussion>>::new();
        for (dossier, said) in store::discussions_of_meeting(tx, id).await? {
            discussions.entry(dossier).or_default().push(said);
        }
        let results = store::results_of_meeting(tx, id).await?;
        let mut results: BTreeMap<String, KeptResult> =
            results.into_iter().map(|it| (it.dossier.clone(), it)).collect();
        let mut products = Vec::new();
        for agenda in store::agenda(tx, id).await? {
            let dossier = agenda.heard.dossier.clone();
            let it = Proceedings {
                council: self.council.clone(),
                meeting: self.meeting.clone(),
                set: words::product_set(house, agenda.heard.set)?,
                agenda,
                seats: self.seats.clone(),
                attendance: self.there.clone(),
                conflicts: conflicts.remove(&dossier).unwrap_or_default(),
                sheets: sheets.remove(&dossier).unwrap_or_default(),
            };
            let result = results.remove(&dossier);
            let evaluation = match &result {
                Some(kept) if kept.rejected.is_empty() => {
                    it.evaluation(kept.ballot, kept.minima)?
                }
                _ => None,
            };
            let discussions = discussions.remove(&dossier).unwrap_or_default();
            products.push(Product { it, result, evaluation, discussions });
        }
        Ok(products)
    }

    /// How everyone sits at the meeting as a whole.
    pub(super) fn seated(&self) -> Vec<(String, accounts::Seat)> {
        self.seats.iter().map(|it| (it.person.clone(), seat_of(it.seat.role))).collect()
    }

    /// A draft about this meeting.
    pub(super) fn draft(&self, document: Document, subject: impl Into<String>) -> Draft {
        Draft {
            document,
            subject: subject.into(),
            unit: self.council.unit.clone(),
            units: vec![self.council.unit.clone()],
            producer: None,
            seats: self.seated(),
            back: format!("/meetings/{}", self.meeting.id),
            of_record: None,
        }
    }

    /// An official document about this meeting.
    pub(super) fn official(&self, official: Official, subject: impl Into<String>) -> Draft {
        self.draft(Document::Official(Box::new(official)), subject)
    }
}

impl Product<'_> {
    /// What the meeting heard.
    pub(super) fn agenda(&self) -> &Agenda {
        &self.it.agenda
    }

    /// Its name and specification.
    pub(super) fn name(&self) -> String {
        product_name(&self.agenda().heard)
    }

    /// The average as printed; a dash without one.
    pub(super) fn mean(&self) -> String {
        let mean = self.result.as_ref().and_then(KeptResult::mean);
        mean.map_or_else(|| "–".to_owned(), |it| it.to_string())
    }

    /// The stars of its result; none without points.
    pub(super) fn stars(&self) -> Option<u8> {
        self.result.as_ref().filter(|it| it.rejected.is_empty()).map(|it| it.stars)
    }

    /// The ground on which it was rejected, in words; empty when it was not.
    pub(super) fn rejected(&self) -> String {
        let kept = self.result.as_ref().map_or("", |it| it.rejected.as_str());
        let ground = words::ground(&self.it.set.criteria, kept);
        ground.map(|it| words::ground_name(Lang::Vi, self.it.set, it)).unwrap_or_default()
    }

    /// The minima on the way to the rank of the points, rank by rank: `4 sao: 1.3, 2.1`.
    pub(super) fn missed(&self) -> Vec<String> {
        let mut missed = BTreeMap::<u8, Vec<String>>::new();
        for it in self.evaluation.iter().flat_map(Evaluation::missed) {
            missed.entry(it.stars.number()).or_default().push(it.criterion.to_string());
        }
        missed
            .into_iter()
            .map(|(stars, codes)| format!("{stars} sao: {}", codes.join(", ")))
            .collect()
    }
}

/// A product's name and specification.
pub(super) fn product_name(heard: &store::Heard) -> String {
    let (name, specification) = (composed(&heard.product), composed(&heard.specification));
    if specification.is_empty() { name } else { format!("{name} ({specification})") }
}

/// The chair first, then by role, then by name as a Vietnamese dictionary has it.
pub(super) fn in_order(mut seats: Vec<HeldSeat>) -> Vec<HeldSeat> {
    sort_by_name(&mut seats, |it| &it.name);
    seats.sort_by_key(|it| it.seat.role);
    seats
}
