//! What has changed since a report was frozen: which numbers, what entered them and what left.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use ocop_rules::records::Amount;
use ocop_rules::reports::{Answer, Difference};

use super::super::answer::What;
use super::super::compose::needs;
use super::super::composed::Answered;
use super::super::facts::Facts;
use super::super::indicator::{Indicator, indicator};
use super::super::question::{Of, Written};
use super::super::store::{self, Report};
use super::super::words;
use super::read::answer_address;
use super::seen;
use crate::accounts::Login;
use crate::face::{Frame, show};
use crate::house::House;
use crate::ledgers::{self, Entry, Lasts, Ledger, Ledgers};
use crate::machinery::clock::vietnamese_day;
use crate::machinery::{Failure, Tx};
use crate::products::WAYS;

/// A number that is another now, or counts other things.
struct Changed {
    name: String,
    from: String,
    to: String,
    entered: Vec<String>,
    left: Vec<Gone>,
    address: String,
}

/// Something that was counted and is no longer.
struct Gone {
    name: String,
    /// Where its page is; empty where there is none.
    address: String,
    /// What became of it, where that can be said.
    why: String,
}

#[derive(askama::Template)]
#[template(path = "reports/pages/differences.html")]
struct DifferencesPage {
    frame: Frame,
    report: Report,
    changed: Vec<Changed>,
    count: usize,
}

impl DifferencesPage {
    fn back(&self) -> String {
        format!("/reports/{}", self.report.id)
    }
}

pub(super) async fn page(
    State(house): State<House>,
    frame: Frame,
    login: Login,
    ledgers: Ledgers,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let mut tx = house.db.read().await?;
    let report = seen(&mut tx, (&house, &login), &id).await?;
    let content = store::content(&mut tx, &id).await?.ok_or(Failure::NotFound)?;
    let mut needs = needs();
    needs.also(WAYS.id);
    let facts = Facts::read(&mut tx, &house, ledgers, report.scope.clone(), &needs).await?;
    let named = |it: &Answered| Some((it.clone(), indicator(&it.indicator)?));
    let asked: Vec<_> = content.answers.iter().filter_map(named).collect();
    let asking = Asking { frame: &frame, house: &house, ledgers, facts: &facts };
    let mut changed = Vec::new();
    for (then, now) in &asked {
        changed.extend(asking.changed(&mut tx, (then, now)).await?);
    }
    let page = DifferencesPage { frame, count: asked.len(), changed, report };
    Ok(show(&page)?.into_response())
}

/// What the differences are asked of.
#[derive(Clone, Copy)]
struct Asking<'a> {
    frame: &'a Frame,
    house: &'a House,
    ledgers: Ledgers,
    facts: &'a Facts,
}

impl Asking<'_> {
    async fn changed(
        self,
        tx: &mut Tx<'static>,
        (then, indicator): (&Answered, &Indicator),
    ) -> Result<Option<Changed>, Failure> {
        let Self { frame, facts, .. } = self;
        let answer = facts.answer(&indicator.of);
        let Ok(value) = then.value.parse::<Amount>() else { return Ok(None) };
        let kept = Answer { value, list: then.list.iter().cloned().collect() };
        let Difference::Changed { from, to, entered, left } = kept.until(&answer.kept(facts))
        else {
            return Ok(None);
        };
        let names: BTreeMap<String, String> =
            answer.found.iter().map(|it| (facts.id(&it.what), facts.name(&it.what))).collect();
        let mut entered: Vec<String> =
            entered.into_iter().filter_map(|it| names.get(&it).cloned()).collect();
        ocop_documents::words::sort_by_name(&mut entered, String::as_str);
        Ok(Some(Changed {
            name: indicator.name.clone(),
            from: words::number_on(frame, from, indicator.measure),
            to: words::number_on(frame, to, indicator.measure),
            entered,
            left: self.gone(tx, &indicator.of, left).await?,
            address: answer_address(&facts.scope, &Written::from(&indicator.of)),
        }))
    }

    /// What left a number, by name.
    async fn gone(
        self,
        tx: &mut Tx<'static>,
        of: &Of,
        ids: BTreeSet<String>,
    ) -> Result<Vec<Gone>, Failure> {
        let mut left = Vec::new();
        for id in ids {
            left.push(if let Some(entry) = self.facts.entry(&id) {
                Gone { why: self.why(entry), ..called(entry) }
            } else if let Some(name) = self.facts.name_of(&id) {
                Gone { name, address: String::new(), why: String::new() }
            } else {
                self.unseen(tx, of, &id).await?
            });
        }
        ocop_documents::words::sort_by_name(&mut left, |it| &it.name);
        Ok(left)
    }

    /// Why an entry that the unit still keeps is counted no longer.
    fn why(self, entry: &Entry) -> String {
        let Self { frame, facts, .. } = self;
        let (row, ledger) = (&entry.row, entry.row.ledger);
        let scope = &facts.scope;
        if facts.noted(ledger.id, scope).any(|it| it.entry.id == entry.id) {
            return frame.t("nay ghi khác, không còn thuộc số này").to_owned();
        }
        if let Lasts::Until(column) = ledger.lasts
            && let (Some((_, ended)), Some((_, column))) = (row.days(column), ledger.column(column))
            && ended < scope.on
        {
            return format!("{}: {}", frame.t(column.label), frame.date(ended));
        }
        match ledger.when().and_then(|it| row.days(it.name)) {
            Some((first, last)) if first == last => {
                frame.tf("nay ghi ngày {}, ngoài kỳ báo cáo", [frame.date(first)])
            }
            Some((first, last)) => frame.tf(
                "nay ghi từ {} đến {}, ngoài kỳ báo cáo",
                [frame.date(first), frame.date(last)],
            ),
            None => String::new(),
        }
    }

    /// What the unit keeps no longer: set aside, kept by another unit, or gone.
    async fn unseen(self, tx: &mut Tx<'static>, of: &Of, id: &str) -> Result<Gone, Failure> {
        let Self { frame, .. } = self;
        let lost = || Gone {
            name: frame.t("không còn thấy").to_owned(),
            address: String::new(),
            why: String::new(),
        };
        let Some(ledger) = self.ledger_of(of) else { return Ok(lost()) };
        let entry = match ledgers::store::by_id(tx, ledger, id).await {
            Ok(entry) => entry,
            Err(Failure::NotFound) => return Ok(lost()),
            Err(failure) => return Err(failure),
        };
        let within = ledgers::beneath(self.house, &self.facts.scope.unit);
        if !within.is_empty() && !within.contains(&entry.row.unit) {
            let unit = self.house.book.full_name(&entry.row.unit);
            let name = frame.tf("nay ghi ở {}", [unit]);
            return Ok(Gone { name, ..lost() });
        }
        let why = match &entry.set_aside {
            Some((at, why)) => {
                let on = frame.date(vietnamese_day(*at));
                frame.tf("đã bỏ ra khỏi sổ “{}” {}: {}", (frame.t(ledger.title), &on, why))
            }
            None => String::new(),
        };
        Ok(Gone { why, ..called(&entry) })
    }

    /// The ledger whose entries a question counts.
    fn ledger_of(self, of: &Of) -> Option<&'static Ledger> {
        let id = match of {
            Of::Entries(kept) | Of::Sum { kept, .. } => kept.ledger.as_str(),
            Of::Reached(_) | Of::Came(_) | Of::Stayed(..) | Of::Skipped(..) => WAYS.id,
            Of::Products(_)
            | Of::Producers { .. }
            | Of::Changes { .. }
            | Of::Added(_)
            | Of::Forecast(_) => return None,
        };
        self.ledgers.find(id).ok()
    }
}

fn called(entry: &Entry) -> Gone {
    let row = &entry.row;
    Gone {
        name: row.words(row.ledger.name).to_owned(),
        address: format!("{}/{}", row.ledger.address(), entry.id),
        why: String::new(),
    }
}

impl Facts {
    /// What a counted thing is called.
    fn name(&self, what: &What) -> String {
        let kept = &self.snapshot.kept;
        match what {
            What::Product(at) => {
                kept.product(*at).map_or_else(String::new, |it| it.name.to_string())
            }
            What::Producer(at) => {
                let at = usize::try_from(*at).unwrap_or(usize::MAX);
                kept.producers.get(at).map_or_else(String::new, |it| it.name.to_string())
            }
            What::Way(at) => {
                let way = self.ways.all().get(*at);
                way.map_or_else(String::new, |it| self.way_name(it).to_owned())
            }
            What::Entry(ledger, at) => self
                .all(ledger)
                .get(*at)
                .map_or_else(String::new, |it| it.row.words(it.row.ledger.name).to_owned()),
        }
    }

    /// What something is called that is counted no longer, as far as it is still known.
    fn name_of(&self, id: &str) -> Option<String> {
        let kept = &self.snapshot.kept;
        let product = kept.at(id).and_then(|it| kept.product(it)).map(|it| it.name.to_string());
        let producer = || kept.producers.iter().find(|it| *it.id == *id);
        let way = || self.ways.all().iter().find(|it| self.way_id(it) == id);
        let entry = || self.entry(id).map(|it| it.row.words(it.row.ledger.name).to_owned());
        product
            .or_else(|| producer().map(|it| it.name.to_string()))
            .or_else(|| way().map(|it| self.way_name(it).to_owned()))
            .or_else(entry)
    }
}
