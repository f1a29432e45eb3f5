//! The list of each office: a commune's, a province's, the ministry's.

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::accounts::Role;
use ocop_rules::dossiers::Stage;
use ocop_rules::places::UnitId;
use serde::Deserialize;

use super::super::store::{self, Filter, Listed, Office, Tally};
use super::super::{kind_label, stage_label, stage_tone};
use super::office::{ClockWords, clock};
use crate::accounts::Login;
use crate::doors::{Doors, Who};
use crate::face::{Choice, Frame, Pages, show};
use crate::house::House;
use crate::machinery::{Failure, Tx};
use crate::programme;

const ROWS_A_PAGE: i64 = 50;

/// Five stars are few: the ministry's list is read whole, since its rounds are computed.
const MOST_AT_MINISTRY: i64 = 2000;

pub(super) fn doors() -> Doors {
    Doors::new()
        .get("/commune", Who::Only(&[Role::Commune]), commune)
        .get("/province", Who::Only(&[Role::Province]), province)
        .get("/ministry", Who::Only(&[Role::Ministry]), ministry)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    stage: String,
    round: String,
    page: i64,
}

impl Wanted {
    fn filter(&self) -> Filter {
        let round = self.round.split_once('-');
        let round = round.and_then(|(year, number)| year.parse().ok().zip(number.parse().ok()));
        Filter { stage: Stage::from_id(&self.stage), round }
    }
}

struct Row {
    id: String,
    product: String,
    producer: String,
    kind: &'static str,
    stage: &'static str,
    tone: &'static str,
    clock: Option<ClockWords>,
    round: String,
    receipt: String,
}

/// How many dossiers of one round are where.
struct Round {
    label: String,
    counts: Vec<Count>,
}

struct Count {
    address: String,
    label: &'static str,
    dossiers: i64,
}

#[derive(askama::Template)]
#[template(path = "dossiers/pages/offices.html")]
struct OfficePage {
    frame: Frame,
    title: String,
    lead: String,
    here: &'static str,
    rounds: Vec<Round>,
    rows: Vec<Row>,
    pages: Pages,
    stages: Vec<Choice>,
    wanted: Wanted,
}

async fn commune(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let title = frame.t("Hồ sơ tại xã").to_owned();
    page(&house, frame, (title, "/commune"), Office::Commune(&login.post.unit), wanted).await
}

async fn province(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let title = frame.t("Hồ sơ các xã đề nghị").to_owned();
    page(&house, frame, (title, "/province"), Office::Province(&login.post.unit), wanted).await
}

async fn ministry(
    State(house): State<House>,
    frame: Frame,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let title = frame.t("Hồ sơ đề nghị 5 sao").to_owned();
    page(&house, frame, (title, "/ministry"), Office::Ministry, wanted).await
}

async fn page(
    house: &House,
    frame: Frame,
    (title, here): (String, &'static str),
    office: Office<'_>,
    wanted: Wanted,
) -> Result<Response, Failure> {
    let filter = wanted.filter();
    let mut tx = house.db.read().await?;
    let (tallies, listed, total) = match office {
        Office::Ministry => centrally(&mut tx, filter).await?,
        _ => in_province(&mut tx, office, filter, wanted.page).await?,
    };
    let lead = match office {
        Office::Commune(unit) | Office::Province(unit) => house.book.full_name(unit),
        Office::Ministry => house.book.full_name(&UnitId::country()),
    };
    let question = format!("{here}?stage={}&round={}", wanted.stage, wanted.round);
    let size = u64::try_from(ROWS_A_PAGE).unwrap_or(1);
    let size = if matches!(office, Office::Ministry) { total.max(1) } else { size };
    let now = u64::try_from(wanted.page).unwrap_or(1);
    let mut stages: Vec<Stage> = tallies.iter().map(|it| it.stage).collect();
    stages.sort_unstable();
    stages.dedup();
    let page = OfficePage {
        title,
        lead,
        here,
        rounds: rounds(&frame, here, office, &tallies),
        rows: listed.into_iter().map(|it| row(house, &frame, it)).collect(),
        pages: Pages::new(now, size, total, question),
        stages: stages
            .into_iter()
            .map(|it| Choice::new(it.id(), frame.t(stage_label(it))))
            .collect(),
        wanted,
        frame,
    };
    Ok(show(&page)?.into_response())
}

type Found = (Vec<Tally>, Vec<Listed>, u64);

async fn in_province(
    tx: &mut Tx<'_>,
    office: Office<'_>,
    filter: Filter,
    page: i64,
) -> Result<Found, Failure> {
    let tallies = store::tally(tx, office).await?;
    let meant = tallies.iter().filter(|it| {
        filter.stage.is_none_or(|stage| it.stage == stage)
            && filter.round.is_none_or(|round| it.round == Some(round))
    });
    let total = meant.map(|it| it.count).sum::<i64>();
    let last = (total - 1).max(0) / ROWS_A_PAGE;
    let skip = (page - 1).clamp(0, last) * ROWS_A_PAGE;
    let listed = store::listed(tx, office, filter, (skip, ROWS_A_PAGE)).await?;
    Ok((tallies, listed, u64::try_from(total).unwrap_or_default()))
}

/// The ministry's list, with the rounds of the centre instead of the province's.
async fn centrally(tx: &mut Tx<'_>, filter: Filter) -> Result<Found, Failure> {
    let all = (0, MOST_AT_MINISTRY);
    let mut listed = store::listed(tx, Office::Ministry, Filter::default(), all).await?;
    let mut tallies: Vec<Tally> = Vec::new();
    for Listed { dossier, .. } in &mut listed {
        let Some(sent_on) = dossier.sent_to_ministry_on else { continue };
        let round = programme::round_on(tx, &UnitId::country(), sent_on).await?;
        dossier.round = Some((i64::from(round.year), i64::from(round.number)));
        let same = |it: &&mut Tally| it.round == dossier.round && it.stage == dossier.stage;
        match tallies.iter_mut().find(same) {
            Some(tally) => tally.count += 1,
            None => {
                tallies.push(Tally { round: dossier.round, stage: dossier.stage, count: 1 });
            }
        }
    }
    tallies.sort_by_key(|it| (it.round, it.stage));
    listed.retain(|it| {
        filter.stage.is_none_or(|stage| it.dossier.stage == stage)
            && filter.round.is_none_or(|round| it.dossier.round == Some(round))
    });
    let total = u64::try_from(listed.len()).unwrap_or_default();
    Ok((tallies, listed, total))
}

fn row(house: &House, frame: &Frame, listed: Listed) -> Row {
    let Listed { dossier, product, producer, completed_on } = listed;
    let round = |(year, number): (i64, i64)| frame.tf("Đợt {} năm {}", (number, year));
    Row {
        clock: clock(house, frame, &dossier, completed_on),
        id: dossier.id,
        product,
        producer,
        kind: kind_label(dossier.kind),
        stage: stage_label(dossier.stage),
        tone: stage_tone(dossier.stage),
        round: dossier.round.map(round).unwrap_or_default(),
        receipt: dossier.province_receipt.or(dossier.receipt).unwrap_or_default(),
    }
}

/// The overview: each number opens to its list. A commune has no rounds.
fn rounds(frame: &Frame, here: &str, office: Office<'_>, tallies: &[Tally]) -> Vec<Round> {
    if matches!(office, Office::Commune(_)) {
        return Vec::new();
    }
    let mut rounds: Vec<Round> = Vec::new();
    for Tally { round, stage, count } in tallies {
        let (label, address) = match round {
            Some((year, number)) => (
                frame.tf("Đợt {} năm {}", (*number, *year)),
                format!("{here}?round={year}-{number}"),
            ),
            None => (frame.t("Chưa tiếp nhận").to_owned(), here.to_owned()),
        };
        let joint = if address.contains('?') { '&' } else { '?' };
        let count = Count {
            address: format!("{address}{joint}stage={}", stage.id()),
            label: stage_label(*stage),
            dossiers: *count,
        };
        match rounds.last_mut().filter(|it| it.label == label) {
            Some(round) => round.counts.push(count),
            None => rounds.push(Round { label, counts: vec![count] }),
        }
    }
    rounds
}
