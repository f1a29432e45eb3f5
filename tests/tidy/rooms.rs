//! A room looks only upstream, and what is no room names none.

use crate::source::{Source, files};
use crate::{BUILT, ROOMS, SHARED, none};

/// The floors that are cut into rooms.
const FLOORS: [&str; 2] = ["src", "rules/src"];

#[test]
fn a_room_looks_only_upstream() {
    let mut glances = Vec::new();
    for floor in FLOORS {
        for (at, room) in ROOMS.into_iter().enumerate() {
            for source in files(&format!("{floor}/{room}"), &[".rs", ".html"]) {
                for later in looks_at(&source, &ROOMS[at + 1..]) {
                    glances.push(format!("{} looks downstream, at {later}", source.path));
                }
            }
        }
    }
    none(&glances, "a room looks only upstream");
}

#[test]
fn what_is_no_room_names_no_room() {
    let mut glances = Vec::new();
    for folder in FLOORS.iter().flat_map(|floor| SHARED.map(|it| format!("{floor}/{it}"))) {
        for source in files(&folder, &[".rs", ".html"]) {
            for room in looks_at(&source, &ROOMS) {
                glances.push(format!("{} names the room {room}", source.path));
            }
        }
    }
    none(&glances, "what every room uses names none of them");
}

#[test]
fn what_is_built_upon_the_first_rooms_names_no_other() {
    let mut glances = Vec::new();
    for (folder, beneath) in BUILT {
        let built = files(&format!("src/{folder}"), &[".rs", ".html"]);
        for source in &built {
            let others = looks_at(source, &ROOMS).into_iter().filter(|it| !beneath.contains(it));
            glances.extend(others.map(|room| format!("{} names the room {room}", source.path)));
        }
        // A room whose rules alone it uses may be built upon it.
        let used =
            |room: &&&str| built.iter().any(|it| names(&it.code(), &format!("crate::{room}")));
        let rooms = beneath.iter().filter(used);
        for source in rooms.flat_map(|room| files(&format!("src/{room}"), &[".rs"])) {
            if names(&source.code(), &format!("crate::{folder}")) {
                glances.push(format!("{} looks up, at {folder}", source.path));
            }
        }
    }
    none(&glances, "what is built upon the first rooms names them alone");
}

/// Which of these rooms a file uses: by a path, in a group of imports, or as a template.
fn looks_at(source: &Source, rooms: &[&'static str]) -> Vec<&'static str> {
    let code = source.code();
    let grouped = grouped_names(&code);
    let looks = |room: &&&str| {
        ["crate", "ocop", "ocop_rules"].iter().any(|at| names(&code, &format!("{at}::{room}")))
            || grouped.iter().any(|name| name == *room)
            || (source.kind() == "html" && code.contains(&format!("\"{room}/")))
    };
    rooms.iter().filter(looks).copied().collect()
}

/// Whether the path is there as a whole: `crate::records` is not in `crate::records_of`.
fn names(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let after = code[at + path.len()..].chars().next();
        !after.is_some_and(|it| it.is_alphanumeric() || it == '_')
    })
}

/// The first names inside `use crate::{…}` and `use ocop_rules::{…}`.
fn grouped_names(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for opening in ["crate::{", "ocop::{", "ocop_rules::{"] {
        for (at, _) in code.match_indices(opening) {
            let mut depth = 0_u32;
            let mut name = String::new();
            for it in code[at + opening.len()..].chars() {
                match it {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => names.push(std::mem::take(&mut name)),
                    it if depth == 0 => name.push(it),
                    _ => {}
                }
            }
            names.push(name);
        }
    }
    names.iter().filter_map(|name| Some(name.trim().split("::").next()?.to_owned())).collect()
}

#[test]
fn a_glance_is_seen_in_every_spelling() {
    let looks = |path: &str, text: &str| {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        !looks_at(&source, &["councils"]).is_empty()
    };
    assert!(looks("a.rs", "use crate::councils::store;"));
    assert!(looks("a.rs", "use crate::{\n    councils::{self, store},\n    face,\n};"));
    assert!(looks("a.rs", "use ocop_rules::{criteria::{Code, Set}, councils};"));
    assert!(looks("a.rs", "let it = ocop_rules::councils::Sheet::empty();"));
    assert!(looks("a.html", r#"{% extends "councils/frame.html" %}"#));
    assert!(!looks("a.rs", "/// Judged by [`crate::councils`].\nuse crate::places;"));
    assert!(!looks("a.rs", "use ocop_rules::{criteria::{councils}};"));
    assert!(!looks("a.rs", "use crate::councils_of;"));
}
