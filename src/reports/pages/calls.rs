//! Who must be called: certificates whose window for a renewal opens or closes in a month, or that
//! stand before their renewal today. The one list of them; notices are drawn up from it.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use jiff::ToSpan as _;
use jiff::civil::Date;
use ocop_rules::accounts::Role;
use ocop_rules::certificates::WarningKind;
use ocop_rules::places::UnitId;
use ocop_rules::programme::Period;
use ocop_rules::targets::{Call, Due, Renewal, due, windows};
use serde::{Deserialize, Serialize};

use super::super::facts::{Facts, Needs};
use super::super::question::Scope;
use super::unit_of;
use crate::accounts::Login;
use crate::certificates::store::{self as certificates, Wanted};
use crate::face::{Choice, Frame, show};
use crate::house::House;
use crate::ledgers::Ledgers;
use crate::machinery::sheet::written::{self, Ending};
use crate::machinery::{Failure, Tx};

/// So many notices are chosen at once: an address holds no more.
const MOST_CHOSEN: usize = 1_000;
/// More certificates than a unit has.
const ALL: i64 = 1_000_000;

/// A month, or how certificates stand today; a unit; whether a renewal is filed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    #[serde(skip_serializing_if = "String::is_empty")]
    unit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    month: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    state: String,
    /// `yes`, `no`, `all`; as `no` when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    filed: String,
    /// `all` ticks all that are listed.
    #[serde(skip_serializing)]
    tick: String,
}

impl Asked {
    /// How certificates stand today, where that is asked.
    fn state(&self) -> Option<Due> {
        Due::ALL.into_iter().find(|it| it.id() == self.state)
    }

    /// The month that is asked for, otherwise that of today.
    fn month(&self, today: Date) -> Date {
        format!("{}-01", self.month).parse().unwrap_or(today).first_of_month()
    }

    fn takes(&self, renewal: Renewal) -> bool {
        match self.filed.as_str() {
            "all" => true,
            "yes" => renewal == Renewal::Filed,
            _ => renewal == Renewal::NotFiled,
        }
    }

    /// The page that asks the same, and otherwise as this says.
    fn address(&self, otherwise: impl FnOnce(&mut Self)) -> String {
        let mut asked = self.clone();
        otherwise(&mut asked);
        format!("/reports/calls?{}", serde_urlencoded::to_string(&asked).unwrap_or_default())
    }
}

struct Line {
    on: Date,
    what: &'static str,
    tone: &'static str,
    product: String,
    address: String,
    /// The certificate; empty where it is none of those that stand today.
    certificate: String,
    producer: String,
    phone: String,
    place: String,
    ends: Date,
    is_exact: bool,
    is_filed: bool,
    is_ticked: bool,
}

/// Everything that is listed.
struct Listed {
    unit: UnitId,
    lines: Vec<Line>,
    /// How many of each state there are today.
    states: [(Due, usize); 3],
}

#[derive(askama::Template)]
#[template(path = "reports/pages/calls.html")]
struct CallsPage {
    frame: Frame,
    asked: Asked,
    name: String,
    month: Date,
    listed: Listed,
    filed: Vec<Choice>,
    /// Whether notices are to be drawn up from here.
    can_notify: bool,
}

impl CallsPage {
    /// What an office is told of a state.
    fn label(state: Due) -> &'static str {
        match state {
            Due::Opening => "Sắp đến thời gian nộp, trong 30 ngày tới",
            Due::Open => "Đang trong thời gian nộp hồ sơ đánh giá lại",
            Due::Lapsing => "Đã qua thời gian nộp, sắp hết hạn",
        }
    }

    fn state(&self) -> Option<&'static str> {
        self.asked.state().map(Self::label)
    }

    /// Each state: where its list is, what it is called, how many there are.
    fn states(&self) -> Vec<(String, &'static str, String)> {
        let state = |&(it, count): &(Due, usize)| {
            (self.of_state(it), Self::label(it), self.frame.number(count))
        };
        self.listed.states.iter().map(state).collect()
    }

    fn of_state(&self, state: Due) -> String {
        let of_state = |it: &mut Asked| {
            state.id().clone_into(&mut it.state);
            it.month.clear();
        };
        self.asked.address(of_state)
    }

    fn of_month(&self, months: i32) -> String {
        let month = self.month.saturating_add(months.months());
        let of_month = |it: &mut Asked| {
            it.state.clear();
            it.month = month.strftime("%Y-%m").to_string();
        };
        self.asked.address(of_month)
    }

    fn ticked(&self) -> String {
        format!("{}&tick=all", self.asked.address(|_| {}))
    }

    fn file(&self, ending: &str) -> String {
        self.asked.address(|_| {}).replacen("calls?", &format!("calls.{ending}?"), 1)
    }
}

async fn listed(
    house: &House,
    login: &Login,
    ledgers: Ledgers,
    asked: &Asked,
) -> Result<Listed, Failure> {
    let unit = unit_of(house, login, &asked.unit)?;
    let today = house.clock.today();
    let period = Period::month_of(asked.month(today));
    let scope = Scope { unit: unit.clone(), period, on: today };
    let needs = Needs { ways: true, ..Needs::default() };
    let mut tx = house.db.read().await?;
    let facts = Facts::read(&mut tx, house, ledgers, scope, &needs).await?;
    let mut due = due(today, facts.holdings());
    due.retain(|(_, it)| asked.takes(it.renewal));
    let states = Due::ALL.map(|it| (it, due.iter().filter(|(state, _)| *state == it).count()));
    let calls: Vec<Call<'_>> = if let Some(state) = asked.state() {
        due.into_iter().filter(|it| it.0 == state).map(|it| it.1).collect()
    } else {
        let mut calls = windows(period, facts.holdings());
        calls.retain(|it| asked.takes(it.renewal));
        calls
    };
    let ids = certificates_of(&mut tx, house, &unit, &calls).await?;
    let lines = calls.iter().filter_map(|it| line(&facts, it, &ids)).collect();
    Ok(Listed { unit, lines, states })
}

/// The certificates that stand today, by product and last day: id, and whether the day is known.
async fn certificates_of(
    tx: &mut Tx<'_>,
    house: &House,
    unit: &UnitId,
    calls: &[Call<'_>],
) -> Result<HashMap<(String, Date), (String, bool)>, Failure> {
    let days = calls.iter().map(|it| it.valid_to);
    let (Some(first), Some(last)) = (days.clone().min(), days.max()) else {
        return Ok(HashMap::new());
    };
    let within =
        if *unit == UnitId::country() { vec![unit.clone()] } else { house.units_within(unit) };
    let wanted = Wanted {
        within: &within,
        producer: "",
        q: "",
        stars: None,
        standing: "valid",
        ending: Some((first, last)),
        day: house.clock.today(),
    };
    let (lines, _) = certificates::list(tx, &wanted, (0, ALL)).await?;
    let lines = lines.into_iter();
    Ok(lines.map(|it| ((it.product, it.valid_to), (it.id, it.is_exact))).collect())
}

fn line(
    facts: &Facts,
    call: &Call<'_>,
    ids: &HashMap<(String, Date), (String, bool)>,
) -> Option<Line> {
    let kept = &facts.snapshot.kept;
    let product = kept.product(kept.at(call.product)?)?;
    let producer = kept.producer(product)?;
    let (what, tone) = match call.kind {
        WarningKind::WindowOpens => ("Bắt đầu được nộp hồ sơ đánh giá lại", "info"),
        WarningKind::WindowCloses => ("Ngày cuối nộp hồ sơ đánh giá lại", "wait"),
        _ => ("Giấy chứng nhận hết hạn", "bad"),
    };
    let place = kept.places.get(product.place);
    let known = ids.get(&(call.product.to_owned(), call.valid_to));
    Some(Line {
        on: call.on,
        what,
        tone,
        product: product.name.to_string(),
        address: format!("/registry/{}", product.id),
        certificate: known.map(|it| it.0.clone()).unwrap_or_default(),
        producer: producer.name.to_string(),
        phone: producer.phone.to_string(),
        place: place.map_or_else(String::new, |it| facts.book.name(&it.unit)),
        ends: call.valid_to,
        is_exact: known.is_none_or(|it| it.1),
        is_filed: call.renewal == Renewal::Filed,
        is_ticked: false,
    })
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let mut listed = listed(&house, &login, ledgers, &asked).await?;
    for it in listed.lines.iter_mut().take(MOST_CHOSEN) {
        it.is_ticked = asked.tick == "all";
    }
    let filed = [("yes", "Đã nộp"), ("all", "Đã nộp và chưa nộp")];
    let page = CallsPage {
        name: house.book.full_name(&listed.unit),
        month: asked.month(house.clock.today()),
        can_notify: login.role() == Role::Province
            && listed.lines.iter().any(|it| !it.certificate.is_empty()),
        filed: filed.map(|(id, label)| Choice::new(id, frame.t(label))).into(),
        listed,
        asked,
        frame,
    };
    Ok(show(&page)?.into_response())
}

const HEADINGS: [&str; 8] = [
    "Sản phẩm",
    "Ngày",
    "Việc",
    "Chủ thể",
    "Điện thoại",
    "Địa phương",
    "Giấy chứng nhận hết hạn",
    "Hồ sơ đánh giá lại",
];

pub(super) async fn file(
    State(house): State<House>,
    login: Login,
    ledgers: Ledgers,
    ending: Ending,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let day = ocop_documents::words::short_date;
    let row = |it: Line| {
        vec![
            it.product,
            day(it.on),
            it.what.to_owned(),
            it.producer,
            it.phone,
            it.place,
            day(it.ends),
            if it.is_filed { "Đã nộp" } else { "Chưa nộp" }.to_owned(),
        ]
    };
    let listed = listed(&house, &login, ledgers, &asked).await?;
    let rows = listed.lines.into_iter().map(row).collect();
    let name = format!("can-nhac-chu-the-{}", house.clock.today());
    written::list(ending, &name, || (HEADINGS.into(), rows)).await
}
