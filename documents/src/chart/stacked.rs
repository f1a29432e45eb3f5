//! Parts upon each other: columns while there is room for their words, and lying bars where not.

use super::ink::{Fill, INK};
use super::rows::{self, Row, Stand};
use super::sheet::{Area, Look, Sheet};
use super::{Chart, Stack, scaled, sum};

const TALL: i64 = 210;

pub(super) fn draw(sheet: &mut Sheet, chart: &Chart, series: &[String], bars: &[Stack]) {
    legend(sheet, series);
    if stands(sheet, chart, bars) {
        columns(sheet, chart, series, bars);
    } else {
        let whole = most(bars, series.len());
        let rows: Vec<Row> = bars.iter().map(|bar| lying(chart, series, bar, whole)).collect();
        rows::draw(sheet, &rows, Stand::Left);
    }
}

fn legend(sheet: &mut Sheet, series: &[String]) {
    let (size, mark) = (sheet.size - 1, 14);
    let (mut x, mut y) = (1, sheet.height + 2);
    for (at, name) in series.iter().enumerate() {
        let name = sheet.lines(name, size, sheet.width - mark - 10, 1).join(" ");
        let width = mark + 7 + sheet.width_of(&name, size);
        if 1 < x && sheet.width < x + width {
            (x, y) = (1, y + size + 9);
        }
        let area = Area { x, y, width: mark, height: mark };
        sheet.filled(area, Fill::of_series(at, series.len()));
        sheet.words(x + mark + 6, y + mark - 2, &name, Look::plain(size));
        x += width + 14;
    }
    sheet.height = y + mark + 16;
}

/// Whether columns have room for their words.
fn stands(sheet: &Sheet, chart: &Chart, bars: &[Stack]) -> bool {
    let pitch = pitch(sheet, bars);
    let fits = |bar: &Stack| {
        let total = chart.measure.in_picture(sum(bar.values.iter().copied()));
        let lines = sheet.lines(&bar.label, sheet.size - 1, pitch - 6, usize::MAX);
        sheet.width_of(&total, sheet.size) <= pitch - 4
            && lines.len() <= 2
            && lines.iter().all(|it| !it.ends_with('…'))
    };
    bars.len() <= 16 && bars.iter().all(fits)
}

fn pitch(sheet: &Sheet, bars: &[Stack]) -> i64 {
    sheet.width / i64::try_from(bars.len().max(1)).unwrap_or(1)
}

fn columns(sheet: &mut Sheet, chart: &Chart, series: &[String], bars: &[Stack]) {
    let pitch = pitch(sheet, bars).min(120);
    let wide = (pitch * 72 / 100).min(84);
    let whole = most(bars, series.len());
    let foot = sheet.height + sheet.size + 4 + TALL;
    let bars_wide = pitch * i64::try_from(bars.len()).unwrap_or(1);
    let left = (sheet.width - bars_wide) / 2;
    let mut x = left;
    let mut lines_most = 1;
    for bar in bars {
        let values = || (0..series.len()).map(|at| value(bar, at));
        let total = sum(values());
        let height = scaled(total, whole, TALL);
        let middle = x + pitch / 2;
        sheet.open(&told(chart, series, bar));
        let (mut so_far, mut below) = (0_i64, foot);
        for (at, value) in values().enumerate() {
            so_far = so_far.saturating_add(value.max(0));
            let top = foot - scaled(so_far, total, height);
            let fill = Fill::of_series(at, series.len());
            let area = Area { x: middle - wide / 2, y: top, width: wide, height: below - top };
            sheet.filled(area, fill);
            if 1 < series.len() {
                sheet.inside(area, &chart.measure.in_picture(value), fill);
            }
            below = top;
        }
        let look = Look::plain(sheet.size).bold().centred();
        sheet.words(middle, foot - height - 6, &chart.measure.in_picture(total), look);
        let lines = sheet.lines(&bar.label, sheet.size - 1, pitch - 6, 2);
        for (line, at) in lines.iter().zip(1..) {
            let y = foot + 4 + at * (sheet.size + 1);
            sheet.words(middle, y, line, Look::plain(sheet.size - 1).centred());
        }
        lines_most = lines_most.max(i64::try_from(lines.len()).unwrap_or(1));
        sheet.close();
        x += pitch;
    }
    sheet.path(&format!("M{left} {foot}H{x}"), &format!(r#"stroke="{INK}""#));
    sheet.height = foot + 10 + lines_most * (sheet.size + 1);
}

fn lying(chart: &Chart, series: &[String], bar: &Stack, whole: i64) -> Row {
    let part = |at: usize| {
        let value = value(bar, at);
        (value, Fill::of_series(at, series.len()), chart.measure.in_picture(value))
    };
    let parts: Vec<_> = (0..series.len()).map(part).collect();
    Row {
        label: bar.label.clone(),
        value: chart.measure.in_picture(sum(parts.iter().map(|it| it.0))),
        told: told(chart, series, bar),
        parts,
        whole,
        ..Row::default()
    }
}

/// `2026: 3 sao 12, 4 sao 5`
fn told(chart: &Chart, series: &[String], bar: &Stack) -> String {
    let each = series.iter().enumerate();
    let each: Vec<String> = each
        .map(|(at, name)| format!("{name} {}", chart.measure.in_picture(value(bar, at))))
        .collect();
    format!("{}: {}", bar.label, each.join(", "))
}

pub(super) fn value(bar: &Stack, at: usize) -> i64 {
    bar.values.get(at).copied().unwrap_or(0)
}

fn most(bars: &[Stack], series: usize) -> i64 {
    let total = |bar: &Stack| sum((0..series).map(|at| value(bar, at)));
    bars.iter().map(total).max().unwrap_or(0)
}
