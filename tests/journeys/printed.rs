//! What a document says, as plain text: for snapshots that a person reads.

use std::fmt::Write as _;

use ocop_documents::official::Text;
use ocop_documents::{Block, Document, Head, Official, Signature};

/// The text of a document.
pub(crate) fn text(document: &Document) -> String {
    match document {
        Document::Official(it) => official(it),
        Document::Certificates { certificates } => {
            let each = certificates.iter().map(|it| serde_json::to_string_pretty(it).unwrap());
            each.collect::<Vec<_>>().join("\n")
        }
        Document::Sheets { sheets, .. } => format!("{} phiếu", sheets.len()),
    }
}

fn official(it: &Official) -> String {
    let mut said = String::new();
    if let Head::Office { superior, issuer, number, about, place_and_date, .. } = &it.head {
        for line in [superior, issuer, &format!("Số: {number}"), about, place_and_date] {
            if !line.is_empty() {
                writeln!(said, "{line}").unwrap();
            }
        }
    }
    writeln!(said, "\n{}\n{}\n", it.name.kind.to_uppercase(), it.name.subject).unwrap();
    for line in it.addressees.iter().map(|it| format!("Kính gửi: {it}")).chain([
        it.authority.to_uppercase(),
        it.grounds.join(";\n"),
        it.resolves.clone(),
    ]) {
        if !line.is_empty() {
            writeln!(said, "{line}").unwrap();
        }
    }
    it.body.iter().for_each(|it| block(&mut said, it));
    it.signatures.iter().for_each(|it| signature(&mut said, it));
    writeln!(said, "Nơi nhận: {}", it.recipients.join("; ")).unwrap();
    for annex in &it.annexes {
        writeln!(said, "\n--- {}\n{}\n{}", annex.label, annex.name, annex.of).unwrap();
        annex.body.iter().for_each(|it| block(&mut said, it));
    }
    said
}

fn block(said: &mut String, it: &Block) {
    let line = match it {
        Block::Chapter { number, name } => format!("{number} {name}"),
        Block::Heading { text } => text.clone(),
        Block::Paragraph { text } => words(text),
        Block::Item { text } => format!("- {}", words(text)),
        Block::Fact { label, value } => format!("{label}: {value}"),
        Block::Ticks { label, choices } => format!("{label} {choices:?}"),
        Block::Table(table) => {
            let names: Vec<&str> = table.columns.iter().map(|it| it.name.as_str()).collect();
            let rows = table.rows.iter().map(|it| it.join(" | "));
            [names.join(" | ")].into_iter().chain(rows).collect::<Vec<_>>().join("\n")
        }
        Block::Signatures { signatures } => {
            signatures.iter().for_each(|it| signature(said, it));
            return;
        }
        Block::PageBreak => String::new(),
    };
    writeln!(said, "{line}").unwrap();
}

fn signature(said: &mut String, it: &Signature) {
    writeln!(said, "[{}] {}", it.posts.join(" / "), it.name).unwrap();
}

fn words(text: &Text) -> String {
    text.0.iter().map(|it| it.text.as_str()).collect()
}
