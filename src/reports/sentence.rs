//! Sentences in which numbers stay alive: `Có {certified} sản phẩm[, gồm {certified.4} sản phẩm 4
//! sao].`
//!
//! A word in braces stands for a number or for a word of the report. What stands in brackets are
//! alternatives, `[a | b | c]`: those whose numbers are zero are left out, the others are told with
//! commas between. Nothing else has a meaning, and a number cannot be mistyped where it is not typed.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The words that stand for words of the report.
pub(super) const WORDS: [&str; 4] = ["unit", "Unit", "period", "on"];

/// A sentence, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Named(String),
    Either(Vec<Vec<Self>>),
}

/// A part of a told sentence: words, or a number that opens to its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What is read.
    pub words: String,
    /// The word of the indicator; empty for mere words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
}

/// What a word in braces stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Words of the report: its unit, its period.
    Words(String),
    /// The number of an indicator.
    Number {
        /// As it is told.
        words: String,
        /// Whether it is nothing at all.
        is_zero: bool,
    },
}

/// Why a sentence cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Untold {
    /// A brace or bracket without its other one.
    Open,
    /// A word that stands for nothing.
    Unknown(String),
}

impl fmt::Display for Untold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("Câu có dấu ngoặc { hoặc [ chưa đóng, hoặc đóng mà chưa mở."),
            Self::Unknown(word) => {
                write!(
                    f,
                    "Không có con số nào tên là “{{{word}}}”; hãy chọn trong danh sách bên dưới."
                )
            }
        }
    }
}

impl Sentence {
    /// Reads a sentence.
    pub(super) fn read(text: &str) -> Result<Self, Untold> {
        let (pieces, rest) = pieces(text, false)?;
        if rest.is_empty() { Ok(Self(pieces)) } else { Err(Untold::Open) }
    }

    /// The words in braces.
    pub(super) fn names(&self) -> Vec<&str> {
        fn gather<'a>(pieces: &'a [Piece], names: &mut Vec<&'a str>) {
            for it in pieces {
                match it {
                    Piece::Words(_) => {}
                    Piece::Named(name) => names.push(name),
                    Piece::Either(ways) => ways.iter().for_each(|it| gather(it, names)),
                }
            }
        }
        let mut names = Vec::new();
        gather(&self.0, &mut names);
        names
    }

    /// Tells it.
    pub(super) fn tell(
        &self,
        means: &impl Fn(&str) -> Option<Meaning>,
    ) -> Result<Vec<Part>, Untold> {
        let (parts, _) = tell(&self.0, means)?;
        Ok(joined(parts))
    }
}

/// Reads pieces until the end, or until the bracket closes or the next alternative begins.
fn pieces(text: &str, is_inner: bool) -> Result<(Vec<Piece>, &str), Untold> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find(['{', '}', '[', ']', '|']) {
        let (before, mark) = rest.split_at(at);
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        if let Some(named) = mark.strip_prefix('{') {
            let (name, after) = named.split_once('}').ok_or(Untold::Open)?;
            pieces.push(Piece::Named(name.trim().to_owned()));
            rest = after;
        } else if let Some(inner) = mark.strip_prefix('[') {
            if is_inner {
                return Err(Untold::Open);
            }
            let (ways, after) = ways(inner)?;
            pieces.push(Piece::Either(ways));
            rest = after;
        } else if is_inner && !mark.starts_with('}') {
            return Ok((pieces, mark));
        } else if let Some(after) = mark.strip_prefix('|') {
            pieces.push(Piece::Words("|".to_owned()));
            rest = after;
        } else {
            return Err(Untold::Open);
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    if is_inner { Err(Untold::Open) } else { Ok((pieces, "")) }
}

fn ways(mut text: &str) -> Result<(Vec<Vec<Piece>>, &str), Untold> {
    let mut ways = Vec::new();
    loop {
        let (way, rest) = pieces(text, true)?;
        ways.push(way);
        if let Some(after) = rest.strip_prefix(']') {
            return Ok((ways, after));
        }
        text = rest.strip_prefix('|').ok_or(Untold::Open)?;
    }
}

/// The parts, and whether a number among them is nothing.
fn tell(
    pieces: &[Piece],
    means: &impl Fn(&str) -> Option<Meaning>,
) -> Result<(Vec<Part>, bool), Untold> {
    let (mut parts, mut is_nothing) = (Vec::new(), false);
    let words = |it: &str| Part { words: it.to_owned(), number: String::new() };
    for piece in pieces {
        match piece {
            Piece::Words(it) => parts.push(words(it)),
            Piece::Named(name) => match means(name) {
                None => return Err(Untold::Unknown(name.clone())),
                Some(Meaning::Words(it)) => parts.push(words(&it)),
                Some(Meaning::Number { words, is_zero }) => {
                    is_nothing |= is_zero;
                    parts.push(Part { words, number: name.clone() });
                }
            },
            Piece::Either(ways) => {
                let mut told = Vec::new();
                for way in ways {
                    let (way_parts, is_zero) = tell(way, means)?;
                    if !is_zero {
                        told.push(way_parts);
                    }
                }
                let many = 1 < ways.len();
                for (at, mut way) in told.into_iter().enumerate() {
                    if many {
                        trim(&mut way);
                        parts.push(words(if at == 0 { " " } else { ", " }));
                    }
                    parts.extend(way);
                }
            }
        }
    }
    Ok((parts, is_nothing))
}

/// Without the blanks around the mark between alternatives.
fn trim(parts: &mut [Part]) {
    if let Some(first) = parts.first_mut().filter(|it| it.number.is_empty()) {
        first.words = first.words.trim_start().to_owned();
    }
    if let Some(last) = parts.last_mut().filter(|it| it.number.is_empty()) {
        last.words = last.words.trim_end().to_owned();
    }
}

/// Words beside words become one part, without doubled blanks.
fn joined(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for it in parts.into_iter().filter(|it| !it.words.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.number.is_empty() && it.number.is_empty() => {
                last.words.push_str(&it.words);
            }
            _ => joined.push(it),
        }
    }
    for it in joined.iter_mut().filter(|it| it.number.is_empty()) {
        while it.words.contains("  ") {
            it.words = it.words.replace("  ", " ");
        }
    }
    joined
}

/// What is read of some parts.
pub(super) fn plain(parts: &[Part]) -> String {
    parts.iter().map(|it| it.words.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(name: &str) -> Option<Meaning> {
        let number = |it: i64| Meaning::Number { words: it.to_string(), is_zero: it == 0 };
        match name {
            "unit" => Some(Meaning::Words("huyện Văn Lãng".to_owned())),
            "all" => Some(number(9)),
            "five" => Some(number(0)),
            "four" => Some(number(2)),
            "three" => Some(number(7)),
            _ => None,
        }
    }

    fn told(text: &str) -> Result<String, Untold> {
        Sentence::read(text)?.tell(&means).map(|it| plain(&it))
    }

    #[test]
    fn numbers_stand_where_their_words_stood() {
        let text = "{unit} có {all} sản phẩm, gồm [{five} sản phẩm 5 sao | {four} sản phẩm 4 sao | {three} sản phẩm 3 sao].";
        let told = told(text).unwrap();
        assert_eq!(told, "huyện Văn Lãng có 9 sản phẩm, gồm 2 sản phẩm 4 sao, 7 sản phẩm 3 sao.");
        assert_eq!(Sentence::read(text).unwrap().names(), ["unit", "all", "five", "four", "three"]);
    }

    #[test]
    fn what_is_nothing_is_left_out() {
        assert_eq!(told("Có {all} sản phẩm[; {five} sản phẩm 5 sao].").unwrap(), "Có 9 sản phẩm.");
    }

    #[test]
    fn a_number_is_told_with_its_word() {
        let parts = Sentence::read("Có {all}.").unwrap().tell(&means).unwrap();
        assert_eq!(parts[1], Part { words: "9".to_owned(), number: "all".to_owned() });
    }

    #[test]
    fn what_cannot_be_told_is_named() {
        assert_eq!(told("Có {al} sản phẩm"), Err(Untold::Unknown("al".to_owned())));
        for text in ["Có {all", "Có all}", "[a | b", "a ]", "[a [b] c]"] {
            assert_eq!(Sentence::read(text), Err(Untold::Open), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_told_or_refused(text in ".*") {
            let _ = told(&text);
        }

        #[test]
        fn so_is_any_text_of_braces_and_words(text in "([{}|]|\\[|\\]|five|all|unit| ){0,24}") {
            let _ = told(&text);
        }

        #[test]
        fn text_without_marks_is_told_as_it_is(text in "[^{}\\[\\]|]*") {
            let said = told(&text).unwrap();
            let mut once = text;
            while once.contains("  ") {
                once = once.replace("  ", " ");
            }
            proptest::prop_assert_eq!(said, once);
        }
    }
}
