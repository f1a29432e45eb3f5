//! What takes part in the programme (Decision 26/2026, Annex I).

use std::collections::BTreeMap;

use super::rows::ClassificationFile;

/// The classification (*danh mục phân loại*): six industries, their groups and subgroups.
#[derive(Debug, Clone)]
pub struct Classification {
    classes: Vec<Class>,
}

/// A last line of the classification: every one has its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// "I.2.b", or "I.6" where the group has no subgroups.
    pub code: String,
    /// *Ngành*: its numeral.
    pub industry: String,
    /// *Ngành*: its name.
    pub industry_name: String,
    /// *Nhóm.*
    pub group: String,
    /// *Phân nhóm*; none where the group is the last line.
    pub subgroup: Option<String>,
    /// *Cơ quan chủ trì quản lý.*
    pub lead: Vec<String>,
}

impl Classification {
    /// Every last line, in the order of the annex.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// The line with this code.
    pub fn class(&self, code: &str) -> Option<&Class> {
        self.classes.iter().find(|it| it.code == code)
    }

    /// The classification of a file; the codes of lead agencies that it does not explain are named.
    pub(super) fn read(file: ClassificationFile) -> Result<Self, String> {
        let mut classes = Vec::new();
        for industry in file.industry {
            for group in industry.group {
                let mut add = |code: String, subgroup, lead: Vec<String>| {
                    classes.push(Class {
                        code,
                        industry: industry.code.clone(),
                        industry_name: industry.name.clone(),
                        group: group.name.clone(),
                        subgroup,
                        lead: named(&file.agency, lead)?,
                    });
                    Ok::<_, String>(())
                };
                let code = format!("{}.{}", industry.code, group.code);
                if group.subgroup.is_empty() {
                    add(code.clone(), None, group.lead)?;
                }
                for it in group.subgroup {
                    add(format!("{code}.{}", it.code), Some(it.name), it.lead)?;
                }
            }
        }
        Ok(Self { classes })
    }
}

fn named(agencies: &BTreeMap<String, String>, lead: Vec<String>) -> Result<Vec<String>, String> {
    let name = |id: String| {
        agencies.get(&id).cloned().ok_or_else(|| format!("không rõ cơ quan chủ trì «{id}»"))
    };
    lead.into_iter().map(name).collect()
}
