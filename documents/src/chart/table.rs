//! The same figures as a table: nothing of a picture is only in the picture.

use super::stacked::value;
use super::{
    AIM, Aim, Bar, Chart, Form, KEPT, MONEY, Measure, NOTHING, RATIO, REACHED, SHARE, Stack, TIME,
    TOTAL, percent, step_before, sum,
};
use crate::official::{Align, Column, Table};
use crate::words::{grouped, sort_by_name};

pub(super) fn of(chart: &Chart) -> Table {
    let measure = match &chart.measure {
        Measure::Count { of } => of.as_str(),
        Measure::Money => MONEY,
    };
    let (names, mut rows) = match &chart.form {
        Form::Stacked { series, bars } => stacked(series, bars),
        Form::Bars { bars } => (vec![measure], bars.iter().map(bar).collect()),
        Form::Shares { bars } => (vec![measure, SHARE], shares(bars)),
        Form::Funnel { steps } => (vec![measure, KEPT], funnel(steps)),
        Form::Progress { lines } => {
            (vec![REACHED, AIM, RATIO, TIME], lines.iter().map(aim).collect())
        }
        Form::Tiles { .. } => (vec![measure], tiles(&chart.form)),
    };
    if chart.is_empty() {
        rows = vec![vec![NOTHING.to_owned()]];
    }
    let heads: Vec<&str> = std::iter::once(chart.of.as_str()).chain(names).collect();
    let is_text = |at: usize| at == 0 || heads.get(at) == Some(&AIM);
    let longest = |at: usize| {
        let head = heads.get(at).map_or(0, |it| it.chars().count().clamp(8, 13));
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|it| it.chars().count());
        u32::try_from(cells.max().unwrap_or(0).max(head)).unwrap_or(LINE)
    };
    // A figure is never broken: its column is as wide as its longest, and words share what is left.
    let figures: Vec<u32> =
        (0..heads.len()).map(|at| if is_text(at) { 0 } else { longest(at) + 2 }).collect();
    let taken: u32 = figures.iter().sum();
    let texts = u32::try_from((0..heads.len()).filter(|at| is_text(*at)).count()).unwrap_or(1);
    let fits = |size: &u8| taken + texts * WORDS_LEAST <= LINE * 12 / u32::from(*size);
    let size = (8..=12).rev().find(fits).unwrap_or(8);
    let left = (LINE * 12 / u32::from(size)).saturating_sub(taken) / texts.max(1);
    let columns = heads.iter().enumerate().map(|(at, name)| Column {
        name: (*name).to_owned(),
        width: if is_text(at) { left.max(WORDS_LEAST) } else { figures[at] },
        align: if is_text(at) { Align::Left } else { Align::Right },
    });
    Table { columns: columns.collect(), rows, size }
}

/// How many figures of twelve points stand on a line of an upright page.
const LINE: u32 = 76;
/// How many letters the words of a row have at least.
const WORDS_LEAST: u32 = 14;

fn stacked<'a>(series: &'a [String], bars: &[Stack]) -> (Vec<&'a str>, Vec<Vec<String>>) {
    let mut names: Vec<&str> = series.iter().map(String::as_str).collect();
    names.push(TOTAL);
    let row = |bar: &Stack| {
        let values = || (0..series.len()).map(|at| value(bar, at));
        let mut row = vec![bar.label.clone()];
        row.extend(values().map(grouped));
        row.push(grouped(sum(values())));
        row
    };
    (names, bars.iter().map(row).collect())
}

fn bar(bar: &Bar) -> Vec<String> {
    vec![bar.label.clone(), grouped(bar.value)]
}

fn shares(bars: &[Bar]) -> Vec<Vec<String>> {
    let all = sum(bars.iter().map(|it| it.value));
    let mut rows: Vec<Vec<String>> = bars
        .iter()
        .map(|it| vec![it.label.clone(), grouped(it.value), percent(it.value.max(0), all)])
        .collect();
    rows.push(vec![TOTAL.to_owned(), grouped(all), percent(all, all)]);
    rows
}

fn funnel(steps: &[Bar]) -> Vec<Vec<String>> {
    let row = |(at, step): (usize, &Bar)| {
        let before = step_before(steps, at);
        let kept = before.map_or_else(String::new, |it| percent(step.value, it.value));
        vec![step.label.clone(), grouped(step.value), kept]
    };
    steps.iter().enumerate().map(row).collect()
}

fn aim(line: &Aim) -> Vec<String> {
    let words = line.aim_words.trim();
    let aim = if words.is_empty() { grouped(line.aim) } else { words.to_owned() };
    let elapsed = line.elapsed_percent.map_or_else(String::new, |it| format!("{it}%"));
    vec![line.label.clone(), grouped(line.reached), aim, percent(line.reached, line.aim), elapsed]
}

/// By name, as a reader looks for a place.
fn tiles(form: &Form) -> Vec<Vec<String>> {
    let Form::Tiles { tiles } = form else { return Vec::new() };
    let mut shown: Vec<_> = tiles.iter().filter(|it| it.value.is_some()).collect();
    sort_by_name(&mut shown, |it| &it.short);
    let row = |it: &&super::Tile| vec![it.label.clone(), grouped(it.value.unwrap_or(0))];
    shown.iter().map(row).collect()
}
