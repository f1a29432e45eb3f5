//! The pictures of a report, drawn from the same answers as its tables.

use ocop_documents::Chart;
use ocop_documents::chart::{Aim, Bar, Form, Measure as Drawn, Stack, communes, provinces};
use ocop_rules::criteria::Stars;
use ocop_rules::places::{Level, UnitId};
use ocop_rules::records::Amount;
use ocop_rules::registry::{Basis, Certainty};
use ocop_rules::targets::{Measure as Aimed, StarsAim};

use super::answer::meets;
use super::composed::Table;
use super::indicator::Measure;
use super::tables::{TableId, Tables};
use super::words;
use crate::registry::Alike;

const PROGRESS: &str = "Đã đạt bao nhiêu so với mức đề ra, và bao nhiêu thời gian đã qua.";

/// The parts of a bar, the lowest first.
const RANKS: [Stars; 3] = [Stars::Three, Stars::Four, Stars::Five];

/// A picture of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ChartId {
    /// Products in force over the years.
    Stars,
    /// The share of each group.
    Industries,
    /// The share of each kind of producer.
    Producers,
    /// A map of provinces or communes.
    Parts,
    /// How far products have come.
    Ways,
    /// What was spent, by source.
    Money,
    /// How far targets have come.
    Targets,
}

impl ChartId {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Stars,
        Self::Industries,
        Self::Producers,
        Self::Parts,
        Self::Ways,
        Self::Money,
        Self::Targets,
    ];

    /// Its word.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Stars => "stars",
            Self::Industries => "industries",
            Self::Producers => "producers",
            Self::Parts => "parts",
            Self::Ways => "ways",
            Self::Money => "money",
            Self::Targets => "targets",
        }
    }

    /// The picture of this word.
    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl Tables<'_> {
    /// This picture; none where there is nothing to draw.
    pub(super) fn picture(&self, id: ChartId) -> Option<Chart> {
        let (title, description, of, measure, form) = match id {
            ChartId::Stars => (
                "Sản phẩm còn hiệu lực theo năm",
                "Số sản phẩm còn hiệu lực vào cuối mỗi năm, năm cuối vào ngày tính số liệu; chỉ tính những sản phẩm chắc chắn.",
                "Năm",
                products(),
                self.over_years(),
            ),
            ChartId::Industries => (
                "Cơ cấu theo nhóm sản phẩm",
                "Mỗi nhóm chiếm bao nhiêu trong số sản phẩm còn hiệu lực.",
                "Nhóm sản phẩm",
                products(),
                shares(&self.table(TableId::Industries)?),
            ),
            ChartId::Producers => (
                "Cơ cấu chủ thể theo loại hình",
                "Chủ thể có sản phẩm còn hiệu lực, theo loại hình tổ chức.",
                "Loại hình",
                Drawn::count("Số chủ thể"),
                shares(&self.table(TableId::Producers)?),
            ),
            ChartId::Parts => (
                "Sản phẩm còn hiệu lực theo địa phương",
                "Mỗi ô là một địa phương; ô càng đậm càng nhiều sản phẩm còn hiệu lực.",
                "Địa phương",
                products(),
                self.tiles()?,
            ),
            ChartId::Ways => (
                "Từ ý tưởng đến công nhận",
                "Số sản phẩm đã qua mỗi bước tính đến ngày của số liệu; chỉ tính những sản phẩm chắc chắn, bước nào không ghi thì không có.",
                "Bước",
                products(),
                self.funnel(),
            ),
            ChartId::Money => (
                "Kinh phí đã thực hiện theo nguồn vốn",
                "Số tiền đã thực hiện; số ghi “trên”, “ít nhất” được vẽ bằng mức thấp nhất.",
                "Nguồn vốn",
                Drawn::Money,
                self.sources()?,
            ),
            ChartId::Targets => (
                "Tiến độ so với chỉ tiêu",
                PROGRESS,
                "Chỉ tiêu",
                Drawn::count("Đã đạt"),
                self.progress(),
            ),
        };
        let mut description = description.to_owned();
        if id == ChartId::Targets {
            // A picture has no room for it: it is said below.
            let aims = self.facts.aims().into_iter().filter(|it| !it.doubt.is_empty());
            description
                .extend(aims.map(|it| format!("\nĐiều còn ngờ: {}: {}", it.title, it.doubt)));
        }
        let chart = Chart {
            id: format!("picture-{}", id.id()),
            title: title.to_owned(),
            description,
            of: of.to_owned(),
            measure,
            form,
            is_in_table: id != ChartId::Stars,
        };
        (!chart.is_empty()).then_some(chart)
    }

    fn over_years(&self) -> Form {
        let bar = |end: jiff::civil::Date| {
            let alike = self.facts.products().alike(Basis::ValidOn(end));
            let of_rank = |rank: Stars| {
                let aim = Some(StarsAim::Only(rank));
                let is_sure =
                    |it: &Alike| it.lies.min(meets(it.counted, aim)) == Certainty::Certainly;
                alike.iter().filter(|it| is_sure(&it.0)).map(|it| it.1).sum()
            };
            Stack { label: end.year().to_string(), values: RANKS.map(of_rank).to_vec() }
        };
        let ends = self.facts.year_ends();
        let bars: Vec<Stack> = ends.into_iter().map(bar).collect();
        let is_told = bars.iter().any(|it| it.values.iter().any(|it| *it != 0));
        Form::Stacked {
            series: RANKS.map(|it| format!("{} sao", it.number())).to_vec(),
            bars: if is_told { bars } else { Vec::new() },
        }
    }

    /// A map of the country, or the communes of a province.
    fn tiles(&self) -> Option<Form> {
        let unit = self.facts.book.unit(&self.facts.scope.unit)?;
        let parts = self.table(TableId::Parts)?;
        match unit.level {
            Level::Country => {
                let counts: std::collections::BTreeMap<String, i64> = self.by_province();
                Some(provinces(|code| counts.get(code).copied().unwrap_or(0)))
            }
            Level::Province => {
                let named = parts
                    .rows
                    .iter()
                    .filter_map(|row| Some((row.first()?.text.clone(), number(&row.get(1)?.text))));
                Some(communes(named))
            }
            _ => None,
        }
    }

    fn by_province(&self) -> std::collections::BTreeMap<String, i64> {
        let mut counts = std::collections::BTreeMap::new();
        let kept = &self.facts.snapshot.kept;
        let on = Basis::ValidOn(self.facts.scope.on);
        for (it, many) in self.facts.products().alike(on).iter() {
            let place = kept.places.get(it.place);
            let province: Option<&UnitId> = place.and_then(|it| it.province.as_ref());
            if let (Some(province), Certainty::Certainly) = (province, it.counted.at_all()) {
                *counts.entry(province.code().to_owned()).or_default() += many;
            }
        }
        counts
    }

    fn funnel(&self) -> Form {
        let step = |(milestone, count): (_, Amount)| {
            Bar::new(words::capital(words::milestone(milestone)), count.value())
        };
        Form::Funnel { steps: self.facts.reached().map(step).collect() }
    }

    fn sources(&self) -> Option<Form> {
        let table = self.table(TableId::Money)?;
        let (_, sources) = table.rows.split_last()?;
        let bar = |row: &Vec<super::composed::Cell>| {
            let asks = row.get(3)?.asks.as_ref()?;
            let value = self.facts.value(&asks.read().ok()?);
            Some(Bar::new(row.first()?.text.clone(), value.value()))
        };
        Some(Form::Bars { bars: sources.iter().filter_map(bar).collect() })
    }

    fn progress(&self) -> Form {
        let line = |it: super::aims::Aimed| {
            let reached = it.counted.as_ref()?.value.value();
            let measure = match it.target.measure() {
                Aimed::Money => Measure::Money,
                _ => Measure::Products,
            };
            let aim = words::number(it.target.aim(), measure);
            let elapsed = it.progress.map(|it| it.elapsed.percent());
            Some(Aim {
                label: it.title,
                reached,
                aim: it.target.floor(),
                aim_words: format!("{aim}, {}", words::period(it.target.period())),
                elapsed_percent: elapsed.and_then(|it| u8::try_from(it).ok()),
            })
        };
        Form::Progress { lines: self.facts.aims().into_iter().filter_map(line).collect() }
    }
}

fn products() -> Drawn {
    Drawn::count("Số sản phẩm")
}

/// The first two columns of a table.
fn shares(table: &Table) -> Form {
    let bar = |row: &Vec<super::composed::Cell>| {
        Some(Bar::new(row.first()?.text.clone(), number(&row.get(1)?.text)))
    };
    Form::Shares { bars: table.rows.iter().filter_map(bar).collect() }
}

/// The least that a number in words may be.
fn number(words: &str) -> i64 {
    let digits = words.split_whitespace().find(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let digits: String = digits.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let amount = digits.parse().map_or(Amount::ZERO, Amount::exactly);
    amount.value()
}
