//! The parts of an official document as paragraphs and tables of Word.

use docx_rs::{
    AlignmentType, BreakType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, SpecialIndentType, Tab, TabLeaderType,
    TabValueType, Table as WordTable, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use super::Piece;
use super::foot::{beside, foot};
use super::pictures::picture;
use crate::chart::PaintError;
use crate::form;
use crate::official::{Align, Annex, Block, Head, Name, Official, Orientation, Table, Text};
use crate::words::{composed, office_lines, unparted};

/// Sizes in half points (Decree 30/2020, Annex I).
pub(super) const TWELVE: usize = 24;
pub(super) const THIRTEEN: usize = 26;
pub(super) const ELEVEN: usize = 22;

/// Everything of the document but its annexes.
pub(super) fn main(official: &Official) -> Result<Vec<Piece>, PaintError> {
    let mut pieces = Vec::new();
    if official.is_draft {
        let draft = Paragraph::new().add_run(said("DỰ THẢO").bold().size(ELEVEN));
        pieces.push(spaced(draft.align(AlignmentType::Right), 0, 60).into());
    }
    let width = width(official.orientation);
    pieces.extend(head(&official.head, width));
    pieces.extend(name(&official.name, width));
    pieces.extend(addressees(&official.addressees));
    if !official.authority.is_empty() {
        let authority = said(&official.authority.to_uppercase()).bold();
        pieces.push(spaced(centred(Paragraph::new().add_run(authority)), 240, 240).into());
    }
    let end = |at: usize, count: usize| if at + 1 < count { ";" } else { "." };
    for (at, it) in official.grounds.iter().enumerate() {
        let ground = said(&format!("{it}{}", end(at, official.grounds.len()))).italic();
        pieces.push(body(Paragraph::new().add_run(ground)).into());
    }
    if !official.resolves.is_empty() {
        let resolves = Paragraph::new().add_run(said(&official.resolves).bold());
        pieces.push(spaced(centred(resolves), 240, 240).into());
    }
    pieces.extend(blocks(&official.body, width)?);
    keep_with_signature(&mut pieces);
    pieces.extend(foot(official, width));
    Ok(pieces)
}

/// An annex.
pub(super) fn annex(annex: &Annex) -> Result<Vec<Piece>, PaintError> {
    let bold = |text: &str| centred(Paragraph::new().add_run(said(text).bold()));
    let name = bold(&annex.in_lines());
    let mut pieces: Vec<Piece> = vec![bold(&annex.label).into()];
    if annex.of.is_empty() {
        pieces.push(spaced(name, 0, 160).into());
    } else {
        pieces.push(name.into());
        let of = Paragraph::new().add_run(said(&annex.of).italic().size(THIRTEEN));
        pieces.push(spaced(centred(of), 0, 160).into());
    }
    let width = width(annex.orientation);
    pieces.extend(blocks(&annex.body, width)?);
    Ok(pieces)
}

/// Nobody signs a page that says nothing: the last words stay with the signature.
fn keep_with_signature(pieces: &mut Vec<Piece>) {
    if let Some(Piece::Paragraph(it)) = pieces.pop_if(|it| matches!(it, Piece::Paragraph(_))) {
        pieces.push(it.keep_next(true).into());
    }
}

fn blocks(blocks: &[Block], width: u32) -> Result<Vec<Piece>, PaintError> {
    let mut pieces = Vec::new();
    for it in blocks {
        if matches!(it, Block::Signatures { .. } | Block::Dated { .. }) {
            keep_with_signature(&mut pieces);
        }
        if let Block::Chart { chart } = it {
            pieces.extend(picture(chart, width)?);
        }
        pieces.extend(block(it, width));
    }
    Ok(pieces)
}

/// A paragraph in the middle.
pub(super) fn centred(paragraph: Paragraph) -> Paragraph {
    paragraph.align(AlignmentType::Center)
}

/// What a page leaves between its margins.
fn width(orientation: Orientation) -> u32 {
    let page = match orientation {
        Orientation::Portrait => form::A4.0,
        Orientation::Landscape => form::A4.1,
    };
    page - form::LEFT - form::RIGHT
}

/// Words, with their line breaks; the years of a period stay on one line.
pub(super) fn said(text: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in unparted(&composed(text)).split('\n').enumerate() {
        if 0 < at {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn run(paragraph: Paragraph, text: &Text) -> Paragraph {
    text.0.iter().fold(paragraph, |paragraph, span| {
        let run = said(&span.text);
        let run = if span.bold { run.bold() } else { run };
        paragraph.add_run(if span.italic { run.italic() } else { run })
    })
}

pub(super) fn spaced(paragraph: Paragraph, before: u32, after: u32) -> Paragraph {
    let spacing = LineSpacing::new().before(before).after(after);
    paragraph.line_spacing(spacing.line_rule(LineSpacingType::Auto).line(252))
}

/// A paragraph of the text: justified, its first line set in, six points to the next.
fn body(paragraph: Paragraph) -> Paragraph {
    let first = SpecialIndentType::FirstLine(i32::try_from(form::INDENT).unwrap_or(0));
    spaced(paragraph.align(AlignmentType::Both).indent(Some(0), Some(first), None, None), 0, 120)
}

/// A line across a part of the column, below what stands above it.
fn rule(column: u32, length: u32) -> Paragraph {
    let side = i32::try_from((column.saturating_sub(length)) / 2).unwrap_or(0);
    let border = ParagraphBorder::new(ParagraphBorderPosition::Top).size(6).color("000000");
    let mut rule = Paragraph::new()
        .indent(Some(side), None, Some(side), None)
        .add_run(Run::new().size(8).add_text(""));
    rule.property = rule.property.set_borders(ParagraphBorders::with_empty().set(border));
    // As low as can be: what is below begins soon after the line.
    let spacing = LineSpacing::new().before(80).after(0);
    rule.line_spacing(spacing.line_rule(LineSpacingType::Exact).line(80))
}

/// A line of eight points, with nothing in it.
pub(super) fn room() -> Paragraph {
    let low = LineSpacing::new().line_rule(LineSpacingType::Exact).line(160);
    Paragraph::new().line_spacing(low)
}

fn cell(paragraphs: Vec<Paragraph>, width: u32) -> TableCell {
    let cell = TableCell::new().width(size(width), WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// A table without lines, its columns as wide as said.
pub(super) fn plain(rows: Vec<Vec<Vec<Paragraph>>>, widths: &[u32]) -> WordTable {
    let row = |cells: Vec<Vec<Paragraph>>| {
        let cells = cells.into_iter().zip(widths).map(|(it, width)| {
            let it = if it.is_empty() { vec![Paragraph::new()] } else { it };
            cell(it, *width)
        });
        TableRow::new(cells.collect()).cant_split()
    };
    WordTable::without_borders(rows.into_iter().map(row).collect())
        .set_grid(widths.iter().copied().map(size).collect())
        .layout(TableLayoutType::Fixed)
        .width(size(widths.iter().sum()), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}

fn size(twentieths: u32) -> usize {
    usize::try_from(twentieths).unwrap_or(0)
}

fn nation(column: u32) -> Vec<Paragraph> {
    let state = said("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").bold().size(THIRTEEN);
    let motto = said("Độc lập - Tự do - Hạnh phúc").bold();
    vec![
        centred(Paragraph::new().add_run(state)),
        centred(Paragraph::new().add_run(motto)),
        rule(column, form::twentieths(62)),
    ]
}

fn head(head: &Head, full: u32) -> Vec<Piece> {
    match head {
        Head::None => Vec::new(),
        Head::Nation => nation(full).into_iter().map(Piece::from).collect(),
        Head::Office { superior, issuer, number, is_numbered, about, place_and_date } => {
            let right = form::twentieths(100);
            let left = full - right;
            let mut names = Vec::new();
            if !superior.is_empty() {
                names.push(centred(Paragraph::new().add_run(office(superior))));
            }
            names.push(centred(Paragraph::new().add_run(office(issuer).bold())));
            names.push(rule(left, form::twentieths(22)));
            let mut numbered = Vec::new();
            if *is_numbered {
                let number = if number.is_empty() { "          " } else { number };
                let number = said(&format!("Số: {number}")).size(THIRTEEN);
                numbered.push(centred(Paragraph::new().add_run(number)));
            }
            if !about.is_empty() {
                numbered.push(centred(Paragraph::new().add_run(said(about).size(TWELVE))));
            }
            let dated = said(place_and_date).italic().size(THIRTEEN);
            let dated = vec![centred(Paragraph::new().add_run(dated))];
            let rows = vec![vec![names, nation(right)], vec![numbered, dated]];
            vec![plain(rows, &[left, right]).into()]
        }
    }
}

/// The name of an office, in the smaller of the two sizes of the decree where it is long.
fn office(name: &str) -> Run {
    let lines = office_lines(name);
    let is_long = lines.split('\n').any(|it| 21 < it.chars().count());
    said(&lines).size(if is_long { TWELVE } else { THIRTEEN })
}

fn name(name: &Name, width: u32) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let bold = |text: &str| centred(Paragraph::new().add_run(said(text).bold()));
    if !name.kind.is_empty() {
        pieces.push(spaced(bold(&name.kind.to_uppercase()), 280, 0).into());
    }
    if !name.subject.is_empty() {
        pieces.push(bold(&name.in_lines()).into());
    }
    if !name.kind.is_empty() {
        pieces.push(rule(width, form::twentieths(35)).into());
        pieces.push(room().into());
    }
    pieces
}

fn addressees(addressees: &[String]) -> Vec<Piece> {
    match addressees {
        [] => Vec::new(),
        [one] => {
            let line = Paragraph::new().add_run(said(&format!("Kính gửi: {one}")));
            vec![spaced(centred(line), 200, 240).into()]
        }
        several => {
            let set_in = |by: u32| Some(i32::try_from(form::twentieths(by)).unwrap_or(0));
            let first = Paragraph::new().add_run(said("Kính gửi:"));
            let mut pieces: Vec<Piece> =
                vec![spaced(first.indent(set_in(30), None, None, None), 200, 0).into()];
            for (at, it) in several.iter().enumerate() {
                let end = if at + 1 < several.len() { ";" } else { "." };
                let line = Paragraph::new().add_run(said(&format!("- {it}{end}")));
                let line = line.indent(set_in(38), None, None, None);
                let after = if at + 1 < several.len() { 0 } else { 160 };
                pieces.push(spaced(line, 60, after).into());
            }
            pieces
        }
    }
}

fn block(block: &Block, width: u32) -> Vec<Piece> {
    match block {
        Block::Chapter { number, name } => [number, name]
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(|it| centred(Paragraph::new().add_run(said(it).bold())).keep_next(true))
            .map(|it| spaced(it, 60, 60).into())
            .collect(),
        Block::Heading { text } => {
            let heading = Paragraph::new().add_run(said(text).bold()).keep_next(true);
            vec![spaced(heading, 120, 120).into()]
        }
        Block::Paragraph { text } => {
            // What announces something stays with it.
            let leads = text.0.last().is_some_and(|it| it.text.ends_with(':'));
            vec![body(run(Paragraph::new(), text)).keep_next(leads).into()]
        }
        Block::Item { text } => {
            vec![body(run(Paragraph::new().add_run(said("- ")), text)).into()]
        }
        Block::Fact { label, value } => {
            let line = said(&format!("{label}: {value}"));
            let line = if value.is_empty() {
                // Dots to the end of the line, to be written on.
                let dots = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot);
                Paragraph::new().add_tab(dots.pos(size(width))).add_run(line.add_tab())
            } else {
                Paragraph::new().add_run(line)
            };
            vec![spaced(line, 0, 120).into()]
        }
        Block::Ticks { label, choices } => {
            let boxes: Vec<String> = choices
                .iter()
                .map(|(it, ticked)| format!("{it} {}", if *ticked { "☑" } else { "☐" }))
                .collect();
            let label = if label.is_empty() { String::new() } else { format!("{label}:  ") };
            let line = Paragraph::new().add_run(said(&format!("{label}{}", boxes.join("    "))));
            vec![spaced(line, 0, 120).into()]
        }
        Block::Table(it) => tabled(it, width),
        // Its picture stands above.
        Block::Chart { chart } if chart.is_in_table => Vec::new(),
        Block::Chart { chart } => tabled(&chart.table(), width),
        Block::Dated { text } => {
            let half = i32::try_from(width / 2).unwrap_or(0);
            let line = centred(Paragraph::new().add_run(said(text).italic())).keep_next(true);
            vec![spaced(line.indent(Some(half), None, None, None), 200, 0).into()]
        }
        Block::Signatures { signatures } => beside(signatures, width),
        Block::PageBreak => {
            vec![Paragraph::new().add_run(Run::new().add_break(BreakType::Page)).into()]
        }
    }
}

fn tabled(it: &Table, width: u32) -> Vec<Piece> {
    vec![table(it, width).into(), Paragraph::new().into()]
}

/// How wide each column is: as it asks, but never narrower than the longest word at its head, which
/// the widest gives way to.
fn widths(table: &Table, width: u32) -> Vec<u32> {
    let whole: u32 = table.columns.iter().map(|it| it.width).sum();
    let mut widths: Vec<u32> =
        table.columns.iter().map(|it| width * it.width / whole.max(1)).collect();
    for (at, column) in table.columns.iter().enumerate() {
        let longest = column.name.split_whitespace().map(|it| it.chars().count()).max();
        let letters = u32::try_from(longest.unwrap_or(0)).unwrap_or(0);
        // No bold letter is wider than 0.72 of its size on the whole; sixty twentieths on each side.
        let least = letters * u32::from(table.size) * 20 * 72 / 100 + 120;
        let lacks = least.saturating_sub(widths[at]);
        let widest = (0..widths.len()).max_by_key(|it| widths[*it]).unwrap_or(at);
        if 0 < lacks && 2 * lacks < widths[widest] {
            widths[widest] -= lacks;
            widths[at] += lacks;
        }
    }
    widths
}

fn table(table: &Table, width: u32) -> WordTable {
    let widths = widths(table, width);
    let points = usize::from(table.size) * 2;
    let small = |text: &str| said(text).size(points);
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        // The head stays on the page of its first row.
        let name = Paragraph::new().add_run(small(&column.name).bold()).keep_next(true);
        let name = centred(name);
        cell(vec![name], *width).vertical_align(VAlignType::Center)
    });
    let mut rows = vec![TableRow::new(head.collect())];
    for row in &table.rows {
        let cells = if let [heading] = row.as_slice() {
            let heading = Paragraph::new().add_run(small(heading).bold()).keep_next(true);
            vec![cell(vec![heading], width).grid_span(widths.len())]
        } else {
            let aligned = |align: Align| match align {
                Align::Left => AlignmentType::Left,
                Align::Center => AlignmentType::Center,
                Align::Right => AlignmentType::Right,
            };
            let cells = row.iter().zip(&table.columns).zip(&widths);
            cells
                .map(|((text, column), width)| {
                    let text = Paragraph::new().add_run(small(text));
                    cell(vec![text.align(aligned(column.align))], *width)
                })
                .collect()
        };
        rows.push(TableRow::new(cells).cant_split());
    }
    WordTable::new(rows)
        .set_grid(widths.iter().copied().map(size).collect())
        .layout(TableLayoutType::Fixed)
        .width(size(widths.iter().sum()), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, 60, 40, 60))
}
