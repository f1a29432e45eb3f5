//! The law as an index into the code: article by article, what it became.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::source::{Source, files};

/// What each article of Decision 26/2026/QĐ-TTg is about, in our words.
const ARTICLES: [&str; 13] = [
    "Scope",
    "Products and producers",
    "Criteria and stars",
    "Who recognises, and for how long",
    "Rounds",
    "Dossiers",
    "The way of a dossier",
    "Revocation",
    "Inspection",
    "Who carries it out",
    "Entry into force",
    "Transition",
    "Responsibility",
];

/// Points of a paragraph in the order of the Vietnamese alphabet, which has no f.
const POINTS: &str = "abcdđeghiklmn";

/// An article, a paragraph and a point, in the order of the law.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    article: usize,
    paragraph: usize,
    point: Option<usize>,
}

/// The whole page.
pub(crate) fn page() -> String {
    let mut index: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
    for source in ["rules/src", "src"].into_iter().flat_map(|floor| files(floor, &[".rs"])) {
        for (comment, item) in documented(&source) {
            for place in places(&comment) {
                let line = format!("[`{item}`](../../{})", source.path);
                index.entry(place).or_default().insert(line);
            }
        }
    }
    let mut page = String::from(
        "# Decision 26/2026/QĐ-TTg, article by article\n\n\
         What each article became. Made from the “Art.” in doc comments by \
         `cargo xtask generate`: change the comment, not this page.\n",
    );
    let mut article = 0;
    for (place, items) in &index {
        if place.article != article {
            article = place.article;
            let _ = writeln!(page, "\n## Article {article}. {}\n", ARTICLES[article - 1]);
        }
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let _ = writeln!(page, "- {place}: {}", items.join(", "));
    }
    page
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Art. {}", self.article)?;
        if self.paragraph != 0 {
            write!(f, ".{}", self.paragraph)?;
        }
        match self.point.and_then(|at| POINTS.chars().nth(at)) {
            Some(point) => write!(f, ".{point}"),
            None => Ok(()),
        }
    }
}

/// The doc comments of a file, each with the name of what it documents.
fn documented(source: &Source) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut comment = String::new();
    let mut within: Vec<(usize, String)> = Vec::new();
    let module = module_name(&source.path);
    let prose: Vec<&str> = source.text.lines().filter_map(|it| it.strip_prefix("//!")).collect();
    found.push((prose.join(" "), module));
    for line in source.text.lines() {
        let code = line.trim_start();
        let margin = line.len() - code.len();
        if let Some(text) = code.strip_prefix("///") {
            comment.push(' ');
            comment.push_str(text.trim());
        } else if !code.is_empty() && !code.starts_with('#') && !code.starts_with("//") {
            within.retain(|(outer, _)| *outer < margin);
            if let Some(name) = item_name(code) {
                let full = match within.last() {
                    Some((_, outer)) => format!("{outer}::{name}"),
                    None => name.clone(),
                };
                found.push((std::mem::take(&mut comment), full));
                if ["struct ", "enum ", "impl", "trait "].iter().any(|it| code.contains(it)) {
                    within.push((margin, name));
                }
            }
            comment.clear();
        }
    }
    found
}

/// `rules/src/criteria/mod.rs` is `criteria`, `src/councils/pages.rs` is `councils::pages`.
fn module_name(path: &str) -> String {
    let inner = path.trim_start_matches("rules/").trim_start_matches("src/");
    inner.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::")
}

/// What a line of code names: an item, a field or a variant; for `impl Of for Stars`, `Stars`.
fn item_name(code: &str) -> Option<String> {
    let mut words = code.split(|it: char| !(it.is_alphanumeric() || "_<>':".contains(it)));
    if code.starts_with("impl") {
        let subject = code.split_once(" for ").map_or(code, |(_, subject)| subject);
        let subject = subject
            .trim_start_matches("impl")
            .split(['{', '<'])
            .find(|it| !it.trim().is_empty() && !it.trim().starts_with('\''))?;
        return Some(subject.trim().to_owned());
    }
    let before = ["pub", "crate", "super", "const", "async", "unsafe", ""];
    let keyword = ["fn", "struct", "enum", "trait", "type", "mod", "static"];
    let name = words.find(|it| !before.contains(it) && !keyword.contains(it))?;
    let name: String = name.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The articles that a comment names: `Art. 7`, `Art. 7.3`, `Art. 7.3.e`.
fn places(comment: &str) -> Vec<Place> {
    comment.split("Art. ").skip(1).filter_map(place).collect()
}

fn place(text: &str) -> Option<Place> {
    let number = |text: &str| -> (Option<usize>, usize) {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        (text[..digits].parse().ok(), digits)
    };
    let (article, used) = number(text);
    let article = article.filter(|it| (1..=ARTICLES.len()).contains(it))?;
    let mut place = Place { article, paragraph: 0, point: None };
    if let Some(rest) = text[used..].strip_prefix('.') {
        let (paragraph, used) = number(rest);
        place.paragraph = paragraph.unwrap_or(0);
        let mut letters = rest[used..].strip_prefix('.').unwrap_or_default().chars();
        let point = letters.next().filter(|_| 0 < place.paragraph);
        let alone = !letters.next().is_some_and(char::is_alphanumeric);
        place.point = point.filter(|_| alone).and_then(|it| POINTS.chars().position(|at| at == it));
    }
    Some(place)
}

#[test]
fn articles_are_read_with_their_points_and_in_order() {
    let found = places("earned (Art. 3.3), Art. 7.3.đ, Art. 7.3.e. As Art. 12. And Art. 99.");
    let written: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(written, ["Art. 3.3", "Art. 7.3.đ", "Art. 7.3.e", "Art. 12"]);
    assert!(found.is_sorted());
}

#[test]
fn an_item_is_named_with_what_it_is_in() {
    let text = "/// Art. 1\npub enum Stage {\n    /// Art. 2\n    Preparing,\n}\n\nimpl Stage {\n    \
                /// Art. 3\n    #[must_use]\n    pub fn after(self) {}\n}\n\n/// Art. 4\n\
                pub const FIRST: u8 = 1;\n";
    let source = Source { path: "src/dossiers/stage.rs".into(), text: text.into() };
    let names: Vec<String> = documented(&source)
        .into_iter()
        .filter_map(|(comment, name)| comment.contains("Art.").then_some(name))
        .collect();
    assert_eq!(names, ["Stage", "Stage::Preparing", "Stage::after", "FIRST"]);
}
