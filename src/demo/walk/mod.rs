//! The walk of every dossier of the demo, in the order of the law: one function a stage.

mod council;
mod decisions;
mod office;
mod producer;

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use ocop_rules::criteria::Stars;

use super::guide::Guide;
use super::people::{Cast, Household, Made, Until};
use crate::house::House;
use crate::machinery::Failure;

/// The demo while it is furnished.
pub(super) struct Walk<'a> {
    pub(super) house: &'a House,
    pub(super) cast: &'a Cast,
    guides: RefCell<BTreeMap<String, Guide>>,
    dossiers: Vec<Walked<'a>>,
    /// What is still to be done with a dossier, by day.
    deeds: Vec<(Date, usize, Deed)>,
}

/// A dossier on its way.
#[derive(Debug, Clone)]
struct Walked<'a> {
    household: &'a Household,
    made: &'a Made,
    /// The address of its product, as its producer knows it.
    product: String,
    /// The id of the dossier; empty until it is begun.
    id: String,
}

/// What is done with one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// The producer begins and fills it.
    Draft,
    /// She hands it in.
    Submit,
    /// The commune takes it up.
    TakeUp,
    /// The commune checks its composition and writes its findings.
    Check,
    /// The commune sends it back.
    Return,
    /// The commune proposes it.
    Propose,
    /// The province asks for completion.
    AskCompletion,
    /// The province accepts it.
    Accept,
    /// The advisory group takes it.
    Advise,
    /// The advisory group reports it to the council.
    Report,
}

/// The calendar of a dossier: what is done with it, and on which day of 2026.
fn calendar(until: Until) -> Vec<(Date, Deed)> {
    use Deed as D;

    let day = |month, day| date(2026, month, day);
    match until {
        Until::Draft => vec![(day(11, 20), D::Draft)],
        Until::Filed => vec![(day(11, 12), D::Draft), (day(11, 18), D::Submit)],
        Until::Checking => {
            vec![(day(11, 5), D::Draft), (day(11, 9), D::Submit), (day(11, 12), D::TakeUp)]
        }
        Until::Returned => vec![
            (day(10, 28), D::Draft),
            (day(11, 2), D::Submit),
            (day(11, 4), D::TakeUp),
            (day(11, 11), D::Return),
        ],
        // A letter of 30 October comes too late for the second round.
        Until::Proposed => vec![
            (day(10, 12), D::Draft),
            (day(10, 15), D::Submit),
            (day(10, 19), D::TakeUp),
            (day(10, 28), D::Check),
            (day(10, 30), D::Propose),
        ],
        Until::Completion | Until::Accepted => {
            let last = if until == Until::Accepted { D::Accept } else { D::AskCompletion };
            vec![
                (day(10, 5), D::Draft),
                (day(10, 8), D::Submit),
                (day(10, 12), D::TakeUp),
                (day(10, 22), D::Check),
                (day(10, 26), D::Propose),
                (day(11, 16), last),
            ]
        }
        _ => vec![
            (day(9, 8), D::Draft),
            (day(9, 14), D::Submit),
            (day(9, 16), D::TakeUp),
            (day(9, 24), D::Check),
            (day(9, 28), D::Propose),
            (day(10, 5), D::Accept),
            (day(10, 7), D::Advise),
            (day(10, 26), D::Report),
        ],
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new(house: &'a House, cast: &'a Cast) -> Self {
        let guides = RefCell::default();
        Self { house, cast, guides, dossiers: Vec::new(), deeds: Vec::new() }
    }

    /// The whole walk, from the first paper to the ministry.
    pub(super) async fn whole(&mut self, say: impl Fn(&str)) -> Result<(), Failure> {
        say("Sản phẩm và giấy tờ của chủ thể");
        self.house.clock.move_to(date(2026, 9, 4));
        producer::settle_in(self).await?;

        say("Hồ sơ: chủ thể nộp, xã kiểm tra, tỉnh tiếp nhận");
        self.until(date(2026, 11, 9)).await?;
        Ok(())
    }

    /// Does everything that is due until that day, the oldest first.
    async fn until(&mut self, last: Date) -> Result<(), Failure> {
        let due = self.deeds.partition_point(|(day, ..)| *day <= last);
        for (day, at, deed) in self.deeds.drain(..due).collect::<Vec<_>>() {
            self.house.clock.move_to(day);
            self.does(at, deed).await.with_context(|| {
                format!("{deed:?} of {} on {day}", self.dossiers[at].made.name)
            })?;
        }
        Ok(())
    }

    async fn does(&mut self, at: usize, deed: Deed) -> anyhow::Result<()> {
        let walked = self.dossiers[at].clone();
        let done = match deed {
            Deed::Draft => {
                self.dossiers[at].id = producer::draft(self, &walked).await?;
                Ok(())
            }
            Deed::Submit => producer::submit(self, &walked).await,
            Deed::TakeUp => office::take_up(self, &walked).await,
            Deed::Check => office::check(self, &walked).await,
            Deed::Return => office::send_back(self, &walked).await,
            Deed::Propose => office::propose(self, &walked).await,
            Deed::AskCompletion => office::ask_completion(self, &walked).await,
            Deed::Accept => office::accept(self, &walked).await,
            Deed::Advise => office::advise(self, &walked).await,
            Deed::Report => office::report(self, &walked).await,
        };
        Ok(done?)
    }

    /// Somebody who is logged in.
    async fn guide(&self, login: &str) -> Result<Guide, Failure> {
        if let Some(guide) = self.guides.borrow().get(login) {
            return Ok(guide.clone());
        }
        let guide = Guide::logged_in(self.house, login, &self.cast.password).await?;
        self.guides.borrow_mut().insert(login.to_owned(), guide.clone());
        Ok(guide)
    }

    /// The dossiers that come at least so far, and at most so far.
    fn between(&self, least: Until, most: Until) -> Vec<Walked<'a>> {
        let among = |it: &&Walked<'_>| (least..=most).contains(&it.made.until);
        self.dossiers.iter().filter(among).cloned().collect()
    }
}

impl Walked<'_> {
    fn address(&self) -> String {
        format!("/dossiers/{}", self.id)
    }

    fn aim(&self) -> Stars {
        Stars::from_number(self.made.aim).unwrap_or(Stars::Three)
    }
}
