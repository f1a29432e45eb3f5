//! The walk of every dossier of the demo, in the order of the law: one function a stage.

mod council;
mod decisions;
mod earlier;
mod inspections;
mod ledgers;
mod office;
mod producer;
mod reports;

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use ocop_rules::criteria::Stars;

use super::guide::Guide;
use super::people::{Cast, Household, Made, Until};
use crate::house::House;
use crate::machinery::Failure;
use council::Council;
use office::{MINISTRY, PROVINCE};

/// Who signs for the province.
const SIGNED: (&str, &str) = ("signatory", "Nguyễn Hoàng Phúc");

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
            (day(9, 9), D::Draft),
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
        say("Danh sách đã công nhận từ trước");
        self.house.clock.move_to(date(2026, 9, 3));
        earlier::take_in(self).await?;
        self.house.clock.move_to(date(2026, 9, 7));
        earlier::extend(self, "Cơm cháy nếp than").await?;

        say("Sản phẩm và giấy tờ của chủ thể");
        self.house.clock.move_to(date(2026, 9, 8));
        producer::settle_in(self).await?;

        say("Hồ sơ: chủ thể nộp, xã kiểm tra, tỉnh tiếp nhận");
        self.until(date(2026, 11, 2)).await?;
        let council = self.province_forms().await?;
        self.until(date(2026, 11, 4)).await?;
        self.house.clock.move_to(date(2026, 11, 4));
        earlier::revoke(self, "Mật ong ruồi nguyên sáp").await?;
        self.until(date(2026, 11, 9)).await?;
        say("Hội đồng cấp tỉnh họp, Chủ tịch tỉnh quyết định");
        self.province_recognises(&council).await?;
        say("Hội đồng Trung ương họp, Bộ trưởng quyết định");
        self.ministry_recognises().await?;
        self.until(super::TODAY).await?;
        say("Sổ theo dõi của xã và tỉnh");
        ledgers::keep(self).await?;
        say("Kiểm tra sản phẩm đã công nhận");
        inspections::inspect(self).await?;
        say("Báo cáo của xã và tỉnh");
        reports::write(self).await?;
        say("Phiên họp hôm nay");
        self.house.clock.move_to(super::TODAY);
        self.province_meets_today(&council).await
    }

    async fn province_forms(&self) -> Result<Council<'a>, Failure> {
        self.house.clock.move_to(date(2026, 11, 2));
        let fields = [
            ("name", "Hội đồng đánh giá, phân hạng sản phẩm OCOP tỉnh Rừng Tràm"),
            ("decision", "2101/QĐ-UBND"),
            ("decided_on", "30/10/2026"),
            ("signatory", "Nguyễn Hoàng Phúc"),
            ("regulation", "2102/QĐ-UBND"),
        ];
        let council = council::form(self, (PROVINCE, "99.2025"), &fields).await?;
        council.advise(self).await?;
        Ok(council)
    }

    /// One meeting scores what was ready; recognition, approval and refusal follow.
    async fn province_recognises(&self, council: &Council<'_>) -> Result<(), Failure> {
        self.house.clock.move_to(date(2026, 11, 10));
        let heard = self.between(Until::Declined, Until::FiveStars);
        let meeting = council::meet(self, council, "10/11/2026", &heard).await?;
        for (at, it) in heard.iter().enumerate() {
            // One member scored the first product on paper.
            let on_paper: &[&str] = if at == 0 { &["khoa"] } else { &[] };
            meeting.score(self, it, on_paper).await?;
            for login in on_paper {
                meeting.key_in(self, it, login).await?;
            }
            meeting.close(self, it).await?;
        }
        meeting.minute(self, "Hội đồng nhất trí với kết quả chấm của từng sản phẩm.").await?;

        self.house.clock.move_to(date(2026, 11, 12));
        let recognised = self.between(Until::Recognised, Until::Recognised);
        let declined = self.between(Until::Declined, Until::Declined);
        let five = self.between(Until::PotentialFive, Until::FiveStars);
        let decision = |number| [("number", number), ("dated", "12/11/2026"), SIGNED];
        let letter = |number| [("number", number), ("dated", "13/11/2026")];
        let recognition = decision("2188/QĐ-UBND");
        let recognition =
            decisions::record(self, PROVINCE, "recognition", &recognition, &recognised).await?;
        if let Some(id) = recognition.rsplit('/').next() {
            decisions::issue(self, PROVINCE, "recognition-decision", id).await?;
        }
        decisions::record(self, PROVINCE, "approval", &decision("2189/QĐ-UBND"), &five).await?;
        decisions::record(self, PROVINCE, "declining", &[], &declined).await?;
        self.house.clock.move_to(date(2026, 11, 13));
        let mut told = [recognised, declined].concat();
        if !told.is_empty() {
            decisions::issue(self, PROVINCE, "result-notice", &told.remove(0).id).await?;
        }
        decisions::record(self, PROVINCE, "notice", &letter("615/TB-VPĐP"), &told).await?;
        decisions::record(self, PROVINCE, "proposal", &letter("3310/UBND-NN"), &five).await?;
        Ok(())
    }

    /// The central council scores one product and begins another; the minister gives five stars.
    async fn ministry_recognises(&self) -> Result<(), Failure> {
        self.house.clock.move_to(date(2026, 11, 16));
        let fields = [
            ("name", "Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp Trung ương"),
            ("decision", "4410/QĐ-BNNMT"),
            ("decided_on", "02/11/2026"),
            ("signatory", "Bộ trưởng"),
            ("regulation", "4411/QĐ-BNNMT"),
        ];
        let council = council::form(self, (MINISTRY, "vn"), &fields).await?;
        self.house.clock.move_to(date(2026, 11, 17));
        let five = self.between(Until::FiveStars, Until::FiveStars);
        let meeting = council::meet(self, &council, "17/11/2026", &five).await?;
        for it in &five {
            meeting.score(self, it, &[]).await?;
            meeting.close(self, it).await?;
        }
        meeting.minute(self, "Hội đồng nhất trí xếp hạng 5 sao.").await?;
        self.house.clock.move_to(date(2026, 11, 19));
        let decision =
            [("number", "4590/QĐ-BNNMT"), ("dated", "19/11/2026"), ("signatory", "Bộ trưởng")];
        decisions::record(self, MINISTRY, "recognition", &decision, &five).await?;

        self.house.clock.move_to(date(2026, 11, 20));
        let potential = self.between(Until::PotentialFive, Until::PotentialFive);
        let meeting = council::meet(self, &council, "20/11/2026", &potential).await?;
        for it in &potential {
            meeting.score(self, it, &["tw.ha", "tw.phuc"]).await?;
        }
        Ok(())
    }

    /// Today's meeting: in one product the totals lie too far apart; in the other ông Tư has begun,
    /// and two more have not.
    async fn province_meets_today(&self, council: &Council<'_>) -> Result<(), Failure> {
        let held = self.between(Until::Held, Until::Held);
        let scoring = self.between(Until::Scoring, Until::Scoring);
        let heard = [held.clone(), scoring.clone()].concat();
        let meeting = council::meet(self, council, "23/11/2026", &heard).await?;
        for it in &held {
            meeting.score_apart(self, it).await?;
            meeting.close(self, it).await?;
        }
        for it in &scoring {
            meeting.score(self, it, &["tu", "thu", "loc"]).await?;
            meeting.begin(self, it, "tu").await?;
        }
        Ok(())
    }

    /// Does everything that is due until that day, the oldest first.
    async fn until(&mut self, last: Date) -> Result<(), Failure> {
        let due = self.deeds.partition_point(|(day, ..)| *day <= last);
        for (day, at, deed) in self.deeds.drain(..due).collect::<Vec<_>>() {
            self.house.clock.move_to(day);
            self.does(at, deed)
                .await
                .with_context(|| format!("{deed:?} of {} on {day}", self.dossiers[at].made.name))?;
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
