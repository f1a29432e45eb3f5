//! What a report tells in words of ours, in the language of the page.
//!
//! A report is composed and frozen in Vietnamese. On a page of another language its captions,
//! headings, labels, numbers and days are said anew, phrase by phrase; sentences, names of places,
//! titles of targets and whatever an officer has written stay as they are.

use ocop_documents::Chart;
use ocop_documents::chart::{Bar, Form, Measure as Drawn};
use ocop_rules::reports::FigureBasis;

use super::super::beside;
use super::super::composed::{Block, Composed, Table};
use super::super::listing::Listing;
use super::super::question::Of;
use super::super::tables::TableId;
use crate::face::{Frame, Lang, date_typed, translations};
use crate::ledgers;

/// Phrases with something in them. Of two that fit, the first is meant.
const PHRASES: [&str; 34] = [
    "Giấy chứng nhận hết hạn trước {}; hồ sơ đánh giá lại nộp từ {} đến {}",
    "Giấy chứng nhận hết hạn trước {}; đã nộp hồ sơ đánh giá lại",
    "Giấy chứng nhận còn hiệu lực vào {}",
    "Đang có hồ sơ, đánh giá chậm nhất {}",
    "Đã được công nhận: {}",
    "đủ nếu thêm {}",
    "còn thiếu {}",
    "đã đạt; thiếu {} so với mức trên",
    "{} (tổng số)",
    "{} (tăng thêm)",
    "{} (mỗi năm)",
    "{} (còn hiệu lực, lũy kế)",
    "{} ({})",
    "{}, giai đoạn {} – {}",
    "{}, năm {}",
    "{}, từ {} đến {}",
    "{} trên tổng số {}",
    "trong khoảng {} – {}, chưa chắc",
    "hồ sơ nhiều hơn {}",
    "hồ sơ ít hơn {}",
    "Còn hiệu lực {}",
    "giai đoạn {} – {}",
    "năm {}",
    "từ {} đến {}",
    "Sản phẩm từ {} sao",
    "Sản phẩm {} sao",
    "Số người: “{}”",
    "Số tiền: “{}”",
    "Số xã: “{}”",
    "Số năm: “{}”",
    "{}, nhóm “{}”",
    "Cả {}",
    "trước {}",
    "{}, chậm",
];

/// What a person has written of a target stays as it is.
const DOUBT: &str = "Điều còn ngờ: {}: {}";

/// A report as it stands on a page of this language.
pub(super) fn report(frame: &Frame, mut told: Composed) -> Composed {
    if frame.lang == Lang::Vi {
        return told;
    }
    for block in told.sections.iter_mut().flat_map(|it| &mut it.blocks) {
        match block {
            Block::Table(it) => *it = table(frame, std::mem::take(it)),
            Block::Chart { chart: it } => *it = chart(frame, std::mem::take(it)),
            Block::Passage { .. } | Block::Items { .. } => {}
        }
    }
    told
}

/// A table as it stands on a page of this language.
pub(super) fn table(frame: &Frame, mut table: Table) -> Table {
    if frame.lang == Lang::Vi {
        return table;
    }
    let id = TableId::from_id(&table.id);
    table.caption = said(frame, &table.caption);
    for heading in &mut table.headings {
        *heading = said(frame, heading);
    }
    for (at, cell) in table.rows.iter_mut().flat_map(|it| it.iter_mut().enumerate()) {
        if id.is_some_and(|it| is_ours(it, at)) {
            let each: Vec<String> = cell.text.split("; ").map(|it| said(frame, it)).collect();
            let whole = said(frame, &cell.text);
            cell.text = if whole == cell.text { each.join("; ") } else { whole };
        }
    }
    table
}

/// Whether what stands in a column are words of ours.
fn is_ours(table: TableId, at: usize) -> bool {
    match table {
        TableId::Stars
        | TableId::Changes
        | TableId::Industries
        | TableId::IndustriesThen
        | TableId::Ways
        | TableId::Producers
        | TableId::Money
        | TableId::MoneyKinds
        | TableId::MoneyYears => true,
        TableId::Difficulties | TableId::Tasks => (1..4).contains(&at),
        TableId::Parts => at != 0,
        TableId::Targets => (1..8).contains(&at),
        TableId::TargetsNext => (1..3).contains(&at),
        TableId::Figures => at < 5,
        TableId::Products => at == 1,
        TableId::Stayed => false,
    }
}

/// A picture as it stands on a page of this language.
pub(super) fn chart(frame: &Frame, mut chart: Chart) -> Chart {
    if frame.lang == Lang::Vi {
        return chart;
    }
    let line = |it: &str| match fitting(DOUBT, it).as_deref() {
        Some([title, doubt]) => frame.tf(DOUBT, [title, doubt]),
        _ => said(frame, it),
    };
    let lines: Vec<String> = chart.description.lines().map(line).collect();
    chart.description = lines.join("\n");
    chart.title = said(frame, &chart.title);
    chart.of = said(frame, &chart.of);
    if let Drawn::Count { of } = &mut chart.measure {
        *of = said(frame, of);
    }
    let bars = |bars: &mut Vec<Bar>| {
        for it in bars {
            it.label = said(frame, &it.label);
        }
    };
    match &mut chart.form {
        Form::Stacked { series, .. } => {
            for it in series {
                *it = said(frame, it);
            }
        }
        Form::Bars { bars: its } | Form::Shares { bars: its } | Form::Funnel { steps: its } => {
            bars(its);
        }
        Form::Progress { lines } => {
            for it in lines {
                it.aim_words = said(frame, &it.aim_words);
            }
        }
        Form::Tiles { .. } => {}
    }
    chart
}

/// A list whose last column says why something is counted. Why a product came no further, an
/// officer may have written: only what is ours as a whole is said anew.
pub(super) fn reasons(frame: &Frame, of: &Of, listing: &mut Listing) {
    if frame.lang == Lang::Vi {
        return;
    }
    for reason in listing.rows.iter_mut().filter_map(|it| it.cells.last_mut()) {
        *reason = match of {
            Of::Forecast(_) => said(frame, reason),
            Of::Stayed(..) => frame.t(reason).to_owned(),
            _ => continue,
        };
    }
}

/// Words of ours; what is none stays as it is.
fn said(frame: &Frame, text: &str) -> String {
    if translations::english(text).is_some() {
        return frame.t(text).to_owned();
    }
    if text.matches('/').count() == 2
        && let Ok(day) = date_typed(text)
    {
        return frame.date(day);
    }
    if let Ok(amount) = ledgers::amount_typed(text) {
        // Only what is nothing but a number.
        for measure in ["", "đồng"] {
            if ledgers::amount_words(amount, measure) == text {
                return ledgers::amount_shown(frame, amount, measure);
            }
        }
    }
    for basis in FigureBasis::ALL.map(beside::basis).into_iter().filter(|it| !it.is_empty()) {
        if let Some(what) = text.strip_suffix(basis).and_then(|it| it.strip_suffix(' ')) {
            return format!("{} {}", said(frame, what), frame.t(basis));
        }
    }
    for phrase in PHRASES {
        if let Some(words) = fitting(phrase, text) {
            let words: Vec<String> = words.into_iter().map(|it| said(frame, it)).collect();
            return filled(frame, phrase, &words);
        }
    }
    text.to_owned()
}

/// A phrase with as many words as it has room for.
fn filled(frame: &Frame, phrase: &str, words: &[String]) -> String {
    match words {
        [one] => frame.tf(phrase, [one]),
        [one, two] => frame.tf(phrase, [one, two]),
        [one, two, three] => frame.tf(phrase, [one, two, three]),
        _ => phrase.to_owned(),
    }
}

/// What stands where a phrase has room.
fn fitting<'a>(phrase: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut pieces = phrase.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut words = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (word, after) = if pieces.peek().is_none() {
            (rest.strip_suffix(piece)?, "")
        } else {
            rest.split_once(piece)?
        };
        if word.is_empty() {
            return None;
        }
        words.push(word);
        rest = after;
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_its_english_line() {
        let bases = FigureBasis::ALL.map(beside::basis).into_iter().filter(|it| !it.is_empty());
        let phrases = PHRASES.into_iter().chain([DOUBT]).chain(bases);
        let missing: Vec<&str> = phrases.filter(|it| translations::english(it).is_none()).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn what_is_ours_is_said_in_english_and_what_is_not_stays() {
        let frame = Frame::new(Lang::En, None, "/");
        for (text, english) in [
            ("Còn hiệu lực 23/11/2026", "In force on 23 Nov 2026"),
            ("giai đoạn 2021 – 2025", "the period 2021 – 2025"),
            ("từ 7 đến 9", "between 7 and 9"),
            ("1.300", "1,300"),
            ("ít nhất 15 (tổng số)", "at least 15 (in all)"),
            ("từ 1 đến 2, giai đoạn 2026 – 2030", "between 1 and 2, 2026 – 2030"),
            ("4 sao", "4 stars"),
            ("Tất cả", "All"),
            ("Cả giai đoạn 2019 – 2023", "The whole of the period 2019 – 2023"),
            (
                "hồ sơ ít hơn 12 (còn hiệu lực, lũy kế)",
                "the records have 12 fewer (in force, and ever)",
            ),
            ("từ kỳ trước, chuyển kỳ sau", "from before, carried on"),
            ("huyện Văn Lãng", "huyện Văn Lãng"),
            ("80 đại biểu", "80 đại biểu"),
            ("2026", "2026"),
        ] {
            assert_eq!(said(&frame, text), english, "{text}");
        }
    }
}
