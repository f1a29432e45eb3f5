//! A map of tiles: each place as large as every other, the more the darker, its figure upon it.

use super::ink::Fill;
use super::sheet::{Area, Look, Sheet};
use super::{Chart, Setting, Tile, scaled};
use crate::words::{grouped, sort_by_name};

const SHADES: [Fill; 4] = [Fill::Pale, Fill::Gold, Fill::Amber, Fill::Deep];
const GAP: i64 = 4;

pub(super) fn draw(sheet: &mut Sheet, chart: &Chart, tiles: &[Tile]) {
    let most = tiles.iter().filter_map(|it| it.value).max().unwrap_or(0);
    legend(sheet, chart, most);
    let (placed, loose): (Vec<&Tile>, Vec<&Tile>) = tiles.iter().partition(|it| it.at.is_some());
    let mut loose = loose;
    sort_by_name(&mut loose, |it| &it.short);
    let columns = placed.iter().filter_map(|it| it.at).map(|it| i64::from(it.0) + 1).max();
    let usual = match sheet.setting {
        Setting::Screen => 4,
        Setting::Print => 7,
    };
    let columns = columns.unwrap_or(usual).max(1);
    let pitch = (sheet.width / columns).min(94);
    let tall = 2 * (sheet.size - 1) + sheet.size + 16;
    let left = (sheet.width - pitch * columns) / 2;
    let size = size_of_figures(sheet, chart, tiles, pitch - GAP - 4);
    let (top, mut foot) = (sheet.height, sheet.height);
    let mut one = |tile: &Tile, column: i64, row: i64| {
        let y = top + row * (tall + GAP);
        let area = Area { x: left + column * pitch + 1, y, width: pitch - GAP, height: tall };
        foot = foot.max(y + tall);
        draw_one(sheet, chart, tile, area, (most, size));
    };
    for tile in placed {
        let (column, row) = tile.at.unwrap_or_default();
        one(tile, i64::from(column), i64::from(row));
    }
    let below = tiles.iter().filter_map(|it| it.at).map(|it| i64::from(it.1) + 1).max();
    for (tile, at) in loose.into_iter().zip(0..) {
        one(tile, at % columns, below.unwrap_or(0) + at / columns);
    }
    sheet.height = foot + 2;
}

fn draw_one(sheet: &mut Sheet, chart: &Chart, tile: &Tile, area: Area, (most, size): (i64, i64)) {
    let Some(value) = tile.value else {
        sheet.open(&tile.label);
        sheet.dashed(area);
        let ink = Look::plain(sheet.size - 3).soft();
        name(sheet, tile, area, area.height, ink);
        sheet.close();
        return;
    };
    let fill = shade(value, most);
    let said = chart.measure.in_picture(value);
    sheet.open(&format!("{}: {said}", tile.label));
    sheet.filled(area, fill);
    let ink = Look::plain(sheet.size - 2).coloured(fill.ink());
    name(sheet, tile, area, area.height - sheet.size - 2, ink);
    let (x, y) = (area.x + area.width / 2, area.y + area.height - 6);
    let look = Look::plain(size).bold().coloured(fill.ink()).centred();
    sheet.words(x, y, figure(&said), look);
    sheet.close();
}

/// A figure without its unit, which the head of the table says.
fn figure(said: &str) -> &str {
    said.strip_suffix(" đồng").unwrap_or(said)
}

/// The size in which the longest figure fits on its tile: all are of one size.
fn size_of_figures(sheet: &Sheet, chart: &Chart, tiles: &[Tile], room: i64) -> i64 {
    let said: Vec<String> =
        tiles.iter().filter_map(|it| it.value).map(|it| chart.measure.in_picture(it)).collect();
    let fits = |size: &i64| said.iter().all(|it| sheet.width_of(figure(it), *size) <= room);
    (8..=sheet.size).rev().find(fits).unwrap_or(8)
}

/// The name in the middle of the upper part of a tile.
fn name(sheet: &mut Sheet, tile: &Tile, area: Area, height: i64, look: Look) {
    let lines = sheet.lines(&tile.short, look.size, area.width - 4, 2);
    let pitch = look.size + 1;
    let count = i64::try_from(lines.len()).unwrap_or(0);
    let mut y = area.y + (height - count * pitch) / 2 + look.size;
    for line in &lines {
        sheet.words(area.x + area.width / 2, y, line, look.centred());
        y += pitch;
    }
}

fn shade(value: i64, most: i64) -> Fill {
    if value <= 0 {
        return Fill::Paper;
    }
    let bands = band_ends(most);
    let at = bands.iter().position(|end| value <= *end).unwrap_or(SHADES.len() - 1);
    SHADES.get(at).copied().unwrap_or(Fill::Deep)
}

/// Up to which figure each shade goes.
fn band_ends(most: i64) -> [i64; 4] {
    let quarter = scaled(1, 4, most).max(1);
    [quarter, quarter.saturating_mul(2), quarter.saturating_mul(3), most.max(1)]
}

fn legend(sheet: &mut Sheet, chart: &Chart, most: i64) {
    let (size, mark) = (sheet.size - 2, 14);
    let (mut x, mut y) = (1, sheet.height + 2);
    let mut from = 1_i64;
    let mut bands = vec![(Fill::Paper, grouped(0))];
    for (end, fill) in band_ends(most).into_iter().zip(SHADES) {
        if from <= end && end <= most {
            let said = |it: i64| chart.measure.in_picture(it);
            let range =
                if from == end { said(end) } else { format!("{}–{}", said(from), said(end)) };
            // Money is said up to where a shade goes: from there to here is too long.
            let range = if said(from).contains(' ') { format!("≤ {}", said(end)) } else { range };
            bands.push((fill, range));
            from = end.saturating_add(1);
        }
    }
    for (fill, range) in bands {
        let width = mark + 6 + sheet.width_of(&range, size);
        if 1 < x && sheet.width < x + width {
            (x, y) = (1, y + size + 9);
        }
        sheet.filled(Area { x, y, width: mark, height: mark }, fill);
        sheet.words(x + mark + 5, y + mark - 2, &range, Look::plain(size));
        x += width + 10;
    }
    sheet.height = y + mark + 14;
}
