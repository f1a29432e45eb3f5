//! A document as somebody reads it: its words in their order, for snapshots.

use ocop_documents::{Block, Document, Head, Official, Table, Text};

/// A document in lines.
pub(crate) fn printed(document: &Document) -> String {
    match document {
        Document::Official(it) => official(it),
        Document::Certificates { certificates } => {
            let each = certificates.iter().map(|it| serde_json::to_string_pretty(it).unwrap());
            each.collect::<Vec<_>>().join("\n")
        }
        other => format!("{other:?}"),
    }
}

fn official(it: &Official) -> String {
    let mut lines = Vec::new();
    head(it, &mut lines);
    for block in &it.body {
        part(block, &mut lines);
    }
    for it in &it.signatures {
        lines.push(format!("ký: {} {} [{}]", it.posts.join(" / "), it.how, it.name));
    }
    lines.extend(it.recipients.iter().map(|it| format!("nơi nhận: {it}")));
    for annex in &it.annexes {
        lines.push(format!("== {} {} {}", annex.label, annex.name, annex.of));
        for block in &annex.body {
            part(block, &mut lines);
        }
    }
    lines.join("\n")
}

fn head(it: &Official, lines: &mut Vec<String>) {
    match &it.head {
        Head::None => lines.push("(không có phần đầu)".to_owned()),
        Head::Nation => lines.push("(Quốc hiệu)".to_owned()),
        Head::Office { superior, issuer, number, about, place_and_date, is_numbered } => {
            lines.push(format!("{superior} | {issuer}"));
            lines.push(format!("số: {number} {is_numbered} | {place_and_date} | {about}"));
        }
    }
    lines.push(format!("= {} | {}", it.name.kind, it.name.subject));
    if it.is_draft {
        lines.push("(dự thảo)".to_owned());
    }
    lines.extend(it.addressees.iter().map(|it| format!("kính gửi: {it}")));
    if !it.authority.is_empty() {
        lines.push(format!("thẩm quyền: {}", it.authority));
    }
    lines.extend(it.grounds.iter().map(|it| format!("căn cứ: {it}")));
    if !it.resolves.is_empty() {
        lines.push(it.resolves.clone());
    }
}

fn text(it: &Text) -> String {
    it.0.iter().map(|it| it.text.as_str()).collect()
}

fn part(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Chapter { number, name } => lines.push(format!("## {number} {name}")),
        Block::Heading { text } => lines.push(format!("# {text}")),
        Block::Paragraph { text: it } => lines.push(text(it)),
        Block::Item { text: it } => lines.push(format!("- {}", text(it))),
        Block::Fact { label, value } => lines.push(format!("{label}: {}", fingerprint(value))),
        Block::Ticks { label, choices } => {
            let boxes =
                choices.iter().map(|(it, on)| format!("[{}] {it}", if *on { "x" } else { " " }));
            lines.push(format!("{label} {}", boxes.collect::<Vec<_>>().join(" ")));
        }
        Block::Dated { text } => lines.push(format!("({text})")),
        Block::Table(it) => table(it, lines),
        Block::Chart { chart } => {
            lines.push(format!("[{}]", chart.title));
            table(&chart.table(), lines);
        }
        Block::Signatures { signatures } => {
            let sign = signatures
                .iter()
                .map(|it| format!("{} {} [{}]", it.posts.join(" / "), it.how, it.name));
            lines.push(format!("ký: {}", sign.collect::<Vec<_>>().join(" || ")));
        }
        Block::PageBreak => lines.push("---".to_owned()),
    }
}

fn table(it: &Table, lines: &mut Vec<String>) {
    let names: Vec<&str> = it.columns.iter().map(|it| it.name.as_str()).collect();
    lines.push(format!("| {} |", names.join(" | ")));
    for row in &it.rows {
        lines.push(format!("| {} |", row.join(" | ").replace('\n', " ⏎ ")));
    }
}

/// A hash differs from run to run, since it is also of ids.
fn fingerprint(value: &str) -> &str {
    let is_hash = value.len() == 64 && value.bytes().all(|it| it.is_ascii_hexdigit());
    if is_hash { "(mã băm)" } else { value }
}
