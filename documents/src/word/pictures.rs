//! Pictures in a Word file: in pixels, with words for those who cannot see them.

use std::fmt::Write as _;

use docx_rs::{BreakType, Paragraph, Pic, Run};

use super::Piece;
use super::pieces::{centred, said as words, spaced};
use crate::chart::{Chart, PaintError, png};
use crate::form;
use crate::official::{Block, Official};

/// Of the size of words, in half points.
const TWELVE: usize = 24;
const THIRTEEN: usize = 26;
/// English metric units in a twentieth of a point.
const EMU: i64 = 635;
/// Units of a picture across the width of the text of an upright page.
const UNITS: i64 = 650;
/// What every picture says before it is given its own words.
const SILENT: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";

/// Title, picture, and what is to be seen in it; its table follows.
pub(super) fn picture(chart: &Chart, width: u32) -> Result<Vec<Piece>, PaintError> {
    let (across, down) = chart.size_on_paper();
    let upright = form::A4.0 - form::LEFT - form::RIGHT;
    // As on the PDF: what is too tall for a page is drawn smaller.
    let tallest = form::twentieths(if upright < width { 120 } else { 195 });
    let in_units = |twentieths: u32| i64::from(twentieths) * EMU;
    let wide = (in_units(upright) * across / UNITS).min(in_units(tallest) * across / down.max(1));
    let size = |emu: i64| u32::try_from(emu).unwrap_or(0);
    let pic = Pic::new_with_dimensions(png(chart)?, size(across), size(down))
        .size(size(wide), size(wide * down / across.max(1)));
    // One paragraph, so that no program tears the title from its picture.
    let title = words(&chart.title).bold().size(THIRTEEN).add_break(BreakType::TextWrapping);
    let drawn = Paragraph::new().add_run(title).add_run(Run::new().add_image(pic));
    let mut pieces: Vec<Piece> =
        vec![spaced(centred(drawn), 240, 60).keep_lines(true).keep_next(true).into()];
    if !chart.description.is_empty() {
        let seen = Paragraph::new().add_run(words(&chart.description).italic().size(TWELVE));
        pieces.push(spaced(centred(seen), 60, 120).keep_next(true).into());
    }
    Ok(pieces)
}

/// What the pictures of a document say, in their order.
pub(super) fn said(official: &Official) -> Vec<String> {
    let annexes = official.annexes.iter().flat_map(|it| &it.body);
    let charts = official.body.iter().chain(annexes).filter_map(|it| match it {
        Block::Chart { chart } => Some(format!("{}. {}", chart.title, chart.description)),
        _ => None,
    });
    charts.collect()
}

/// The text of a document, in which each picture says its words.
pub(super) fn saying(document: Vec<u8>, said: &[String]) -> Vec<u8> {
    if said.is_empty() {
        return document;
    }
    let text = String::from_utf8_lossy(&document);
    let mut saying = String::with_capacity(text.len());
    for (at, piece) in text.split(SILENT).enumerate() {
        if let Some(words) = at.checked_sub(1).and_then(|it| said.get(it)) {
            let words = crate::chart::escaped(words);
            let _ =
                write!(saying, "<wp:docPr id=\"{at}\" name=\"Figure {at}\" descr=\"{words}\" />");
        }
        saying.push_str(piece);
    }
    saying.into_bytes()
}
