//! Products of good standing, as the list of exceptions: what has lapsed, what is at fault, what
//! must be done. Everything else is in order.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use ocop_rules::evidence::PaperKind;
use ocop_rules::inspections::{BreachKind, MarkUse};
use ocop_rules::places::UnitId;
use ocop_rules::programme::Window;

use super::store::{self, Asked, State};
use crate::certificates::store::{self as certificates, Line, Wanted};
use crate::house::House;
use crate::machinery::{Failure, Tx};

/// More certificates and visits than there are.
const ALL: i64 = 1_000_000;

/// Why a certified product is not simply in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exception {
    /// A licence or a test has lapsed.
    Papers,
    /// The last visit that looked found the mark or the label at fault.
    Label,
    /// A breach is not put right.
    Breach,
    /// The time to file a renewal is open (Art. 7.6.a).
    Window,
}

impl Exception {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Papers, Self::Label, Self::Breach, Self::Window];

    /// Its word in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Label => "label",
            Self::Breach => "breach",
            Self::Window => "window",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Papers => "Giấy phép, kiểm nghiệm hết hạn",
            Self::Label => "Biểu trưng, nhãn sai",
            Self::Breach => "Vi phạm chưa khắc phục",
            Self::Window => "Đang trong thời gian nộp hồ sơ đánh giá lại",
        }
    }
}

/// A certified product, and what stands against it.
#[derive(Debug, Clone)]
pub struct Stood {
    /// Its certificate that stands.
    pub line: Line,
    /// Kinds of paper that have lapsed, with the last day.
    pub papers: Vec<(PaperKind, Date)>,
    /// What the last visit that looked found of the mark, when it is at fault.
    pub label: Option<(MarkUse, Date)>,
    /// Breaches that nothing has settled: id, how each stands.
    pub breaches: Vec<(String, State)>,
    /// Whether the time to file a renewal is open.
    pub in_window: bool,
}

impl Stood {
    /// Whether it is one of these exceptions.
    pub fn is(&self, it: Exception) -> bool {
        match it {
            Exception::Papers => !self.papers.is_empty(),
            Exception::Label => self.label.is_some(),
            Exception::Breach => !self.breaches.is_empty(),
            Exception::Window => self.in_window,
        }
    }

    /// Whether nothing stands against it.
    pub fn is_in_order(&self) -> bool {
        !Exception::ALL.into_iter().any(|it| self.is(it))
    }
}

/// The certified products recorded in these units, as they stand on a day.
///
/// # Errors
///
/// Only faults.
pub async fn standing(
    house: &House,
    tx: &mut Tx<'_>,
    within: &[UnitId],
    day: Date,
) -> Result<Vec<Stood>, Failure> {
    let lines = certified(tx, within, day).await?;
    let mut papers: HashMap<String, Vec<(PaperKind, Date)>> = HashMap::new();
    for (product, kind, ended) in store::lapsed_papers(tx, within, day).await? {
        papers.entry(product).or_default().push((kind, ended));
    }
    let mut breaches: HashMap<String, Vec<(String, State)>> = HashMap::new();
    let mut righted: HashMap<String, Date> = HashMap::new();
    let asked = Asked { within, until: Some(day), ..Asked::default() };
    for it in store::breaches(tx, &asked).await? {
        match it.state(day, &house.calendar.holidays) {
            State::Done { on, .. } if it.kind() == BreachKind::MarkMisused => {
                let last = righted.entry(it.of.id).or_insert(on);
                *last = on.max(*last);
            }
            state if state.is_unsettled() => {
                breaches.entry(it.of.id).or_default().push((it.id, state));
            }
            _ => {}
        }
    }
    // The newest visit comes first.
    let mut labels: HashMap<String, (MarkUse, Date)> = HashMap::new();
    for it in store::visits(tx, &asked, (0, ALL)).await?.0 {
        if let Some(mark) = it.mark {
            labels.entry(it.of.id).or_insert((mark, it.visited_on));
        }
    }
    let is_open = |valid_to: Date| {
        let window = Window::before(valid_to);
        (window.opens..=window.closes).contains(&day)
    };
    let stood = |line: Line| {
        let label = labels.get(&line.product).copied();
        let is_fault = |(mark, seen): &(MarkUse, Date)| {
            mark.is_fault() && righted.get(&line.product).is_none_or(|on| on < seen)
        };
        Stood {
            papers: papers.get(&line.product).cloned().unwrap_or_default(),
            label: label.filter(is_fault),
            breaches: breaches.get(&line.product).cloned().unwrap_or_default(),
            in_window: line.standing == "valid" && is_open(line.valid_to),
            line,
        }
    };
    Ok(lines.into_iter().map(stood).collect())
}

/// The certificates that stand, by product: one for each.
async fn certified(tx: &mut Tx<'_>, within: &[UnitId], day: Date) -> Result<Vec<Line>, Failure> {
    let mut lines = BTreeMap::new();
    for standing in ["extended", "valid"] {
        let wanted =
            Wanted { within, producer: "", q: "", stars: None, standing, ending: None, day };
        for line in certificates::list(tx, &wanted, (0, ALL)).await?.0 {
            lines.insert(line.product.clone(), line);
        }
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    lines.sort_by(|one, other| (one.valid_to, &one.name).cmp(&(other.valid_to, &other.name)));
    Ok(lines)
}
