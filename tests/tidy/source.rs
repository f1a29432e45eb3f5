//! The files of the house, and how they are read.

use std::fs;
use std::path::Path;

/// Folders that are not ours to keep in order.
const NOT_OURS: [&str; 5] = [".git", "target", "vendor", "node_modules", "data"];

/// A file of the house.
pub(crate) struct Source {
    /// From the root of the repository, with `/`.
    pub(crate) path: String,
    /// All that it says.
    pub(crate) text: String,
}

impl Source {
    /// The text of a file without the lines that are comments.
    pub(crate) fn code(&self) -> String {
        let lines = self.text.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The code that runs when the program does: nothing of a test.
    pub(crate) fn running_code(&self) -> String {
        if self.stands_in(&["tests"]) {
            return String::new();
        }
        let mut code = self.code();
        code.truncate(code.find("#[cfg(test)]\nmod tests {").unwrap_or(code.len()));
        code
    }

    /// What kind of file it is: `rs`, `html`.
    pub(crate) fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }

    /// Whether a folder or the file itself, without its ending, has one of these names.
    pub(crate) fn stands_in(&self, names: &[&str]) -> bool {
        let path = self.path.rsplit_once('.').map_or(self.path.as_str(), |(stem, _)| stem);
        path.split('/').any(|part| names.contains(&part))
    }
}

/// The files below a folder that end in one of `endings`, in order; none where there is no folder.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(Path::new(env!("CARGO_MANIFEST_DIR")), folder, endings, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// One file of the house, when it is there.
pub(crate) fn file(path: &str) -> Option<Source> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()?;
    Some(Source { path: path.to_owned(), text })
}

/// Whether the house has such a file or folder.
pub(crate) fn exists(path: &str) -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists()
}

fn walk(root: &Path, folder: &str, endings: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(root.join(folder)).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if entry.file_type().unwrap().is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(root, &path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = fs::read_to_string(entry.path()).unwrap();
            found.push(Source { path, text });
        }
    }
}
