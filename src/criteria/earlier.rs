//! How products were sorted under an earlier edition, and where the same products stand today.

use std::sync::LazyLock;

use ocop_rules::criteria::EditionId;
use serde::Deserialize;

const FILE: &str = include_str!("../../standards/1048-2019/classification.toml");

/// A group (*nhóm*) of Decision 1048/QĐ-TTg.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierGroup {
    /// *Ngành.*
    pub industry: String,
    /// Its name.
    pub name: String,
    /// The lines of Annex I under which its products stand today; none where there is none.
    pub now: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<EarlierGroup>,
}

static GROUPS: LazyLock<Vec<EarlierGroup>> = LazyLock::new(|| match toml::from_str(FILE) {
    Ok(File { group }) => group,
    Err(fault) => {
        tracing::error!(%fault, "the groups of Decision 1048 cannot be read");
        Vec::new()
    }
});

/// The groups of an edition, where they are not those of today. Decision 148 had the six industries
/// of today already.
pub fn earlier_groups(edition: EditionId) -> &'static [EarlierGroup] {
    if edition == EditionId::new(1048, 2019) { &GROUPS } else { &[] }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::criteria::Standards;

    #[test]
    fn every_line_of_then_stands_in_annex_i_once() {
        let File { group } = toml::from_str(FILE).unwrap();
        let now: Vec<&String> = group.iter().flat_map(|it| &it.now).collect();
        assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len());
        let standards = Standards::load().unwrap();
        for line in now {
            let lies = |it: &crate::criteria::Class| {
                it.code == *line || it.code.starts_with(&format!("{line}."))
            };
            assert!(standards.classification().classes().iter().any(lies), "{line}");
        }
    }

    #[test]
    fn the_editions_after_it_have_the_groups_of_today() {
        assert_eq!(earlier_groups(EditionId::new(1048, 2019)).len(), 15);
        assert!(earlier_groups(EditionId::new(148, 2023)).is_empty());
    }
}
