//! *Báo cáo sơ kết, tổng kết*, as it is issued: what was frozen, in the form of Decree 30/2020.

use ocop_documents::words::{composed, long_date, short_date};
use ocop_documents::{Align, Annex, Block, Document, Name, Orientation};
use ocop_rules::accounts::Act;
use ocop_rules::places::{Heirs, UnitId};
use ocop_rules::programme::Period;

use super::composed::{self, Composed, Item, Table};
use super::sentence::plain;
use super::store::{self, Report};
use super::words;
use crate::criteria::Edition;
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering, Stamp};

/// The kinds of document of this room.
pub const DOCUMENTS: &[DocumentKind] = &[KIND];

const KIND: DocumentKind = DocumentKind {
    id: "programme-report",
    about: About::Report,
    title: "Báo cáo sơ kết, tổng kết Chương trình",
    issuer: Issuer::Committee,
    sign: "BC",
    numbering: Numbering::Series,
    article: "",
    grounds: &[DECISION_26],
    recipients: &["Cơ quan quản lý cấp trên", "Thành viên Ban Chỉ đạo"],
    sees: Act::SeeLedgers,
    issues: Some(Act::KeepLedgers),
    is_public: false,
    personal: false,
    follows: None,
    draft: |asked| Box::pin(draft(asked)),
};

/// A table with more columns goes into an annex, which lies on its side.
const MOST_COLUMNS: usize = 5;

async fn draft(mut asked: Asked<'_>) -> Result<Draft, Failure> {
    let report = store::by_id(asked.tx, asked.id).await?;
    let content = store::content(asked.tx, asked.id).await?.ok_or(Failure::NotFound)?;
    let unit = register(asked.house, &report.scope.unit);
    let letterhead = asked.letterhead(&unit).await?;
    let mut official = letterhead.official(asked.kind, asked.stamp);
    official.name = Name { kind: "Báo cáo".to_owned(), subject: subject(&report.title) };
    official.resolves = String::new();
    // An office that has set its own grounds has said all of them.
    if official.grounds == asked.kind.grounds {
        official.grounds = grounds(asked.house, report.scope.passed());
    }
    let (body, annexes) = told(&content, &attached(&letterhead.name, asked.stamp));
    official.body = vec![Block::paragraph(opening(asked.house, &letterhead.name, &report))];
    official.body.extend(body);
    official.annexes = annexes;
    Ok(Draft {
        document: Document::Official(Box::new(official)),
        subject: composed(&report.title),
        units: asked.house.units_of(&report.scope.unit),
        unit,
        producer: None,
        seats: Vec::new(),
        back: format!("/reports/{}", report.id),
        of_record: None,
    })
}

/// The decisions that were in force in the period, the oldest first, as they stood at its end.
fn grounds(house: &House, period: Period) -> Vec<String> {
    let within =
        |it: &&Edition| it.from <= period.last() && it.to.is_none_or(|last| period.first() <= last);
    let cited = |it: &Edition| {
        let (number, day) = (&it.number, long_date(it.issued));
        let amended = it.amended.iter().filter(|(_, issued)| *issued <= period.last());
        let amended: Vec<String> = amended
            .map(|(number, issued)| format!("Quyết định số {number} {}", long_date(*issued)))
            .collect();
        let amended = match amended.join(", ") {
            it if it.is_empty() => it,
            it => format!(", được sửa đổi, bổ sung bởi {it}"),
        };
        let about = &it.about;
        format!("Căn cứ Quyết định số {number} {day} của Thủ tướng Chính phủ {about}{amended}")
    };
    house.standards.editions().iter().filter(within).map(cited).collect()
}

/// `(Kèm theo Báo cáo số 12/BC-UBND ngày … của …)`
fn attached(issuer: &str, stamp: &Stamp) -> String {
    let number = if stamp.number.is_empty() { "…" } else { &stamp.number };
    format!("(Kèm theo Báo cáo số {number} {} của {issuer})", long_date(stamp.dated))
}

/// In whose register a report of this unit stands: its own, or that of the province of today that a
/// unit which is no more lay in.
fn register(house: &House, unit: &UnitId) -> UnitId {
    let book = &house.book;
    if book.unit(unit).is_some_and(|it| it.until.is_none()) {
        return unit.clone();
    }
    let Some(province) = book.province_of(unit) else { return unit.clone() };
    match book.heirs(&province.id) {
        Heirs::One(heir) => heir,
        Heirs::Same | Heirs::Several { .. } | Heirs::None => province.id.clone(),
    }
}

/// The title without the word that stands above it.
fn subject(title: &str) -> String {
    let title = composed(title);
    let subject = title.strip_prefix("Báo cáo ").unwrap_or(&title);
    words::capital(subject)
}

fn opening(house: &House, issuer: &str, report: &Report) -> String {
    let (period, on) = (words::period(report.scope.period), short_date(report.scope.on));
    let place = match &report.scope.unit {
        it if *it == UnitId::country() => "trong cả nước".to_owned(),
        it => format!("trên địa bàn {}", words::unit(&house.book, it)),
    };
    format!(
        "{issuer} báo cáo kết quả thực hiện Chương trình mỗi xã một sản phẩm (OCOP) {period} {place}, số liệu tính đến ngày {on}, như sau:"
    )
}

/// The body, and the wide tables behind it.
fn told(content: &Composed, attached: &str) -> (Vec<Block>, Vec<Annex>) {
    let tables = content.sections.iter().flat_map(|it| &it.blocks);
    let is_alone = tables.filter(|it| goes_behind(it)).count() == 1;
    let (mut body, mut annexes) = (Vec::new(), Vec::new());
    for section in &content.sections {
        body.push(Block::heading(format!("{}. {}", section.number, section.name.to_uppercase())));
        for (at, block) in section.blocks.iter().enumerate() {
            match block {
                composed::Block::Passage { parts, .. } => {
                    body.push(Block::paragraph(plain(parts)));
                }
                composed::Block::Items { items, more, .. } => body.extend(listed(items, *more)),
                composed::Block::Chart { chart } => {
                    body.push(Block::Chart { chart: chart.clone() });
                }
                composed::Block::Table(it) if goes_behind(block) => {
                    let label = match annexes.len() + 1 {
                        1 if is_alone => "Phụ lục".to_owned(),
                        number => format!("Phụ lục {}", words::roman(number)),
                    };
                    let whole = format!("chi tiết tại {label} kèm theo.");
                    body.push(Block::paragraph(match at {
                        0 => words::capital(&whole),
                        _ => format!("{}: {whole}", it.caption),
                    }));
                    annexes.push(annex(label, attached, it));
                }
                composed::Block::Table(it) => {
                    body.push(Block::Paragraph {
                        // What ends so stays with what follows.
                        text: ocop_documents::Text::default().italic(format!("{}:", it.caption)),
                    });
                    body.push(Block::Table(printed(it, 12)));
                }
            }
        }
    }
    (body, annexes)
}

/// Whether it is a table too wide for the body.
fn goes_behind(block: &composed::Block) -> bool {
    matches!(block, composed::Block::Table(it) if MOST_COLUMNS < it.headings.len())
}

/// A list: a semicolon behind each, a full stop behind the last.
fn listed(items: &[Item], more: usize) -> Vec<Block> {
    let mut said: Vec<String> = items.iter().map(|it| it.text.clone()).collect();
    if more != 0 {
        said.push(format!("và {more} việc khác trong sổ theo dõi"));
    }
    let last = said.len().saturating_sub(1);
    let ended = |(at, it): (usize, &String)| {
        let text = it.trim_end_matches(['.', ';', ',', ' ']);
        Block::item(format!("{text}{}", if at == last { "." } else { ";" }))
    };
    said.iter().enumerate().map(ended).collect()
}

fn annex(label: String, attached: &str, it: &Table) -> Annex {
    let mut body = vec![Block::Table(printed(it, 11))];
    if it.more != 0 {
        let said = format!("Còn {} dòng, có trong bảng tính kèm theo.", it.more);
        body.push(Block::paragraph(said));
    }
    Annex {
        label,
        name: it.caption.to_uppercase(),
        of: attached.to_owned(),
        orientation: Orientation::Landscape,
        body,
    }
}

/// Figures stand to the right; a column is as wide as its words ask, and an empty cell has a dash.
fn printed(it: &Table, size: u8) -> ocop_documents::Table {
    let column = |at: usize, heading: &String| {
        let cells = it.rows.iter().filter_map(|row| row.get(at)).map(|it| it.text.as_str());
        let is_of_figures = at != 0 && it.asks.is_none() && are_figures(cells.clone());
        ocop_documents::Column {
            name: heading.clone(),
            width: width(heading, cells),
            align: if is_of_figures { Align::Right } else { Align::Left },
        }
    };
    let cell = |it: &composed::Cell| match it.text.trim() {
        "" => "–".to_owned(),
        _ => it.text.clone(),
    };
    ocop_documents::Table {
        columns: it.headings.iter().enumerate().map(|(at, it)| column(at, it)).collect(),
        rows: it.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        size,
    }
}

/// Whether cells hold figures, and nothing else: `12`, `81%`, `trên 1,3 tỷ đồng`.
fn are_figures<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    const BESIDE: [&str; 15] = [
        "đồng", "triệu", "tỷ", "nghìn", "ít", "nhất", "nhiều", "trên", "dưới", "hơn", "khoảng",
        "gần", "từ", "đến", "–",
    ];
    let is_number = |word: &str| {
        word.starts_with(|it: char| it.is_ascii_digit())
            && word.chars().all(|it| it.is_ascii_digit() || matches!(it, '.' | ',' | '%'))
    };
    let mut told = cells.filter(|it| !it.trim().is_empty()).peekable();
    told.peek().is_some()
        && told.all(|cell| {
            let mut words = cell.split_whitespace();
            words.clone().any(is_number) && words.all(|it| is_number(it) || BESIDE.contains(&it))
        })
}

/// As many letters as the longest word of a column has, all of a short cell, and a part of a long
/// one.
fn width<'a>(heading: &'a str, cells: impl Iterator<Item = &'a str>) -> u32 {
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let (mut word, mut cell) = (0, 0);
    for text in cells.chain([heading]) {
        word = text.split_whitespace().map(letters).max().unwrap_or(0).max(word);
        cell = letters(text).max(cell);
    }
    word.max(cell.min(15)).max(cell / 3).clamp(6, 36) + 2
}
