//! A file is read without losing the thread, a function without scrolling.

use crate::none;
use crate::source::{Source, files};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;

#[test]
fn a_file_has_at_most_four_hundred_lines() {
    let endings = [".rs", ".html", ".css", ".js", ".sql"];
    let long = files("", &endings).into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        (FILE_LINES < lines).then(|| format!("{} has {lines} lines", source.path))
    });
    none(&long.collect::<Vec<_>>(), "a file has at most 400 lines");
}

#[test]
fn a_function_has_at_most_seventy_lines() {
    let long = files("", &[".rs", ".js"]).into_iter().flat_map(|source| long_functions(&source));
    none(&long.collect::<Vec<_>>(), "a function has at most 70 lines");
}

/// Formatted code closes a function with a brace as far in as the line that opened it.
///
/// Blank lines and comments are free, as they are for clippy.
fn long_functions(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut long = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| opens_function(line)) {
        let margin = &line[..line.len() - line.trim_start().len()];
        let closing = format!("{margin}}}");
        let body = lines[start + 1..].iter().take_while(|line| !line.starts_with(&closing));
        let counts = |line: &str| !line.is_empty() && !line.starts_with("//");
        let length = body.filter(|line| counts(line.trim())).count();
        if FUNCTION_LINES < length {
            long.push(format!("{}:{}: {length} lines", source.path, start + 1));
        }
    }
    long
}

fn opens_function(line: &str) -> bool {
    let line = line.trim_start();
    let rust = ["fn ", "pub fn ", "pub(crate) fn ", "async fn ", "pub async fn ", "const fn "];
    let more = ["pub(crate) async fn ", "pub(super) fn ", "pub const fn ", "pub(crate) const fn "];
    let script = ["function ", "async function "];
    let opens = rust.iter().chain(&more).chain(&script).any(|it| line.starts_with(it));
    opens && !line.ends_with([';', '}'])
}

#[test]
fn a_long_function_is_seen() {
    let function = |lines: usize| {
        let text = format!("    fn long() {{\n{}    }}\n", "        ();\n".repeat(lines));
        long_functions(&Source { path: "it.rs".into(), text })
    };
    assert!(function(70).is_empty());
    assert_eq!(function(71), ["it.rs:1: 71 lines"]);
}
