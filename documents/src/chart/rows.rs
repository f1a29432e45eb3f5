//! Bars that lie, each with its words: on a screen above the bar, on paper beside it.

use super::ink::{Fill, INK, SOFT, TRACK};
use super::sheet::{Area, Look, Sheet};
use super::{Setting, scaled};

/// A bar that lies.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) label: String,
    /// In small letters below the label.
    pub(super) note: String,
    /// Said whole, whatever happens.
    pub(super) value: String,
    /// What it says when a mouse rests on it.
    pub(super) told: String,
    /// What it is made of: how much, how it is filled, and what stands in it where there is room.
    pub(super) parts: Vec<(i64, Fill, String)>,
    /// What the whole room stands for.
    pub(super) whole: i64,
    /// How much of the room is a track to be filled.
    pub(super) track: Option<i64>,
    /// Where a mark stands, in hundredths of the track.
    pub(super) mark: Option<u8>,
}

/// Where bars begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Left,
    Middle,
}

/// On paper more bars than this stand closer, with one line of words each.
const CLOSE: usize = 20;
const GAP: i64 = 10;

pub(super) fn draw(sheet: &mut Sheet, rows: &[Row], stand: Stand) {
    match sheet.setting {
        Setting::Screen => rows.iter().for_each(|it| above(sheet, it, stand)),
        Setting::Print => beside(sheet, rows, stand),
    }
}

/// The words above the bar: the label on the left, the value on the right.
fn above(sheet: &mut Sheet, row: &Row, stand: Stand) {
    let (size, full) = (sheet.size, sheet.width);
    let value = sheet.width_of(&row.value, size);
    let shares_line = value * 100 <= full * 55;
    let room = if shares_line { full - value - GAP } else { full };
    let lines = sheet.lines(&row.label, size, room, 2);
    sheet.open(&row.told);
    let mut y = sheet.height + size;
    let first = y;
    for line in &lines {
        sheet.words(0, y, line, Look::plain(size));
        y += size + 4;
    }
    if lines.is_empty() && shares_line {
        y += size + 4;
    }
    if !row.note.is_empty() {
        for line in sheet.lines(&row.note, size - 2, full, 2) {
            sheet.words(0, y, &line, Look::plain(size - 2).soft());
            y += size + 2;
        }
    }
    if shares_line {
        sheet.words(full, first, &row.value, Look::plain(size).bold().ending());
    } else {
        sheet.words(full, y, &row.value, Look::plain(size).bold().ending());
        y += size + 4;
    }
    let mark = if row.mark.is_some() { 9 } else { 0 };
    let area = Area { x: 1, y: y - size + 2 + mark, width: full - 2, height: 18 };
    bar(sheet, row, area, stand);
    sheet.close();
    sheet.height = area.y + area.height + 16;
}

/// The words beside the bar: the label on its left, the value at its end.
fn beside(sheet: &mut Sheet, rows: &[Row], stand: Stand) {
    let (size, full) = (sheet.size, sheet.width);
    let widest = |it: &dyn Fn(&Row) -> &str| {
        rows.iter().map(|row| sheet.width_of(it(row), size)).max().unwrap_or(0)
    };
    let labels = widest(&|it| &it.label).clamp(60, full * 36 / 100);
    let noted = rows.iter().any(|it| !it.note.is_empty()) && rows.len() <= CLOSE;
    let labels = if noted { full * 36 / 100 } else { labels };
    let values = widest(&|it| &it.value);
    let left = labels + GAP;
    let room = (full - left - values - GAP).max(60);
    let most = if CLOSE < rows.len() { 1 } else { 2 };
    for row in rows {
        let lines = sheet.lines(&row.label, size, labels, most);
        let below = if noted { sheet.lines(&row.note, size - 3, labels, 2) } else { Vec::new() };
        let count = |of: &Vec<String>| i64::try_from(of.len()).unwrap_or(0);
        let height = (count(&lines) * (size + 2) + count(&below) * (size - 1)).max(size + 4);
        let thick = if most == 1 { 14 } else { 20 };
        let top = sheet.height;
        let middle = top + height / 2;
        sheet.open(&row.told);
        let mut y = top + size - 1;
        for line in &lines {
            sheet.words(0, y, line, Look::plain(size));
            y += size + 2;
        }
        for note in &below {
            sheet.words(0, y - 1, note, Look::plain(size - 3).soft());
            y += size - 1;
        }
        let area = Area { x: left, y: middle - thick / 2, width: room, height: thick };
        let end = bar(sheet, row, area, stand);
        let end = if stand == Stand::Left { end } else { left + room };
        sheet.words(end + GAP, middle + size / 3, &row.value, Look::plain(size).bold());
        sheet.close();
        sheet.height = top + height + if most == 1 { 1 } else { 10 };
    }
}

/// Draws a bar, and answers where it ends.
fn bar(sheet: &mut Sheet, row: &Row, area: Area, stand: Stand) -> i64 {
    let track = row.track.map_or(0, |it| scaled(it, row.whole, area.width));
    if 0 < track {
        sheet.shape(Area { width: track, ..area }, TRACK, SOFT);
    }
    let mut end = area.x + track;
    let whole: i64 = super::sum(row.parts.iter().map(|it| it.0));
    let length = scaled(whole, row.whole, area.width);
    let mut x = match stand {
        Stand::Left => area.x,
        Stand::Middle => area.x + (area.width - length) / 2,
    };
    let (first, mut so_far) = (x, 0_i64);
    for (value, fill, words) in &row.parts {
        so_far = so_far.saturating_add((*value).max(0));
        let until = first + scaled(so_far, whole, length);
        let part = Area { x, width: until - x, ..area };
        sheet.filled(part, *fill);
        sheet.inside(part, words, *fill);
        x = until;
    }
    if whole <= 0 && row.track.is_none() {
        // Nothing is as short as can be, but it is there.
        let x = if stand == Stand::Left { area.x } else { area.x + area.width / 2 };
        let d = format!("M{x} {}V{}", area.y, area.y + area.height);
        sheet.path(&d, &format!(r#"stroke="{SOFT}" stroke-width="2""#));
        end = end.max(x + 2);
    }
    if 0 < track && track < length {
        // Where the aim was passed.
        let d = format!("M{} {}V{}", area.x + track, area.y - 3, area.y + area.height + 3);
        sheet.path(&d, &format!(r#"stroke="{INK}" stroke-width="2""#));
    }
    if let Some(mark) = row.mark {
        let x = area.x + track * i64::from(mark.min(100)) / 100;
        let (top, foot) = (area.y, area.y + area.height);
        let d = format!("M{x} {}L{} {}H{}Z", top + 1, x - 5, top - 6, x + 5);
        sheet.path(&d, &format!(r#"fill="{INK}""#));
        sheet.path(&format!("M{x} {top}V{foot}"), r##"stroke="#fffdf9" stroke-width="4""##);
        let line = format!(r#"stroke="{INK}" stroke-width="2" stroke-dasharray="4 2""#);
        sheet.path(&format!("M{x} {top}V{foot}"), &line);
    }
    end.max(x)
}
