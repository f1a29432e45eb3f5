//! Forms of one length each: bars, shares, funnel, progress.

use super::ink::Fill;
use super::rows::{Row, Stand, draw};
use super::sheet::{Look, Sheet};
use super::{Aim, Bar, Chart, ELAPSED, OF_PAPER, OF_STEP, Say, percent, step_before, sum};

/// One length each.
pub(super) fn bars(sheet: &mut Sheet, chart: &Chart, bars: &[Bar]) {
    lengths(sheet, bars, |bar| chart.measure.in_picture(bar.value));
}

/// One length each, and its share of all.
pub(super) fn shares(sheet: &mut Sheet, chart: &Chart, bars: &[Bar]) {
    let all = sum(bars.iter().map(|it| it.value));
    lengths(sheet, bars, |bar| {
        format!("{} · {}", chart.measure.in_picture(bar.value), percent(bar.value.max(0), all))
    });
}

fn lengths(sheet: &mut Sheet, bars: &[Bar], says: impl Fn(&Bar) -> String) {
    let whole = most(bars);
    let row = |bar: &Bar| {
        let value = says(bar);
        Row {
            label: bar.label.clone(),
            told: format!("{}: {value}", bar.label),
            value,
            parts: vec![(bar.value, Fill::Old, String::new())],
            whole,
            ..Row::default()
        }
    };
    draw(sheet, &bars.iter().map(row).collect::<Vec<_>>(), Stand::Left);
}

/// What is left at each step.
pub(super) fn funnel(sheet: &mut Sheet, chart: &Chart, steps: &[Bar], say: Say<'_>) {
    let whole = most(steps);
    let row = |(at, step): (usize, &Bar)| {
        let value = chart.measure.in_picture(step.value);
        let note = step_before(steps, at)
            .map(|it| say(OF_STEP).replace("{}", &percent(step.value, it.value)));
        let fill = if at + 1 == steps.len() { Fill::Lacquer } else { Fill::Gold };
        Row {
            label: step.label.clone(),
            told: format!("{}: {value}", step.label),
            note: note.unwrap_or_default(),
            value,
            parts: vec![(step.value, fill, String::new())],
            whole,
            ..Row::default()
        }
    };
    draw(sheet, &steps.iter().enumerate().map(row).collect::<Vec<_>>(), Stand::Middle);
}

/// What was reached of what is aimed at; each line is as long as its own aim.
pub(super) fn progress(sheet: &mut Sheet, chart: &Chart, lines: &[Aim], say: Say<'_>) {
    if lines.iter().any(|it| it.elapsed_percent.is_some()) {
        let (size, foot) = (sheet.size - 2, sheet.height + sheet.size - 2);
        sheet.path(&format!("M1 {}H11L6 {}Z", foot - 8, foot - 1), r##"fill="#231d16""##);
        sheet.words(18, foot, &say(ELAPSED), Look::plain(size).soft());
        sheet.height = foot + 14;
    }
    let row = |line: &Aim| {
        let (reached, aim) =
            (chart.measure.in_picture(line.reached), chart.measure.in_picture(line.aim));
        let value = format!("{reached}/{aim} · {}", percent(line.reached, line.aim));
        let words = line.aim_words.trim();
        let note =
            if words.is_empty() { String::new() } else { say(OF_PAPER).replace("{}", words) };
        Row {
            label: line.label.clone(),
            told: format!("{}: {value}", line.label),
            note,
            value,
            parts: vec![(line.reached, Fill::Old, String::new())],
            whole: line.reached.max(line.aim),
            track: Some(line.aim.max(0)),
            mark: line.elapsed_percent,
        }
    };
    draw(sheet, &lines.iter().map(row).collect::<Vec<_>>(), Stand::Left);
}

fn most(bars: &[Bar]) -> i64 {
    bars.iter().map(|it| it.value).max().unwrap_or(0)
}
