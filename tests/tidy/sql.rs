//! SQL lies in stores, and a table belongs to one room.

use std::collections::BTreeMap;

use crate::source::{Source, files};
use crate::{BUILT, ROOMS, none};

/// Where a transaction may be opened and closed.
const DECIDERS: [&str; 5] = ["pages", "api", "jobs", "command", "checks"];

#[test]
fn sql_lies_only_in_stores() {
    let strays = files("src", &[".rs"]).into_iter().filter(|source| {
        let queries = ["sqlx::query", "query(", "query_as(", "query_scalar("];
        let code = source.running_code();
        let asks = code.contains(queries[0])
            || (code.contains("sqlx::") && queries[1..].iter().any(|it| code.contains(it)));
        asks && !source.path.starts_with("src/machinery/") && !source.stands_in(&["store"])
    });
    none(&strays.map(|it| it.path).collect::<Vec<_>>(), "SQL lies only in store.rs");
}

#[test]
fn only_a_handler_a_job_or_a_command_opens_and_closes_a_transaction() {
    let mut strays = Vec::new();
    let folders = ROOMS.into_iter().chain(BUILT.map(|(it, _)| it));
    for source in folders.flat_map(|it| files(&format!("src/{it}"), &[".rs"])) {
        let code = source.running_code();
        let stores = source.stands_in(&["store"]);
        let decides = source.stands_in(&DECIDERS);
        // To look without changing anything is free to all but a store, which is told where.
        for (call, free) in [(".begin()", decides), (".commit()", decides), ("db.read()", !stores)]
        {
            if code.contains(call) && !free {
                strays.push(format!("{} calls {call}", source.path));
            }
        }
    }
    none(&strays, "a store borrows a transaction");
}

#[test]
fn a_table_is_written_by_one_room_and_read_downstream() {
    let mut written: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut read = Vec::new();
    for (at, room) in ROOMS.into_iter().enumerate() {
        for source in files(&format!("src/{room}"), &[".rs"]) {
            for (touch, table) in tables(&source) {
                match touch {
                    Touch::Writes => written.entry(table).or_default().push(at),
                    Touch::Reads => read.push((at, table, source.path.clone())),
                }
            }
        }
    }
    let mut broken = Vec::new();
    for (table, rooms) in &mut written {
        rooms.dedup();
        if 1 < rooms.len() {
            let rooms: Vec<&str> = rooms.iter().map(|&at| ROOMS[at]).collect();
            broken.push(format!("{table} is written by {}", rooms.join(" and ")));
        }
    }
    for (reader, table, path) in read {
        if let Some(&owner) = written.get(&table).and_then(|rooms| rooms.first())
            && reader < owner
        {
            broken.push(format!("{path} reads {table}, which belongs to {}", ROOMS[owner]));
        }
    }
    none(&broken, "a room writes only its own tables and reads only upstream");
}

/// What a query does with a table.
#[derive(Debug, PartialEq)]
enum Touch {
    Writes,
    Reads,
}

/// The tables that a file's SQL names; our SQL writes its own words in capitals.
fn tables(source: &Source) -> Vec<(Touch, String)> {
    let code = source.running_code().replace(['"', '(', ')', ',', '\\', ';'], " ");
    let words: Vec<&str> = code.split_whitespace().collect();
    let mut tables = Vec::new();
    for pair in words.windows(2) {
        let touch = match pair[0] {
            "INTO" | "UPDATE" => Touch::Writes,
            "FROM" | "JOIN" => Touch::Reads,
            _ => continue,
        };
        if pair[1].chars().all(|it| it.is_ascii_lowercase() || it == '_') {
            tables.push((touch, pair[1].to_owned()));
        }
    }
    for after_delete in words.windows(3).filter(|it| it[0] == "DELETE" && it[1] == "FROM") {
        tables.push((Touch::Writes, after_delete[2].to_owned()));
    }
    tables
}

#[test]
fn tables_are_found_in_a_query() {
    let text = r#"sqlx::query("INSERT INTO sheets (id) SELECT id FROM dossiers JOIN products")
        sqlx::query("INSERT INTO a (b) VALUES ($1) ON CONFLICT (b) DO UPDATE SET c = excluded.c")
        sqlx::query("DELETE FROM marks")"#;
    let source = Source { path: "store.rs".into(), text: text.into() };
    let written: Vec<String> = tables(&source)
        .into_iter()
        .filter_map(|(touch, table)| (touch == Touch::Writes).then_some(table))
        .collect();
    assert_eq!(written, ["sheets", "a", "marks"]);
}
