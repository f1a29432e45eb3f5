//! What must always be true, by name. Each room says it of its own tables in its `checks.rs`;
//! `ocop check` asks them all.

/// One thing that must always be true, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Its name: a sentence that is true when nothing stands against it.
    pub name: &'static str,
    /// What stands against it, one sentence each; names ids, never persons.
    pub against: Vec<String>,
}

impl Check {
    /// A check, asked.
    pub fn new(name: &'static str, against: Vec<String>) -> Self {
        Self { name, against }
    }
}
