//! What a report tells, in order, as data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::pictures::ChartId;
use super::sentence::Sentence;
use super::tables::TableId;

const FILE: &str = include_str!("outline.toml");

/// A section of a report.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// Its word: `results`.
    pub(super) id: String,
    /// Its heading.
    pub(super) name: String,
    /// What it tells.
    pub(super) blocks: Vec<Told>,
}

/// What a section tells.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// A sentence, which an officer may rewrite.
    Passage {
        /// Its word: `results.certified`.
        id: String,
        /// The sentence.
        text: String,
        /// The indicator without which there is nothing to say.
        when: Option<String>,
        /// What is said then.
        unless: Option<String>,
    },
    /// The entries of a ledger, one by one: its word, and the columns that are told behind the name.
    Entries(String, Vec<String>),
    /// What documents say of certified products.
    Declared,
    /// A table.
    Table(TableId),
    /// A picture.
    Chart(ChartId),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    section: Vec<SectionRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionRow {
    id: String,
    name: String,
    blocks: Vec<BlockRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockRow {
    id: Option<String>,
    text: Option<String>,
    when: Option<String>,
    unless: Option<String>,
    entries: Option<String>,
    #[serde(default)]
    tells: Vec<String>,
    #[serde(default)]
    declared: bool,
    table: Option<String>,
    chart: Option<String>,
}

fn read(file: &str) -> Result<Vec<Section>, String> {
    let file: File = toml::from_str(file).map_err(|it| it.to_string())?;
    let section = |row: SectionRow| {
        let block = |it: BlockRow| told(&row.id, it);
        let blocks = row.blocks.into_iter().map(block).collect::<Result<_, _>>()?;
        Ok(Section { id: row.id, name: row.name, blocks })
    };
    file.section.into_iter().map(section).collect()
}

fn told(section: &str, row: BlockRow) -> Result<Told, String> {
    match row {
        BlockRow { id: Some(id), text: Some(text), when, unless, .. } => {
            let id = format!("{section}.{id}");
            for it in [Some(&text), unless.as_ref()].into_iter().flatten() {
                Sentence::read(it).map_err(|fault| format!("{id}: {fault}"))?;
            }
            Ok(Told::Passage { id, text, when, unless })
        }
        BlockRow { entries: Some(it), tells, .. } => Ok(Told::Entries(it, tells)),
        BlockRow { declared: true, .. } => Ok(Told::Declared),
        BlockRow { table: Some(it), .. } => {
            let table = TableId::from_id(&it);
            table.map(Told::Table).ok_or_else(|| format!("{section}: there is no table {it}"))
        }
        BlockRow { chart: Some(it), .. } => {
            let chart = ChartId::from_id(&it);
            chart.map(Told::Chart).ok_or_else(|| format!("{section}: there is no chart {it}"))
        }
        _ => Err(format!("{section}: a block that tells nothing")),
    }
}

static OUTLINE: LazyLock<Vec<Section>> = LazyLock::new(|| {
    read(FILE).unwrap_or_else(|fault| {
        tracing::error!(%fault, "the outline of reports cannot be read");
        Vec::new()
    })
});

/// The sections of a report, in order.
pub(super) fn outline() -> &'static [Section] {
    &OUTLINE
}

/// The sentence with this word, and the section it stands in.
pub(super) fn outlined(passage: &str) -> Option<(&'static str, &'static str)> {
    outline().iter().find_map(|section| {
        section.blocks.iter().find_map(|it| match it {
            Told::Passage { id, text, .. } if id == passage => {
                Some((text.as_str(), section.id.as_str()))
            }
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::indicator::indicator;
    use super::super::sentence::WORDS;
    use super::*;

    #[test]
    fn a_table_or_a_picture_that_there_is_not_is_named() {
        for (what, word) in [("table", "shapes"), ("chart", "stayed")] {
            let file = format!(
                "[[section]]\nid = \"a\"\nname = \"\"\nblocks = [{{ {what} = \"{word}\" }}]"
            );
            let fault = read(&file).unwrap_err();
            assert_eq!(fault, format!("a: there is no {what} {word}"));
        }
    }

    #[test]
    fn every_number_of_the_outline_is_an_indicator() {
        let outline = read(FILE).unwrap();
        assert!(9 < outline.len());
        for block in outline.iter().flat_map(|it| &it.blocks) {
            let Told::Passage { id, text, when, unless } = block else { continue };
            for it in [Some(text), unless.as_ref()].into_iter().flatten() {
                for name in Sentence::read(it).unwrap().names() {
                    let is_known = WORDS.contains(&name) || indicator(name).is_some();
                    assert!(is_known, "{id}: {name}");
                }
            }
            assert!(when.as_deref().is_none_or(|it| indicator(it).is_some()), "{id}: {when:?}");
        }
    }
}
