//! *Báo cáo sơ kết, tổng kết*, as it is issued: what was frozen, in the form of Decree 30/2020.

use ocop_documents::words::{composed, short_date};
use ocop_documents::{Align, Annex, Block, Document, Name, Orientation};
use ocop_rules::accounts::Act;
use ocop_rules::places::{Heirs, UnitId};

use super::composed::{self, Composed, Table};
use super::sentence::plain;
use super::store::{self, Report};
use super::words;
use crate::house::House;
use crate::machinery::Failure;
use crate::records::{About, Asked, DECISION_26, DocumentKind, Draft, Issuer, Numbering};

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
    let (body, annexes) = told(&content);
    official.body = vec![Block::paragraph(opening(asked.house, &report))];
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

fn opening(house: &House, report: &Report) -> String {
    let (period, on) = (words::period(report.scope.period), short_date(report.scope.on));
    let unit = words::unit(&house.book, &report.scope.unit);
    format!(
        "Kết quả thực hiện Chương trình mỗi xã một sản phẩm (OCOP) {period} trên địa bàn {unit}, số liệu tính đến ngày {on}, như sau:"
    )
}

/// The body, and the wide tables behind it.
fn told(content: &Composed) -> (Vec<Block>, Vec<Annex>) {
    let (mut body, mut annexes) = (Vec::new(), Vec::new());
    for section in &content.sections {
        body.push(Block::heading(format!("{}. {}", section.number, section.name.to_uppercase())));
        for block in &section.blocks {
            match block {
                composed::Block::Passage { parts, .. } => {
                    body.push(Block::paragraph(plain(parts)));
                }
                composed::Block::Items { items, more, .. } => {
                    body.extend(items.iter().map(|it| Block::item(it.text.clone())));
                    if *more != 0 {
                        body.push(Block::item(format!("và {more} việc khác trong sổ theo dõi.")));
                    }
                }
                composed::Block::Chart { chart } => {
                    body.push(Block::Chart { chart: chart.clone() });
                }
                composed::Block::Table(it) if MOST_COLUMNS < it.headings.len() => {
                    let number = annexes.len() + 1;
                    body.push(Block::paragraph(format!("({}: Phụ lục {number}.)", it.caption)));
                    annexes.push(annex(number, it));
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

fn annex(number: usize, it: &Table) -> Annex {
    let mut body = vec![Block::Table(printed(it, 11))];
    if it.more != 0 {
        let said = format!("Còn {} dòng, có trong bảng tính kèm theo.", it.more);
        body.push(Block::paragraph(said));
    }
    Annex {
        label: format!("Phụ lục {number}"),
        name: it.caption.clone(),
        of: String::new(),
        orientation: Orientation::Landscape,
        body,
    }
}

/// Numbers stand to the right, where the table is one of numbers; a column is as wide as its words
/// ask.
fn printed(it: &Table, size: u8) -> ocop_documents::Table {
    let is_of_numbers = it.asks.is_none() && it.headings.len() <= MOST_COLUMNS;
    let column = |at: usize, heading: &String| {
        let cells = it.rows.iter().filter_map(|row| row.get(at)).map(|it| it.text.as_str());
        let is_figure = at != 0 && is_of_numbers;
        ocop_documents::Column {
            name: heading.clone(),
            width: width(heading, cells),
            align: if is_figure { Align::Right } else { Align::Left },
        }
    };
    let cells = |row: &Vec<composed::Cell>| row.iter().map(|it| it.text.clone()).collect();
    ocop_documents::Table {
        columns: it.headings.iter().enumerate().map(|(at, it)| column(at, it)).collect(),
        rows: it.rows.iter().map(cells).collect(),
        size,
    }
}

/// As many letters as the longest word of a column has, and a part of its longest cell.
fn width<'a>(heading: &'a str, cells: impl Iterator<Item = &'a str>) -> u32 {
    let letters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let (mut word, mut cell) = (0, 0);
    for text in cells.chain([heading]) {
        word = text.split_whitespace().map(letters).max().unwrap_or(0).max(word);
        cell = letters(text).max(cell);
    }
    word.max(cell / 3).clamp(6, 36) + 2
}
