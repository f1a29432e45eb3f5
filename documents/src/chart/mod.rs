//! Pictures of figures: values in, SVG text out, and the same figures as a table.
//!
//! A picture is drawn twice: narrow for a screen, where a phone shows one unit as about one pixel,
//! and wide for paper. Nothing in it is told by colour alone, all of it can be told apart in grey,
//! and it holds no style sheet and no style attribute, so that it may stand in any page of ours.

mod ink;
mod lengths;
mod paint;
mod places;
mod rows;
mod sheet;
mod stacked;
mod table;
mod tiles;

use serde::{Deserialize, Serialize};

pub use paint::{PaintError, png};
pub use places::{PROVINCES, Province, communes, provinces};

use crate::official::Table;
use crate::words::{grouped, money_in_short};
use sheet::Sheet;
pub(crate) use sheet::escaped;

/// A picture of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it is called in its page: `stars-over-time`; each picture of a page has its own.
    pub id: String,
    /// What it shows: `Sản phẩm được công nhận theo năm`.
    pub title: String,
    /// What is to be seen in it, in a sentence: for those who cannot see it, and for all others.
    pub description: String,
    /// What each of its lines is, as the head of a column: `Năm`, `Nhóm sản phẩm`, `Tỉnh, thành phố`.
    pub of: String,
    /// What is counted.
    pub measure: Measure,
    /// How it is drawn, with its figures.
    pub form: Form,
    /// Whether its figures stand in a table of the same document: then none is printed below it.
    #[serde(default)]
    pub is_in_table: bool,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "kebab-case")]
pub enum Measure {
    /// Things: said as the head of a column, `Số sản phẩm`.
    Count {
        /// `Số sản phẩm`
        of: String,
    },
    /// Money, in whole đồng: short in the picture, whole in the table.
    Money,
}

/// The form of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum Form {
    /// Parts upon each other: stars over time. The last series is the most striking.
    Stacked {
        /// What each part is: `3 sao`, `4 sao`, `5 sao`.
        series: Vec<String>,
        /// In the order of the picture.
        bars: Vec<Stack>,
    },
    /// One length each.
    Bars {
        /// In the order of the picture.
        bars: Vec<Bar>,
    },
    /// One length each, with its share of all.
    Shares {
        /// In the order of the picture.
        bars: Vec<Bar>,
    },
    /// What is left at each step, and how much of the step before.
    Funnel {
        /// From the first.
        steps: Vec<Bar>,
    },
    /// What was reached of what is aimed at.
    Progress {
        /// In the order of the picture.
        lines: Vec<Aim>,
    },
    /// A tile for each place.
    Tiles {
        /// Those without a place of their own stand one after another, by name.
        tiles: Vec<Tile>,
    },
}

/// A bar of several parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stack {
    /// `2026`
    pub label: String,
    /// One for each series.
    pub values: Vec<i64>,
}

/// A bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// `Thực phẩm`
    pub label: String,
    /// How long it is; nothing is shorter than none.
    pub value: i64,
}

impl Bar {
    /// A bar.
    pub fn new(label: impl Into<String>, value: i64) -> Self {
        Self { label: label.into(), value }
    }
}

/// What was reached of what is aimed at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    /// `Sản phẩm 5 sao`
    pub label: String,
    /// How much there is.
    pub reached: i64,
    /// How much there should be.
    pub aim: i64,
    /// How it was promised: `ít nhất 50 sản phẩm đến hết năm 2030`.
    pub aim_words: String,
    /// How much of the time is over, in hundredths; none where no time was set.
    pub elapsed_percent: Option<u8>,
}

/// A place of a map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    /// Its name in the table: `Tỉnh Tuyên Quang`.
    pub label: String,
    /// Its name in the picture: `Tuyên Quang`.
    pub short: String,
    /// Column and row, each from nought.
    pub at: Option<(u8, u8)>,
    /// Its figure; a place that only completes the map has none and is not in the table.
    pub value: Option<i64>,
}

/// Where a picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In a page, in the typeface of the page.
    Screen,
    /// On A4, in the typeface of a document.
    Print,
}

/// The words that a picture brings with it; a page of another language says them its own way.
pub const WORDS: [&str; 12] =
    [NOTHING, ELAPSED, OF_STEP, OF_PAPER, TOTAL, SHARE, KEPT, REACHED, AIM, RATIO, TIME, MONEY];
const NOTHING: &str = "Chưa có số liệu.";
const ELAPSED: &str = "Thời gian đã qua";
const OF_STEP: &str = "{} của bước trước";
const OF_PAPER: &str = "Mục tiêu: {}";
const TOTAL: &str = "Tổng";
const SHARE: &str = "Tỷ trọng";
const KEPT: &str = "So với bước trước";
const REACHED: &str = "Đạt được";
const AIM: &str = "Mục tiêu";
const RATIO: &str = "Tỷ lệ";
const TIME: &str = "Thời gian đã qua";
const MONEY: &str = "Đồng";

/// How words are said in the language of a page.
pub(crate) type Say<'a> = &'a dyn Fn(&'static str) -> String;

impl Default for Measure {
    fn default() -> Self {
        Self::Count { of: "Số lượng".to_owned() }
    }
}

impl Default for Form {
    fn default() -> Self {
        Self::Bars { bars: Vec::new() }
    }
}

impl Measure {
    /// Things that are counted; `of` is the head of their column: `Số sản phẩm`.
    pub fn count(of: impl Into<String>) -> Self {
        Self::Count { of: of.into() }
    }

    /// A figure as the picture says it.
    fn in_picture(&self, value: i64) -> String {
        match self {
            Self::Count { .. } => grouped(value),
            Self::Money => money_in_short(value),
        }
    }
}

impl Chart {
    /// The picture as SVG, its few words in Vietnamese.
    pub fn svg(&self, setting: Setting) -> String {
        self.svg_saying(setting, str::to_owned)
    }

    /// The picture as SVG, the [`WORDS`] that it brings with it as `say` has them.
    pub fn svg_saying(&self, setting: Setting, say: impl Fn(&'static str) -> String) -> String {
        self.drawn(setting, &say).finished(self)
    }

    /// Width and height on paper, in units of which 650 are 165 millimetres.
    pub fn size_on_paper(&self) -> (i64, i64) {
        self.drawn(Setting::Print, &str::to_owned).size()
    }

    /// The same figures as a table, each of them whole.
    pub fn table(&self) -> Table {
        table::of(self)
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        match &self.form {
            Form::Stacked { series, bars } => series.is_empty() || bars.is_empty(),
            Form::Bars { bars } | Form::Shares { bars } => bars.is_empty(),
            Form::Funnel { steps } => steps.is_empty(),
            Form::Progress { lines } => lines.is_empty(),
            Form::Tiles { tiles } => tiles.iter().all(|it| it.value.is_none()),
        }
    }

    fn drawn(&self, setting: Setting, say: Say<'_>) -> Sheet {
        let mut sheet = Sheet::new(&self.id, setting);
        if self.is_empty() {
            sheet.nothing(&say(NOTHING));
            return sheet;
        }
        match &self.form {
            Form::Stacked { series, bars } => stacked::draw(&mut sheet, self, series, bars),
            Form::Bars { bars } => lengths::bars(&mut sheet, self, bars),
            Form::Shares { bars } => lengths::shares(&mut sheet, self, bars),
            Form::Funnel { steps } => lengths::funnel(&mut sheet, self, steps, say),
            Form::Progress { lines } => lengths::progress(&mut sheet, self, lines, say),
            Form::Tiles { tiles } => tiles::draw(&mut sheet, self, tiles),
        }
        sheet
    }
}

/// The step before, of which a step is a part; none where more came than were there, since earlier
/// steps were not written down.
fn step_before(steps: &[Bar], at: usize) -> Option<&Bar> {
    let before = at.checked_sub(1).and_then(|it| steps.get(it))?;
    steps.get(at).is_some_and(|it| it.value <= before.value).then_some(before)
}

/// How long `value` is where `whole` is as long as `room`: at least one unit, when it is anything.
fn scaled(value: i64, whole: i64, room: i64) -> i64 {
    let (value, whole) = (i128::from(value.max(0)), i128::from(whole.max(1)));
    let least = i128::from(0 < value);
    let length = (value * i128::from(room) / whole).max(least).min(i128::from(room));
    i64::try_from(length).unwrap_or(room)
}

/// A share in tenths of a hundredth, rounded; `None` of nothing.
fn tenths(value: i64, whole: i64) -> Option<i64> {
    let (value, whole) = (i128::from(value), i128::from(whole));
    (0 < whole).then(|| i64::try_from((value * 1000 + whole / 2) / whole).unwrap_or(i64::MAX))
}

/// `12,5%`; a dash for a share of nothing.
fn percent(value: i64, whole: i64) -> String {
    match tenths(value, whole) {
        None => "–".to_owned(),
        Some(it) if it % 10 == 0 => format!("{}%", grouped(it / 10)),
        Some(it) => format!("{},{}%", grouped(it / 10), (it % 10).abs()),
    }
}

fn sum(values: impl IntoIterator<Item = i64>) -> i64 {
    values.into_iter().fold(0, |sum, it| sum.saturating_add(it.max(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_to_which_more_came_is_no_share_of_the_one_before() {
        let steps = [13, 4, 16].map(|it| Bar::new("", it));
        assert_eq!(step_before(&steps, 0), None);
        assert_eq!(step_before(&steps, 1), Some(&steps[0]));
        assert_eq!(step_before(&steps, 2), None);
    }
}
