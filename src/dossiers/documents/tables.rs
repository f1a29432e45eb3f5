//! What several documents list: marks, evidence, findings, and what offices did.

use jiff::civil::Date;
use ocop_documents::words::{composed, short_date};
use ocop_documents::{Align, Block, Table, Text};
use ocop_rules::criteria::{CriteriaSet, Section};
use ocop_rules::dossiers::{Finding, Step};
use ocop_rules::evidence::PaperKind;

use super::ground::paragraphs;
use crate::dossiers::frozen::{Frozen, FrozenMark, FrozenPaper};
use crate::dossiers::labels::{kind_label, step_label, update_label};
use crate::dossiers::store::{Dossier, Remark, Request};
use crate::dossiers::subject_label;
use crate::dossiers::written::Report;
use crate::evidence;

/// The self-assessment, criterion by criterion: `last` heads the last column, and `tell` fills it.
/// Its total stands in the last row.
pub fn self_marks(
    set: &CriteriaSet,
    content: &Frozen,
    (last, tell): (&str, impl Fn(&str) -> String),
) -> Table {
    let mut table = Table::new(&[
        ("Mã", 12, Align::Center),
        ("Tiêu chí", 38, Align::Left),
        ("Mức tự chấm", 52, Align::Left),
        ("Điểm", 13, Align::Center),
        (last, 50, Align::Left),
    ]);
    table.size = 11;
    let mark = |code: &str| content.marks.iter().find(|it| it.criterion == code);
    for part in set.parts() {
        let sections = part.sections.iter();
        let codes = sections.flat_map(|it| &it.criteria).map(|it| it.code.to_string());
        let sum: u32 = codes.filter_map(|it| mark(&it)).map(|it| it.points).sum();
        let name = composed(&part.name);
        table.rows.push(vec![format!("Phần {}: {name} ({sum}/{} điểm)", part.letter, part.max)]);
        for section in &part.sections {
            section_rows(section, &mark, &tell, &mut table);
        }
    }
    table.rows.push(vec![format!("Tổng điểm tự đánh giá: {}/{}", content.total, set.max())]);
    table
}

fn section_rows<'a>(
    section: &Section,
    mark: &impl Fn(&str) -> Option<&'a FrozenMark>,
    tell: &impl Fn(&str) -> String,
    table: &mut Table,
) {
    let is_alone = matches!(section.criteria.as_slice(), [it] if it.code == section.code);
    if !is_alone {
        let name = composed(&section.name);
        table.rows.push(vec![format!("{}. {name} ({} điểm)", section.code, section.max)]);
    }
    for criterion in &section.criteria {
        let code = criterion.code.to_string();
        let (label, points) = match mark(&code) {
            Some(it) => (composed(&it.label), it.points.to_string()),
            None => ("Chưa chọn".to_owned(), String::new()),
        };
        let told = tell(&code);
        table.rows.push(vec![code, composed(&criterion.name), label, points, told]);
    }
}

/// A paper in the list of evidence, with every criterion that it proves.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    /// The paper.
    pub paper: &'a FrozenPaper,
    /// The codes of its criteria, in the order of the sheet.
    pub criteria: Vec<&'a str>,
}

impl Evidence<'_> {
    /// What it proves.
    pub fn kind(&self) -> PaperKind {
        PaperKind::from_id(&self.paper.kind).unwrap_or(PaperKind::Other)
    }

    /// What it is called: as the producer says, or its kind.
    pub fn title(&self) -> String {
        title(self.paper)
    }
}

fn title(paper: &FrozenPaper) -> String {
    match paper.title.trim() {
        "" => {
            let kind = PaperKind::from_id(&paper.kind).unwrap_or(PaperKind::Other);
            evidence::kind_label(kind).to_owned()
        }
        title => composed(title),
    }
}

/// Every paper once, in the order of the criteria that it first proves.
pub fn evidence_by_criterion(content: &Frozen) -> Vec<Evidence<'_>> {
    let mut found: Vec<Evidence<'_>> = Vec::new();
    for paper in &content.papers {
        match found.iter_mut().find(|it| it.paper.paper == paper.paper) {
            Some(it) => it.criteria.push(&paper.criterion),
            None => found.push(Evidence { paper, criteria: vec![&paper.criterion] }),
        }
    }
    found
}

/// The papers of one criterion, each on its line with number, issuer and day.
pub(super) fn cited(content: &Frozen, criterion: &str) -> String {
    let papers = content.papers.iter().filter(|it| it.criterion == criterion);
    papers.map(|it| format!("- {}", cite(it))).collect::<Vec<_>>().join("\n")
}

fn cite(paper: &FrozenPaper) -> String {
    let mut cited = title(paper);
    if !paper.number.trim().is_empty() {
        cited = format!("{cited} số {}", composed(&paper.number));
    }
    if !paper.issuer.trim().is_empty() {
        cited = format!("{cited}, {}", composed(&paper.issuer));
    }
    match day(paper.issued_on.as_deref()).as_str() {
        "" => cited,
        day => format!("{cited}, ngày {day}"),
    }
}

/// `2026-11-23` as it is printed.
fn day(kept: Option<&str>) -> String {
    kept.and_then(|it| it.parse::<Date>().ok()).map(short_date).unwrap_or_default()
}

/// The list of evidence by kind (*danh mục tài liệu minh chứng*); words where there is none.
pub(super) fn evidence_by_kind(content: &Frozen) -> Block {
    let papers = evidence_by_criterion(content);
    if papers.is_empty() {
        return Block::paragraph(Text::default().italic("(Không có tài liệu minh chứng.)"));
    }
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Tài liệu", 46, Align::Left),
        ("Số", 28, Align::Left),
        ("Nơi cấp", 36, Align::Left),
        ("Ngày cấp", 26, Align::Center),
        ("Hạn đến", 26, Align::Center),
        ("Tiêu chí", 20, Align::Center),
    ]);
    table.size = 11;
    let mut number = 0;
    for kind in PaperKind::ALL {
        let of_kind: Vec<_> = papers.iter().filter(|it| it.kind() == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        table.rows.push(vec![evidence::kind_label(kind).to_owned()]);
        for it in of_kind {
            number += 1;
            table.rows.push(vec![
                number.to_string(),
                it.title(),
                composed(&it.paper.number),
                composed(&it.paper.issuer),
                day(it.paper.issued_on.as_deref()),
                day(it.paper.valid_until.as_deref()),
                it.criteria.join(", "),
            ]);
        }
    }
    Block::Table(table)
}

/// What the commune has found, subject by subject (Mẫu 03).
pub(super) fn findings(findings: &[Finding]) -> Vec<Block> {
    let mut said = Vec::new();
    for (at, it) in (1..).zip(findings) {
        said.push(Block::heading(format!("{at}. {}", subject_label(it.subject))));
        said.push(Block::paragraph(Text::default().italic("Chủ thể mô tả:")));
        said.extend(paragraphs(&it.described));
        said.push(Block::paragraph(Text::default().italic("Xã đánh giá:")));
        said.extend(paragraphs(&it.found));
    }
    said
}

/// What an office has done with a dossier: what it asked for, and what it noted.
pub fn process(requests: &[&Request], remarks: &[&Remark]) -> Vec<Block> {
    let mut said = Vec::new();
    for request in requests {
        let asked = short_date(request.asked_on);
        let answered = match request.answered_on {
            Some(day) => format!("đã trả lời ngày {}", short_date(day)),
            None => "chưa trả lời".to_owned(),
        };
        let head = format!("Yêu cầu bổ sung ngày {asked} ({answered}): ");
        let wanted: Vec<String> = request.items.iter().map(|it| composed(&it.sentence)).collect();
        said.push(Block::item(Text::default().bold(head).then(wanted.join("; "))));
    }
    for remark in remarks {
        let letter = match remark.letter.as_str() {
            "" => String::new(),
            letter => format!(", số {letter}"),
        };
        let day = short_date(remark.dated);
        let head = format!("{} (ngày {day}{letter})", step_label(remark.step));
        let words = remark.words.trim();
        let head = if words.is_empty() { format!("{head}.") } else { format!("{head}: ") };
        said.push(Block::item(Text::default().bold(head).then(composed(words))));
    }
    if said.is_empty() {
        said.push(Block::paragraph("Không có yêu cầu bổ sung, khảo sát hay kiểm nghiệm thêm."));
    }
    said
}

/// What the commune has found, in short: subject and finding.
pub fn found(findings: &[Finding]) -> Vec<Block> {
    if findings.is_empty() {
        return vec![Block::paragraph(Text::default().italic("(Chưa có Mẫu 03.)"))];
    }
    let line = |it: &Finding| {
        let head = format!("{}: ", subject_label(it.subject));
        Block::item(Text::default().bold(head).then(composed(it.found.trim())))
    };
    findings.iter().map(line).collect()
}

/// What is proposed: the words of the last report, or else the usual ones.
pub fn proposal(remarks: &[Remark], usual: &str) -> Vec<Block> {
    let reported = remarks.iter().rev().find(|it| it.step == Step::Report);
    match reported.map(|it| it.words.trim()) {
        Some(words) if !words.is_empty() => paragraphs(words),
        _ => vec![Block::paragraph(usual)],
    }
}

/// The papers that were looked at, with their terms, in the order of the criteria.
pub fn looked_at(content: &Frozen) -> Block {
    let papers = evidence_by_criterion(content);
    if papers.is_empty() {
        return Block::paragraph(Text::default().italic("(Không có tài liệu minh chứng.)"));
    }
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Tài liệu", 54, Align::Left),
        ("Số, nơi cấp", 54, Align::Left),
        ("Ngày cấp", 26, Align::Center),
        ("Hạn đến", 26, Align::Center),
        ("Tiêu chí", 22, Align::Center),
    ]);
    table.size = 11;
    for (at, it) in (1..).zip(papers) {
        let [number, issuer] = [&it.paper.number, &it.paper.issuer].map(|it| composed(it.trim()));
        let from = match (number.as_str(), issuer.as_str()) {
            ("", issuer) => issuer.to_owned(),
            (number, "") => number.to_owned(),
            (number, issuer) => format!("{number}, {issuer}"),
        };
        table.rows.push(vec![
            at.to_string(),
            it.title(),
            from,
            day(it.paper.issued_on.as_deref()),
            day(it.paper.valid_until.as_deref()),
            it.criteria.join(", "),
        ]);
    }
    Block::Table(table)
}

/// The products that one letter names.
pub(super) fn products(dossiers: &[Dossier]) -> Table {
    let mut table = Table::new(&[
        ("TT", 10, Align::Center),
        ("Sản phẩm", 58, Align::Left),
        ("Chủ thể", 55, Align::Left),
        ("Lần đăng ký", 30, Align::Left),
        ("Mã sản phẩm", 44, Align::Center),
    ]);
    table.size = 11;
    for (at, it) in (1..).zip(dossiers) {
        table.rows.push(vec![
            at.to_string(),
            composed(&it.slip.product),
            composed(&it.slip.producer),
            kind_label(it.kind).to_owned(),
            it.product_code.clone().unwrap_or_default(),
        ]);
    }
    table
}

/// What a renewal has brought up to date.
pub(super) fn updated(report: &Report) -> Vec<Block> {
    let updates = report.updated();
    if updates.is_empty() {
        return paragraphs("");
    }
    updates.into_iter().map(|it| Block::item(update_label(it))).collect()
}
