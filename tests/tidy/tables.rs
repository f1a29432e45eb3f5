//! One text for two databases: a column is TEXT or BIGINT.

use crate::none;
use crate::source::{Source, files};

#[test]
fn a_column_is_text_or_bigint() {
    let mut others = Vec::new();
    for source in files("migrations", &[".sql"]) {
        for (column, kind) in columns(&source) {
            if kind != "TEXT" && kind != "BIGINT" {
                others.push(format!("{}: {column} is {kind}", source.path));
            }
        }
    }
    none(&others, "a column is TEXT or BIGINT, which both databases read alike");
}

/// The columns that a migration makes, with their types.
fn columns(source: &Source) -> Vec<(String, String)> {
    let lines = source.text.lines().map(|line| line.split("--").next().unwrap_or_default());
    let sql = lines.collect::<Vec<_>>().join(" ");
    let mut columns = Vec::new();
    for statement in sql.split(';') {
        let words: Vec<&str> = statement.split_whitespace().collect();
        if statement.contains("CREATE TABLE") {
            let body = statement.split_once('(').map_or("", |(_, body)| body);
            columns.extend(definitions(body).iter().filter_map(|it| column(it)));
        } else if let Some(at) = words.windows(2).position(|it| it == ["ADD", "COLUMN"]) {
            columns.extend(column(&words[at + 2..].join(" ")));
        }
    }
    columns
}

/// What stands between the commas of a table, not those inside brackets.
fn definitions(body: &str) -> Vec<String> {
    let mut depth = 0_i32;
    let mut definitions = vec![String::new()];
    for it in body.chars() {
        depth += i32::from(it == '(') - i32::from(it == ')');
        match (it, definitions.last_mut()) {
            (',', _) if depth == 0 => definitions.push(String::new()),
            (it, Some(last)) => last.push(it),
            (_, None) => {}
        }
    }
    definitions
}

fn column(definition: &str) -> Option<(String, String)> {
    let mut words = definition.split_whitespace();
    let name = words.next()?;
    let constraint = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "CONSTRAINT"];
    if constraint.iter().any(|it| name.starts_with(it)) || name.starts_with(')') {
        return None;
    }
    let kind = words.next().unwrap_or("nothing");
    Some((name.to_owned(), kind.trim_end_matches(')').to_owned()))
}

#[test]
fn columns_are_found_in_a_migration() {
    let text = "-- A sheet.
        CREATE TABLE sheets (
            id TEXT NOT NULL PRIMARY KEY, -- ours, made by us
            points BIGINT NOT NULL CHECK (points IN (0, 1)),
            mean REAL,
            UNIQUE (id, points)
        );
        ALTER TABLE sheets ADD COLUMN seen BOOLEAN";
    let found = columns(&Source { path: "1.sql".into(), text: text.into() });
    let kinds: Vec<&str> = found.iter().map(|(_, kind)| kind.as_str()).collect();
    assert_eq!(kinds, ["TEXT", "BIGINT", "REAL", "BOOLEAN"]);
}
