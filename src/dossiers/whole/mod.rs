//! Everything of a dossier in one file: what goes to the ministry as an archive (Art. 6.3), or the
//! whole as one PDF with bookmarks. Both are long work, made piece by piece: no more is in memory
//! than one piece.

mod archive;
mod bound;
mod contents;
mod index;
mod jobs;

use serde::{Deserialize, Serialize};

pub(in crate::dossiers) use contents::{Chapter, Contents};
pub use jobs::{MAKING, drop_old, make};

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::dossiers) enum What {
    /// *Hồ sơ đề nghị 5 sao*: an archive with index and hashes (Art. 6.3).
    Proposal,
    /// The whole dossier as one PDF.
    Bound,
}

impl What {
    /// Both.
    pub(in crate::dossiers) const ALL: [Self; 2] = [Self::Bound, Self::Proposal];

    /// Its word in addresses.
    pub(in crate::dossiers) fn id(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Bound => "bound",
        }
    }

    /// That of this word.
    pub(in crate::dossiers) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }

    /// What it is called.
    pub(in crate::dossiers) fn label(self) -> &'static str {
        match self {
            Self::Proposal => "Hồ sơ đề nghị 5 sao (tệp nén)",
            Self::Bound => "Trọn bộ hồ sơ (một tệp PDF)",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::dossiers) struct Wanted {
    /// Of which dossier.
    pub(in crate::dossiers) dossier: String,
    /// What.
    pub(in crate::dossiers) what: What,
    /// Whether what is personal may be in it.
    pub(in crate::dossiers) with_persons: bool,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::dossiers) struct Made {
    /// The hash under which it lies.
    pub(in crate::dossiers) sha256: String,
    /// How large it is.
    pub(in crate::dossiers) bytes: i64,
    /// What it is.
    pub(in crate::dossiers) media_type: String,
    /// The name that it is saved under.
    pub(in crate::dossiers) name: String,
    /// How many papers and documents are in it.
    pub(in crate::dossiers) pieces: usize,
    /// How many pages it has, where it has pages.
    pub(in crate::dossiers) pages: Option<usize>,
}
