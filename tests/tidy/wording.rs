//! What stands on the screen is Vietnamese in the template, and has its English line.

use std::collections::BTreeSet;
use std::path::Path;

use ocop::ledgers::Kind;
use polib::message::MessageView;

use crate::none;
use crate::source::{Source, files};

const ENGLISH: &str = "src/face/en.po";

/// Every component with a sample of what people write, which nobody translates.
const SAMPLES: &str = "src/face/gallery.html";

/// What says of itself that it is Vietnamese is so in English too: the name of the language.
const SAYS_SO: &str = "lang=\"vi\"";

#[test]
fn every_sentence_has_its_english_line() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(ENGLISH);
    let catalogue = polib::po_file::parse(&path).unwrap();
    let english: BTreeSet<&str> =
        catalogue.messages().filter(|it| it.is_translated()).map(MessageView::msgid).collect();
    let mut missing = BTreeSet::new();
    for source in files("src", &[".rs", ".html"]) {
        for key in keys(&source) {
            if !english.contains(key.as_str()) {
                missing.insert(format!("{}: {key}", source.path));
            }
        }
    }
    none(&missing.into_iter().collect::<Vec<_>>(), "a sentence has its English line in en.po");
}

#[test]
fn every_word_of_a_ledger_has_its_english_line() {
    let mut words = BTreeSet::new();
    for shelf in ocop::hall::LEDGERS.shelves {
        words.insert(shelf.title);
        for ledger in shelf.ledgers {
            words.extend([ledger.title, ledger.one, ledger.help]);
            for column in ledger.columns {
                words.extend([column.label, column.guide()]);
                match column.kind {
                    Kind::Choice(choices) => words.extend(choices.iter().map(|(_, it)| *it)),
                    Kind::Amount(measure) => {
                        words.insert(measure);
                    }
                    _ => {}
                }
            }
        }
    }
    words.remove("");
    let missing = words.into_iter().filter(|it| ocop::face::translations::english(it).is_none());
    none(
        &missing.map(str::to_owned).collect::<Vec<_>>(),
        "a word of a ledger has its English line",
    );
}

#[test]
fn no_vietnamese_in_a_template_outside_of_its_key() {
    let mut strays = Vec::new();
    for source in files("src", &[".html"]).into_iter().filter(|it| it.path != SAMPLES) {
        for (line, text) in stray_vietnamese(&source.text) {
            strays.push(format!("{}:{line}: {text}", source.path));
        }
    }
    none(&strays, "Vietnamese in a template is a key: {{ frame.t(\"…\") }}");
}

/// The literals that a file hands to `t("…")` and `tf("…", …)`.
fn keys(source: &Source) -> Vec<String> {
    let code = if source.kind() == "rs" { source.running_code() } else { source.text.clone() };
    let mut keys = Vec::new();
    for opening in [".t(", ".tf("] {
        // A call, not the word for it in a literal.
        for (at, _) in code.match_indices(opening).filter(|(at, _)| !code[..*at].ends_with('"')) {
            if let Some(literal) = code[at + opening.len()..].trim_start().strip_prefix('"') {
                keys.push(unescaped(literal));
            }
        }
    }
    keys
}

/// A literal up to its closing quote, as the compiler reads it.
fn unescaped(literal: &str) -> String {
    let mut text = String::new();
    let mut letters = literal.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next() {
                Some('n') => text.push('\n'),
                Some('\n') => while letters.next_if(|it| it.is_whitespace()).is_some() {},
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    text
}

/// Vietnamese words of a template that no key holds, with their lines.
fn stray_vietnamese(template: &str) -> Vec<(usize, String)> {
    let mut strays = Vec::new();
    let mut rest = template;
    let mut line = 1;
    while !rest.is_empty() {
        let (text, tag, after) = next_tag(rest);
        strays.extend(vietnamese_lines(text, line));
        line += text.matches('\n').count();
        if !tag.starts_with("{#") {
            strays.extend(vietnamese_lines(&without_keys(tag), line));
        }
        line += tag.matches('\n').count();
        rest = after;
    }
    strays
}

/// The text before the next tag, the tag, and what comes after it.
fn next_tag(template: &str) -> (&str, &str, &str) {
    let tags = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];
    let first = tags
        .iter()
        .filter_map(|(open, close)| Some((template.find(open)?, *close)))
        .min_by_key(|(at, _)| *at);
    let Some((start, close)) = first else { return (template, "", "") };
    let end = template[start..].find(close).map_or(template.len(), |at| start + at + close.len());
    (&template[..start], &template[start..end], &template[end..])
}

/// A tag without the literals that are keys.
fn without_keys(tag: &str) -> String {
    let mut text = tag.to_owned();
    for opening in [".t(\"", ".tf(\""] {
        while let Some(start) = text.find(opening) {
            let literal = start + opening.len();
            let end = text[literal..].find('"').map_or(text.len(), |at| literal + at);
            text.replace_range(start..end, "");
        }
    }
    text
}

fn vietnamese_lines(text: &str, first: usize) -> Vec<(usize, String)> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.chars().any(is_vietnamese) && !line.contains(SAYS_SO));
    lines.map(|(at, line)| (first + at, line.trim().to_owned())).collect()
}

/// A letter that only Vietnamese, or almost only Vietnamese, writes.
fn is_vietnamese(letter: char) -> bool {
    matches!(letter,
        'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý'
        | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
        | 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư'
        | 'Ạ'..='ỹ')
}

#[test]
fn a_key_is_read_as_the_compiler_reads_it() {
    let text =
        r#"frame.t("Điểm") frame.tf("Còn {} ngày", [days]) frame.t("\"Tốt\"") parent.t(name)"#;
    let source = Source { path: "it.html".into(), text: text.into() };
    assert_eq!(keys(&source), ["Điểm", "\"Tốt\"", "Còn {} ngày"]);
}

#[test]
fn a_stray_word_is_seen_on_its_line() {
    let stray = |template: &str| -> Vec<usize> {
        stray_vietnamese(template).into_iter().map(|(line, _)| line).collect()
    };
    assert_eq!(stray("<p>\n{{ frame.t(\"Điểm\") }}</p>{# Điểm #}"), Vec::<usize>::new());
    assert_eq!(stray("<p>\n{{ frame.t(\"Điểm\") }}\nĐiểm</p>"), [3]);
    assert_eq!(stray("{% block title %}Điểm{% endblock %}"), [1]);
    assert_eq!(stray("{{ \"Điểm\" }}"), [1]);
    assert_eq!(stray("<a lang=\"vi\">Điểm</a>"), Vec::<usize>::new());
}
