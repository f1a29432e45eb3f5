//! Words that no file of ours may hold.

use crate::none;
use crate::source::files;

/// Written in two halves, so that this file does not hold them either.
const NEVER: [(&str, &str); 6] = [
    (concat!("/wo", "rk/"), "names somebody's machine"),
    (concat!("/ro", "ot/"), "names somebody's machine"),
    (concat!("/ho", "me/"), "names somebody's machine"),
    (concat!("to", "do!("), "is not finished"),
    (concat!("unimple", "mented!("), "is not finished"),
    (concat!("#[ig", "nore"), "hides a test"),
];

#[test]
fn no_file_names_a_machine_or_is_left_unfinished() {
    let endings =
        [".rs", ".html", ".css", ".js", ".sql", ".md", ".toml", ".po", ".json", ".csv", ".txt"];
    let mut found = Vec::new();
    for source in files("", &endings) {
        for (at, line) in source.text.lines().enumerate() {
            for (word, why) in NEVER.iter().filter(|(word, _)| line.contains(word)) {
                found.push(format!("{}:{}: {word} {why}", source.path, at + 1));
            }
        }
    }
    none(&found, "words that no file may hold");
}
