//! English, looked up by the Vietnamese sentence.
//!
//! Vietnamese stands in the templates, where a reader can read it. `en.po` holds the English in one
//! block for each room; a sentence that several rooms say stands once, in the block `face`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use polib::po_file;

const ENGLISH: &str = include_str!("en.po");

static SENTENCES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let options = po_file::POParseOptions { message_body_only: true, ..Default::default() };
    let catalog = po_file::parse_from_reader_with_option(ENGLISH.as_bytes(), &options);
    let Ok(catalog) = catalog else {
        tracing::error!("en.po cannot be read: every page is Vietnamese");
        return HashMap::new();
    };
    let mut sentences = HashMap::new();
    for message in catalog.messages() {
        if let Ok(english) = message.msgstr()
            && !english.is_empty()
        {
            sentences.insert(message.msgid().to_owned(), english.to_owned());
        }
    }
    sentences
});

/// The English of a Vietnamese sentence, if somebody has written it.
pub fn english(vi: &str) -> Option<&'static str> {
    SENTENCES.get(vi).map(String::as_str)
}

/// The Vietnamese sentences of a source file or template, i.e. the literals of `.t("…")` and
/// `.tf("…", …)`, that have no English yet.
pub fn missing(source: &str) -> Vec<String> {
    let mut missing = sentences(source);
    missing.retain(|vi| english(vi).is_none());
    missing
}

/// Sentences for which `en.po` has more than one line; nothing is said twice.
pub fn twice() -> Vec<String> {
    let mut seen = HashSet::new();
    let lines = ENGLISH.lines().filter(|line| line.starts_with("msgid ") && *line != "msgid \"\"");
    lines.filter(|line| !seen.insert(*line)).map(str::to_owned).collect()
}

fn sentences(source: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for call in [".t(", ".tf("] {
        for rest in source.split(call).skip(1) {
            if let Some(literal) = rest.trim_start().strip_prefix('"')
                && let Some(sentence) = until_quote(literal)
            {
                sentences.push(sentence);
            }
        }
    }
    sentences
}

fn until_quote(literal: &str) -> Option<String> {
    let mut sentence = String::new();
    let mut letters = literal.chars();
    loop {
        match letters.next()? {
            '"' => return Some(sentence),
            '\\' => sentence.push(letters.next()?),
            letter => sentence.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = ENGLISH.lines().filter(|line| line.starts_with("msgid ")).count() - 1;
        assert_eq!(SENTENCES.len(), lines, "an empty line stands between two sentences");
        assert_eq!(twice(), Vec::<String>::new());
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        for (vi, en) in SENTENCES.iter() {
            assert_eq!(vi.matches("{}").count(), en.matches("{}").count(), "{vi}");
        }
    }

    #[test]
    fn a_sentence_is_found_where_it_is_said() {
        let said =
            "{{ frame.t(\"Một \\\"hai\\\"\") }} frame.tf(\n    \"Còn {} ngày\", [days]) x.t(name)";
        assert_eq!(sentences(said), ["Một \"hai\"", "Còn {} ngày"]);
    }
}
