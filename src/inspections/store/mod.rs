//! The only SQL of this room. What a ledger keeps is written by the ledgers; here visits and
//! breaches are read with their products, and what a visit found of each criterion is kept.

mod asked;
mod findings;

use jiff::civil::Date;
use ocop_rules::certificates::RevocationGround;
use ocop_rules::evidence::PaperKind;
use ocop_rules::inspections::{self, BreachKind, MarkUse, Remedy, RemedyState};
use ocop_rules::places::UnitId;
use ocop_rules::programme::{Clock, Holidays};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::machinery::{Failure, Revision, Tx};
use asked::Query;
pub use asked::{Asked, breach, breaches, plans, visit, visits};
pub use findings::{Finding, every, findings, replace_findings};

/// The product that a visit or a breach is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its producer's id.
    pub producer: String,
    /// Its producer's name.
    pub producer_name: String,
    /// Where it lies, as recorded.
    pub commune: UnitId,
}

/// A visit to a product, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: String,
    /// Its minutes, or what it is called.
    pub minutes: String,
    /// Of which product.
    pub of: Of,
    /// The day.
    pub visited_on: Date,
    /// `planned`, `ad-hoc` or `follow-up`.
    pub kind: String,
    /// Who came.
    pub bodies: String,
    /// Who stood for the producer. It names a person: it is on no public page.
    pub represented: String,
    /// The plan it carries out, by id; empty without one.
    pub plan: String,
    /// What was found of the criteria: `kept`, `below`, `not-looked-at`; empty where nothing is
    /// said.
    pub upkeep: String,
    /// What was found of the mark; none where nobody looked.
    pub mark: Option<MarkUse>,
    /// `in-force`, `lapsed` or `missing`; empty where nobody looked.
    pub papers: String,
    /// More of mark and papers.
    pub note: String,
    /// What was concluded.
    pub conclusion: String,
    /// How often it was changed.
    pub revision: Revision,
}

/// A breach, as kept, with what followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Its id.
    pub id: String,
    /// In words.
    pub what: String,
    /// Of which product.
    pub of: Of,
    /// The visit that found it; empty where another authority did.
    pub visit: String,
    /// What must be put right; empty where nothing was ordered.
    pub remedy: String,
    /// How it was put right.
    pub how: String,
    /// As the rules ask for it.
    pub rules: inspections::Breach,
    /// When a certificate of the product was revoked, at or after the conclusion.
    pub revoked_on: Option<Date>,
    /// How often it was changed.
    pub revision: Revision,
}

/// How a breach stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is being put right.
    Open {
        /// Zero on the last day.
        days_left: i32,
    },
    /// It must be proposed for revocation (Art. 8).
    Proposed {
        /// On which ground.
        ground: RevocationGround,
        /// The fifteen days.
        clock: Clock,
        /// By so many days the remedy is overdue; none where none was ordered.
        overdue: Option<i32>,
    },
    /// It was put right.
    Done {
        /// When.
        on: Date,
        /// After its deadline.
        was_late: bool,
    },
    /// The certificate was revoked.
    Revoked {
        /// When.
        on: Date,
    },
}

impl State {
    /// The word under which such breaches are asked for; what is overdue is proposed as well.
    pub fn id(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Proposed { overdue: Some(_), .. } => "overdue",
            Self::Proposed { overdue: None, .. } => "proposed",
            Self::Done { .. } => "done",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// Whether nothing has settled it.
    pub fn is_unsettled(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Proposed { .. })
    }
}

impl Breach {
    /// Its kind.
    pub fn kind(&self) -> BreachKind {
        self.rules.kind
    }

    /// How it stands on that day.
    pub fn state(&self, day: Date, holidays: &Holidays) -> State {
        if let Some(on) = self.revoked_on.filter(|it| *it <= day) {
            return State::Revoked { on };
        }
        let remedy = self.rules.remedy.filter(|_| self.kind().can_be_remedied());
        let stands = remedy.map(|it| it.on(day));
        if let (Some(RemedyState::Done { on }), Some(remedy)) = (stands, remedy) {
            return State::Done { on, was_late: remedy.was_late() };
        }
        match self.rules.proposal(day, holidays) {
            Some(it) => {
                let overdue = match stands {
                    Some(RemedyState::Overdue { days }) => Some(days),
                    _ => None,
                };
                State::Proposed { ground: it.ground, clock: it.clock, overdue }
            }
            None => State::Open { days_left: remedy.map_or(0, |it| (it.due() - day).get_days()) },
        }
    }
}

/// The papers that have lapsed on a day, and of whose kind the producer has no other that goes on:
/// product, kind, the last day.
///
/// # Errors
///
/// Only faults of the database.
pub async fn lapsed_papers(
    tx: &mut Tx<'_>,
    within: &[UnitId],
    day: Date,
) -> Result<Vec<(String, PaperKind, Date)>, Failure> {
    let mut query = Query::of(
        "SELECT p.id AS product, t.kind, t.ended FROM (
             SELECT a.producer, a.kind, MAX(COALESCE(a.valid_until, '9999-12-31')) AS ended
             FROM papers a WHERE a.set_aside_at IS NULL GROUP BY a.producer, a.kind
         ) t JOIN products p ON p.producer = t.producer WHERE 1 = 1",
    );
    query.and("t.ended < {}", day.to_string());
    query.within(within);
    let rows = query.rows(tx, "ORDER BY p.id, t.kind").await?;
    let mut lapsed = Vec::new();
    for row in &rows {
        let kind = PaperKind::from_id(row.get("kind"));
        // What names persons stands in no list.
        if let Some(kind) = kind.filter(|it| !it.names_persons()) {
            lapsed.push((row.get("product"), kind, date(row, "ended")?));
        }
    }
    Ok(lapsed)
}

fn of(row: &AnyRow) -> Result<Of, Failure> {
    let commune: String = row.get("commune");
    Ok(Of {
        id: row.get("product"),
        name: row.get("product_name"),
        producer: row.get("producer"),
        producer_name: row.get("producer_name"),
        commune: UnitId::new(&commune).map_err(anyhow::Error::new)?,
    })
}

fn date(row: &AnyRow, column: &str) -> Result<Date, Failure> {
    Ok(row.get::<String, _>(column).parse()?)
}

fn maybe_date(row: &AnyRow, column: &str) -> Result<Option<Date>, Failure> {
    let written: Option<String> = row.get(column);
    match written.as_deref() {
        None | Some("") => Ok(None),
        Some(written) => Ok(Some(written.parse()?)),
    }
}

fn read_visit(row: &AnyRow) -> Result<Visit, Failure> {
    Ok(Visit {
        id: row.get("id"),
        minutes: row.get("minutes"),
        of: of(row)?,
        visited_on: date(row, "visited_on")?,
        kind: row.get("kind"),
        bodies: row.get("bodies"),
        represented: row.get("represented"),
        plan: row.get("plan"),
        upkeep: row.get("upkeep"),
        mark: MarkUse::from_id(row.get("mark")),
        papers: row.get("papers"),
        note: row.get("note"),
        conclusion: row.get("conclusion"),
        revision: row.get("revision"),
    })
}

fn read_breach(row: &AnyRow) -> Result<Breach, Failure> {
    let bad = || anyhow::anyhow!("a breach has a bad kind or bad days");
    let concluded_on = date(row, "concluded_on")?;
    let remedy = match maybe_date(row, "due_on")? {
        Some(due) => {
            let ordered = Remedy::order(concluded_on, due).map_err(anyhow::Error::new)?;
            let done = maybe_date(row, "done_on")?;
            Some(match done {
                Some(on) => ordered.done(on).map_err(anyhow::Error::new)?,
                None => ordered,
            })
        }
        None => None,
    };
    let kind = BreachKind::from_id(row.get("kind")).ok_or_else(bad)?;
    Ok(Breach {
        id: row.get("id"),
        what: row.get("what"),
        of: of(row)?,
        visit: row.get("visit"),
        remedy: row.get("remedy"),
        how: row.get("how"),
        rules: inspections::Breach { kind, concluded_on, remedy },
        revoked_on: maybe_date(row, "revoked_on")?,
        revision: row.get("revision"),
    })
}
