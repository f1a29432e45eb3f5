//! The map is true: what it names is there, and what is there has its word.

use crate::source::{Source, exists, file, files};
use crate::{BUILT, ROOMS, SHARED, none};

#[test]
fn every_path_on_the_map_exists() {
    let mut gone = Vec::new();
    for map in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"].into_iter().filter_map(file) {
        for path in paths(&map) {
            if !exists(path.trim_end_matches('/')) {
                gone.push(format!("{} names {path}", map.path));
            }
        }
    }
    none(&gone, "the map names what is not there");
}

#[test]
fn every_room_has_its_row_in_the_glossary() {
    let glossary = file("GLOSSARY.md").unwrap();
    let missing = open_rooms().filter(|room| !glossary.text.contains(&format!("\n| `{room}` |")));
    none(&missing.map(str::to_owned).collect::<Vec<_>>(), "a room without a row in GLOSSARY.md");
}

#[test]
fn every_type_in_the_glossary_exists() {
    let code: String = ["rules/src", "src"]
        .into_iter()
        .flat_map(|floor| files(floor, &[".rs"]))
        .map(|source| source.text)
        .collect();
    let glossary = file("GLOSSARY.md").unwrap();
    let gone = types(&glossary).into_iter().filter(|name| {
        let made = |keyword: &str| {
            let made = format!("pub {keyword} {name}");
            code.match_indices(&made).any(|(at, made)| {
                !code[at + made.len()..].starts_with(|it: char| it.is_alphanumeric() || it == '_')
            })
        };
        !["struct", "enum", "type", "trait", "fn", "mod"].into_iter().any(made)
    });
    none(&gone.collect::<Vec<_>>(), "GLOSSARY.md names a type that is not there");
}

#[test]
fn every_folder_of_the_program_is_a_room_or_shared() {
    let mut strangers: Vec<String> = Vec::new();
    for source in files("src", &[".rs"]) {
        if let Some((folder, _)) = source.path.trim_start_matches("src/").split_once('/')
            && !ROOMS.contains(&folder)
            && !SHARED.contains(&folder)
            && BUILT.iter().all(|(it, _)| *it != folder)
            && !ASSEMBLED.contains(&folder)
            && !strangers.iter().any(|it| it == folder)
        {
            strangers.push(folder.to_owned());
        }
    }
    none(&strangers, "a folder of src/ is a room, or used by every room");
}

/// Folders that put rooms together, as `src/house.rs` does: they use rooms and none uses them.
const ASSEMBLED: [&str; 2] = ["house", "demo"];

/// The rooms that have been opened on one of the floors.
fn open_rooms() -> impl Iterator<Item = &'static str> {
    let open = |room: &&str| exists(&format!("src/{room}")) || exists(&format!("rules/src/{room}"));
    ROOMS.into_iter().filter(open)
}

/// What a page writes as code or as a link and is a path of this house.
fn paths(page: &Source) -> Vec<String> {
    let spans = page.text.split('`').skip(1).step_by(2);
    let links = page.text.split("](").skip(1).filter_map(|it| it.split(')').next());
    let one_file = |it: &str| {
        [".md", ".toml", ".rs", ".html", ".po"].iter().any(|ending| it.ends_with(ending))
    };
    let no_path = |it: char| it.is_whitespace() || "<>{}*:…$=#,".contains(it);
    spans
        .chain(links)
        .map(|it| it.split('#').next().unwrap_or_default())
        .filter(|it| !it.is_empty() && !it.contains(no_path) && !it.starts_with(['/', '.']))
        .filter(|it| it.contains('/') || (one_file(it) && !is_file_of_a_room(it)))
        .map(str::to_owned)
        .collect()
}

/// Files that every room has, so that the map speaks of them without a folder.
fn is_file_of_a_room(name: &str) -> bool {
    ["mod.rs", "store.rs", "pages.rs", "api.rs", "jobs.rs", "checks.rs"].contains(&name)
}

/// The last cell of each row: names of types, as code.
fn types(glossary: &Source) -> Vec<String> {
    let rows = glossary.text.lines().filter(|line| line.starts_with("| "));
    let cells = rows.filter_map(|row| row.trim_end_matches([' ', '|']).rsplit('|').next());
    cells
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|name| name.starts_with(char::is_uppercase))
        .map(|name| name.split("::").next().unwrap_or(name).to_owned())
        .collect()
}
